"""The door of every desk: a stranger's festival does not exist, a role without the permission is refused."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.http import Http404, HttpRequest, HttpResponseBase

from matinee.accounts.models import User
from matinee.festival.models import Edition, Festival
from matinee.festival.queries import festivals_of, permissions_in
from matinee.festival.states import Permission
from matinee.kit.errors import NotAllowed

P = ParamSpec("P")


class DeskRequest(HttpRequest):
    """A request that has come through the door of a desk."""

    user: User
    festival: Festival
    permissions: frozenset[Permission]


DeskView = Callable[Concatenate[DeskRequest, P], HttpResponseBase]


def desk(permission: Permission) -> Callable[[DeskView[P]], Callable[..., HttpResponseBase]]:
    """Let a view be entered only by members of its festival with this permission.

    The view gets ``request.festival`` and ``request.permissions``; its ``festival`` address argument is taken out.
    """

    def wrap(view: DeskView[P]) -> Callable[..., HttpResponseBase]:
        @wraps(view)
        def entered(request: DeskRequest, festival: str, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            found = festivals_of(request.user).filter(slug=festival).first()
            if found is None:
                raise Http404
            request.festival = found
            request.permissions = permissions_in(request.user, found)
            if permission not in request.permissions:
                raise NotAllowed(f"Your role at {found} does not include: {permission.label}. Ask a festival manager.")
            return view(request, *args, **kwargs)

        return entered

    return wrap


def edition_or_404(festival: Festival, slug: str) -> Edition:
    """Return an edition of this festival."""
    edition = Edition.objects.filter(festival=festival, slug=slug).first()
    if edition is None:
        raise Http404
    edition.festival = festival  # read already, at the door
    return edition
