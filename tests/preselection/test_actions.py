"""Queues, scorecards, recusals and standings."""

from collections.abc import Callable
from decimal import Decimal

import pytest
from tests.pools import a_film, a_pool, an_entry, reviewers

from matinee.accounts.models import User
from matinee.entries.actions import withdraw_entry
from matinee.festival.models import AuditEvent, Festival
from matinee.festival.states import Role
from matinee.kit.errors import Conflict, InvalidInput, NotAllowed, WrongState
from matinee.preselection.actions import (
    Card,
    assign,
    fill_queues,
    record_score,
    record_scores_bulk,
    record_viewing,
    recuse,
    refresh_standings,
    take_back_score,
    undo_recusal,
)
from matinee.preselection.models import Assignment, Scorecard, Standing, Viewing
from matinee.preselection.queries import queue_of

Members = Callable[[Role], User]


def test_score_makes_card_viewing_and_standing(festival: Festival) -> None:
    entry, (reviewer, _) = an_entry(festival), reviewers(festival)

    card = record_score(
        entry=entry, reviewer=reviewer, mark="7.5", by=reviewer, watched_percent=80, emotional_weight=4, note=" Quiet. "
    )

    assert (card.mark, card.emotional_weight, card.note) == (Decimal("7.5"), 4, "Quiet.")
    assert card.viewing.watched_percent == 80
    standing = Standing.objects.get(entry=entry)
    assert (standing.viewings, standing.plain_mean, standing.spread) == (1, Decimal("7.50"), Decimal(0))
    assert AuditEvent.objects.filter(verb="record_score", object_code=entry.code).count() == 1


def test_second_word_corrects_the_first(festival: Festival) -> None:
    entry, (reviewer, _) = an_entry(festival), reviewers(festival)

    record_score(entry=entry, reviewer=reviewer, mark=4, by=reviewer)
    record_score(entry=entry, reviewer=reviewer, mark=9, by=reviewer)

    assert [card.mark for card in Scorecard.objects.all()] == [Decimal("9.0")]
    assert Standing.objects.get().plain_mean == Decimal("9.00")


@pytest.mark.parametrize("mark", ["0.5", "10.5", "7.3", "many", "NaN", "Infinity", ""])
def test_mark_off_the_scale_is_refused(festival: Festival, mark: str) -> None:
    entry, (reviewer, _) = an_entry(festival), reviewers(festival)

    with pytest.raises(InvalidInput) as refused:
        record_score(entry=entry, reviewer=reviewer, mark=mark, by=reviewer)

    assert refused.value.field == "mark"
    assert not Viewing.objects.exists()


def test_weight_and_percent_off_their_scales_are_refused(festival: Festival) -> None:
    entry, (reviewer, _) = an_entry(festival), reviewers(festival)

    with pytest.raises(InvalidInput):
        record_score(entry=entry, reviewer=reviewer, mark=7, emotional_weight=6, by=reviewer)
    with pytest.raises(InvalidInput):
        record_viewing(entry=entry, reviewer=reviewer, watched_percent=101, by=reviewer)


def test_who_must_not_mark_is_refused(festival: Festival, member: Members, make_user: Callable[..., User]) -> None:
    entry, (reviewer, maker) = an_entry(festival), reviewers(festival)
    own = an_entry(festival, a_film(festival, "Mine"), sender=maker)
    recuse(entry=entry, reviewer=reviewer, reason="A friend.", by=reviewer)

    passer, door = make_user("passer@example.org"), member(Role.DOOR)
    for one, who in ((entry, reviewer), (own, maker), (entry, passer), (entry, door)):
        with pytest.raises(NotAllowed):
            record_score(entry=one, reviewer=who, mark=8, by=who)


def test_withdrawn_entry_takes_no_marks(festival: Festival) -> None:
    entry, (reviewer, _) = an_entry(festival), reviewers(festival)
    withdraw_entry(entry=entry, by=None)

    with pytest.raises(WrongState):
        record_score(entry=entry, reviewer=reviewer, mark=8, by=reviewer)


def test_taking_back_a_score_brings_the_entry_back(festival: Festival) -> None:
    entry, (reviewer, _) = an_entry(festival), reviewers(festival)
    assign(entries=[entry], reviewers=[reviewer], by=None)
    record_score(entry=entry, reviewer=reviewer, mark=8, by=reviewer)
    assert not queue_of(reviewer, festival).exists()

    take_back_score(entry=entry, reviewer=reviewer, by=reviewer)

    assert [turn.entry for turn in queue_of(reviewer, festival)] == [entry]
    assert not Standing.objects.exists()


def test_recusal_takes_mark_and_turn_away_until_undone(festival: Festival) -> None:
    entry, (reviewer, other) = an_entry(festival), reviewers(festival)
    assign(entries=[entry], reviewers=[reviewer], by=None)
    record_score(entry=entry, reviewer=reviewer, mark=2, by=reviewer)
    record_score(entry=entry, reviewer=other, mark=8, by=other)

    recuse(entry=entry, reviewer=reviewer, reason="I know the editor.", by=reviewer)
    mean_without = Standing.objects.get(entry=entry).plain_mean
    queue_while_recused = queue_of(reviewer, festival).count()
    undo_recusal(entry=entry, reviewer=reviewer, by=reviewer)

    assert (mean_without, queue_while_recused) == (Decimal("8.00"), 0)
    assert queue_of(reviewer, festival).count() == 1


def test_assigning_twice_changes_nothing(festival: Festival) -> None:
    entries, team = a_pool(festival, 3, marks=()), reviewers(festival)

    first = assign(entries=entries, reviewers=team, by=None)
    again = assign(entries=entries, reviewers=team, by=None)

    assert (first, again, Assignment.objects.count()) == (6, 0, 6)


def test_filled_queues_are_even_and_complete(festival: Festival) -> None:
    entries, team = a_pool(festival, 12, marks=()), reviewers(festival, 3)

    new = fill_queues(festival=festival, by=None)
    again = fill_queues(festival=festival, by=None)

    assert (new, again) == (24, 0)
    loads = [sum(turn.entry.film.running_time_s or 0 for turn in queue_of(user, festival)) for user in team]
    assert max(loads) - min(loads) <= 20 * 60
    assert {turn.entry_id for user in team for turn in queue_of(user, festival)} == {entry.pk for entry in entries}


def test_filled_queues_respect_recusals_and_own_films(festival: Festival) -> None:
    (maker, other) = reviewers(festival)
    own = an_entry(festival, a_film(festival, "Mine"), sender=maker)
    barred = an_entry(festival, a_film(festival, "Friend's"))
    recuse(entry=barred, reviewer=maker, reason="", by=maker)

    fill_queues(festival=festival, by=None)

    assert {turn.entry for turn in queue_of(other, festival)} == {own, barred}
    assert not queue_of(maker, festival).exists()


def test_disputed_entry_gets_a_third_viewing_and_a_settled_one_none(festival: Festival) -> None:
    settled, disputed = an_entry(festival, a_film(festival, "Calm")), an_entry(festival, a_film(festival, "Storm"))
    first, second, third = reviewers(festival, 3)
    cards = [Card(settled, first, 8), Card(settled, second, 8), Card(disputed, first, 10), Card(disputed, second, 6)]
    record_scores_bulk(festival=festival, cards=cards, by=None)

    fill_queues(festival=festival, by=None)

    turns = [(turn.entry, turn.reviewer, turn.reason) for turn in Assignment.objects.all()]
    assert [(entry, who) for entry, who, _ in turns] == [(disputed, third)]
    assert all(reason for *_, reason in turns)


def test_queues_without_a_team_are_refused(festival: Festival) -> None:
    with pytest.raises(Conflict, match="Invite a reviewer"):
        fill_queues(festival=festival, by=None)


def test_bulk_scores_equal_single_ones(festival: Festival) -> None:
    entries, team = a_pool(festival, 4, marks=()), reviewers(festival)
    marks = [(entry, who, 5 + n) for n, entry in enumerate(entries) for who in team]
    for entry, who, mark in marks:
        record_score(entry=entry, reviewer=who, mark=mark, by=None)
    refresh_standings(festival=festival)
    one_by_one = list(Standing.objects.order_by("entry").values_list("entry", "mean", "sd", "viewings"))
    Viewing.objects.all().delete()
    refresh_standings(festival=festival)

    record_scores_bulk(festival=festival, cards=[Card(*mark) for mark in marks], by=None)

    assert list(Standing.objects.order_by("entry").values_list("entry", "mean", "sd", "viewings")) == one_by_one


def test_bulk_scores_cost_a_constant_number_of_queries(
    festival: Festival, django_assert_max_num_queries: Callable[..., object]
) -> None:
    entries, team = a_pool(festival, 30, marks=()), reviewers(festival)
    cards = [Card(entry, who, 7) for entry in entries for who in team]

    with django_assert_max_num_queries(24):  # type: ignore[attr-defined]  # pytest-django's context manager
        record_scores_bulk(festival=festival, cards=cards, by=None)
