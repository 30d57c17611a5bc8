"""What a card shows, as plain data; two cards that show the same are one file."""

import hashlib
import json
from dataclasses import asdict, dataclass
from functools import lru_cache
from typing import Any

from django.utils.translation import gettext

from matinee.marquee.site import Site
from matinee.marquee.words import when_words
from matinee.web.reel import Segment
from matinee.web.words import time_in

Facts = dict[str, Any]
FOLDER = "files/cards"
RECIPE = 1  # goes up when the drawing changes: addresses keep their content for ever
Bar = tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class Card:
    """A title, a line over and under it, who invites; a still or an accent's ground; reels at the foot."""

    title: str
    over: str
    under: str
    foot: str
    accent: str
    still: str = ""
    focus: tuple[int, int] = (50, 50)
    reels: tuple[tuple[str, Bar], ...] = ()

    @property
    def key(self) -> str:
        """The name of the card's file."""
        return _key_of(self)

    @property
    def address(self) -> str:
        """The card's address in the release."""
        return f"{FOLDER}/{self.key}.jpg"

    @property
    def alt(self) -> str:
        """The card in words."""
        return ". ".join(part for part in (self.over, self.title, self.under, self.foot) if part)


@lru_cache(maxsize=4096)
def _key_of(card: Card) -> str:
    return hashlib.sha256(json.dumps([RECIPE, asdict(card)]).encode()).hexdigest()[:20]


def festival_card(site: Site) -> Card:
    """Return the card of the festival itself."""
    told = site.festival
    return Card(told["name"], "", told["tagline"], told["city"], told["accent"])


def edition_card(edition: Facts, programs: list[Facts], site: Site) -> Card:
    """Return an edition's card: its day large, its programs as reels."""
    over = ", ".join(strand["title"] for strand in edition["strands"])
    reels = tuple((row["accent"], _bar(row["reel"])) for row in programs[:4] if row["reel"])
    return Card(edition["when"], over, edition["place"], site.festival["name"], edition["accent"], reels=reels)


def program_card(program: Facts, edition: Facts, site: Site) -> Card:
    """Return a program's card: when it plays, and its reel."""
    over = program["strand"]["title"] if program["strand"] else edition["title"]
    when = when_words(edition)
    if program["first"]:
        when = gettext("%(day)s, %(time)s") % {
            "day": when, "time": time_in(program["first"]["starts_at"], edition["time_zone"]),
        }  # fmt: skip
    reels = ((program["accent"], _bar(program["reel"])),) if program["reel"] else ()
    return Card(program["title"], over, when, site.festival["name"], program["accent"], reels=reels)


def film_card(film: Facts, edition: Facts, site: Site) -> Card:
    """Return a film's card: its still with the title below, or the title on its accent."""
    by = gettext("A film by %(names)s") % {"names": film["directors"]} if film["directors"] else ""
    foot = f"{site.festival['name']} · {when_words(edition)}"
    still = film["still"] or {}
    address = f"{still['base']}-{still['jpeg']}.jpg" if still else ""
    x, y = still.get("focus") or (50, 50)
    return Card(film["title"], film["premiere"], by, foot, film["accent"], still=address, focus=(x, y))


def _bar(reel: list[Segment]) -> Bar:
    return tuple((segment.duration_s, segment.kind) for segment in reel)
