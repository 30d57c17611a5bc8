"""A real SMTP server for tests (aiosmtpd): it remembers what arrived, and can refuse, stall and break off."""

import asyncio
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any, cast

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session, syntax


def free_port() -> int:
    """Return a port of the loopback that nobody listens on."""
    with socket.create_server(("127.0.0.1", 0)) as found:
        return int(found.getsockname()[1])


class PostOffice(Controller):
    """An SMTP server on a free port of the loopback, or on one that was its own before."""

    def __init__(self, port: int = 0) -> None:
        self.letters: list[EmailMessage] = []
        self.senders: list[str] = []
        self.refused: dict[str, str] = {}
        self.says_to_text = "250 taken"
        self.stalls_s = 0.0
        self.breaks_off = False
        super().__init__(self, hostname="127.0.0.1", port=port or free_port(), ready_timeout=10)

    def factory(self) -> SMTP:
        """Return the clerk of one connection."""
        return Clerk(self, enable_SMTPUTF8=True)

    async def handle_RCPT(  # noqa: N802  aiosmtpd's name
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        """Take an address, or say what was told to be said of it."""
        if address in self.refused:
            return self.refused[address]
        envelope.rcpt_tos.append(address)
        return "250 ok"

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802  as above
        """Take a letter, late if it is told to be."""
        if self.says_to_text.startswith("250"):
            self.letters.append(
                message_from_bytes(cast("bytes", envelope.content), _class=EmailMessage, policy=policy.default)
            )
            self.senders.append(str(envelope.mail_from))
        await asyncio.sleep(self.stalls_s)
        return self.says_to_text


class Clerk(SMTP):
    """One connection; it can be cut while a letter's text is on its way."""

    @syntax("DATA")
    async def smtp_DATA(self, arg: str | None) -> Any:  # noqa: N802  aiosmtpd's name
        """Take the text, or cut the line in the middle of it."""
        if not self.event_handler.breaks_off:
            return await super().smtp_DATA(arg)
        await self.push("354 go on")
        await self._reader.readline()
        return cast("asyncio.Transport", self.transport).abort()


@contextmanager
def open_post_office(port: int = 0) -> Iterator[PostOffice]:
    """Run a post office for as long as the block lasts."""
    office = PostOffice(port)
    office.start()
    try:
        yield office
    finally:
        if office.server is not None:
            office.stop()
