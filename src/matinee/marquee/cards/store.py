"""Cards are drawn once and kept in the store of releases under the name of what they show."""

import json
from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from matinee.kit.codes import new_code
from matinee.marquee.cards.card import Card
from matinee.marquee.cards.drawing import drawn_card
from matinee.releases.actions import keep_files
from matinee.releases.rules import File, Known, is_stored

THREADS = 2


class Cards:
    """The cards of one site; ``stills`` are the pictures of the build, by address."""

    def __init__(self, root: Path, stills: Mapping[str, Known]) -> None:
        self._root, self._stills = root, stills
        self._path = root / "renditions" / "cards.json"
        try:
            self._known: dict[str, list[str | int]] = json.loads(self._path.read_bytes())
        except (OSError, ValueError):
            self._known = {}

    def files(self, cards: Iterable[Card]) -> list[File]:
        """Return the cards' files; those that were drawn before come from the store."""
        wanted = {card.address: card for card in cards}
        lacking = [card for address, card in wanted.items() if not self._is_there(address)]
        with ThreadPoolExecutor(THREADS) as pool:
            drawn = list(pool.map(self._drawn, lacking))
        if drawn:
            self._known |= keep_files(self._root, drawn)
            self._remember()
        return [(address, _known(self._known[address])) for address in wanted]

    def _is_there(self, address: str) -> bool:
        return address in self._known and is_stored(self._root, _known(self._known[address]))

    def _drawn(self, card: Card) -> tuple[str, bytes]:
        known = self._stills.get(card.still)
        still = (self._root / "objects" / known.sha256[:2] / known.sha256).read_bytes() if known else None
        return card.address, drawn_card(card, still)

    def _remember(self) -> None:
        """Write whole or not at all: another publisher may read at the same moment, and may lose a note, not a card."""
        self._path.parent.mkdir(parents=True, exist_ok=True)
        aside = self._path.with_name(f".{self._path.name}.{new_code()}")
        aside.write_text(json.dumps(self._known))
        aside.replace(self._path)


def _known(entry: list[str | int]) -> Known:
    return Known(str(entry[0]), int(entry[1]))
