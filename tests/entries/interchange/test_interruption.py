"""Killed half-way, started twice at once: the end is the same."""

import json
import os
import signal
import subprocess
import sys
import threading
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
from matinee.films.models import Credit, Film, Screener
from matinee.kit.errors import Conflict
from matinee.people.models import Person

ROWS = 650
IMPORT = """
import json, os, sys
import django
from matinee.config import settings
settings.DATABASES["default"].update(json.loads(os.environ["MATINEE_TEST_DATABASE"]))
django.setup()
from django.core.management import call_command
call_command("import", "filmfreeway", sys.argv[1], festival="lanterns")
"""


def start(file: Path) -> subprocess.Popen[str]:
    """Start the command in a process of its own, on the database of the test."""
    known = {name: str(connection.settings_dict[name]) for name in ("NAME", "USER", "PASSWORD", "HOST", "PORT")}
    environment = os.environ | {
        "MATINEE_TEST_DATABASE": json.dumps(known),
        "DJANGO_SETTINGS_MODULE": "matinee.config.settings",
    }
    return subprocess.Popen([sys.executable, "-c", IMPORT, file], env=environment, stderr=subprocess.PIPE, text=True)


@pytest.mark.django_db(transaction=True)
def test_import_killed_half_way_ends_as_if_nothing_had_happened(festival: Festival, tmp_path: Path) -> None:
    file = tmp_path / "export.csv"
    file.write_bytes(an_export(many_rows(ROWS)))
    running = start(file)
    assert running.stderr is not None
    assert running.stderr.read(3) == "200"
    running.send_signal(signal.SIGKILL)
    running.communicate()
    half = Entry.objects.count()

    run = run_import(run=start_import(festival=festival, call=None, file=file, by=None))

    killed = ImportRun.objects.exclude(pk=run.pk).get()
    assert 200 <= half < ROWS
    assert (run.created, run.unchanged, killed.state) == (ROWS - half, half, ImportState.FAILED)
    assert (Entry.objects.count(), Film.objects.count(), Screener.objects.count()) == (ROWS, ROWS, ROWS)
    assert (Credit.objects.count(), Person.objects.count()) == (4 * ROWS, 97 + 3)


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
