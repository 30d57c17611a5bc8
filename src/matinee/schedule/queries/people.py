"""Who takes part in an edition, in what, and when they can."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from matinee.festival.models import Edition
from matinee.people.models import Person
from matinee.schedule.models import Availability, Event, Participant, ProgramNeeds, Screening
from matinee.schedule.states import Showings


@dataclass(frozen=True, slots=True)
class PersonRow:
    """A person of an edition with their parts and what they say about their time."""

    person: Person
    parts: tuple[Participant, ...]
    said: tuple[Availability, ...]


def participants_of(edition: Edition) -> QuerySet[Participant]:
    """Return every part of an edition, of programs that are still in a lineup too."""
    ways = ("person", "program", "screening__program", "event")
    return Participant.objects.filter(edition=edition).select_related(*ways)


def availabilities_of(edition: Edition) -> QuerySet[Availability]:
    """Return what people have said about their time, in order."""
    return Availability.objects.filter(edition=edition).select_related("person")


def people_of(edition: Edition) -> list[PersonRow]:
    """Return an edition's people by name, with parts and availability; two queries at any size."""
    persons: dict[int, Person] = {}
    parts: defaultdict[int, list[Participant]] = defaultdict(list)
    said: defaultdict[int, list[Availability]] = defaultdict(list)
    for part in participants_of(edition):
        persons[part.person_id] = part.person
        parts[part.person_id].append(part)
    for span in availabilities_of(edition):
        persons[span.person_id] = span.person
        said[span.person_id].append(span)
    ordered = sorted(persons.values(), key=lambda person: (person.sort_name, person.pk))
    return [PersonRow(person, tuple(parts[person.pk]), tuple(said[person.pk])) for person in ordered]


def person_of(edition: Edition, code: str) -> PersonRow | None:
    """Return one person of the edition's festival with their parts and availability."""
    person = Person.objects.filter(festival=edition.festival, code=code).first()
    if person is None:
        return None
    parts, said = participants_of(edition).filter(person=person), availabilities_of(edition).filter(person=person)
    return PersonRow(person, tuple(parts), tuple(said))


def needs_of(edition: Edition) -> dict[int, ProgramNeeds]:
    """Return what programs need, by program key; those without a row need one screening."""
    return {row.program_id: row for row in ProgramNeeds.objects.filter(program__lineup__edition=edition)}


def parts_by_booking(
    parts: Iterable[Participant], bookings: Sequence[Screening | Event]
) -> dict[str, list[Participant]]:
    """Return who is needed in which booking (by code): parts of a program are in every screening of it, or the first.

    Somebody who is needed in any one of several is counted in the first until a person puts them elsewhere.
    """
    screenings: defaultdict[int, list[Screening]] = defaultdict(list)
    for row in sorted(bookings, key=lambda booking: booking.starts_at):
        if isinstance(row, Screening):
            screenings[row.program_id].append(row)
    of_screening = {row.pk: row.code for rows in screenings.values() for row in rows}
    of_event = {row.pk: row.code for row in bookings if isinstance(row, Event)}
    found: defaultdict[str, list[Participant]] = defaultdict(list)
    for part in parts:
        if part.program_id is not None:
            shown = screenings[part.program_id]
            codes = [row.code for row in (shown if part.showings == Showings.EVERY else shown[:1])]
        else:
            own = of_screening.get(part.screening_id or 0) or of_event.get(part.event_id or 0)
            codes = [own] if own else []
        for code in codes:
            found[code].append(part)
    return dict(found)
