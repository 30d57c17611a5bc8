"""Reasons are kept in English and read in the maker's own language."""

import pytest
from django.utils import translation

from matinee.entries.actions import consider_entry, receive_entry, rolling_call, set_outcome
from matinee.entries.models import Entry
from matinee.entries.rules.telling import told
from matinee.entries.states import ConsiderationState
from matinee.festival.models import Edition, Festival
from matinee.films.actions import record_film

pytestmark = pytest.mark.django_db


@pytest.fixture
def entry(festival: Festival) -> Entry:
    film = record_film(festival=festival, title="Night Bus", running_time_s=745, by=None)
    return receive_entry(call=rolling_call(festival=festival, by=None), film=film, by=None)


def reasons(entry: Entry, language: str) -> list[str]:
    """Return every sentence about an entry as somebody reads it in a language."""
    entry = Entry.objects.get(pk=entry.pk)
    with translation.override(language):
        rows = told(entry, entry.considerations.select_related("edition"))
    return [one["text"] for row in rows for one in row.reasons]


def test_reasons_are_stored_in_english_whoever_causes_them(entry: Entry, edition: Edition) -> None:
    with translation.override("es"):
        consider_entry(entry=entry)

    stored = [one["text"] for row in entry.considerations.all() for one in row.reasons]
    assert stored == reasons(entry, "en")
    assert any("minutes fit" in text for text in stored)


def test_reasons_are_read_in_the_makers_language(entry: Entry, edition: Edition) -> None:
    consider_entry(entry=entry)

    said = {language: " ".join(reasons(entry, language)) for language in ("es", "fr", "it")}

    assert "minutos caben" in said["es"]
    assert "minutes conviennent" in said["fr"]
    assert "minuti vanno bene" in said["it"]


def test_outcome_with_a_code_is_translated_and_typed_words_stay(entry: Entry, edition: Edition) -> None:
    consider_entry(entry=entry)
    row = entry.considerations.get(edition=edition)
    set_outcome(considerations=row, state=ConsiderationState.NOT_SELECTED, reason="", because="alike", by=None)
    assert any(text.startswith("Il tuo film ci è piaciuto.") for text in reasons(entry, "it"))

    set_outcome(considerations=row, state=ConsiderationState.NOT_SELECTED, reason="Too many clocks.", by=None)
    assert "Too many clocks." in reasons(entry, "it")
