"""What ``matinee serve`` gives its parts."""

import pytest

from matinee.config.management.commands.serve import environment


def test_parts_keep_linear_algebra_to_one_thread_unless_told_otherwise(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("OPENBLAS_NUM_THREADS", raising=False)
    monkeypatch.setenv("MKL_NUM_THREADS", "3")

    found = environment()

    assert (found["OPENBLAS_NUM_THREADS"], found["MKL_NUM_THREADS"]) == ("1", "3")
    assert "PATH" in found
