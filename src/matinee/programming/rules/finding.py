"""Where words are found in a film: in its title, in a name, in what is told of it."""

import unicodedata
from collections.abc import Mapping, Sequence
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


BEGINS, IN_TITLE, TOLD = Match(0), Match(1), Match(3)


def folded(text: str) -> str:
    """Return text in small letters without accents, on one line: what is typed and what is found alike."""
    if not text.isascii():
        text = "".join(letter for letter in unicodedata.normalize("NFKD", text) if not unicodedata.combining(letter))
    return " ".join(text.casefold().split())


def match_of(wanted: str, *, title: str, people: Mapping[str, str], text: str) -> Match | None:
    """Return how a film holds every word of ``wanted`` (all folded), or nothing; ``people`` are names by how shown."""
    parts = wanted.split()
    if not parts or not holds(" ".join((title, text, *people.values())), wanted, parts):
        return None
    return where_found(wanted, parts, title, people)


def holds(said: str, wanted: str, parts: Sequence[str]) -> bool:
    """Tell whether every one of the ``parts`` of ``wanted`` is in what is said."""
    return wanted in said or all(part in said for part in parts)


def where_found(wanted: str, parts: Sequence[str], title: str, people: Mapping[str, str]) -> Match:
    """Return where a film holds all parts that is known to hold each of them somewhere."""
    if title.startswith(wanted):
        return BEGINS
    if holds(title, wanted, parts):
        return IN_TITLE
    person = next((shown for shown, name in people.items() if holds(name, wanted, parts)), "")
    return Match(2, person) if person else TOLD
