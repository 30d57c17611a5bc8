"""Two hundred filmmakers upload at once over lines that drop: what is lost, and how large the server grows.

Starts ``matinee serve`` with its worker in a scratch folder (or with ``DATABASE_URL``: an empty database), signs the
filmmakers in, and lets each send a film of its own through the tus door. Lines are cut in the middle of parts, at
random; each client then asks where the server stands and goes on there. In the end the digest that the server computed
of every film is compared with what was sent::

    .venv/bin/python benchmarks/uploads.py [--makers 200] [--mb 8] [--drops 0.25]
"""

import argparse
import asyncio
import contextlib
import hashlib
import os
import random
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

os.environ.setdefault("MATINEE_VAR", tempfile.mkdtemp(prefix="matinee-uploads-"))
os.environ.setdefault("MATINEE_DEBUG", "false")
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "matinee.config.settings")

import django

django.setup()

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.core.management import call_command
from django.db import connection

from matinee.accounts.actions import create_user
from matinee.entries.actions import open_call, start_entry
from matinee.festival.actions import create_festival
from matinee.films.models import Upload
from matinee.films.states import UploadState

PORT = 8937
PART = 2**20
FILM = (Path(__file__).parents[1] / "tests" / "films" / "reels" / "lamp.webm").read_bytes()
TOKEN = "b" * 32
CHECK_S = 600
BUSY = 429


@dataclass
class Maker:
    """One filmmaker with a film and a line that drops."""

    number: int
    code: str
    session: str
    content: bytes
    drops: float
    tally: "Tally"
    offset: int = 0
    address: str = ""
    luck: random.Random = field(init=False)

    def __post_init__(self) -> None:
        self.luck = random.Random(self.number)

    async def send(self) -> None:
        """Begin, and go on until every byte is there."""
        create = f"/lounge/entries/{self.code}/uploads/"
        while not self.address:
            status, headers = await self.ask("POST", create, {"Upload-Length": str(len(self.content))})
            if status == 201:
                self.address = headers["location"]
            else:
                await self.wait(status)
        while self.offset < len(self.content):
            await self.push()

    async def push(self) -> None:
        """Send one part, perhaps over a line that drops in the middle of it."""
        body = self.content[self.offset : self.offset + PART]
        cut = self.luck.randrange(len(body)) if self.luck.random() < self.drops else None
        more = {"Upload-Offset": str(self.offset), "Content-Type": "application/offset+octet-stream"}
        status, headers = await self.ask("PATCH", self.address, more, body, cut)
        if status == 204:
            self.offset = int(headers["upload-offset"])
            return
        await self.wait(status)
        status, headers = await self.ask("HEAD", self.address)
        if status == 200:
            self.offset = int(headers["upload-offset"])

    async def wait(self, status: int) -> None:
        """Count what the server said, and wait as the page does (but shorter)."""
        self.tally.statuses[status] = self.tally.statuses.get(status, 0) + 1
        await asyncio.sleep(self.luck.uniform(1.6, 2.4) if status == BUSY else self.luck.uniform(0.5, 1.0))

    async def ask(
        self, method: str, path: str, more: dict[str, str] | None = None, body: bytes = b"", cut: int | None = None
    ) -> tuple[int, dict[str, str]]:
        """Send one request on a line of its own; a line that drops answers 0."""
        cookies = f"{settings.SESSION_COOKIE_NAME}={self.session}; csrftoken={TOKEN}"
        said = {"Host": f"127.0.0.1:{PORT}", "Cookie": cookies, "X-CSRFToken": TOKEN, "Tus-Resumable": "1.0.0"}
        said |= {"Content-Length": str(len(body)), "Connection": "close"} | (more or {})
        head = (
            f"{method} {path} HTTP/1.1\r\n" + "".join(f"{name}: {value}\r\n" for name, value in said.items()) + "\r\n"
        )
        try:
            reader, writer = await asyncio.open_connection("127.0.0.1", PORT)
            writer.write(head.encode() + (body if cut is None else body[:cut]))
            await writer.drain()
            if cut is not None:
                self.tally.cuts += 1
                writer.transport.abort()
                return 0, {}
            answer = await asyncio.wait_for(reader.readuntil(b"\r\n\r\n"), 60)
            writer.close()
        except (OSError, asyncio.IncompleteReadError, TimeoutError):
            return 0, {}
        lines = answer.decode().split("\r\n")
        pairs = (line.partition(": ") for line in lines[1:] if line)
        return int(lines[0].split(" ")[1]), {name.lower(): value for name, _colon, value in pairs}


@dataclass
class Tally:
    """What happened on the way."""

    cuts: int = 0
    statuses: dict[int, int] = field(default_factory=dict)
    rss_mb: list[float] = field(default_factory=list)
    page_ms: list[float] = field(default_factory=list)
    is_over: bool = False


def found(makers: int, megabytes: float, drops: float, tally: Tally) -> list[Maker]:
    """Found a festival with so many filmmakers, each signed in with a draft and a film of its own."""
    settings.VAR_DIR.mkdir(parents=True, exist_ok=True)
    call_command("migrate", verbosity=0)
    director = create_user(email="director@example.org", name="Dara", password="a-long-and-quiet-word", by=None)
    festival = create_festival(slug="lanterns", name="Lantern Nights", by=director)
    call = open_call(festival=festival, slug="all-year", title="All year", by=director)
    people = []
    for number in range(makers):
        user = create_user(email=f"maker{number}@example.org", name=f"Maker {number}", password=None, by=None)
        entry = start_entry(call=call, sender=user, title=f"Film {number}", by=user)
        session = SessionStore()
        session[SESSION_KEY], session[BACKEND_SESSION_KEY] = str(user.pk), settings.AUTHENTICATION_BACKENDS[0]
        session[HASH_SESSION_KEY] = user.get_session_auth_hash()
        session.save()
        content = film(number, int(megabytes * 2**20))
        people.append(Maker(number, entry.code, session.session_key or "", content, drops, tally))
    connection.close()
    return people


def film(number: int, size: int) -> bytes:
    """Return a real film, made as large as asked by an EBML Void of random bytes."""
    padding = random.Random(number).randbytes(max(1, size - len(FILM)))
    return FILM + b"\xec\x01" + len(padding).to_bytes(7, "big") + padding


def tree(pid: int) -> list[int]:
    """Return a process and all below it."""
    with contextlib.suppress(OSError):
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
        return [pid, *(one for child in children for one in tree(int(child)))]
    return []


def rss_mb(pids: list[int]) -> float:
    """Return the resident memory of web processes, in megabytes."""
    total = 0
    for pid in pids:
        with contextlib.suppress(OSError):
            if b"granian" in Path(f"/proc/{pid}/cmdline").read_bytes():
                total += int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * 4096
    return total / 2**20


async def observe(server: int, tally: Tally) -> None:
    """Measure memory and how long a plain page takes while films arrive."""
    visitor = Maker(0, "", "", b"", 0, tally)
    while not tally.is_over:
        tally.rss_mb.append(rss_mb(tree(server)))
        begun = time.perf_counter()
        status, _ = await visitor.ask("GET", "/health/")
        if status == 200:
            tally.page_ms.append((time.perf_counter() - begun) * 1000)
        await asyncio.sleep(0.25)


async def run(people: list[Maker], server: int, tally: Tally) -> float:
    """Let everybody send at once; return the seconds it took."""
    watch = asyncio.create_task(observe(server, tally))
    begun = time.perf_counter()
    await asyncio.gather(*(one.send() for one in people))
    took = time.perf_counter() - begun
    tally.is_over = True
    await watch
    return took


def wait_for_server() -> None:
    """Return when the first page is there."""
    probe, deadline = Maker(0, "", "", b"", 0, Tally()), time.monotonic() + 120
    while asyncio.run(probe.ask("GET", "/health/"))[0] != 200:
        if time.monotonic() > deadline:
            sys.exit("The server did not come up.")
        time.sleep(0.5)


def compare(people: list[Maker]) -> tuple[int, int, float]:
    """Wait until every film was looked at; return how many are whole, how many are lost, and the seconds it took."""
    begun = time.monotonic()
    while Upload.objects.exclude(state__in=(UploadState.READY, UploadState.REFUSED)).exists():
        if time.monotonic() - begun > CHECK_S:
            break
        time.sleep(1)
    digests = dict(Upload.objects.filter(state=UploadState.READY).values_list("film__title", "sha256"))
    whole = sum(digests.get(f"Film {one.number}") == hashlib.sha256(one.content).hexdigest() for one in people)
    return whole, len(people) - whole, time.monotonic() - begun


def main() -> None:
    """Found, serve, send, compare, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--makers", type=int, default=200)
    parser.add_argument("--mb", type=float, default=8)
    parser.add_argument("--drops", type=float, default=0.25)
    asked = parser.parse_args()
    tally = Tally()
    people = found(asked.makers, asked.mb, asked.drops, tally)
    server = subprocess.Popen([sys.executable, "-m", "matinee", "serve", "--port", str(PORT)])
    try:
        wait_for_server()
        before = rss_mb(tree(server.pid))
        took = asyncio.run(run(people, server.pid, tally))
        whole, lost, checking = compare(people)
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(30)
    total = sum(len(one.content) for one in people) / 2**20
    print(
        f"{connection.vendor}; {asked.makers} makers, {total:.0f} MB, {tally.cuts} lines cut, answers {tally.statuses}"
    )
    print(f"whole {whole}, lost {lost}; {took:.1f} s, {total / took:.1f} MB/s; looked at within {checking:.0f} s more")
    page = sorted(tally.page_ms)
    p95 = page[int(0.95 * (len(page) - 1))] if page else float("nan")
    print(f"web memory {before:.0f} MB before, {max(tally.rss_mb):.0f} MB at most; /health/ median "
          f"{statistics.median(page):.0f} ms, p95 {p95:.0f} ms")  # fmt: skip


if __name__ == "__main__":
    main()
