"""Saying what boards are checked for, and what an edition owes."""

from collections.abc import Mapping

from django.db import transaction
from django.utils.translation import gettext as _

from matinee.accounts.models import User
from matinee.festival.actions import audit
from matinee.festival.models import Edition, Festival
from matinee.films.models import Film
from matinee.kit.errors import Conflict, InvalidInput, NotFound
from matinee.kit.rows import checked
from matinee.programming.models import CheckSetting, Obligation
from matinee.programming.queries.checks import customs_of
from matinee.programming.rules.book import CUSTOMS, RUNGS, Custom
from matinee.programming.states import CheckKind, CheckLevel, ObligationKind


@transaction.atomic
def set_checks(*, festival: Festival, wanted: Mapping[CheckKind, Custom], by: User | None) -> list[CheckKind]:
    """Let checks of a festival go so from now on; return those that changed. What is as the custom keeps no row.

    Raises
    ------
    InvalidInput
        A level, a number or a rung that makes no sense for its check.
    """
    Festival.objects.select_for_update().get(pk=festival.pk)
    now = customs_of(festival)
    changed = [kind for kind, custom in wanted.items() if _sensible(kind, custom) != now[kind]]
    for kind in changed:
        _write(festival, kind, _sensible(kind, wanted[kind]))
    if changed:
        told = {kind.value: _told(wanted[kind]) for kind in changed}
        audit(festival=festival, by=by, verb="set_checks", about=festival, checks=told)
    return changed


@transaction.atomic
def oblige(  # noqa: PLR0913  a promise has these parts, all named
    *,
    edition: Edition,
    kind: ObligationKind,
    reason: str,
    by: User | None,
    film: Film | None = None,
    title: str = "",
) -> Obligation:
    """Write down that a film, or a program of a title, must be in an edition, and why.

    Raises
    ------
    InvalidInput
        No reason, no film, or no title.
    Conflict
        It is written down already.
    """
    if film is not None and film.festival_id != edition.festival_id:
        raise NotFound(_("This film is not at this festival."))
    is_program = kind == ObligationKind.PROGRAM
    row = Obligation(
        edition=edition,
        kind=kind,
        film=None if is_program else film,
        title=title.strip()[:160] if is_program else "",
        reason=reason.strip().rstrip(".")[:200],
    )
    _refuse_half(row)
    if Obligation.objects.filter(edition=edition, kind=kind, film=row.film, title__iexact=row.title).exists():
        raise Conflict(_("This is written down for %(edition)s already.") % {"edition": edition})
    checked(row)
    row.save()
    audit(festival=edition.festival, by=by, verb="oblige", about=row, kind=row.kind, reason=row.reason)
    return row


@transaction.atomic
def release_obligation(*, obligation: Obligation, by: User | None) -> None:
    """Take a promise of an edition off the books."""
    festival = obligation.edition.festival
    audit(festival=festival, by=by, verb="release_obligation", about=obligation, reason=obligation.reason)
    obligation.delete()


def _refuse_half(row: Obligation) -> None:
    """Refuse a promise that does not say what or why."""
    if row.kind not in ObligationKind.values:
        raise InvalidInput("kind", row.kind, _("Choose what is promised."))
    if row.kind == ObligationKind.PROGRAM and not row.title:
        raise InvalidInput("title", row.title, _("Give the title of the program."))
    if row.kind != ObligationKind.PROGRAM and row.film is None:
        raise InvalidInput("film", "", _("Name a film of this festival."))
    if not row.reason:
        raise InvalidInput("reason", row.reason, _("Say to whom it was promised, and why."))


def _sensible(kind: CheckKind, custom: Custom) -> Custom:
    """Return how a check is to go, if that makes sense."""
    usual = CUSTOMS[kind]
    if custom.level not in CheckLevel.values:
        raise InvalidInput("level", custom.level, _("Choose one of the four levels."))
    if usual.number is not None and not usual.least <= (custom.number or 0) <= usual.most:
        says = {"least": usual.least, "most": usual.most}
        raise InvalidInput(str(kind.label), custom.number, _("Give a number from %(least)s to %(most)s.") % says)
    if usual.rung and custom.rung not in RUNGS:
        raise InvalidInput(str(kind.label), custom.rung, _("Choose a rung of the premiere ladder."))
    number = None if usual.number is None else custom.number
    return Custom(
        CheckLevel(custom.level), number, usual.least, usual.most, custom.rung if usual.rung else "", custom.is_on
    )


def _write(festival: Festival, kind: CheckKind, custom: Custom) -> None:
    """Keep how a check goes; nothing where it goes by the custom."""
    rows = CheckSetting.objects.filter(festival=festival, kind=kind)
    if custom == CUSTOMS[kind]:
        rows.delete()
        return
    known = {"level": custom.level, "number": custom.number, "rung": custom.rung, "is_on": custom.is_on}
    CheckSetting.objects.update_or_create(festival=festival, kind=kind, defaults=known)


def _told(custom: Custom) -> dict[str, object]:
    """Return a setting as the audit log keeps it."""
    return {"level": str(custom.level), "number": custom.number, "rung": custom.rung, "is_on": custom.is_on}
