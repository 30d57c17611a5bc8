"""Reasons in the reader's language: they are kept in English, and said anew to whoever reads another one."""

from collections.abc import Iterable

from django.utils.translation import get_language

from matinee.entries.models import Consideration, Entry
from matinee.entries.rules.eligibility import Reason, eligibility
from matinee.entries.rules.reasons import words_of
from matinee.entries.states import ConsiderationState
from matinee.films.states import Premiere

KEPT_IN = "en"


def told(entry: Entry, rows: Iterable[Consideration]) -> list[Consideration]:
    """Return an entry's considerations with every reason in the language that is active; nothing is saved.

    What was found stays as it was recorded. A sentence that people typed, and one whose finding has changed since,
    keeps the language it was written in.
    """
    weighed = list(rows)
    if (get_language() or KEPT_IN).split("-")[0] == KEPT_IN:
        return weighed
    entry.placed_at = [row.edition for row in weighed if row.state == ConsiderationState.PLACED]
    for row in weighed:
        row.reasons = [_said(one, _anew(entry, row)) for one in row.reasons]
    return weighed


def _anew(entry: Entry, row: Consideration) -> dict[tuple[str, bool], str]:
    """Return the sentences that weighing would say now, by what was looked at and how it was found."""
    premiere = Premiere(row.premiere or Premiere.UNKNOWN)
    found = eligibility(entry=entry, edition=row.edition, policy=entry.festival.policy, premiere=premiere)
    return {(one["code"], one["ok"]): one["text"] for one in found}


def _said(reason: Reason, anew: dict[tuple[str, bool], str]) -> Reason:
    text = words_of(reason.get("because", "")) or anew.get((reason["code"], reason["ok"]), "") or reason["text"]
    return {**reason, "text": text}
