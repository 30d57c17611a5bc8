"""Where words are found in a film: in its title, in a name, in what is told of it."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

MEANING = 4  # after everything that was found by its words


@dataclass(frozen=True, slots=True)
class Match:
    """How well a film answers what was typed: the lower the rank the better; who or what matched, in words."""

    rank: int
    person: str = ""
    closeness: float = 0.0

    @property
    def is_by_meaning(self) -> bool:
        """Tell whether it only means what was typed."""
        return self.rank == MEANING

    @property
    def order(self) -> tuple[int, float]:
        """What matches are sorted by."""
        return self.rank, -self.closeness


def folded(text: str) -> str:
    """Return text in small letters without accents, on one line: what is typed and what is found alike."""
    if not text.isascii():
        text = "".join(letter for letter in unicodedata.normalize("NFKD", text) if not unicodedata.combining(letter))
    return " ".join(text.casefold().split())


def match_of(wanted: str, *, title: str, people: Mapping[str, str], text: str) -> Match | None:
    """Return how a film holds every word of ``wanted`` (all folded), or nothing; ``people`` are names by how shown."""
    parts = wanted.split()
    if not parts:
        return None
    if all(part in title for part in parts):
        return Match(0 if title.startswith(wanted) else 1)
    person = next((shown for shown, name in people.items() if all(part in name for part in parts)), "")
    if person:
        return Match(2, person)
    rest = " ".join((title, text, *people.values()))
    return Match(3) if all(part in rest for part in parts) else None
