"""``matinee curation``: learn from a festival's past programs what its proposals go by."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from matinee.festival.models import Festival
from matinee.kit.errors import MatineeError
from matinee.programming.actions import fit_curation, forget_curation

EXIT_BAD_INPUT = 2


class Command(BaseCommand):
    """Fit the engine's weights to a festival's past programs."""

    help = (
        "Fit the weights of proposals to the festival's own past lineups. They are kept where editions that were held "
        "out stand higher under them than under the engine's own weights. Exit status: 0 done, 2 nothing to learn from."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Read the command line."""
        parser.add_argument("--festival", required=True, metavar="S", help="short name of the festival")
        parser.add_argument("--past", metavar="FILE", help="older programs too, as JSON lines, one edition a line")
        parser.add_argument("--keep", action="store_true", help="keep the weights even where they are no better")
        parser.add_argument("--forget", action="store_true", help="go by the engine's own weights again")
        parser.add_argument("--seed", type=int, default=0, help="the same seed and past find the same")

    def handle(self, *_args: object, **options: Any) -> None:  # noqa: ANN401  Django's signature
        """Fit, tell, keep."""
        festival = Festival.objects.filter(slug=options["festival"]).first()
        if festival is None:
            raise CommandError(f"There is no festival “{options['festival']}”.", returncode=EXIT_BAD_INPUT)
        if options["forget"]:
            forget_curation(festival=festival, by=None)
            self.stdout.write("Proposals go by the engine's own weights.")
            return
        try:
            found, kept = fit_curation(
                festival=festival,
                by=None,
                older=_lines(options["past"]),
                is_kept=options["keep"],
                seed=options["seed"],
            )
        except MatineeError as error:
            raise CommandError(error.message, returncode=EXIT_BAD_INPUT) from error
        self._tell(found, is_kept=kept is not None)

    def _tell(self, found: dict[str, Any], *, is_kept: bool) -> None:
        """Write what was found."""
        told = found["evidence"]
        self.stdout.write(f"Learnt from {told['programs']} programs of {told['editions']} editions.")
        for kind, medians in found["percentiles"].items():
            for under, median in medians.items():
                self.stdout.write(
                    f"  {kind}, {under} weights: {'not known' if median is None else f'beat {median} of 100'}"
                )
        self.stdout.write("  weights: " + ", ".join(f"{name} {value:g}" for name, value in found["weights"].items()))
        for warning in found["warnings"]:
            self.stdout.write(f"  {warning}")
        self.stdout.write("Proposals go by these weights from now on." if is_kept else "Nothing was changed.")


def _lines(name: str | None) -> list[dict[str, Any]]:
    """Return the documents of a file of JSON lines."""
    if name is None:
        return []
    try:
        text = Path(name).read_text(encoding="utf-8")
        return [json.loads(line) for line in text.splitlines() if line.strip()]
    except (OSError, ValueError) as error:
        words = f"{name} cannot be read as JSON lines, one edition a line: {error}"
        raise CommandError(words, returncode=EXIT_BAD_INPUT) from error
