"""Learning from a festival's past programs what its proposals go by."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction

from matinee.accounts.models import User
from matinee.festival.actions import audit
from matinee.festival.models import Festival
from matinee.kit.errors import Conflict, NotFound
from matinee.programming.bridge import past
from matinee.programming.models import Curation
from matinee.programming.queries.curation import past_lineups


def fit_curation(
    *,
    festival: Festival,
    by: User | None,
    older: Iterable[Mapping[str, Any]] = (),
    is_kept: bool = False,
    seed: int = 0,
) -> tuple[dict[str, Any], Curation | None]:
    """Fit the weights to the festival's past lineups and ``older`` ones; return what was found, and what is kept of it.

    It is kept where held-out editions stand higher under it than under the engine's own weights, or where ``is_kept``
    asks for it.

    Raises
    ------
    Conflict
        There is no past to learn from.
    """
    lines = [*older, *(past.past_line(lineup) for lineup in past_lineups(festival))]
    if not any(line.get("programs") for line in lines):
        raise Conflict("No edition with an adopted lineup has begun yet. Give older programs as a file of JSON lines.")
    found = past.fit(lines, seed=seed)
    if not (found["is_worth_using"] or is_kept):
        return found, None
    with transaction.atomic():
        told = {"weights": found["weights"], "found": found, "is_in_force": True}
        row, _ = Curation.objects.update_or_create(festival=festival, defaults=told)
        audit(festival=festival, by=by, verb="fit_curation", about=row, weights=found["weights"])
    return found, row


@transaction.atomic
def use_curation(*, festival: Festival, is_in_force: bool, by: User | None) -> Curation:
    """Let proposals go by what was learnt, or by the engine's own weights; what was learnt is kept either way.

    Raises
    ------
    NotFound
        Nothing was learnt.
    """
    row = Curation.objects.select_for_update(of=("self",)).filter(festival=festival).first()
    if row is None:
        raise NotFound("Nothing was learnt from this festival's past, so proposals go by the engine's own weights.")
    if row.is_in_force != is_in_force:
        row.is_in_force = is_in_force
        row.save(update_fields=["is_in_force", "changed_at"])
        audit(festival=festival, by=by, verb="use_curation", about=row, is_in_force=is_in_force)
    return row


@transaction.atomic
def forget_curation(*, festival: Festival, by: User | None) -> None:
    """Let proposals go by the engine's own weights again."""
    row = Curation.objects.filter(festival=festival).first()
    if row is not None:
        audit(festival=festival, by=by, verb="forget_curation", about=row, weights=row.weights)
        row.delete()
