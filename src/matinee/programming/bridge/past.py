"""Past lineups as lines of ``matinee-past/1``, and the weights fitted to them (``docs/engine/curation.md``)."""

import json
import subprocess
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from matinee.films.models import Film
from matinee.kit.errors import Conflict
from matinee.programming import bridge
from matinee.programming.bridge.boards import WORDS_CHARS
from matinee.programming.models import Lineup, Program
from matinee.programming.states import ProgramKind

PATIENCE_S = 600
LEAST_FILMS = 2


def past_line(lineup: Lineup) -> dict[str, Any]:
    """Return a lineup's programs of shorts with their films in order."""
    kept = [one for one in lineup.programs.all() if one.kind == ProgramKind.SHORTS]
    programs = [{"title": one.title, "about": one.about, "films": _films(one)} for one in kept]
    edition = lineup.edition
    told = [one for one in programs if len(one["films"]) >= LEAST_FILMS]
    return {"festival": edition.festival.slug, "edition": edition.slug, "programs": told}


def fit(lines: Iterable[Mapping[str, Any]], *, seed: int) -> dict[str, Any]:
    """Fit the weights in a child process and return the engine's whole answer.

    Raises
    ------
    Conflict
        The past tells nothing, or the engine could not read it; its words say why.
    """
    with tempfile.TemporaryDirectory(prefix="matinee-engine-") as folder:
        past, weights = Path(folder, "past.jsonl"), Path(folder, "weights.json")
        past.write_text("\n".join(json.dumps(line) for line in lines), encoding="utf-8")
        words = bridge.command(["fit", "blocks", str(past), "-o", str(weights), "--seed", str(seed)])
        done = subprocess.run(words, capture_output=True, text=True, check=False, timeout=PATIENCE_S)  # noqa: S603  our own
        if done.returncode != 0:
            said = done.stderr.strip().removeprefix("matinee engine: ")
            raise Conflict(f"Nothing could be learnt: {said[-400:] or 'the engine broke off'}")
        found: dict[str, Any] = json.loads(weights.read_text(encoding="utf-8"))
        return found


def _films(program: Program) -> list[dict[str, Any]]:
    return [_film(placement.film) for placement in program.placements.all()]


def _film(film: Film) -> dict[str, Any]:
    """Return a film in the words that a board's films have (``bridge.problem_of``); what is not known is left out."""
    known = {
        "title": film.title,
        "running_time_s": film.running_time_s,
        "text": f"{film.logline}\n{film.synopsis}".strip()[:WORDS_CHARS],
        "themes": film.themes,
        "genre": film.genres[0] if film.genres else None,
        "form": film.form,
        "countries": film.countries,
    }
    return {key: value for key, value in known.items() if value not in (None, "", [])}
