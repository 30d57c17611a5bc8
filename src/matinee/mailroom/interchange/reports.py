"""Delivery status notifications (RFC 3464): which letter came back, whether for good, and what was said.

The letter is known by the address the report was sent to (``bounces+CODE@…``) or by the Message-ID in what the
report returns of it. A code is 49 random bits that only the letter carries, so nobody bounces a letter they never saw.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import Message

from matinee.kit.codes import ALPHABET
from matinee.kit.text import plain_line
from matinee.mailroom.actions import take_bounce, take_delay
from matinee.mailroom.models import Letter

LONGEST = 2 * 2**20  # a report returns the letter at most; whatever is longer is no report
CODE = f"[{ALPHABET}]{{10}}"
RETURNED_TO = re.compile(rf"\+({CODE})@")
MESSAGE_ID = re.compile(rf"<({CODE})@[^>]*>")
TO_HEADERS = ("Delivered-To", "X-Original-To", "Envelope-To", "To")
PERMANENT, DELAYED = {"failed"}, {"delayed"}


@dataclass(frozen=True, slots=True)
class Report:
    """What a notification says of one letter."""

    code: str
    recipient: str
    is_final: bool
    reason: str


def read_reports(raw: bytes) -> list[Report]:
    """Return what a message reports; one that is no delivery report, or names no letter of ours, reports nothing."""
    message = message_from_bytes(raw[:LONGEST], policy=policy.compat32)
    code = _code_in(message)
    return [_report(code, group) for group in _groups(message)] if code else []


def take_reports(raw: bytes) -> list[tuple[Report, Letter | None]]:
    """Mark the letters that a message reports; return each report with its letter, if there is one."""
    found = []
    for report in read_reports(raw):
        letter = Letter.objects.filter(code=report.code).select_related("festival").first()
        if letter is not None:
            take = take_bounce if report.is_final else take_delay
            take(letter=letter, reason=report.reason)
        found.append((report, letter))
    return found


def _groups(message: Message) -> Iterator[Message]:
    """Yield the fields of each recipient that failed or waits; the first group speaks of the whole message."""
    for part in message.walk():
        groups = part.get_payload() if part.get_content_type() == "message/delivery-status" else None
        for group in groups if isinstance(groups, list) else []:
            if isinstance(group, Message) and _word(group, "Action") in PERMANENT | DELAYED:
                yield group


def _report(code: str, group: Message) -> Report:
    """Put one recipient's fields into words."""
    status = _word(group, "Status")
    said = _value(group, "Diagnostic-Code").partition(";")[2] or _value(group, "Diagnostic-Code")
    recipient = _value(group, "Original-Recipient") or _value(group, "Final-Recipient")
    is_final = _word(group, "Action") in PERMANENT and not status.startswith("4")
    return Report(code, plain_line(recipient.rpartition(";")[2], 254), is_final, plain_line(f"{status} {said}", 300))


def _code_in(message: Message) -> str:
    """Return the letter's code from where the report was sent to, or from what it returns of the letter."""
    for name in TO_HEADERS:
        for value in message.get_all(name, []):
            if found := RETURNED_TO.search(str(value)):
                return found[1]
    for part in message.walk():
        if part is not message and (found := MESSAGE_ID.search(_returned_id(part))):
            return found[1]
    return ""


def _returned_id(part: Message) -> str:
    """Return the Message-ID of a returned letter: of a whole one, or among headers that are returned as text."""
    if part.get_content_type() == "text/rfc822-headers":
        raw = part.get_payload(decode=True)
        text = raw.decode("utf-8", "replace") if isinstance(raw, bytes) else ""
        return next((line for line in text.splitlines() if line.lower().startswith("message-id:")), "")
    return _value(part, "Message-ID")


def _value(part: Message, name: str) -> str:
    """Return a header as one line of text; a broken one is read as far as it goes."""
    return plain_line(str(part.get(name, "")), 500)


def _word(part: Message, name: str) -> str:
    """Return the first word of a header in small letters."""
    words = _value(part, name).lower().split()
    return words[0] if words else ""
