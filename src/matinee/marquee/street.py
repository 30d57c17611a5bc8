"""The street's own door: published files are sent before the application is asked anything."""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from matinee.marquee.serving import Answer, Shelf

PREFIX = "/at/"
Environ = dict[str, Any]
Start = Callable[..., Any]


class Street:
    """A WSGI application that answers ``/at/`` from the releases and passes everything else on.

    It stands before every middleware: no session, no database, no lock of the application lies on the way.
    """

    def __init__(self, application: Callable[[Environ, Start], Iterable[bytes]], root: Path) -> None:
        self._application = application
        self._shelf = Shelf(root)

    def __call__(self, environ: Environ, start: Start) -> Iterable[bytes]:
        """Answer a request."""
        path: str = environ["PATH_INFO"]
        if not path.startswith(PREFIX):
            return self._application(environ, start)
        method = environ["REQUEST_METHOD"]
        if method not in {"GET", "HEAD"}:
            start("405 Method Not Allowed", [("Allow", "GET, HEAD"), ("Content-Length", "0")])
            return []
        given = environ.get
        answer = self._shelf.answer(
            path[len(PREFIX) :],
            accepts=given("HTTP_ACCEPT_ENCODING", ""),
            knows=given("HTTP_IF_NONE_MATCH", ""),
            wants=given("HTTP_RANGE", ""),
        )
        if answer is None:
            return self._application(environ, start)
        start(answer.status, answer.headers)
        return _body(answer, is_asked=method == "GET")


def _body(answer: Answer, *, is_asked: bool) -> Iterable[bytes]:
    if not is_asked:
        return []
    return [answer.body] if answer.file is None else answer.stream()
