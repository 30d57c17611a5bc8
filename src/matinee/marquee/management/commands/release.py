"""``matinee release``: what is published, what would change, the way back, private links, a plain folder, the store."""

from argparse import ArgumentParser
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.urls import reverse

from matinee.festival.models import Edition
from matinee.kit.errors import MatineeError
from matinee.marquee.affected import Affected
from matinee.marquee.building import changed_between, pending
from matinee.marquee.management.commands.publish import edition_named, festival_named
from matinee.marquee.publishing import preview_edition, roll_back_edition
from matinee.releases.actions import tidy_store
from matinee.releases.actions.previews import DAYS
from matinee.releases.interchange import export_site
from matinee.releases.models import Release
from matinee.releases.queries import releases_of

WORDS = {
    "list": "tell every release of an edition",
    "diff": "tell for whom a release published now would change what, or what an earlier release changed",
    "preview": "build what a release would be and print a private link to it",
    "rollback": "make an earlier release the live one again",
    "export": "write the site that is up into a plain folder for any web server",
    "tidy": "remove contents from the disk that no release and no preview names any more",
}
OF_ALL, OF_A_FESTIVAL = ("tidy",), ("export",)


class Command(BaseCommand):
    """Look after releases from the command line; exit code 1 with the reason when something cannot be done."""

    help = "Tell, compare, preview, roll back, export and tidy releases."

    def add_arguments(self, parser: ArgumentParser) -> None:
        deeds = parser.add_subparsers(dest="deed", required=True, metavar="DEED")
        parts = {name: deeds.add_parser(name, help=words, description=words) for name, words in WORDS.items()}
        for name, part in parts.items():
            if name not in OF_ALL:
                part.add_argument("--festival", required=True, metavar="S", help="the festival's short name")
            if name not in (*OF_ALL, *OF_A_FESTIVAL):
                part.add_argument("--edition", required=True, metavar="E", help="the edition's short name")
        parts["diff"].add_argument("--release", type=int, metavar="N", help="what this release changed")
        parts["rollback"].add_argument(
            "--release", type=int, required=True, metavar="N", help="the release to go back to"
        )
        parts["preview"].add_argument(
            "--days", type=int, default=DAYS, help=f"how long the link works (default: {DAYS})"
        )
        parts["preview"].add_argument("--note", default="", help="for whom")
        parts["export"].add_argument(
            "folder", type=Path, metavar="DIR", help="a folder that is new or an earlier export"
        )
        parts["export"].add_argument(
            "--address", default="/", help="where it will be served: a path or a whole address (default: /)"
        )

        parts["tidy"].add_argument("--dry-run", action="store_true", help="only say what would be removed")

    def handle(self, *_args: object, **options: Any) -> None:  # noqa: ANN401  Django's signature
        try:
            getattr(self, f"do_{options['deed']}")(options)
        except MatineeError as error:
            raise CommandError(error.message) from error

    def do_list(self, options: dict[str, Any]) -> None:
        """Tell every release, the newest first."""
        for row in releases_of(edition_named(options)):
            mark = "live" if row.is_live else "    "
            told = row.summary
            counts = f"{told['added']} new, {told['changed']} changed, {told['removed']} gone"
            self.stdout.write(
                f"{row.number:>4} {mark} {row.created_at:%Y-%m-%d %H:%M} UTC  {counts}  {row.note}".rstrip()
            )

    def do_diff(self, options: dict[str, Any]) -> None:
        """Tell for whom what changes."""
        edition = edition_named(options)
        if options["release"] is None:
            self._tell(pending(edition))
            return
        row = _release(edition, options["release"])
        before = Release.objects.filter(edition=edition, number__lt=row.number).order_by("-number").first()
        self._tell(changed_between(before, row))

    def do_preview(self, options: dict[str, Any]) -> None:
        """Make a preview and print its address."""
        edition = edition_named(options)
        made = preview_edition(edition=edition, by=None, days=options["days"], note=options["note"])
        path = reverse("marquee-preview-home", args=[made.secret])
        self.stdout.write(f"{settings.SITE_ADDRESS}{path}{edition.slug}/")

    def do_rollback(self, options: dict[str, Any]) -> None:
        """Go back."""
        row = _release(edition_named(options), options["release"])
        roll_back_edition(release=row, by=None)
        self.stdout.write(f"{row} is live again.")

    def do_export(self, options: dict[str, Any]) -> None:
        """Write the plain folder."""
        found = export_site(festival_named(options), options["folder"].absolute(), address=options["address"])
        size = f"{found.size / 10**6:.1f} MB"
        self.stdout.write(f"{found.files} files, {size}, in {found.folder}. Check them with: sha256sum -c SHA256SUMS")

    def do_tidy(self, options: dict[str, Any]) -> None:
        """Remove what nothing names."""
        found = tidy_store(is_dry=options["dry_run"])
        words = "would be removed" if options["dry_run"] else "are removed"
        self.stdout.write(f"{found.files} files, {found.size / 10**6:.1f} MB, {words}; {found.kept} stay.")

    def _tell(self, rows: Iterable[Affected]) -> None:
        lines = [line for row in rows for line in (f"{row.whom}:", *(f"  {text}" for text in row.texts))]
        for line in lines or ["Nothing changes that somebody would notice."]:
            self.stdout.write(line)


def _release(edition: Edition, number: int) -> Release:
    row = Release.objects.filter(edition=edition, number=number).select_related("edition__festival").first()
    if row is None:
        known = ", ".join(str(n) for n in releases_of(edition).values_list("number", flat=True)) or "none yet"
        raise CommandError(f"{edition} has no release {number}. It has: {known}.")
    return row
