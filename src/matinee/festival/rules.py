"""What each role may do."""

import hashlib
from collections.abc import Iterable

from matinee.festival.states import Permission, Role

ROLE_MAY: dict[Role, frozenset[Permission]] = {
    Role.DIRECTOR: frozenset(Permission),
    Role.MANAGER: frozenset(Permission),
    Role.PROGRAMMER: frozenset(
        {
            Permission.SEE_OFFICE,
            Permission.SEE_ENTRIES,
            Permission.MANAGE_ENTRIES,
            Permission.REVIEW,
            Permission.SEE_SCORES,
            Permission.PROGRAM,
            Permission.SCHEDULE,
            Permission.PUBLISH,
            Permission.TELL,
        }
    ),
    Role.REVIEWER: frozenset({Permission.SEE_OFFICE, Permission.REVIEW}),
    Role.PRINTS: frozenset({Permission.SEE_OFFICE, Permission.SEE_ENTRIES, Permission.SCHEDULE}),
    Role.PRESS: frozenset({Permission.SEE_OFFICE, Permission.TELL}),
    Role.BOX_OFFICE: frozenset({Permission.SEE_OFFICE}),
    Role.DOOR: frozenset({Permission.SEE_OFFICE}),
}


def permissions_of(roles: Iterable[str]) -> frozenset[Permission]:
    """Return everything that a person with these roles may do."""
    return frozenset().union(*(ROLE_MAY[Role(role)] for role in roles))


def digest_of(token: str) -> str:
    """Return what is kept of a secret: its SHA-256."""
    return hashlib.sha256(token.encode()).hexdigest()
