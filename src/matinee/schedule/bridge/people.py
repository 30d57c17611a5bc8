"""People of an edition as the engine reads them: their parts, and when they are there."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import timedelta
from typing import Any

from matinee.festival.models import Edition
from matinee.people.models import Person
from matinee.schedule.bridge.clock import Clock
from matinee.schedule.models import Availability, Event, Participant, Screening
from matinee.schedule.queries.people import availabilities_of, participants_of
from matinee.schedule.rules.spans import free_spans
from matinee.schedule.states import Part, Showings

AROUND = timedelta(days=30)
ROLES = {Part.SPEAKER: "guest"}
WISH = "~wish"


def people_in(
    edition: Edition, clock: Clock, bookings: Sequence[Screening | Event], known: Collection[str]
) -> list[dict[str, Any]]:
    """Return everybody with a part in one of the ``known`` events.

    Who has both said what must be and what they wish comes twice, once for each, with the same parts.
    """
    said: defaultdict[int, list[Availability]] = defaultdict(list)
    for span in availabilities_of(edition):
        said[span.person_id].append(span)
    persons: dict[int, Person] = {}
    roles: defaultdict[int, dict[str, dict[str, Any]]] = defaultdict(dict)
    shown = _screenings(bookings)
    for part in participants_of(edition):
        name, showings = _where(part, shown)
        if name in known:
            persons[part.person_id] = part.person
            role = ROLES.get(Part(part.part), str(part.part))
            roles[part.person_id].setdefault(name, {"event": name, "role": role, "showings": showings})
    found = []
    for pk, person in persons.items():
        found += _person(person, list(roles[pk].values()), said[pk], clock)
    return found


def _screenings(bookings: Sequence[Screening | Event]) -> dict[int, list[Screening]]:
    found: defaultdict[int, list[Screening]] = defaultdict(list)
    for row in bookings:
        if isinstance(row, Screening):
            found[row.program_id].append(row)
    return found


def _where(part: Participant, shown: dict[int, list[Screening]]) -> tuple[str, str]:
    """Return the event of a part and in which of its showings; a part in one screening of several is in any one."""
    if part.event is not None:
        return part.event.code, str(Showings.EVERY)
    if part.screening is not None:
        is_only = len(shown.get(part.screening.program_id, [])) <= 1
        return part.screening.program.code, str(Showings.EVERY if is_only else Showings.ANY)
    return (part.program.code if part.program else ""), str(part.showings)


def _person(
    person: Person, roles: list[dict[str, Any]], said: Sequence[Availability], clock: Clock
) -> list[dict[str, Any]]:
    """Return a person with windows that bind, or that are wished, or both."""
    whole = (clock.zero - AROUND, clock.zero + 2 * AROUND)
    known = {"id": person.code, "title": person.name, "roles": roles}
    hard, wishes = [one for one in said if one.is_hard], [one for one in said if not one.is_hard]
    found = []
    if hard or not wishes:
        windows = [clock.window(span) for span in free_spans(hard, whole)] if hard else None
        found.append({**known, "windows": windows, "is_hard": bool(hard)})
    if wishes:
        name = person.code + (WISH if hard else "")
        windows = [clock.window(span) for span in free_spans(wishes, whole)]
        found.append({**known, "id": name, "windows": windows, "is_hard": False})
    return found
