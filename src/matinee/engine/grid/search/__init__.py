"""The grid at festival size: a search that moves one or two showings at a time, and a bound from each event alone.

Doors: `improve`, and for what lost its place `settle`, which moves nothing else, and `mend`. All it reckons with comes
from `matinee.engine.grid.model`; what it returns the score and the checker of the grid judge.
"""

from matinee.engine.grid.search.run import improve, mend
from matinee.engine.grid.search.settle import settle

__all__ = ["improve", "mend", "settle"]
