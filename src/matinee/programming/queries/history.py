"""The log of a board: what happened since, what can be undone and done again, and who is looking."""

from collections.abc import Sequence
from datetime import timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from matinee.accounts.models import User
from matinee.programming.models import BoardChange, BoardVisitor, Lineup

PRESENT_S = 20
HEARD_EVERY = timedelta(seconds=8)
LOOKED = 12
FIXED = ("displace_lineup", "reinstate_lineup")


def changes_since(lineup: Lineup, version: int, client_id: str = "") -> list[BoardChange]:
    """Return what changed a board after a version, the newest first; and the change of this name, however old."""
    wanted = Q(version__gt=version)
    if client_id:
        wanted |= Q(client_id=client_id)
    return list(BoardChange.objects.filter(wanted, lineup=lineup).select_related("by").order_by("-version"))


def history(lineup: Lineup) -> QuerySet[BoardChange]:
    """Return all changes of a board, the newest first."""
    return BoardChange.objects.filter(lineup=lineup).select_related("by", "of").order_by("-version")


def undo_next(lineup: Lineup, by: User | None, newest: Sequence[BoardChange] | None = None) -> BoardChange | None:
    """Return a person's last change that is in force; without a person, the board's.

    It is looked for in ``newest`` (``newest_in_force``) where that is at hand; what was undone since is passed over.
    """
    for one in newest or ():
        if one.verb not in FIXED and one.undone_version is None and (by is None or one.by_id == by.pk):
            return one
    if newest is not None and len(newest) < LOOKED:
        return None
    found = in_force(lineup).exclude(verb__in=FIXED).order_by("-applied_version")
    return (found if by is None else found.filter(by=by)).first()


def redo_next(lineup: Lineup, by: User | None) -> BoardChange | None:
    """Return the change that a person undid last, unless they have done something new since."""
    return next(iter(undone_by(lineup, by)[:1]), None)


def undone_by(lineup: Lineup, by: User | None) -> QuerySet[BoardChange]:
    """Return what a person undid since they did something new, the last first."""
    own = BoardChange.objects.filter(lineup=lineup, of=None)
    own = own if by is None else own.filter(by=by)
    newer = own.filter(version__gt=OuterRef("undone_version"))
    undone = own.filter(undone_version__isnull=False).exclude(Exists(newer))
    return undone.select_related("by").order_by("-undone_version")


def newest_in_force(lineup: Lineup) -> list[BoardChange]:
    """Return what came into force last on a board, the newest first."""
    return list(in_force(lineup).order_by("-applied_version")[:LOOKED])


def in_force(lineup: Lineup) -> QuerySet[BoardChange]:
    """Return the changes that are not undone; undoing and redoing themselves are not among them."""
    return BoardChange.objects.filter(lineup=lineup, of=None, undone_version=None).select_related("by")


def visitors(lineup: Lineup) -> Sequence[BoardVisitor]:
    """Return who has a board open now."""
    since = timezone.now() - timedelta(seconds=PRESENT_S)
    found = BoardVisitor.objects.filter(lineup=lineup, seen_at__gte=since)
    return list(found.select_related("user").order_by("user__name"))


def is_heard(rows: Sequence[BoardVisitor], user: User, within: timedelta) -> bool:
    """Tell whether a person's page was heard of just now."""
    since = timezone.now() - within
    return any(row.user_id == user.pk and row.seen_at > since for row in rows)
