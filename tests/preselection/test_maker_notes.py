"""Words of reviewers for filmmakers: never signed, never read by who has yet to mark or keeps away."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.pools import a_film, an_entry, reviewers

from matinee.accounts.models import User
from matinee.entries.actions import replace_cut
from matinee.entries.models import Entry
from matinee.festival.models import Edition
from matinee.preselection.actions import assign, record_score, recuse
from matinee.preselection.models import Scorecard
from matinee.preselection.queries import cut_after_mark, marks_of_earlier_cuts
from matinee.preselection.queries.makers import maker_notes
from matinee.preselection.rules.notes import names_its_writer

pytestmark = pytest.mark.django_db


def noted(entry: Entry, writer: User, words: str) -> None:
    """Let somebody mark a film with words for its maker, as on a sheet that asks for them."""
    record_score(entry=entry, reviewer=writer, mark=6, by=writer)
    Scorecard.objects.filter(viewing__entry=entry, viewing__reviewer=writer).update(maker_note=words)


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
        noted(entry, first, "The sound carries it.")
    noted(open_one, second, "Yours, Reviewer 1")
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
        noted(entry, writer, "The sound carries it.")
    counts = []
    for some in (entries[:1], entries):
        with CaptureQueriesContext(connection) as queries:
            assert len(maker_notes(some, director)) == len(some)
        counts.append(len(queries))

    assert counts[0] == counts[1]


def test_later_cut_is_told_to_who_marked_before_it_until_they_correct_their_mark(edition: Edition) -> None:
    first, second = reviewers(edition.festival, 2)
    entry = an_entry(edition.festival)
    record_score(entry=entry, reviewer=first, mark=6, by=first)
    assert cut_after_mark(entry, first) is None
    replace_cut(entry=entry, running_time_s=700, note="Shorter", by=None)
    record_score(entry=entry, reviewer=second, mark=6, by=second)

    later = cut_after_mark(entry, first)
    assert later is not None
    assert (later.note, cut_after_mark(entry, second), marks_of_earlier_cuts(entry)) == ("Shorter", None, 1)
    record_score(entry=entry, reviewer=first, mark=7, by=first)
    assert (cut_after_mark(entry, first), marks_of_earlier_cuts(entry)) == (None, 0)
