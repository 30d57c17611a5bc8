"""The one door from this room to the engine: problems as JSON, solved in a child process.

A board becomes a ``matinee-blocks/1`` problem in ``boards``, the pool a ``matinee-pool/1`` problem in ``horizon``; a
child answers. It can be killed, cannot take the server down with it, and needs nothing of the web. What it says while
it works comes as JSON lines on its standard error; its best so far is always whole on disk (``docs/engine/blocks.md``).
"""

import json
import logging
import os
import selectors
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any, Literal

from django.utils.translation import gettext as _

from matinee.kit.errors import Unavailable
from matinee.programming.bridge.boards import WEIGHTS, Ask, decision_of, problem_of

__all__ = [
    "WEIGHTS", "Answer", "Ask", "Ending", "Event", "Kind", "Tick", "broken_rules", "broken_rules_of", "command",
    "decision_of", "problem_of", "review", "solve",
]  # fmt: skip
log = logging.getLogger(__name__)
Event = list[float | None]
Tick = Callable[[Sequence[Event]], bool]
Ending = Literal["solved", "infeasible", "none", "refused", "died"]
Kind = Literal["blocks", "pool", "grid"]
ENDINGS: dict[int, Ending] = {0: "solved", 2: "refused", 3: "infeasible", 4: "none"}
TICK_S = 0.5
GRACE_S = 30.0  # to load, and to write the answer after the budget
REVIEW_S = 60  # a review takes about a second; on a machine under load many more


@dataclass(frozen=True, slots=True)
class Answer:
    """How a run ended, what it found, and in words why it did not."""

    ending: Ending
    solution: dict[str, Any] | None = None
    words: str = ""
    trace: list[Event] = field(default_factory=list)
    was_stopped: bool = False


def solve(  # noqa: PLR0913  what the engine's command takes
    problem: Mapping[str, Any],
    *,
    budget_s: int,
    seed: int,
    tick: Tick,
    steps: int | None = None,
    kind: Kind = "blocks",
    alternatives: int = 0,
) -> Answer:
    """Solve in a child process and return how it ended; with ``steps`` the same answer on any machine.

    ``tick`` is called twice a second with everything heard so far; when it returns True the child is asked to stop and
    its best so far is the answer. A child that does not end in its time is killed.
    """
    with tempfile.TemporaryDirectory(prefix="matinee-engine-") as folder:
        asked, answered = Path(folder, "problem.json"), Path(folder, "solution.json")
        asked.write_text(json.dumps(problem), encoding="utf-8")
        words = [
            *(kind, str(asked), "-o", str(answered)),
            *("--budget", str(budget_s), "--seed", str(seed), "--progress"),
            *(("--steps", str(steps)) if steps else ()),
            *(("--alternatives", str(alternatives)) if alternatives else ()),
        ]
        child = _start(words)
        try:
            ear = _Ear(child)
            was_stopped = _attend(child, ear, tick, budget_s + GRACE_S)
        finally:
            _end(child)
        return _answer(child.returncode, answered, ear, was_stopped=was_stopped)


def broken_rules(problem: Mapping[str, Any], solution: Mapping[str, Any], kind: Kind = "blocks") -> list[str]:
    """Return the rules that a solution breaks, by the engine's own checker, which shares nothing with its solver."""
    return broken_rules_of(problem, [solution], kind)[0]


def broken_rules_of(
    problem: Mapping[str, Any], solutions: Sequence[Mapping[str, Any]], kind: Kind = "blocks"
) -> list[list[str]]:
    """Return the rules that each of several solutions breaks, in one run of the checker."""
    with tempfile.TemporaryDirectory(prefix="matinee-engine-") as folder:
        asked, answered = Path(folder, "problem.json"), Path(folder, "solutions.jsonl")
        asked.write_text(json.dumps(problem), encoding="utf-8")
        answered.write_text("\n".join(json.dumps(one) for one in solutions), encoding="utf-8")
        words = ["verify", kind, str(asked), str(answered), "--json"]
        done = subprocess.run(_command(words), capture_output=True, text=True, check=False, timeout=120)  # noqa: S603  our own
    if done.returncode != 0:
        return [[done.stderr.strip()[-400:] or "The engine's checker did not answer."] for _one in solutions]
    verdicts = [json.loads(line) for line in done.stdout.splitlines()]
    return [[] if one["feasible"] else [str(words) for words in one["violations"]] for one in verdicts]


def review(
    problem: Mapping[str, Any],
    decision: Mapping[str, Any],
    *,
    films: Sequence[str] = (),
    fill: tuple[str, int] | None = None,
) -> dict[str, Any]:
    """Return what the engine says of programs that people made: reasons as they stand, or films for a hole.

    ``films`` are asked about beside those that are placed; ``fill`` is a program with the position of its hole.

    Raises
    ------
    Unavailable
        The engine did not answer.
    """
    with tempfile.TemporaryDirectory(prefix="matinee-engine-") as folder:
        asked, decided = Path(folder, "problem.json"), Path(folder, "decision.json")
        asked.write_text(json.dumps(problem), encoding="utf-8")
        decided.write_text(json.dumps(decision), encoding="utf-8")
        words = ["review", "blocks", str(asked), str(decided)]
        words += [word for film in films for word in ("--film", film)]
        words += ["--fill", fill[0], "--at", str(fill[1])] if fill else []
        try:
            done = subprocess.run(_command(words), capture_output=True, text=True, check=True, timeout=REVIEW_S)  # noqa: S603  our own
        except (subprocess.CalledProcessError, subprocess.TimeoutExpired) as broken:
            log.exception("The engine gave no reasons: %s", broken.stderr)
            raise Unavailable(
                _("The engine did not answer. Try again in a moment; the board is as it was.")
            ) from broken
    found: dict[str, Any] = json.loads(done.stdout)
    return found


class _Ear:
    """Hears a child's standard error: progress as JSON lines, anything else as words."""

    def __init__(self, child: subprocess.Popen[bytes]) -> None:
        self._stream: IO[bytes] = child.stderr  # type: ignore[assignment]  # it was opened as a pipe
        os.set_blocking(self._stream.fileno(), False)
        self._selector = selectors.DefaultSelector()
        self._selector.register(self._stream, selectors.EVENT_READ)
        self._rest = b""
        self.trace: list[Event] = []
        self.words: list[str] = []

    def listen(self, seconds: float) -> None:
        """Wait for something to be said, at most so long."""
        if self._selector.select(seconds):
            self._rest += self._stream.read() or b""
            *lines, self._rest = self._rest.split(b"\n")
            for line in lines:
                self._take(line)

    def _take(self, line: bytes) -> None:
        text = line.decode("utf-8", "replace").strip()
        try:
            event = json.loads(text)
            self.trace.append([event["seconds"], event["score"], event["bound"]])
        except (ValueError, TypeError, KeyError):
            self.words.append(text)

    def close(self) -> None:
        """Hear the last words and let go."""
        self.listen(0)
        self._selector.close()
        self._stream.close()


def _attend(child: subprocess.Popen[bytes], ear: _Ear, tick: Tick, patience_s: float) -> bool:
    """Stay with a child until it ends; return whether somebody asked it to stop."""
    started = time.monotonic()
    told, stopped_at = 0.0, None
    while child.poll() is None:
        ear.listen(TICK_S)
        now = time.monotonic()
        if now - told >= TICK_S:
            told = now
            if tick(ear.trace) and stopped_at is None:
                stopped_at = now
                child.send_signal(signal.SIGINT)
        if now - (stopped_at or started) > (GRACE_S if stopped_at else patience_s):
            child.kill()
            child.wait()
    ear.close()
    return stopped_at is not None


def _answer(status: int, answered: Path, ear: _Ear, *, was_stopped: bool) -> Answer:
    """Return what a child left behind, whatever became of it."""
    ending, solution = ENDINGS.get(status, "died"), _read(answered)
    words = " ".join(ear.words)[-600:]
    if ending == "infeasible" and solution:
        words = " ".join(str(rule) for rule in solution.get("conflict", [])) or words
    if ending == "died" and solution and any(solution.get(key) for key in ("programs", "editions", "showings")):
        return Answer("solved", solution, "The engine was killed; this is its best until then.", ear.trace, was_stopped)
    return Answer(ending, solution, words, ear.trace, was_stopped)


def _read(path: Path) -> dict[str, Any] | None:
    """Return a whole JSON document, or nothing."""
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return found if isinstance(found, dict) else None


def command(words: Sequence[str]) -> list[str]:
    """Return the words that run the engine's command."""
    return _command(words)


def _command(words: Sequence[str]) -> list[str]:
    return [sys.executable, "-m", "matinee.engine", *words]


def _start(words: Sequence[str]) -> subprocess.Popen[bytes]:
    """Start the engine in a session of its own, so that a Ctrl-C meant for us does not reach it."""
    return subprocess.Popen(  # noqa: S603  our own program
        _command(words),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )


def _end(child: subprocess.Popen[bytes]) -> None:
    """Leave no child behind, whatever happened here."""
    if child.poll() is None:
        child.kill()
        child.wait()
    if child.stderr and not child.stderr.closed:
        child.stderr.close()
