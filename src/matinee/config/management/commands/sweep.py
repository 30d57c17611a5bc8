"""``matinee sweep``: do everything whose time has come."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from matinee.config.sweep import SWEEPERS, Swept, sweep_all


class Command(BaseCommand):
    """Letters, invitations, windows and whatever else goes by the clock; safe to run at any time, and twice."""

    help = "Do what is due by the clock: scheduled letters, reminders, ends. Leaves with 1 on trouble."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="only say what would be done")
        parser.add_argument("--only", action="append", default=[], choices=[one.name for one in SWEEPERS])
        parser.add_argument("--quiet", action="store_true", help="say only what was done")

    def handle(self, *_args: object, **options: Any) -> None:  # noqa: ANN401  Django's signature
        """Sweep, tell, and leave with 1 where something went wrong."""
        found = sweep_all(is_dry=options["dry_run"], only=options["only"])
        for swept in found:
            self._tell(swept, is_quiet=options["quiet"])
        if any(swept.trouble for swept in found):
            raise SystemExit(1)

    def _tell(self, swept: Swept, *, is_quiet: bool) -> None:
        """Say what one sweeper did."""
        for line in swept.did:
            self.stdout.write(f"{swept.name}: {line}")
        if swept.trouble:
            self.stderr.write(f"{swept.name}: {swept.trouble}")
        elif not swept.did and not is_quiet:
            self.stdout.write(f"{swept.name}: {'somebody else is at it' if swept.is_busy else 'nothing is due'}")
