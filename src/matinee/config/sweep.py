"""Everything that is done when its time has come: a list that others add to.

A **sweeper** is a function ``(*, is_dry: bool) -> list[str]`` that does what is due and returns a line for each thing
it did, or would do. It must be safe to call at any time and twice at once: the database says what is done already.
"""

import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final, Protocol

from matinee.festival.actions import claim_sweep, note_sweep
from matinee.films.actions import sweep_uploads
from matinee.marquee.telling import sweep_stories
from matinee.releases.actions import sweep_previews, sweep_sites
from matinee.workflows.carry_letters import carry_letters
from matinee.workflows.end_invitations import end_invitations
from matinee.workflows.end_windows import end_windows
from matinee.workflows.remind_drafts import remind_drafts
from matinee.workflows.take_fees import sweep_payments

log = logging.getLogger(__name__)


class Sweep(Protocol):
    """What a sweeper does."""

    def __call__(self, *, is_dry: bool) -> list[str]:
        """Do what is due and tell it; if dry, only tell it."""


@dataclass(frozen=True, slots=True)
class Sweeper:
    """One thing that the clock does: its name in the command and the doctor, and the function."""

    name: str
    sweep: Sweep


SWEEPERS: Final = (
    Sweeper("uploads", sweep_uploads),
    Sweeper("sites", sweep_sites),
    Sweeper("previews", sweep_previews),
    Sweeper("payments", sweep_payments),
    Sweeper("windows", end_windows),
    Sweeper("invitations", end_invitations),
    Sweeper("drafts", remind_drafts),
    Sweeper("stories", sweep_stories),
    Sweeper("letters", carry_letters),
)
"""In this order: what writes letters comes before what carries them."""


@dataclass(frozen=True, slots=True)
class Swept:
    """What one sweeper did; ``trouble`` says why it could not go on, ``is_busy`` that somebody else was at it."""

    name: str
    did: list[str]
    trouble: str = ""
    is_busy: bool = False


def sweep_all(
    *, is_dry: bool = False, only: Iterable[str] = (), sweepers: tuple[Sweeper, ...] = SWEEPERS
) -> list[Swept]:
    """Let every sweeper do what is due; the trouble of one keeps no other from its work."""
    asked = set(only)
    return [_swept(one, is_dry=is_dry) for one in sweepers if not asked or one.name in asked]


def _swept(sweeper: Sweeper, *, is_dry: bool) -> Swept:
    """Let one sweeper work, once at a time, and note it."""
    if is_dry:
        return Swept(sweeper.name, sweeper.sweep(is_dry=True))
    if not claim_sweep(name=sweeper.name):
        return Swept(sweeper.name, [], is_busy=True)
    did, trouble = _tried(lambda: sweeper.sweep(is_dry=False), sweeper.name)
    note_sweep(name=sweeper.name, did=len(did), trouble=trouble)
    return Swept(sweeper.name, did, trouble)


def _tried(work: Callable[[], list[str]], name: str) -> tuple[list[str], str]:
    """Return what was done, or what went wrong; the log has the whole story."""
    try:
        return work(), ""
    except Exception as error:
        log.exception("The sweeper “%s” could not go on.", name)
        return [], f"{type(error).__name__}: {error}"
