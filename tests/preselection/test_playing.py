"""Receipts from what was really played: merged, believed only as far as the clock, told apart from what is declared."""

from collections.abc import Callable
from datetime import datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone

from matinee.accounts.models import User
from matinee.entries.actions import open_call, receive_entry
from matinee.entries.models import Entry
from matinee.festival.models import Festival
from matinee.festival.states import Role
from matinee.films.actions import record_film, set_screener
from matinee.films.models import Screener, Upload
from matinee.films.states import UploadState
from matinee.kit.errors import InvalidInput, NotAllowed, WrongState
from matinee.preselection.actions import Card, record_score, record_scores_bulk, record_viewing, recuse
from matinee.preselection.actions.notes import add_note, change_note, remove_note
from matinee.preselection.actions.playing import record_played
from matinee.preselection.models import Playback, TimedNote, Viewing
from matinee.preselection.queries.playing import Receipt, notes_of, receipt_of
from matinee.preselection.rules.playing import credit_after, merged, percent_of, spans_from

REELS = Path(__file__).parents[1] / "films" / "reels"
RUNS_S = 600


@pytest.fixture
def entry(festival: Festival) -> Entry:
    call = open_call(festival=festival, slug="all-year", title="All year", by=None)
    film = record_film(festival=festival, title="The Lamplighter", by=None, running_time_s=RUNS_S)
    return receive_entry(call=call, film=film, by=None)


def cut(entry: Entry, code: str = "firstcut22") -> Upload:
    """Make a file of ten minutes the entry's screener, without its bytes."""
    name = f"screeners/{code}.webm"
    if not default_storage.exists(name):
        default_storage.save(name, ContentFile(b"film"))
    upload = Upload.objects.create(
        film=entry.film, name="lamp.webm", size=4, received=4, state=UploadState.READY, code=code, file=name,
        facts={"duration_ms": RUNS_S * 1000}, running_time_s=RUNS_S, is_playable=True, expires_at=timezone.now(),
    )  # fmt: skip
    Screener.objects.update_or_create(film=entry.film, defaults={"upload": upload})
    return upload


@pytest.fixture
def reviewer(member: Callable[[Role], User]) -> User:
    return member(Role.REVIEWER)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Callable[[float], datetime]:
    """Return a wall clock that goes on by as many seconds as one says."""
    at = [timezone.now()]

    def go_on(seconds: float) -> datetime:
        at[0] += timedelta(seconds=seconds)
        return at[0]

    monkeypatch.setattr("matinee.preselection.actions.playing.timezone.now", lambda: at[0])
    return go_on


def play(entry: Entry, reviewer: User, *spans: tuple[float, float], **more: Any) -> Viewing:
    return record_played(entry=entry, reviewer=reviewer, spans=spans, by=reviewer, **more)


def test_what_was_played_adds_up_to_a_measured_receipt(
    entry: Entry, reviewer: User, clock: Callable[[float], datetime]
) -> None:
    cut(entry)
    opened = clock(0)
    for ten in range(60):
        clock(10)
        viewing = play(entry, reviewer, (ten * 10, ten * 10 + 10), since=opened, left_at_s=ten * 10 + 10)

    playback = Playback.objects.get()
    assert (viewing.watched_percent, viewing.is_declared) == (100, False)
    assert (playback.spans, playback.left_at_s) == ([[0, 600]], 600)
    assert receipt_of(entry) == Receipt(viewings_full=1, furthest_percent=100, people=1, measured_full=1, marked=0)


def test_same_minute_played_again_counts_once(entry: Entry, reviewer: User, clock: Callable[[float], datetime]) -> None:
    cut(entry)
    opened = clock(0)
    for _ in range(10):
        clock(60)
        viewing = play(entry, reviewer, (0, 60), since=opened)

    assert viewing.watched_percent == 10


def test_more_than_the_clock_allows_is_refused_whole(
    entry: Entry, reviewer: User, clock: Callable[[float], datetime]
) -> None:
    cut(entry)
    opened = clock(0)
    clock(5)
    with pytest.raises(InvalidInput, match="More was told"):
        play(entry, reviewer, (0, 600), since=opened)
    assert not Playback.objects.exists()

    assert play(entry, reviewer, (0, 10), since=opened).watched_percent == 1
    with pytest.raises(InvalidInput):
        play(entry, reviewer, (10, 30), since=opened)


def test_many_small_claims_gain_nothing(entry: Entry, reviewer: User, clock: Callable[[float], datetime]) -> None:
    cut(entry)
    opened, taken = clock(0), 0
    for number in range(300):
        clock(0.1)
        try:
            play(entry, reviewer, (number * 2, number * 2 + 2), since=opened)
        except InvalidInput:
            continue
        taken += 2

    assert taken <= 30 * 2 + 4


def test_claim_without_a_player_that_was_opened_has_hardly_any_credit(entry: Entry, reviewer: User) -> None:
    cut(entry)

    with pytest.raises(InvalidInput):
        play(entry, reviewer, (0, 60))


def test_link_is_declared_and_file_is_measured(
    entry: Entry, reviewer: User, director: User, clock: Callable[[float], datetime]
) -> None:
    set_screener(film=entry.film, url="https://video.example.org/lamp", password="", by=None)
    record_viewing(entry=entry, reviewer=reviewer, watched_percent=100, by=reviewer)
    with pytest.raises(WrongState, match="no uploaded file"):
        play(entry, director, (0, 1))
    cut(entry)
    opened = clock(0)
    clock(60)

    still_declared = play(entry, reviewer, (0, 60), since=opened)
    measured = play(entry, director, (0, 60), since=opened)
    record_score(entry=entry, reviewer=director, mark=8, watched_percent=100, by=director)

    measured.refresh_from_db()
    assert (still_declared.watched_percent, still_declared.is_declared) == (100, True)
    assert (measured.watched_percent, measured.is_declared) == (10, False)
    receipt = receipt_of(entry)
    assert receipt == Receipt(viewings_full=1, furthest_percent=100, people=2, measured_full=0, marked=1)
    assert (receipt.declared_full, receipt.in_part) == (1, 1)


def test_later_cut_begins_a_new_record_and_takes_nothing_away(
    entry: Entry, reviewer: User, clock: Callable[[float], datetime]
) -> None:
    cut(entry)
    opened = clock(0)
    clock(300)
    play(entry, reviewer, (0, 300), since=opened)
    cut(entry, "secondcut2")
    clock(60)

    viewing = play(entry, reviewer, (0, 60), since=opened)

    assert viewing.watched_percent == 50
    assert Playback.objects.get().spans == [[0, 60]]


def test_recused_reviewer_and_stranger_leave_no_trace(
    entry: Entry, reviewer: User, make_user: Callable[..., User]
) -> None:
    cut(entry)
    recuse(entry=entry, reviewer=reviewer, reason="A friend's.", by=reviewer)

    for person in (reviewer, make_user("nobody@example.org")):
        with pytest.raises(NotAllowed):
            play(entry, person, (0, 1))
        with pytest.raises(NotAllowed):
            add_note(entry=entry, reviewer=person, at_s=1, text="!", by=person)
    assert not Viewing.objects.exists()


def test_notes_stand_at_their_moment(entry: Entry, reviewer: User) -> None:
    late = add_note(entry=entry, reviewer=reviewer, at_s=300, text="The cut to the harbour.", by=reviewer)
    early = add_note(entry=entry, reviewer=reviewer, at_s=12, text=" Sound drops. ", by=reviewer)
    change_note(note=late, at_s=301, text="The cut to the sea.", by=reviewer)

    assert [(note.at_s, note.text) for note in notes_of(entry, reviewer)] == [
        (12, "Sound drops."), (301, "The cut to the sea."),
    ]  # fmt: skip
    remove_note(note=early, by=reviewer)
    with pytest.raises(InvalidInput):
        add_note(entry=entry, reviewer=reviewer, at_s=1, text="   ", by=reviewer)
    assert TimedNote.objects.count() == 1


def test_spans_are_read_strictly() -> None:
    assert spans_from("0-9.8, 12-15.1,", 600) == [(0, 9.8), (12, 15.1)]
    assert spans_from("", 600) == []
    for odd in ("9-3", "0-700", "-1-5", "a-b", "nan-nan", "0-inf", "5", "1-2-3", ",".join(["0-1"] * 501)):
        with pytest.raises(InvalidInput):
            spans_from(odd, 600)


def test_spans_merge_and_percents_round_down() -> None:
    assert merged([(10, 20), (0, 5), (5.5, 10.2), (30, 31)]) == [(0, 20), (30, 31)]
    assert [percent_of([(0, s)], 200) for s in (0, 1, 3, 197.9, 198.1, 200)] == [0, 0, 1, 98, 100, 100]
    assert percent_of([(0, 1)], 0) == 0
    assert credit_after(claimed_s=20, elapsed_s=10, credit_s=0) == 0
    assert credit_after(claimed_s=0, elapsed_s=10_000, credit_s=0) == 4
    assert credit_after(claimed_s=600, elapsed_s=5, credit_s=4) is None


def test_bulk_cards_leave_alone_what_the_player_measured(
    entry: Entry, reviewer: User, member: Callable[[Role], User], clock: Callable[[float], datetime]
) -> None:
    cut(entry)
    since = clock(0)
    for begin in (0, 60, 120, 180):
        clock(60)
        play(entry, reviewer, (begin, begin + 60), since=since)
    other = member(Role.PROGRAMMER)

    cards = [Card(entry, reviewer, 7), Card(entry, other, 6, watched_percent=30)]
    record_scores_bulk(festival=entry.festival, cards=cards, by=None)

    found = Viewing.objects.values_list("reviewer", "watched_percent", "is_declared", "scorecard__mark")
    assert set(found) == {(reviewer.pk, 40, False, Decimal(7)), (other.pk, 30, True, Decimal(6))}
