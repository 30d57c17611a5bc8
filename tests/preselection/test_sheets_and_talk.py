"""Sheets in versions, cards that keep theirs; a discussion for who has marked."""

from collections.abc import Callable

import pytest
from tests.pools import a_call, a_film, an_entry, reviewers

from matinee.accounts.models import User
from matinee.entries.models import Entry
from matinee.festival.models import AuditEvent, Festival
from matinee.festival.states import Role
from matinee.kit.errors import Conflict, InvalidInput, NotAllowed
from matinee.preselection.actions import (
    assign,
    record_score,
    recuse,
    reword,
    say,
    set_sheet,
    take_back_score,
    withdraw_remark,
)
from matinee.preselection.models import Remark, Scorecard, Sheet
from matinee.preselection.queries import hidden_names, remarks_on, sheet_of
from matinee.preselection.rules.sheets import criteria_of, weighted

STORY = {"name": "Story", "help": "Does it hold?", "weight": 3, "most": 5}
SOUND = {"name": "Sound", "weight": 1, "most": 10}


@pytest.fixture
def entry(festival: Festival) -> Entry:
    """Return an entry."""
    return an_entry(festival, a_film(festival))


@pytest.fixture
def me(festival: Festival) -> User:
    """Return a reviewer."""
    return reviewers(festival, 1)[0]


def test_card_keeps_the_sheet_it_was_filled_in_on(festival: Festival, entry: Entry, me: User) -> None:
    first = set_sheet(call=a_call(festival), by=None, criteria=[STORY, SOUND])
    card = record_score(entry=entry, reviewer=me, mark=8, by=me, sheet=first, criteria={"story": 5, "sound": 1})

    second = set_sheet(call=a_call(festival), by=None, criteria=[SOUND], seen=1)
    card.refresh_from_db()

    assert (first.number, second.number, sheet_of(entry.call)) == (1, 2, second)
    assert (card.sheet, [one.name for one in criteria_of(card.sheet)]) == (first, ["Story", "Sound"])
    assert weighted(criteria_of(card.sheet), card.criteria) == (3 * 10 + 1 * 1) / 4


def test_same_words_make_no_new_version_and_a_stale_form_is_refused(festival: Festival) -> None:
    call = a_call(festival)
    set_sheet(call=call, by=None, criteria=[STORY], seen=0)
    set_sheet(call=call, by=None, criteria=[STORY], seen=1)

    with pytest.raises(Conflict):
        set_sheet(call=call, by=None, criteria=[SOUND], seen=0)
    assert Sheet.objects.count() == 1


@pytest.mark.parametrize(
    "criteria",
    [[STORY, STORY], [STORY | {"weight": 9}], [STORY | {"most": 2}], [{"name": f"N{n}"} for n in range(9)]],
)
def test_sheet_that_makes_no_sense_is_refused(festival: Festival, criteria: list[dict[str, object]]) -> None:
    with pytest.raises(InvalidInput):
        set_sheet(call=a_call(festival), by=None, criteria=criteria)


@pytest.mark.parametrize("given", [{"story": 6}, {"story": 0}, {"light": 3}])
def test_answer_off_the_sheet_is_refused(festival: Festival, entry: Entry, me: User, given: dict[str, int]) -> None:
    sheet = set_sheet(call=a_call(festival), by=None, criteria=[STORY])

    with pytest.raises(InvalidInput):
        record_score(entry=entry, reviewer=me, mark=8, by=me, sheet=sheet, criteria=given)
    assert not Scorecard.objects.exists()


def test_card_sent_twice_is_one_card_and_one_deed(festival: Festival, entry: Entry, me: User) -> None:
    for _time in range(2):
        record_score(entry=entry, reviewer=me, mark="7.5", by=me, note="Fine.")

    assert Scorecard.objects.count() == 1
    assert AuditEvent.objects.filter(verb="record_score").count() == 1


def test_note_for_the_maker_is_kept_only_where_the_sheet_asks(festival: Festival, entry: Entry, me: User) -> None:
    sheet = set_sheet(call=a_call(festival), by=None, asks_maker_note=True)

    without = record_score(entry=entry, reviewer=me, mark=7, by=me, maker_note="Lovely.").maker_note
    with_it = record_score(entry=entry, reviewer=me, mark=7, by=me, maker_note="Lovely.", sheet=sheet).maker_note

    assert (without, with_it) == ("", "Lovely.")


def test_blind_call_hides_names_until_one_has_marked(festival: Festival, me: User) -> None:
    entry = an_entry(festival, a_film(festival, "Blind"), sender=None)
    set_sheet(call=a_call(festival), by=None, is_blind=True)

    before = hidden_names(me, [entry])
    record_score(entry=entry, reviewer=me, mark=7, by=me)
    after = hidden_names(me, [entry])
    set_sheet(call=a_call(festival), by=None, is_blind=False)

    assert (set(before), after) == ({entry.pk}, {})
    assert hidden_names(reviewers(festival, 2)[1], [entry]) == {}


def test_discussion_opens_with_ones_own_mark(
    festival: Festival, entry: Entry, me: User, member: Callable[[Role], User]
) -> None:
    programmer = member(Role.PROGRAMMER)
    with pytest.raises(NotAllowed, match="once you have marked"):
        say(entry=entry, by=me, text="Hello?")
    record_score(entry=entry, reviewer=me, mark=7, by=me)

    say(entry=entry, by=me, text="The sound!")
    say(entry=entry, by=me, text="The sound!")
    say(entry=entry, by=programmer, text="Yes.")
    assign(entries=[entry], reviewers=[programmer], by=None)

    assert [remark.text for remark in remarks_on(entry, me)] == ["The sound!", "Yes."]
    with pytest.raises(NotAllowed, match="waits in your queue"):
        say(entry=entry, by=programmer, text="More.")
    take_back_score(entry=entry, reviewer=me, by=me)
    with pytest.raises(NotAllowed):
        say(entry=entry, by=me, text="And?")


def test_who_keeps_away_reads_nothing(festival: Festival, entry: Entry, member: Callable[[Role], User]) -> None:
    programmer = member(Role.PROGRAMMER)
    recuse(entry=entry, reviewer=programmer, reason="A friend.", by=programmer)

    with pytest.raises(NotAllowed, match="keep away"):
        say(entry=entry, by=programmer, text="But it is good.")


def test_remark_is_corrected_withdrawn_and_brought_back_by_its_author(
    festival: Festival, entry: Entry, me: User
) -> None:
    other = reviewers(festival, 2)[1]
    for who in (me, other):
        record_score(entry=entry, reviewer=who, mark=7, by=who)
    remark = say(entry=entry, by=me, text="Too long")

    reword(remark=remark, by=me, text="A minute too long")
    withdraw_remark(remark=remark, by=me)
    while_withdrawn = remarks_on(entry, other).count(), remarks_on(entry, me).count()
    withdraw_remark(remark=remark, by=me, is_back=True)

    assert (Remark.objects.get().text, while_withdrawn) == ("A minute too long", (0, 1))
    assert Remark.objects.get().edited_at is not None
    assert remarks_on(entry, other).count() == 1
    with pytest.raises(NotAllowed):
        reword(remark=remark, by=other, text="Mine now")
    with pytest.raises(InvalidInput):
        say(entry=entry, by=me, text="   ")
