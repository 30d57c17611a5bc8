"""What a maker reads about a sent entry: why each day stands as it does, letters, what the festival asks."""

from collections.abc import Callable

import pytest
from django.test import Client

from matinee.accounts.models import User
from matinee.entries.actions import revise_terms, set_outcome
from matinee.entries.models import Correction, Cut, Entry
from matinee.entries.rules import Terms
from matinee.entries.rules.terms import Category
from matinee.entries.states import ConsiderationState
from matinee.festival.actions import change_policy
from matinee.festival.states import Role
from matinee.films.actions import change_film
from matinee.mailroom.actions import carry_letter
from matinee.mailroom.models import Letter
from matinee.preselection.actions import record_score
from matinee.workflows.ask_correction import ask_correction
from matinee.workflows.replace_cut import replace_cut
from matinee.workflows.set_aside import set_aside
from matinee.workflows.tell_maker import tell_maker

pytestmark = pytest.mark.django_db


def page(client: Client, entry: Entry, more: str = "") -> str:
    got = client.get(f"/lounge/entries/{entry.code}/{more}")
    assert got.status_code == 200
    return str(got.content.decode())


def test_why_page_goes_through_every_rule_and_says_what_would_change_a_no(lounge: Client, sent: Entry) -> None:
    change_film(film=sent.film, by=None, running_time_s=9 * 3600)
    lounge.post(f"/lounge/entries/{sent.code}/dates/", {"not_before": "2031-04-01"})

    shown = page(lounge, sent, "why/")

    assert "March 2031" in shown
    assert "You asked us not to show it before 1 April 2031" in shown
    assert f"/lounge/entries/{sent.code}/dates/" in shown
    assert "540 minutes are more than March 2031 can show" in shown
    assert f"/lounge/entries/{sent.code}/facts/" in shown
    assert f"/lounge/entries/{sent.code}/why/" in page(lounge, sent)


def test_why_page_tells_no_shortlist_and_a_draft_has_none(lounge: Client, sent: Entry, director: User) -> None:
    row = sent.considerations.select_related("entry__festival", "edition").get()
    set_outcome(considerations=row, state=ConsiderationState.SHORTLISTED, reason="We love it.", by=director)

    assert "We love it." not in page(lounge, sent, "why/")
    Entry.objects.filter(pk=sent.pk).update(sent_at=None)
    assert lounge.get(f"/lounge/entries/{sent.code}/why/").status_code == 404


def test_maker_reads_again_what_was_sent_and_nothing_else(
    lounge: Client, sent: Entry, member: Callable[[Role], User], maker: User
) -> None:
    reviewer = member(Role.REVIEWER)
    record_score(entry=sent, reviewer=reviewer, mark=8, by=reviewer)
    replace_cut(entry=sent, running_time_s=700, note="Shorter", by=maker)
    waiting = tell_maker(entry=sent, occasion="decline", by=None, once="later")
    assert waiting is not None
    Letter.objects.update(state="waiting")
    for letter in Letter.objects.exclude(pk=waiting.pk):
        assert carry_letter(letter=letter)

    shown = page(lounge, sent)
    mine = Letter.objects.get(template="cut_replaced")

    assert mine.subject.replace("“", "").replace("”", "") == "The new cut of The Long Loom has arrived"
    assert f"/lounge/entries/{sent.code}/letters/{mine.code}/" in shown
    assert "from now on it is the one we watch" in page(lounge, sent, f"letters/{mine.code}/")
    for hidden in (waiting, Letter.objects.get(template="new_cut")):
        assert hidden.code not in shown
        assert lounge.get(f"/lounge/entries/{sent.code}/letters/{hidden.code}/").status_code == 404


def test_letters_of_somebody_elses_entry_are_not_there(
    sent: Entry, make_user: Callable[..., User], signed_in: Callable[[User], Client]
) -> None:
    letter = tell_maker(entry=sent, occasion="entry_received", by=None)
    assert letter is not None
    carry_letter(letter=letter)
    stranger = signed_in(make_user("other@example.org"))

    for more in (f"letters/{letter.code}/", "why/"):
        assert stranger.get(f"/lounge/entries/{sent.code}/{more}").status_code == 404
    assert stranger.post(f"/lounge/entries/{sent.code}/looked/").status_code == 404


def test_maker_answers_what_the_festival_asks(lounge: Client, sent: Entry, director: User) -> None:
    ask_correction(entry=sent, asked="The year seems to be wrong.", by=director)
    assert "asks you to look at something" in lounge.get("/lounge/").content.decode()
    assert "The year seems to be wrong." in page(lounge, sent)
    assert "The year seems to be wrong." in page(lounge, sent, "facts/")

    lounge.post(f"/lounge/entries/{sent.code}/looked/", {"answer": "It is right: 2030."})

    assert Correction.objects.get().answer == "It is right: 2030."
    shown = page(lounge, sent)
    assert "It reads your answer now" in shown
    assert "I have looked at it" not in shown


def test_what_is_missing_stands_on_every_question(lounge: Client, sent: Entry) -> None:
    set_aside(entry=sent, reason="The sound of the second reel.", by=None)

    assert "The sound of the second reel." in page(lounge, sent, "screener/")
    assert "The sound of the second reel." in page(lounge, sent, "check/")
    lounge.post(f"/lounge/entries/{sent.code}/check/")
    sent.refresh_from_db()
    assert sent.state == "considered"


def test_correction_that_leaves_a_category_is_told_kindly_and_stops_nothing(lounge: Client, sent: Entry) -> None:
    terms = Terms(categories=(Category(key="short", name="Short shorts", running_time_max_s=800),))
    version = revise_terms(call=sent.call, terms=terms, by=None)
    Entry.objects.filter(pk=sent.pk).update(terms=version, categories=["Short shorts"])
    assert "does not quite fit" not in page(lounge, sent)

    facts = {"title": "The Long Loom", "running_time_s": "22:00", "form": "fiction"}
    assert lounge.post(f"/lounge/entries/{sent.code}/facts/", facts).status_code == 302

    sent.refresh_from_db()
    assert sent.is_unfit
    shown = page(lounge, sent)
    assert "“Short shorts” is for films of at most 13 minutes." in shown
    set_aside(entry=sent, reason="A still.", by=None)
    lounge.post(f"/lounge/entries/{sent.code}/check/")
    sent.refresh_from_db()
    assert (sent.state, sent.is_unfit) == ("considered", True)


def test_uploaded_cut_is_described_on_the_cut_page(lounge: Client, sent: Entry) -> None:
    Cut.objects.create(entry=sent, number=1, running_time_s=745, is_file=True)
    assert "Say here what is new in it" in page(lounge, sent, "cut/")

    lounge.post(f"/lounge/entries/{sent.code}/cut/", {"running_time_s": "11:40", "note": "Mixed"})

    assert list(Cut.objects.values_list("number", "note")) == [(1, "Mixed")]


def test_film_in_a_lineup_takes_no_new_file(lounge: Client, sent: Entry) -> None:
    Entry.objects.filter(pk=sent.pk).update(state="placed")
    change_policy(festival=sent.festival, by=None, letters_wait_min=0)

    got = lounge.post(f"/lounge/entries/{sent.code}/uploads/plain/")

    assert got.status_code == 409
