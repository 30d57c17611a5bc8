"""Who comes in, and what they may see: the festivals they work for, as far as their role goes."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest
from ninja.security import APIKeyCookie, HttpBearer

from matinee.accounts.actions import note_token_use
from matinee.accounts.models import User
from matinee.accounts.queries import token_of_secret
from matinee.festival.models import Edition, Festival
from matinee.festival.queries import edition_of, festivals_of, permissions_in
from matinee.festival.states import Permission
from matinee.kit.errors import NotAllowed, NotFound


class TokenBearer(HttpBearer):
    """A program with a person's key."""

    def authenticate(self, _request: HttpRequest, token: str) -> User | None:
        """Return whose key it is."""
        found = token_of_secret(token)
        if found is None:
            return None
        note_token_use(token=found)
        return found.user


class SignedIn(APIKeyCookie):
    """A person in a browser, for reading only."""

    param_name = "sessionid"

    def __init__(self) -> None:
        super().__init__(csrf=False)

    def authenticate(self, request: HttpRequest, _key: str | None) -> User | None:
        """Return who is signed in, when they only read."""
        is_reading = request.method in {"GET", "HEAD"}
        return request.user if is_reading and isinstance(request.user, User) else None


def person(request: HttpRequest) -> User:
    """Return who has come in."""
    user: Any = request.auth  # type: ignore[attr-defined]  # set by ninja
    assert isinstance(user, User)  # noqa: S101  every resource is behind an authentication
    return user


def festival_for(request: HttpRequest, slug: str, permission: Permission = Permission.SEE_OFFICE) -> Festival:
    """Return a festival of the person's, if they may do this in it.

    Raises
    ------
    NotFound
        It is not theirs, or there is none.
    NotAllowed
        Their role does not include it.
    """
    user = person(request)
    festival = festivals_of(user).filter(slug=slug).first()
    if festival is None:
        raise NotFound(f"There is no festival “{slug}” among yours.")
    if permission not in permissions_in(user, festival):
        raise NotAllowed(f"Your role at {festival} does not include: {permission.label}. Ask a festival manager.")
    return festival


def edition_for(request: HttpRequest, festival: str, slug: str, permission: Permission) -> Edition:
    """Return an edition of a festival of the person's.

    Raises
    ------
    NotFound
        There is none, or the festival is not theirs.
    """
    found = edition_of(festival_for(request, festival, permission), slug)
    if found is None:
        raise NotFound(f"There is no edition “{slug}” in {festival}.")
    return found


def open_to_keys(patterns: list[Any]) -> list[Any]:
    """Return address patterns that the sign-in middleware leaves to the API's own authentication."""
    for pattern in patterns:
        pattern.callback = login_not_required(pattern.callback)
    return patterns
