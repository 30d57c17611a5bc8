"""One row while it is being read: what has been understood so far, and what was wrong with its cells."""

from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from matinee.entries.actions import RowProblem
from matinee.entries.states import EntryState
from matinee.films.states import CreditRole


@dataclass(slots=True)
class Cell:
    """One cell with the heading above it."""

    heading: str
    value: str


@dataclass(slots=True)
class Draft:
    """What a row becomes: columns of a film and of an entry, credits, showings, answers, problems."""

    line: int
    currency: str
    zone: str
    film: dict[str, Any] = field(default_factory=dict)
    entry: dict[str, Any] = field(default_factory=dict)
    credits: dict[CreditRole, list[tuple[str, str]]] = field(default_factory=dict)
    showings: list[dict[str, Any]] = field(default_factory=list)
    screener: tuple[str, str] | None = None
    answers: dict[str, str] = field(default_factory=dict)
    private: dict[str, str] = field(default_factory=dict)
    external_id: str = ""
    state: EntryState = EntryState.CONSIDERED
    problems: list[RowProblem] = field(default_factory=list)

    def refuse(self, cell: Cell, message: str) -> None:
        """Refuse the whole row because of a cell."""
        self.problems.append(RowProblem(self.line, cell.heading, cell.value[:200], message))

    def leave_out(self, cell: Cell, message: str) -> None:
        """Take the row without what a cell says; the cell's own words are kept among the answers."""
        said = _("%(message)s The row was taken without it.") % {"message": message}
        self.problems.append(RowProblem(self.line, cell.heading, cell.value[:200], said, is_fatal=False))
        self.answers[cell.heading] = cell.value

    @property
    def is_refused(self) -> bool:
        """Whether the row cannot be taken."""
        return any(problem.is_fatal for problem in self.problems)
