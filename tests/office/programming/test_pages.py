"""The programming desk as programmers use it, without JavaScript."""

import json
import re
from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from tests.boards import a_proposal, film, titles
from tests.pools import a_film, a_pool, make_eligible

from matinee.accounts.models import User
from matinee.entries.actions import consider_edition
from matinee.entries.models import Consideration
from matinee.festival.actions import plan_edition
from matinee.festival.models import Edition, Festival
from matinee.festival.states import Role
from matinee.films.models import Film
from matinee.programming.actions import adopt_lineup, make_strand, place_film, start_lineup
from matinee.programming.bridge import WEIGHTS
from matinee.programming.models import Curation, FilmStrand, Lineup, MixtureWish, Program, Proposal, Strand
from matinee.programming.queries import board, curation_of, focus_of, lineup_of
from matinee.programming.states import ProposalState

Members = Callable[[Role], User]
SignedIn = Callable[[User], Client]
DESK = "/office/lanterns/programming/"


def test_overview_shows_the_next_edition_and_starts_its_lineup(tab: Client, edition: Edition) -> None:
    page = tab.get(DESK).content.decode()
    answer = tab.post(f"{DESK}editions/{edition.slug}/start/", follow=True)

    assert "Start a lineup" in page
    assert "Shorts III" in answer.content.decode()
    assert Program.objects.count() == 3


def test_board_shows_pool_programs_and_checks(tab: Client, lineup: Lineup) -> None:
    program = Program.objects.filter(lineup=lineup).first()
    assert program is not None
    place_film(program=program, film=film(0), by=None)

    page = tab.get(f"{DESK}boards/{lineup.code}/").content.decode()

    assert "9 films" in page
    assert "Shorts I runs 9:10 min, under its 85." in page
    assert "Shorts II has no film yet." in page


def test_pool_is_sifted_by_the_address(tab: Client, lineup: Lineup, festival: Festival) -> None:
    make_strand(festival=festival, slug="laughs", title="Laughs", rule={"genres": ["comedy"]}, by=None)
    address = f"{DESK}boards/{lineup.code}/"

    by_title = tab.get(f"{address}?q=003").content.decode()
    by_strand = tab.get(f"{address}?strand=laughs").content.decode()
    by_length = tab.get(f"{address}?most=9&order=long").content.decode()
    nonsense = tab.get(f"{address}?most=-1&order=?&form=x&page=99&strand=none")

    assert (by_title.count("data-place"), by_strand.count("data-place"), by_length.count("data-place")) == (1, 3, 2)
    assert nonsense.status_code == 200


def test_films_are_moved_by_plain_forms(tab: Client, lineup: Lineup) -> None:
    first, second = Program.objects.filter(lineup=lineup)

    def do(what: str, number: int, **fields: object) -> None:
        version = Lineup.objects.get(pk=lineup.pk).version
        given = {"do": what, "film": film(number).code, "version": version, **fields}
        answer = tab.post(f"{DESK}boards/{lineup.code}/film/?q=Film", given)
        assert answer["Location"] == f"{DESK}boards/{lineup.code}/?q=Film#film-{film(number).code}"

    do("place", 0, to=first.code)
    do("place", 1, to=first.code)
    do("down", 0)
    assert titles(lineup) == [["1", "0"], []]
    do("move", 0, to=second.code)
    do("place", 2, to=first.code, position=1)
    assert titles(lineup) == [["2", "1"], ["0"]]
    do("lock", 0)
    do("remove", 0)
    assert titles(lineup) == [["2", "1"], ["0"]]
    do("unlock", 0)
    do("remove", 0)
    do("up", 1)

    assert titles(lineup) == [["1", "2"], []]


def test_move_on_a_stale_board_merges_unless_somebody_moved_the_film(tab: Client, lineup: Lineup) -> None:
    first, second = Program.objects.filter(lineup=lineup)
    seen = lineup.version
    place_film(program=first, film=film(0), by=None)

    def do(number: int) -> str:
        given = {"do": "place", "film": film(number).code, "version": seen, "to": second.code}
        return tab.post(f"{DESK}boards/{lineup.code}/film/", given, follow=True).content.decode()

    do(1)

    assert "changed this board after you opened it" in do(0)
    assert titles(lineup) == [["0"], ["1"]]


def test_undo_takes_the_last_move_back(tab: Client, lineup: Lineup) -> None:
    first, _ = Program.objects.filter(lineup=lineup)
    given = {"do": "place", "film": film(0).code, "version": lineup.version, "to": first.code}
    page = tab.post(f"{DESK}boards/{lineup.code}/film/", given, follow=True).content.decode()
    version = Lineup.objects.get(pk=lineup.pk).version
    assert f"undo/?version={version}" in page

    tab.post(f"{DESK}boards/{lineup.code}/undo/?version={version}")
    again = tab.post(f"{DESK}boards/{lineup.code}/undo/?version={version}", follow=True).content.decode()

    assert titles(lineup) == [[], []]
    assert "undone already" in again


def test_programs_are_added_changed_locked_moved_and_taken_off(tab: Client, lineup: Lineup) -> None:
    words = {"title": "Late", "kind": "shorts", "about": "After dark."}
    given = words | {"max_min": "60", "min_min": "30", "min_films": "", "max_films": ""}
    tab.post(f"{DESK}boards/{lineup.code}/programs/", given)
    late = Program.objects.get(title="Late")
    address = f"{DESK}boards/{lineup.code}/programs/{late.code}/"

    wrong = tab.post(address, given | {"min_min": "90"})
    tab.post(address, given | {"title": "Later"})
    tab.post(f"{address}do/", {"do": "earlier"})
    tab.post(f"{address}do/", {"do": "lock"})

    late.refresh_from_db()
    assert wrong.status_code == 400
    assert (late.title, late.min_s, late.max_s, late.is_locked, late.max_films) == ("Later", 1800, 3600, True, 8)
    assert [one.title for one in board(lineup).programs] == ["Shorts I", "Later", "Shorts II"]
    tab.post(f"{address}do/", {"do": "remove"})
    assert not Program.objects.filter(title="Later").exists()


def test_drafts_stand_side_by_side_and_one_is_adopted(tab: Client, lineup: Lineup, edition: Edition) -> None:
    first, _ = Program.objects.filter(lineup=lineup)
    place_film(program=first, film=film(0), by=None)
    tab.post(f"{DESK}boards/{lineup.code}/copy/")
    twin = Lineup.objects.exclude(pk=lineup.pk).get()

    tab.post(f"{DESK}boards/{twin.code}/adopt/", {"version": twin.version})
    page = tab.get(f"{DESK}editions/{edition.slug}/").content.decode()
    tab.post(f"{DESK}boards/{lineup.code}/remove/")
    kept = tab.post(f"{DESK}boards/{twin.code}/remove/").status_code

    assert lineup_of(edition) == twin
    assert page.index("Draft, copy") < page.index(">Draft<")
    assert (list(Lineup.objects.all()), kept) == ([twin], 409)


def test_empty_draft_is_not_adopted_and_says_why(tab: Client, lineup: Lineup, edition: Edition) -> None:
    page = tab.post(f"{DESK}boards/{lineup.code}/adopt/", {"version": lineup.version}, follow=True).content.decode()

    assert "no film in this lineup" in page
    assert lineup_of(edition) is None


def test_asking_leads_to_the_proposal_where_it_can_be_stopped(tab: Client, lineup: Lineup) -> None:
    answer = tab.post(f"{DESK}boards/{lineup.code}/ask/", {"budget_s": "3"})
    proposal = Proposal.objects.get()
    page = tab.get(answer["Location"]).content.decode()
    polled = tab.get(f"{DESK}proposals/{proposal.code}/progress/")
    tab.post(f"{DESK}proposals/{proposal.code}/stop/")
    ended = tab.get(f"{DESK}proposals/{proposal.code}/progress/")

    assert answer["Location"] == f"{DESK}proposals/{proposal.code}/"
    assert "Waiting for a worker." in page
    assert "hx-get" in polled.content.decode()
    assert (polled.has_header("HX-Redirect"), ended["HX-Redirect"]) == (False, answer["Location"])


@pytest.mark.parametrize("seconds", ["", "0", "ten", "1000000"])
def test_odd_budget_is_refused_on_the_board(tab: Client, lineup: Lineup, seconds: str) -> None:
    answer = tab.post(f"{DESK}boards/{lineup.code}/ask/", {"budget_s": seconds})

    assert answer["Location"] == f"{DESK}boards/{lineup.code}/"
    assert not Proposal.objects.exists()


def test_running_proposal_tells_score_bound_and_gap(tab: Client, lineup: Lineup) -> None:
    proposal = a_proposal(lineup, ProposalState.RUNNING)

    page = tab.get(f"{DESK}proposals/{proposal.code}/").content.decode()

    assert "41.5" in page
    assert "45.0" in page
    assert "At most 7.8 % better is possible." in page


def test_proposal_tells_its_reasons_and_is_adopted_and_undone(tab: Client, lineup: Lineup, edition: Edition) -> None:
    proposal = a_proposal(lineup)
    page = tab.get(f"{DESK}proposals/{proposal.code}/").content.decode()

    tab.post(f"{DESK}proposals/{proposal.code}/adopt/", {"version": lineup.version})
    after = (titles(lineup), lineup_of(edition), Consideration.objects.filter(state="placed").count())
    version = Lineup.objects.get().version
    tab.post(f"{DESK}boards/{lineup.code}/undo/?version={version}")

    for words in ("Film 000 opens lightly.", "No room is left.", "Quality above the cut", "7.8 %", "Both are full."):
        assert words in page
    assert after == ([["0", "1", "2"], ["3", "4", "5"]], lineup, 6)
    assert (titles(lineup), lineup_of(edition)) == ([[], []], None)


def test_one_program_of_a_proposal_is_adopted(tab: Client, lineup: Lineup) -> None:
    proposal, (_, second) = a_proposal(lineup), Program.objects.filter(lineup=lineup)

    tab.post(f"{DESK}proposals/{proposal.code}/adopt/", {"version": lineup.version, "program": second.code})

    assert titles(lineup) == [[], ["3", "4", "5"]]


def test_stale_adoption_is_told(tab: Client, lineup: Lineup) -> None:
    proposal, seen = a_proposal(lineup), lineup.version
    first, _ = Program.objects.filter(lineup=lineup)
    place_film(program=first, film=film(8), by=None)

    page = tab.post(f"{DESK}proposals/{proposal.code}/adopt/", {"version": seen}, follow=True).content.decode()

    assert "changed this board" in page
    assert titles(lineup) == [["8"], []]


def test_question_and_answer_are_downloaded_for_replay(tab: Client, lineup: Lineup) -> None:
    proposal = a_proposal(lineup)

    answer = tab.get(f"{DESK}proposals/{proposal.code}/problem.json")

    assert json.loads(answer.content) == proposal.problem
    assert "attachment" in answer["Content-Disposition"]
    assert tab.get(f"{DESK}proposals/{proposal.code}/other.json").status_code == 404


def test_strand_is_made_changed_and_films_are_put_in(
    director: User, signed_in: SignedIn, festival: Festival, edition: Edition
) -> None:
    tab = signed_in(director)
    words = {"title": "Canadian Cinema", "slug": "canada", "accent": "rust"}
    given = words | {"countries": "Canada", "languages": "French, en"}
    a_film(festival, "Snow")

    tab.post(f"{DESK}strands/new/", given)
    odd = tab.post(f"{DESK}strands/new/", given | {"slug": "x", "countries": "Atlantis"})
    twice = tab.post(f"{DESK}strands/new/", given)
    strand = Strand.objects.get()
    found = tab.get(f"{DESK}strands/canada/?q=snow").content.decode()
    tab.post(f"{DESK}strands/canada/films/", {"film": Film.objects.get().code, "word": "yes"})
    tab.post(f"{DESK}editions/{edition.slug}/focus/", {"strands": [strand.pk]})

    assert strand.rule == {"countries": ["CA"], "languages": ["fr", "en"]}
    assert (odd.status_code, twice.status_code) == (400, 400)
    assert "Atlantis" in odd.content.decode()
    assert "Snow" in found
    assert FilmStrand.objects.get().belongs
    assert list(focus_of(edition)) == [strand]
    assert "Canadian Cinema" in tab.get(f"{DESK}strands/").content.decode()


def test_programmer_reads_strands_but_does_not_make_them(tab: Client) -> None:
    assert tab.get(f"{DESK}strands/").status_code == 200
    assert tab.get(f"{DESK}strands/new/").status_code == 403


def test_reviewer_does_not_enter(member: Members, signed_in: SignedIn, lineup: Lineup) -> None:
    browser = signed_in(member(Role.REVIEWER))

    for path in ("", f"boards/{lineup.code}/", "strands/"):
        assert browser.get(DESK + path).status_code == 403


def test_other_festivals_boards_do_not_exist(tab: Client, other_festival: Festival) -> None:
    foreign = plan_edition(festival=other_festival, slug="sea", title="Sea", starts_on=timezone.now().date(), by=None)
    board_there = start_lineup(edition=foreign, by=None)
    make_strand(festival=other_festival, slug="waves", title="Waves", by=None)
    program = board_there.programs.first()
    assert program is not None
    proposal = Proposal.objects.create(lineup=board_there, problem={}, lineup_version=1)
    seen = [
        f"boards/{board_there.code}/", f"boards/{board_there.code}/programs/{program.code}/", "editions/sea/",
        f"proposals/{proposal.code}/", f"proposals/{proposal.code}/problem.json", "strands/waves/",
    ]  # fmt: skip
    done = (
        [f"boards/{board_there.code}/{verb}/" for verb in ("film", "undo", "adopt", "copy", "remove", "ask", "aside")]
        + [f"proposals/{proposal.code}/{verb}/" for verb in ("stop", "adopt")]
        + ["editions/sea/start/"]
    )

    assert {tab.get(DESK + path).status_code for path in seen} == {404}
    assert {tab.post(DESK + path).status_code for path in done} == {404}


@pytest.mark.parametrize("which", ["overview", "board", "drafts"])
def test_pages_cost_the_same_queries_however_many_entries(
    tab: Client, festival: Festival, edition: Edition, lineup: Lineup, which: str
) -> None:
    first, second = Program.objects.filter(lineup=lineup)
    place_film(program=first, film=film(0), by=None)
    adopt_lineup(lineup=lineup, by=None)
    make_strand(festival=festival, slug="laughs", title="Laughs", rule={"genres": ["comedy"]}, by=None)
    address = {"board": f"{DESK}boards/{lineup.code}/", "drafts": f"{DESK}editions/{edition.slug}/"}.get(which, DESK)
    tab.get(address)
    with CaptureQueriesContext(connection) as at_one:
        tab.get(address)
    a_pool(festival, 30)
    consider_edition(edition=edition, by=None)
    make_eligible(edition)
    for number in (1, 2, 3, 4):
        place_film(program=second, film=Film.objects.filter(title=f"Film {number:03d}").earliest("pk"), by=None)
    tab.get(address)  # the words of new films are read once, as those of the first were
    with CaptureQueriesContext(connection) as at_many:
        tab.get(address)

    assert len(at_many) <= len(at_one)


def test_wishes_for_the_mixture_are_kept_shown_and_refused_in_words(tab: Client, edition: Edition) -> None:
    address = f"{DESK}editions/{edition.slug}/"
    rows = {"wish-TOTAL_FORMS": "3", "wish-INITIAL_FORMS": "0"}
    rows |= {"wish-0-kind": "country", "wish-0-value": "Portugal", "wish-0-minutes": "30"}
    rows |= {"wish-1-kind": "student", "wish-1-value": "", "wish-1-minutes": "15", "wish-2-kind": "form"}

    kept = tab.post(f"{address}mixture/", rows, follow=True).content.decode()
    plans = tab.get(f"{DESK}plans/").content.decode()
    refused = tab.post(f"{address}mixture/", rows | {"wish-0-value": "Atlantis"}, follow=True).content.decode()

    assert 'value="Portugal"' in kept
    assert "the next plan goes by them" in kept
    assert "Portugal 30 min, Student films 15 min" in re.sub(r"\s+", " ", plans)
    assert "“Atlantis” is not known." in refused
    assert [(one.value, one.minutes) for one in MixtureWish.objects.all()] == [("PT", 30), ("", 15)]


def test_what_the_engine_goes_by_is_told_and_a_director_goes_back_to_the_standard(
    tab: Client, festival: Festival, director: User, signed_in: SignedIn
) -> None:
    mine = signed_in(director)
    standard = tab.get(f"{DESK}weights/").content.decode()
    assert mine.post(f"{DESK}weights/choose/", {"by": "learnt"}).status_code == 404
    found = {
        "evidence": {"programs": 9, "editions": 4}, "warnings": ["Few programs."],
        "percentiles": {"programs": {"default": 61.0, "fitted, held out": 70.0}},
    }  # fmt: skip
    Curation.objects.create(festival=festival, weights={**WEIGHTS, "order": 1.5}, found=found)

    learnt = tab.get(f"{DESK}weights/").content.decode()
    refused = tab.post(f"{DESK}weights/choose/", {"by": "standard"}).status_code
    back = mine.post(f"{DESK}weights/choose/", {"by": "standard"}, follow=True).content.decode()

    assert "Proposals go by the standard, which" in standard
    assert "9 programs of 4 editions" in learnt
    assert "50 % more" in learnt
    assert "Few programs." in learnt
    assert (refused, "Go back to the standard" in learnt) == (403, False)
    assert "Go by what was learnt" in back
    assert curation_of(festival) is None
