"""The page that tells the API to people, drawn from its own description; no script from anywhere."""

from dataclasses import dataclass
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from matinee.api.site import api


@dataclass(frozen=True, slots=True)
class Route:
    """One address: what it gives, what it takes."""

    address: str
    summary: str
    parameters: list[tuple[str, str]]
    fields: list[tuple[str, str]]


@login_not_required
@require_safe
def docs(request: HttpRequest) -> HttpResponse:
    """Show every resource with its addresses, parameters and fields."""
    schema = api.get_openapi_schema(path_prefix="/api/v1/")
    tags: dict[str, list[Route]] = {}
    for address, methods in schema["paths"].items():
        for operation in methods.values():
            tags.setdefault(operation["tags"][0], []).append(_route(schema, address, operation))
    return render(request, "api/docs.html", {"tags": tags, "about": api.description})


def _route(schema: dict[str, Any], address: str, operation: dict[str, Any]) -> Route:
    """Return one route as the page tells it."""
    parameters = [(one["name"], _kind(one["schema"])) for one in operation.get("parameters", [])]
    answer = operation["responses"][200]["content"]["application/json"]["schema"]
    shape = _resolved(schema, answer)
    if "items" in shape.get("properties", {}):
        shape = _resolved(schema, shape["properties"]["items"]["items"])
    fields = [(name, _kind(one)) for name, one in shape.get("properties", {}).items()]
    return Route(address, operation["summary"], parameters, fields)


def _resolved(schema: dict[str, Any], part: dict[str, Any]) -> dict[str, Any]:
    """Follow a reference to the shape it names."""
    if "$ref" not in part:
        return part
    found: dict[str, Any] = schema["components"]["schemas"][part["$ref"].rpartition("/")[2]]
    return found


def _kind(part: dict[str, Any]) -> str:
    """Return what a value is, in a word or two."""
    if "$ref" in part:
        return str(part["$ref"].rpartition("/")[2])
    if "anyOf" in part:
        return " or ".join(_kind(one) for one in part["anyOf"])
    if part.get("type") == "array":
        return f"list of {_kind(part['items'])}"
    return str(part.get("format") or part.get("type", "any"))
