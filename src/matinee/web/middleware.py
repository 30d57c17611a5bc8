"""Refusals that rooms raise become pages that people can read."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from matinee.kit.errors import Conflict, InvalidInput, MatineeError, NotAllowed, NotFound, Unavailable
from matinee.web.views import trouble

STATUS: dict[type[MatineeError], int] = {
    InvalidInput: 400,
    NotAllowed: 403,
    NotFound: 404,
    Conflict: 409,
    Unavailable: 503,
}


class RefusalMiddleware:
    """Answer an error of the house with its own sentence and the status that fits it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on; refusals are caught in ``process_exception``."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Answer errors of the house; anything else stays a fault for the log."""
        if not isinstance(exception, MatineeError):
            return None
        status = next((code for kind, code in STATUS.items() if isinstance(exception, kind)), 400)
        return trouble(request, status, exception.message)
