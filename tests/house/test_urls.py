"""Every address is closed unless opened on purpose, and another festival's objects are not there.

The addresses are walked as the product has them, so a new page is held to this on the day it appears.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from matinee.accounts.models import User
from matinee.festival.models import Festival

OPEN_ON_PURPOSE = re.compile(
    r"^(|health/|robots\.txt|favicon\.ico|media/.*|accounts/.*|at/.*|team/.*"
    r"|lounge/calls/(lanterns/xyz/)?|admin/jsi18n/|api/v1/(openapi\.json|docs|public/.*)?)$"
)
CLOSED = {301, 302, 401, 403, 404, 405}


@dataclass(frozen=True)
class Address:
    """One address pattern: its route with every variable filled in by a word."""

    route: str
    filled: str
    variables: tuple[str, ...]


def addresses(resolver: URLResolver | None = None, before: str = "") -> Iterator[Address]:
    """Yield every address of the product, allauth and the API included."""
    for pattern in (resolver or get_resolver()).url_patterns:
        route = before + str(pattern.pattern).removeprefix("^").removesuffix("$").removesuffix(r"\Z")
        if isinstance(pattern, URLResolver):
            yield from addresses(pattern, route)
        elif isinstance(pattern, URLPattern):
            variables = re.findall(r"<(?:\w+:)?(\w+)>", route)
            filled = re.sub(r"<int:\w+>", "1", route)
            filled = re.sub(r"<(?:\w+:)?festival>", "lanterns", filled)
            filled = re.sub(r"\(\?P<\w+>[^)]*\)|<(?:\w+:)?\w+>", "xyz", filled).replace("\\", "")
            yield Address(route, filled, tuple(variables))


ALL = sorted({address.filled: address for address in addresses()}.values(), key=lambda a: a.filled)
OFFICE = [address for address in ALL if address.filled.startswith("office/lanterns/")]


@pytest.mark.django_db
@pytest.mark.parametrize("address", [a for a in ALL if not OPEN_ON_PURPOSE.match(a.filled)], ids=lambda a: a.filled)
def test_address_is_closed_to_strangers(address: Address, festival: Festival) -> None:
    client = Client(raise_request_exception=False)

    got, posted = client.get(f"/{address.filled}"), client.post(f"/{address.filled}")

    assert got.status_code in CLOSED
    assert posted.status_code in CLOSED
    if got.status_code in {301, 302}:
        assert "/accounts/" in got["Location"] or "/admin/login" in got["Location"] or got.status_code == 301


@pytest.mark.django_db
@pytest.mark.parametrize("address", OFFICE, ids=lambda a: a.filled)
def test_address_of_another_festival_is_not_there(
    address: Address, festival: Festival, other_festival: Festival, signed_in: Callable[[User], Client]
) -> None:
    stranger = signed_in(User.objects.get(email="stranger@example.org"))

    got, posted = stranger.get(f"/{address.filled}"), stranger.post(f"/{address.filled}")

    assert (got.status_code, posted.status_code) == (404, 404)


def test_the_walk_sees_the_office() -> None:
    assert len(OFFICE) > 20
