"""``matinee import filmfreeway FILE --festival S``: bring in FilmFreeway's submissions export."""
# ruff: noqa: N999  the file is named as the command is

import json
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from matinee.entries.interchange import run_import, start_import
from matinee.entries.interchange.filmfreeway.columns import default_fields
from matinee.entries.interchange.filmfreeway.opening import open_file
from matinee.entries.models import Call, ImportRun
from matinee.entries.queries import call_of
from matinee.entries.states import ImportState
from matinee.festival.models import Festival
from matinee.kit.errors import MatineeError

UNUSABLE = 2
WAIT_S = 600


class Command(BaseCommand):
    """Import entries from a file; exit 0: all rows in, 1: some refused, 2: unusable file or festival."""

    help = "Import entries: `import filmfreeway FILE --festival SLUG`. Safe to repeat: nothing is doubled."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("kind", choices=["filmfreeway"], help="What wrote the file.")
        parser.add_argument("file", type=Path, help="The CSV.")
        parser.add_argument("--festival", required=True, metavar="SLUG", help="Short name of the festival.")
        parser.add_argument("--call", metavar="SLUG", help="Call that the entries go to (default: the rolling call).")
        parser.add_argument(
            "--take", nargs="+", default=[], metavar="FIELD", help="Also birth_date gender phone address."
        )
        parser.add_argument(
            "--json", action="store_true", dest="as_json", help="Print the outcome as JSON and nothing else."
        )

    def handle(self, *_args: Any, **options: Any) -> None:  # noqa: ANN401  Django's signature
        try:
            run = self._run(options)
        except (MatineeError, OSError) as error:
            raise CommandError(str(error), returncode=UNUSABLE) from error
        if options["as_json"]:
            self._print_json(run)
        else:
            self._print_words(run)
        if run.rejected or run.state != ImportState.DONE:
            sys.exit(1)

    def _run(self, options: dict[str, Any]) -> ImportRun:
        """Find the festival and the call, then import."""
        festival = Festival.objects.filter(slug=options["festival"]).first()
        if festival is None:
            raise CommandError(_no_festival(options["festival"]), returncode=UNUSABLE)
        run = start_import(
            festival=festival,
            call=_call(festival, options["call"]),
            file=options["file"],
            by=None,
            taken_fields=_taken(options["file"], options["take"]),
        )
        return run_import(run=run, progress=None if options["as_json"] else self._say_progress, wait_s=WAIT_S)

    def _say_progress(self, done: int, total: int) -> None:
        """Say how far it is, on one line of a terminal."""
        ending = "\n" if done >= total else "\r"
        self.stderr.write(f"{done} of {total} rows ({100 * done // max(1, total)} %)", ending=ending)
        self.stderr.flush()

    def _print_json(self, run: ImportRun) -> None:
        """Print counts and problems as the one JSON object that scripts read."""
        problems = run.problems.values("line", "column", "value", "message").iterator(500)
        counts = {name: getattr(run, name) for name in ("created", "updated", "unchanged", "rejected")}
        self.stdout.write(json.dumps(counts | {"errors": list(problems)}, ensure_ascii=False))

    def _print_words(self, run: ImportRun) -> None:
        """Print what happened, then each problem on its own line."""
        taken = (timezone.now() - run.started_at).total_seconds() if run.started_at else 0
        self.stdout.write(
            f"{run.created} created, {run.updated} updated, {run.unchanged} unchanged, {run.rejected} refused "
            f"({run.rows_done} of {run.rows_total} rows, {run.encoding}, {taken:.1f} s)."
        )
        for problem in run.problems.iterator(500):
            where = f"line {problem.line}, {problem.column}" if problem.column else f"line {problem.line}"
            self.stdout.write(
                f"  {'refused' if problem.is_fatal else 'note'}: {where}: {problem.value!r}: {problem.message}"
            )
        if run.rejected:
            self.stdout.write(f"Download the refused rows from the import's page, code {run.code}.")


def _taken(file: Path, more: list[str]) -> list[str] | None:
    """Return the fields to take when some are asked for beyond the usual ones."""
    if not more:
        return None
    with file.open("rb") as content:
        return [*default_fields(open_file(content, file.name).columns), *more]


def _call(festival: Festival, slug: str | None) -> Call | None:
    """Return the call asked for."""
    if slug is None:
        return None
    call = call_of(festival, slug)
    if call is None:
        raise CommandError(f"{festival} has no call “{slug}”.", returncode=UNUSABLE)
    return call


def _no_festival(slug: str) -> str:
    """Say which festivals there are."""
    known = ", ".join(Festival.objects.values_list("slug", flat=True)[:10]) or "none yet: run `matinee festival create`"
    return f"There is no festival “{slug}”. Known are: {known}."
