"""What reviewers say of themselves: minutes, languages, genres, and whom they are close to."""

from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from matinee.accounts.models import User
from matinee.entries.models import Entry
from matinee.festival.actions import audit
from matinee.festival.models import Festival
from matinee.kit.errors import InvalidInput
from matinee.kit.rows import checked
from matinee.people.rules import name_key_of
from matinee.preselection.actions.recusals import recuse
from matinee.preselection.models import Clearance, Recusal, ReviewerProfile, Tie
from matinee.preselection.queries.closeness import close_entries
from matinee.preselection.states import RecusalKind, TieKind

KINDS = {TieKind.PERSON: RecusalKind.CLOSE, TieKind.COMPANY: RecusalKind.WORK, TieKind.SCHOOL: RecusalKind.WORK}


@transaction.atomic
def set_profile(  # noqa: PLR0913  a profile has these lines
    *,
    festival: Festival,
    reviewer: User,
    by: User | None,
    minutes_a_month: int | None = None,
    languages: Sequence[str] = (),
    genres: Sequence[str] = (),
) -> ReviewerProfile:
    """Record what a reviewer can watch; queues are dealt by it from the next filling on."""
    profile = ReviewerProfile.objects.filter(festival=festival, reviewer=reviewer).first()
    profile = profile or ReviewerProfile(festival=festival, reviewer=reviewer)
    profile.minutes_a_month = minutes_a_month
    profile.languages = sorted({code.strip().lower() for code in languages if code.strip()})
    profile.genres = sorted({genre.strip().lower() for genre in genres if genre.strip()})
    checked(profile)
    profile.save()
    audit(festival=festival, by=by, verb="set_profile", about=festival, reviewer=str(reviewer), minutes=minutes_a_month)
    return profile


@transaction.atomic
def declare_tie(  # noqa: PLR0913  a tie has these lines
    *, festival: Festival, reviewer: User, kind: TieKind, name: str, by: User | None, note: str = ""
) -> Tie:
    """Declare somebody or something a reviewer is close to; films that name it are taken out of their hands at once.

    Raises
    ------
    InvalidInput
        Without a name.
    """
    key = name_key_of(name)
    if not key:
        raise InvalidInput("name", name, _("Give the name as it stands in credits."))
    tie, is_new = Tie.objects.get_or_create(
        festival=festival,
        reviewer=reviewer,
        kind=kind,
        name_key=key,
        defaults={"name": " ".join(name.split())[:150], "note": note.strip()[:200]},
    )
    if is_new:
        audit(festival=festival, by=by, verb="declare_tie", about=festival, reviewer=str(reviewer), kind=str(kind))
        _keep_away(festival, reviewer, KINDS[TieKind(kind)], by)
    return tie


@transaction.atomic
def withdraw_tie(*, tie: Tie, by: User | None) -> None:
    """Forget a tie; what was recused because of it stays so until somebody undoes it."""
    audit(festival=tie.festival, by=by, verb="withdraw_tie", about=tie.festival, reviewer=str(tie.reviewer))
    tie.delete()


@transaction.atomic
def clear_match(*, entry: Entry, reviewer: User, by: User | None) -> Clearance:
    """Write down that a name that matched is another person's, so the reviewer may watch the entry."""
    clearance, is_new = Clearance.objects.get_or_create(entry=entry, reviewer=reviewer)
    if is_new:
        audit(festival=entry.festival, by=by, verb="clear_match", about=entry, reviewer=str(reviewer))
    return clearance


@transaction.atomic
def unclear_match(*, entry: Entry, reviewer: User, by: User | None) -> None:
    """Take a clearance back (undo)."""
    gone, _rows = Clearance.objects.filter(entry=entry, reviewer=reviewer).delete()
    if gone:
        audit(festival=entry.festival, by=by, verb="unclear_match", about=entry, reviewer=str(reviewer))


def _keep_away(festival: Festival, reviewer: User, kind: RecusalKind, by: User | None) -> None:
    """Recuse a reviewer from every entry that names what they are close to by their own word."""
    ties = set(Tie.objects.filter(festival=festival, reviewer=reviewer).values_list("name", flat=True))
    known = set(Recusal.objects.filter(entry__festival=festival, reviewer=reviewer).values_list("entry_id", flat=True))
    found = {entry: why for (entry, _who), why in close_entries(festival, [reviewer]).items() if entry not in known}
    told = {entry: why for entry, why in found.items() if any(name in why for name in ties)}
    for entry in Entry.objects.filter(pk__in=told).select_related("film", "festival"):
        recuse(entry=entry, reviewer=reviewer, reason=told[entry.pk], kind=kind, by=by)
