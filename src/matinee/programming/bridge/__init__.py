"""The one door from this room to the engine: problems as JSON, solved in a child process.

A board becomes a ``matinee-blocks/1`` problem here, the pool a ``matinee-pool/1`` problem in ``horizon``. A child can
be killed, cannot take the server down with it, and needs nothing of the web. What it says while it works comes as JSON
lines on its standard error; its best so far is always whole on disk (``docs/engine/blocks.md``).
"""

import json
import os
import selectors
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any, Literal

from matinee.festival.models import Policy
from matinee.films.states import Premiere
from matinee.programming.rules import BoardFilm, BoardProgram

Event = list[float | None]
Tick = Callable[[Sequence[Event]], bool]
Ending = Literal["solved", "infeasible", "none", "refused", "died"]
Kind = Literal["blocks", "pool"]
FORMAT = "matinee-blocks/1"
WEIGHTS = {"cohesion": 1.0, "quality": 1.0, "about": 1.0, "order": 1.0, "balance": 0.5, "redundancy": 0.5}
ENDINGS: dict[int, Ending] = {0: "solved", 2: "refused", 3: "infeasible", 4: "none"}
TICK_S = 0.5
GRACE_S = 15.0  # to load, and to write the answer after the budget
HEAVIEST = 5.0
WORDS_CHARS = 20_000


@dataclass(frozen=True, slots=True)
class Answer:
    """How a run ended, what it found, and in words why it did not."""

    ending: Ending
    solution: dict[str, Any] | None = None
    words: str = ""
    trace: list[Event] = field(default_factory=list)
    was_stopped: bool = False


def problem_of(
    programs: Sequence[BoardProgram],
    pool: Iterable[BoardFilm],
    policy: Policy,
    weights: Mapping[str, float] = WEIGHTS,
) -> dict[str, Any]:
    """Return a board and the candidates beside it as the engine's problem.

    A locked program stays as it is: it and its films are left out. Films of unknown length cannot be fitted and are
    left out too, and so is what no program has room for; a locked film is always in.
    """
    free = [program for program in programs if not program.program.is_locked]
    placed = [film for program in free for film in program.films]
    longest_s = max((one.program.max_s for one in free), default=0) - policy.gap_s
    films = {film.code: film for film in (*placed, *pool) if film.is_locked or 0 < film.running_time_s <= longest_s}
    kept = [film for film in films.values() if film.running_time_s]
    return {
        "format": FORMAT,
        "films": [_film(film) for film in sorted(kept, key=lambda film: film.code)],
        "programs": [_program(program, policy) for program in free],
        "gap_s": policy.gap_s,
        "select": "best",
        "locks": [
            {"film": film.code, "program": program.code}
            for program in free
            for film in program.films
            if film.is_locked and film.running_time_s
        ],
        "weights": dict(weights),
    }


def _film(one: BoardFilm) -> dict[str, Any]:
    """Return a film as the engine wants it; what is not known is left out."""
    film, standing = one.film, one.standing
    premiere = one.consideration.premiere if one.consideration else ""
    known: dict[str, Any] = {
        "id": film.code,
        "title": film.title,
        "running_time_s": film.running_time_s,
        "text": f"{film.logline}\n{film.synopsis}".strip()[:WORDS_CHARS],
        "themes": film.themes,
        "genre": film.genres[0] if film.genres else None,
        "form": film.form,
        "countries": film.countries,
        "languages": film.languages,
        "score": float(standing.mean) if standing else None,
        "score_sd": float(standing.sd) if standing else None,
        "weight": min(HEAVIEST, one.weight) if one.weight else None,
        "strands": sorted(one.strands),
        "makers_present": film.makers_attending,
        "premiere": premiere if premiere in Premiere.values and premiere != Premiere.UNKNOWN else None,
    }
    return {key: value for key, value in known.items() if value not in (None, "", [])}


def _program(one: BoardProgram, policy: Policy) -> dict[str, Any]:
    """Return a program as the engine wants it; the opening reel takes its minutes from the films."""
    program = one.program
    about = program.about or (program.strand.about if program.strand else "")
    known = {
        "id": program.code,
        "title": program.title,
        "strand": one.strand_slug or None,
        "about": about[:WORDS_CHARS] or None,
        "min_s": max(0, program.min_s - policy.opening_reel_s),
        "max_s": max(0, program.max_s - policy.opening_reel_s),
        "min_films": program.min_films,
        "max_films": program.max_films,
    }
    return {key: value for key, value in known.items() if value is not None}


def solve(  # noqa: PLR0913  what the engine's command takes
    problem: Mapping[str, Any],
    *,
    budget_s: int,
    seed: int,
    tick: Tick,
    steps: int | None = None,
    kind: Kind = "blocks",
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
    with tempfile.TemporaryDirectory(prefix="matinee-engine-") as folder:
        asked, answered = Path(folder, "problem.json"), Path(folder, "solution.json")
        asked.write_text(json.dumps(problem), encoding="utf-8")
        answered.write_text(json.dumps(solution), encoding="utf-8")
        words = ["verify", kind, str(asked), str(answered), "--json"]
        done = subprocess.run(_command(words), capture_output=True, text=True, check=False, timeout=120)  # noqa: S603  our own
    if done.returncode != 0:
        return [done.stderr.strip()[-400:] or "The engine's checker did not answer."]
    verdict = json.loads(done.stdout.splitlines()[0])
    return [] if verdict["feasible"] else [str(words) for words in verdict["violations"]]


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
    if ending == "died" and solution and (solution.get("programs") or solution.get("editions")):
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
