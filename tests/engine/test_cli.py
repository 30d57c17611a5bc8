"""The engine on the command line: exit statuses, streams, verification, interrupts and sudden death."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING, Any

import pytest
from tests.engine.blocks.instances import decision, film, program, random_request, request

from matinee.engine.cli import main

if TYPE_CHECKING:
    from pathlib import Path

SMALL = request([film("a", 10), film("b", 10), film("c", 10)], [program("p", 20, 20)])


@pytest.fixture
def small(tmp_path: Path) -> Path:
    path = tmp_path / "in.json"
    path.write_text(json.dumps(SMALL))
    return path


def read(path: Path) -> dict[str, Any]:
    document: dict[str, Any] = json.loads(path.read_text())
    return document


def test_solve_writes_a_solution_and_exits_0(small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = small.with_name("out.json")

    status = main(["blocks", str(small), "-o", str(out), "--steps", "50", "--seed", "3", "--progress"])

    assert status == 0
    assert read(out)["seed"] == 3
    events = [json.loads(line) for line in capsys.readouterr().err.splitlines()]
    assert events[-1]["score"] == pytest.approx(read(out)["score"])
    assert [path.name for path in small.parent.iterdir() if path.name.startswith(".")] == []


def test_solve_speaks_json_on_standard_output(small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["blocks", str(small), "--steps", "10"])

    assert json.loads(capsys.readouterr().out)["status"] in {"feasible", "optimal"}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{", "is not JSON"),
        ('{"films": [{"id": "a", "running_time_s": NaN}], "programs": []}', "holds NaN"),
        ('{"films": [{"id": "a", "running_time_s": -1}], "programs": []}', "films[0].running_time_s: -1 is too small"),
    ],
)
def test_bad_input_exits_2_and_names_it(
    small: Path, capsys: pytest.CaptureFixture[str], text: str, message: str
) -> None:
    small.write_text(text)

    assert main(["blocks", str(small)]) == 2
    assert message in capsys.readouterr().err


@pytest.mark.parametrize("words", [["blocks"], ["nothing", "x.json"], ["blocks", "missing.json"], ["schema", "x"]])
def test_wrong_usage_exits_2(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(words) == 2
    assert capsys.readouterr().err


def test_infeasible_exits_3_with_the_conflict(small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    small.write_text(json.dumps({**SMALL, "programs": [program("p", 25, 29, title="Shorts I")]}))
    out = small.with_name("out.json")

    assert main(["blocks", str(small), "-o", str(out), "--steps", "50"]) == 3
    assert read(out)["conflict"] == ["Shorts I runs at least 25 min.", "Shorts I runs at most 29 min."]
    assert "(2) Shorts I runs at most 29 min." in capsys.readouterr().err


def test_verify_explains_and_exits_1_where_something_is_broken(small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = small.with_name("out.json")
    out.write_text(json.dumps(decision(p=["a"]), indent=1))

    assert main(["verify", "blocks", str(small), str(out)]) == 1
    assert "broken: p runs 600 s, outside its 1200 to 1200 s" in capsys.readouterr().out


def test_verify_takes_json_lines_and_exits_0(small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = small.with_name("out.jsonl")
    out.write_text("\n".join(json.dumps(d) for d in [decision(p=["a", "b"]), decision(p=["a"]), decision(p=["x"])]))

    assert main(["verify", "blocks", str(small), str(out), "--json"]) == 0
    verdicts = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [verdict["feasible"] for verdict in verdicts] == [True, False, False]
    assert set(verdicts[0]) == {"feasible", "violations", "score", "terms"}


def test_schema_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["schema", "blocks"]) == 0
    assert json.loads(capsys.readouterr().out)["additionalProperties"] is False


def start(path: Path, out: Path, budget: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "matinee.engine", "blocks", str(path), "-o", str(out), "--budget", budget]
    return subprocess.Popen(command, env={**os.environ, "PYTHONPATH": "src"}, stderr=subprocess.DEVNULL)


def wait_for(out: Path) -> None:
    deadline = time.monotonic() + 60
    while not out.exists() and time.monotonic() < deadline:
        time.sleep(0.05)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupt_keeps_the_best_so_far(tmp_path: Path, number: signal.Signals) -> None:
    path, out = tmp_path / "in.json", tmp_path / "out.json"
    path.write_text(json.dumps(random_request(1, 40, 4)))

    with start(path, out, "120") as process:
        wait_for(out)
        process.send_signal(number)
        status = process.wait(30)

    assert status == 0
    assert read(out)["films"]


def test_a_killed_run_leaves_a_valid_file(tmp_path: Path) -> None:
    path, out = tmp_path / "in.json", tmp_path / "out.json"
    path.write_text(json.dumps(random_request(1, 40, 4)))

    with start(path, out, "120") as process:
        wait_for(out)
        process.kill()
        process.wait(30)

    assert main(["verify", "blocks", str(path), str(out)]) == 0
