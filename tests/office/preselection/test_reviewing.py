"""Reviewing in the browser: what is put off and asked for, sheets, blind calls, discussion, profile, curves."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.pools import a_call, a_film, a_pool, an_entry, reviewers

from matinee.accounts.models import User
from matinee.entries.models import Entry
from matinee.festival.models import Festival
from matinee.festival.states import Role
from matinee.films.actions import credit
from matinee.films.states import CreditRole
from matinee.people.actions import person_named
from matinee.preselection.actions import assign, record_score, recuse, set_profile, set_sheet
from matinee.preselection.models import Assignment, Clearance, Recusal, Remark, ReviewerProfile, Scorecard, Sheet, Tie
from matinee.preselection.queries import queue_of

Members = Callable[[Role], User]
SignedIn = Callable[[User], Client]
DESK = "/office/lanterns/preselection/"
STORY = {"name": "Story", "weight": 2, "most": 5}


@pytest.fixture
def me(festival: Festival) -> User:
    """Return a reviewer."""
    return reviewers(festival, 1)[0]


@pytest.fixture
def tab(me: User, signed_in: SignedIn) -> Client:
    """Return the browser of that reviewer."""
    return signed_in(me)


@pytest.fixture
def entry(festival: Festival, me: User) -> Entry:
    """Return an entry by Mara Quill of Peru, in the reviewer's queue."""
    film = a_film(
        festival, "Mara Quill Alone", countries=["PE"], original_title="Sola en Lima", synopsis="Quill goes home."
    )
    person = person_named(festival=festival, name="Mara Quill", by=None)
    credit(film=film, person=person, role=CreditRole.DIRECTOR, by=None)
    found = an_entry(festival, film)
    assign(entries=[found], reviewers=[me], by=None)
    return found


def words(client: Client, path: str) -> str:
    """Return a page's text."""
    return client.get(DESK + path).content.decode()


def test_not_tonight_pass_on_and_back(festival: Festival, entry: Entry, me: User, tab: Client) -> None:
    told = tab.post(f"{DESK}watch/{entry.code}/later/", follow=True).content.decode()
    assert (queue_of(me, festival).count(), "comes back tomorrow" in told) == (0, True)
    assert f"watch/{entry.code}/back/" in told

    tab.post(f"{DESK}watch/{entry.code}/back/")
    assert queue_of(me, festival).count() == 1

    tab.post(f"{DESK}watch/{entry.code}/pass/")
    assert "goes to somebody else" in words(tab, "")


def test_asking_for_a_film_puts_it_on_top(festival: Festival, entry: Entry, me: User, tab: Client) -> None:
    free = an_entry(festival, a_film(festival, "Free"))
    assert "Free" in words(tab, "more/")

    tab.post(f"{DESK}more/{free.code}/")
    page = words(tab, "")

    assert page.index("Free") < page.index(str(entry))
    assert "You asked for it." in page
    tab.post(f"{DESK}watch/{free.code}/unclaim/")
    assert not Assignment.objects.filter(entry=free).exists()
    assert tab.post(f"{DESK}more/{entry.code}/").status_code == 404


def test_more_leaves_out_languages_not_followed(festival: Festival, me: User, tab: Client) -> None:
    an_entry(festival, a_film(festival, "Japanese", languages=["ja"]))
    set_profile(festival=festival, reviewer=me, by=me, languages=["en"])

    assert "Everything is in somebody" in words(tab, "more/")


def test_queue_says_how_far_reviewers_disagree(festival: Festival, tab: Client, me: User) -> None:
    (disputed,) = a_pool(festival, 1, marks=(5, 3, 7))
    Scorecard.objects.filter(viewing__reviewer=me).delete()
    record_score(entry=disputed, reviewer=reviewers(festival, 3)[1], mark=3, by=None)
    assign(entries=[disputed], reviewers=[me], by=None)

    assert "2 reviewers disagree by 4." in words(tab, "")


def test_blind_call_leaks_no_names_before_the_mark(festival: Festival, entry: Entry, tab: Client) -> None:
    set_sheet(call=a_call(festival), by=None, is_blind=True)
    other = an_entry(festival, entry.film.festival.films.create(title="Quill Again", slug="again", languages=["en"]))
    credit(film=other.film, person=entry.film.credits.get().person, role=CreditRole.DIRECTOR, by=None)

    pages = [words(tab, path) for path in ("", f"watch/{entry.code}/", "more/")]
    pages.append(tab.post(f"{DESK}watch/{entry.code}/", {"mark": "99"}).content.decode())
    pages.append(tab.post(f"{DESK}watch/{entry.code}/password/").content.decode())
    pages.append(tab.post(f"{DESK}more/{other.code}/", follow=True).content.decode())
    pages.append(tab.post(f"{DESK}watch/{entry.code}/later/", follow=True).content.decode())
    pages.append(tab.post(f"{DESK}watch/{entry.code}/recuse/", {"reason": "A friend."}, follow=True).content.decode())

    for page in pages:
        assert [leak for leak in ("Quill", "Peru", "Lima") if leak in page] == []
    assert "[…] Alone" in pages[1]


def test_blind_call_shows_who_made_it_once_marked(festival: Festival, entry: Entry, tab: Client) -> None:
    set_sheet(call=a_call(festival), by=None, is_blind=True)

    tab.post(f"{DESK}watch/{entry.code}/", {"mark": "8", "watched_percent": "100"})

    page = words(tab, f"watch/{entry.code}/")
    assert all(word in page for word in ("Mara Quill", "Peru", "Sola en Lima"))


def test_card_is_filled_in_on_the_sheet_of_its_call(festival: Festival, entry: Entry, tab: Client) -> None:
    sheet = set_sheet(call=a_call(festival), by=None, criteria=[STORY], asks_weight=False)
    page = words(tab, f"watch/{entry.code}/")

    tab.post(f"{DESK}watch/{entry.code}/", {"mark": "8", "watched_percent": "100", "sheet": "1", "c-story": "4"})

    assert 'name="c-story"' in page
    assert "How heavy" not in page
    card = Scorecard.objects.get()
    assert (card.sheet, card.criteria) == (sheet, {"story": 4})
    assert "Story 4/5" in words(tab, f"talk/{entry.code}/")


def test_sheet_that_changed_while_the_form_was_open_loses_nothing(
    festival: Festival, entry: Entry, tab: Client
) -> None:
    old = set_sheet(call=a_call(festival), by=None, criteria=[STORY])
    set_sheet(call=a_call(festival), by=None, criteria=[{"name": "Sound"}])

    given = {"mark": "8", "watched_percent": "100", "sheet": "1", "c-story": "4"}
    told = tab.post(f"{DESK}watch/{entry.code}/", given, follow=True).content.decode()

    assert "The sheet changed while you watched" in told
    assert (Scorecard.objects.get().sheet, Scorecard.objects.get().criteria) == (old, {"story": 4})


def test_score_sent_twice_is_one_card(entry: Entry, tab: Client) -> None:
    for _time in range(2):
        tab.post(f"{DESK}watch/{entry.code}/", {"mark": "8", "watched_percent": "100"})

    assert Scorecard.objects.count() == 1


def test_recused_reviewer_is_refused_in_words_everywhere(entry: Entry, me: User, tab: Client) -> None:
    recuse(entry=entry, reviewer=me, reason="A friend.", by=me)

    answers = [tab.get(f"{DESK}watch/{entry.code}/"), tab.post(f"{DESK}watch/{entry.code}/", {"mark": "8"})]
    answers += [tab.get(f"{DESK}talk/{entry.code}/"), tab.post(f"{DESK}watch/{entry.code}/later/")]

    assert [answer.status_code for answer in answers] == [403] * 4
    assert all("keep away" in answer.content.decode() for answer in answers)
    assert not Scorecard.objects.exists()


def test_recusal_keeps_its_kind(entry: Entry, tab: Client) -> None:
    tab.post(f"{DESK}watch/{entry.code}/recuse/", {"kind": "money", "reason": "I gave 50 dollars."})

    assert Recusal.objects.get().kind == "money"
    assert "I have money in it" in words(tab, "")


def test_others_marks_and_discussion_come_after_ones_own(
    festival: Festival, entry: Entry, me: User, tab: Client
) -> None:
    other = reviewers(festival, 2)[1]
    record_score(entry=entry, reviewer=other, mark=3, note="A secret verdict", by=other)
    before = tab.get(f"{DESK}talk/{entry.code}/")

    record_score(entry=entry, reviewer=me, mark=9, by=me)
    after = words(tab, f"talk/{entry.code}/")
    told = tab.post(f"{DESK}talk/{entry.code}/", {"text": "Why <b>three</b>?"}, follow=True).content.decode()

    assert (before.status_code, "A secret verdict" in before.content.decode()) == (403, False)
    assert "A secret verdict" in after
    assert "Why &lt;b&gt;three&lt;/b&gt;?" in told


def test_remark_is_corrected_and_withdrawn_with_a_way_back(entry: Entry, me: User, tab: Client) -> None:
    record_score(entry=entry, reviewer=me, mark=9, by=me)
    tab.post(f"{DESK}talk/{entry.code}/", {"text": "Good"})
    code = Remark.objects.get().code

    tab.post(f"{DESK}remarks/{code}/", {"text": "Very good"})
    told = tab.post(f"{DESK}remarks/{code}/withdraw/", follow=True).content.decode()
    withdrawn = Remark.objects.get().withdrawn_at
    tab.post(f"{DESK}remarks/{code}/back/")

    assert f"remarks/{code}/back/" in told
    assert withdrawn is not None
    assert (Remark.objects.get().text, Remark.objects.get().withdrawn_at) == ("Very good", None)
    assert tab.post(f"{DESK}talk/{entry.code}/", {"text": " "}).status_code == 400


def test_programmer_with_the_film_in_hand_marks_first(
    festival: Festival, entry: Entry, member: Members, signed_in: SignedIn
) -> None:
    programmer = member(Role.PROGRAMMER)
    assign(entries=[entry], reviewers=[programmer], by=None)

    answer = signed_in(programmer).get(f"{DESK}ranking/{entry.code}/")

    assert answer.status_code == 403
    assert "Mark it or pass it on first" in answer.content.decode()


def test_profile_and_ties_are_ones_own(festival: Festival, entry: Entry, me: User, tab: Client) -> None:
    other = reviewers(festival, 2)[1]
    tab.post(f"{DESK}reviewers/me/", {"minutes_a_month": "600", "languages": "Italian, English", "genres": "Drama"})
    tab.post(f"{DESK}reviewers/me/ties/", {"kind": "person", "name": "Mara Quill", "note": "My cousin"})
    page = words(tab, "reviewers/me/")

    profile, tie = ReviewerProfile.objects.get(), Tie.objects.get()
    assert (profile.minutes_a_month, profile.languages, profile.genres) == (600, ["en", "it"], ["drama"])
    assert "My cousin" in page
    assert Recusal.objects.filter(entry=entry, reviewer=me).exists()
    assert tab.get(f"{DESK}reviewers/{other.code}/").status_code == 404
    tab.post(f"{DESK}reviewers/me/ties/{tie.code}/")
    assert not Tie.objects.exists()


@pytest.mark.parametrize("given", [{"minutes_a_month": "-3"}, {"languages": "Klingonese"}])
def test_bad_profile_keeps_what_was_typed(tab: Client, given: dict[str, str]) -> None:
    answer = tab.post(f"{DESK}reviewers/me/", given | {"genres": "My genre"})

    assert answer.status_code == 400
    assert "My genre" in answer.content.decode()


def test_tie_without_a_name_is_asked_again(tab: Client) -> None:
    assert tab.post(f"{DESK}reviewers/me/ties/", {"kind": "person", "name": " "}).status_code == 400


def test_manager_judges_a_name_that_matched(festival: Festival, me: User, director: User, signed_in: SignedIn) -> None:
    entry = an_entry(festival, a_film(festival, "Namesake"))
    credit(
        film=entry.film, person=person_named(festival=festival, name=me.name, by=None), role=CreditRole.CAST, by=None
    )
    browser = signed_in(director)
    where = f"reviewers/{me.code}/matches/{entry.code}/"
    assert "Names that match" in words(browser, "reviewers/")

    browser.post(DESK + where, {"is": "other"})
    assert Clearance.objects.count() == 1
    assert "Names that match" not in words(browser, "reviewers/")

    browser.post(f"{DESK}{where}undo/")
    browser.post(DESK + where, {"is": "conflict"})
    assert (Clearance.objects.count(), Recusal.objects.get().kind) == (0, "own")


def test_reviewer_sees_only_their_own_curve(
    festival: Festival, tab: Client, director: User, signed_in: SignedIn
) -> None:
    a_pool(festival, 12, marks=(4, 9))

    mine, all_of_them = words(tab, "curves/"), words(signed_in(director), "curves/")

    assert "Your 12 marks" in mine
    assert "Reviewer 1" not in mine
    assert all(name in all_of_them for name in ("Reviewer 0", "Reviewer 1", "no ranking of people"))


def test_sheet_is_edited_in_versions(festival: Festival, director: User, signed_in: SignedIn) -> None:
    browser, where = signed_in(director), f"sheets/{a_call(festival).slug}/"
    given = {
        "seen": "0", "asks_weight": "on", "is_blind": "on", "c-TOTAL_FORMS": "2", "c-INITIAL_FORMS": "0",
        "c-0-name": "Story", "c-0-help": "Does it hold?", "c-0-weight": "2", "c-0-most": "5",
        "c-1-name": "", "c-1-weight": "1", "c-1-most": "5",
    }  # fmt: skip

    told = browser.post(DESK + where, given, follow=True).content.decode()
    again = browser.post(DESK + where, given | {"c-0-name": "Sound, typed with care"})
    off = browser.post(DESK + where, given | {"seen": "1", "c-0-most": "99"})

    assert "on sheet 1 from now on" in told
    assert (again.status_code, off.status_code) == (409, 400)
    assert "Sound, typed with care" in again.content.decode()
    sheet = Sheet.objects.get()
    assert ([one["name"] for one in sheet.criteria], sheet.is_blind, sheet.asks_strands) == (["Story"], True, False)
    assert "Does it hold?" in words(browser, where)


@pytest.mark.parametrize("path", ["sheets/", "reviewers/", "ranking/", "meetings/"])
def test_reviewer_stays_at_their_own_pages(tab: Client, path: str) -> None:
    assert tab.get(DESK + path).status_code == 403


@pytest.mark.parametrize("path", ["", "more/", "reviewers/", "curves/"])
def test_pages_cost_the_same_queries_at_one_and_at_thirty(
    festival: Festival, director: User, signed_in: SignedIn, path: str
) -> None:
    set_sheet(call=a_call(festival), by=None, is_blind=True)
    browser = signed_in(director)
    assign(entries=a_pool(festival, 1), reviewers=[director], by=None)
    an_entry(festival, a_film(festival, "Free"))
    browser.get(DESK + path)
    with CaptureQueriesContext(connection) as at_one:
        browser.get(DESK + path)
    assign(entries=a_pool(festival, 30), reviewers=[director], by=None)
    a_pool(festival, 15, marks=())
    with CaptureQueriesContext(connection) as at_many:
        browser.get(DESK + path)

    assert len(at_many) == len(at_one)
