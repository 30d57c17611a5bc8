"""Terms, fees, waivers, autosave and new cuts as a filmmaker meets them, without JavaScript."""

import json
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from matinee.accounts.models import User
from matinee.entries.actions import change_call, close_call, make_waiver, revise_terms, start_entry
from matinee.entries.models import Call, Cut, Entry, Identification
from matinee.entries.queries import identity_of, newest_version, strands_open_to, terms_now
from matinee.entries.rules.terms import Category, Consent, Identity, Question, Terms, Tier
from matinee.entries.states import EntryState, QuestionKind
from matinee.festival.models import AuditEvent, Edition
from matinee.films.actions import change_film
from matinee.films.models import Screener
from tests.lounge.conftest import send

JSON = {"accept": "application/json"}


def full_terms() -> Terms:
    """Return terms whose first price ends in a day."""
    now = timezone.now()
    return Terms(
        categories=(
            Category("shorts", "Shorts", running_time_max_s=2400),
            Category("features", "Features", running_time_min_s=2401),
        ),
        tiers=(
            Tier("early", "Early", now + timedelta(days=1), 1500),
            Tier("late", "Late", now + timedelta(days=9), 2500),
        ),
        questions=(
            Question("how", QuestionKind.CHOICE, "Who told you?", is_needed=True, choices=("A friend", "The web")),
            Question("site", QuestionKind.LINK, "Where can we read more?"),
        ),
        consents=(Consent("rights", "Rights", "I *hold* them."),),
        identities=(
            Identity("woman", "I am a woman.", ("female-cinema",)),
            Identity("veteran", "I am a veteran.", ("veterans",)),
        ),
    )


@pytest.fixture
def asking(call: Call) -> Call:
    revise_terms(call=call, terms=full_terms(), by=None)
    return call


@pytest.fixture
def entry(asking: Call, maker: User, edition: Edition) -> Entry:
    entry = start_entry(call=asking, sender=maker, title="The Long Loom", by=maker)
    with pytest.raises(Exception, match="Still missing: a category"):
        send(entry, maker)
    return entry


def at(entry: Entry, place: str = "") -> str:
    """Return the address of a screen."""
    return f"/lounge/entries/{entry.code}/{place}{'/' if place else ''}"


def answer_all(lounge: Client, entry: Entry) -> None:
    """Answer what the call asks beyond the film."""
    lounge.post(at(entry, "categories"), {"categories": "shorts"})
    lounge.post(at(entry, "questions"), {"how": "A friend", "site": "example.org/loom"})
    lounge.post(at(entry, "consents"), {"rights": "on"})


def offered(lounge: Client, entry: Entry) -> dict[str, str]:
    """Return the offer that stands on the last screen."""
    page = lounge.get(at(entry, "check")).content.decode()
    return dict(re.findall(r'name="(version|amount)" value="(\d+)"', page))


def test_entry_is_sent_for_the_price_and_under_the_terms_that_were_seen(lounge: Client, entry: Entry) -> None:
    answer_all(lounge, entry)
    offer = offered(lounge, entry)
    assert offer == {"version": "2", "amount": "1500"}
    assert f'href="{at(entry, "story")}"' in lounge.get(at(entry, "check")).content.decode()
    assert lounge.post(at(entry, "check"), offer)["Location"] == at(entry)
    entry.refresh_from_db()
    assert entry.terms is not None
    assert (entry.terms.number, entry.fee_minor, entry.fee_currency, entry.categories) == (2, 1500, "USD", ["Shorts"])
    assert entry.replies == {"how": "A friend", "site": "https://example.org/loom"}
    assert entry.consents["rights"]["version"] == 2
    receipt = lounge.get(at(entry, "receipt")).content.decode()
    assert "$15.00" in receipt
    assert "I <em>hold</em> them." in receipt


def test_price_that_changed_meanwhile_is_told_before_anything_is_sent(
    lounge: Client, entry: Entry, asking: Call
) -> None:
    answer_all(lounge, entry)
    offer = offered(lounge, entry)
    terms = terms_now(asking)
    over = replace(terms.tiers[0], until=timezone.now() - timedelta(minutes=1))
    revise_terms(call=asking, terms=replace(terms, tiers=(over, terms.tiers[1])), by=None)
    answer = lounge.post(at(entry, "check"), offer)
    page = answer.content.decode()
    assert (answer.status_code, "Nothing was sent" in page, "$25.00" in page) == (409, True, True)
    entry.refresh_from_db()
    assert entry.state == EntryState.DRAFT
    lounge.post(at(entry, "check"), offered(lounge, entry))
    entry.refresh_from_db()
    assert (entry.state, entry.fee_minor) == (EntryState.CONSIDERED, 2500)


def test_draft_follows_the_newest_terms_with_a_notice_and_keeps_its_renamed_category(
    lounge: Client, entry: Entry, asking: Call
) -> None:
    answer_all(lounge, entry)
    terms = terms_now(asking)
    shorts = replace(terms.categories[0], name="Short films")
    revise_terms(call=asking, terms=replace(terms, categories=(shorts, terms.categories[1])), by=None)
    page = lounge.get(at(entry, "facts")).content.decode()
    assert "The category “Shorts” is called “Short films” now." in page
    lounge.post(at(entry, "follow"))
    entry.refresh_from_db()
    assert entry.categories == ["Short films"]
    assert "has changed its call" not in lounge.get(at(entry, "facts")).content.decode()


def test_reworded_text_asks_for_a_new_yes(lounge: Client, entry: Entry, asking: Call) -> None:
    answer_all(lounge, entry)
    terms = terms_now(asking)
    consent = replace(terms.consents[0], text="I hold all of them.")
    revise_terms(call=asking, terms=replace(terms, consents=(consent,)), by=None)
    assert "your yes to “Rights”" in lounge.get(at(entry, "check")).content.decode()


def test_changed_call_never_alters_an_entry_already_in(lounge: Client, entry: Entry, asking: Call) -> None:
    answer_all(lounge, entry)
    lounge.post(at(entry, "check"), offered(lounge, entry))
    revise_terms(call=asking, terms=Terms(running_time_max_s=60), by=None)
    change_call(call=asking, by=None, running_time_max_s=30)
    page = lounge.get(at(entry)).content.decode()
    assert "asks for films of at most" not in page
    assert "Shorts · $15.00" in page
    entry.refresh_from_db()
    assert entry.terms != newest_version(asking)


@pytest.mark.parametrize(
    ("film", "said"),
    [({"running_time_s": 3000}, "“Shorts” is for films of at most 40 minutes."), ({"running_time_s": 745}, "")],
)
def test_film_that_does_not_fit_its_category_is_told_why(
    lounge: Client, entry: Entry, maker: User, film: dict[str, int], said: str
) -> None:
    lounge.post(at(entry, "categories"), {"categories": "shorts"})
    change_film(film=entry.film, by=maker, **film)
    page = lounge.get(at(entry, "categories")).content.decode()
    assert (said or "$15.00") in page
    assert ("another category than" in lounge.get(at(entry, "check")).content.decode()) == bool(said)


def test_waiver_lowers_the_fee_and_can_be_given_back(lounge: Client, entry: Entry, asking: Call) -> None:
    make_waiver(call=asking, word="friends", percent=100, uses_most=1, by=None)
    answer_all(lounge, entry)
    lounge.post(at(entry, "waiver"), {"word": " Friends "})
    assert offered(lounge, entry)["amount"] == "0"
    lounge.post(at(entry, "waiver"), {"give_back": "1"})
    assert offered(lounge, entry)["amount"] == "1500"


def test_word_that_is_no_waiver_is_told_and_guessing_ends(lounge: Client, entry: Entry) -> None:
    for _attempt in range(10):
        assert "We do not know this code" in lounge.post(at(entry, "waiver"), {"word": "guess"}).content.decode()
    assert "try again in an hour" in lounge.post(at(entry, "waiver"), {"word": "guess"}).content.decode()


def test_closed_call_keeps_the_draft_and_takes_nothing(lounge: Client, entry: Entry, asking: Call) -> None:
    answer_all(lounge, entry)
    offer = offered(lounge, entry)
    close_call(call=asking, by=None)
    assert lounge.post(at(entry, "check"), offer).status_code == 409
    assert Entry.objects.get().state == EntryState.DRAFT


@pytest.mark.parametrize(
    "typed", [{"how": "Nobody"}, {"site": "javascript:alert(1)"}, {"how": "A friend", "site": "x" * 900}]
)
def test_answer_that_was_not_offered_is_refused(lounge: Client, entry: Entry, typed: dict[str, str]) -> None:
    assert "errorlist" in lounge.post(at(entry, "questions"), typed).content.decode()
    entry.refresh_from_db()
    assert entry.replies == {}


def test_what_is_said_of_oneself_is_encrypted_unlogged_and_erased(lounge: Client, entry: Entry, maker: User) -> None:
    lounge.post(at(entry, "strands"), {"said": ["woman"]})
    assert identity_of(entry) == ["woman"]
    assert strands_open_to([entry]) == {entry.pk: {"female-cinema"}}
    raw = Identification.objects.values_list("said", flat=True).get()
    assert json.loads(raw) == ["woman"]
    assert not [event for event in AuditEvent.objects.all() if "woman" in json.dumps(event.detail)]
    lounge.post(at(entry, "strands"), {})
    assert not Identification.objects.exists()


def test_two_windows_never_overwrite_each_other_in_silence(lounge: Client, entry: Entry) -> None:
    page = lounge.get(at(entry, "story")).content.decode()
    seen = re.search(r'name="seen" value="([^"]*)"', page)[1].replace("&quot;", '"')  # type: ignore[index]  # it is there
    first = {"seen": seen, "logline": "First window.", "synopsis": ""}
    second = {"seen": seen, "logline": "A loom, a town.", "synopsis": "Second window."}
    assert lounge.post(at(entry, "story"), first, headers=JSON).json()["said"] == ""
    assert lounge.post(at(entry, "story"), second, headers=JSON).json()["said"] == ""
    entry.film.refresh_from_db()
    assert (entry.film.logline, entry.film.synopsis) == ("First window.", "Second window.")
    third = second | {"logline": "Third thought."}
    said = lounge.post(at(entry, "story"), third, headers=JSON).json()["said"]
    assert "Another window has changed this to “First window.” meanwhile" in said
    shown = lounge.post(at(entry, "story"), third).content.decode()
    assert "Third thought." in shown
    again = re.search(r'name="seen" value="([^"]*)"', shown)[1].replace("&quot;", '"')  # type: ignore[index]  # as above
    assert lounge.post(at(entry, "story"), third | {"seen": again}).status_code == 302
    entry.film.refresh_from_db()
    assert entry.film.logline == "Third thought."


@pytest.mark.parametrize("seen", ["", "[", "[1]", "null", '{"logline": 3}', "x" * 30_000])
def test_mark_that_is_nonsense_loses_nothing(lounge: Client, entry: Entry, seen: str) -> None:
    answer = lounge.post(at(entry, "story"), {"seen": seen, "logline": "New."}, headers=JSON)
    assert answer.status_code == 200


def test_new_cut_keeps_the_earlier_one_and_weighs_anew(lounge: Client, sent: Entry) -> None:
    typed = {"running_time_s": "11:00", "url": "https://video.example.org/two", "password": "p", "note": "Shorter end"}
    assert lounge.post(at(sent, "cut"), typed).status_code == 302
    sent.film.refresh_from_db()
    screener = Screener.objects.get(film=sent.film)
    assert (sent.film.running_time_s, screener.url) == (660, "https://video.example.org/two")
    cut = Cut.objects.get()
    assert (cut.number, cut.running_time_s, cut.url, cut.password) == (
        1,
        745,
        "https://video.example.org/loom",
        "quiet-door",
    )
    page = lounge.get(at(sent)).content.decode()
    assert "Cut 1, 12:25" in page
    assert "11 minutes fit." in page
    assert "Say what is new" in lounge.post(at(sent, "cut"), {"running_time_s": "11:00"}).content.decode()


def test_category_and_consents_stand_once_sent(lounge: Client, entry: Entry) -> None:
    answer_all(lounge, entry)
    lounge.post(at(entry, "check"), offered(lounge, entry))
    assert lounge.post(at(entry, "categories"), {"categories": "features"}).status_code == 409
    assert lounge.post(at(entry, "consents"), {}).status_code == 409
    assert lounge.post(at(entry, "waiver"), {"word": "x"}).status_code == 409
    assert lounge.post(at(entry, "questions"), {"how": "The web"}).status_code == 302


def test_days_left_out_close_that_day_alone(lounge: Client, sent: Entry, edition: Edition) -> None:
    lounge.post(at(sent, "dates"), {"not_editions": [edition.slug]})
    assert "You asked us to leave this edition out." in lounge.get(at(sent)).content.decode()
    assert "more than five years" in lounge.post(at(sent, "dates"), {"not_before": "9999-01-01"}).content.decode()


def test_proof_of_a_source_is_kept_and_anything_else_refused(lounge: Client, draft: Entry) -> None:
    data = {"name": "Camera house", "kind": "in_kind", "what": "Lenses", "amount": "900", "currency": "EUR"}
    bad = SimpleUploadedFile("letter.pdf", b"MZ not a letter")
    assert "Give a PDF" in lounge.post(at(draft, "sources"), data | {"proof": bad}).content.decode()
    assert not draft.film.sources.exists()
    good = SimpleUploadedFile("letter.pdf", b"%PDF-1.7 a letter")
    assert lounge.post(at(draft, "sources"), data | {"proof": good}).status_code == 302
    source = draft.film.sources.get()
    assert (source.amount_minor, source.proof_name, str(source.proof.name).endswith(".pdf")) == (
        90_000,
        "letter.pdf",
        True,
    )
    source.proof.delete(save=False)


@pytest.mark.parametrize(
    "place", ["categories", "questions", "consents", "strands", "dates", "making", "cut", "receipt"]
)
def test_another_makers_entry_has_none_of_these_screens(
    signed_in: Callable[[User], Client], make_user: Callable[..., User], sent: Entry, place: str
) -> None:
    other = signed_in(make_user("other@example.org"))
    assert other.get(at(sent, place)).status_code == 404
    assert other.post(at(sent, "waiver"), {"word": "x"}).status_code == 404
