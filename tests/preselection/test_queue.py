"""Whose turn it is: claimed, overdue, telling; put off, passed on, asked for; inside minutes and languages."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone
from tests.pools import a_film, a_pool, an_entry, reviewers

from matinee.accounts.models import User
from matinee.entries.models import Entry
from matinee.festival.models import Festival
from matinee.films.actions import credit
from matinee.films.states import CreditRole
from matinee.kit.errors import InvalidInput, NotAllowed, NotFound
from matinee.people.actions import person_named
from matinee.preselection.actions import (
    assign,
    claim,
    clear_match,
    declare_tie,
    fill_queues,
    pass_on,
    record_score,
    refresh_standings,
    set_profile,
    snooze,
    take_up,
    unclaim,
)
from matinee.preselection.models import Assignment, Recusal, Standing
from matinee.preselection.queries import claimable, close_entries, matches_to_look_at, put_off, queue_of, uncovered
from matinee.preselection.rules import Waiting, even_turns, understands
from matinee.preselection.rules.ties import veil
from matinee.preselection.states import RecusalKind, TieKind


@pytest.fixture
def me(festival: Festival) -> User:
    """Return a reviewer."""
    return reviewers(festival, 1)[0]


def waiting(festival: Festival, me: User) -> list[str]:
    """Return the titles of a queue."""
    return [str(turn.entry) for turn in queue_of(me, festival)]


def dealt(festival: Festival, me: User, *titles: str) -> list[Entry]:
    """Return entries in a queue, in this order."""
    entries = [an_entry(festival, a_film(festival, title)) for title in titles]
    assign(entries=entries, reviewers=[me], by=None)
    return entries


def test_claimed_comes_first_then_what_waited_for_a_month(festival: Festival, me: User) -> None:
    _first, second, third = dealt(festival, me, "First", "Second", "Third")
    Entry.objects.filter(pk=third.pk).update(sent_at=timezone.now() - timedelta(days=45))
    claim(entry=second, reviewer=me, by=me)

    assert waiting(festival, me) == ["Second", "Third", "First"]


def test_queue_follows_every_mark_that_comes_in(festival: Festival, me: User) -> None:
    pool = a_pool(festival, 20, marks=(4, 6))
    assign(entries=pool, reviewers=[reviewers(festival, 3)[2]], by=None)
    third = reviewers(festival, 3)[2]
    refresh_standings(festival=festival)
    before = waiting(festival, third)
    worth = [turn.entry.standing.telling for turn in queue_of(third, festival)]

    last = Entry.objects.get(film__title=before[0])
    record_score(entry=last, reviewer=me, mark=1, by=me)
    after = waiting(festival, third)

    assert worth == sorted(worth, reverse=True)
    assert before != after


def test_not_tonight_goes_away_and_comes_back(festival: Festival, me: User) -> None:
    entry, _other = dealt(festival, me, "First", "Second")

    snooze(entry=entry, reviewer=me, by=me)
    tonight, later = waiting(festival, me), [str(turn.entry) for turn in put_off(me, festival)]
    tomorrow = [str(turn.entry) for turn in queue_of(me, festival, timezone.now() + timedelta(days=1))]
    take_up(entry=entry, reviewer=me, by=me)

    assert (tonight, later, tomorrow) == (["Second"], ["First"], ["First", "Second"])
    assert waiting(festival, me) == ["First", "Second"]


def test_what_is_passed_on_is_dealt_to_somebody_else(festival: Festival) -> None:
    me, other = reviewers(festival, 2)
    (entry,) = dealt(festival, me, "First")

    pass_on(entry=entry, reviewer=me, by=me)
    fill_queues(festival=festival, by=None)

    assert waiting(festival, me) == []
    assert waiting(festival, other) == ["First"]
    with pytest.raises(NotFound):
        snooze(entry=an_entry(festival, a_film(festival, "Not mine")), reviewer=me, by=me)


def test_claiming_offers_what_lacks_viewings_and_is_given_back(festival: Festival, me: User) -> None:
    free = an_entry(festival, a_film(festival, "Free"))
    an_entry(festival, a_film(festival, "Mine"), sender=me)
    assert [str(entry) for entry in claimable(me, festival)] == ["Free"]

    claim(entry=free, reviewer=me, by=me)
    claim(entry=free, reviewer=me, by=me)
    assert (waiting(festival, me), list(claimable(me, festival))) == (["Free"], [])

    unclaim(entry=free, reviewer=me, by=me)
    assert waiting(festival, me) == []


def test_tie_takes_films_out_of_the_hands_and_keeps_new_ones_away(festival: Festival, me: User) -> None:
    (entry,) = dealt(festival, me, "Kiosk")
    mara = person_named(festival=festival, name="Mara Quill", by=None)
    credit(film=entry.film, person=mara, role=CreditRole.CAST, by=None)

    declare_tie(festival=festival, reviewer=me, kind=TieKind.PERSON, name="  mara  QUILL ", by=me)
    new = an_entry(festival, a_film(festival, "Ferry"))
    credit(film=new.film, person=mara, role=CreditRole.DIRECTOR, by=None)
    fill_queues(festival=festival, by=None)

    assert Recusal.objects.get().kind == RecusalKind.CLOSE
    assert waiting(festival, me) == []
    with pytest.raises(NotAllowed):
        claim(entry=new, reviewer=me, by=me)
    with pytest.raises(InvalidInput):
        declare_tie(festival=festival, reviewer=me, kind=TieKind.PERSON, name="  ", by=me)


def test_school_is_found_in_the_words_about_the_making_as_whole_words(festival: Festival, me: User) -> None:
    named = an_entry(festival, a_film(festival, "Named", making="Made at Pier College, in spring."))
    an_entry(festival, a_film(festival, "Alike", making="Made at Spier Colleges."))

    declare_tie(festival=festival, reviewer=me, kind=TieKind.SCHOOL, name="Pier College", by=me)

    assert set(close_entries(festival, [me])) == {(named.pk, me.pk)}


def test_own_name_in_the_credits_is_for_a_person_to_look_at(festival: Festival, me: User) -> None:
    entry = an_entry(festival, a_film(festival, "Namesake"))
    person = person_named(festival=festival, name=me.name, by=None)
    credit(film=entry.film, person=person, role=CreditRole.CAST, by=None)

    found = [(one.entry, one.reviewer) for one in matches_to_look_at(festival)]
    fill_queues(festival=festival, by=None)
    before = waiting(festival, me)
    clear_match(entry=entry, reviewer=me, by=None)
    fill_queues(festival=festival, by=None)

    assert (found, before) == ([(entry, me)], [])
    assert matches_to_look_at(festival) == []
    assert waiting(festival, me) == ["Namesake"]


def test_queues_keep_to_minutes_and_languages(festival: Festival) -> None:
    short, linguist = reviewers(festival, 2)
    set_profile(festival=festival, reviewer=short, by=short, minutes_a_month=30, genres=["Drama"])
    set_profile(festival=festival, reviewer=linguist, by=linguist, languages=["it"])
    for n in range(6):
        languages = ["it"] if n % 2 else ["ja"]
        an_entry(festival, a_film(festival, f"Film {n}", 12, languages=languages))

    fill_queues(festival=festival, by=None)

    assert len(waiting(festival, short)) == 2
    assert {turn.entry.film.languages[0] for turn in queue_of(linguist, festival)} == {"it"}
    assert Assignment.objects.count() == 5
    assert uncovered(festival) == len(
        {entry.pk for entry in Entry.objects.all()} - set(Assignment.objects.values_list("entry", flat=True))
    )


def test_subtitles_and_silence_are_understood(festival: Festival) -> None:
    def said(**fields: list[str]) -> bool:
        return understands(["en-GB"], a_film(festival, **fields))

    assert said(languages=["ja"], subtitles=["en"])
    assert said(languages=["zxx"])
    assert said(languages=[])
    assert not said(languages=["ja"])
    assert understands([], a_film(festival, languages=["ja"]))


def test_even_deal_leaves_over_what_fits_nobody() -> None:
    films = [Waiting(1, 1200, 1), Waiting(2, 600, 1)]

    turns = even_turns(films, {7: 0}, {7: 700})

    assert [(turn.entry, turn.reviewer) for turn in turns] == [(2, 7)]


def test_profile_of_impossible_minutes_is_refused(festival: Festival, me: User) -> None:
    with pytest.raises(InvalidInput):
        set_profile(festival=festival, reviewer=me, by=me, minutes_a_month=10**6)


@pytest.mark.parametrize(
    ("text", "hidden"),
    [
        ("Mara Quill goes home", "[…] goes home"),
        ("A film by QUILL.", "A film by […]."),
        ("Quilling is a craft", "Quilling is a craft"),
        ("Quill, Quill and Quill", "[…], […] and […]"),
        ("", ""),
    ],
)
def test_veil_takes_names_out_as_whole_words(text: str, hidden: str) -> None:
    assert veil(text, ["Mara Quill", "Bo"]) == hidden


def test_dealing_to_many_costs_a_constant_number_of_queries(
    festival: Festival, django_assert_max_num_queries: Callable[..., object]
) -> None:
    a_pool(festival, 30, marks=())
    reviewers(festival, 5)

    with django_assert_max_num_queries(36):  # type: ignore[attr-defined]  # pytest-django's context manager
        fill_queues(festival=festival, by=None)

    assert not Standing.objects.exists()
