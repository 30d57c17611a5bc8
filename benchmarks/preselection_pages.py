"""The preselection desk at 3,000 entries and 9,000 scorecards, against a festival of 300 entries, in one run.

Founds both festivals in a scratch SQLite database (or in ``DATABASE_URL``: an empty one), with twelve reviewers, three
marks an entry for most of them, filled queues and an edition with candidates. Then asks each page and says queries,
median and 95th percentile; likewise how long a mark takes to count, and the calibration behind it::

    .venv/bin/python benchmarks/preselection_pages.py [--entries 300 3000] [--repeats 20] [--cpu]
"""

import argparse
import os
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal

os.environ.setdefault("MATINEE_VAR", tempfile.mkdtemp(prefix="matinee-desk-"))
os.environ.setdefault("MATINEE_DEBUG", "true")
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "matinee.config.settings")

import django

django.setup()

from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from matinee.accounts.actions import create_user
from matinee.accounts.models import User
from matinee.entries.actions import consider_edition
from matinee.entries.models import Call, Consideration, Entry
from matinee.entries.states import ConsiderationState, EntryState
from matinee.festival.actions import create_festival, give_role, plan_edition
from matinee.festival.models import Edition, Festival
from matinee.festival.states import EditionState, Role
from matinee.films.models import Film
from matinee.films.states import Form
from matinee.preselection.actions import Card, assign, decide, record_score, record_scores_bulk, refresh_standings

GENRES = ("drama", "comedy", "documentary", "essay", "horror")
MARKED = 0.97  # the others are new
REVIEWERS = 12
QUEUE = 250
CLOCK = [time.perf_counter]


def main() -> None:
    """Fill, ask, print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--entries", type=int, nargs="+", default=[300, 3000])
    parser.add_argument("--repeats", type=int, default=20)
    parser.add_argument("--cpu", action="store_true", help="time of this process alone, for a busy machine (SQLite)")
    asked = parser.parse_args()
    CLOCK[0] = time.process_time if asked.cpu else time.perf_counter
    call_command("migrate", verbosity=0)
    director = create_user(email="director@example.org", name="Dara Lamp", password="a-long-and-quiet-word", by=None)
    print(f"{connection.vendor}; Python {sys.version.split()[0]}; {asked.repeats} requests a page")
    for size in asked.entries:
        festival = create_festival(slug=f"bench-{size}", name=f"Bench {size}", by=director, time_zone="Europe/Lisbon")
        edition, team = fill(festival, size, director)
        for name, address in pages(festival, edition).items():
            queries, times = ask(director, address, asked.repeats)
            print(line(size, name, queries, times), flush=True)
        for name, queries, times in deeds(festival, edition, director, team):
            print(line(size, name, queries, times), flush=True)


def line(size: int, name: str, queries: int, times: list[float]) -> str:
    """Return one line of the table."""
    ordered = sorted(times)
    p95 = ordered[min(len(ordered) - 1, round(0.95 * len(ordered)))]
    return f"{size:6} entries  {name:22} {queries:4} queries {statistics.median(times):9.1f} ms {p95:9.1f} ms p95"


def fill(festival: Festival, size: int, director: User) -> tuple[Edition, list[User]]:
    """Fill a festival with entries, three marks each, and full queues."""
    draw = random.Random(size)
    edition = plan_edition(
        festival=festival, slug="next", title="Next", starts_on=date(2031, 3, 8), by=None, state=EditionState.OPEN
    )
    call = Call.objects.create(festival=festival, slug="all-year", title="All year")
    films = Film.objects.bulk_create(
        Film(
            festival=festival, title=f"Film {n}", slug=f"film-{n}", running_time_s=draw.randint(200, 2300),
            form=draw.choice(Form.values), genres=[draw.choice(GENRES)], countries=["PT"], languages=["en"],
            logline="A lamplighter counts the windows that stay dark.", completed_on=date(2030, 5, 1),
        )
        for n in range(size)
    )  # fmt: skip
    sent = timezone.now() - timedelta(days=20)
    entries = Entry.objects.bulk_create(
        Entry(festival=festival, call=call, film=film, state=EntryState.CONSIDERED, sent_at=sent) for film in films
    )
    consider_edition(edition=edition, by=None)
    for n in (1, 2, 3):
        later = plan_edition(
            festival=festival, slug=f"later-{n}", title=f"Later {n}", month=date(2031, 3 + n, 1), by=None
        )
        consider_edition(edition=later, by=None)
    team = [create_user(email=f"r{n}-{size}@example.org", name=f"Reviewer {n}", by=None) for n in range(REVIEWERS)]
    for user in team:
        give_role(festival=festival, user=user, role=Role.REVIEWER, by=None)
    leaning = {user: draw.gauss(0, 0.8) for user in team}
    cards = [
        Card(entry, who, half(draw.gauss(6.2, 1.4) + leaning[who]), emotional_weight=draw.randint(1, 5))
        for entry in entries[: round(MARKED * size)]
        for who in draw.sample(team, 3)
    ]
    spent = timed(lambda: record_scores_bulk(festival=festival, cards=cards, by=None))
    print(f"{size:6} entries  {len(cards)} scorecards recorded and calibrated in {spent / 1000:.1f} s", flush=True)
    assign(entries=draw.sample(entries, min(QUEUE, size)), reviewers=[director], by=None)
    return edition, team


def half(mark: float) -> Decimal:
    """Return a mark on the scale."""
    return Decimal(round(min(10.0, max(1.0, mark)) * 2)) / 2


def pages(festival: Festival, edition: Edition) -> dict[str, str]:
    """Return the pages by name."""
    desk = f"/office/{festival.slug}/preselection"
    return {
        "decision table": f"{desk}/meetings/{edition.slug}/",
        "decisions, disputed": f"{desk}/meetings/{edition.slug}/?look=disputed&sort=-chance",
        "decisions, page 5": f"{desk}/meetings/{edition.slug}/?page=5",
        "decisions, CSV": f"{desk}/meetings/{edition.slug}/table.csv",
        "my queue": f"{desk}/",
        "ask for more": f"{desk}/more/",
        "ranking": f"{desk}/ranking/",
        "reviewers": f"{desk}/reviewers/",
        "curves": f"{desk}/curves/",
        "entries": f"/office/{festival.slug}/entries/",
        "pool": f"/office/{festival.slug}/entries/pool/",
        "pool, last page": f"/office/{festival.slug}/entries/pool/?page=9999",
        "pool, sifted": f"/office/{festival.slug}/entries/pool/?edition=next&form=fiction&sort=-score",
        "pool by edition": f"/office/{festival.slug}/entries/pool/board/",
        "pool, CSV": f"/office/{festival.slug}/entries/pool/pool.csv",
    }


def deeds(festival: Festival, edition: Edition, director: User, team: list[User]) -> list[tuple[str, int, list[float]]]:
    """Return queries and milliseconds of a mark, of the calibration after it, and of a decision on fifty."""
    entries = list(Entry.objects.filter(festival=festival).select_related("film", "festival")[:40])
    marks = [lambda one=one: record_score(entry=one, reviewer=team[0], mark=7, by=team[0]) for one in entries]
    found = [("a mark counts", *counted(marks))]
    again = lambda: refresh_standings(festival=festival, anew=False)  # noqa: E731  a deed to be timed
    again()
    news = []
    for one in entries[:5]:
        record_score(entry=one, reviewer=team[1], mark=4, by=team[1])
        news.append(timed(again))
    found.append(("calibration after it", 0, news))
    rows = Consideration.objects.filter(edition=edition, state=ConsiderationState.ELIGIBLE).select_related("entry")
    if not rows.exists():
        Consideration.objects.filter(edition=edition).update(state=ConsiderationState.ELIGIBLE)
    seen = {row.entry.code: row.state for row in rows[:50]}
    to = ConsiderationState.NOT_SELECTED
    many = [lambda: decide(edition=edition, seen=seen, state=to, reason_code="room", by=director)]
    found.append(("decide on fifty", *counted(many)))
    return found


def counted(deeds: list[Callable[[], object]]) -> tuple[int, list[float]]:
    """Return the queries of the last deed and the milliseconds of each."""
    times = [timed(deed) for deed in deeds[:-1]]
    with CaptureQueriesContext(connection) as captured:
        times.append(timed(deeds[-1]))
    return len(captured), times


def timed(deed: Callable[[], object]) -> float:
    """Return the milliseconds of a deed."""
    began = CLOCK[0]()
    deed()
    return (CLOCK[0]() - began) * 1000


def ask(user: User, address: str, repeats: int) -> tuple[int, list[float]]:
    """Return the number of queries of one warm request and the milliseconds of many."""
    client = Client(headers={"host": "localhost"})
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    client.get(address).getvalue()
    with CaptureQueriesContext(connection) as captured:
        answer = client.get(address)
        answer.getvalue()
    if answer.status_code != 200:
        raise SystemExit(f"{address} answered {answer.status_code}")
    return len(captured), [timed(lambda: client.get(address).getvalue()) for _ in range(repeats)]


if __name__ == "__main__":
    main()
