"""A plan for the pool as its page shows it: editions with films and reasons, what waits, the score in its terms."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from matinee.entries.models import Consideration, Entry
from matinee.entries.states import ConsiderationState, EntryState
from matinee.festival.models import Edition
from matinee.festival.queries import upcoming_editions
from matinee.programming.models import PoolPlan
from matinee.programming.rules.mixture import words_for

TERMS: dict[str, str | Promise] = {
    "quality": _("Quality above the cut"),
    "expected": _("Room kept for films to come"),
    "delay": _("Films put off"),
    "waiting": _("Months waited by those planned"),
    "longest_wait": _("Longest wait left"),
    "mixture": _("Mixture missed"),
}
OPEN = (ConsiderationState.ELIGIBLE, ConsiderationState.SHORTLISTED, ConsiderationState.HELD)


@dataclass(frozen=True, slots=True)
class Line:
    """One film of a plan."""

    code: str
    title: str
    entry_code: str
    time_s: int
    why: str
    change: str = ""
    months: float = 0.0
    standing: str = ""

    @property
    def is_open(self) -> bool:
        """Whether it can still be adopted."""
        return self.standing == "open"


@dataclass(frozen=True, slots=True)
class WishLine:
    """A wish for an edition's mixture: what was still missing, and how much of it the plan brings."""

    words: str
    wanted_min: float
    got_min: float

    @property
    def is_met(self) -> bool:
        """Whether the plan fulfils it."""
        return self.got_min + 0.01 >= self.wanted_min


@dataclass(frozen=True, slots=True)
class Part:
    """One edition of a plan."""

    slug: str
    title: str
    accent: str
    room_min: float
    minutes: float
    kept_min: float
    lines: list[Line]
    is_ahead: bool
    wishes: list[WishLine]

    @property
    def open_count(self) -> int:
        """How many of its films can still be adopted."""
        return sum(line.is_open for line in self.lines)


@dataclass(frozen=True, slots=True)
class PlanAnswer:
    """The whole plan."""

    parts: list[Part]
    waiting: list[Line]
    terms: list[tuple[str, float, float, float]]
    score: float | None
    bound: float | None
    gap_percent: float | None
    seconds: float


def plan_answer(plan: PoolPlan) -> PlanAnswer:
    """Return a plan, with how its films stand by now, as its page shows it."""
    solution: dict[str, Any] = plan.solution or {}
    asked = {film["id"]: film for film in plan.problem["films"]}
    entries = _entries(plan, asked)
    ahead = {edition.slug: edition for edition in upcoming_editions(plan.festival)}
    standing = _standing(plan, list(ahead.values()))
    gap = solution.get("gap")
    return PlanAnswer(
        parts=[_part(one, plan, asked, entries, ahead, standing) for one in solution["editions"]],
        waiting=[
            _line(one["film"], one["reason"], asked, entries, change=one["what_would_change"])
            for one in solution.get("waiting", [])
        ],
        terms=[
            (str(TERMS.get(name, name)), term["raw"], term["weight"], term["points"])
            for name, term in solution.get("terms", {}).items()
        ],
        score=solution.get("score"),
        bound=solution.get("bound"),
        gap_percent=None if gap is None else 100 * gap,
        seconds=solution.get("runtime_s", 0.0),
    )


def _part(  # noqa: PLR0913, PLR0917  everything known about one edition, looked up once for all
    one: Mapping[str, Any],
    plan: PoolPlan,
    asked: Mapping[str, Mapping[str, Any]],
    entries: Mapping[str, Entry],
    ahead: Mapping[str, Edition],
    standing: Mapping[tuple[str, str], str],
) -> Part:
    """Return one edition of the plan."""
    slug = one["id"]
    edition = ahead.get(slug)
    room = next((sum(slot["minutes"] for slot in e["slots"]) for e in plan.problem["editions"] if e["id"] == slug), 0.0)
    lines = [
        _line(
            put["film"],
            "; ".join(put["reasons"]),
            asked,
            entries,
            standing=_told(standing.get((put["film"], slug), "")),
        )
        for put in one["films"]
    ]
    return Part(
        slug=slug,
        title=edition.title if edition else slug,
        accent=edition.accent if edition else "",
        room_min=room,
        minutes=one.get("minutes", 0.0),
        kept_min=one.get("kept_minutes", 0.0),
        lines=lines,
        is_ahead=edition is not None,
        wishes=_wishes(one, plan.problem, asked),
    )


def _wishes(
    one: Mapping[str, Any], problem: Mapping[str, Any], asked: Mapping[str, Mapping[str, Any]]
) -> list[WishLine]:
    """Return what an edition wished for when the engine was asked, and what the plan has of it."""
    asked_for = (edition.get("mixture", []) for edition in problem["editions"] if edition["id"] == one["id"])
    wished: list[dict[str, Any]] = next(asked_for, [])
    minutes: defaultdict[str, float] = defaultdict(float)
    for put in one["films"]:
        film = asked.get(put["film"], {})
        for group in film.get("groups", []):
            minutes[group] += (film["running_time_s"] + problem.get("gap_s", 0)) / 60
    return [WishLine(words_for(wish["group"]), wish["at_least_minutes"], minutes[wish["group"]]) for wish in wished]


def _line(  # noqa: PLR0913  a film with everything its line says
    code: str,
    why: str,
    asked: Mapping[str, Mapping[str, Any]],
    entries: Mapping[str, Entry],
    *,
    change: str = "",
    standing: str = "",
) -> Line:
    """Return one film of the plan."""
    entry, film = entries.get(code), asked.get(code, {})
    return Line(
        code=code,
        title=entry.film.title if entry else code,
        entry_code=entry.code if entry else "",
        time_s=film.get("running_time_s", 0),
        why=why,
        change=change,
        months=film.get("waiting_months", 0.0),
        standing=standing if entry else "",
    )


def _told(state: str) -> str:
    """Return whether a film can still be planned, else how it stands in words."""
    if state == ConsiderationState.SHORTLISTED:
        return str(_("planned"))
    return "open" if state in OPEN else str(ConsiderationState(state).label) if state else ""


def _entries(plan: PoolPlan, asked: Mapping[str, Any]) -> dict[str, Entry]:
    """Return the entries of the films, by the film's code; of several the newest."""
    rows = Entry.objects.filter(festival=plan.festival, film__code__in=asked).exclude(state=EntryState.DRAFT)
    return {entry.film.code: entry for entry in rows.select_related("film").order_by("pk")}


def _standing(plan: PoolPlan, ahead: list[Edition]) -> dict[tuple[str, str], str]:
    """Return how each film stands for each coming edition by now."""
    rows = Consideration.objects.filter(edition__in=ahead, entry__festival=plan.festival)
    alive = rows.filter(entry__state__in=(EntryState.CONSIDERED, EntryState.PLACED)).order_by("entry_id")
    return {
        (film, slug): state for film, slug, state in alive.values_list("entry__film__code", "edition__slug", "state")
    }
