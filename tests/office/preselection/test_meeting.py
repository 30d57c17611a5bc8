"""The decision meeting's page: ranked, filtered, decided in bulk, undone, exported."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.pools import a_film, a_pool, an_entry, make_eligible

from matinee.accounts.models import User
from matinee.entries.actions import consider_edition
from matinee.entries.models import Consideration, Entry
from matinee.festival.models import Edition, Festival
from matinee.festival.states import Role
from matinee.preselection.actions import recuse
from matinee.preselection.models import Decision, Meeting

Members = Callable[[Role], User]
SignedIn = Callable[[User], Client]
DESK = "/office/lanterns/preselection/"
HERE = f"{DESK}meetings/2031-03/"


def candidates(festival: Festival, edition: Edition, number: int = 3, **pool: tuple[float, ...]) -> list[Entry]:
    """Return entries that an edition may show."""
    entries = a_pool(festival, number, **pool)
    consider_edition(edition=edition, by=None)
    make_eligible(edition)
    return entries


@pytest.fixture
def tab(member: Members, signed_in: SignedIn, edition: Edition) -> Client:
    """Return the browser of a programmer."""
    return signed_in(member(Role.PROGRAMMER))


def test_table_shows_intervals_ranks_and_disagreement(festival: Festival, edition: Edition, tab: Client) -> None:
    candidates(festival, edition, marks=(3, 9))
    an_entry(festival, a_film(festival, "Unmarked"))
    consider_edition(edition=edition, by=None)
    make_eligible(edition)

    page = tab.get(HERE).content.decode()

    assert page.count("marks-line") == 3
    assert "6 apart" in page
    assert page.count('data-label="Rank">1') == 3
    assert "nobody has marked it yet" in page


def test_first_tab_goes_to_the_next_edition(edition: Edition, tab: Client) -> None:
    assert tab.get(f"{DESK}meetings/")["Location"] == HERE


def test_without_an_edition_it_says_what_to_do(festival: Festival, member: Members, signed_in: SignedIn) -> None:
    assert "Plan an edition" in signed_in(member(Role.PROGRAMMER)).get(f"{DESK}meetings/").content.decode()


def test_bulk_decision_is_told_with_undo_and_taken_back(festival: Festival, edition: Edition, tab: Client) -> None:
    first, second, _third = candidates(festival, edition)
    ticked = [f"{entry.code}:eligible" for entry in (first, second)]

    answer = tab.post(
        f"{HERE}decide/",
        {"entry": ticked, "to": "not_selected", "reason_not_selected": "room", "back": f"{HERE}?look=above"},
        follow=True,
    )
    page, decision = answer.content.decode(), Decision.objects.get()
    undone = tab.post(f"{HERE}undo/{decision.code}/", follow=True).content.decode()

    assert answer.redirect_chain == [(f"{HERE}?look=above", 302)]
    assert "2 films: Not selected." in page
    assert page.count(f"{HERE}undo/{decision.code}/") == 2
    assert "2 films stand as they stood before." in undone
    assert set(Consideration.objects.values_list("state", flat=True)) == {"eligible"}


def test_decision_on_what_moved_meanwhile_names_it(festival: Festival, edition: Edition, tab: Client) -> None:
    (entry, *_rest) = candidates(festival, edition)
    ticked = {"entry": f"{entry.code}:eligible"}
    tab.post(f"{HERE}decide/", ticked | {"to": "shortlisted"})

    answer = tab.post(f"{HERE}decide/", ticked | {"to": "held", "reason_held": "later"}, follow=True)

    assert f"Somebody was faster with “{entry}”" in answer.content.decode()
    assert Consideration.objects.get(entry=entry).state == "shortlisted"


def test_declining_without_a_reason_is_asked_again(festival: Festival, edition: Edition, tab: Client) -> None:
    (entry, *_rest) = candidates(festival, edition)

    answer = tab.post(f"{HERE}decide/", {"entry": f"{entry.code}:eligible", "to": "not_selected"}, follow=True)

    assert "Choose the reason that the filmmaker reads." in answer.content.decode()
    assert not Decision.objects.exists()


@pytest.mark.parametrize("given", [{}, {"to": "shortlisted"}, {"entry": "x:eligible", "to": "throne"}, {"entry": "x"}])
def test_nonsense_is_refused_with_words(edition: Edition, tab: Client, given: dict[str, str]) -> None:
    answer = tab.post(f"{HERE}decide/", given)

    assert answer.status_code == 400
    assert "Tick the films first" in answer.content.decode()


def test_way_back_leads_only_to_this_page(festival: Festival, edition: Edition, tab: Client) -> None:
    (entry, *_rest) = candidates(festival, edition)
    given = {"entry": f"{entry.code}:eligible", "to": "shortlisted", "back": "https://elsewhere.example/"}

    assert tab.post(f"{HERE}decide/", given)["Location"] == HERE


def test_filters_and_order_live_in_the_address(festival: Festival, edition: Edition, tab: Client) -> None:
    candidates(festival, edition, 3, marks=(9, 9))
    candidates(festival, edition, 3, marks=(1, 5))

    above = tab.get(f"{HERE}?look=above").context["page"].paginator.count
    disputed = tab.get(f"{HERE}?look=disputed&sort=title")
    shortlisted = tab.get(f"{HERE}?state=shortlisted").content.decode()

    assert (above, disputed.context["page"].paginator.count) == (3, 3)
    titles = [row.row.entry.film.title for row in disputed.context["rows"]]
    assert titles == sorted(titles)
    assert "No candidate fits these filters" in shortlisted


def test_meeting_is_started_and_ended(edition: Edition, tab: Client) -> None:
    tab.post(f"{HERE}gather/")
    assert Meeting.objects.filter(ended_at__isnull=True).count() == 1

    tab.post(f"{HERE}gather/")
    assert Meeting.objects.filter(ended_at__isnull=True).count() == 0


def test_export_has_no_formulas_and_no_names(festival: Festival, edition: Edition, tab: Client) -> None:
    film = a_film(festival, "=HYPERLINK(1)", countries=["PE"])
    an_entry(festival, film)
    candidates(festival, edition, 1)

    answer = tab.get(f"{HERE}table.csv")
    text = answer.content.decode("utf-8-sig")

    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert "'=HYPERLINK(1)" in text
    assert "Film 000" in text
    assert "PE" not in text.replace("HYPERLINK", "")


def test_who_keeps_away_sees_no_marks(
    festival: Festival, edition: Edition, member: Members, signed_in: SignedIn
) -> None:
    (entry,) = candidates(festival, edition, 1)
    programmer = member(Role.PROGRAMMER)
    recuse(entry=entry, reviewer=programmer, reason="A friend.", by=programmer)
    browser = signed_in(programmer)

    page, text = browser.get(HERE).content.decode(), browser.get(f"{HERE}table.csv").content.decode()

    assert "you keep away from it" in page
    assert f'value="{entry.code}:' not in page
    assert "8.2" not in text


def test_wall_shows_the_table_without_the_filters(festival: Festival, edition: Edition, tab: Client) -> None:
    candidates(festival, edition)

    page = tab.get(f"{HERE}?show=wall").content.decode()

    assert "on-the-wall" in page
    assert 'class="tabs"' not in page


def test_reviewer_and_stranger_do_not_decide(
    festival: Festival, edition: Edition, other_festival: Festival, member: Members, signed_in: SignedIn
) -> None:
    reviewer = signed_in(member(Role.REVIEWER))
    stranger = signed_in(User.objects.get(email="stranger@example.org"))

    for path in ("", "table.csv"):
        assert (reviewer.get(HERE + path).status_code, stranger.get(HERE + path).status_code) == (403, 404)
    for path in ("decide/", "gather/"):
        assert (reviewer.post(HERE + path).status_code, stranger.post(HERE + path).status_code) == (403, 404)
    foreign = HERE.replace("lanterns", "harbour")
    assert stranger.get(foreign).status_code == 404


def test_page_costs_the_same_queries_at_one_and_at_thirty(festival: Festival, edition: Edition, tab: Client) -> None:
    candidates(festival, edition, 1)
    tab.get(HERE)
    with CaptureQueriesContext(connection) as at_one:
        tab.get(HERE)
    candidates(festival, edition, 30)
    with CaptureQueriesContext(connection) as at_many:
        tab.get(HERE)

    assert len(at_many) == len(at_one)
