"""Asking the engine for a grid, listening to it, stopping it."""

from datetime import datetime

from django.db import transaction
from django.utils.module_loading import import_string

from matinee.accounts.models import User
from matinee.festival.actions import audit
from matinee.festival.models import Edition
from matinee.kit.errors import Conflict
from matinee.people.models import Person
from matinee.programming.actions.asking import Listener, budget_of, give_up, run_question, stop_question
from matinee.schedule.actions.changing import hold_grid
from matinee.schedule.actions.hours import close_auditorium
from matinee.schedule.actions.people import say_availability
from matinee.schedule.bridge import Ask, problem_of
from matinee.schedule.models import Auditorium, GridProposal
from matinee.schedule.queries.proposals import grid_working_on, lost_on_grid

RUN = "matinee.schedule.tasks.propose_grid"  # by name: tasks stand above actions
WORDS = {
    Ask.FILL: "A place for what has none",
    Ask.WHOLE: "The whole grid, around the locks",
    Ask.REPAIR: "The conflicts solved by the fewest changes",
}


@transaction.atomic
def ask_grid(  # noqa: PLR0913  an action's arguments are all keywords
    *,
    edition: Edition,
    ask: Ask,
    by: User | None,
    budget_s: int | None = None,
    seed: int = 0,
    words: str = "",
    is_queued: bool = True,
) -> GridProposal:
    """Ask the engine for an edition's grid; a worker of the queue ``engine`` answers.

    With ``is_queued=False`` nobody is told: the caller runs it (``run_grid_proposal``).

    Raises
    ------
    InvalidInput
        A budget off the allowed seconds.
    Conflict
        It is at this grid already, or there is nothing to place or no auditorium.
    """
    grid = hold_grid(edition)
    if grid_working_on(edition) is not None:
        raise Conflict("The engine is working on this grid. Stop it first, or wait for its answer.")
    for lost in lost_on_grid(edition):
        give_up(lost)
    asked = problem_of(edition, ask)
    row = GridProposal.objects.create(
        edition=edition, problem=asked.problem, legend=asked.legend, budget_s=budget_of(budget_s), seed=seed,
        grid_version=grid.version, is_repair=ask == Ask.REPAIR, asks=(words or WORDS[ask])[:300], asked_by=by,
    )  # fmt: skip
    audit(festival=edition.festival, by=by, verb="ask_grid", about=edition, proposal=row.code, ask=str(ask))
    if is_queued:
        transaction.on_commit(lambda: import_string(RUN).enqueue(row.code))
    return row


@transaction.atomic
def repair_lost_auditorium(  # noqa: PLR0913  as above
    *,
    edition: Edition,
    auditorium: Auditorium,
    starts_at: datetime,
    ends_at: datetime,
    by: User | None,
    budget_s: int | None = None,
    is_queued: bool = True,
) -> GridProposal:
    """Lose an auditorium for a while and ask for the repair with the fewest changes; both or neither."""
    close_auditorium(edition=edition, auditorium=auditorium, starts_at=starts_at, ends_at=ends_at, by=by)
    words = f"{auditorium} is lost for a while: the fewest changes"
    return ask_grid(edition=edition, ask=Ask.REPAIR, by=by, budget_s=budget_s, words=words, is_queued=is_queued)


@transaction.atomic
def repair_absent_person(  # noqa: PLR0913  as above
    *,
    edition: Edition,
    person: Person,
    starts_at: datetime,
    ends_at: datetime,
    by: User | None,
    budget_s: int | None = None,
    is_queued: bool = True,
) -> GridProposal:
    """Write down that a person cannot come for a while, and ask for the repair with the fewest changes."""
    say_availability(
        edition=edition, person=person, starts_at=starts_at, ends_at=ends_at, is_there=False, is_hard=True, by=by
    )
    words = f"{person} cannot come for a while: the fewest changes"
    return ask_grid(edition=edition, ask=Ask.REPAIR, by=by, budget_s=budget_s, words=words, is_queued=is_queued)


def run_grid_proposal(
    *, proposal: GridProposal, listener: Listener | None = None, steps: int | None = None
) -> GridProposal:
    """Let the engine work on a question that waits, and keep what it says; run twice, it answers once."""
    run_question(question=proposal, kind="grid", listener=listener, steps=steps)
    return proposal


@transaction.atomic
def stop_grid_proposal(*, proposal: GridProposal, by: User | None) -> GridProposal:
    """Ask the engine to stop; what it has by then is kept. What has ended already stays as it is."""
    row = stop_question(GridProposal.objects.select_for_update().get(pk=proposal.pk))
    audit(festival=proposal.edition.festival, by=by, verb="stop_grid_proposal", about=proposal.edition)
    return row
