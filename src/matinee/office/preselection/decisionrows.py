"""One line of the decision table: where a film stands, how sure that is, what each reviewer gave."""

from collections.abc import Iterable
from dataclasses import dataclass

from matinee.accounts.models import User
from matinee.entries.models import Consideration
from matinee.festival.models import Policy
from matinee.preselection.actions import TO_DECIDE
from matinee.preselection.models import Standing
from matinee.preselection.queries import marks_of, recused_from
from matinee.preselection.rules import conflict_of, interval_of, is_disputed, viewings_missing


@dataclass(frozen=True, slots=True)
class CandidateRow:
    """A film on the table; a person who keeps away from it sees that it is there and nothing more."""

    number: int
    row: Consideration
    standing: Standing | None
    marks: list[float]
    low: float
    high: float
    is_disputed: bool
    missing: int
    is_kept_away: bool
    is_above: bool
    cut: float

    @property
    def value(self) -> str:
        """What the tick box sends: the entry, and how it stood when it was seen."""
        return f"{self.row.entry.code}:{self.row.state}"

    @property
    def is_open(self) -> bool:
        """Whether this person may decide on it."""
        return not self.is_kept_away and self.row.state in TO_DECIDE

    @property
    def drawn(self) -> dict[str, str]:
        """Where the interval, the mean and the cut lie on a line of 90 units for the marks from 1 to 10."""
        mean = float(self.standing.mean) if self.standing else self.cut
        places = {"low": self.low, "high": self.high, "mean": mean, "cut": self.cut}
        return {name: f"{10 * (mark - 1):.1f}" for name, mark in places.items()}

    @property
    def dots(self) -> list[str]:
        """Where each reviewer's mark lies on the same line."""
        return [f"{10 * (mark - 1):.1f}" for mark in self.marks]

    @property
    def why(self) -> str:
        """The reason that the filmmaker reads, if one was given."""
        return next((reason["text"] for reason in self.row.reasons if reason["code"] == "outcome"), "")

    @property
    def chance_percent(self) -> int | None:
        """The chance to be among those that can be shown."""
        chance = self.standing.top_probability if self.standing else None
        return None if chance is None else round(100 * chance)

    def cells(self) -> list[object]:
        """Return the line of the export."""
        film, state = self.row.entry.film, self.row.get_state_display()
        if self.is_kept_away or self.standing is None:
            return [film.title, film.running_time_s or "", "", "", "", "", "", "", "", state, self.why]
        one = self.standing
        chance = "" if one.top_probability is None else one.top_probability
        ranks = [rank or "" for rank in (one.rank_low, one.rank_high)]
        known = [one.mean, one.sd, *ranks, chance, one.viewings, one.spread]
        return [film.title, film.running_time_s or "", *known, state, self.why]


def candidate_rows(found: Iterable[Consideration], policy: Policy, viewer: User, *, first: int) -> list[CandidateRow]:
    """Return the lines of a page, in a constant number of queries."""
    rows = list(found)
    entries = [row.entry_id for row in rows]
    marks, away = marks_of(entries), recused_from(viewer, entries)
    kept_away = away | {row.entry_id for row in rows if conflict_of(row.entry, viewer)}
    return [
        _one(number, row, policy, marks.get(row.entry_id, []), is_kept_away=row.entry_id in kept_away)
        for number, row in enumerate(rows, first)
    ]


def _one(number: int, row: Consideration, policy: Policy, marks: list[float], *, is_kept_away: bool) -> CandidateRow:
    """Return one line."""
    standing: Standing | None = None if is_kept_away else getattr(row.entry, "standing", None)
    spread = float(standing.spread) if standing else 0.0
    low, high = interval_of(float(standing.mean), float(standing.sd)) if standing else (1.0, 10.0)
    return CandidateRow(
        number=number,
        row=row,
        standing=standing,
        marks=[] if is_kept_away else marks,
        low=low,
        high=high,
        is_disputed=is_disputed(spread, policy),
        missing=viewings_missing(standing.viewings if standing else 0, spread, policy),
        is_kept_away=is_kept_away,
        is_above=standing is not None and standing.mean >= policy.quality_cut,
        cut=float(policy.quality_cut),
    )
