"""Who takes part in what, and when they can."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import transaction

from matinee.accounts.models import User
from matinee.festival.actions import audit
from matinee.festival.models import Edition
from matinee.kit.errors import Conflict, InvalidInput
from matinee.kit.rows import checked
from matinee.kit.text import plain_line
from matinee.people.actions import person_named
from matinee.people.models import Person
from matinee.programming.models import Invitation, Program
from matinee.programming.states import LineupState, OfferState
from matinee.schedule.models import Availability, Event, Participant, Screening
from matinee.schedule.rules.spans import Span, joined
from matinee.schedule.states import AvailabilitySource, Part, Showings

LONGEST_D = 60
MOST_SPANS = 2000


@transaction.atomic
def take_part(  # noqa: PLR0913  an action's arguments are all keywords
    *,
    edition: Edition,
    person: Person,
    part: str,
    by: User | None,
    program: Program | None = None,
    screening: Screening | None = None,
    event: Event | None = None,
    showings: str = Showings.EVERY,
) -> Participant:
    """Say that a person takes part in a program, one screening or an event; said again, it changes ``showings``.

    Raises
    ------
    InvalidInput
        Not exactly one thing to take part in, or something or somebody from elsewhere.
    """
    things = [one for one in (program, screening, event) if one is not None]
    if len(things) != 1:
        raise InvalidInput("program", "", "Choose one: a program, a screening or an event.")
    where = program.lineup.edition_id if program else (screening or event).edition_id  # type: ignore[union-attr]  # one is there
    if where != edition.pk or person.festival_id != edition.festival_id:
        raise InvalidInput("person", person, f"Choose somebody and something of {edition}.")
    named = {"person": person, "part": part, "program": program, "screening": screening, "event": event}
    row = Participant.objects.filter(edition=edition, **named).first() or Participant(edition=edition, **named)
    row.showings = showings
    checked(row)
    row.save()
    audit(festival=edition.festival, by=by, verb="take_part", about=edition, person=person.name, part=part)
    return row


@transaction.atomic
def leave_part(*, participant: Participant, by: User | None) -> None:
    """Take somebody out of something."""
    edition = participant.edition
    audit(festival=edition.festival, by=by, verb="leave_part", about=edition, person=participant.person.name)
    participant.delete()


@transaction.atomic
def bring_guests(*, edition: Edition, by: User | None) -> list[Participant]:
    """Give the guests of accepted invitations their part in the program of their film; done twice, nothing doubles."""
    programs = {
        film: program
        for program in Program.objects.filter(
            lineup__edition=edition, lineup__state=LineupState.ADOPTED
        ).prefetch_related("placements")
        for film in program.placements.values_list("film", flat=True)
    }
    accepted = Invitation.objects.filter(edition=edition, state=OfferState.ACCEPTED).prefetch_related("guests")
    found: list[Participant] = []
    for invitation in accepted:
        program = programs.get(invitation.film_id)
        for guest in invitation.guests.all() if program else ():
            person = person_named(festival=edition.festival, name=guest.name, by=by)
            known = {"person": person, "part": Part.MAKER, "program": program}
            if not Participant.objects.filter(**known).exists():
                found.append(take_part(edition=edition, person=person, part=Part.MAKER, program=program, by=by))
    return found


@transaction.atomic
def say_availability(  # noqa: PLR0913  an action's arguments are all keywords
    *,
    edition: Edition,
    person: Person,
    starts_at: datetime,
    ends_at: datetime,
    by: User | None,
    is_there: bool = True,
    is_hard: bool = True,
    note: str = "",
) -> Availability:
    """Write down when a person is there, or is not; as a rule, or as a wish.

    Raises
    ------
    InvalidInput
        The span ends before it begins or lasts too long, or the person is another festival's.
    """
    if person.festival_id != edition.festival_id:
        raise InvalidInput("person", person, f"Choose somebody of {edition.festival}.")
    if not timedelta(0) < ends_at - starts_at <= timedelta(days=LONGEST_D):
        raise InvalidInput("ends_at", ends_at, f"Give a time after the beginning, at most {LONGEST_D} days later.")
    row = Availability(
        edition=edition, person=person, starts_at=starts_at, ends_at=ends_at, is_there=is_there, is_hard=is_hard,
        note=plain_line(note, 200),
    )  # fmt: skip
    checked(row)
    row.save()
    audit(festival=edition.festival, by=by, verb="say_availability", about=edition, person=person.name)
    return row


@transaction.atomic
def drop_availability(*, availability: Availability, by: User | None) -> None:
    """Forget a span that somebody said."""
    edition = availability.edition
    audit(festival=edition.festival, by=by, verb="drop_availability", about=edition, person=availability.person.name)
    availability.delete()


@transaction.atomic
def take_busy_spans(
    *, edition: Edition, person: Person, calendar: str, spans: Iterable[Span], by: User | None
) -> list[Availability]:
    """Take a calendar's busy spans as times when somebody is away, in place of what it said before.

    Raises
    ------
    Conflict
        The person is another festival's, or the calendar has more spans than anybody can mean.
    """
    wanted, name = joined(spans), plain_line(calendar, 120)
    if person.festival_id != edition.festival_id or len(wanted) > MOST_SPANS:
        raise Conflict(f"This calendar has {len(wanted)} spans; at most {MOST_SPANS} can be taken. Export fewer days.")
    known = Availability.objects.filter(
        edition=edition, person=person, source=AvailabilitySource.CALENDAR, calendar=name
    )
    known.delete()
    rows = Availability.objects.bulk_create(
        Availability(
            edition=edition, person=person, starts_at=start, ends_at=end, is_there=False, is_hard=True,
            source=AvailabilitySource.CALENDAR, calendar=name,
        )
        for start, end in wanted
    )  # fmt: skip
    audit(festival=edition.festival, by=by, verb="take_busy_spans", about=edition, person=person.name, n=len(rows))
    return rows
