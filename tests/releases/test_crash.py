"""Killed at any moment, the site is the old release or the new one; settled, it is what the rows say."""

import os
import subprocess
import sys
from pathlib import Path

KILLS = int(os.environ.get("MATINEE_KILLS", "25"))
PAGES = 40
# One process sets up, then forks publishers and kills each at a random moment: starting Python anew would take minutes.
SCRIPT = f"""
import os, random, signal, time
from datetime import date
from pathlib import Path
import django
django.setup()
from django.core.management import call_command
from django.db import connection
from matinee.festival.actions import create_festival, plan_edition
from matinee.releases.actions import publish_release, settle_site
from matinee.releases.queries import live_release, site_manifest

def publish(word):
    files = [(f"may/{{n}}/index.html", f"{{word}} {{n}} {{word}}".encode()) for n in range({PAGES})]
    publish_release(edition=edition, files=files, by=None)

def letters():
    folder = Path(os.environ["MATINEE_VAR"]) / "releases" / "live" / "lanterns" / "may"
    texts = [(folder / str(n) / "index.html").read_text() for n in range({PAGES})]
    assert all(text == f"{{text[0]}} {{n}} {{text[0]}}" for n, text in enumerate(texts)), texts
    return "".join(sorted({{text[0] for text in texts}}))

call_command("migrate", verbosity=0)
festival = create_festival(slug="lanterns", name="Lanterns", by=None)
edition = plan_edition(festival=festival, slug="may", title="May", starts_on=date(2031, 5, 3), by=None)
publish("A")
chance = random.Random(20310308)
for _ in range({KILLS}):
    connection.close()
    child = os.fork()
    if child == 0:
        while True:
            publish("B")
            publish("A")
    time.sleep(chance.uniform(0.02, 0.25))
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    print(letters())
    settle_site(festival=festival)
    assert live_release(edition).manifest["may/0/index.html"] == site_manifest("lanterns")["may/0/index.html"]
    assert letters() in {{"A", "B"}}
publish("C")
print(letters())
"""


def test_killed_at_any_moment_the_site_is_never_a_mixture(tmp_path: Path) -> None:
    environment = os.environ | {
        "MATINEE_VAR": str(tmp_path),
        "MATINEE_DEBUG": "true",
        "DATABASE_URL": f"sqlite:///{tmp_path}/db.sqlite3",
        "DJANGO_SETTINGS_MODULE": "matinee.config.settings",
    }

    done = subprocess.run(
        [sys.executable, "-c", SCRIPT],
        env=environment,
        capture_output=True,
        text=True,
        timeout=240 + 4 * KILLS,
        check=False,
    )

    assert done.returncode == 0, done.stderr[-3000:]
    *killed, last = done.stdout.split()
    assert len(killed) == KILLS
    assert set(killed) <= {"A", "B"}
    assert last == "C"
    assert list((tmp_path / "releases" / "live").glob(".lanterns.*")) == []
