"""Handouts that the public gets: what pages say of them, and their files for the release."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from matinee.festival.models import Edition
from matinee.marquee.site import Site
from matinee.newsroom.models import Handout
from matinee.newsroom.queries import public_handouts
from matinee.releases.rules import File, Known, is_stored

Facts = dict[str, Any]
FOLDER = "files/handouts"


def handout_facts(edition: Edition) -> list[Facts]:
    """Return what pages say of an edition's public handouts."""
    return [
        {
            "kind": handout.kind,
            "paper": handout.paper,
            "has_bleed": handout.has_bleed,
            "film": handout.film.slug if handout.film else "",
            "address": _address(handout),
            "size": handout.size,
        }
        for handout in public_handouts(edition)
    ]


def handout_files(edition: Edition, root: Path) -> Iterator[File]:
    """Yield the files themselves; what the store holds already is not read again."""
    for handout in public_handouts(edition):
        known = Known(handout.sha256, handout.size)
        if is_stored(root, known):
            yield _address(handout), known
            continue
        with handout.file.open("rb") as file:
            yield _address(handout), file.read()


def _address(handout: Handout) -> str:
    """Return an address that changes with the content and still says what it is."""
    ending = Path(str(handout.file.name)).suffix
    return f"{FOLDER}/{handout.sha256[:20]}/{handout.edition.slug}-{handout.name}{ending}"


def staged_handouts(card: Facts, site: Site, film: str = "") -> list[Facts]:
    """Return the handouts of an edition, or of one of its films, with their addresses.

    Releases from before there were handouts leave them out.
    """
    rows = [row for row in card.get("handouts", []) if row["film"] == film]
    return [row | {"href": site.file(row["address"])} for row in rows]
