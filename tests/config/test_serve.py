"""What ``matinee serve`` gives its parts."""

import pytest

from matinee.config.management.commands.serve import environment, usual_processes


def test_parts_keep_linear_algebra_to_one_thread_unless_told_otherwise(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("OPENBLAS_NUM_THREADS", raising=False)
    monkeypatch.setenv("MKL_NUM_THREADS", "3")

    found = environment()

    assert (found["OPENBLAS_NUM_THREADS"], found["MKL_NUM_THREADS"]) == ("1", "3")
    assert "PATH" in found


@pytest.mark.parametrize(("processors", "processes"), [({0}, 1), ({0, 3}, 2), (set(range(64)), 4)])
def test_web_runs_once_a_processor_that_it_may_use(
    monkeypatch: pytest.MonkeyPatch, processors: set[int], processes: int
) -> None:
    monkeypatch.setattr("os.sched_getaffinity", lambda _pid: processors, raising=False)

    assert usual_processes() == processes
