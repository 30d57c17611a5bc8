"""The heaviest office pages at 30 and at 3,000 entries: queries and milliseconds, in one run.

Founds a festival in a scratch SQLite database (or in ``DATABASE_URL``: an empty one), fills it with generated films,
three marks each, an edition with a lineup and a day's screenings, and asks each page as its director ten times::

    .venv/bin/python benchmarks/office_pages.py [--entries 30 3000]
"""

import argparse
import os
import random
import statistics
import tempfile
import time
from datetime import date, timedelta
from datetime import time as clock_time
from decimal import Decimal

os.environ.setdefault("MATINEE_VAR", tempfile.mkdtemp(prefix="matinee-pages-"))
os.environ.setdefault("MATINEE_DEBUG", "true")
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "matinee.config.settings")

import django

django.setup()

from django.core.management import call_command
from django.db import connection, reset_queries
from django.test import Client
from django.test.utils import CaptureQueriesContext

from matinee.accounts.actions import create_user
from matinee.accounts.models import User
from matinee.entries.actions import consider_edition
from matinee.entries.models import Call, Entry
from matinee.entries.states import EntryState
from matinee.festival.actions import create_festival, plan_edition
from matinee.festival.models import Edition, Festival
from matinee.festival.states import EditionState
from matinee.films.actions import credit
from matinee.films.models import Film
from matinee.films.states import CreditRole, Form
from matinee.kit.clock import at_local
from matinee.people.actions import person_named
from matinee.preselection.actions import Card, record_scores_bulk
from matinee.programming.actions import add_program, make_lineup, place_film
from matinee.schedule.actions import lay_out_day, make_auditorium, make_venue, set_open_hours
from matinee.workflows.adopt_lineup import adopt_lineup

REPEATS = 10


def main() -> None:
    """Fill, ask, print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--entries", type=int, nargs="+", default=[30, 3000])
    sizes = parser.parse_args().entries
    call_command("migrate", verbosity=0)
    director = create_user(email="director@example.org", name="Dara", password="a-long-and-quiet-word", by=None)
    print(f"{connection.vendor}; queries / median ms / p95 ms of {REPEATS}")
    for size in sizes:
        festival = create_festival(
            slug=f"bench-{size}", name=f"Bench {size}", by=director, time_zone="America/Los_Angeles"
        )
        edition = fill(festival, size, director)
        for name, address in pages(festival, edition).items():
            queries, times = ask(director, address)
            print(
                f"{size:6} entries  {name:12} {queries:4} {statistics.median(times):8.1f} {max(times):8.1f}", flush=True
            )


def fill(festival: Festival, size: int, director: User) -> Edition:
    """Fill a festival with so many entries, three marks each, a lineup and a day."""
    draw = random.Random(size)
    edition = plan_edition(
        festival=festival,
        slug="2031-03",
        title="March 2031",
        starts_on=date(2031, 3, 8),
        by=None,
        state=EditionState.OPEN,
    )
    call = Call.objects.create(festival=festival, slug="all-year", title="All year")
    films = Film.objects.bulk_create(
        Film(
            festival=festival, title=f"Film {n}", slug=f"film-{n}", running_time_s=draw.randint(200, 1500),
            form=draw.choice(Form.values), countries=[draw.choice(["US", "PE", "FR", "KR"])], languages=["en"],
            logline="A lamplighter counts the windows that stay dark.", completed_on=date(2030, 5, 1),
        )
        for n in range(size)
    )  # fmt: skip
    entries = Entry.objects.bulk_create(
        Entry(festival=festival, call=call, film=film, state=EntryState.CONSIDERED, window_ends_on=date(2032, 1, 1))
        for film in films
    )
    consider_edition(edition=edition, by=None)
    reviewers = [create_user(email=f"r{n}-{size}@example.org", name=f"Reviewer {n}", by=None) for n in range(6)]
    cards = [
        Card(entry=entry, reviewer=reviewer, mark=Decimal(draw.randint(8, 20)) / 2)
        for entry in entries
        for reviewer in draw.sample(reviewers, 3)
    ]
    record_scores_bulk(festival=festival, cards=cards, by=None)
    for film in films[:8]:
        credit(
            film=film,
            person=person_named(festival=festival, name=f"Maker of {film}", by=None),
            role=CreditRole.DIRECTOR,
            by=None,
        )
    lineup = make_lineup(edition=edition, title="Lineup", by=director)
    programs = [add_program(lineup=lineup, title=f"Shorts {n}", by=director, min_s=60, max_s=9000) for n in range(3)]
    for n, film in enumerate(films[:18]):
        place_film(program=programs[n % 3], film=film, by=director)
    adopt_lineup(lineup=lineup, by=director)
    venue = make_venue(festival=festival, slug="gaslight", name="Gaslight", by=None)
    auditorium = make_auditorium(venue=venue, slug="one", name="One", by=None, seats=120)
    opens = at_local(date(2031, 3, 8), clock_time(9), festival.time_zone)
    set_open_hours(
        edition=edition, auditorium=auditorium, opens_at=opens, closes_at=opens + timedelta(hours=15), by=None
    )
    lay_out_day(edition=edition, by=director)
    return edition


def pages(festival: Festival, edition: Edition) -> dict[str, str]:
    """Return the heaviest pages by name."""
    base = f"/office/{festival.slug}"
    lineup = edition.lineups.get()
    return {
        "entries": f"{base}/entries/",
        "entry": f"{base}/entries/{Entry.objects.filter(festival=festival).first().code}/",
        "ranking": f"{base}/preselection/ranking/",
        "board": f"{base}/programming/boards/{lineup.code}/",
        "schedule": f"{base}/schedule/editions/{edition.slug}/",
        "office home": f"{base}/",
    }


def ask(user: User, address: str) -> tuple[int, list[float]]:
    """Return the number of queries of one warm request and the milliseconds of ten."""
    client = Client(headers={"host": "localhost"})
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    client.get(address)
    reset_queries()
    with CaptureQueriesContext(connection) as captured:
        answer = client.get(address)
    if answer.status_code != 200:
        raise SystemExit(f"{address} answered {answer.status_code}")
    times = []
    for _ in range(REPEATS):
        began = time.perf_counter()
        client.get(address)
        times.append((time.perf_counter() - began) * 1000)
    return len(captured), times


if __name__ == "__main__":
    main()
