"""Rules of the films room: the premiere ladder, computed and never typed in."""

from matinee.films.rules.geography import place_of_city
from matinee.films.rules.premiere import Place, in_sentence, premiere_of, premiere_words

__all__ = ["Place", "in_sentence", "place_of_city", "premiere_of", "premiere_words"]
