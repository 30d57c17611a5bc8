"""Letters that come back: by a delivery report on standard input, or by a mail service's signed news."""

import base64
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from pytest_django import Settings

from matinee.festival.models import AuditEvent, Festival
from matinee.mailroom.actions import carry_letter, clear_mailbox, post_letter, retry_letter
from matinee.mailroom.interchange import read_reports, take_reports
from matinee.mailroom.models import Letter, Mailbox
from matinee.mailroom.queries import bad_mailboxes
from matinee.mailroom.states import LetterState

pytestmark = pytest.mark.django_db
REPORT = """\
From: Mail Delivery System <MAILER-DAEMON@mx.example.net>
To: {to}
Subject: Undelivered Mail Returned to Sender
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="cut"

--cut
Content-Type: text/plain; charset=us-ascii

This is the mail system. Your message could not be delivered.

--cut
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example.net

Final-Recipient: rfc822; ada@example.org
Original-Recipient: rfc822;ada@example.org
Action: {action}
Status: {status}
Diagnostic-Code: smtp; 550 5.1.1 <ada@example.org>: no such
    mailbox here

--cut
Content-Type: {returned}

From: Matinee <festival@localhost>
To: ada@example.org
Subject: Hello
Message-ID: <{code}@localhost>

--cut--
"""


@pytest.fixture
def letter(festival: Festival) -> Letter:
    context = {"festival": festival, "role": "Reviewer", "link": "https://example.org/x"}
    posted = post_letter(
        festival=festival, key="k", template="team_invitation", to_email="Ada@example.org", context=context, by=None
    )
    assert carry_letter(letter=posted)
    return posted


def report(letter: Letter, **parts: str) -> bytes:
    """Return a report of a letter, as Postfix writes it."""
    usual = {"to": "festival@localhost", "action": "failed", "status": "5.1.1", "returned": "message/rfc822"}
    return REPORT.format(code=letter.code, **usual | parts).encode()


@pytest.mark.parametrize(
    "parts",
    [
        {},
        {"returned": "text/rfc822-headers"},
        {"to": "bounces+{code}@festival.example.org", "returned": "text/plain"},
    ],
)
def test_report_marks_the_letter_and_its_address_once(
    letter: Letter, festival: Festival, parts: dict[str, str]
) -> None:
    raw = report(letter, **{name: value.format(code=letter.code) for name, value in parts.items()})
    for _ in range(2):
        [(told, found)] = take_reports(raw)
    letter.refresh_from_db()
    assert (told.recipient, found) == ("ada@example.org", letter)
    assert (letter.state, letter.last_error) == (
        LetterState.BOUNCED,
        "5.1.1 550 5.1.1 <ada@example.org>: no such mailbox here",
    )
    assert list(bad_mailboxes(festival, ["ADA@example.org", "bo@example.org"])) == ["ada@example.org"]
    assert AuditEvent.objects.filter(verb="take_bounce").count() == 1


@pytest.mark.parametrize("parts", [{"action": "delayed", "status": "4.4.1"}, {"status": "4.2.2"}])
def test_delay_is_noted_and_the_letter_stays_sent(letter: Letter, festival: Festival, parts: dict[str, str]) -> None:
    take_reports(report(letter, **parts))
    letter.refresh_from_db()
    assert (letter.state, "550" in letter.last_error, Mailbox.objects.count()) == (LetterState.SENT, True, 0)


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"\xff\xfe\x00 not a message",
        b"Subject: I am away until Monday\n\nBack soon.\n",
        b"Content-Type: multipart/report; boundary=cut\n\n--cut\nContent-Type: message/delivery-status\n\n--cut--\n",
    ],
)
def test_message_that_is_no_report_reports_nothing(raw: bytes) -> None:
    assert read_reports(raw) == []


def test_report_of_a_letter_that_is_not_here_marks_nothing(letter: Letter) -> None:
    raw = report(letter).replace(letter.code.encode(), b"2222222222")
    assert [found for _told, found in take_reports(raw)] == [None]


def test_command_reads_standard_input_and_files(
    letter: Letter, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = io.StringIO()
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"Subject: lunch?\n\nAt one.\n")))
    call_command("bounces", stdout=out)
    (tmp_path / "report.eml").write_bytes(report(letter))
    call_command("bounces", str(tmp_path / "report.eml"), stdout=out)
    told = out.getvalue().splitlines()
    assert told[0] == "No delivery report about one of our letters."
    assert "came back: 5.1.1" in told[1]


def test_letter_that_came_back_goes_again_to_the_corrected_address(letter: Letter, festival: Festival) -> None:
    take_reports(report(letter))
    letter.refresh_from_db()
    retry_letter(letter=letter, by=None, to_email="ada@example.com")
    assert carry_letter(letter=letter)
    letter.refresh_from_db()
    assert (letter.state, letter.to_email) == (LetterState.SENT, "ada@example.com")
    clear_mailbox(mailbox=Mailbox.objects.get(), by=None)
    assert bad_mailboxes(festival, ["ada@example.org"]) == {}


@pytest.fixture
def service(settings: Settings, letter: Letter) -> Callable[..., int]:
    """Return Postmark, telling what became of the letter with or without the password."""
    settings.EMAIL_BACKEND = "anymail.backends.postmark.EmailBackend"
    settings.ANYMAIL = {"WEBHOOK_SECRET": "matinee:long-secret", "POSTMARK_SERVER_TOKEN": "x"}
    Letter.objects.update(provider_id="883953f4-6105-42a2-a16a-77a8eac79483")

    def tell(signs: str = "matinee:long-secret", address: str = "/mail/postmark/tracking/", **facts: Any) -> int:
        event = {"MessageID": "883953f4-6105-42a2-a16a-77a8eac79483", "Email": "ada@example.org"} | facts
        sign = "Basic " + base64.b64encode(signs.encode()).decode()
        sent = Client(headers={"authorization": sign}).post(address, json.dumps(event), "application/json")
        return sent.status_code

    return tell


HARD = {"RecordType": "Bounce", "Type": "HardBounce", "Description": "The server was unable to deliver your message."}


def test_service_tells_of_a_bounce_twice_and_it_is_marked_once(service: Callable[..., int], letter: Letter) -> None:
    assert [service(**HARD), service(**HARD)] == [200, 200]
    letter.refresh_from_db()
    assert (letter.state, letter.last_error) == (LetterState.BOUNCED, f"Postmark: {HARD['Description']}")
    assert AuditEvent.objects.filter(verb="take_bounce").count() == 1


def test_service_tells_of_a_delay_and_of_a_complaint(service: Callable[..., int], letter: Letter) -> None:
    service(RecordType="Bounce", Type="Transient", Description="Busy")
    service(RecordType="SpamComplaint", Type="SpamComplaint")
    service(RecordType="Delivery", MessageID="of another letter")
    letter.refresh_from_db()
    assert (letter.state, letter.last_error) == (LetterState.SENT, "Postmark: Busy")
    assert Mailbox.objects.get().complained_at is not None


def test_news_without_the_secret_or_of_another_service_are_refused(
    service: Callable[..., int], letter: Letter, settings: Settings
) -> None:
    assert service("matinee:guess", **HARD) == 400
    assert service(address="/mail/sendgrid/tracking/", **HARD) == 404
    settings.ANYMAIL = {"POSTMARK_SERVER_TOKEN": "x"}
    assert service(**HARD) == 404
    letter.refresh_from_db()
    assert letter.state == LetterState.SENT
