"""What each role may do."""

from collections.abc import Iterable

from matinee.festival.states import Permission as P
from matinee.festival.states import Role

ROLE_MAY: dict[Role, frozenset[P]] = {
    Role.DIRECTOR: frozenset(P),
    Role.MANAGER: frozenset(P),
    Role.PROGRAMMER: frozenset(
        {P.SEE_OFFICE, P.SEE_ENTRIES, P.MANAGE_ENTRIES, P.REVIEW, P.SEE_SCORES, P.PROGRAM, P.SCHEDULE, P.PUBLISH, P.TELL}
    ),
    Role.REVIEWER: frozenset({P.SEE_OFFICE, P.REVIEW}),
    Role.PRINTS: frozenset({P.SEE_OFFICE, P.SEE_ENTRIES, P.SCHEDULE}),
    Role.PRESS: frozenset({P.SEE_OFFICE, P.TELL}),
    Role.BOX_OFFICE: frozenset({P.SEE_OFFICE}),
    Role.DOOR: frozenset({P.SEE_OFFICE}),
}


def permissions_of(roles: Iterable[str]) -> frozenset[P]:
    """Return everything that a person with these roles may do."""
    return frozenset().union(*(ROLE_MAY[Role(role)] for role in roles))
