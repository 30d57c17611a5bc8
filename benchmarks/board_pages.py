"""A board of 300 films in 40 programs: queries and time of a move, first paint and dragging in Chromium, people.

Founds a festival in a scratch SQLite database (or in ``DATABASE_URL``: an empty one), 300 films on the board and 300
beside it, each marked three times::

    .venv/bin/python benchmarks/board_pages.py [server|pool|browser|people|all] [--films 300] [--seconds 60]

``server`` asks the board, makes moves and searches its pool in process; ``pool`` only searches, which is felt at
``--films 3000``; ``--cpu`` tells the time of the process alone. ``browser`` starts Chromium on a server of its own and
measures the first paint and each frame between a pointer's move and the picture; ``people`` lets five people move films
for a minute over HTTP, every fifth answer lost on purpose and sent again, and proves that no move was lost or doubled.
"""

import argparse
import json
import os
import random
import statistics
import tempfile
import time
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from itertools import cycle
from threading import Thread
from typing import Any

os.environ.setdefault("MATINEE_VAR", tempfile.mkdtemp(prefix="matinee-board-"))
os.environ.setdefault("MATINEE_DEBUG", "true")
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "matinee.config.settings")
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

import django

django.setup()

from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.core.management import call_command
from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler
from django.core.wsgi import get_wsgi_application
from django.db import connection, connections, reset_queries
from django.test import Client
from django.test.utils import CaptureQueriesContext

from matinee.accounts.actions import create_user
from matinee.accounts.models import User
from matinee.entries.actions import consider_edition
from matinee.entries.models import Call, Consideration, Entry
from matinee.entries.states import ConsiderationState, EntryState
from matinee.festival.actions import create_festival, give_role, plan_edition
from matinee.festival.models import Festival
from matinee.festival.states import EditionState, Role
from matinee.films.models import Film
from matinee.films.states import Form
from matinee.preselection.actions import Card, record_scores_bulk
from matinee.programming.actions import add_program, make_lineup
from matinee.programming.models import BoardChange, Lineup, Placement, Program

PEOPLE = 5
CLOCK = [time.perf_counter]
LOST = 5  # every so-manieth answer is thrown away, and the move sent again
TYPED = ("film 29", "lamplighter", "dark windows", "comedy")
BACKEND = "django.contrib.auth.backends.ModelBackend"


def main() -> None:
    """Fill, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", nargs="?", default="all", choices=["server", "pool", "browser", "people", "all"])
    parser.add_argument("--films", type=int, default=300)
    parser.add_argument("--programs", type=int, default=40)
    parser.add_argument("--seconds", type=int, default=60)
    parser.add_argument("--cpu", action="store_true", help="server: time of this process alone, for a busy machine")
    asked = parser.parse_args()
    CLOCK[0] = time.process_time if asked.cpu else time.perf_counter
    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    lineup, team = fill(asked.films, asked.programs)
    print(f"{connection.vendor}; {asked.films} films in {asked.programs} programs, as many in the pool", flush=True)
    if asked.what in {"server", "all"}:
        measure_server(lineup, team[0])
    if asked.what in {"server", "pool", "all"}:
        measure_pool(lineup, team[0])
    if asked.what in {"browser", "all"}:
        with_server(lambda base: measure_browser(base, lineup, team[0]))
    if asked.what in {"people", "all"}:
        with_server(lambda base: measure_people(base, lineup, team, asked.seconds))


def fill(size: int, programs: int) -> tuple[Lineup, list[User]]:
    """Return a full board with a pool of the same size beside it, and the people who work on it."""
    draw = random.Random(size)
    team = [create_user(email=f"p{n}@example.org", name=f"Programmer {n}", by=None) for n in range(PEOPLE)]
    festival = create_festival(slug="bench", name="Bench", by=team[0], time_zone="Europe/Lisbon")
    for user in team:
        give_role(festival=festival, user=user, role=Role.DIRECTOR, by=None)
    edition = plan_edition(
        festival=festival, slug="week", title="The week", starts_on=date(2031, 3, 8), by=None, state=EditionState.OPEN
    )
    films = scored_films(festival, 2 * size, team[:3], draw)
    consider_edition(edition=edition, by=None)
    Consideration.objects.filter(edition=edition).update(state=ConsiderationState.ELIGIBLE, reasons=[])
    lineup = make_lineup(edition=edition, title="The week", by=None)
    rows = [add_program(lineup=lineup, title=f"Shorts {n + 1}", by=None) for n in range(programs)]
    Placement.objects.bulk_create(
        Placement(program=rows[n % programs], film=film, position=n // programs + 1)
        for n, film in enumerate(films[:size])
    )
    return Lineup.objects.get(pk=lineup.pk), team


def scored_films(festival: Festival, size: int, team: list[User], draw: random.Random) -> list[Film]:
    """Return films that were entered and marked three times each."""
    call = Call.objects.create(festival=festival, slug="all-year", title="All year")
    films = Film.objects.bulk_create(
        Film(
            festival=festival, title=f"Film {n}", slug=f"film-{n}", running_time_s=draw.randint(300, 1200),
            form=draw.choice(Form.values), genres=[draw.choice(["drama", "comedy", "essay"])], countries=["PT"],
            languages=["en"], themes=["work", "night"], completed_on=date(2030, 5, 1),
            logline="A lamplighter counts the windows that stay dark.",
        )
        for n in range(size)
    )  # fmt: skip
    entries = Entry.objects.bulk_create(
        Entry(festival=festival, call=call, film=film, state=EntryState.CONSIDERED, window_ends_on=date(2032, 1, 1))
        for film in films
    )
    cards = [
        Card(one, who, Decimal(draw.randint(14, 20)) / 2, emotional_weight=draw.randint(1, 5))
        for one in entries
        for who in team
    ]
    record_scores_bulk(festival=festival, cards=cards, by=None)
    return films


def measure_server(lineup: Lineup, user: User) -> None:
    """Ask every address of the board, and make moves: queries, median and 95th percentile."""
    client = Client(headers={"host": "localhost"})
    client.force_login(user, backend=BACKEND)
    base = f"/office/bench/programming/boards/{lineup.code}/"
    codes = list(Program.objects.filter(lineup=lineup).order_by("position").values_list("code", flat=True))
    films = list(Placement.objects.filter(program__lineup=lineup).values_list("film__code", flat=True))
    draw = random.Random(1)
    turn, known = iter(range(10**6)), [lineup.version]  # as the page knows it: from the last answer

    def act(op: str, **more: object) -> None:
        asked = {"op": op, "base": known[0], "id": f"b:{next(turn)}"}
        answer = client.post(f"{base}do/", json.dumps(asked | more), content_type="application/json")
        if answer.status_code != 200:
            raise SystemExit(answer.content.decode()[:500])
        known[0] = answer.json()["version"]

    def version() -> int:
        return Lineup.objects.values_list("version", flat=True).get()

    deeds: dict[str, tuple[int, Callable[[], object]]] = {
        "the board": (5, lambda: client.get(base)),
        "a move": (100, lambda: act("place", films=[draw.choice(films)], program=draw.choice(codes))),
        "to the bench": (30, lambda: act("bench", films=[draw.choice(films)])),
        "a lock": (30, lambda: act("note", films=[draw.choice(films)], text=f"Note {next(turn)}")),
        "undo": (30, lambda: act("undo")),
        "redo": (20, lambda: act("redo")),
        "nothing new": (100, lambda: client.get(f"{base}state/?since={version()}&people=")),
        "two columns again": (50, lambda: client.get(f"{base}columns/", {"program": codes[:2]})),
    }
    for name, (repeats, deed) in deeds.items():
        measure(name, repeats, deed)


def measure_pool(lineup: Lineup, user: User) -> None:
    """Search the pool as somebody types a word, letter by letter: what every film says, and what few do."""
    client = Client(headers={"host": "localhost"})
    client.force_login(user, backend=BACKEND)
    address = f"/office/bench/programming/boards/{lineup.code}/pool/"
    client.get(address, {"warm": 1})
    typed = cycle([word[:n] for word in TYPED for n in range(1, len(word) + 1)])
    measure("pool, one letter", 2 * sum(map(len, TYPED)), lambda: client.get(address, {"q": next(typed)}))


def measure(name: str, repeats: int, deed: Callable[[], object]) -> None:
    """Print how many queries a deed asks, its median and its 95th percentile."""
    deed()
    reset_queries()
    with CaptureQueriesContext(connection) as captured:
        deed()
    times = [timed(deed) for _ in range(repeats)]
    print(
        f"{name:20} {len(captured):4} queries {statistics.median(times):8.1f} ms {p95(times):8.1f} ms p95", flush=True
    )


def measure_browser(base: str, lineup: Lineup, user: User) -> None:
    """Measure first paint and the time from a pointer's move to the frame that shows it."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415  only here

    address = f"{base}/office/bench/programming/boards/{lineup.code}/"
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox", "--disable-gpu"])
        context = browser.new_context(viewport={"width": 1440, "height": 900})
        context.add_cookies([{"name": "sessionid", "value": session_of(user), "url": base}])
        page = context.new_page()
        paints = []
        for _ in range(5):
            page.goto(address)
            page.wait_for_timeout(800)
            paints.append(page.evaluate("performance.getEntriesByName('first-contentful-paint')[0].startTime"))
        page.evaluate(WATCH)
        box = page.locator(".column .film[data-film]").first.bounding_box()
        if box is None:
            raise SystemExit("The board shows no card.")
        page.mouse.move(box["x"] + 80, box["y"] + 20)
        page.mouse.down()
        for n in range(120):
            page.mouse.move(box["x"] + 80 + 5 * n % 700, box["y"] + 20 + 3 * n % 200)
        page.mouse.up()
        found = page.evaluate("window.frames_ms")
        print(f"first paint          {statistics.median(paints):8.1f} ms median of {len(paints)}")
        print(f"pointer to frame     {statistics.median(found):8.1f} ms {p95(found):8.1f} ms p95 of {len(found)} moves")
        browser.close()


WATCH = """() => {
  window.frames_ms = [];
  document.addEventListener("pointermove", () => {
    const began = performance.now();
    requestAnimationFrame(() => {
      const channel = new MessageChannel();
      channel.port1.onmessage = () => window.frames_ms.push(performance.now() - began);
      channel.port2.postMessage(0);
    });
  }, { capture: true });
}"""


def measure_people(base: str, lineup: Lineup, team: list[User], seconds: int) -> None:
    """Let five people move films at once, lose answers on purpose, and count what the board holds afterwards."""
    codes = list(Program.objects.filter(lineup=lineup).order_by("position").values_list("code", flat=True))
    films = list(Placement.objects.filter(program__lineup=lineup).values_list("film__code", flat=True))
    before, changes = sorted(films), BoardChange.objects.count()
    ends = time.monotonic() + seconds
    told: list[dict[str, Any]] = [{"made": {}, "refused": 0, "sent": 0, "times": []} for _ in team]
    threads = [
        Thread(target=work, args=(base, lineup.code, user, films, codes, ends, told[n])) for n, user in enumerate(team)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    connections.close_all()
    made = [one for person in told for one in person["made"]]
    logged = list(BoardChange.objects.exclude(client_id="").values_list("client_id", flat=True))
    logged = [one for one in logged if one.startswith("w")]
    after = sorted(Placement.objects.filter(program__lineup=lineup).values_list("film__code", flat=True))
    times = [one for person in told for one in person["times"]]
    refused, sent = sum(person["refused"] for person in told), sum(person["sent"] for person in told)
    print(f"{PEOPLE} people, {seconds} s   {len(made)} moves, {sent} requests, {refused} told that somebody was faster")
    print(f"                     {statistics.median(times):8.1f} ms {p95(times):8.1f} ms p95 over HTTP")
    lost, doubled = set(made) - set(logged), len(logged) - len(set(logged))
    print(f"                     {len(lost)} lost, {doubled} doubled, films the same: {before == after}")
    if lost or doubled or before != after or BoardChange.objects.count() - changes != len(set(logged)):
        raise SystemExit("A move was lost or doubled.")


def work(  # noqa: PLR0913, PLR0917  one person's minute
    base: str, code: str, user: User, films: list[str], codes: list[str], ends: float, told: dict[str, Any]
) -> None:
    """Move films as one person's page does: each move has its own name and is sent again until an answer is kept."""
    import urllib.request  # noqa: PLC0415  only here
    from urllib.error import HTTPError  # noqa: PLC0415

    draw = random.Random(user.pk)
    cookies = f"sessionid={session_of(user)}; csrftoken={'a' * 32}"
    version = Lineup.objects.values_list("version", flat=True).get(code=code)
    connections.close_all()
    number = 0
    while time.monotonic() < ends:
        number += 1
        name = f"w{user.pk}:{number}"
        asked = {
            "op": "place",
            "films": [draw.choice(films)],
            "program": draw.choice(codes),
            "base": version,
            "id": name,
        }
        for turn in range(3):
            told["sent"] += 1
            request = urllib.request.Request(  # noqa: S310  our own server
                f"{base}/office/bench/programming/boards/{code}/do/",
                data=json.dumps(asked).encode(),
                headers={"Content-Type": "application/json", "Cookie": cookies, "X-CSRFToken": "a" * 32},
            )
            began = time.perf_counter()
            try:
                with urllib.request.urlopen(request, timeout=30) as answer:  # noqa: S310  as above
                    news = json.load(answer)
            except HTTPError as refused:
                news = json.load(refused)
                told["refused"] += 1
                version = news.get("version", version)
                break
            told["times"].append((time.perf_counter() - began) * 1000)
            if turn == 0 and number % LOST == 0:
                continue  # the answer is lost: the same move goes out again
            version = news["version"]
            if any(one["tab"] == f"w{user.pk}" for one in news["log"]):
                told["made"][name] = True
            break
        time.sleep(draw.uniform(0.05, 0.4))


def with_server(deed: Callable[[str], None]) -> None:
    """Run something beside a server of its own."""
    server = ThreadedWSGIServer(("127.0.0.1", 0), Quiet)
    server.set_app(StaticFilesHandler(get_wsgi_application()))
    server.daemon_threads = True
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        deed(f"http://127.0.0.1:{server.server_port}")
    finally:
        server.shutdown()


class Quiet(WSGIRequestHandler):
    """Says nothing."""

    def log_message(self, *_args: object) -> None:
        """Keep quiet."""


def session_of(user: User) -> str:
    """Return the key of a fresh session of a person."""
    client = Client()
    client.force_login(user, backend=BACKEND)
    return str(client.cookies["sessionid"].value)


def timed(deed: Callable[[], object]) -> float:
    """Return the milliseconds of a deed."""
    began = CLOCK[0]()
    deed()
    return (CLOCK[0]() - began) * 1000


def p95(times: list[float]) -> float:
    """Return the 95th percentile."""
    ordered = sorted(times)
    return ordered[min(len(ordered) - 1, round(0.95 * len(ordered)))]


if __name__ == "__main__":
    main()
