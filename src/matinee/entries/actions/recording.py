"""Entries that staff record or correct by hand: film, people, screener and entry in one transaction."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction

from matinee.accounts.models import User
from matinee.entries.actions.considering import consider_entry
from matinee.entries.actions.receiving import change_entry, receive_entry
from matinee.entries.models import Call, Entry
from matinee.entries.states import EntrySource
from matinee.films.actions import change_film, record_film, set_credits, set_screener
from matinee.films.models import Film, Screener
from matinee.films.states import CreditRole


@dataclass(frozen=True, slots=True)
class HandWritten:
    """What a form of the office says of an entry; a password of None leaves the known one as it is."""

    film: Mapping[str, Any]
    credits: Mapping[CreditRole, Sequence[str]] = field(default_factory=dict)
    screener_url: str = ""
    screener_password: str | None = None
    entry: Mapping[str, Any] = field(default_factory=dict)


@transaction.atomic
def record_entry(*, call: Call, said: HandWritten, by: User | None) -> Entry:
    """Record a film that came another way, and take it into consideration at once."""
    facts = dict(said.film)
    film = record_film(festival=call.festival, title=facts.pop("title"), by=by, **facts)
    _write_around(film, said, by)
    return receive_entry(call=call, film=film, by=by, source=EntrySource.OFFICE, **said.entry)


@transaction.atomic
def correct_entry(*, entry: Entry, said: HandWritten, by: User | None) -> Entry:
    """Correct an entry and its film, and weigh it anew for every upcoming edition."""
    change_film(film=entry.film, by=by, **said.film)
    _write_around(entry.film, said, by)
    change_entry(entry=entry, by=by, **said.entry)
    consider_entry(entry=entry, by=by)
    return entry


def _write_around(film: Film, said: HandWritten, by: User | None) -> None:
    """Write the people and the screener of a film."""
    for role, names in said.credits.items():
        set_credits(film=film, role=role, names=names, by=by)
    known = Screener.objects.filter(film=film).first()
    password = said.screener_password
    if password is None:
        password = known.password if known else ""
    set_screener(film=film, url=said.screener_url, password=password, by=by)
