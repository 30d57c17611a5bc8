"""The outbox against a real SMTP server: nothing lost, nothing twice."""

import threading
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from email.message import EmailMessage
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection, connections, transaction
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from pytest_django import Settings
from tests.mailroom.post_office import PostOffice, open_post_office

from matinee.festival.models import AuditEvent, Festival
from matinee.kit.errors import InvalidInput, WrongState
from matinee.mailroom.actions import (
    carry_due_letters,
    carry_letter,
    post_letter,
    retry_letter,
    schedule_letter,
    send_now,
    stop_batch,
    stop_letter,
)
from matinee.mailroom.models import Letter
from matinee.mailroom.queries import letter_counts
from matinee.mailroom.rules import LEASE, TRIES, wait_after
from matinee.mailroom.states import LetterState

pytestmark = pytest.mark.django_db(transaction=True)
NONE = dict.fromkeys(LetterState.values, 0)
LINK = "https://example.org/team/secret-token/"


@pytest.fixture
def post_office(settings: Settings) -> Iterator[PostOffice]:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_TIMEOUT = "127.0.0.1", 5
    with open_post_office() as office:
        settings.EMAIL_PORT = office.port
        yield office


@pytest.fixture
def post(festival: Festival) -> Callable[..., Letter]:
    def send(key: str = "invite:1", to_email: str = "ada@example.org", **fields: Any) -> Letter:
        context = {
            "festival": festival,
            "inviter": "Dara",
            "role": "Reviewer",
            "link": LINK,
            "expires_on": "1 May",
        }
        return post_letter(
            festival=festival,
            key=key,
            template="team_invitation",
            to_email=to_email,
            context=context,
            by=None,
            **fields,
        )

    return send


def text_of(message: EmailMessage, kind: str = "plain") -> str:
    """Return a letter's text as its reader's program shows it."""
    part = message.get_body((kind,))
    assert part is not None
    return str(part.get_content())


def work() -> None:
    """Let a worker do everything that is due."""
    call_command(
        "db_worker",
        queue_name="letters",
        batch=True,
        interval=0,
        startup_delay=False,
        verbosity=0,
        reload=False,
    )


def test_letter_arrives_once_although_it_was_posted_twice(post: Callable[..., Letter], post_office: PostOffice) -> None:
    letter = post()
    assert post().pk == letter.pk
    work()
    work()
    letter.refresh_from_db()
    [message] = post_office.letters
    assert (message["To"], message["Subject"]) == (
        "ada@example.org",
        "You are invited to work for Lantern Nights",
    )
    assert message["Message-ID"] == f"<{letter.code}@localhost>"
    assert LINK in text_of(message)
    assert f'href="{LINK}"' in text_of(message, "html")
    assert (letter.state, letter.attempts) == (LetterState.SENT, 1)


def test_letter_of_a_transaction_that_fails_is_never_sent(post: Callable[..., Letter], post_office: PostOffice) -> None:
    with transaction.atomic():
        post()
        transaction.set_rollback(True)
    work()
    assert (post_office.letters, Letter.objects.count(), DBTaskResult.objects.count()) == ([], 0, 0)


def test_letter_waits_while_the_mail_server_is_down_and_arrives_when_it_is_back(
    post: Callable[..., Letter], post_office: PostOffice, settings: Settings
) -> None:
    settings.EMAIL_PORT = 1
    letter = post()
    work()
    letter.refresh_from_db()
    assert (letter.state, letter.attempts, "refused" in letter.last_error) == (LetterState.WAITING, 1, True)
    assert letter.next_try_at - timezone.now() > TRIES[0] - timedelta(seconds=20)
    settings.EMAIL_PORT = post_office.port
    work()
    assert post_office.letters == []
    Letter.objects.update(next_try_at=timezone.now())
    assert (carry_due_letters(), len(post_office.letters)) == (1, 1)


def test_letter_is_kept_when_the_server_breaks_off_in_the_middle(
    post: Callable[..., Letter], post_office: PostOffice
) -> None:
    post_office.breaks_off = True
    letter = post()
    assert carry_letter(letter=letter) is False
    letter.refresh_from_db()
    assert (letter.state, letter.leased_until, post_office.letters) == (LetterState.WAITING, None, [])
    post_office.breaks_off = False
    Letter.objects.update(next_try_at=timezone.now())
    assert (carry_due_letters(), len(post_office.letters)) == (1, 1)


def test_letter_survives_a_post_office_that_closes_and_opens_again(
    post: Callable[..., Letter], post_office: PostOffice
) -> None:
    letter = post()
    post_office.stop()
    assert carry_letter(letter=letter) is False
    with open_post_office(post_office.port) as opened_again:
        Letter.objects.update(next_try_at=timezone.now())
        assert (carry_due_letters(), len(opened_again.letters)) == (1, 1)


def test_server_that_stalls_is_not_waited_for_and_mailboxes_know_the_letter_that_came_twice(
    post: Callable[..., Letter], post_office: PostOffice, settings: Settings
) -> None:
    settings.EMAIL_TIMEOUT = 0.3
    post_office.stalls_s = 1
    letter = post()
    begun = time.monotonic()
    assert carry_letter(letter=letter) is False
    assert time.monotonic() - begun < 0.9
    post_office.stalls_s = 0
    Letter.objects.update(next_try_at=timezone.now())
    assert carry_due_letters() == 1
    assert {message["Message-ID"] for message in post_office.letters} == {f"<{letter.code}@localhost>"}


@pytest.mark.parametrize(
    ("answer", "state"),
    [("451 try later", LetterState.WAITING), ("554 we never take such a text", LetterState.FAILED)],
)
def test_answer_to_the_text_decides_whether_it_is_tried_again(
    post: Callable[..., Letter], post_office: PostOffice, answer: str, state: LetterState
) -> None:
    post_office.says_to_text = answer
    letter = post()
    carry_letter(letter=letter)
    letter.refresh_from_db()
    assert (letter.state, answer.split(" ", 1)[1] in letter.last_error) == (state, True)


def test_letter_comes_back_to_an_address_of_its_own(
    post: Callable[..., Letter], post_office: PostOffice, settings: Settings
) -> None:
    settings.BOUNCE_ADDRESS = "bounces@festival.example.org"
    letter = post()
    carry_letter(letter=letter)
    assert post_office.senders == [f"bounces+{letter.code}@festival.example.org"]
    assert post_office.letters[0]["From"] == settings.DEFAULT_FROM_EMAIL


def test_address_refused_for_good_fails_at_once_and_can_be_tried_again(
    post: Callable[..., Letter], post_office: PostOffice
) -> None:
    post_office.refused["ada@example.org"] = "550 no such mailbox"
    letter = post()
    work()
    letter.refresh_from_db()
    assert (letter.state, letter.attempts) == (LetterState.FAILED, 1)
    assert AuditEvent.objects.filter(verb="give_up_letter").count() == 1
    post_office.refused.clear()
    retry_letter(letter=letter, by=None)
    work()
    letter.refresh_from_db()
    assert (letter.state, len(post_office.letters)) == (LetterState.SENT, 1)
    with pytest.raises(WrongState):
        retry_letter(letter=letter, by=None)


def test_busy_mailbox_is_tried_again_and_given_up_after_the_last_try(
    post: Callable[..., Letter], post_office: PostOffice, festival: Festival
) -> None:
    post_office.refused["ada@example.org"] = "450 mailbox busy"
    letter = post()
    for _ in TRIES:
        assert carry_letter(letter=letter) is False
        Letter.objects.update(next_try_at=timezone.now())
    assert letter_counts(festival) == NONE | {"waiting": 1}
    carry_letter(letter=letter)
    assert letter_counts() == NONE | {"failed": 1}


def test_letter_is_carried_by_one_of_many_workers(post: Callable[..., Letter], post_office: PostOffice) -> None:
    letter = post()
    went: list[bool] = []

    def carry() -> None:
        try:
            went.append(carry_letter(letter=Letter.objects.get(pk=letter.pk)))
        finally:
            connections.close_all()

    threads = [threading.Thread(target=carry) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (sorted(went), len(post_office.letters)) == ([False] * 5 + [True], 1)


def test_letter_of_a_worker_that_died_is_carried_when_its_lease_is_over(
    post: Callable[..., Letter], post_office: PostOffice
) -> None:
    letter = post()
    Letter.objects.update(leased_until=timezone.now() + LEASE, attempts=1)
    assert (carry_letter(letter=letter), post_office.letters) == (False, [])
    Letter.objects.update(leased_until=timezone.now() - timedelta(seconds=1))
    assert (carry_due_letters(), len(post_office.letters)) == (1, 1)


def test_private_letter_is_encrypted_while_it_waits_and_wiped_once_delivered(
    post: Callable[..., Letter], post_office: PostOffice
) -> None:
    letter = post(is_private=True)
    with connection.cursor() as cursor:
        cursor.execute("SELECT body FROM mailroom_letter")
        assert "secret-token" not in cursor.fetchone()[0]
    carry_letter(letter=letter)
    letter.refresh_from_db()
    assert ("secret-token" in letter.body, LINK in text_of(post_office.letters[0])) == (False, True)


def test_letter_header_cannot_be_injected(festival: Festival, post_office: PostOffice) -> None:
    festival.name = "Lanterns\nBcc: everybody@example.org & <b>co</b>"
    context = {"festival": festival, "link": LINK}
    letter = post_letter(
        festival=festival,
        key="k",
        template="team_invitation",
        to_email="a@example.org",
        context=context,
        by=None,
    )
    carry_letter(letter=letter)
    assert post_office.letters[0]["Bcc"] is None
    assert post_office.letters[0]["Subject"].endswith("Lanterns Bcc: everybody@example.org & <b>co</b>")


@pytest.mark.parametrize(
    ("field", "changes"), [("to_email", {"to_email": "nobody"}), ("template", {"template": "no_such_letter"})]
)
def test_post_letter_refuses_a_wrong_address_and_an_unknown_template(
    festival: Festival, field: str, changes: dict[str, str]
) -> None:
    parts: dict[str, Any] = {"template": "team_invitation", "to_email": "a@example.org"} | changes
    with pytest.raises(InvalidInput) as refusal:
        post_letter(festival=festival, key="k", context={}, by=None, **parts)
    assert refusal.value.field == field


def test_wait_after_grows_and_ends() -> None:
    waits = [wait_after(attempts) for attempts in range(1, len(TRIES) + 2)]
    assert waits == [*TRIES, None]
    assert list(TRIES) == sorted(TRIES)


def test_letter_waits_for_its_time_and_can_be_stopped_moved_and_sent_at_once(
    post: Callable[..., Letter], post_office: PostOffice
) -> None:
    later = timezone.now() + timedelta(minutes=10)
    letter = post(send_at=later)
    work()
    assert (letter.state, post_office.letters) == (LetterState.SCHEDULED, [])
    stop_letter(letter=letter, by=None)
    Letter.objects.update(next_try_at=timezone.now())
    assert (carry_due_letters(), post().pk, Letter.objects.get().state) == (0, letter.pk, LetterState.STOPPED)
    with pytest.raises(WrongState):
        stop_letter(letter=letter, by=None)
    with pytest.raises(InvalidInput):
        schedule_letter(letter=letter, send_at=timezone.now(), by=None)
    schedule_letter(letter=letter, send_at=later, by=None)
    send_now(letter=letter, by=None)
    work()
    letter.refresh_from_db()
    assert (letter.state, len(post_office.letters)) == (LetterState.SENT, 1)
    for move in (stop_letter, send_now):
        with pytest.raises(WrongState):
            move(letter=letter, by=None)


def test_stopped_letter_goes_when_staff_send_that_occasion_again(post: Callable[..., Letter]) -> None:
    letter = post(send_at=timezone.now() + timedelta(minutes=10), batch="b1")
    stop_letter(letter=letter, by=None)
    again = post(to_email="new@example.org", is_again=True)
    assert (again.pk, again.state, again.to_email) == (letter.pk, LetterState.WAITING, "new@example.org")


def test_letter_on_its_way_cannot_be_stopped(post: Callable[..., Letter]) -> None:
    letter = post()
    Letter.objects.update(state=LetterState.CARRIED, leased_until=timezone.now() + LEASE)
    with pytest.raises(WrongState):
        stop_letter(letter=letter, by=None)


def test_mailing_is_stopped_as_a_whole_but_for_what_has_gone(
    post: Callable[..., Letter], post_office: PostOffice, festival: Festival
) -> None:
    later = timezone.now() + timedelta(minutes=10)
    letters = [post(key=f"k{n}", batch="b1", send_at=later) for n in range(3)]
    other = post(key="other", send_at=later)
    send_now(letter=letters[0], by=None)
    carry_letter(letter=letters[0])
    stopped = stop_batch(festival=festival, batch="b1", by=None)
    other.refresh_from_db()
    assert ({one.pk for one in stopped}, other.state) == ({letters[1].pk, letters[2].pk}, LetterState.SCHEDULED)
    assert stop_batch(festival=festival, batch="", by=None) == []
    assert letter_counts(festival) == NONE | {"sent": 1, "stopped": 2, "scheduled": 1}
