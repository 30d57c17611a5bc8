"""Killed half-way, started twice at once: the end is the same."""

import os
import signal
import sqlite3
import subprocess
import sys
import threading
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection
from django.utils import timezone
from tests.entries.exports import an_export, many_rows

from matinee.entries.actions import ImportStopped, beat, claim_import
from matinee.entries.interchange import run_import, start_import
from matinee.entries.models import Entry, ImportRun
from matinee.entries.states import ImportState
from matinee.festival.models import Festival
from matinee.films.models import Film
from matinee.kit.errors import Conflict
from matinee.people.models import Person

TABLES = ("entries_entry", "films_film", "films_credit", "films_screener", "people_person", "entries_call")
ROWS = 650


def command(home: Path, *arguments: str) -> subprocess.Popen[str]:
    """Start ``matinee`` with a database of its own."""
    environment = {k: v for k, v in os.environ.items() if k not in {"DATABASE_URL", "DJANGO_SETTINGS_MODULE"}}
    environment |= {"MATINEE_VAR": str(home), "MATINEE_DEBUG": "true"}
    start = "import sys; from matinee.config.cli import main; sys.argv[0] = 'matinee'; main()"
    return subprocess.Popen(
        [sys.executable, "-c", start, *arguments],
        env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip


def sizes(home: Path) -> dict[str, int]:
    """Return how many rows each table holds."""
    with closing(sqlite3.connect(home / "matinee.sqlite3")) as database:
        return {table: database.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in TABLES}  # noqa: S608


def founded(home: Path) -> None:
    """Make a database with a festival in it."""
    home.mkdir()
    for arguments in (["migrate", "-v0"], ["shell", "-v0", "-c", _FOUND]):
        running = command(home, *arguments)
        _printed, errors = running.communicate()
        assert running.returncode == 0, errors


_FOUND = "from matinee.festival.actions import create_festival; create_festival(slug='fest', name='Fest', by=None, country='US')"


def test_import_killed_half_way_ends_as_if_nothing_had_happened(tmp_path: Path) -> None:
    home, file = tmp_path / "killed", tmp_path / "export.csv"
    file.write_bytes(an_export(many_rows(ROWS)))
    founded(home)
    running = command(home, "import", "filmfreeway", str(file), "--festival", "fest")
    assert running.stderr is not None
    assert running.stderr.read(3) == "200"
    running.send_signal(signal.SIGKILL)
    running.communicate()
    half = sizes(home)

    again = command(home, "import", "filmfreeway", str(file), "--festival", "fest", "--json")
    printed, _errors = again.communicate(timeout=240)

    assert 200 <= half["entries_entry"] < ROWS
    assert again.returncode == 0
    assert f'"created": {ROWS - half["entries_entry"]}, "updated": 0, "unchanged": {half["entries_entry"]}' in printed
    assert sizes(home) == dict.fromkeys(TABLES, ROWS) | {
        "films_credit": 4 * ROWS, "people_person": 97 + 3, "entries_call": 1,
    }  # fmt: skip


@pytest.mark.django_db(transaction=True)
def test_two_imports_at_once_double_nothing(festival: Festival) -> None:
    content = an_export(many_rows(430))
    runs = [start_import(festival=festival, call=None, file=content, by=None) for _ in range(2)]
    faults: list[Exception] = []

    def go(run: ImportRun) -> None:
        try:
            run_import(run=run, wait_s=120)
        except Exception as fault:  # noqa: BLE001  a thread's fault is told by the test
            faults.append(fault)
        finally:
            connection.close()

    threads = [threading.Thread(target=go, args=(run,)) for run in runs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert faults == []
    assert sorted((run.created, run.unchanged) for run in ImportRun.objects.all()) == [(0, 430), (430, 0)]
    assert (Entry.objects.count(), Film.objects.count(), Person.objects.count()) == (430, 430, 100)


@pytest.mark.django_db
def test_second_import_is_told_to_wait(festival: Festival) -> None:
    first, second = (
        start_import(festival=festival, call=None, file=an_export(many_rows(1)), by=None) for _ in range(2)
    )
    assert claim_import(run=first)

    with pytest.raises(Conflict, match="Another import"):
        run_import(run=second)

    second.refresh_from_db()
    assert second.state == ImportState.FAILED


@pytest.mark.django_db
@pytest.mark.parametrize(
    "sign_of_death", [{"heartbeat_at": timezone.now() - timedelta(minutes=2)}, {"holder": "HERE:999999999"}]
)
def test_dead_import_gives_way_and_cannot_come_back(festival: Festival, sign_of_death: dict[str, object]) -> None:
    first, second = (
        start_import(festival=festival, call=None, file=an_export(many_rows(1)), by=None) for _ in range(2)
    )
    claim_import(run=first)
    if "holder" in sign_of_death:
        sign_of_death = {"holder": f"{first.holder.rpartition(':')[0]}:999999999"}
    ImportRun.objects.filter(pk=first.pk).update(**sign_of_death)

    run_import(run=second)

    assert (second.state, second.created) == (ImportState.DONE, 1)
    with pytest.raises(ImportStopped):
        beat(run=first)
