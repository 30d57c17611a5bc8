"""Write to the maker of an entry, once for each occasion."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from matinee.accounts.models import User
from matinee.entries.models import Entry
from matinee.festival.models import Edition, Festival
from matinee.mailroom.actions import post_letter
from matinee.mailroom.letters import language_for
from matinee.mailroom.models import Letter
from matinee.workflows.letter_fields import fields_for, reader_of


@transaction.atomic
def tell_maker(  # noqa: PLR0913  a letter has that many parts, all named
    *,
    entry: Entry,
    occasion: str,
    by: User | None,
    once: str = "",
    edition: Edition | None = None,
    send_at: datetime | None = None,
    batch: str = "",
    is_again: bool = False,
    more: Mapping[str, str] | None = None,
) -> Letter | None:
    """Post the letter of an occasion in its reader's language; return it, or None where no address is known.

    ``once`` tells this time from another one of the same occasion (a day, an edition); ``more`` are fields that the
    entry cannot fill by itself, such as ``asked`` or ``message``.

    Raises
    ------
    InvalidInput
        There is no such occasion.
    """
    reader = reader_of(entry)
    if not reader.email:
        return None
    written_in = language_for(reader.language, entry.festival)
    return post_letter(
        festival=entry.festival,
        key=f"{occasion}:{entry.code}:{once}".removesuffix(":"),
        template=occasion,
        to_email=reader.email,
        context=fields_for(entry, written_in, edition=edition) | dict(more or {}),
        by=by,
        language=reader.language,
        about=entry.code,
        batch=batch,
        send_at=send_at,
        is_again=is_again,
    )


def after_the_wait(festival: Festival) -> datetime:
    """Return when a mailing goes that can be stopped until then."""
    return timezone.now() + timedelta(minutes=festival.policy.letters_wait_min)
