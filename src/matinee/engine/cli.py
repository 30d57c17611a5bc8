"""The engine on the command line.

::

    matinee engine <problem> IN.json -o OUT.json [--budget 10] [--steps N] [--seed 0] [--warm OUT.json]
                                                 [--alternatives 3] [--progress]
                                                 [--repair] [--with BLOCKS.json]
    matinee engine verify <problem> IN.json OUT.json [--json]
    matinee engine review <problem> IN.json DECISION.json [-o OUT.json] [--film ID ...] [--fill PROGRAM [--at PLACE]]
    matinee engine fit <problem> PAST.jsonl [-o WEIGHTS.json] [--seed 0]
    matinee engine schema <problem>

``-`` is the standard input or output. Exit status: 0 solved or improved (``verify``: nothing broken, or
``--json``), 1 ``verify`` found something broken, 2 bad input, 3 proven infeasible, 4 stopped without a
solution. An interrupt (SIGINT, SIGTERM) ends the search and writes the best so far, which is also kept on
disk while solving.
"""

from __future__ import annotations

import argparse
import json
import math
import sys
from typing import TYPE_CHECKING, Any

from matinee.engine import registry
from matinee.engine.errors import BadInput, EngineError, Infeasible, NoSolution
from matinee.engine.files import STREAM, read_bytes, write_document
from matinee.engine.interrupt import Interrupt
from matinee.engine.json_reader import loads
from matinee.engine.problem import How, Kind
from matinee.engine.solution import Solution
from matinee.engine.stop import Stop
from matinee.engine.stray import stray_output_aside
from matinee.engine.watch import Watch

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from matinee.engine.problem import Check

USAGE = 2
BROKEN = 1
VERBS = {"verify", "schema", "fit", "review"}


def main(argv: Sequence[str] | None = None) -> int:
    """Run ``matinee engine ...`` and return its exit status."""
    words = list(sys.argv[1:] if argv is None else argv)
    verb = words[0] if words and words[0] in VERBS else "solve"
    deeds = {"verify": _verify, "schema": _schema, "fit": _fit, "review": _review, "solve": _solve}
    try:
        return deeds[verb](_options(verb, words))
    except EngineError as error:
        print(f"matinee engine: {error}", file=sys.stderr)  # noqa: T201 (a command speaks to its terminal)
        return error.exit_code
    except SystemExit as leaving:  # argparse: 0 after --help, 2 after a usage error
        return leaving.code if isinstance(leaving.code, int) else USAGE


def _options(verb: str, words: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="matinee engine", description=__doc__, formatter_class=_Raw)
    if verb == "solve":
        _solve_arguments(parser)
        return parser.parse_args(words)
    parser.add_argument("problem", help="one of " + ", ".join(registry.NAMES))
    if verb == "verify":
        parser.add_argument("input", help="the problem's JSON, or -")
        parser.add_argument("output", help="a solution's JSON, or JSON lines of many, or -")
        parser.add_argument("--json", action="store_true", help="one JSON line for each solution; exits 0")
    if verb == "review":
        _review_arguments(parser)
    if verb == "fit":
        parser.add_argument("past", help="what was done before, as JSON lines, or -")
        parser.add_argument("-o", "--output", default=STREAM, help="where the weights go (standard output)")
        parser.add_argument("--seed", type=_count, default=0)
    return parser.parse_args(words[1:])


_Raw = argparse.RawDescriptionHelpFormatter


def _solve_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("problem", help="one of " + ", ".join(registry.NAMES))
    parser.add_argument("input", help="the problem's JSON, or -")
    parser.add_argument("-o", "--output", default=STREAM, help="where the solution goes (standard output)")
    parser.add_argument("--budget", type=_seconds, default=None, metavar="SECONDS", help="10, unless --steps is given")
    parser.add_argument(
        "--steps", type=_count, default=None, help="deterministic steps instead of (or besides) seconds"
    )
    parser.add_argument("--seed", type=_count, default=0)
    parser.add_argument("--warm", default=None, metavar="OUT.json", help="an earlier solution to start from")
    parser.add_argument("--alternatives", type=_count, default=0, metavar="N", help="this many different solutions too")
    parser.add_argument(
        "--with", dest="blocks", metavar="BLOCKS.json", help="grid: decide the programs in the same run"
    )
    parser.add_argument("--repair", action="store_true", help="grid: the fewest changes to what is published")
    parser.add_argument(
        "--progress", action="store_true", help="JSON lines on the standard error: seconds, score, bound"
    )


def _review_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("input", help="the problem's JSON, or -")
    parser.add_argument("decision", help="what people decided, as JSON, or -")
    parser.add_argument("-o", "--output", default=STREAM, help="where the reasons go (standard output)")
    parser.add_argument("--film", action="append", default=[], metavar="ID", help="a film not placed: why not")
    parser.add_argument("--fill", default=None, metavar="PROGRAM", help="a program with a hole: what fills it best")
    parser.add_argument("--at", type=_count, default=None, metavar="PLACE", help="where the hole is, from 1")
    parser.add_argument("--best", type=_count, default=3, metavar="N", help="this many films for the hole")


def _seconds(text: str) -> float:
    seconds = float(text)
    if not (math.isfinite(seconds) and seconds >= 0):
        raise argparse.ArgumentTypeError(f"{text} is not a number of seconds, 0 or more")
    return seconds


def _count(text: str) -> int:
    count = int(text)
    if count < 0:
        raise argparse.ArgumentTypeError(f"{text} is less than 0")
    return count


def _solve(options: argparse.Namespace) -> int:
    kind = registry.find("joint" if options.blocks and options.problem == "grid" else options.problem)
    problem = kind.parse(_request(options))
    warm = None if options.warm is None else loads(read_bytes(options.warm))
    budget_s = 10.0 if options.budget is None and options.steps is None else options.budget
    watch = Watch(options.output, is_spoken=options.progress)
    with Interrupt() as interrupt:
        how = How(
            Stop(budget_s, options.steps, interrupt.is_wanted),
            options.seed,
            watch,
            warm,
            options.alternatives,
        )
        solution, error = _answer(kind, problem, how)
    write_document(options.output, solution.to_json())
    if error is not None:
        raise error
    return 0


def _request(options: argparse.Namespace) -> object:
    """Return the document to solve; a flag is the key of the same name."""
    document = loads(read_bytes(options.input))
    if options.repair and isinstance(document, dict):
        document = {**document, "repair": True}
    if options.blocks is None:
        return document
    if options.problem != "grid":
        raise BadInput("", f"--with joins blocks to a grid, not to {options.problem}")
    from matinee.engine.joint.problem import compose  # noqa: PLC0415 (a package is loaded when its problem is asked for)

    return compose(document, loads(read_bytes(options.blocks)))


def _answer(kind: Kind[Any], problem: object, how: How) -> tuple[Solution, EngineError | None]:
    """Return the solution, or what is known in place of one with the error that ends the command."""
    try:
        with stray_output_aside():
            return kind.solve(problem, how), None
    except Infeasible as error:
        return Solution(
            status="infeasible", conflict=error.conflict, runtime_s=how.stop.elapsed_s, seed=how.seed
        ), error
    except NoSolution as error:
        return Solution(status="unknown", reasons=(str(error),), runtime_s=how.stop.elapsed_s, seed=how.seed), error


def _schema(options: argparse.Namespace) -> int:
    write_document(STREAM, registry.find(options.problem).schema())
    return 0


def _review(options: argparse.Namespace) -> int:
    kind = registry.find(options.problem)
    if kind.review is None:
        raise BadInput("", f"{options.problem} has no reasons for what people decided; blocks has")
    problem, decision = kind.parse(loads(read_bytes(options.input))), loads(read_bytes(options.decision))
    asked = {
        "films": tuple(options.film),
        "program": options.fill,
        "position": options.at or None,
        "best": options.best,
    }
    with stray_output_aside():
        found = kind.review(problem, decision, asked)
    write_document(options.output, found)
    return 0


def _fit(options: argparse.Namespace) -> int:
    kind = registry.find(options.problem)
    if kind.fit is None:
        raise BadInput("", f"{options.problem} learns nothing from the past; blocks does")
    write_document(options.output, kind.fit(_lines(options.past), options.seed))
    return 0


def _verify(options: argparse.Namespace) -> int:
    kind = registry.find(options.problem)
    if kind.checker is None:
        raise BadInput("", f"{options.problem} has nothing to verify: its answer is not a choice")
    check = kind.checker(kind.parse(loads(read_bytes(options.input))))
    if options.json:
        return _verify_lines(check, options.output)
    feasible = [_say(check, decision) for decision in _decisions(options.output)]
    return 0 if all(feasible) else BROKEN


def _verify_lines(check: Check, name: str) -> int:
    for decision in _decisions(name):
        sys.stdout.write(json.dumps(check(decision).to_json(), ensure_ascii=False) + "\n")
    sys.stdout.flush()
    return 0


def _say(check: Check, decision: object) -> bool:
    verdict = check(decision)
    lines = [f"broken: {violation}" for violation in verdict.violations] or ["Every rule is kept."]
    lines += [f"{name}: {t.raw:.6g} x {t.weight:g} = {t.points:.6g} points" for name, t in verdict.terms.items()]
    sys.stdout.write("\n".join([*lines, f"score: {verdict.score:.6g}"]) + "\n")
    return verdict.is_feasible


def _decisions(name: str) -> Iterator[object]:
    """Yield each solution of a file."""
    return _lines(name, "solution")


def _lines(name: str, noun: str = "edition") -> Iterator[object]:
    """Yield each document of a file: one, or one on each line."""
    text = read_bytes(name)
    lines = [line for line in text.splitlines() if line.strip()]
    if not lines:
        raise BadInput("", f"{name} is empty; write one {noun}, or one on each line")
    try:
        first = loads(lines[0])
    except BadInput:  # a document over many lines
        yield loads(text)
        return
    yield first
    for line in lines[1:]:
        yield loads(line)
