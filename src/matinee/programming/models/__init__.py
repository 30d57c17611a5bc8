"""Strands, lineups, programs, placements, their changes, proposals, what was learnt, and invitations."""

from matinee.programming.models.change import BoardChange
from matinee.programming.models.check import CheckSetting, Obligation
from matinee.programming.models.curation import Curation
from matinee.programming.models.invitation import Guest, Invitation
from matinee.programming.models.lineup import Lineup, Placement, Program
from matinee.programming.models.proposal import PoolPlan, Proposal, Question
from matinee.programming.models.strand import EditionStrand, FilmStrand, MixtureWish, Strand

__all__ = [
    "BoardChange",
    "CheckSetting",
    "Curation",
    "EditionStrand",
    "FilmStrand",
    "Guest",
    "Invitation",
    "Lineup",
    "MixtureWish",
    "Obligation",
    "Placement",
    "PoolPlan",
    "Program",
    "Proposal",
    "Question",
    "Strand",
]
