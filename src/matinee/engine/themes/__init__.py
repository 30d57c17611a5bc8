"""What films are about, offline: texts to vectors, similarities, themes, and the words of a group.

A static word table (128 dimensions, made by ``tools/distil_themes.py``, its licence beside it) answers some
hundred thousand texts a second without a network. Doors: `vectors`, `similarity`, `shares`, `closeness`,
`words_for`, and ``matinee engine themes`` (contract ``matinee-themes/1``).
"""

from matinee.engine.problem import Kind
from matinee.engine.themes.explain import explain
from matinee.engine.themes.problem import Group, Text, ThemesProblem, parse, schema
from matinee.engine.themes.projection import TEMPERATURE, VOCABULARY, shares, similarity
from matinee.engine.themes.solution import GroupWords, ThemesSolution
from matinee.engine.themes.solve import solve
from matinee.engine.themes.vectors import closeness, vectors
from matinee.engine.themes.verify import checker
from matinee.engine.themes.words import words_for

PROBLEM = Kind("themes", parse, solve, schema, checker, explain)

__all__ = [
    "PROBLEM",
    "TEMPERATURE",
    "VOCABULARY",
    "Group",
    "GroupWords",
    "Text",
    "ThemesProblem",
    "ThemesSolution",
    "closeness",
    "parse",
    "shares",
    "similarity",
    "solve",
    "vectors",
    "words_for",
]
