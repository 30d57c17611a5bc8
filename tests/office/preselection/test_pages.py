"""The preselection desk as reviewers and programmers use it."""

from collections.abc import Callable
from decimal import Decimal

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.pools import a_film, a_pool, an_entry, make_eligible, reviewers

from matinee.accounts.models import User
from matinee.entries.actions import consider_edition
from matinee.entries.models import Entry
from matinee.festival.models import AuditEvent, Edition, Festival
from matinee.festival.states import Role
from matinee.films.actions import set_screener
from matinee.preselection.actions import assign, record_score, recuse
from matinee.preselection.models import Assignment, Recusal, Scorecard

Members = Callable[[Role], User]
SignedIn = Callable[[User], Client]
DESK = "/office/lanterns/preselection/"


@pytest.fixture
def tab(festival: Festival, signed_in: SignedIn) -> Client:
    """Return the browser of a reviewer."""
    return signed_in(reviewers(festival, 1)[0])


def in_queue(festival: Festival, *titles: str) -> list[Entry]:
    """Return entries that wait for the first reviewer, in this order."""
    entries = [an_entry(festival, a_film(festival, title)) for title in titles]
    assign(entries=entries, reviewers=reviewers(festival, 1), by=None, reason="Nobody has watched it yet.")
    return entries


def test_queue_says_what_is_next_and_why(festival: Festival, tab: Client) -> None:
    in_queue(festival, "Ferry", "Kiosk")

    page = tab.get(DESK).content.decode()

    assert page.index("Ferry") < page.index("Kiosk")
    assert "Nobody has watched it yet." in page
    assert "24 min in all" in page
    assert "Ranking" not in page


def test_empty_queue_says_so(tab: Client) -> None:
    assert "Nothing to watch yet" in tab.get(DESK).content.decode()


def test_marking_goes_on_to_the_next_and_can_be_undone(festival: Festival, tab: Client) -> None:
    first, second = in_queue(festival, "Ferry", "Kiosk")
    given = {"mark": "7.5", "watched_percent": "75", "emotional_weight": "4", "note": "Slow, then not."}

    answer = tab.post(f"{DESK}watch/{first.code}/", given)
    page = tab.get(answer["Location"]).content.decode()
    undone = tab.post(f"{DESK}watch/{first.code}/undo/")

    assert answer["Location"] == f"{DESK}watch/{second.code}/"
    assert f"{DESK}watch/{first.code}/undo/" in page
    assert undone["Location"] == f"{DESK}watch/{first.code}/"
    assert not Scorecard.objects.exists()


def test_mark_is_kept_with_its_weight_and_note(festival: Festival, tab: Client) -> None:
    (entry,) = in_queue(festival, "Ferry")

    tab.post(f"{DESK}watch/{entry.code}/", {"mark": "9", "watched_percent": "100", "emotional_weight": "", "note": "!"})

    card = Scorecard.objects.select_related("viewing").get()
    assert (card.mark, card.emotional_weight, card.note, card.viewing.watched_percent) == (Decimal(9), None, "!", 100)


@pytest.mark.parametrize("mark", ["", "7.3", "11"])
def test_bad_mark_keeps_what_was_typed(festival: Festival, tab: Client, mark: str) -> None:
    (entry,) = in_queue(festival, "Ferry")

    answer = tab.post(f"{DESK}watch/{entry.code}/", {"mark": mark, "watched_percent": "50", "note": "A long thought"})

    assert answer.status_code == 400
    assert "A long thought" in answer.content.decode()
    assert not Scorecard.objects.exists()


def test_password_is_shown_when_asked_and_written_down(festival: Festival, tab: Client) -> None:
    (entry,) = in_queue(festival, "Ferry")
    set_screener(film=entry.film, url="https://video.example/1", password="open-sesame", by=None)

    before = tab.get(f"{DESK}watch/{entry.code}/").content.decode()
    after = tab.post(f"{DESK}watch/{entry.code}/password/").content.decode()

    assert "https://video.example/1" in before
    assert "open-sesame" not in before
    assert "open-sesame" in after
    assert AuditEvent.objects.filter(verb="reveal_password").count() == 1


def test_recusal_takes_the_entry_out_and_back(festival: Festival, tab: Client) -> None:
    (entry,) = in_queue(festival, "Ferry")

    tab.post(f"{DESK}watch/{entry.code}/recuse/", {"reason": "My sister acts in it."})
    barred = tab.get(f"{DESK}watch/{entry.code}/").status_code
    tab.post(f"{DESK}watch/{entry.code}/recuse/undo/")

    assert barred == 403
    assert not Recusal.objects.exists()
    assert tab.get(f"{DESK}watch/{entry.code}/").status_code == 200


def test_recusal_without_a_reason_is_asked_again(festival: Festival, tab: Client) -> None:
    (entry,) = in_queue(festival, "Ferry")

    assert tab.post(f"{DESK}watch/{entry.code}/recuse/", {"reason": ""}).status_code == 400
    assert not Recusal.objects.exists()


def test_reviewer_opens_only_what_is_dealt_to_them(festival: Festival, tab: Client) -> None:
    free = an_entry(festival, a_film(festival, "Free"))
    (barred,) = in_queue(festival, "Barred")
    recuse(entry=barred, reviewer=reviewers(festival, 1)[0], reason="", by=None)

    assert [tab.get(f"{DESK}watch/{entry.code}/").status_code for entry in (free, barred)] == [404, 403]


@pytest.mark.parametrize("path", ["ranking/", "reviewers/"])
def test_reviewer_sees_no_scores_of_others(tab: Client, path: str) -> None:
    assert tab.get(DESK + path).status_code == 403


def test_reviewer_sees_nobody_elses_mark_on_the_scoring_page(festival: Festival, tab: Client) -> None:
    a_pool(festival, 1, marks=())
    entry = Entry.objects.get()
    me, other = reviewers(festival, 2)
    assign(entries=[entry], reviewers=[me], by=None)
    record_score(entry=entry, reviewer=other, mark="9.5", note="My secret verdict", by=other)

    page = tab.get(f"{DESK}watch/{entry.code}/").content.decode()

    assert "My secret verdict" not in page
    assert "checked" not in page.split("score-pad")[1]


def test_programmer_sees_the_ranking_with_cut_and_dispute(
    festival: Festival, edition: Edition, member: Members, signed_in: SignedIn
) -> None:
    a_pool(festival, 2, marks=(9, 9))
    a_pool(festival, 2, marks=(2, 8))
    browser = signed_in(member(Role.PROGRAMMER))
    consider_edition(edition=edition, by=None)
    make_eligible(edition)

    page = browser.get(f"{DESK}ranking/").content.decode()
    here = browser.get(f"{DESK}ranking/?edition={edition.slug}").content.decode()

    assert page.count('class="cut"') == 1
    assert page.index('class="cut"') < page.index('class="below"') < page.rindex("disputed</span>")
    assert "4 entries with marks" in here


def test_programmer_reads_everybodys_marks_of_an_entry(
    festival: Festival, member: Members, signed_in: SignedIn
) -> None:
    (entry,) = a_pool(festival, 1)
    unmarked = an_entry(festival, a_film(festival, "Unmarked"))
    browser = signed_in(member(Role.PROGRAMMER))

    assert "Reviewer 1" in browser.get(f"{DESK}ranking/{entry.code}/").content.decode()
    assert "Nobody has marked it yet" in browser.get(f"{DESK}ranking/{unmarked.code}/").content.decode()


def test_filling_the_queues_deals_viewings(festival: Festival, member: Members, signed_in: SignedIn) -> None:
    a_pool(festival, 3, marks=())
    reviewers(festival, 2)
    browser = signed_in(member(Role.PROGRAMMER))

    answer = browser.post(f"{DESK}reviewers/fill/", follow=True)

    assert Assignment.objects.count() == 6
    assert "6 viewings were dealt." in answer.content.decode()


def test_other_festivals_entry_does_not_exist(
    festival: Festival, other_festival: Festival, director: User, signed_in: SignedIn
) -> None:
    foreign, browser = an_entry(other_festival, a_film(other_festival)), signed_in(director)

    for path in (f"watch/{foreign.code}/", f"ranking/{foreign.code}/"):
        assert browser.get(DESK + path).status_code == 404
    assert browser.get("/office/harbour/preselection/").status_code == 404


@pytest.mark.parametrize("path", ["", "ranking/", "reviewers/"])
def test_pages_cost_the_same_queries_however_many_entries(
    festival: Festival, director: User, signed_in: SignedIn, path: str
) -> None:
    browser = signed_in(director)
    team = reviewers(festival, 2)
    few = a_pool(festival, 1)
    assign(entries=few, reviewers=[director], by=None)
    browser.get(DESK + path)
    with CaptureQueriesContext(connection) as at_one:
        browser.get(DESK + path)
    many = a_pool(festival, 30)
    assign(entries=many, reviewers=[*team, director], by=None)
    with CaptureQueriesContext(connection) as at_many:
        browser.get(DESK + path)

    assert len(at_many) == len(at_one)
