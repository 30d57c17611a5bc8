"""Public showings of a film elsewhere: what the premiere ladder is computed from."""

from typing import Any

from django.db import transaction

from matinee.accounts.models import User
from matinee.festival.actions import audit
from matinee.films.models import Film, PublicShowing
from matinee.films.rules import place_of_city
from matinee.films.states import DatePrecision
from matinee.kit.rows import apply_changes, checked


@transaction.atomic
def record_showing(*, film: Film, by: User | None, **fields: Any) -> PublicShowing:  # noqa: ANN401  columns
    """Record a showing; country and state are filled in where the city is known for them."""
    showing = PublicShowing(film=film, **placed(fields))
    if showing.shown_on and "precision" not in fields:
        showing.precision = DatePrecision.DAY
    checked(showing)
    showing.save()
    audit(festival=film.festival, by=by, verb="record_showing", about=film, showing=str(showing))
    return showing


@transaction.atomic
def change_showing(*, showing: PublicShowing, by: User | None, **fields: Any) -> PublicShowing:  # noqa: ANN401  columns
    """Correct a showing; looked at by a person, it counts as checked."""
    changed = apply_changes(showing, {"is_checked": True} | fields)
    if changed:
        audit(festival=showing.film.festival, by=by, verb="change_showing", about=showing.film, changed=changed)
    return showing


@transaction.atomic
def remove_showing(*, showing: PublicShowing, by: User | None) -> None:
    """Take out a showing that never was."""
    audit(festival=showing.film.festival, by=by, verb="remove_showing", about=showing.film, showing=str(showing))
    showing.delete()


def placed(fields: dict[str, Any]) -> dict[str, Any]:
    """Return a showing's columns with state and country where its city is known for them."""
    known = place_of_city(fields.get("city", ""))
    if known is None or fields.get("country") not in {None, "", known[1]}:
        return fields
    return fields | {"region": fields.get("region") or known[0], "country": known[1]}
