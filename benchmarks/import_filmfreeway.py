"""How fast FilmFreeway's export comes in, and how much memory that takes.

    python benchmarks/import_filmfreeway.py [ROWS ...]      (default: 330 20000)

Each size is run in a process of its own on a fresh database: once to create everything, once more to find everything
unchanged. SQLite always; PostgreSQL too when ``DATABASE_URL`` names one (its database is emptied). 330 rows come from
``MATINEE_BENCH_DATA`` (default ``../shared/data``) where that exists, other sizes are generated.
"""

import csv
import io
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

DATA = Path(os.environ.get("MATINEE_BENCH_DATA", "../shared/data")) / "filmfreeway" / "export-330.csv"
REAL_ROWS = 330


def main() -> None:
    """Run every size on every database and print one line each."""
    if sys.argv[1:2] == ["--one"]:
        run_one(Path(sys.argv[2]))
        return
    sizes = [int(word) for word in sys.argv[1:]] or [REAL_ROWS, 20_000]
    databases = [("SQLite", "")] + (
        [("PostgreSQL", os.environ["DATABASE_URL"])] if "DATABASE_URL" in os.environ else []
    )
    print("| database | rows | first time | of it CPU | rows/s | again | peak memory |")
    print("|---|---:|---:|---:|---:|---:|---:|")
    for name, address in databases:
        for size in sizes:
            print(f"| {name} | {size} | {measured(size, address)} |", flush=True)


def measured(size: int, address: str) -> str:
    """Run one size in a fresh process and return its cells of the table."""
    with tempfile.TemporaryDirectory() as scratch:
        file = Path(scratch) / "export.csv"
        file.write_bytes(content(size))
        environment = {k: v for k, v in os.environ.items() if k != "DATABASE_URL"} | {
            "MATINEE_VAR": scratch,
            "MATINEE_SECRET_KEY": "benchmark",
            "DJANGO_SETTINGS_MODULE": "matinee.config.settings",
        }
        environment |= {"DATABASE_URL": address} if address else {}
        command = [sys.executable, __file__, "--one", str(file)]
        done = subprocess.run(command, env=environment, check=True, capture_output=True, text=True)
    return done.stdout.strip()


def run_one(file: Path) -> None:
    """Import a file twice into a fresh festival with three editions ahead."""
    import django  # noqa: PLC0415  the environment is set by now

    django.setup()
    from django.core.management import call_command  # noqa: PLC0415  needs the app registry

    call_command("migrate", verbosity=0)
    call_command("flush", interactive=False, verbosity=0)
    festival = found()
    from matinee.entries.interchange import run_import, start_import  # noqa: PLC0415  as above

    spent = []
    for _ in range(2):
        began, worked = time.perf_counter(), time.process_time()
        run = run_import(run=start_import(festival=festival, call=None, file=file, by=None))
        spent.append((time.perf_counter() - began, time.process_time() - worked))
        if run.rejected:
            sys.exit(f"{run.rejected} rows were refused")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    (first, cpu), (again, _) = spent
    print(f"{first:.1f} s | {cpu:.1f} s | {run.rows_total / first:.0f} | {again:.1f} s | {peak:.0f} MB")


def found() -> "object":
    """Return a festival with three editions ahead."""
    from django.utils import timezone  # noqa: PLC0415  needs the app registry

    from matinee.festival.actions import create_festival, plan_edition  # noqa: PLC0415  as above
    from matinee.kit.clock import months_after  # noqa: PLC0415  as above

    festival = create_festival(
        slug="bench", name="Bench", by=None, city="Los Angeles", region="California", country="US"
    )
    month = timezone.now().date().replace(day=1)
    for ahead in (1, 2, 3):
        plan_edition(
            festival=festival, slug=f"e{ahead}", title=f"Edition {ahead}", month=months_after(month, ahead), by=None
        )
    return festival


def content(size: int) -> bytes:
    """Return an export of ``size`` rows: the real 330 where they are at hand, else rows like them."""
    if size == REAL_ROWS and DATA.exists():
        return DATA.read_bytes()
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
    from tests.entries.exports import HEADINGS, a_row  # noqa: PLC0415  needs the path above

    chance = random.Random(1)
    buffer = io.StringIO()
    writer = csv.DictWriter(buffer, HEADINGS)
    writer.writeheader()
    for number in range(size):
        names = {role: f"Maker {chance.randrange(size)}" for role in ("Directors", "Writers", "Producers")}
        row = a_row(ID=str(10_000_000 + number), Title=f"Film {number}", Email=f"maker{number}@example.org") | names
        story = " ".join(chance.choices(row["Synopsis"].split(), k=60))
        row |= {"Synopsis": story, "Screenings / Awards": f"Porto Shorts, Porto, Portugal, {2000 + number % 26}-05-04"}
        writer.writerow(row)
    return buffer.getvalue().encode()


if __name__ == "__main__":
    main()
