"""``matinee serve``: the web server, the background worker and the clock, started and stopped together."""

import hashlib
import os
import signal
import subprocess
import sys
import threading
import time
from argparse import ArgumentParser
from pathlib import Path
from types import FrameType
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from matinee import __version__

GRACE_S = 10.0
THREADS = 32  # of one web process; films that arrive take at most MATINEE_UPLOAD_LANES of them all
MOST_PROCESSES = 4  # unless asked for: each holds its own copy of the application in memory
ONE_THREAD = ("OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS", "VECLIB_MAXIMUM_THREADS")
FIRST_SWEEP_S = 15  # the web server and the worker start first


class Command(BaseCommand):
    """Serve pages, releases and assets from one port, and work off what waits in the background."""

    help = "Serve the web application, the releases and the background worker. Stop with Ctrl-C."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--host", default="127.0.0.1", help="Address to listen on (default: this machine only).")
        parser.add_argument("--port", type=int, default=8000, help="Port to listen on (default: 8000).")
        usual = f"one a processor, at most {MOST_PROCESSES}"
        parser.add_argument("--workers", type=int, default=usual_processes(), help=f"Web processes (default: {usual}).")
        parser.add_argument("--no-worker", action="store_true", help="Do not start the background worker.")

    def handle(self, *_args: object, **options: Any) -> None:  # noqa: ANN401  Django's signature
        """Run until a signal comes or a part ends by itself, which is a failure."""
        collect_assets()
        commands = [web_command(options["host"], options["port"], options["workers"])]
        if not options["no_worker"]:
            commands.append(
                [sys.executable, "-m", "matinee", "db_worker", "--no-reload", "--queue-name", "*", "--interval", "0.5"]
            )
        parts = [subprocess.Popen(command, env=environment()) for command in commands]  # noqa: S603  our own words
        self.stdout.write(f"Serving on http://{options['host']}:{options['port']}/ (Ctrl-C stops)")
        clock = Clock(0 if options["no_worker"] else settings.SWEEP_EVERY_S)
        ended = wait_for_any(parts, clock)
        stop([*parts, *clock.running])
        if ended is not None:
            part = "The background worker" if ended else "The web server"
            raise CommandError(f"{part} ended by itself with status {parts[ended].returncode}; its words are above.")


class Clock:
    """Starts ``matinee sweep`` every so many seconds, never two at once; with 0 it stands still."""

    def __init__(self, every_s: int) -> None:
        self.every_s = every_s
        self.next_at = time.monotonic() + min(every_s, FIRST_SWEEP_S)
        self.running: list[subprocess.Popen[bytes]] = []

    def tick(self) -> None:
        """Sweep, if it is time and the last one has ended; its trouble is in the log and told by the doctor."""
        self.running = [part for part in self.running if part.poll() is None]
        if self.every_s and not self.running and time.monotonic() >= self.next_at:
            self.next_at = time.monotonic() + self.every_s
            words = [sys.executable, "-m", "matinee", "sweep", "--quiet"]
            self.running.append(subprocess.Popen(words, env=environment()))  # noqa: S603  our own words


def environment() -> dict[str, str]:
    """Return what the parts run under: libraries of linear algebra keep to one thread unless told otherwise.

    Their matrices are small: threads that wait for each other on a busy machine made a calibration four times slower.
    """
    return dict.fromkeys(ONE_THREAD, "1") | dict(os.environ)


def usual_processes() -> int:
    """Return how many web processes run where nobody says: one a processor that we may use, within a bound.

    Python works in one thread of a process at a time, so that a second process sends nearly twice as many pages.
    """
    usable = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return min(usable or 1, MOST_PROCESSES)


def collect_assets() -> None:
    """Copy the assets to where the server sends them from, unless they are the ones that stand there already."""
    stamp = Path(settings.STATIC_ROOT) / "assets.sha256"
    digest = assets_digest()
    if stamp.exists() and stamp.read_text() == digest:
        return
    call_command("collectstatic", interactive=False, verbosity=0)
    stamp.write_text(digest)


def assets_digest() -> str:
    """Return a digest of every asset's name, size and time of change."""
    facts = hashlib.sha256(__version__.encode())
    for finder in get_finders():
        for name, storage in finder.list([]):
            state = Path(storage.path(name)).stat()
            facts.update(f"{name} {state.st_size} {state.st_mtime_ns}\n".encode())
    return facts.hexdigest()


def web_command(host: str, port: int, workers: int) -> list[str]:
    """Return the server's command line: the application with the releases before it, and assets from their folder."""
    return [
        *(sys.executable, "-m", "granian", "--interface", "wsgi", "--host", host, "--port", str(port)),
        *("--workers", str(workers), "--respawn-failed-workers", "--blocking-threads", str(THREADS)),
        *("--backlog", "1024", "--log-level", "error"),
        *("--static-path-route", "/static", "--static-path-mount", str(settings.STATIC_ROOT)),
        *("--static-path-expires", "60"),
        "matinee.config.wsgi:application",
    ]


def wait_for_any(parts: list[subprocess.Popen[bytes]], clock: Clock) -> int | None:
    """Wait until a part ends by itself (its place is returned) or a signal asks for the end (None); the clock ticks."""
    asked = threading.Event()

    def ask(_signal: int, _frame: FrameType | None) -> None:
        asked.set()

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, ask)
    while not asked.wait(0.2):
        clock.tick()
        for place, part in enumerate(parts):
            if part.poll() is not None and not asked.is_set():
                return place
    return None


def stop(parts: list[subprocess.Popen[bytes]]) -> None:
    """End the parts kindly, and by force where that takes longer than the grace."""
    for part in parts:
        if part.poll() is None:
            part.terminate()
    deadline = time.monotonic() + GRACE_S
    for part in parts:
        try:
            part.wait(max(0.1, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            part.kill()
            part.wait()
