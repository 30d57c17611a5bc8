"""What stands beside a lineup: a promise that it keeps, and a draft with another close, a hole and a benched film."""

from datetime import date

from django.db.models import F

from matinee.accounts.models import User
from matinee.entries.models import Consideration
from matinee.entries.states import ALIVE, ConsiderationState
from matinee.festival.models import Edition
from matinee.programming.actions import (
    answer_invitation,
    bench_film,
    copy_lineup,
    order_program,
    place_film,
    write_note,
)
from matinee.programming.actions.checks import oblige
from matinee.programming.models import Invitation, Lineup
from matinee.programming.queries import board
from matinee.programming.states import ObligationKind
from matinee.workflows.invite_film import invite_film

TITLE = "Another close"
REASON = "Its makers open the day; promised at the meeting in October"
NOTE = "Benched until the new subtitles are here. It comes back if Noor likes them."
PLEASE = "We would love to end the evening with it."
SORRY = "Thank you! We promised our first screening at home to our own town, and it is a week later."
WILLING = (ConsiderationState.SHORTLISTED, ConsiderationState.HELD, ConsiderationState.ELIGIBLE)


def set_beside(lineup: Lineup, by: User) -> Lineup | None:
    """Promise the first film its place, and swap the last two of the last program in a draft; nothing where too few."""
    programs = [one for one in board(lineup).programs if one.films]
    if not programs or len(programs[-1].films) < 2:  # noqa: PLR2004  nothing to swap
        return None
    oblige(edition=lineup.edition, kind=ObligationKind.OPENS, film=programs[0].films[0].film, reason=REASON, by=by)
    draft = copy_lineup(lineup=lineup, title=TITLE, by=by)
    last = [one for one in board(draft).programs if one.films][-1]
    codes = [film.code for film in last.films]
    order_program(program=last.program, films=[*codes[:-2], codes[-1], codes[-2]], by=by)
    return draft


def leave_hole(edition: Edition, answer_by: date, by: User) -> Invitation | None:
    """Bench a film of the draft with a note; the one that is to come instead is invited, and its makers decline."""
    draft = Lineup.objects.filter(edition=edition, title=TITLE).first()
    last = [one for one in board(draft).programs if one.films][-1] if draft else None
    rows = Consideration.objects.filter(edition=edition, state__in=WILLING, entry__state__in=ALIVE)
    known = rows.exclude(entry__sender_email="").select_related("entry__film", "entry__festival__policy", "entry__call")
    chosen = known.order_by(F("entry__film__running_time_s").asc(nulls_last=True), "entry__film__slug").first()
    if draft is None or last is None or chosen is None:
        return None
    gone = last.films[0].film
    bench_film(lineup=draft, film=gone, by=by)
    write_note(lineup=draft, film=gone, text=NOTE, by=by)
    place_film(program=last.program, film=chosen.entry.film, by=by, position=1)
    offer = invite_film(entry=chosen.entry, edition=edition, answer_by=answer_by, by=by, message=PLEASE)
    return answer_invitation(invitation=offer, accepts=False, by=chosen.entry.sender, note=SORRY)
