"""Planning editions and moving them along."""

from datetime import date
from typing import Any

from django.db import transaction

from matinee.accounts.models import User
from matinee.festival.actions.auditing import audit
from matinee.festival.models import Edition, Festival
from matinee.festival.states import EDITION_MOVES, EditionState
from matinee.kit.errors import InvalidInput
from matinee.kit.rows import apply_changes, checked
from matinee.kit.states import check_move


@transaction.atomic
def plan_edition(  # noqa: PLR0913  an edition has that many parts, all named
    *,
    festival: Festival,
    slug: str,
    title: str,
    by: User | None,
    starts_on: date | None = None,
    ends_on: date | None = None,
    month: date | None = None,
    **fields: Any,  # noqa: ANN401  columns
) -> Edition:
    """Plan an edition of one day (no ``ends_on``), several days, or a month whose day is not known yet."""
    first = starts_on or month
    if first is None:
        raise InvalidInput("starts_on", "", "Give the day, or at least the month.")
    if Edition.objects.filter(festival=festival, slug=slug).exists():
        raise InvalidInput("slug", slug, "An edition of that short name already exists. Choose another.")
    edition = Edition(
        festival=festival,
        slug=slug,
        title=title,
        starts_on=starts_on,
        ends_on=ends_on or starts_on,
        month=first.replace(day=1),
        **fields,
    )
    checked(edition)
    edition.save()
    audit(festival=festival, by=by, verb="plan_edition", about=edition)
    return edition


@transaction.atomic
def change_edition(*, edition: Edition, by: User | None, **fields: Any) -> Edition:  # noqa: ANN401  columns
    """Change what an edition is called, when and where it is."""
    if fields.get("starts_on"):
        fields.setdefault("ends_on", edition.ends_on or fields["starts_on"])
        fields["month"] = fields["starts_on"].replace(day=1)
    changed = apply_changes(edition, fields)
    if changed:
        audit(festival=edition.festival, by=by, verb="change_edition", about=edition, changed=changed)
    return edition


@transaction.atomic
def move_edition(*, edition: Edition, to: EditionState, by: User | None) -> Edition:
    """Move an edition along its states; asking for the state it has changes nothing."""
    here = EditionState(edition.state)
    if here is to:
        return edition
    check_move(EDITION_MOVES, here, to, str(edition))
    edition.state = to
    edition.save(update_fields=["state", "changed_at"])
    audit(
        festival=edition.festival,
        by=by,
        verb="move_edition",
        about=edition,
        before=here.value,
        after=to.value,
    )
    return edition


def cancel_edition(*, edition: Edition, by: User | None) -> Edition:
    """Cancel an edition; its entries stay in consideration for the others."""
    return move_edition(edition=edition, to=EditionState.CANCELLED, by=by)
