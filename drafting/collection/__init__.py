"""Request forms, figures from documents, consolidation."""

from drafting.collection.consolidation import Consolidation, consolidate
from drafting.collection.filling import fill
from drafting.collection.forms import request_form
from drafting.collection.statements import ReportStatement, statements

__all__ = ["Consolidation", "ReportStatement", "consolidate", "fill", "request_form", "statements"]
