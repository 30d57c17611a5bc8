"""An engine that does as it is told: a script in the place of the real one, which has tests of its own."""

import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from tests.pools import a_pool, make_eligible

from matinee.entries.actions import consider_edition
from matinee.festival.models import Edition, Festival
from matinee.programming import bridge
from matinee.programming.actions import add_program, make_lineup
from matinee.programming.models import Lineup

SCRIPT = """
import json, os, signal, sys, time
args = sys.argv[1:]
if args[0] == "verify":
    print(json.dumps({{"feasible": {feasible}, "violations": ["Shorts I is too long."], "score": 1.0, "terms": {{}}}}))
    sys.exit(0)
problem = json.load(open(args[1]))
out = args[args.index("-o") + 1]
films = [film["id"] for film in problem["films"]]
programs = [{{"id": one["id"], "films": films[n::len(problem["programs"])][:5], "time_s": 5400, "words": ["night"]}}
            for n, one in enumerate(problem["programs"])]
used = [film for one in programs for film in one["films"]]
solution = {{"status": "feasible", "score": 41.5, "bound": 45.0, "gap": 0.0778, "terms": {{}}, "programs": programs,
    "left_out": [{{"film": film, "reason": "No room is left."}} for film in films if film not in used],
    "films": [{{"film": film, "program": one["id"], "position": n, "why_here": "It opens lightly."}}
              for one in programs for n, film in enumerate(one["films"], 1)],
    "reasons": [], "conflict": {conflict}, "runtime_s": 0.1, "seed": 0, "engine": "script", "trace": []}}
def keep():
    open(out, "w").write(json.dumps(solution))
def say(seconds, score, bound):
    print(json.dumps({{"seconds": seconds, "score": score, "bound": bound}}), file=sys.stderr, flush=True)
say(0.1, 40.0, 50.0)
{then}
"""


@pytest.fixture
def scripted(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[..., None]:
    """Return a way to put a script into the engine's place; ``then`` is what it does after its first word."""

    def put(then: str = "keep()", *, is_feasible: bool = True, conflict: Sequence[str] = ()) -> None:
        script = tmp_path / "engine.py"
        script.write_text(SCRIPT.format(then=then, feasible=is_feasible, conflict=list(conflict)))
        monkeypatch.setattr(bridge, "_command", lambda words: [sys.executable, str(script), *words])

    return put


@pytest.fixture
def draft(festival: Festival, edition: Edition) -> Lineup:
    """Return a draft with two empty programs and a pool of twelve films."""
    a_pool(festival, 12)
    consider_edition(edition=edition, by=None)
    make_eligible(edition)
    lineup = make_lineup(edition=edition, title="Draft", by=None)
    for title in ("Shorts I", "Shorts II"):
        add_program(lineup=lineup, title=title, by=None, min_s=3000, max_s=5700, min_films=3)
    return lineup
