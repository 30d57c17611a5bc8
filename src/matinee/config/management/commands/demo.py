"""``matinee demo``: set up, fill a festival with a year, do the main job before the user's eyes, and serve it."""

import os
import time
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from matinee.config.demo.reading import read
from matinee.config.demo.standing import PASSWORD, demo_festival, edition_in_the_making, is_shown
from matinee.festival.models import Festival
from matinee.kit.errors import MatineeError


class Command(BaseCommand):
    """Show Matinee with life in it."""

    requires_system_checks = []  # the parts that serve check themselves; a second start should be quick
    help = "Fill an empty database with a demo festival, do a festival's main job in it, and serve it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--host", default="127.0.0.1", help="Address to listen on (default: this machine only).")
        parser.add_argument("--port", type=int, default=8000, help="Port to listen on (default: 8000).")
        parser.add_argument("--no-serve", action="store_true", help="Do everything but serve (also: SERVE=0).")

    def handle(self, *_args: object, **options: Any) -> None:  # noqa: ANN401  Django's signature
        """Run; a second time only the addresses are told."""
        begun = time.monotonic()
        settings.VAR_DIR.mkdir(parents=True, exist_ok=True)
        call_command("migrate", interactive=False, verbosity=0, skip_checks=True)
        try:
            festival = self._filled()
        except MatineeError as error:
            raise CommandError(error.message) from error
        self._tell_doors(festival, f"http://{options['host']}:{options['port']}")
        self.stdout.write(f"Ready after {time.monotonic() - begun:.1f} s.")
        if not (options["no_serve"] or os.environ.get("SERVE") == "0"):
            call_command("serve", host=options["host"], port=options["port"])

    def _filled(self) -> Festival:
        """Return the demo's festival, built and shown if it was not yet."""
        festival = demo_festival()
        if festival is not None and is_shown(festival):
            self.stdout.write("The demo stands. To begin anew, use another MATINEE_VAR (or DATABASE_URL).")
            return festival
        return self._begun()

    def _begun(self) -> Festival:
        """Build what is missing and do the main job; all that this needs is loaded only here."""
        from matinee.config.demo.build import build_demo  # noqa: PLC0415  a second start should be quick
        from matinee.config.demo.show import show_main_job  # noqa: PLC0415  as above

        if demo_festival() is None:
            self.stdout.write("Building the demo festival; this takes a minute the first time.")
        festival = build_demo(self._say)
        self.stdout.write("Now the main job of a festival, step by step:")
        show_main_job(festival, self._say)
        return festival

    def _say(self, text: str) -> None:
        self.stdout.write(f"  {text}")
        self.stdout.flush()

    def _tell_doors(self, festival: Festival, address: str) -> None:
        """Say where to go and as whom."""
        words, edition = read("festival"), edition_in_the_making(festival)
        self.stdout.write("")
        for label, path in (
            ("The public pages", f"/at/{festival.slug}/{edition.slug}/"),
            ("The office", f"/office/{festival.slug}/"),
            ("The filmmakers' lounge", "/lounge/"),
            ("The API", "/api/v1/docs"),
        ):
            self.stdout.write(f"  {label:<24}{address}{path}")
        self.stdout.write(f"\n  Sign in with the password {PASSWORD} as")
        for person in words["team"]:
            self.stdout.write(f"    {person['email']:<30}{person['role'].replace('_', ' ')}")
        for person in words["filmmakers"]:
            self.stdout.write(f"    {person['email']:<30}filmmaker")
