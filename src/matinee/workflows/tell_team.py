"""Write to somebody of the team about an entry, once for each occasion."""

from collections.abc import Mapping

from django.db import transaction

from matinee.accounts.models import User
from matinee.entries.models import Entry
from matinee.mailroom.actions import post_letter
from matinee.mailroom.letters import language_for
from matinee.mailroom.models import Letter
from matinee.workflows.letter_fields import fields_for


@transaction.atomic
def tell_team(  # noqa: PLR0913  a letter has that many parts, all named
    *, entry: Entry, occasion: str, to: User, by: User | None, once: str = "", more: Mapping[str, str] | None = None
) -> Letter:
    """Post the letter of an occasion to one person of the team; ``once`` tells this time from another one.

    Raises
    ------
    InvalidInput
        There is no such occasion.
    """
    written_in = language_for(to.language, entry.festival)
    return post_letter(
        festival=entry.festival,
        key=f"{occasion}:{entry.code}:{once}:{to.code}",
        template=occasion,
        to_email=to.email,
        context=fields_for(entry, written_in) | {"name": to.name} | dict(more or {}),
        by=by,
        language=to.language,
        about=entry.code,
    )
