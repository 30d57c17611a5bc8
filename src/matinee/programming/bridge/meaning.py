"""Which films mean what somebody types, though they say it in other words: the engine's word table, offline.

A film's words become one vector of 128 numbers; those of a festival are kept in memory with its index, so that a
search is one product of a matrix with a vector.
"""

from collections import OrderedDict
from dataclasses import dataclass
from threading import Lock
from typing import TYPE_CHECKING

from matinee.programming.queries.facts import Index, Stamp

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

LEAST = 0.22  # a cosine below this is chance
SPREADS = 1.8  # and among many films only what stands out from them: above their mean by so many deviations
MANY = 20
MOST = 12
KEPT_FESTIVALS = 8


@dataclass(frozen=True, slots=True)
class _Rows:
    """One unit row a film, shape ``(films, 128)``."""

    stamp: Stamp
    films: tuple[int, ...]
    rows: "NDArray[np.float32]"


_kept: OrderedDict[int, _Rows] = OrderedDict()
_lock = Lock()


def warm(index: Index) -> None:
    """Read the words of a festival's films, so that the first search is as quick as the next."""
    _rows_of(index)


def close_to(index: Index, phrase: str) -> dict[int, float]:
    """Return the films that mean a phrase (by key, with their cosine, at most a dozen), the closest first."""
    import numpy as np  # noqa: PLC0415  it comes with the engine

    from matinee.engine import themes  # noqa: PLC0415  scipy takes a second to load; only who searches pays it

    known = _rows_of(index)
    if not known.films:
        return {}
    near = known.rows @ themes.vectors([phrase])[0]
    least = LEAST if len(near) < MANY else max(LEAST, float(near.mean() + SPREADS * near.std()))
    best = np.argsort(-near, kind="stable")[:MOST]
    return {known.films[n]: float(near[n]) for n in best if near[n] >= least}


def _rows_of(index: Index) -> _Rows:
    from matinee.engine import themes  # noqa: PLC0415  as above

    with _lock:
        known = _kept.get(index.festival)
        if known is None or known.stamp != index.stamp:
            films = tuple(index.films)
            known = _Rows(index.stamp, films, themes.vectors([index.films[film].words for film in films]))
            _kept[index.festival] = known
            while len(_kept) > KEPT_FESTIVALS:
                _kept.popitem(last=False)
        _kept.move_to_end(index.festival)
        return known
