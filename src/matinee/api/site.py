"""The API's front door: who may come in, how refusals look, which resources there are."""

from django.contrib.auth.decorators import login_not_required
from ninja import NinjaAPI
from ninja.operation import Operation

from matinee.api.access import SignedIn, TokenBearer
from matinee.api.problems import answer_problems
from matinee.api.resources import (
    considerations,
    editions,
    entries,
    festivals,
    films,
    grid,
    itineraries,
    programs,
    screenings,
)

VERSION = "1.0"
ABOUT = """Read what a festival knows, as yourself: you see the festivals you work for, and in them what your role sees.

Send a key from your profile as `Authorization: Bearer mat_…`; in a browser, being signed in is enough.
Lists come in pages (`limit`, `offset`) as `{"items": [...], "count": n}`. Refusals are problem JSON (RFC 9457)."""


class HouseApi(NinjaAPI):
    """Ninja's API with operations named as their functions."""

    def get_openapi_operation_id(self, operation: Operation) -> str:
        """Return a name that a generated client would like."""
        return operation.view_func.__name__


api = HouseApi(
    title="Matinee",
    version=VERSION,
    description=ABOUT,
    urls_namespace="api",
    auth=[TokenBearer(), SignedIn()],
    docs_url=None,
    docs_decorator=login_not_required,
)
answer_problems(api)
for resource in (festivals, editions, programs, films, screenings, grid, entries, considerations):
    api.add_router("/festivals", resource.router, tags=[resource.TAG])
api.add_router("/public/itineraries", itineraries.router, tags=[itineraries.TAG])
