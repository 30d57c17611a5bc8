"""Asking the engine and reading its proposals, as pages without JavaScript; how makers answer, and the hole of a no."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from tests.boards import a_proposal, film, titles

from matinee.accounts.models import User
from matinee.entries.models import Entry
from matinee.festival.models import Edition
from matinee.festival.states import Role
from matinee.programming.actions import answer_invitation, bench_film, lock_film, offer_invitation, place_film
from matinee.programming.models import Lineup, Program, Proposal
from matinee.programming.queries import lineup_of
from matinee.programming.states import AskMode, ProposalState
from matinee.releases.actions import publish_release
from matinee.workflows.adopt_lineup import adopt_lineup

DESK = "/office/lanterns/programming/"
PART = {"HX-Request": "true"}


@pytest.fixture
def three(lineup: Lineup) -> Proposal:
    """Return an answer of three proposals; the second exchanges the programs, the third leaves a film out."""
    proposal = a_proposal(lineup)
    assert proposal.solution is not None
    first, second = proposal.solution["programs"]
    swapped = [first | {"films": second["films"]}, second | {"films": first["films"]}]
    fewer = [first, second | {"films": second["films"][:2]}]
    points = {"quality": {"raw": 0.5, "weight": 1.0, "points": 0.5}}
    proposal.solution |= {
        "alternatives": [
            {"score": 40.0, "differs": 1.0, "programs": swapped, "left_out": [], "terms": points, "films": []},
            {"score": 39.0, "differs": 0.3, "programs": fewer, "left_out": [second["films"][2]], "terms": points},
        ]
    }
    proposal.save()
    return proposal


def decline(edition: Edition, number: int) -> None:
    """Let the makers of a film say no."""
    answer_by = edition.starts_on
    assert answer_by is not None
    entry = Entry.objects.get(film=film(number))
    invitation = offer_invitation(entry=entry, edition=edition, answer_by=answer_by, by=None)
    answer_invitation(invitation=invitation, accepts=False, by=None, note="With regret.")


@pytest.fixture
def with_hole(lineup: Lineup, edition: Edition) -> Lineup:
    """Return the edition's lineup of five films; the makers of the second have declined."""
    first, second = Program.objects.filter(lineup=lineup)
    for number in range(4):
        place_film(program=first, film=film(number), by=None)
    place_film(program=second, film=film(4), by=None)
    adopt_lineup(lineup=lineup, by=None)
    decline(edition, 1)
    return lineup


def test_question_says_what_may_change_and_for_which_programs(tab: Client, lineup: Lineup) -> None:
    first, _ = Program.objects.filter(lineup=lineup)
    bench_film(lineup=lineup, film=film(0), by=None)

    given = {"budget_s": "3", "mode": "fill", "program": first.code, "uses_bench": "on"}
    tab.post(f"{DESK}boards/{lineup.code}/ask/", given)

    asked = Proposal.objects.get()
    assert (asked.mode, asked.programs, asked.uses_bench) == (AskMode.FILL, [first.code], True)
    assert film(0).code in {one["id"] for one in asked.problem["films"]}


def test_three_proposals_stand_side_by_side_with_what_each_gives_up(tab: Client, three: Proposal) -> None:
    best = tab.get(f"{DESK}proposals/{three.code}/").content.decode()
    second = tab.get(f"{DESK}proposals/{three.code}/?pick=1").content.decode()
    nonsense = tab.get(f"{DESK}proposals/{three.code}/?pick=99")

    for words in ("Proposal A", "Proposal B", "Proposal C", "At most 11.1 % better", "Gives up quality (1.5)."):
        assert words in best
    assert "Proposal B, film by film" in second
    assert nonsense.status_code == 200


def test_another_proposal_is_adopted_whole_or_one_move_of_it(tab: Client, lineup: Lineup, three: Proposal) -> None:
    address = f"{DESK}proposals/{three.code}/"
    moved = film(4)

    tab.post(f"{address}move/", {"pick": "1", "film": moved.code, "version": lineup.version})
    one = titles(lineup)
    tab.post(f"{address}adopt/", {"pick": "1", "version": lineup.version + 1})

    assert one == [["4"], []]
    assert titles(lineup) == [["3", "4", "5"], ["0", "1", "2"]]


def test_move_from_a_stale_tab_never_overwrites(tab: Client, lineup: Lineup, three: Proposal) -> None:
    _, second = Program.objects.filter(lineup=lineup)
    place_film(program=second, film=film(0), by=None)
    given = {"film": film(0).code, "version": "1"}

    page = tab.post(f"{DESK}proposals/{three.code}/move/", given, follow=True).content.decode()

    assert "Nothing was overwritten" in page
    assert titles(lineup) == [[], ["0"]]


def test_stale_proposal_tells_what_did_not_fit(tab: Client, lineup: Lineup, three: Proposal) -> None:
    _, second = Program.objects.filter(lineup=lineup)
    place_film(program=second, film=film(0), by=None)
    lock_film(lineup=lineup, film=film(0), by=None)
    lineup.refresh_from_db()
    address = f"{DESK}proposals/{three.code}/"

    before = tab.get(address).content.decode()
    after = tab.post(f"{address}adopt/", {"version": lineup.version}, follow=True).content.decode()

    assert "The board has changed since" in before
    assert "“Film 000” is locked in “Shorts II”" in after
    assert titles(lineup) == [["1", "2"], ["3", "4", "5", "0"]]


def test_clash_of_rules_is_listed_rule_by_rule(tab: Client, lineup: Lineup) -> None:
    proposal = a_proposal(lineup, ProposalState.INFEASIBLE)
    Proposal.objects.update(solution={"conflict": ["Shorts I runs at most 95 min.", "Film 000 is locked to Shorts I."]})

    page = tab.get(f"{DESK}proposals/{proposal.code}/").content.decode()

    assert "<li>Shorts I runs at most 95 min.</li>" in page
    assert "Search again" in page


def test_question_is_asked_again_from_its_page(tab: Client, three: Proposal) -> None:
    answer = tab.post(f"{DESK}proposals/{three.code}/again/", {"budget_s": "5", "seed": "9"})

    again = Proposal.objects.exclude(pk=three.pk).get()
    assert (again.seed, again.budget_s, again.problem) == (9, 5, three.problem)
    assert answer["Location"] == f"{DESK}proposals/{again.code}/"


def test_board_is_told_when_the_answer_is_there(tab: Client, lineup: Lineup) -> None:
    proposal = a_proposal(lineup, ProposalState.RUNNING)
    Proposal.objects.update(trace=[[0.1, 20.0, 50.0], [0.8, 41.5, 45.0]])
    address = f"{DESK}proposals/{proposal.code}/progress/?on=board"

    at_work = tab.get(address).content.decode()
    Proposal.objects.update(state=ProposalState.FAILED, message="The engine broke off.")
    ended = tab.get(address)

    assert "<polyline" in at_work
    assert "Stop and keep the best" in at_work
    assert not ended.has_header("HX-Redirect")
    assert "The engine broke off." in ended.content.decode()


def test_board_answers_for_a_film_and_names_what_holds_programs_together(
    tab: Client, lineup: Lineup, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, _ = Program.objects.filter(lineup=lineup)
    place_film(program=first, film=film(0), by=None)
    told = {"film": film(0).code, "why_here": "It opens the program.", "what_would_change": "Nothing inside the rules."}
    monkeypatch.setattr("matinee.programming.bridge.review", lambda *_a, **_k: {"films": [told], "offers": []})
    address = f"{DESK}boards/{lineup.code}/"

    part = tab.get(f"{address}why/{film(0).code}/", headers=PART).content.decode()
    whole = tab.get(f"{address}why/{film(0).code}/").content.decode()
    words = tab.get(f"{address}themes/").content.decode()

    assert "It opens the program." in part
    assert "<html" not in part
    assert "<html" in whole
    assert f'id="themes-{first.code}" hx-swap-oob="true"' in words
    assert tab.get(f"{address}why/nobody/").status_code == 404


def test_silent_engine_is_told_where_its_reasons_would_stand(
    tab: Client, with_hole: Lineup, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("matinee.programming.bridge._command", lambda _words: ["false"])
    address = f"{DESK}boards/{with_hole.code}/"

    why = tab.get(f"{address}why/{film(0).code}/", headers=PART)
    offers = tab.get(f"{address}answers/{film(1).code}/", headers=PART)

    assert (why.status_code, offers.status_code) == (200, 200)
    assert "The engine did not answer." in why.content.decode()
    assert "The engine did not answer." in offers.content.decode()


def test_program_gets_its_title_from_a_person(tab: Client, lineup: Lineup) -> None:
    first, _ = Program.objects.filter(lineup=lineup)
    address = f"{DESK}boards/{lineup.code}/programs/{first.code}/title/"

    tab.post(address, {"title": "Between Two Tides"})
    tab.post(address, {"title": ""})

    first.refresh_from_db()
    assert (first.title, first.min_s) == ("Between Two Tides", first.lineup.edition.festival.policy.block_min_s)


def test_hole_is_shown_with_fillings_and_filled_with_one_press(
    tab: Client, with_hole: Lineup, edition: Edition, monkeypatch: pytest.MonkeyPatch
) -> None:
    offer: dict[str, Any] = {
        "film": film(7).code, "position": 2, "gain": 2.5, "time_s": 3000, "violations": [], "why_here": "It is light.",
    }  # fmt: skip
    monkeypatch.setattr("matinee.programming.bridge.review", lambda *_a, **_k: {"films": [], "offers": [offer]})
    publish_release(edition=edition, files=[("films/film-001/index.html", b"<p>")], by=None)
    address = f"{DESK}boards/{with_hole.code}/"

    part = tab.get(f"{address}answers/", headers=PART).content.decode()
    offers = tab.get(f"{address}answers/{film(1).code}/", headers=PART).content.decode()
    whole = tab.get(f"{address}answers/").content.decode()
    given = {"gone": film(1).code, "film": film(7).code, "position": "2", "why": "It is light."}
    page = tab.post(f"{address}fill/", given, follow=True).content.decode()

    assert "“Film 001” was declined: a hole in Shorts I" in part
    assert "With regret." in part
    assert "still announce it" in part
    assert "It is light." in offers
    assert "Fill the hole with it" in whole
    assert titles(with_hole) == [["0", "7", "2", "3"], ["4"]]
    assert "Its makers can be invited now." in page
    assert lineup_of(edition) == with_hole
    assert tab.get(f"{address}answers/{film(1).code}/").status_code == 404


def test_films_that_are_new_in_the_lineup_are_offered_for_invitation(
    with_hole: Lineup, member: Callable[[Role], User], signed_in: Callable[[User], Client], director: User, tab: Client
) -> None:
    address = f"{DESK}boards/{with_hole.code}/answers/"
    entry = Entry.objects.get(film=film(0))

    boss = signed_in(director).get(address, headers=PART).content.decode()
    programmer = tab.get(address, headers=PART).content.decode()
    invite = signed_in(director).get(f"/office/lanterns/mailroom/invitations/new/?edition=2031-03&entry={entry.code}")

    assert "4 films are not invited yet." in boss
    assert f"entry={entry.code}" in boss
    assert "A festival manager sends the invitations." in programmer
    page = invite.content.decode()
    assert "Film 001" not in page  # its makers have said no
    assert f'value="{entry.code}" aria-label="Choose Film 000" checked' in page


def test_odd_filling_is_refused_in_words(tab: Client, with_hole: Lineup) -> None:
    address = f"{DESK}boards/{with_hole.code}/fill/"

    nothing = tab.post(address, {}, follow=True).content.decode()
    placed = tab.post(address, {"gone": film(1).code, "film": film(4).code}, follow=True).content.decode()

    assert "This move is not known." in nothing
    assert "is on this board already" in placed
    assert tab.post(address, {"gone": "nobody", "film": "none"}).status_code == 404
    assert titles(with_hole) == [["0", "1", "2", "3"], ["4"]]
