"""What a festival did before is learnt by the real engine, and its proposals go by it."""

import io
import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from matinee.festival.models import AuditEvent, Edition, Festival
from matinee.kit.errors import Conflict
from matinee.programming.actions import (
    adopt_lineup,
    ask_engine,
    fit_curation,
    forget_curation,
    place_film,
    use_curation,
)
from matinee.programming.bridge import WEIGHTS
from matinee.programming.bridge.past import past_line
from matinee.programming.models import Curation, Lineup, Program
from matinee.programming.queries import curation_of, learnt_of, past_lineups, pool

pytestmark = pytest.mark.django_db


@pytest.fixture
def shown(draft: Lineup) -> Lineup:
    """Return an adopted lineup of an edition that is over."""
    first, second = Program.objects.filter(lineup=draft)
    films = [one.film for one in pool(draft)]
    for number, film in enumerate(films[:8]):
        place_film(program=(first, second)[number % 2], film=film, by=None)
    adopt_lineup(lineup=draft, by=None)
    Edition.objects.filter(pk=draft.edition_id).update(starts_on=date(2024, 3, 8), ends_on=date(2024, 3, 8))
    return draft


def older(*, is_ascending: bool) -> list[dict[str, Any]]:
    """Return three editions whose programs run from short to long, or the other way round."""
    minutes = [(4, 9, 14, 22), (3, 7, 16, 25), (5, 8, 13, 20)]
    programs = [
        {"films": [{"runtime_min": time} for time in (times if is_ascending else times[::-1])]} for times in minutes
    ]
    return [{"edition": str(year), "programs": programs} for year in range(3)]


def test_past_lineups_are_those_that_people_adopted_and_showed(festival: Festival, shown: Lineup) -> None:
    (found,) = past_lineups(festival)

    line = past_line(found)

    assert found == shown
    assert [len(program["films"]) for program in line["programs"]] == [4, 4]
    assert line["programs"][0]["films"][0]["running_time_s"] > 0


def test_fit_curation_keeps_only_what_is_better_unless_asked(festival: Festival, shown: Lineup) -> None:
    found, kept = fit_curation(festival=festival, by=None)

    assert found["evidence"]["programs"] == 2
    assert (kept, curation_of(festival)) == (None, None)

    _, kept = fit_curation(festival=festival, by=None, is_kept=True)

    assert kept == curation_of(festival)
    assert AuditEvent.objects.filter(festival=festival, verb="fit_curation").count() == 1


def test_proposals_go_by_what_was_learnt_until_it_is_forgotten(festival: Festival, draft: Lineup) -> None:
    learnt = {**WEIGHTS, "order": 0.4}
    Curation.objects.create(festival=festival, weights=learnt, found={})

    asked = ask_engine(lineup=draft, by=None, is_queued=False, budget_s=1)

    assert asked.problem["weights"] == learnt
    use_curation(festival=festival, is_in_force=False, by=None)
    assert (curation_of(festival), learnt_of(festival)) == (None, Curation.objects.get())
    use_curation(festival=festival, is_in_force=True, by=None)
    assert curation_of(festival) == Curation.objects.get()
    forget_curation(festival=festival, by=None)
    forget_curation(festival=festival, by=None)
    assert curation_of(festival) is None


def test_fit_curation_says_what_is_missing(festival: Festival, draft: Lineup) -> None:
    with pytest.raises(Conflict, match="older programs as a file"):
        fit_curation(festival=festival, by=None)
    with pytest.raises(Conflict, match="two programs whose films could change places"):
        fit_curation(festival=festival, by=None, older=[{"programs": [{"films": [{"runtime_min": 5}]}]}])


def test_command_learns_from_a_file_and_tells(festival: Festival, tmp_path: Path) -> None:
    past, out = tmp_path / "past.jsonl", io.StringIO()
    past.write_text("\n".join(json.dumps(line) for line in older(is_ascending=False)))

    call_command("curation", festival="lanterns", past=str(past), stdout=out)

    assert "Learnt from 9 programs of 3 editions." in out.getvalue()
    assert "Proposals go by these weights from now on." in out.getvalue()
    row = curation_of(festival)
    assert row is not None
    assert row.weights["order"] < WEIGHTS["order"]

    call_command("curation", festival="lanterns", forget=True, stdout=out)
    assert curation_of(festival) is None


def test_command_refuses_a_file_it_cannot_read(festival: Festival, tmp_path: Path) -> None:
    (tmp_path / "past.jsonl").write_text("{")

    with pytest.raises(CommandError, match="one edition a line"):
        call_command("curation", festival=festival.slug, past=str(tmp_path / "past.jsonl"))
