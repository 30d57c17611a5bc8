"""Strands, lineups, programs, placements and proposals."""

from matinee.programming.models.lineup import Lineup, Placement, Program
from matinee.programming.models.proposal import Proposal
from matinee.programming.models.strand import EditionStrand, FilmStrand, Strand

__all__ = ["EditionStrand", "FilmStrand", "Lineup", "Placement", "Program", "Proposal", "Strand"]
