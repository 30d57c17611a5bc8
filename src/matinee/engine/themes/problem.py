"""The contract `matinee-themes/1`: texts, a vocabulary, phrases to be close to, groups to find words for."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from matinee.engine.errors import BadInput
from matinee.engine.json_reader import limits, read
from matinee.engine.json_schema import schema_of
from matinee.engine.references import numbered, require_known
from matinee.engine.themes.projection import TEMPERATURE, VOCABULARY
from matinee.engine.themes.semantic import require_installed

NAME = limits(min_length=1, max_length=200, about="your own id")


@dataclass(frozen=True, slots=True)
class Text:
    """A text about a film: logline or synopsis, and what people said it is about."""

    id: str = field(metadata=NAME)
    text: str = field(metadata=limits(max_length=100_000))
    tags: tuple[str, ...] = field(
        default=(), metadata=limits(min_length=1, max_length=200, max_items=50, about="a person's tags win")
    )


@dataclass(frozen=True, slots=True)
class Group:
    """Texts that stand together, such as a program."""

    id: str = field(metadata=NAME)
    texts: tuple[str, ...] = field(metadata=limits(min_items=1, about="ids of texts"))


@dataclass(frozen=True, slots=True)
class ThemesProblem:
    """What is to be known about which texts."""

    format: Literal["matinee-themes/1"]
    texts: tuple[Text, ...] = field(metadata=limits(min_items=1, max_items=5000))
    vocabulary: tuple[str, ...] = field(
        default=VOCABULARY,
        metadata=limits(min_length=1, max_length=500, max_items=200, about="the festival's themes, a phrase each"),
    )
    phrases: tuple[str, ...] = field(default=(), metadata=limits(min_length=1, max_length=500, max_items=200))
    groups: tuple[Group, ...] = field(default=(), metadata=limits(max_items=1000))
    words: int = field(default=6, metadata=limits(minimum=0, maximum=100, about="words for each group"))
    matrix: bool = field(default=True, metadata=limits(about="give the matrix of similarities"))
    theme_share: float = field(
        default=0.5,
        metadata=limits(minimum=0, maximum=1, about="how much the themes count against the words"),
    )
    model: Literal["static", "semantic"] = field(
        default="static", metadata=limits(about="the word table, or the language model of the extra [semantic]")
    )
    temperature: float = field(
        default=TEMPERATURE, metadata=limits(minimum=0.005, maximum=10, about="how soft the projection is")
    )


def parse(document: object) -> ThemesProblem:
    """Read and check a document."""
    problem = read(ThemesProblem, document)
    places = numbered([text.id for text in problem.texts], "texts[{}].id")
    numbered(problem.vocabulary, "vocabulary[{}]")
    numbered([group.id for group in problem.groups], "groups[{}].id")
    for g, group in enumerate(problem.groups):
        path = f"groups[{g}].texts[{{}}]"
        numbered(group.texts, path)
        require_known(group.texts, places, path)
    if not problem.vocabulary and problem.theme_share > 0:
        raise BadInput("vocabulary", "is empty; name themes, or set theme_share to 0 to use words alone")
    if problem.model == "semantic":
        require_installed("model")
    return problem


def schema() -> dict[str, object]:
    """Return the JSON Schema of the input."""
    return schema_of(ThemesProblem, "matinee-themes/1")
