"""The grid at festival size: a search that moves one or two showings at a time, and a bound from each event alone.

Doors: `improve`, and `mend` for what lost its place. All it reckons with comes from `matinee.engine.grid.model`; what
it returns the score and the checker of the grid judge.
"""

from matinee.engine.grid.search.run import improve, mend

__all__ = ["improve", "mend"]
