"""Strands, lineups, programs, placements, their changes and proposals."""

from matinee.programming.models.change import BoardChange
from matinee.programming.models.lineup import Lineup, Placement, Program
from matinee.programming.models.proposal import Proposal
from matinee.programming.models.strand import EditionStrand, FilmStrand, Strand

__all__ = [
    "BoardChange",
    "EditionStrand",
    "FilmStrand",
    "Lineup",
    "Placement",
    "Program",
    "Proposal",
    "Strand",
]
