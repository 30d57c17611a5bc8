"""Balanced queues, by the engine."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from matinee.preselection.rules import Turn, Waiting, even_turns

DEALING_S = 4.0


def dealt(
    waiting: Sequence[Waiting],
    load_s: Mapping[int, int],
    expertise: Mapping[int, Mapping[str, float]],
    room_s: Mapping[int, int] | None = None,
) -> list[Turn]:
    """Return who watches what next, in the order of each queue.

    ``load_s`` is what each reviewer's queue holds already, ``expertise`` how well each knows a genre (0 to 1),
    ``room_s`` what those who named their minutes still take on. Minutes are kept as even as dealing by length makes
    them, give or take a film; inside that the engine serves every film as well as any can be. Where it finds nothing
    in its seconds, the even deal stands.
    """
    even = even_turns(waiting, load_s, room_s)
    if not even:
        return []
    from matinee.engine import queues  # noqa: PLC0415  scipy takes a second to load; only who deals pays it
    from matinee.engine.errors import EngineError  # noqa: PLC0415  as above
    from matinee.engine.problem import How  # noqa: PLC0415  as above
    from matinee.engine.stop import Stop  # noqa: PLC0415  as above

    document = _queues_problem(waiting, even, load_s, expertise, room_s or {})
    try:
        found = queues.solve(queues.parse(document), How(stop=Stop(budget_s=DEALING_S)))
    except EngineError:
        return even
    return [
        Turn(int(one.entry), int(queue.reviewer), _sentence(one.reasons))
        for queue in found.queues
        for one in queue.entries
    ]


def _queues_problem(
    waiting: Sequence[Waiting],
    even: Sequence[Turn],
    load_s: Mapping[int, int],
    expertise: Mapping[int, Mapping[str, float]],
    room_s: Mapping[int, int],
) -> dict[str, Any]:
    """Return the deal as ``matinee-queues/1``, with windows of minutes around the even deal: one answer is certain."""
    times = {film.entry: film.running_time_s for film in waiting}
    shares = {who: sum(times[turn.entry] for turn in even if turn.reviewer == who) / 60 for who in load_s}
    leeway = max(times.values()) / 60 / 2
    places = Counter(turn.entry for turn in even)
    return {
        "format": "matinee-queues/1",
        "entries": [_waiting_entry(film, places[film.entry], load_s) for film in waiting if places[film.entry]],
        "reviewers": [
            {
                "id": str(who),
                "min_minutes": max(0.0, share - leeway),
                "max_minutes": max(share, min(share + leeway, room_s[who] / 60)) if who in room_s else share + leeway,
                "expertise": dict(expertise.get(who, {})),
            }
            for who, share in shares.items()
        ],
    }


def _waiting_entry(film: Waiting, places: int, team: Iterable[int]) -> dict[str, Any]:
    """Return an entry that wants viewings, as the engine reads it."""
    known = {
        "id": str(film.entry),
        "running_time_s": film.running_time_s,
        "genre": film.genre or None,
        "conflicts": [str(who) for who in team if who in film.barred],
        "viewings": film.viewings,
        "wanted": film.viewings + places,
    }
    return {name: value for name, value in known.items() if value is not None}


def _sentence(reasons: Sequence[str]) -> str:
    """Return reasons as one sentence."""
    text = "; ".join(reasons)
    return f"{text[:1].upper()}{text[1:]}." if text else ""
