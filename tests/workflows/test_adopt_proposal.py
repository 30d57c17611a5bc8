"""Adopting a proposal: whole, in part, once, and back again."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from django.db import connection
from tests.pools import a_pool, make_eligible

from matinee.entries.actions import consider_edition, disqualify_entry
from matinee.entries.models import Consideration, Entry
from matinee.festival.actions import create_festival, plan_edition
from matinee.festival.models import AuditEvent, Edition, Festival
from matinee.kit.errors import Conflict, MatineeError, NotFound, WrongState
from matinee.programming.actions import (
    add_program,
    change_program,
    lock_film,
    lock_place,
    make_lineup,
    move_film,
    offer_invitation,
    place_film,
    take_move,
    undo_change,
)
from matinee.programming.models import Invitation, Lineup, Program, Proposal
from matinee.programming.queries import board, lineup_of, pool
from matinee.programming.states import OfferState, ProposalState
from matinee.workflows.adopt_lineup import adopt_lineup
from matinee.workflows.adopt_proposal import adopt_proposal

DAY = date(2031, 5, 10)


def a_draft(edition: Edition) -> Lineup:
    """Return a draft with two programs beside a pool of ten."""
    a_pool(edition.festival, 10)
    consider_edition(edition=edition, by=None)
    make_eligible(edition)
    lineup = make_lineup(edition=edition, title="Draft", by=None)
    for title in ("Shorts I", "Shorts II"):
        add_program(lineup=lineup, title=title, by=None, min_s=600)
    return lineup


def a_proposal(lineup: Lineup, state: ProposalState = ProposalState.READY) -> Proposal:
    """Return an answer of the engine that fills both programs with three films each."""
    films = sorted((film.film for film in pool(lineup)), key=lambda film: film.title)
    first, second = Program.objects.filter(lineup=lineup)
    halves = {first.code: films[:3], second.code: films[3:6]}
    programs = [{"id": code, "films": [film.code for film in some], "time_s": 3000} for code, some in halves.items()]
    told = [{"film": film.code, "why_here": f"{film.title} opens."} for some in halves.values() for film in some]
    return Proposal.objects.create(
        lineup=lineup,
        state=state,
        problem={"films": [], "programs": []},
        solution={"programs": programs, "films": told, "score": 3.0},
        lineup_version=lineup.version,
    )


@pytest.fixture
def draft(edition: Edition) -> Lineup:
    """Return a draft of the festival's edition."""
    return a_draft(edition)


def titles(lineup: Lineup) -> list[list[str]]:
    """Return the titles of each program in order."""
    return [[film.title[-1] for film in program.films] for program in board(lineup).programs]


def placed(edition: Edition) -> int:
    """Return how many considerations are placed."""
    return Consideration.objects.filter(edition=edition, state="placed").count()


def test_whole_proposal_fills_the_board_and_becomes_the_lineup(draft: Lineup, edition: Edition) -> None:
    proposal = a_proposal(draft)

    adopt_proposal(proposal=proposal, by=None, version=draft.version)

    assert titles(draft) == [["0", "1", "2"], ["3", "4", "5"]]
    assert lineup_of(edition) == draft
    assert placed(edition) == 6
    assert board(draft).programs[0].films[0].placement.why == "Film 000 opens."  # type: ignore[union-attr]  # placed
    assert AuditEvent.objects.filter(verb="adopt_proposal").count() == 1
    assert Proposal.objects.get().state == ProposalState.ADOPTED


def test_one_program_is_adopted_and_then_the_other(draft: Lineup, edition: Edition) -> None:
    proposal = a_proposal(draft)
    first, second = Program.objects.filter(lineup=draft)

    adopt_proposal(proposal=proposal, by=None, programs=[first.code])
    half = (titles(draft), placed(edition))
    adopt_proposal(proposal=proposal, by=None, programs=[second.code])

    assert half == ([["0", "1", "2"], []], 3)
    assert (titles(draft), placed(edition)) == ([["0", "1", "2"], ["3", "4", "5"]], 6)


def test_adopted_program_takes_its_films_from_the_others(draft: Lineup) -> None:
    proposal = a_proposal(draft)
    first, second = Program.objects.filter(lineup=draft)
    film = Entry.objects.get(film__title="Film 000").film
    place_film(program=second, film=film, by=None)

    adopt_proposal(proposal=proposal, by=None, programs=[first.code])

    assert titles(draft) == [["0", "1", "2"], []]


def test_undo_restores_board_state_and_entries(draft: Lineup, edition: Edition) -> None:
    first, _ = Program.objects.filter(lineup=draft)
    place_film(program=first, film=Entry.objects.get(film__title="Film 009").film, by=None)
    adopt_proposal(proposal=a_proposal(draft), by=None)

    undo_change(lineup=draft, by=None)

    assert titles(draft) == [["9"], []]
    assert (lineup_of(edition), placed(edition)) == (None, 0)


def test_draft_beside_the_lineup_leaves_the_entries_alone(draft: Lineup, edition: Edition) -> None:
    adopt_proposal(proposal=a_proposal(draft), by=None)
    other = make_lineup(edition=edition, title="Other", by=None)
    program = add_program(lineup=other, title="Shorts", by=None)
    film = Entry.objects.get(film__title="Film 009").film
    solution = {"programs": [{"id": program.code, "films": [film.code]}]}
    proposal = Proposal.objects.create(
        lineup=other, state=ProposalState.READY, problem={}, solution=solution, lineup_version=1
    )

    adopt_proposal(proposal=proposal, by=None)

    assert (lineup_of(edition), placed(edition)) == (draft, 6)


def test_board_changed_since_the_page_was_opened_is_told(draft: Lineup) -> None:
    proposal, seen = a_proposal(draft), draft.version
    first, _ = Program.objects.filter(lineup=draft)
    place_film(program=first, film=Entry.objects.get(film__title="Film 009").film, by=None)

    with pytest.raises(Conflict, match="changed this board"):
        adopt_proposal(proposal=proposal, by=None, version=seen)

    assert titles(draft) == [["9"], []]


def test_film_locked_meanwhile_stays_and_the_rest_is_adopted(draft: Lineup) -> None:
    first, second = Program.objects.filter(lineup=draft)
    film = Entry.objects.get(film__title="Film 000").film
    proposal = a_proposal(draft)
    place_film(program=first, film=film, by=None)
    move_film(lineup=draft, film=film, to=second, by=None)
    lock_film(lineup=draft, film=film, by=None)

    adopted = adopt_proposal(proposal=proposal, by=None)

    assert titles(draft) == [["1", "2"], ["3", "4", "5", "0"]]
    assert adopted.left == ["“Film 000” is locked in “Shorts II”. Unlock it first."]


def test_film_that_keeps_its_place_is_flowed_around(draft: Lineup) -> None:
    first, _ = Program.objects.filter(lineup=draft)
    proposal = a_proposal(draft)
    for name in ("Film 002", "Film 000"):
        place_film(program=first, film=Entry.objects.get(film__title=name).film, by=None)
    lock_place(lineup=draft, film=Entry.objects.get(film__title="Film 002").film, by=None)

    adopt_proposal(proposal=proposal, by=None)

    assert titles(draft) == [["2", "0", "1"], ["3", "4", "5"]]


def test_locked_program_stays_as_it_is_and_is_told(draft: Lineup) -> None:
    proposal = a_proposal(draft)
    first, _ = Program.objects.filter(lineup=draft)
    change_program(program=first, by=None, is_locked=True)

    adopted = adopt_proposal(proposal=proposal, by=None)

    assert titles(draft) == [[], ["3", "4", "5"]]
    assert adopted.left == ["“Shorts I” is locked and stays as it is."]


def test_film_that_left_the_running_or_declined_is_passed_over_and_told(draft: Lineup, edition: Edition) -> None:
    proposal = a_proposal(draft)
    disqualify_entry(entry=Entry.objects.get(film__title="Film 001"), reason="Sent twice.", by=None)
    no = offer_invitation(
        entry=Entry.objects.get(film__title="Film 004"), edition=edition, answer_by=edition.starts_on, by=None
    )
    Invitation.objects.filter(pk=no.pk).update(state=OfferState.DECLINED)

    adopted = adopt_proposal(proposal=proposal, by=None)

    assert titles(draft) == [["0", "2"], ["3", "5"]]
    assert len(adopted.left) == 2
    assert "Film 001" in adopted.left[0]
    assert "declined" in adopted.left[1]


def test_proposal_of_which_nothing_fits_is_refused_in_words(draft: Lineup) -> None:
    proposal = a_proposal(draft)
    for program in Program.objects.filter(lineup=draft):
        change_program(program=program, by=None, is_locked=True)

    with pytest.raises(Conflict, match="Nothing of this proposal fits"):
        adopt_proposal(proposal=proposal, by=None)

    assert Proposal.objects.get().state == ProposalState.READY


def test_another_proposal_of_the_answer_is_adopted_by_its_number(draft: Lineup) -> None:
    proposal = a_proposal(draft)
    assert proposal.solution is not None
    first, second = (one["films"] for one in proposal.solution["programs"])
    other = [
        {"id": one["id"], "films": films}
        for one, films in zip(proposal.solution["programs"], (second, first), strict=True)
    ]
    proposal.solution |= {"alternatives": [{"score": 2.0, "programs": other, "left_out": []}]}
    proposal.save()

    adopt_proposal(proposal=proposal, by=None, variant=1)

    assert titles(draft) == [["3", "4", "5"], ["0", "1", "2"]]
    with pytest.raises(NotFound):
        adopt_proposal(proposal=proposal, by=None, variant=2)


def test_single_move_goes_beside_its_neighbour_and_can_be_undone(draft: Lineup) -> None:
    proposal = a_proposal(draft)
    first, _ = Program.objects.filter(lineup=draft)
    films = {name: Entry.objects.get(film__title=f"Film 00{name}").film for name in "0279"}
    for name in "09":
        place_film(program=first, film=films[name], by=None)

    take_move(proposal=proposal, film=films["2"].code, by=None)
    beside = titles(draft)
    take_move(proposal=proposal, film=films["9"].code, by=None)
    gone = titles(draft)
    undo_change(lineup=draft, by=None)

    assert (beside, gone, titles(draft)) == ([["0", "2", "9"], []], [["0", "2"], []], [["0", "2", "9"], []])
    assert Proposal.objects.get().state == ProposalState.READY


def test_change_elsewhere_on_the_board_does_not_stop_one_programs_adoption(draft: Lineup) -> None:
    proposal, seen = a_proposal(draft), draft.version
    first, second = Program.objects.filter(lineup=draft)
    place_film(program=second, film=Entry.objects.get(film__title="Film 009").film, by=None)

    adopt_proposal(proposal=proposal, by=None, programs=[first.code], version=seen)

    assert titles(draft) == [["0", "1", "2"], ["9"]]


def test_proposal_without_an_answer_or_program_is_refused(draft: Lineup) -> None:
    with pytest.raises(WrongState):
        adopt_proposal(proposal=a_proposal(draft, ProposalState.RUNNING), by=None)
    with pytest.raises(NotFound):
        adopt_proposal(proposal=a_proposal(draft), by=None, programs=["nowhere"])


def test_lineup_is_adopted_as_it_stands(draft: Lineup, edition: Edition) -> None:
    first, _ = Program.objects.filter(lineup=draft)
    place_film(program=first, film=Entry.objects.get(film__title="Film 000").film, by=None)

    draft.refresh_from_db()

    adopt_lineup(lineup=draft, by=None, version=draft.version)

    assert (lineup_of(edition), placed(edition)) == (draft, 1)


@pytest.mark.django_db(transaction=True)
def test_two_adopting_at_once_leave_one_winner() -> None:
    festival: Festival = create_festival(slug="twins", name="Twins", by=None)
    edition = plan_edition(festival=festival, slug="2031-05", title="May", starts_on=DAY, by=None)
    draft = a_draft(edition)
    proposal, seen = a_proposal(draft), draft.version

    with ThreadPoolExecutor(2) as pair:
        ends = list(pair.map(lambda _: _adopt_here(proposal.pk, seen), range(2)))

    assert sorted(ends) == ["adopted", "told"]
    assert titles(draft) == [["0", "1", "2"], ["3", "4", "5"]]
    assert Lineup.objects.get().version == seen + 1


def _adopt_here(proposal_pk: int, version: int) -> str:
    """Adopt in a thread of its own and say how it ended."""
    try:
        adopt_proposal(proposal=Proposal.objects.get(pk=proposal_pk), by=None, version=version)
    except MatineeError:
        return "told"
    else:
        return "adopted"
    finally:
        connection.close()
