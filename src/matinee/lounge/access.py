"""The door of the lounge: an entry opens only to the person who sent it."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.http import Http404, HttpRequest, HttpResponseBase

from matinee.accounts.models import User
from matinee.entries.models import Entry
from matinee.lounge.queries import own_entry

P = ParamSpec("P")


def maker_of(request: HttpRequest) -> User:
    """Return who is signed in; pages that are open to everybody do not ask."""
    assert isinstance(request.user, User)  # noqa: S101  LoginRequiredMiddleware
    return request.user


class EntryRequest(HttpRequest):
    """A request that has come through the door of one entry."""

    user: User
    entry: Entry


EntryView = Callable[Concatenate[EntryRequest, P], HttpResponseBase]


def own(view: EntryView[P]) -> Callable[..., HttpResponseBase]:
    """Let a view be entered only by the sender of its entry; to everybody else it does not exist."""

    @wraps(view)
    def entered(request: EntryRequest, code: str, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        found = own_entry(request.user, code)
        if found is None:
            raise Http404
        request.entry = found
        return view(request, *args, **kwargs)

    return entered
