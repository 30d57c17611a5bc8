"""Linear algebra on one core: for small matrices, threads that wait for each other cost many times the work itself.

On a machine of two cores that does something else as well, the eigenvalues of a matrix of 120 rows took twenty times
as long with threads as without.
"""

from __future__ import annotations

from threadpoolctl import threadpool_limits


def one_core() -> threadpool_limits:
    """Return a context in which numpy and scipy start no threads of their own (the whole process, while it lasts)."""
    return threadpool_limits(limits=1, user_api="blas")
