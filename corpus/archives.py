"""What reading a damaged zip archive raises, whether of a document, a workbook or a folder of reports."""

from __future__ import annotations

import zipfile
import zlib

BROKEN_ARCHIVE = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError)
"""`NotImplementedError` is what zipfile raises for a compression that it doesn't know."""
