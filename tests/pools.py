"""Festivals with something in them: films entered, considered and scored, for the tests of several rooms."""

from collections.abc import Sequence
from datetime import timedelta

from django.utils import timezone

from matinee.accounts.models import User
from matinee.entries.actions import open_call, receive_entry
from matinee.entries.models import Call, Consideration, Entry
from matinee.entries.states import ConsiderationState
from matinee.festival.actions import give_role
from matinee.festival.models import Edition, Festival
from matinee.festival.states import Role
from matinee.films.actions import record_film
from matinee.films.models import Film
from matinee.preselection.actions import Card, record_scores_bulk

MINUTES = (9, 14, 17, 12, 21, 8, 16, 11, 19, 13)


def a_call(festival: Festival) -> Call:
    """Return the festival's rolling call, opened when it is first asked for."""
    found = Call.objects.filter(festival=festival, slug="rolling").first()
    return found or open_call(festival=festival, slug="rolling", title="Always open", by=None)


def a_film(festival: Festival, title: str = "Night Bus", minutes: float | None = 12, **fields: object) -> Film:
    """Return a film with enough facts to be eligible."""
    known = {
        "running_time_s": None if minutes is None else round(minutes * 60),
        "completed_on": timezone.now().date() - timedelta(days=30),
        "logline": f"{title}: somebody goes home late and finds the door open.",
        "genres": ["drama"],
        "countries": ["US"],
        "languages": ["en"],
    }
    return record_film(festival=festival, title=title, by=None, **(known | fields))


def an_entry(festival: Festival, film: Film | None = None, sender: User | None = None) -> Entry:
    """Return an entry in consideration."""
    return receive_entry(call=a_call(festival), film=film or a_film(festival), by=None, sender=sender)


def reviewers(festival: Festival, number: int = 2) -> list[User]:
    """Return that many reviewers of the festival."""
    found = []
    for n in range(number):
        user, _ = User.objects.get_or_create(email=f"reviewer{n}@example.org", defaults={"name": f"Reviewer {n}"})
        give_role(festival=festival, user=user, role=Role.REVIEWER, by=None)
        found.append(user)
    return found


def a_pool(festival: Festival, number: int = 10, marks: Sequence[float] = (8, 8.5)) -> list[Entry]:
    """Return entries that were scored by as many reviewers as there are marks, each a little apart."""
    team = reviewers(festival, len(marks))
    entries = []
    for n in range(number):
        genres = [("drama", "comedy", "essay")[n % 3]]
        film = a_film(festival, f"Film {n:03d}", MINUTES[n % len(MINUTES)], genres=genres)
        entries.append(an_entry(festival, film))
    cards = [
        Card(entry, who, min(10, mark + (n % 3) / 2), emotional_weight=1 + n % 4)
        for n, entry in enumerate(entries)
        for who, mark in zip(team, marks, strict=True)
    ]
    record_scores_bulk(festival=festival, cards=cards, by=None)
    return entries


def make_eligible(edition: Edition) -> None:
    """Let every consideration of an edition be open, whatever its facts say."""
    Consideration.objects.filter(edition=edition).update(state=ConsiderationState.ELIGIBLE, reasons=[])
