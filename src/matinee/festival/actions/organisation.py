"""Founding a festival and setting its numbers."""

from typing import Any

from django.db import transaction

from matinee.accounts.models import User
from matinee.festival.actions.auditing import audit
from matinee.festival.models import Festival, Membership, Policy
from matinee.festival.states import Role
from matinee.kit.errors import Conflict, InvalidInput
from matinee.kit.rows import apply_changes, checked

RESERVED_SLUGS = frozenset({"accounts", "admin", "api", "at", "look", "lounge", "media", "office", "static"})


@transaction.atomic
def create_festival(*, slug: str, name: str, by: User | None, **fields: Any) -> Festival:  # noqa: ANN401  columns
    """Found a festival with its policy; who founds it becomes its director.

    Raises
    ------
    InvalidInput
        A slug that addresses cannot hold, or a column that does not fit.
    Conflict
        The slug is taken.
    """
    festival = Festival(slug=slug, name=name, **fields)
    if slug in RESERVED_SLUGS:
        raise InvalidInput("slug", slug, "This word is an address of the installation itself. Choose another.")
    if Festival.objects.filter(slug=slug).exists():
        raise Conflict(f"There is a festival “{slug}” already. Choose another short name.")
    checked(festival)
    festival.save()
    Policy.objects.create(festival=festival)
    if by is not None:
        Membership.objects.create(festival=festival, user=by, role=Role.DIRECTOR)
    audit(festival=festival, by=by, verb="create_festival", about=festival)
    return festival


@transaction.atomic
def change_festival(*, festival: Festival, by: User | None, **fields: Any) -> Festival:  # noqa: ANN401  columns
    """Change what the festival says of itself."""
    changed = apply_changes(festival, fields)
    if changed:
        audit(festival=festival, by=by, verb="change_festival", about=festival, changed=changed)
    return festival


@transaction.atomic
def change_policy(*, festival: Festival, by: User | None, **fields: Any) -> Policy:  # noqa: ANN401  columns
    """Change the trade's numbers; what is already placed stays as it is."""
    policy = festival.policy
    changed = apply_changes(policy, fields)
    if changed:
        audit(festival=festival, by=by, verb="change_policy", about=festival, changed=changed)
    return policy
