"""Asking the engine from the board in a real Chromium: watch, stop, compare, adopt, undo; a no and its filling."""

from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from matinee.accounts.models import User
from matinee.entries.actions import consider_edition
from matinee.entries.models import Entry
from matinee.festival.actions import plan_edition
from matinee.festival.models import Edition, Festival
from matinee.festival.states import EditionState
from matinee.films.models import Film
from matinee.kit.clock import today_in
from matinee.programming.actions import (
    add_program,
    answer_invitation,
    make_lineup,
    offer_invitation,
    place_film,
    run_proposal,
)
from matinee.programming.bridge import Event
from matinee.programming.models import Lineup, Program, Proposal
from matinee.programming.queries import board
from matinee.programming.states import ProposalState
from matinee.workflows.adopt_lineup import adopt_lineup
from tests.pools import a_pool, make_eligible

STEPS = 600
THEMES = (("sea", "work"), ("family",), ("night", "sea"), ("city",))


def run(proposal: Proposal) -> None:
    """Do what the worker of the queue does, with a search that is the same on every machine."""
    run_proposal(proposal=proposal, steps=STEPS)


@pytest.fixture
def edition(festival: Festival) -> Edition:
    """Return a day forty days ahead."""
    day = today_in(festival.time_zone) + timedelta(days=40)
    return plan_edition(
        festival=festival, slug="next", title="The next day", starts_on=day, by=None, state=EditionState.OPEN
    )


@pytest.fixture
def draft(edition: Edition) -> Lineup:
    """Return a draft with two programs of three to five films beside a pool of sixteen."""
    a_pool(edition.festival, 16)
    for number, film in enumerate(Film.objects.order_by("title")):
        Film.objects.filter(pk=film.pk).update(themes=list(THEMES[number % len(THEMES)]))
    consider_edition(edition=edition, by=None)
    make_eligible(edition)
    lineup = make_lineup(edition=edition, title="Draft", by=None)
    for title in ("Shorts I", "Shorts II"):
        add_program(lineup=lineup, title=title, by=None, min_s=2400, max_s=3600, min_films=3, max_films=5)
    return lineup


@pytest.fixture
def desk(live_server: Any, page: Page, sign_in: Callable[[User], None], director: User, draft: Lineup) -> Page:
    """Return the director's browser at the board."""
    sign_in(director)
    page.goto(f"{live_server.url}/office/lanterns/programming/boards/{draft.code}/")
    return page


def placed(lineup: Lineup) -> list[list[str]]:
    """Return the codes of each program's films in order."""
    return [[film.code for film in program.films] for program in board(lineup).programs]


def ask(page: Page, seconds: int = 30) -> Proposal:
    """Press the button on the board, and return the question that was asked."""
    page.get_by_label("to search for").fill(str(seconds))
    page.get_by_role("button", name="Ask the engine").click()
    expect(page.get_by_text("The engine is at work").first).to_be_visible()
    return Proposal.objects.latest("created_at")


@pytest.mark.django_db(transaction=True)
def test_engine_is_asked_watched_compared_and_adopted_piece_by_piece(
    desk: Page, draft: Lineup, violations: Callable[[Page], list[str]]
) -> None:
    proposal = ask(desk)
    expect(desk.get_by_text("Waiting for a worker.")).to_be_visible()
    trace = [[0.1, 12.0, 30.0], [0.6, 17.5, 21.0]]
    Proposal.objects.update(state=ProposalState.RUNNING, score=17.5, bound=21.0, trace=trace)
    expect(desk.get_by_text("At most 16.7 % better is possible.")).to_be_visible()
    expect(desk.locator(".search-progress svg")).to_be_visible()
    assert violations(desk) == []
    Proposal.objects.update(state=ProposalState.QUEUED, score=None, bound=None, trace=[])

    run(proposal)

    expect(desk.get_by_role("heading", name="Proposal C")).to_be_visible(timeout=30_000)
    assert violations(desk) == []
    desk.get_by_role("link", name="Look at B").click()
    expect(desk.get_by_role("heading", name="Proposal B, film by film")).to_be_visible()
    desk.get_by_role("button", name="Only this move").first.click()
    expect(desk.get_by_text("This one move is on the board.")).to_be_in_viewport()
    assert sum(len(films) for films in placed(draft)) == 1
    desk.get_by_role("button", name="Adopt this program Shorts II").click()
    expect(desk.get_by_text("It is on the board.")).to_be_visible()
    both = placed(draft)
    assert len(both[1]) >= 3
    desk.get_by_role("button", name="Undo").first.click()
    expect(desk.locator("[data-program]").first).to_be_visible()
    assert placed(draft) != both
    expect(desk.get_by_text("Held together by:").first).to_be_attached()


@pytest.mark.django_db(transaction=True)
def test_engine_is_stopped_and_its_best_is_kept(desk: Page, draft: Lineup) -> None:
    proposal = ask(desk)

    def press_stop(trace: Sequence[Event]) -> bool:
        if trace and not Proposal.objects.get(pk=proposal.pk).is_stop_asked:
            Proposal.objects.filter(pk=proposal.pk).update(is_stop_asked=True)
        return False

    run_proposal(proposal=proposal, listener=press_stop)

    assert Proposal.objects.get(pk=proposal.pk).state == ProposalState.CANCELLED
    expect(desk.get_by_role("button", name="Adopt all").first).to_be_visible(timeout=30_000)
    desk.get_by_role("button", name="Adopt all").first.click()
    expect(desk.get_by_text("The proposal is on the board.")).to_be_visible()
    assert all(len(films) >= 3 for films in placed(draft))


@pytest.mark.django_db(transaction=True)
def test_hole_of_a_no_is_filled_and_the_next_film_invited(
    desk: Page, draft: Lineup, edition: Edition, violations: Callable[[Page], list[str]]
) -> None:
    first, second = Program.objects.filter(lineup=draft)
    films = list(Film.objects.order_by("title")[:8])
    for film in films[:4]:
        place_film(program=first, film=film, by=None)
    for film in films[4:]:
        place_film(program=second, film=film, by=None)
    adopt_lineup(lineup=draft, by=None)
    answer_by = edition.starts_on
    assert answer_by is not None
    for film in films:
        entry = Entry.objects.get(film=film)
        invitation = offer_invitation(entry=entry, edition=edition, answer_by=answer_by, by=None)
        answer_invitation(invitation=invitation, accepts=film != films[1], by=None)

    desk.reload()

    expect(desk.get_by_text("was declined: a hole in Shorts I")).to_be_visible()
    expect(desk.locator(".fillings > li")).to_have_count(3, timeout=30_000)
    assert violations(desk) == []
    desk.get_by_role("button", name="Fill the hole with it").first.click()
    expect(desk.get_by_text("fills the hole")).to_be_visible()
    expect(desk.get_by_text("1 film is not invited yet.")).to_be_visible(timeout=30_000)
    assert films[1].code not in placed(draft)[0]
    assert len(placed(draft)[0]) == 4
    desk.get_by_role("link", name="Invite it").click()
    expect(desk.locator("input[name=entry]:checked")).to_have_count(1)


@pytest.mark.django_db(transaction=True)
def test_film_on_the_board_answers_why_here(desk: Page, draft: Lineup, violations: Callable[[Page], list[str]]) -> None:
    first, _ = Program.objects.filter(lineup=draft)
    for film in Film.objects.order_by("title")[:3]:
        place_film(program=first, film=film, by=None)
    desk.reload()

    desk.locator("[data-program] .ask-why summary").first.click()

    expect(desk.locator("[data-program] .why-told").first).to_contain_text("It opens the program", timeout=30_000)
    assert violations(desk) == []
