"""What programs were like that people made: read them, hold them against chance, fit the weights to them.

The mathematics and what was learnt are in ``docs/engine/curation.md``.
"""

from matinee.engine.blocks.curation.fit import fit
from matinee.engine.blocks.curation.lists import PastEdition, read_editions

__all__ = ["PastEdition", "fit", "read_editions"]
