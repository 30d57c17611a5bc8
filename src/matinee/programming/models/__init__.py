"""Strands, lineups with their programs, films, bench, notes and log, proposals, what was learnt, and invitations."""

from matinee.programming.models.change import BoardChange
from matinee.programming.models.check import CheckSetting, Obligation
from matinee.programming.models.curation import Curation
from matinee.programming.models.invitation import Guest, Invitation
from matinee.programming.models.lineup import Lineup, Placement, Program
from matinee.programming.models.proposal import PoolPlan, Proposal, Question
from matinee.programming.models.shelf import Benched, BoardNote, BoardVisitor
from matinee.programming.models.strand import EditionStrand, FilmStrand, MixtureWish, Strand

__all__ = [
    "Benched",
    "BoardChange",
    "BoardNote",
    "BoardVisitor",
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
