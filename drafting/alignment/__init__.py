"""What a number in a text states: mentions, the catalogue of indicators, and the alignment with figures."""

from drafting.alignment.catalogue import Catalogue, Indicator, catalogue
from drafting.alignment.choosing import align
from drafting.alignment.reading import mentions
from drafting.alignment.similarity import similarity

__all__ = ["Catalogue", "Indicator", "align", "catalogue", "mentions", "similarity"]
