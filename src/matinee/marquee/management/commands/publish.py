"""``matinee publish``: let an edition go public."""

from argparse import ArgumentParser
from collections.abc import Mapping
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from matinee.festival.models import Edition, Festival
from matinee.kit.errors import MatineeError
from matinee.marquee.publishing import publish_edition
from matinee.releases.models import Release
from matinee.releases.queries import live_release


class Command(BaseCommand):
    """Publish an edition's release; exit code 1 with the reason when it cannot be."""

    help = "Publish an edition: write its pages and feeds, then let them go public in one step."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--festival", required=True, metavar="S", help="the festival's short name")
        parser.add_argument("--edition", required=True, metavar="E", help="the edition's short name")
        parser.add_argument("--note", default="", help="a word for the history")

    def handle(self, *_args: object, **options: Any) -> None:  # noqa: ANN401  Django's signature
        edition = edition_named(options)
        before = live_release(edition)
        try:
            release = publish_edition(edition=edition, by=None, progress=self._tell, note=options["note"])
        except MatineeError as error:
            raise CommandError(error.message) from error
        if release == before:
            self.stdout.write(f"Nothing has changed since {release}, which is live.")
        else:
            self._report(release)

    def _report(self, release: Release) -> None:
        told = release.summary
        if self.stderr.isatty():
            self.stderr.write("\r", ending="")
        self.stdout.write(
            f"{release} is live: {told['added']} files new, {told['changed']} changed, {told['removed']} removed, "
            f"{told['unchanged']} as they were."
        )
        for words in told["words"]:
            self.stdout.write(f"  {words}")

    def _tell(self, done: int, total: int, what: str) -> None:
        """Draw progress on a terminal, and only there."""
        if self.stderr.isatty():
            self.stderr.write(f"\r{what}: {done}{f' of {total}' if total else ''}   ", ending="")
            self.stderr.flush()


def festival_named(options: Mapping[str, Any]) -> Festival:
    """Return the festival that a command names, or say which there are."""
    festival_slug = options["festival"]
    festival = Festival.objects.filter(slug=festival_slug).first()
    if festival is None:
        known = ", ".join(Festival.objects.values_list("slug", flat=True)) or "none yet"
        raise CommandError(f"There is no festival “{festival_slug}”. There are: {known}.")
    return festival


def edition_named(options: Mapping[str, Any]) -> Edition:
    """Return the edition that a command names, or say which there are."""
    festival, edition_slug = festival_named(options), options["edition"]
    edition = Edition.objects.select_related("festival").filter(festival=festival, slug=edition_slug).first()
    if edition is None:
        known = ", ".join(Edition.objects.filter(festival=festival).values_list("slug", flat=True)) or "none yet"
        raise CommandError(f"{festival} has no edition “{edition_slug}”. It has: {known}.")
    return edition
