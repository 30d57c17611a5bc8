"""Festivals write their own words; every version is kept."""

from typing import Any

from django.db import transaction
from django.db.models import Max

from matinee.accounts.models import User
from matinee.festival.actions import audit
from matinee.festival.models import Festival
from matinee.kit.errors import InvalidInput
from matinee.kit.rows import checked
from matinee.kit.text import plain_line
from matinee.mailroom.letters import LANGUAGES, check_wording, ours, wording_for
from matinee.mailroom.models import Template


@transaction.atomic
def write_wording(  # noqa: PLR0913  a wording has that many parts, all named
    *, festival: Festival, key: str, language: str, subject: str, body: str, by: User | None
) -> Template | None:
    """Keep a festival's words for an occasion as a new version; the same words as now make none, and return None.

    Raises
    ------
    InvalidInput
        There is no such occasion or language, nothing is written, or a field is none of the occasion's.
    """
    subject, body = plain_line(subject, 200), body.replace("\r\n", "\n").strip()
    check_wording(key, subject, body)
    _check_language(language)
    now = wording_for(key, language, festival)
    if (now.subject, now.body) == (subject, body):
        return None
    return _add(festival, key, language, by, subject=subject, body=body)


@transaction.atomic
def reset_wording(*, festival: Festival, key: str, language: str, by: User | None) -> Template | None:
    """Go back to the house's words; the festival's own stay among the versions. None where it has no own."""
    _check_language(language)
    ours(key, language)
    if not wording_for(key, language, festival).number:
        return None
    return _add(festival, key, language, by, is_ours=True)


def _add(festival: Festival, key: str, language: str, by: User | None, **words: Any) -> Template:  # noqa: ANN401  columns
    """Add a version under the festival's lock, so that two people saving get two numbers."""
    Festival.objects.select_for_update().get(pk=festival.pk)
    rows = Template.objects.filter(festival=festival, key=key, language=language)
    number = (rows.aggregate(last=Max("number"))["last"] or 0) + 1
    row = Template(festival=festival, key=key, language=language, number=number, by=by, **words)
    checked(row)
    row.save()
    verb = "reset_wording" if row.is_ours else "write_wording"
    audit(festival=festival, by=by, verb=verb, about=row, language=language, key=key)
    return row


def _check_language(language: str) -> None:
    """Refuse a language that letters are not written in."""
    if language not in LANGUAGES:
        raise InvalidInput("language", language, f"Letters are written in: {', '.join(LANGUAGES)}.")
