"""The live checks of a board, each a small rule of the trade (``product.md``), with four levels."""

from collections.abc import Iterable, Sequence

from matinee.festival.models import Policy
from matinee.programming.rules.board import BoardProgram, Finding
from matinee.programming.rules.book import Rulebook
from matinee.programming.rules.checks.belonging import BELONGING
from matinee.programming.rules.checks.found import Check, Found
from matinee.programming.rules.checks.length import LENGTH
from matinee.programming.rules.checks.order import ORDER
from matinee.programming.rules.checks.rights import RIGHTS
from matinee.programming.rules.checks.whole import WHOLE
from matinee.programming.states import CheckLevel

__all__ = ["CHECKS", "check_lineup", "check_program", "is_forbidden"]
CHECKS: tuple[Check, ...] = (*LENGTH, *BELONGING, *ORDER, *RIGHTS)


def check_lineup(programs: Sequence[BoardProgram], policy: Policy, book: Rulebook | None = None) -> list[Finding]:
    """Return everything that a board's checks find, the gravest first, then in the board's order."""
    book = book or Rulebook(policy)
    found = [finding for program in programs for finding in _of_program(program, book)]
    found += [finding for check in WHOLE for one in check(programs, book) if (finding := _weighed(one, book))]
    return _gravest_first(found)


def check_program(program: BoardProgram, book: Rulebook) -> list[Finding]:
    """Return what is found on one program by itself, the gravest first: what a move asks of one or two of them."""
    return _gravest_first(_of_program(program, book))


def is_forbidden(findings: Iterable[Finding]) -> bool:
    """Tell whether a board must not become the lineup as it is."""
    return any(finding.level == CheckLevel.FORBIDS for finding in findings)


def _of_program(program: BoardProgram, book: Rulebook) -> list[Finding]:
    return [finding for check in CHECKS for one in check(program, book) if (finding := _weighed(one, book))]


def _weighed(one: Found, book: Rulebook) -> Finding | None:
    """Return what was found with the level that the festival gives it; nothing where the check is off."""
    custom = book.customs[one.check]
    return Finding(custom.level, one.text, one.program, one.film, one.check) if custom.is_on else None


def _gravest_first(found: Iterable[Finding]) -> list[Finding]:
    gravity = list(CheckLevel)
    return sorted(found, key=lambda finding: gravity.index(finding.level))
