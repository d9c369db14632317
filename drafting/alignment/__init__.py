"""What a number in a text states: mentions, the catalogue of indicators, and the alignment with figures."""

from drafting.alignment.alone import settle_alone
from drafting.alignment.catalogue import Catalogue, Indicator, catalogue
from drafting.alignment.choosing import align, align_read
from drafting.alignment.faults import Faults
from drafting.alignment.forgetting import forget
from drafting.alignment.leftovers import settle_leftovers
from drafting.alignment.lone_slips import settle_lone_slips
from drafting.alignment.outvoted import settle_outvoted
from drafting.alignment.passages import Passage
from drafting.alignment.reading import Read, in_order, mentions, read
from drafting.alignment.readings import readings, readings_by_parts, stretches
from drafting.alignment.similarity import similarity
from drafting.alignment.told_again import settle_told_again
from drafting.alignment.votes import settle_votes

__all__ = [
    "Catalogue",
    "Faults",
    "Indicator",
    "Passage",
    "Read",
    "align",
    "align_read",
    "catalogue",
    "forget",
    "in_order",
    "mentions",
    "read",
    "readings",
    "readings_by_parts",
    "settle_alone",
    "settle_leftovers",
    "settle_lone_slips",
    "settle_outvoted",
    "settle_told_again",
    "settle_votes",
    "similarity",
    "stretches",
]
