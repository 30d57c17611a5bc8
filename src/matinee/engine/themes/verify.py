"""An independent check of what the themes said: the formulas of `docs/engine/themes.md`, text by text."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from matinee.engine.decision import read_decision
from matinee.engine.references import require_known
from matinee.engine.solution import Term, Verdict
from matinee.engine.themes import semantic
from matinee.engine.themes.table import table

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from matinee.engine.problem import Check
    from matinee.engine.themes.problem import ThemesProblem

    Row = NDArray[np.float64]

CLOSE = 2e-3  # the output has four decimals, and the solver reckons in single precision


@dataclass(frozen=True, slots=True)
class Matrix:
    """A matrix of similarities."""

    ids: tuple[str, ...]
    matrix: tuple[tuple[float, ...], ...]


@dataclass(frozen=True, slots=True)
class Themes:
    """A text's shares."""

    id: str
    themes: dict[str, float]


@dataclass(frozen=True, slots=True)
class Words:
    """A group's words."""

    id: str
    words: tuple[str, ...]
    cohesion: float | None = None


@dataclass(frozen=True, slots=True)
class Closeness:
    """How close the texts are to a phrase."""

    phrase: str
    closeness: dict[str, float]


@dataclass(frozen=True, slots=True)
class Decision:
    """What an output document says; every part may be missing."""

    similarity: Matrix | None = None
    texts: tuple[Themes, ...] = ()
    groups: tuple[Words, ...] = ()
    phrases: tuple[Closeness, ...] = ()


class Right:
    """The right values, reckoned one by one."""

    def __init__(self, problem: ThemesProblem) -> None:
        self.problem = problem
        self.vector = _meaning if problem.model == "semantic" else _vector
        self.phrases = [self.vector(theme) for theme in problem.vocabulary]
        self.vectors = {text.id: self.vector(text.text) for text in problem.texts}
        self.shares = {text.id: self._shares(text.id, text.tags) for text in problem.texts}
        self.known = {text.id: bool(text.tags) or bool(self.vectors[text.id].any()) for text in problem.texts}

    def _shares(self, name: str, tags: Sequence[str]) -> list[float]:
        if not tags:
            return self._soft_max(self.vectors[name])
        rows = [self._tag(tag) for tag in tags]
        return [sum(column) / len(tags) for column in zip(*rows, strict=True)]

    def _tag(self, tag: str) -> list[float]:
        if tag in self.problem.vocabulary:
            return [float(theme == tag) for theme in self.problem.vocabulary]
        return self._soft_max(self.vector(tag))

    def _soft_max(self, vector: Row) -> list[float]:
        warm = [float(phrase @ vector) / self.problem.temperature for phrase in self.phrases]
        heat = [math.exp(w - max(warm)) for w in warm]
        return [h / sum(heat) for h in heat]

    def alike(self, a: str, b: str) -> float:
        """Return the similarity of two texts."""
        if a == b:
            return 1.0
        words = float(self.vectors[a] @ self.vectors[b])
        if not self.problem.vocabulary:
            return words
        share = self.problem.theme_share
        return (1 - share) * words + share * self._themes_alike(a, b)

    def _themes_alike(self, a: str, b: str) -> float:
        if not (self.known[a] and self.known[b]):
            return 0.0
        one, other = self.shares[a], self.shares[b]
        dot = sum(x * y for x, y in zip(one, other, strict=True))
        return dot / math.sqrt(sum(x * x for x in one) * sum(y * y for y in other))

    def cohesion(self, names: Sequence[str]) -> float | None:
        """Return the mean similarity of the pairs of a group."""
        pairs = [self.alike(a, b) for i, a in enumerate(names) for b in names[:i]]
        return sum(pairs) / len(pairs) if pairs else None


def checker(problem: ThemesProblem) -> Check:
    """Prepare the right values once and return the check of one output document."""
    right = Right(problem)
    total = sum(right.cohesion(group.texts) or 0.0 for group in problem.groups)

    def check(output: object) -> Verdict:
        decision = read_decision(Decision, output)
        violations = [
            *_matrix(decision.similarity, right),
            *_themes(decision.texts, right),
            *_words(decision.groups, right),
            *_closeness(decision.phrases, right),
        ]
        return Verdict(violations=tuple(violations), score=total, terms={"cohesion": Term(total, 1.0, total)})

    return check


def _vector(text: str) -> Row:
    known = table()
    total = np.zeros(known.rows.shape[1])
    for token in known.tokenizer.tokens(text):
        total += known.rows[token]
    unit: Any = total / (math.sqrt(float(total @ total)) or 1.0)
    return np.asarray(unit)


def _meaning(text: str) -> Row:
    """Return what the language model says: it is data here, as the word table is."""
    return np.asarray(semantic.vectors([text])[0], dtype=np.float64)


def _matrix(given: Matrix | None, right: Right) -> Iterator[str]:
    if given is None:
        return
    if sorted(given.ids) != sorted(right.vectors):
        yield "similarity: the ids are not those of the texts"
    elif {len(given.matrix), *(len(row) for row in given.matrix)} != {len(given.ids)}:
        yield "similarity: the matrix is not square with a row for each text"
    else:
        for a, row in zip(given.ids, given.matrix, strict=True):
            for b, value in zip(given.ids, row, strict=True):
                if not abs(value - right.alike(a, b)) <= CLOSE:
                    yield f"similarity: {a} and {b} have {value:.4f}, right is {right.alike(a, b):.4f}"


def _themes(given: Sequence[Themes], right: Right) -> Iterator[str]:
    require_known([text.id for text in given], right.vectors, "texts[{}].id")
    for text in given:
        wanted = dict(zip(right.problem.vocabulary, right.shares[text.id], strict=True))
        if set(text.themes) != set(wanted):
            yield f"texts: {text.id} has shares of other themes than the vocabulary's"
            continue
        for theme, share in text.themes.items():
            if not abs(share - wanted[theme]) <= CLOSE:
                yield f"texts: {text.id} has {share:.4f} of {theme}, right is {wanted[theme]:.4f}"


def _words(given: Sequence[Words], right: Right) -> Iterator[str]:
    members = {group.id: group.texts for group in right.problem.groups}
    require_known([group.id for group in given], members, "groups[{}].id")
    spoken = {text.id: text.text.lower().replace("\u2019", "'") for text in right.problem.texts}
    for group in given:
        said = " ".join(spoken[name] for name in members[group.id])
        for word in group.words:
            if word not in said:
                yield f"groups: {group.id} has the word {word}, which none of its texts holds"
        if len(group.words) > right.problem.words:
            yield f"groups: {group.id} has {len(group.words)} words; {right.problem.words} were asked for"
        cohesion = right.cohesion(members[group.id])
        if group.cohesion is not None and not abs(group.cohesion - (cohesion or 0.0)) <= CLOSE:
            yield f"groups: {group.id} has cohesion {group.cohesion:.4f}, right is {cohesion or 0.0:.4f}"


def _closeness(given: Sequence[Closeness], right: Right) -> Iterator[str]:
    for i, phrase in enumerate(given):
        require_known(phrase.closeness, right.vectors, f"phrases[{i}].closeness")
        wanted = right.vector(phrase.phrase)
        for name, value in phrase.closeness.items():
            near = float(wanted @ right.vectors[name])
            if not abs(value - near) <= CLOSE:
                yield f"phrases: {name} is {value:.4f} close to “{phrase.phrase}”, right is {near:.4f}"
