"""How alike films are, how well they go together, how near to their programs' words: whole matrices at once.

Likeness ``s_ij = sum_k beta_k part_k(i, j) / sum_k beta_k`` over the parts (text, themes, genre, form) that
both films have, 0 where they have neither text nor themes. What a pair is worth in one program, ``g_ij =
sum_k gamma_k part_k(i, j)``, counts more: kind, countries, and how near the two running times are.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import numpy as np

from matinee.engine.blocks import trade
from matinee.engine.blocks.contract import values_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from matinee.engine.blocks.contract import Film, Problem

    Floats = NDArray[np.float64]


class Likeness:
    """The closeness of a request's films; matrices are made for the films asked for, so memory stays bounded."""

    def __init__(self, problem: Problem, rows: Floats | None = None) -> None:
        self.problem = problem
        self._rows = rows
        self._about: Floats | None = None

    @property
    def rows(self) -> Floats:
        """Return the text vectors, shape ``(films, dimensions)``, rows of length 1 or all zeros."""
        if self._rows is None:
            self._rows = _vectors([text_of(film) for film in self.problem.films])
        return self._rows

    def rows_of(self, films: NDArray[np.intp]) -> Floats | None:
        """Return the text vectors of some films, None where they were never needed."""
        return None if self._rows is None else self._rows[films]

    def matrix(self, films: Sequence[int] | NDArray[np.intp]) -> Floats:
        """Return s, shape ``(films, films)``, for the films with these indices."""
        given = self.problem.similarity
        if given is not None:
            at = {film_id: k for k, film_id in enumerate(given.ids)}
            order = [at[self.problem.films[i].id] for i in films]
            matrix = given.matrix[np.ix_(order, order)]
            return (matrix + matrix.T) / 2
        chosen = [self.problem.films[i] for i in films]
        rows = self.rows[np.asarray(films, dtype=np.intp)]
        known = rows.any(axis=1).astype(np.float64)
        top = trade.LIKENESS["text"] * (rows @ rows.T)
        bottom = trade.LIKENESS["text"] * np.outer(known, known)
        for kind in ("themes", "genre", "form"):
            tags = [values_of(film, kind) for film in chosen]
            has = np.array([bool(mine) for mine in tags], dtype=np.float64)
            top += trade.LIKENESS[kind] * _shared(tags)
            bottom += trade.LIKENESS[kind] * np.outer(has, has)
            if kind == "themes":
                is_told = bottom > 0
        np.divide(top, bottom, out=top, where=is_told)
        top[~is_told] = 0.0
        return np.round(np.clip(top, -1.0, 1.0, out=top), trade.DECIMALS, out=top)

    def pairs(self, films: Sequence[int] | NDArray[np.intp], s: Floats) -> Floats:
        """Return g, shape ``(films, films)``, from the likeness of the same films; a given matrix is g itself."""
        if self.problem.similarity is not None:
            return s
        g = np.zeros_like(s)
        for name, part in self.pair_parts(films, s):
            g += trade.PAIR[name] * part
        return np.round(g, trade.DECIMALS, out=g)

    def pair_parts(self, films: Sequence[int] | NDArray[np.intp], s: Floats) -> Iterator[tuple[str, Floats]]:
        """Yield what g is a sum of, by the names in ``trade.PAIR``."""
        chosen = [self.problem.films[i] for i in films]
        yield "likeness", s
        yield "themes", _shared([values_of(film, "themes") for film in chosen])
        yield "kind", _shared([kinds_of(film) for film in chosen])
        here = incidence([values_of(film, "countries") for film in chosen])
        yield "countries", (here @ here.T > 0).astype(np.float64)
        lengths = np.log([film.running_time_s for film in chosen])
        yield "length", np.exp(-(((lengths[:, None] - lengths[None, :]) / trade.LENGTH_WIDTH) ** 2))

    def about(self) -> Floats:
        """Return a, shape ``(programs, films)``: the raw points of each film for each program's words."""
        if self._about is None:
            self._about = self._reckon_about()
        return self._about

    def _reckon_about(self) -> Floats:
        result = np.zeros((len(self.problem.programs), len(self.problem.films)))
        for p, program in enumerate(self.problem.programs):
            if program.about and program.about.strip() and result.size:
                words = _vectors([program.about[: trade.TEXT_CHARS]])[0]
                result[p] = trade.ABOUT_FILMS * (self.rows @ words)
        return result


def twins(films: Sequence[Film], s: Floats) -> NDArray[np.bool_]:
    """Return which films are of one genre and one subject, shape ``(films, films)``."""
    genre = incidence([values_of(film, "genre") for film in films])
    themes = incidence([values_of(film, "themes") for film in films])
    same_subject = (themes @ themes.T > 0) | (s >= trade.SAME_SUBJECT)
    return np.asarray((genre @ genre.T > 0) & same_subject)


def incidence(tags: Sequence[frozenset[str]]) -> Floats:
    """Return which item has which tag, shape ``(items, tags)``, columns by the alphabet."""
    at = {tag: k for k, tag in enumerate(sorted(frozenset().union(*tags)))}
    result = np.zeros((len(tags), len(at)))
    for i, mine in enumerate(tags):
        for tag in mine:
            result[i, at[tag]] = 1.0
    return result


def kinds_of(film: Film) -> frozenset[str]:
    """Return the words of a film's genre and form: "animation comedy" is both."""
    return frozenset(re.findall(r"\w+", f"{film.genre or ''} {film.form or ''}".casefold()))


def text_of(film: Film) -> str:
    """Return what is read of a film: its text and its themes."""
    return " ".join([(film.text or "")[: trade.TEXT_CHARS], *film.themes]).strip()


def _shared(tags: Sequence[frozenset[str]]) -> Floats:
    """Return ``|A & B| / |A | B|``, 0 where one is empty, shape ``(items, items)``."""
    has = incidence(tags)
    common = has @ has.T
    size = has.sum(axis=1)
    union = size[:, None] + size[None, :] - common
    return np.asarray(np.divide(common, union, out=common, where=union > 0))


def _vectors(texts: Sequence[str]) -> Floats:
    from matinee.engine import themes  # noqa: PLC0415 (its table costs memory; only requests with words pay)

    return np.asarray(themes.vectors(texts), dtype=np.float64)
