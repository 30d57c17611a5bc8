"""Words of reviewers for filmmakers: never signed, never read by who has yet to mark or keeps away."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.pools import a_film, an_entry, reviewers

from matinee.accounts.models import User
from matinee.festival.models import Edition
from matinee.preselection.actions import assign, record_score, recuse
from matinee.preselection.queries.makers import maker_notes
from matinee.preselection.rules.notes import names_its_writer

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("note", "is_named"),
    [
        ("The last shot stays with me.", False),
        ("It moves with such grace.", False),
        ("Call me, Grace Noor", True),
        ("Write to GRACE@example.org.", True),
        ("Graceful cuts; a noorish light.", False),
    ],
)
def test_note_that_names_its_writer_is_known(note: str, *, is_named: bool) -> None:
    assert names_its_writer(note, "Grace Noor", "grace@example.org") == is_named


def test_notes_reach_only_who_may_read_them_and_only_unsigned(edition: Edition, director: User) -> None:
    festival = edition.festival
    first, second = reviewers(festival, 2)
    open_one, waiting, away = (an_entry(festival, a_film(festival, title)) for title in ("Open", "Waiting", "Away"))
    for entry in (open_one, waiting, away):
        record_score(entry=entry, reviewer=first, mark=6, by=first, maker_note="The sound carries it.")
    record_score(entry=open_one, reviewer=second, mark=6, by=second, maker_note="Yours, Reviewer 1")
    assign(entries=[waiting], reviewers=[director], by=None)
    recuse(entry=away, reviewer=director, reason="A friend.", by=director)

    found = maker_notes([open_one, waiting, away], director)

    assert {pk: [card.maker_note for card in cards] for pk, cards in found.items()} == {
        open_one.pk: ["The sound carries it."]
    }


def test_notes_of_many_entries_ask_as_often_as_of_one(edition: Edition, director: User) -> None:
    festival = edition.festival
    (writer,) = reviewers(festival, 1)
    entries = [an_entry(festival, a_film(festival, f"Film {n}")) for n in range(6)]
    for entry in entries:
        record_score(entry=entry, reviewer=writer, mark=6, by=writer, maker_note="The sound carries it.")
    counts = []
    for some in (entries[:1], entries):
        with CaptureQueriesContext(connection) as queries:
            assert len(maker_notes(some, director)) == len(some)
        counts.append(len(queries))

    assert counts[0] == counts[1]
