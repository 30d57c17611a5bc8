"""From a grid as numbers to an answer in words and names."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from matinee.engine.grid.around import Around
from matinee.engine.grid.attendance import attendance_of, duties_of_people
from matinee.engine.grid.model import NOWHERE, SCALE, Grid
from matinee.engine.grid.reasons import why_here, why_not_earlier, why_not_elsewhere, why_nowhere
from matinee.engine.grid.score import raw_of, score_of, terms_of
from matinee.engine.grid.solution import Change, GridSolution, LostGuest, Placed, Spot, Unplaced

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from matinee.engine.grid.model import Model
    from matinee.engine.grid.solution import Alternative
    from matinee.engine.solution import Status


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What a run has found: the grid, a bound in thousandths of a point, and what was proven of changes."""

    model: Model
    grid: Grid
    bound: int | None
    fewest_changes: int | None
    elapsed_s: float
    seed: int
    trace: tuple[tuple[float, float | None, float | None], ...]
    alternatives: tuple[Alternative, ...] = ()


def build(outcome: Outcome, is_over: Callable[[], bool] | None = None) -> GridSolution:
    """Return the answer; with ``is_over`` every showing gets its reasons until that says stop."""
    model, grid = outcome.model, outcome.grid
    raw = raw_of(model, grid)
    score = score_of(model, raw)
    bound = None if outcome.bound is None else max(outcome.bound / SCALE, score)
    around = Around(model, grid)
    return GridSolution(
        status=_status(outcome, raw["changes"], score, bound),
        score=score,
        bound=bound,
        terms=terms_of(model, raw),
        reasons=tuple(_summary(outcome, raw)),
        runtime_s=outcome.elapsed_s,
        seed=outcome.seed,
        trace=outcome.trace,
        showings=tuple(placed_of(around, is_over)),
        unplaced=tuple(_unplaced(around, is_over)),
        changes=tuple(_changes(model, grid)),
        fewest_changes=outcome.fewest_changes,
        lost_guests=tuple(_lost(model, grid)),
        alternatives=outcome.alternatives,
    )


def _status(outcome: Outcome, changes: int, score: float, bound: float | None) -> Status:
    is_best = bound is not None and bound - score < 0.5 / SCALE
    if outcome.model.problem.repair:
        is_best = is_best and outcome.fewest_changes == changes
    return "optimal" if is_best else "feasible"


def placed_of(around: Around, is_over: Callable[[], bool] | None) -> Iterator[Placed]:
    """Yield the showings that have a place, in the order of time."""
    model, grid = around.model, around.grid
    tasks = [task for task in range(model.tasks) if grid.room[task] != NOWHERE]
    for task in sorted(tasks, key=lambda task: (int(grid.start[task]), int(grid.room[task]))):
        event, start = model.problem.events[model.event[task]], int(grid.start[task])
        costs, words = _reasons(around, task, is_over)
        yield Placed(
            event=event.id,
            showing=int(model.number[task]),
            auditorium=model.problem.auditoriums[grid.room[task]].id,
            start_min=start,
            end_min=start + event.during_min,
            occupied_from_min=start - event.before_min,
            occupied_until_min=start + event.during_min + event.after_min,
            why_here=words[0],
            why_not_earlier=words[1],
            why_not_elsewhere=words[2],
            costs=costs,
        )


def _reasons(
    around: Around, task: int, is_over: Callable[[], bool] | None
) -> tuple[dict[str, float], tuple[str, str, str]]:
    """Return what a place costs and why it is what it is; in a repair only of what moved."""
    model, grid = around.model, around.grid
    if is_over is None or is_over():
        return {}, ("", "", "")
    place = (int(grid.room[task]), int(grid.start[task]))
    if model.problem.repair and place == (int(model.published_room[task]), int(model.published_start[task])):
        return {}, ("It stays where it was published.", "", "")
    costs = around.costs_of(task)
    return costs, (why_here(around, task, costs), why_not_earlier(around, task), why_not_elsewhere(around, task))


def _unplaced(around: Around, is_over: Callable[[], bool] | None) -> Iterator[Unplaced]:
    model = around.model
    for task in range(model.tasks):
        if around.grid.room[task] == NOWHERE:
            reason = "" if is_over is None else why_nowhere(around, task, is_over)
            event = model.problem.events[model.event[task]].id
            yield Unplaced(event=event, showing=int(model.number[task]), reason=reason)


def _changes(model: Model, grid: Grid) -> Iterator[Change]:
    for task in range(model.tasks):
        was = _spot(model, model.published(), task)
        now = _spot(model, grid, task)
        if was is None or was == now:
            continue
        is_broken = not model.is_allowed(task, int(model.published_room[task]), int(model.published_start[task]))
        reason = "its published place is no longer possible" if is_broken else "it makes room, or is better off"
        event = model.problem.events[model.event[task]].id
        yield Change(event=event, showing=int(model.number[task]), before=was, after=now, reason=reason)


def _spot(model: Model, grid: Grid, task: int) -> Spot | None:
    room = int(grid.room[task])
    if room == NOWHERE:
        return None
    return Spot(auditorium=model.problem.auditoriums[room].id, start_min=int(grid.start[task]))


def _lost(model: Model, grid: Grid) -> Iterator[LostGuest]:
    kinds = [(person, duty) for person in model.problem.people for duty in person.roles]
    for duties in duties_of_people(model).values():
        for number, task in attendance_of(model, duties, grid).missed:
            person, duty = kinds[number]
            showing = None if task is None else int(model.number[task])
            yield LostGuest(person=person.id, event=duty.event, showing=showing, role=duty.role, guests=duty.guests)


def _summary(outcome: Outcome, raw: dict[str, int]) -> Iterator[str]:
    tasks, unplaced = outcome.model.tasks, raw["unplaced"]
    yield f"{tasks - unplaced} of {tasks} showings have a place; {raw['guests_lost']} guests are lost."
    if outcome.model.problem.published:
        yield f"{raw['changes']} published showings change."
    if outcome.fewest_changes is not None:
        yield f"No grid that keeps every rule changes fewer than {outcome.fewest_changes}."
