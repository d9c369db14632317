"""The document: the official layout, its bookmarks and comments, the reconciliation table."""

from __future__ import annotations

from drafting.export.document import draft_bytes, report_to_docx, to_docx
from drafting.export.markdown import to_markdown

__all__ = ["draft_bytes", "report_to_docx", "to_docx", "to_markdown"]
