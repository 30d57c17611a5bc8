"""``matinee sweep``: everything due is done once, and one part's trouble keeps no other from its work."""

import io
from datetime import timedelta

import pytest
from django.core import mail
from django.core.management import call_command
from django.utils import timezone
from tests.pools import an_entry

from matinee.accounts.models import User
from matinee.config.doctor import work
from matinee.config.management.commands.serve import Clock
from matinee.config.sweep import Sweeper, sweep_all
from matinee.festival.actions import claim_sweep, note_sweep
from matinee.festival.models import Festival, Sweep
from matinee.kit.clock import today_in
from matinee.mailroom.models import Letter
from matinee.mailroom.states import LetterState

pytestmark = pytest.mark.django_db


def swept(*arguments: str) -> list[str]:
    """Return what a sweep says."""
    out = io.StringIO()
    call_command("sweep", *arguments, stdout=out)
    return out.getvalue().splitlines()


@pytest.fixture
def _near_its_end(festival: Festival, director: User) -> None:
    entry = an_entry(festival, sender=director)
    entry.window_ends_on = today_in(festival.time_zone) + timedelta(days=5)
    entry.save()


@pytest.mark.usefixtures("_near_its_end")
def test_sweep_writes_and_carries_what_is_due_once() -> None:
    dry = swept("--dry-run", "--quiet")
    assert (len(dry), Letter.objects.count(), Sweep.objects.count()) == (1, 0, 0)
    assert "windows: expiry_warning: “Night Bus”" in dry[0]
    first = swept("--quiet")
    assert (dry[0] in first, "letters: letters carried: 1" in first, len(mail.outbox)) == (True, True, 1)
    assert (swept("--quiet"), len(mail.outbox)) == ([], 1)
    assert Letter.objects.get().state == LetterState.SENT
    assert swept("--only", "drafts") == ["drafts: nothing is due"]


def test_sweep_goes_on_when_one_part_cannot_and_tells_it() -> None:
    def breaks(*, is_dry: bool) -> list[str]:
        raise ValueError(f"no such thing, dry: {is_dry}")

    def works(*, is_dry: bool) -> list[str]:
        return [f"did it, dry: {is_dry}"]

    found = sweep_all(sweepers=(Sweeper("first", breaks), Sweeper("second", works)))
    assert [(one.did, one.trouble) for one in found] == [
        ([], "ValueError: no such thing, dry: False"),
        (["did it, dry: False"], ""),
    ]
    told = list(work.clock())
    assert [finding.level.value for finding in told] == ["problem"]
    assert "“first” could not go on" in told[0].text


def test_two_sweeps_at_once_do_not_meet() -> None:
    assert claim_sweep(name="drafts")
    assert swept("--only", "drafts") == ["drafts: somebody else is at it"]
    Sweep.objects.update(claimed_until=timezone.now() - timedelta(seconds=1))
    assert swept("--only", "drafts") == ["drafts: nothing is due"]


def test_doctor_tells_a_clock_that_stands_still() -> None:
    assert next(work.clock()).level.value == "warning"
    claim_sweep(name="drafts")
    note_sweep(name="drafts", did=2)
    assert next(work.clock()).level.value == "fine"
    Sweep.objects.update(swept_at=timezone.now() - timedelta(hours=2))
    assert "stands still" in next(work.clock()).text


def test_serve_starts_a_sweep_when_it_is_time_and_never_two(monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[list[str]] = []

    class Part:
        def __init__(self, command: list[str], env: dict[str, str]) -> None:
            assert env["PATH"]
            started.append(command[-2:])

        def poll(self) -> int | None:
            return None

    monkeypatch.setattr("matinee.config.management.commands.serve.subprocess.Popen", Part)
    still, clock = Clock(0), Clock(300)
    for one in (still, clock):
        one.next_at = 0.0
        one.tick()
        one.next_at = 0.0
        one.tick()
    assert started == [["sweep", "--quiet"]]
