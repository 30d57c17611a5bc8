"""The outbox against a real SMTP server: nothing lost, nothing twice."""

import threading
from collections.abc import Callable, Iterator
from datetime import timedelta
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
from matinee.mailroom.actions import carry_due_letters, carry_letter, post_letter, retry_letter
from matinee.mailroom.models import Letter
from matinee.mailroom.queries import letter_counts
from matinee.mailroom.rules import LEASE, TRIES, wait_after
from matinee.mailroom.states import LetterState

pytestmark = pytest.mark.django_db(transaction=True)
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
    assert LINK in message.get_content()
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
    assert (letter.state, letter.leased_until) == (LetterState.WAITING, None)


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
    assert letter_counts(festival) == {"waiting": 1, "sent": 0, "failed": 0}
    carry_letter(letter=letter)
    assert letter_counts() == {"waiting": 0, "sent": 0, "failed": 1}


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
    assert ("secret-token" in letter.body, LINK in post_office.letters[0].get_content()) == (False, True)


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
