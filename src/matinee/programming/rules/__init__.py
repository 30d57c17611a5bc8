"""Pure rules of programming: the clock of a program, what belongs to a strand, the live checks of a board."""

from matinee.programming.rules.board import BoardFilm, BoardProgram, Finding
from matinee.programming.rules.book import Rulebook
from matinee.programming.rules.checks import check_lineup, check_program, is_forbidden
from matinee.programming.rules.clock import default_limits, program_time_s, refused_over_s
from matinee.programming.rules.strands import RULE_KEYS, belongs, matches_rule

__all__ = [
    "RULE_KEYS",
    "BoardFilm",
    "BoardProgram",
    "Finding",
    "Rulebook",
    "belongs",
    "check_lineup",
    "check_program",
    "default_limits",
    "is_forbidden",
    "matches_rule",
    "program_time_s",
    "refused_over_s",
]
