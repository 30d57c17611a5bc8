"""Refusals as problem JSON (RFC 9457), from the one tree of errors."""

import json
from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, Throttled, ValidationError

from matinee.kit.errors import Conflict, InvalidInput, MatineeError, NotAllowed, NotFound, Unavailable

STATUS: dict[type[MatineeError], HTTPStatus] = {
    InvalidInput: HTTPStatus.BAD_REQUEST,
    NotAllowed: HTTPStatus.FORBIDDEN,
    NotFound: HTTPStatus.NOT_FOUND,
    Conflict: HTTPStatus.CONFLICT,
    Unavailable: HTTPStatus.SERVICE_UNAVAILABLE,
}
Answer = Callable[[HttpRequest, Any], HttpResponse]


def problem(status: HTTPStatus, detail: str, **more: object) -> HttpResponse:
    """Return a refusal in words and for programs."""
    body = {"type": "about:blank", "title": status.phrase, "status": int(status), "detail": detail, **more}
    return HttpResponse(json.dumps(body, ensure_ascii=False), status=status, content_type="application/problem+json")


def answer_problems(api: NinjaAPI) -> None:
    """Teach an API the house's refusals."""
    answers: dict[type[Exception], Answer] = {
        MatineeError: _refused, ValidationError: _misread, AuthenticationError: _stranger, Http404: _nothing,
        Throttled: _too_often,
    }  # fmt: skip
    for kind, answer in answers.items():
        api.add_exception_handler(kind, answer)


def _refused(_request: HttpRequest, error: MatineeError) -> HttpResponse:
    status = next((code for kind, code in STATUS.items() if isinstance(error, kind)), HTTPStatus.BAD_REQUEST)
    named = {"field": error.field, "accepted": error.accepted} if isinstance(error, InvalidInput) else {}
    return problem(status, error.message, **named)


def _misread(_request: HttpRequest, error: ValidationError) -> HttpResponse:
    errors = [{"field": str(one["loc"][-1]), "message": one["msg"]} for one in error.errors]
    said = "; ".join(f"{one['field']}: {one['message']}" for one in errors)
    return problem(HTTPStatus.BAD_REQUEST, f"The request could not be read. {said}", errors=errors)


def _stranger(_request: HttpRequest, _error: AuthenticationError) -> HttpResponse:
    said = (
        "Send a key from your profile as “Authorization: Bearer mat_…”. A revoked key or one that has run out is none."
    )
    answer = problem(HTTPStatus.UNAUTHORIZED, said)
    answer["WWW-Authenticate"] = "Bearer"
    return answer


def _nothing(_request: HttpRequest, _error: Http404) -> HttpResponse:
    return problem(HTTPStatus.NOT_FOUND, "There is nothing at this address.")


def _too_often(_request: HttpRequest, error: Throttled) -> HttpResponse:
    answer = problem(HTTPStatus.TOO_MANY_REQUESTS, "That was often. Wait a minute, then ask again.")
    answer["Retry-After"] = str(error.wait or 60)
    return answer
