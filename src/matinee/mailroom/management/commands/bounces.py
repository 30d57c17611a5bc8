"""``matinee bounces < message``: read a report of a letter that came back."""

import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from matinee.mailroom.interchange import take_reports
from matinee.mailroom.interchange.reports import LONGEST


class Command(BaseCommand):
    """Mark the letters that delivery reports name; for a mail server's pipe, so it never fails on a strange message."""

    help = "Read delivery reports (RFC 3464) from standard input, or from files, and mark the letters that came back."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("files", nargs="*", type=Path, metavar="FILE", help="messages as files (default: stdin)")

    def handle(self, *_args: object, **options: Any) -> None:  # noqa: ANN401  Django's signature
        """Read each message and say what it reported."""
        files: list[Path] = options["files"]
        messages = [path.read_bytes()[:LONGEST] for path in files] or [sys.stdin.buffer.read(LONGEST)]
        for raw in messages:
            told = take_reports(raw)
            for report, letter in told:
                here = f"“{letter.subject}”" if letter else "a letter that is not here"
                what = "came back" if report.is_final else "is delayed"
                self.stdout.write(f"{report.recipient}: {here} {what}: {report.reason}")
            if not told:
                self.stdout.write("No delivery report about one of our letters.")
