"""Letters of the trade: invitations, honest answers, ends that are told, reminders; each once."""

from collections.abc import Callable
from datetime import date, timedelta
from types import SimpleNamespace

import pytest
from django.utils import timezone
from tests.pools import a_call, a_film, an_entry, reviewers

from matinee.accounts.models import User
from matinee.entries.actions import consider_all, open_call, set_outcome, start_entry
from matinee.entries.actions.windows import extend_window
from matinee.entries.models import Consideration, Entry
from matinee.entries.states import CallKind, ConsiderationState, EntryState
from matinee.festival.actions import change_policy
from matinee.festival.models import Edition, Festival
from matinee.kit import clock
from matinee.kit.clock import today_in
from matinee.kit.errors import Conflict, InvalidInput, WrongState
from matinee.mailroom.actions import carry_letter, stop_letter
from matinee.mailroom.models import Letter
from matinee.mailroom.states import LetterState
from matinee.preselection.actions import Card, record_scores_bulk
from matinee.preselection.models import Scorecard
from matinee.programming.actions import GuestSaid, answer_invitation, extend_invitation
from matinee.programming.models import Invitation
from matinee.programming.states import OfferState
from matinee.workflows.decline_entries import decline_entries
from matinee.workflows.end_invitations import end_invitations
from matinee.workflows.end_windows import end_windows
from matinee.workflows.invite_film import invite_film
from matinee.workflows.preview_letter import preview_letter
from matinee.workflows.remind_drafts import remind_drafts
from matinee.workflows.remind_invitation import remind_invitation
from matinee.workflows.tell_maker import after_the_wait, tell_maker
from matinee.workflows.withdraw_invitation import withdraw_invitation

pytestmark = pytest.mark.django_db
ANSWER_BY = date(2031, 2, 20)


@pytest.fixture
def maker(make_user: Callable[..., User]) -> User:
    return make_user("ada@example.org", "Ada", language="es")


@pytest.fixture
def entry(edition: Edition, maker: User) -> Entry:
    return an_entry(edition.festival, sender=maker)


def ends_in(entry: Entry, days: int) -> Entry:
    """Let an entry's window end in so many days."""
    entry.window_ends_on = today_in(entry.festival.time_zone) + timedelta(days=days)
    entry.save()
    return entry


def row_of(entry: Entry, edition: Edition) -> Consideration:
    return Consideration.objects.select_related("entry__film", "entry__festival", "edition").get(
        entry=entry, edition=edition
    )


def occasions() -> list[str]:
    return sorted(Letter.objects.values_list("template", flat=True))


def test_invitation_goes_in_its_readers_language_and_is_answered(entry: Entry, edition: Edition, maker: User) -> None:
    invitation = invite_film(
        entry=entry, edition=edition, answer_by=ANSWER_BY, by=None, message="Nos hizo reír, y luego no."
    )
    letter = Letter.objects.get()
    assert (letter.to_email, letter.language, letter.about) == ("ada@example.org", "es", entry.code)
    assert letter.subject == "Lantern Nights invita a «Night Bus»: March 2031"
    for words in (
        "8 de marzo de 2031",
        "20 de febrero de 2031",
        "Nos hizo reír",
        f"/lounge/invitations/{invitation.code}/",
    ):
        assert words in letter.body
    guests = [GuestSaid("Ada", "director", needs="a ramp"), GuestSaid("Bo")]
    answered = answer_invitation(invitation=invitation, accepts=True, by=maker, note="We come by train.", guests=guests)
    assert (answered.state, [guest.name for guest in answered.guests.all()]) == (OfferState.ACCEPTED, ["Ada", "Bo"])
    answered = answer_invitation(invitation=invitation, accepts=False, by=maker)
    assert (answered.state, answered.guests.count()) == (OfferState.DECLINED, 0)


def test_film_is_invited_once_to_an_edition_and_only_while_it_is_in_the_pool(entry: Entry, edition: Edition) -> None:
    invite_film(entry=entry, edition=edition, answer_by=ANSWER_BY, by=None)
    with pytest.raises(Conflict):
        invite_film(entry=entry, edition=edition, answer_by=ANSWER_BY, by=None)
    other = an_entry(edition.festival, a_film(edition.festival, "Gone"))
    for wrong in (date(2020, 1, 1), date(2031, 3, 9)):
        with pytest.raises(InvalidInput) as refusal:
            invite_film(entry=other, edition=edition, answer_by=wrong, by=None)
        assert refusal.value.field == "answer_by"
    Entry.objects.filter(pk=other.pk).update(state=EntryState.WITHDRAWN)
    other.refresh_from_db()
    with pytest.raises(Conflict):
        invite_film(entry=other, edition=edition, answer_by=ANSWER_BY, by=None)
    assert Letter.objects.count() == 1


def test_invitation_taken_back_in_time_leaves_no_letter_and_later_sends_one(entry: Entry, edition: Edition) -> None:
    wait = after_the_wait(edition.festival)
    early = invite_film(entry=entry, edition=edition, answer_by=ANSWER_BY, by=None, send_at=wait)
    assert withdraw_invitation(invitation=early, by=None) is None
    assert [letter.state for letter in Letter.objects.all()] == [LetterState.STOPPED]
    late = invite_film(entry=entry, edition=edition, answer_by=ANSWER_BY, by=None)
    assert carry_letter(letter=Letter.objects.get(state=LetterState.WAITING))
    told = withdraw_invitation(invitation=late, by=None, message="The auditorium burned down.")
    assert told is not None
    assert ("burned down" in told.body, told.template) == (True, "invitation_withdrawn")
    with pytest.raises(WrongState):
        answer_invitation(invitation=late, accepts=True, by=None)


def test_invitation_is_reminded_of_once_and_runs_out_with_a_letter(entry: Entry, edition: Edition) -> None:
    today = today_in(edition.festival.time_zone)
    invitation = invite_film(entry=entry, edition=edition, answer_by=today + timedelta(days=2), by=None)
    assert end_invitations() == []  # it is younger than the reminder would be
    Invitation.objects.update(created_at=timezone.now() - timedelta(days=9))
    assert [len(end_invitations(is_dry=True)), len(end_invitations()), len(end_invitations())] == [1, 1, 0]
    Invitation.objects.update(answer_by=today - timedelta(days=1))
    assert [len(end_invitations(is_dry=True)), len(end_invitations()), len(end_invitations())] == [1, 1, 0]
    assert occasions() == ["invitation", "invitation_expired", "invitation_reminder"]
    invitation.refresh_from_db()
    assert invitation.state == OfferState.EXPIRED
    with pytest.raises(WrongState):
        answer_invitation(invitation=invitation, accepts=True, by=None)
    with pytest.raises(WrongState):
        remind_invitation(invitation=invitation, by=None)
    again = extend_invitation(invitation=invitation, answer_by=ANSWER_BY, by=None)
    assert (again.state, remind_invitation(invitation=again, by=None) is not None) == (OfferState.OFFERED, True)


def test_decline_tells_the_receipt_the_reason_and_the_notes_that_were_picked(entry: Entry, edition: Edition) -> None:
    cards = [Card(entry, who, 6, watched_percent=100) for who in reviewers(edition.festival)]
    record_scores_bulk(festival=edition.festival, cards=cards, by=None)
    first, second = Scorecard.objects.order_by("pk")
    Scorecard.objects.filter(pk=first.pk).update(
        maker_note="The last shot stays with me.", note="Not for us, honestly."
    )
    Scorecard.objects.filter(pk=second.pk).update(maker_note="Not picked.")
    [letter] = decline_entries(
        considerations=[row_of(entry, edition)],
        by=None,
        because="length",
        notes={entry.pk: Scorecard.objects.filter(pk=first.pk)},
    )
    assert row_of(entry, edition).state == ConsiderationState.NOT_SELECTED
    reason = "Por su duración no encontró sitio"
    for words in ("2 personas la vieron completa.", reason, "“The last shot stays with me.”"):
        assert words in letter.body
    for words in ("Not picked", "honestly", "Reviewer 0"):
        assert words not in letter.body
    assert decline_entries(considerations=[row_of(entry, edition)], by=None) == [letter]
    assert Letter.objects.count() == 1


def test_decline_refuses_what_is_placed_or_undecided_without_a_reason(entry: Entry, edition: Edition) -> None:
    row = row_of(entry, edition)
    with pytest.raises(Conflict):
        decline_entries(considerations=[row], by=None)
    set_outcome(considerations=row, state=ConsiderationState.PLACED, reason="", by=None)
    with pytest.raises(Conflict):
        decline_entries(considerations=[row_of(entry, edition)], by=None, because="room")
    assert Letter.objects.count() == 0


def test_stopped_decline_is_written_anew_and_nobody_without_an_address_gets_one(entry: Entry, edition: Edition) -> None:
    nobody = an_entry(edition.festival, a_film(edition.festival, "No Address"))
    rows = [row_of(one, edition) for one in (entry, nobody)]
    [letter] = decline_entries(considerations=rows, by=None, because="room", send_at=after_the_wait(edition.festival))
    stop_letter(letter=letter, by=None)
    [again] = decline_entries(considerations=rows[:1], by=None)
    assert (again.pk, again.state) == (letter.pk, LetterState.WAITING)


def test_end_of_a_window_is_told_twice_before_and_once_after(entry: Entry, monkeypatch: pytest.MonkeyPatch) -> None:
    ends_in(entry, 31)
    told = []
    for days in (0, 1, 2, 24, 25, 32, 33):
        moment = timezone.now() + timedelta(days=days)
        monkeypatch.setattr(clock, "timezone", SimpleNamespace(now=lambda moment=moment: moment))
        told.append([len(end_windows(is_dry=True)), len(end_windows()), len(end_windows())])
    entry.refresh_from_db()
    assert told == [[0, 0, 0], [1, 1, 0], [0, 0, 0], [1, 1, 0], [0, 0, 0], [1, 1, 0], [0, 0, 0]]
    assert (entry.state, occasions()) == (EntryState.EXPIRED, ["expiry_warning", "expiry_warning", "window_ended"])


def test_warning_is_sent_once_a_stage_for_one_end(entry: Entry, festival: Festival) -> None:
    ends_in(entry, 20)
    assert [len(end_windows()), len(end_windows())] == [1, 0]
    letter = Letter.objects.get()
    assert "dentro de 20 días" in letter.body
    assert f"/lounge/entries/{entry.code}/stay/" in letter.body
    change_policy(festival=festival, by=None, expiry_last_days=25, extension_months=0)
    assert len(end_windows()) == 1
    assert "/stay/" not in Letter.objects.latest("pk").body


def test_end_by_another_deed_is_told_too_and_ends_of_long_ago_are_not(entry: Entry, edition: Edition) -> None:
    ends_in(entry, -1)
    old = ends_in(an_entry(edition.festival, a_film(edition.festival, "Old"), entry.sender), -40)
    consider_all(festival=edition.festival, by=None)
    assert [len(end_windows()), occasions()] == [1, ["window_ended"]]
    old.refresh_from_db()
    assert old.state == EntryState.EXPIRED


def test_entry_held_for_a_coming_edition_does_not_end(entry: Entry, edition: Edition) -> None:
    set_outcome(considerations=row_of(entry, edition), state=ConsiderationState.HELD, reason="Later.", by=None)
    ends_in(entry, -1)
    assert (end_windows(is_dry=True), end_windows()) == ([], [])
    entry.refresh_from_db()
    assert entry.state == EntryState.CONSIDERED


def test_maker_prolongs_an_entry_near_its_end_and_shortly_after(entry: Entry, edition: Edition) -> None:
    with pytest.raises(WrongState):
        extend_window(entry=entry, by=entry.sender)
    before = ends_in(entry, -3).window_ends_on
    end_windows()
    stays = extend_window(entry=entry, by=entry.sender)
    assert (stays.state, before is not None) == (EntryState.CONSIDERED, True)
    assert stays.window_ends_on is not None
    assert stays.window_ends_on > today_in(edition.festival.time_zone) + timedelta(days=150)
    with pytest.raises(WrongState):
        extend_window(entry=entry, by=entry.sender)


def test_draft_is_reminded_of_once_before_its_deadline(festival: Festival, maker: User) -> None:
    closes = timezone.now() + timedelta(days=2)
    call = open_call(festival=festival, slug="spring", title="Spring", kind=CallKind.DATED, closes_at=closes, by=None)
    start_entry(call=call, sender=maker, title="Night Bus", by=maker)
    start_entry(call=a_call(festival), sender=maker, title="No deadline", by=maker)
    assert [len(remind_drafts(is_dry=True)), len(remind_drafts()), len(remind_drafts())] == [1, 1, 0]
    letter = Letter.objects.get()
    assert "«Spring» cierra el" in letter.body
    assert "Todavía falta: la duración" in letter.body


@pytest.mark.parametrize(
    ("language", "films", "expected"),
    [("fr", ["en"], "fr"), ("", ["it"], "it"), ("", ["sw"], "en"), ("pt", ["it"], "en")],
)
def test_letter_takes_the_language_of_its_reader_then_of_the_film(
    edition: Edition, make_user: Callable[..., User], language: str, films: list[str], expected: str
) -> None:
    sender = make_user("bo@example.org", language=language) if language else None
    entry = an_entry(edition.festival, a_film(edition.festival, languages=films), sender)
    Entry.objects.filter(pk=entry.pk).update(sender_email="bo@example.org")
    entry.refresh_from_db()
    letter = tell_maker(entry=entry, occasion="correction_asked", by=None, more={"asked": "Its length."})
    assert letter is not None
    assert (letter.language, letter.wanted_language) == (expected, language if language == "pt" else "")


def test_preview_fills_in_a_real_entry_and_samples_what_it_cannot_know(entry: Entry, edition: Edition) -> None:
    seen = preview_letter(festival=edition.festival, key="invitation", language="en", entry=entry)
    assert seen.subject == "Lantern Nights invites “Night Bus”: March 2031"
    assert "20 February 2031" in seen.body
    assert Letter.objects.count() == 0
