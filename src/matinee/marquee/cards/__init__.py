"""The picture that a link to a page carries along when somebody shares it: drawn for every edition, program and film.

Doors: `edition_card`, `program_card`, `film_card`, `festival_card` say what a card shows, `Cards` draws it once.
"""

from matinee.marquee.cards.card import Card, edition_card, festival_card, film_card, program_card
from matinee.marquee.cards.store import Cards

__all__ = ["Card", "Cards", "edition_card", "festival_card", "film_card", "program_card"]
