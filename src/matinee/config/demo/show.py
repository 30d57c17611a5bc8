"""The main job of a festival, done before the user's eyes: import, consider, propose, adopt, schedule, publish.

Every step looks first whether it is done, so that an interrupted demo goes on where it was.
"""

import hashlib
import time
from dataclasses import dataclass
from typing import Final
from zoneinfo import ZoneInfo

from matinee.accounts.models import User
from matinee.config.demo.around import set_around
from matinee.config.demo.beside import set_beside
from matinee.config.demo.build import Say
from matinee.config.demo.handing_out import hand_out
from matinee.config.demo.letters import write_letters
from matinee.config.demo.pool import plan_the_pool
from matinee.config.demo.reading import EXPORT, read
from matinee.config.demo.standing import SHOWN, edition_in_the_making, is_shown
from matinee.config.demo.stories import book_talk
from matinee.entries.actions import consider_edition, rolling_call
from matinee.entries.interchange import run_import, start_import
from matinee.entries.models import Consideration, ImportRun
from matinee.entries.states import ConsiderationState, EntryState, ImportState
from matinee.festival.actions import audit
from matinee.festival.models import Edition, Festival, Membership
from matinee.festival.queries import editions_of, upcoming_editions
from matinee.festival.states import EditionState, Role
from matinee.kit.errors import MatineeError
from matinee.marquee.publishing import publish_edition
from matinee.programming.actions import ask_engine, change_program, run_proposal
from matinee.programming.models import Lineup, Proposal
from matinee.programming.queries import lineup_of, pool
from matinee.programming.states import ProgramKind, ProposalState
from matinee.releases.models import Release
from matinee.releases.queries import live_release
from matinee.schedule.actions import lay_out_day
from matinee.schedule.models import Screening
from matinee.schedule.queries import screenings_of
from matinee.workflows.adopt_proposal import adopt_proposal

STEPS: Final = 2000  # deterministic: everybody sees the same lineup; two or three seconds on a small machine
BUDGET_S: Final = 60  # never reached, but by a machine in trouble


@dataclass(frozen=True)
class Show:
    """Where the main job is done, by whom and who listens."""

    festival: Festival
    edition: Edition
    manager: User
    programmer: User
    say: Say


def show_main_job(festival: Festival, say: Say) -> None:
    """Do the main job once, telling each step."""
    if is_shown(festival):
        return
    show = Show(
        festival, edition_in_the_making(festival), _one(festival, Role.MANAGER), _one(festival, Role.PROGRAMMER), say
    )
    _import(show)
    _consider(show)
    _propose(show)
    _schedule(show)
    _publish(show)
    show.say(write_letters(festival, show.edition, show.manager))
    show.say(plan_the_pool(festival, show.programmer))
    audit(festival=festival, by=show.manager, verb=SHOWN, about=show.edition)


def _one(festival: Festival, role: Role) -> User:
    return Membership.objects.select_related("user").filter(festival=festival, role=role).order_by("pk")[0].user


def _import(show: Show) -> None:
    """Take the November export of FilmFreeway; run twice it changes nothing."""
    content = EXPORT.read_bytes()
    digest = hashlib.sha256(content).hexdigest()
    done = ImportRun.objects.filter(festival=show.festival, file_digest=digest, state=ImportState.DONE).first()
    begun = time.monotonic()
    run = done or run_import(
        run=start_import(
            festival=show.festival,
            call=rolling_call(festival=show.festival, by=show.manager),
            file=content,
            file_name=EXPORT.name,
            by=show.manager,
        )
    )
    show.say(
        f"Imported {EXPORT.name}: {run.rows_total} rows, {run.created} new entries, {run.rejected} rows refused with "
        f"their reasons ({time.monotonic() - begun:.1f} s)."
    )


def _consider(show: Show) -> None:
    """Weigh every entry for every coming edition."""
    begun = time.monotonic()
    editions = list(upcoming_editions(show.festival))
    for edition in editions:
        consider_edition(edition=edition, by=show.manager)
    spent = time.monotonic() - begun
    counts = []
    for edition in editions:
        rows = Consideration.objects.filter(edition=edition, entry__state=EntryState.CONSIDERED)
        eligible = rows.exclude(state=ConsiderationState.INELIGIBLE).count()
        counts.append(f"{edition}: {eligible} of {rows.count()}")
    show.say(f"Considered every entry for every coming Saturday; eligible are {', '.join(counts)} ({spent:.1f} s).")


def _propose(show: Show) -> None:
    """Ask the engine for a lineup, and adopt what it answers."""
    if lineup_of(show.edition) is not None:
        return
    board = Lineup.objects.filter(edition=show.edition).order_by("created_at")[0]
    show.say(f"{len(pool(board))} films are in the pool of {show.edition}. The engine looks for the programs ...")
    asked = ask_engine(lineup=board, by=show.programmer, budget_s=BUDGET_S, seed=2026, is_queued=False)
    proposal = run_proposal(proposal=asked, steps=STEPS)
    if proposal.state != ProposalState.READY:
        raise MatineeError(f"The engine has no lineup for {show.edition}: {proposal.message}")
    show.say(_words_of(proposal))
    lineup = adopt_proposal(proposal=proposal, by=show.programmer).lineup
    for program in lineup.programs.prefetch_related("placements__film"):
        films = [place.film for place in program.placements.all()]
        if program.kind == ProgramKind.FEATURE:
            longest = max(films, key=lambda film: film.running_time_s or 0)
            change_program(program=program, title=longest.title[:160], by=show.programmer)
        minutes = sum((film.running_time_s or 0) + show.festival.policy.gap_s for film in films) / 60
        show.say(f"  {program}: {len(films)} films, {minutes:.0f} min: {' · '.join(film.title for film in films)}")
    draft = set_beside(lineup, show.programmer)
    if draft is not None:
        show.say(f"“{draft.title}” stands beside it as a draft, to compare and to watch in order.")


def _words_of(proposal: Proposal) -> str:
    """Return what the engine answered, in a sentence."""
    solution = proposal.solution or {}
    score, bound, gap = solution.get("score"), solution.get("bound"), solution.get("gap")
    near = f", at most {100 * gap:.1f} % below the best possible" if gap is not None and bound is not None else ""
    return f"It proposes a lineup of {score:.1f} points{near}, after {solution.get('runtime_s', 0):.1f} s. Adopted:"


def _schedule(show: Show) -> None:
    """Lay the programs into the auditorium's day."""
    if not screenings_of(show.edition).exists():
        lay_out_day(edition=show.edition, by=show.manager)
    rows = list(screenings_of(show.edition).select_related("program", "auditorium").order_by("starts_at"))
    times = " · ".join(f"{_clock(show, row)} {row.program}" for row in rows)
    show.say(f"Laid into {rows[0].auditorium}: {times}.")
    talk = book_talk(show.edition, show.manager)
    if talk is not None and talk.starts_at is not None:
        at = talk.starts_at.astimezone(ZoneInfo(show.festival.time_zone))
        show.say(f"An interview about {talk.film} is booked at {at:%H:%M}, around the grid.")
    event = set_around(show.edition, show.manager)
    if event is not None:
        show.say(f"{event.title} in {event.auditorium} follows the last screening.")


def _clock(show: Show, screening: Screening) -> str:
    return f"{screening.starts_at.astimezone(ZoneInfo(show.festival.time_zone)):%H:%M}"


def _publish(show: Show) -> None:
    """Put the past editions, then the one in the making, on the public pages."""
    told = Edition.objects.filter(festival__slug=read("worked_case")["festival"]["slug"]).select_related("festival")
    past = [edition for edition in editions_of(show.festival) if edition.state == EditionState.PAST]
    for edition in [*told, *reversed(past), show.edition]:
        if live_release(edition) is None:
            if edition == show.edition:
                show.say(hand_out(edition, show.manager))
            begun = time.monotonic()
            is_last = edition == show.edition or edition in told
            release = publish_edition(edition=edition, by=show.manager, with_festival_pages=is_last)
            show.say(_published(release, time.monotonic() - begun))


def _published(release: Release, spent: float) -> str:
    size = sum(size for _, size in release.manifest.values()) / 2**20
    return f"Published {release}: {len(release.manifest)} files, {size:.1f} MB ({spent:.1f} s)."
