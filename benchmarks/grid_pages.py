"""A grid of 500 screenings in 20 auditoriums: queries and milliseconds of a move, first paint and dragging, people.

Founds a festival of ten days in a scratch SQLite database (or in ``DATABASE_URL``: an empty one)::

    .venv/bin/python benchmarks/grid_pages.py [server|browser|people|all] [--rooms 20] [--days 10] [--seconds 60]

``server`` asks the grid and makes moves in process; ``browser`` measures first paint and each frame between a pointer's
move and the picture, for a day and for all days at once; ``people`` lets five people move screenings for a minute over
HTTP, every fifth answer lost on purpose and sent again, and proves that no move was lost or doubled.
"""

import argparse
import json
import random
import secrets
import statistics
import time
import urllib.request
from datetime import UTC, date, datetime, timedelta
from functools import partial
from threading import Thread
from typing import TYPE_CHECKING, Any
from urllib.error import HTTPError

from django.core.management import call_command
from django.db import connection, connections
from django.test import Client

from board_pages import BACKEND, CLOCK, LOST, PEOPLE, WATCH, measure, p95, session_of, with_server
from matinee.accounts.actions import create_user
from matinee.accounts.models import User
from matinee.festival.actions import create_festival, give_role, plan_edition
from matinee.festival.models import Edition, Festival
from matinee.festival.states import EditionState, Role
from matinee.films.models import Film
from matinee.people.actions import person_named
from matinee.programming.actions import make_lineup
from matinee.programming.models import Lineup, Placement, Program
from matinee.programming.states import LineupState
from matinee.schedule.actions import make_auditorium, make_venue
from matinee.schedule.models import Auditorium, Availability, GridChange, OpenHours, Participant, Screening
from matinee.schedule.queries.changes import grid_version

if TYPE_CHECKING:
    from collections.abc import Callable

FIRST = date(2031, 3, 7)
STARTS = ((10, 40), (13, 30), (16, 20), (19, 10), (22, 0))


def main() -> None:
    """Fill, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", nargs="?", default="all", choices=("server", "browser", "people", "all"))
    parser.add_argument("--rooms", type=int, default=20)
    parser.add_argument("--days", type=int, default=10)
    parser.add_argument("--screenings", type=int, default=500)
    parser.add_argument("--seconds", type=int, default=60)
    parser.add_argument("--cpu", action="store_true", help="server: time of this process alone, for a busy machine")
    asked = parser.parse_args()
    CLOCK[0] = time.process_time if asked.cpu else time.perf_counter
    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    edition, team = fill(asked.rooms, asked.days, asked.screenings)
    print(f"{connection.vendor}; {Screening.objects.count()} screenings, {asked.rooms} auditoriums, {asked.days} days")
    if asked.what in {"server", "all"}:
        measure_server(edition, team[0])
    if asked.what in {"browser", "all"}:
        with_server(partial(measure_browser, edition=edition, user=team[0]))
    if asked.what in {"people", "all"}:
        with_server(partial(measure_people, edition=edition, team=team, seconds=asked.seconds))


def fill(rooms: int, days: int, screenings: int) -> tuple[Edition, list[User]]:
    """Found a festival with people, auditoriums, programs of four films shown twice, and makers who come to them."""
    draw = random.Random(1)
    team = [create_user(email=f"p{n}@example.org", name=f"Person {n}", by=None) for n in range(PEOPLE)]
    festival = create_festival(slug="bench", name="Bench", by=team[0], time_zone="America/Los_Angeles")
    for user in team[1:]:
        give_role(festival=festival, user=user, role=Role.PROGRAMMER, by=None)
    edition = plan_edition(
        festival=festival, slug="2031", title="March 2031", starts_on=FIRST, ends_on=FIRST + timedelta(days=days - 1),
        by=None, state=EditionState.OPEN,
    )  # fmt: skip
    size = max(1, rooms // 4)
    houses = [make_venue(festival=festival, slug=f"v{n}", name=f"House {n}", by=None) for n in range(size)]
    halls = [
        make_auditorium(venue=houses[n % size], slug=f"r{n}", name=f"Room {n}", seats=100, by=None)
        for n in range(rooms)
    ]
    programs = _programs(festival, edition, -(-screenings // 2))
    _people(festival, edition, programs, draw)
    _lay(edition, halls, programs * 2, days, screenings)
    return edition, team


def _programs(festival: Festival, edition: Edition, size: int) -> list[Program]:
    lineup = make_lineup(edition=edition, title="The lineup", by=None)
    Lineup.objects.filter(pk=lineup.pk).update(state=LineupState.ADOPTED)
    programs = Program.objects.bulk_create(
        Program(lineup=lineup, slug=f"p{n}", title=f"Program {n}", position=n, min_s=60, max_s=9000)
        for n in range(size)
    )
    films = Film.objects.bulk_create(
        Film(festival=festival, slug=f"f{n}", title=f"Film {n}", running_time_s=1200) for n in range(4 * size)
    )
    Placement.objects.bulk_create(
        Placement(program=programs[n // 4], film=film, position=n % 4) for n, film in enumerate(films)
    )
    return programs


def _people(festival: Festival, edition: Edition, programs: list[Program], draw: random.Random) -> None:
    """Give every second program a maker, and every tenth maker an afternoon away."""
    for n, program in enumerate(programs[::2]):
        person = person_named(festival=festival, name=f"Maker {n}", by=None)
        Participant.objects.create(edition=edition, person=person, part="maker", program=program)
        if n % 10 == 0:
            begins = datetime(2031, 3, draw.randint(7, 16), 20, tzinfo=UTC)
            Availability.objects.create(
                edition=edition, person=person, starts_at=begins, ends_at=begins + timedelta(hours=6), is_there=False
            )


def _lay(edition: Edition, halls: list[Auditorium], programs: list[Program], days: int, screenings: int) -> None:
    """Open every hall every day and fill the slots until there are enough screenings."""
    midnight = datetime(2031, 3, 7, 8, tzinfo=UTC)  # in Los Angeles
    opens = [midnight + timedelta(days=day, hours=9) for day in range(days)]
    OpenHours.objects.bulk_create(
        OpenHours(edition=edition, auditorium=hall, opens_at=at, closes_at=at + timedelta(hours=17))
        for hall in halls
        for at in opens
    )
    spots = [
        (hall, midnight + timedelta(days=day, hours=hour, minutes=minute))
        for hour, minute in STARTS
        for day in range(days)
        for hall in halls
    ]
    Screening.objects.bulk_create(
        Screening(
            edition=edition, program=program, auditorium=hall, starts_at=at, films_min=84,
            occupied_from=at - timedelta(minutes=20), occupied_until=at + timedelta(minutes=134),
        )
        for program, (hall, at) in zip(programs[:screenings], spots, strict=False)
    )  # fmt: skip


def measure_server(edition: Edition, user: User) -> None:
    """Ask every address of the grid, and make moves: queries, median and 95th percentile."""
    client = Client(headers={"host": "localhost"})
    client.force_login(user, backend=BACKEND)
    base = f"/office/bench/schedule/editions/{edition.slug}/"
    mover, known = Mover(edition, random.Random(1)), [grid_version(edition)]  # as the page knows it

    def act(op: str) -> None:
        body = json.dumps(mover.move(op) | {"base": known[0]})
        answer = client.post(f"{base}do/", body, content_type="application/json")
        if answer.status_code != 200:
            raise SystemExit(answer.content.decode()[:500])
        known[0] = answer.json()["version"]

    deeds: dict[str, tuple[int, Callable[[], object]]] = {
        "the page": (5, lambda: client.get(base)),
        "a move": (100, lambda: act("move")),
        "a lock": (30, lambda: act("lock")),
        "undo": (30, lambda: act("undo")),
        "findings and tray": (10, lambda: client.get(f"{base}findings/")),
        "nothing new": (100, lambda: client.get(f"{base}state/?since={grid_version(edition)}")),
        "one change": (30, lambda: client.get(f"{base}state/?since={grid_version(edition) - 1}")),
    }
    for name, (repeats, deed) in deeds.items():
        measure(name, repeats, deed)


class Mover:
    """Draws moves: some screening, some hall, some slot of its day."""

    def __init__(self, edition: Edition, draw: random.Random) -> None:
        self.draw, self.number = draw, 0
        self.name = secrets.token_hex(8)  # no other mover's, so that no move is taken for one that was made before
        self.codes = list(Screening.objects.filter(edition=edition).values_list("code", "starts_at"))
        halls = Auditorium.objects.filter(venue__festival=edition.festival)
        self.halls = [f"{venue}/{hall}" for venue, hall in halls.values_list("venue__slug", "slug")]

    def move(self, op: str = "move") -> dict[str, Any]:
        """Return the next move."""
        self.number += 1
        code, starts_at = self.draw.choice(self.codes)
        at = int(starts_at.timestamp()) // 60 + 5 * self.draw.randint(-6, 6)
        where = {"room": self.draw.choice(self.halls), "at": at, "on": bool(self.number % 2)}
        return {"op": op, "id": f"{self.name}:{self.number}", "card": code, **where}


def measure_browser(base: str, edition: Edition, user: User) -> None:
    """Measure first paint and the time from a pointer's move to the frame that shows it, for a day and for all."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415  only here

    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox", "--disable-gpu"])
        context = browser.new_context(viewport={"width": 1440, "height": 900})
        context.add_cookies([{"name": "sessionid", "value": session_of(user), "url": base}])
        page = context.new_page()
        for name, query in (("one day", ""), ("all days", "?day=all")):
            address = f"{base}/office/bench/schedule/editions/{edition.slug}/{query}"
            paints, readies = [], []
            for _ in range(5):
                page.goto(address)
                page.wait_for_selector("time-grid.is-ready .tg-card")
                readies.append(page.evaluate("performance.now()"))
                page.wait_for_timeout(600)
                paints.append(page.evaluate("performance.getEntriesByName('first-contentful-paint')[0].startTime"))
            drags = _drag(page)
            print(f"{name:9} {page.locator('.tg-card').count():4} cards drawn")
            print(f"first paint          {statistics.median(paints):8.1f} ms median of {len(paints)}")
            print(f"all to be dragged    {statistics.median(readies):8.1f} ms")
            print(f"pointer to frame     {statistics.median(drags):8.1f} ms {p95(drags):8.1f} ms p95 of {len(drags)}")
        browser.close()


def _drag(page: Any) -> list[float]:  # noqa: ANN401  Playwright's page
    page.evaluate(WATCH)
    box = page.locator(".tg-card").first.bounding_box()
    if box is None:
        raise SystemExit("The grid shows no card.")
    page.mouse.move(box["x"] + 40, box["y"] + 30)
    page.mouse.down()
    for n in range(150):
        page.mouse.move(box["x"] + 40 + 7 * n % 800, box["y"] + 30 + 3 * n % 300)
    page.keyboard.press("Escape")
    page.mouse.up()
    found: list[float] = page.evaluate("window.frames_ms")
    return found


def measure_people(base: str, edition: Edition, team: list[User], seconds: int) -> None:
    """Let five people move screenings at once, lose answers on purpose, and look what the log holds afterwards."""
    before = GridChange.objects.count()
    told: list[dict[str, Any]] = [{"made": set(), "refused": 0, "sent": 0, "times": []} for _ in team]
    ends = time.monotonic() + seconds
    threads = [Thread(target=work, args=(base, edition, user, ends, told[n])) for n, user in enumerate(team)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    connections.close_all()
    made = {name for person in told for name in person["made"]}
    logged = list(GridChange.objects.order_by("-version").values_list("key", flat=True))[: -before or None]
    times = [one for person in told for one in person["times"]]
    refused, sent = sum(person["refused"] for person in told), sum(person["sent"] for person in told)
    print(f"{PEOPLE} people, {seconds} s   {len(made)} moves made, {sent} requests, {refused} told of somebody faster")
    print(f"                     {statistics.median(times):8.1f} ms {p95(times):8.1f} ms p95 over HTTP")
    lost, doubled = made - set(logged), len(logged) - len(set(logged))
    print(f"                     {len(lost)} lost, {doubled} doubled")
    if lost or doubled:
        raise SystemExit("A move was lost or doubled.")


def work(base: str, edition: Edition, user: User, ends: float, told: dict[str, Any]) -> None:
    """Move screenings as one person's page does: each move is sent under its own name until an answer is kept."""
    draw = random.Random(user.pk)
    cookies, mover, version = (
        f"sessionid={session_of(user)}; csrftoken={'a' * 32}",
        Mover(edition, draw),
        grid_version(edition),
    )
    connections.close_all()
    while time.monotonic() < ends:
        asked = mover.move() | {"base": version}
        for turn in range(3):
            told["sent"] += 1
            began = time.perf_counter()
            status, news = _post(f"{base}/office/bench/schedule/editions/{edition.slug}/do/", cookies, asked)
            told["times"].append((time.perf_counter() - began) * 1000)
            if status == 200 and turn == 0 and mover.number % LOST == 0:
                continue  # the answer is lost: the same move goes out again
            version = news["version"]
            if status == 200 and is_there(asked, news["cards"]):
                told["made"].add(asked["id"])
            told["refused"] += int(status == 409)
            break
        time.sleep(draw.uniform(0.05, 0.4))


def is_there(asked: dict[str, Any], cards: list[dict[str, Any]]) -> bool:
    """Tell whether an answer says that a card went where it was asked to; one that stood there already is not sent."""
    found = (card for card in cards if card["id"] == asked["card"])
    return any((card["room"], card["at"]) == (asked["room"], asked["at"]) for card in found)


def _post(address: str, cookies: str, body: dict[str, Any]) -> tuple[int, dict[str, Any]]:
    headers = {"Content-Type": "application/json", "Cookie": cookies, "X-CSRFToken": "a" * 32}
    request = urllib.request.Request(address, json.dumps(body).encode(), headers)  # noqa: S310  our own server
    try:
        with urllib.request.urlopen(request, timeout=30) as answer:  # noqa: S310  as above
            return 200, json.load(answer)
    except HTTPError as refused:
        return refused.code, json.load(refused)


if __name__ == "__main__":
    main()
