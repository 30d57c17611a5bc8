"""A real SMTP server for tests: it speaks over a socket, remembers what arrived and can refuse."""

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage


class PostOffice(socketserver.ThreadingTCPServer):
    """An SMTP server (RFC 5321, the part that sending needs) on a free port of the loopback."""

    allow_reuse_address = True
    daemon_threads = True

    def __init__(self) -> None:
        self.letters: list[EmailMessage] = []
        self.refused: dict[str, str] = {}
        self.breaks_off = False
        super().__init__(("127.0.0.1", 0), _Clerk)

    @property
    def port(self) -> int:
        """The port it listens on."""
        return int(self.server_address[1])


class _Clerk(socketserver.StreamRequestHandler):
    server: PostOffice

    def handle(self) -> None:
        self._say("220 post office")
        while line := self.rfile.readline().decode().strip():
            verb = line.split(" ")[0].upper()
            if verb == "QUIT":
                self._say("221 bye")
                return
            if verb == "DATA":
                if not self._take():
                    return
            else:
                self._say(self._answer(verb, line))

    def _answer(self, verb: str, line: str) -> str:
        if verb == "RCPT":
            return next((told for address, told in self.server.refused.items() if address in line), "250 ok")
        return "250 ok" if verb in {"HELO", "EHLO", "MAIL", "RSET", "NOOP"} else "502 unknown"

    def _take(self) -> bool:
        self._say("354 go on")
        lines = []
        while (line := self.rfile.readline()) != b".\r\n":
            lines.append(line.removeprefix(b"."))
        if self.server.breaks_off:
            return False
        self.server.letters.append(message_from_bytes(b"".join(lines), _class=EmailMessage, policy=policy.default))
        self._say("250 taken")
        return True

    def _say(self, text: str) -> None:
        self.wfile.write(text.encode() + b"\r\n")


@contextmanager
def open_post_office() -> Iterator[PostOffice]:
    """Run a post office for as long as the block lasts."""
    with PostOffice() as office:
        thread = threading.Thread(target=office.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield office
        finally:
            office.shutdown()
            thread.join()
