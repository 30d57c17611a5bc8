"""Why each showing stands where it does: its costs there, what is in the way earlier and elsewhere, or everywhere."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from matinee.engine.grid.domains import is_fit
from matinee.engine.grid.obstacles import obstacles
from matinee.engine.grid.spans import joined
from matinee.engine.grid.words import clock

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from matinee.engine.grid.around import Around

SAID = 3  # obstacles and auditoriums told of; more tire the reader
NAMES = {
    "unplaced": "showings without a place",
    "guests_lost": "guests lost",
    "cannot_see_both": "people who cannot see both",
    "unseated": "people without a seat",
    "off_daypart": "minutes off the wished time of day",
    "turnaround": "short turnarounds",
    "walking": "walks under pressure",
    "changes": "changes to the published grid",
    "moved": "minutes moved",
}


def why_here(around: Around, task: int, costs: dict[str, float]) -> str:
    """Say what the place of a showing costs."""
    if around.model.locked[task]:
        return "It is locked." + (f" It costs {_listed(costs)}." if costs else "")
    return f"It costs {_listed(costs)}." if costs else "It costs nothing here."


def why_not_earlier(around: Around, task: int) -> str:
    """Say what keeps a showing from starting a step earlier in its auditorium."""
    room, start = int(around.grid.room[task]), int(around.grid.start[task])
    return _why_not(around, task, room, start - around.model.step, "A step earlier ")


def why_not_elsewhere(around: Around, task: int) -> str:
    """Say what keeps a showing from the other auditoriums at its time: the cheapest free one, or what is in the way."""
    model = around.model
    room, start = int(around.grid.room[task]), int(around.grid.start[task])
    event = model.problem.events[model.event[task]]
    others = [r for r, one in enumerate(model.problem.auditoriums) if r != room and is_fit(event, one)]
    if not others:
        return "No other auditorium may hold it."
    free = list(islice((r for r in others if not obstacles(around, task, r, start)), SAID))
    if free:
        best = min(free, key=lambda r: (sum(around.costs_of_moving(task, r, start).values()), r))
        return _why_not(around, task, best, start, f"In {model.problem.auditoriums[best].name} ")
    rooms = model.problem.auditoriums
    return " ".join(_why_not(around, task, r, start, f"In {rooms[r].name} ") for r in others[:SAID])


def _why_not(around: Around, task: int, room: int, start: int, where: str) -> str:
    found = obstacles(around, task, room, start)
    if found:
        return f"{where}it cannot be: {'; '.join(found[:SAID])}."
    more = around.costs_of_moving(task, room, start)
    points = sum(more.values())
    if points > 0:
        return f"{where}it would cost {points:.6g} points more ({_listed(more)})."
    return f"{where}it would cost the same." if points == 0 else f"{where}it would cost {-points:.6g} points less."


def why_nowhere(around: Around, task: int, is_over: Callable[[], bool]) -> str:
    """Say why a showing has no place: nothing fits it at all, or all that fits is taken."""
    model = around.model
    if not model.domains[task]:
        return why_impossible(around, task)
    in_the_way: dict[str, int] = {}
    for room in model.domains[task]:
        for start in _some(model.starts(task, room).tolist()):
            found = obstacles(around, task, room, start)
            if not found:
                points = sum(around.costs_of_moving(task, room, start).values())
                where = f"{model.problem.auditoriums[room].name} at {clock(model.problem, start)}"
                return f"{where} is free, and there it would cost {points:.6g} points more than no place."
            for words in found:
                in_the_way[words] = in_the_way.get(words, 0) + 1
        if is_over():
            break
    most = sorted(in_the_way, key=lambda words: -in_the_way[words])[:SAID]
    return f"Every place it may have is taken: {'; '.join(most)}."


def why_impossible(around: Around, task: int) -> str:
    """Say why a showing fits nowhere even in an empty grid."""
    model = around.model
    problem, event = model.problem, model.problem.events[model.event[task]]
    fitting = [room for room in problem.auditoriums if is_fit(event, room)]
    if not fitting:
        lacks = f" has {', '.join(event.features)}" if event.features else " may hold it"
        return f"No auditorium{lacks}."
    takes = event.before_min + event.during_min + event.after_min
    hours = [b - a for room in fitting for a, b in joined(room.windows)]
    if not hours:
        return f"{', '.join(room.name for room in fitting[:SAID])} has no hours; say when it is open."
    if max(hours) < takes:
        return f"It takes {takes} minutes, and no auditorium for it is open for more than {max(hours)} in a row."
    if event.windows is not None:
        return "Its windows hold no start at which an auditorium is open long enough, or a rule forbids it."
    return "A lock, its premiere or what is forbidden leaves it no start."


def _listed(costs: dict[str, float]) -> str:
    largest = sorted(costs.items(), key=lambda item: -abs(item[1]))
    return ", ".join(f"{points:.6g} for {NAMES[name]}" for name, points in largest)


def _some(starts: Sequence[int]) -> Sequence[int]:
    """Return a few dozen starts spread over all."""
    return starts[:: max(1, len(starts) // 48)]
