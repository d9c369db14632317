"""Request forms, figures from documents, consolidation."""

from drafting.collection.consolidation import Consolidation, consolidate
from drafting.collection.filling import fill
from drafting.collection.forms import request_form
from drafting.collection.inheriting import Inherit, with_inherited
from drafting.collection.members import figures_of_report
from drafting.collection.mergers import Merger, inherited, known_mergers, merger_of, old_units, read_mergers
from drafting.collection.merging import as_printed
from drafting.collection.naming import name_of
from drafting.collection.packs import request_pack
from drafting.collection.pastcheck import Past, against_past
from drafting.collection.statements import ReportStatement, as_written, statements

__all__ = [
    "Consolidation",
    "Inherit",
    "Merger",
    "Past",
    "ReportStatement",
    "against_past",
    "as_printed",
    "as_written",
    "consolidate",
    "figures_of_report",
    "fill",
    "inherited",
    "known_mergers",
    "merger_of",
    "name_of",
    "old_units",
    "read_mergers",
    "request_form",
    "request_pack",
    "statements",
    "with_inherited",
]
