"""The engine's answer about a grid as its page shows it: what moves from where to where, and why."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from matinee.schedule.bridge import Clock, Move, moves_of
from matinee.schedule.models import GridProposal

TERMS: dict[str, Promise] = {
    "unplaced": _("Showings without a place"),
    "guests_lost": _("Guests who would be missed"),
    "cannot_see_both": _("People who cannot see both of two"),
    "unseated": _("People without a seat"),
    "off_daypart": _("Minutes off the wished time of day"),
    "turnaround": _("Minutes under a comfortable turnaround"),
    "walking": _("Minutes that people walk"),
    "changes": _("Showings that stand elsewhere than now"),
    "moved": _("Minutes that showings are moved by"),
}


@dataclass(frozen=True, slots=True)
class Shown:
    """A move with the auditoriums' names."""

    move: Move
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer sorted for reading."""

    moved: list[Shown] = field(default_factory=list)
    new: list[Shown] = field(default_factory=list)
    same: list[Shown] = field(default_factory=list)
    unplaced: list[Shown] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)
    terms: list[tuple[Promise | str, float, float, float]] = field(default_factory=list)
    reasons: list[str] = field(default_factory=list)
    conflict: list[str] = field(default_factory=list)
    gap_percent: float | None = None
    fewest: int | None = None

    @property
    def changes(self) -> int:
        """How many bookings would be elsewhere, or new."""
        return len(self.moved) + len(self.new)


def answer_of(proposal: GridProposal) -> Answer:
    """Read an answer; where there is none, everything in it is empty."""
    solution: Mapping[str, Any] = proposal.solution or {}
    clock = Clock.from_json(proposal.legend["clock"])
    names = {room["id"]: room.get("title") or room["id"] for room in proposal.problem["auditoriums"]}
    shown = [_shown(move, names) for move in moves_of(proposal.problem, solution, clock)]
    placed = [one for one in shown if one.move.after is not None]
    return Answer(
        moved=[one for one in placed if one.move.before is not None and one.move.is_change],
        new=[one for one in placed if one.move.before is None],
        same=[one for one in placed if not one.move.is_change],
        unplaced=[one for one in shown if one.move.after is None],
        lost=_lost(proposal.problem, solution),
        terms=_terms(solution),
        reasons=[clock.in_words(words) for words in solution.get("reasons", [])],
        conflict=[clock.in_words(words) for words in solution.get("conflict", [])],
        gap_percent=None if solution.get("gap") is None else 100 * solution["gap"],
        fewest=solution.get("fewest_changes"),
    )


def _shown(move: Move, names: Mapping[str, str]) -> Shown:
    before = names.get(move.before[0], move.before[0]) if move.before else ""
    return Shown(move, before, names.get(move.after[0], move.after[0]) if move.after else "")


def _terms(solution: Mapping[str, Any]) -> list[tuple[Promise | str, float, float, float]]:
    found = solution.get("terms", {}).items()
    return [(TERMS.get(name, name), one["raw"], one["weight"], one["points"]) for name, one in found if one["points"]]


def _lost(problem: Mapping[str, Any], solution: Mapping[str, Any]) -> list[str]:
    people = {one["id"]: one.get("title") or one["id"] for one in problem.get("people", [])}
    titles = {one["id"]: one.get("title") or one["id"] for one in problem["events"]}
    return [f"{people[one['person']]}: {titles[one['event']]}" for one in solution.get("lost_guests", [])]
