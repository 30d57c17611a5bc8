"""The static word table: loaded once, on the first wish."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from matinee.engine.themes.tokenizer import UNKNOWN, Tokenizer

if TYPE_CHECKING:
    from numpy.typing import NDArray

DATA = Path(__file__).parent / "data"


@dataclass(frozen=True, slots=True)
class Table:
    """Word pieces and their vectors, shape ``(tokens, 128)``; an unknown piece has the vector 0."""

    tokenizer: Tokenizer
    rows: NDArray[np.float32]


@cache
def table() -> Table:
    """Return the table kept as package data (about 0.1 s the first time, 16 MB of memory)."""
    tokens = (DATA / "tokens.txt").read_text(encoding="utf-8").rstrip("\n").split("\n")
    rows = np.load(DATA / "table.npy", allow_pickle=False).astype(np.float32)
    rows[tokens.index(UNKNOWN)] = 0.0
    return Table(Tokenizer(tokens), rows)
