"""The grid at festival size: a search that moves one or two showings at a time, then CP-SAT on parts of the grid.

Door: `improve`. All it reckons with comes from `matinee.engine.grid.model`; what it returns the score and the checker
of the grid judge.
"""

from matinee.engine.grid.search.run import improve

__all__ = ["improve"]
