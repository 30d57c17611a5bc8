"""The pool of the demo: a plan over the coming Saturdays, a few of its films adopted, others held."""

from typing import Final

from matinee.accounts.models import User
from matinee.entries.actions.holding import hold_entries
from matinee.entries.models import Entry
from matinee.entries.states import EntryState
from matinee.festival.models import Festival
from matinee.festival.queries import upcoming_editions
from matinee.kit.errors import MatineeError
from matinee.programming.actions.mixture import wish_mixture
from matinee.programming.actions.planning import adopt_plan, ask_plan, run_plan
from matinee.programming.models import PoolPlan
from matinee.programming.queries.plans import planned_films
from matinee.programming.rules.mixture import Wish

STEPS: Final = 200  # deterministic: everybody sees the same plan
BUDGET_S: Final = 30
ADOPTED: Final = 4
HELD: Final = 2
WISHES: Final = (Wish("form", "documentary", 45), Wish("first_film", "", 20), Wish("language", "es", 15))


def plan_the_pool(festival: Festival, by: User) -> str:
    """Plan the pool once, adopt a little of it, hold who waits longest; return what was done."""
    if PoolPlan.objects.filter(festival=festival).exists():
        return "The pool is planned already."
    _wish(festival, by)
    try:
        plan = run_plan(plan=ask_plan(festival=festival, by=by, budget_s=BUDGET_S, is_queued=False), steps=STEPS)
        planned = planned_films(plan)
        _adopt(plan, planned, by)
        _hold(festival, {film for films in planned.values() for film in films}, by)
    except MatineeError as refused:
        return f"The pool is not planned: {refused.message}"
    total = sum(map(len, planned.values()))
    return f"A plan for the pool: {total} films over {len(planned)} Saturdays, some of them adopted."


def _wish(festival: Festival, by: User) -> None:
    """Wish for a mixture at the second coming Saturday."""
    for edition in list(upcoming_editions(festival))[1:2]:
        wish_mixture(edition=edition, wishes=WISHES, by=by)


def _adopt(plan: PoolPlan, planned: dict[str, list[str]], by: User) -> None:
    """Adopt the first films of the first later Saturday that has some."""
    for films in list(planned.values())[1:]:
        if films:
            adopt_plan(plan=plan, by=by, films=films[:ADOPTED])
            return


def _hold(festival: Festival, planned: set[str], by: User) -> None:
    """Hold those that wait longest and are not planned, where there is an edition to hold them for."""
    ahead = list(upcoming_editions(festival))
    waiting = Entry.objects.filter(festival=festival, state=EntryState.CONSIDERED).exclude(film__code__in=planned)
    if len(ahead) > 1:
        hold_entries(festival=festival, entries=waiting.order_by("sent_at", "pk")[:HELD], until=ahead[-1], by=by)
