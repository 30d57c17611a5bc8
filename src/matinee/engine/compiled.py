"""One door to the compiler: ``@compiled`` turns a function over arrays and numbers into machine code.

Numba compiles at the first call and keeps the result beside the source (or in the user's cache folder where that
cannot be written), so a second process starts at once. Compiled functions take and return arrays and numbers only,
carry their own random state, and hold no lock while they run.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar, cast

import numba

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    F = TypeVar("F", bound=Callable[..., Any])


def compiled(function: F) -> F:
    """Return the function as machine code of the same signature."""
    return cast("F", numba.njit(cache=True, nogil=True)(function))


def inlined(function: F) -> F:
    """Return a small function that is compiled into its callers: a call per innermost step would cost as much again."""
    return cast("F", numba.njit(cache=True, nogil=True, inline="always")(function))
