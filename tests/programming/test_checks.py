"""What a festival has its boards checked for: levels, numbers, promises, invitations, consents."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from tests.pools import a_film, an_entry

from matinee.entries.models import Call, CallTerms, Consideration, Entry
from matinee.entries.states import ConsiderationState, EntryState
from matinee.festival.models import AuditEvent, Edition, Festival, Policy
from matinee.films.models import Film
from matinee.films.states import Premiere
from matinee.kit.errors import Conflict, InvalidInput
from matinee.preselection.models import Standing
from matinee.programming.actions import add_program, adopt_lineup, make_lineup, place_film
from matinee.programming.actions.checks import oblige, release_obligation, set_checks
from matinee.programming.models import CheckSetting, Invitation, Obligation, Placement, Program
from matinee.programming.queries import board, customs_of, findings_of
from matinee.programming.rules import BoardFilm, BoardProgram, Rulebook, check_lineup, check_program
from matinee.programming.rules.book import CUSTOMS
from matinee.programming.states import CheckKind, CheckLevel, ObligationKind, OfferState

BOOK = Rulebook(Policy())


def film(title: str, minutes: float = 12, *, entry: Entry | None = None, **parts: object) -> BoardFilm:
    """Return a film in the running, that nobody saved."""
    row = Film(title=title, code=title, running_time_s=round(minutes * 60), logline="Something happens.")
    sent = entry or Entry(film=row, call=Call(), state=EntryState.CONSIDERED)
    weighed = Consideration(entry=sent, state=ConsiderationState.ELIGIBLE, premiere=parts.pop("premiere", ""))
    return BoardFilm(row, consideration=weighed, **({"weight": 2.0} | parts))  # type: ignore[arg-type]  # a test's parts


def block(*films: BoardFilm, **columns: object) -> BoardProgram:
    """Return a block of films with the policy's limits."""
    known = {"code": "p", "title": "Shorts", "min_s": 0, "max_s": 5700, "min_films": 1}
    return BoardProgram(Program(**(known | columns)), films)


def kinds(program: BoardProgram, book: Rulebook = BOOK) -> set[str]:
    """Return which checks speak on a program."""
    return {one.check for one in check_program(program, book)}


def ruled(kind: CheckKind, **parts: object) -> Rulebook:
    """Return a rulebook with one check set otherwise."""
    return replace(BOOK, customs=CUSTOMS | {kind: replace(CUSTOMS[kind], **parts)})  # type: ignore[arg-type]  # a test's parts


def test_check_that_is_off_says_nothing_and_a_level_is_the_festivals_own() -> None:
    two = block(film("A", weight=4.0), film("B", weight=5.0))

    off = check_program(two, ruled(CheckKind.HEAVY_NEIGHBOURS, is_on=False))
    grave = check_program(two, ruled(CheckKind.HEAVY_NEIGHBOURS, level=CheckLevel.FORBIDS))

    assert off == []
    assert [(one.level, one.film) for one in grave] == [(CheckLevel.FORBIDS, "B")]


def test_numbers_move_what_is_heavy_long_and_an_opener() -> None:
    three = block(film("A", 15, weight=3.0), film("B", 15, weight=3.0), film("C", 16))

    assert kinds(three) == {CheckKind.OPENER}
    assert CheckKind.HEAVY_NEIGHBOURS in kinds(three, ruled(CheckKind.HEAVY_NEIGHBOURS, number=3))
    assert CheckKind.LONG_NEIGHBOURS in kinds(three, ruled(CheckKind.LONG_NEIGHBOURS, number=14))
    assert kinds(three, ruled(CheckKind.OPENER, number=15)) == set()


def test_film_longer_than_its_program_is_refused_by_name() -> None:
    found = check_program(block(film("Epic", 240)), BOOK)

    assert [one.check for one in found] == [CheckKind.LENGTH_REFUSED, CheckKind.FILM_TOO_LONG]
    assert found[1].text == "“Epic” alone takes 240 min; this program holds 100. It needs its own."


def test_locks_that_leave_no_way_out_are_told() -> None:
    locked = [film(name, 35, placement=Placement(is_locked=True)) for name in "ABC"]

    assert CheckKind.LOCKS in kinds(block(*locked))
    assert CheckKind.LOCKS not in kinds(block(*(film(name, 35) for name in "ABC")))


def test_many_heavy_films_and_a_weak_close_are_mentioned() -> None:
    heavy = [film(name, 9, weight=4.0) for name in "ABCD"]
    marked = [
        film(n, 9, weight=w, standing=Standing(mean=mean)) for n, w, mean in (("A", 3, 9), ("B", 1, 8), ("C", 1, 7))
    ]

    assert CheckKind.HEAVY_COUNT in kinds(block(*heavy))
    assert CheckKind.CLOSER in kinds(block(*marked))
    assert CheckKind.CLOSER not in kinds(block(*marked[::-1]))


@pytest.mark.parametrize(
    ("rung", "wished", "speaks"),
    [
        (Premiere.NONE, Premiere.CITY, True),
        (Premiere.CITY, Premiere.CITY, False),
        (Premiere.CITY, Premiere.NATIONAL, True),
        (Premiere.WORLD, Premiere.NATIONAL, False),
        (Premiere.UNKNOWN, Premiere.WORLD, False),
    ],
)
def test_premiere_is_held_against_the_rung_wished_for(rung: str, wished: str, *, speaks: bool) -> None:
    found = kinds(block(film("A", premiere=rung)), ruled(CheckKind.PREMIERE, rung=wished))

    assert (CheckKind.PREMIERE in found) is speaks


@pytest.mark.parametrize(
    ("state", "check"),
    [
        (OfferState.DECLINED, CheckKind.DECLINED),
        (OfferState.EXPIRED, CheckKind.UNANSWERED),
        (OfferState.OFFERED, None),
        (OfferState.ACCEPTED, CheckKind.MATERIAL),  # it has no still
    ],
)
def test_invitation_is_held_against_its_answer(state: str, check: str | None) -> None:
    found = kinds(block(film("A", invitation=Invitation(state=state))))

    assert found == ({check} if check else set())


def test_adopted_lineup_is_asked_for_invitations_and_material() -> None:
    one = block(film("A"))

    assert kinds(one) == set()
    assert kinds(one, replace(BOOK, is_adopted=True)) == {CheckKind.NOT_INVITED, CheckKind.MATERIAL}


def test_missing_consent_and_another_day_are_told() -> None:
    terms = CallTerms(terms={"consents": [{"key": "press", "title": "Clips for the press", "is_needed": True}]})
    silent = Entry(film=Film(), call=Call(), terms=terms, state=EntryState.CONSIDERED)
    agreed = Entry(film=Film(), call=Call(), terms=terms, state=EntryState.CONSIDERED, consents={"press": {}})
    away = Entry(film=Film(), call=Call(), state=EntryState.CONSIDERED, not_editions=["march"])
    late = Entry(film=Film(), call=Call(), state=EntryState.CONSIDERED, not_before=date(2031, 4, 1))
    march = replace(BOOK, edition="march", starts_on=date(2031, 3, 8))

    assert "Clips for the press" in check_program(block(film("A", entry=silent)), BOOK)[0].text
    assert kinds(block(film("A", entry=agreed))) == set()
    assert kinds(block(film("A", entry=away)), march) == {CheckKind.UNAVAILABLE}
    assert kinds(block(film("A", entry=late)), march) == {CheckKind.UNAVAILABLE}
    assert kinds(block(film("A", entry=late)), replace(march, starts_on=date(2031, 5, 1))) == set()


def test_promises_are_kept_or_named() -> None:
    opener, other = film("Opener"), film("Other")
    edition = Edition(title="March")
    promised = (
        Obligation(edition=edition, kind=ObligationKind.OPENS, film=opener.film, reason="the mayor comes"),
        Obligation(edition=edition, kind=ObligationKind.PROGRAM, title="Film 33", reason="the college"),
    )
    book = replace(BOOK, obligations=promised)

    kept = check_lineup([block(opener), block(other, title="film 33", code="q")], BOOK.policy, book)
    broken = check_lineup([block(other), block(opener, code="q")], BOOK.policy, book)

    assert [one.text for one in kept if one.check == CheckKind.OBLIGATION] == []
    assert [one.text for one in broken if one.check == CheckKind.OBLIGATION] == [
        "“Opener” must open the edition: the mayor comes.",
        "There must be a program “Film 33” with films in it: the college.",
    ]


@pytest.mark.django_db
def test_checks_are_set_kept_and_given_back_to_custom(festival: Festival) -> None:
    wanted = CUSTOMS | {CheckKind.OPENER: replace(CUSTOMS[CheckKind.OPENER], number=9)}

    changed = set_checks(festival=festival, wanted=wanted, by=None)

    assert changed == [CheckKind.OPENER]
    assert customs_of(festival)[CheckKind.OPENER].number == 9
    assert AuditEvent.objects.filter(verb="set_checks").count() == 1
    assert set_checks(festival=festival, wanted=wanted, by=None) == []
    assert set_checks(festival=festival, wanted=CUSTOMS, by=None) == [CheckKind.OPENER]
    assert not CheckSetting.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize(("kind", "parts"), [("opener", {"number": 999}), ("premiere", {"rung": "none"})])
def test_settings_without_sense_are_refused(festival: Festival, kind: str, parts: dict[str, object]) -> None:
    check = CheckKind(kind)

    with pytest.raises(InvalidInput):
        set_checks(festival=festival, wanted={check: replace(CUSTOMS[check], **parts)}, by=None)  # type: ignore[arg-type]  # a test's parts


@pytest.mark.django_db
def test_promise_is_written_down_once_and_holds_up_publishing(festival: Festival, edition: Edition) -> None:
    promised = an_entry(festival, a_film(festival, "Promised")).film
    lineup = make_lineup(edition=edition, title="Draft", by=None)
    program = add_program(lineup=lineup, title="Shorts I", by=None, min_s=60, min_films=1)
    place_film(program=program, film=an_entry(festival, a_film(festival, "Other")).film, by=None)
    row = oblige(edition=edition, kind=ObligationKind.PLAYS, film=promised, reason="a promise of last year.", by=None)

    text = "“Promised” must play: a promise of last year."
    found = [one for one in board(lineup).findings if one.check == CheckKind.OBLIGATION]
    assert [(one.level, one.text) for one in found] == [(CheckLevel.BLOCKS_RELEASE, text)]
    with pytest.raises(Conflict):
        oblige(edition=edition, kind=ObligationKind.PLAYS, film=promised, reason="again", by=None)
    release_obligation(obligation=row, by=None)
    assert text not in [one.text for one in board(lineup).findings]


@pytest.mark.django_db
def test_one_program_is_checked_without_reading_the_others(festival: Festival, edition: Edition) -> None:
    lineup = make_lineup(edition=edition, title="Draft", by=None)
    first, _second = (add_program(lineup=lineup, title=title, by=None) for title in ("Shorts I", "Shorts II"))

    found = findings_of(lineup, [first.code])

    assert [(one.check, one.program) for one in found] == [(CheckKind.EMPTY, first.code)]


@pytest.mark.django_db
def test_lineup_is_adopted_by_the_festivals_own_levels(festival: Festival, edition: Edition) -> None:
    lineup = make_lineup(edition=edition, title="Draft", by=None)
    program = add_program(lineup=lineup, title="Shorts I", by=None)
    epic = a_film(festival, "Epic", 240, completed_on=date.today() - timedelta(days=9))  # noqa: DTZ011  any day will do
    place_film(program=program, film=an_entry(festival, epic).film, by=None)

    with pytest.raises(Conflict, match="Epic"):
        adopt_lineup(lineup=lineup, by=None)
    softer = {kind: replace(custom, level=CheckLevel.WARNS) for kind, custom in CUSTOMS.items()}
    set_checks(festival=festival, wanted=softer, by=None)
    adopt_lineup(lineup=lineup, by=None)

    assert lineup.state == "adopted"
