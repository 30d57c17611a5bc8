"""A person's own page."""

from typing import Any

from allauth.account.decorators import reauthentication_required
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from matinee.accounts.actions import change_profile, issue_token, revoke_own_token
from matinee.accounts.models import User
from matinee.accounts.queries import tokens_of
from matinee.festival.queries import roles_of
from matinee.web.notices import tell
from matinee.web.profile.forms import KeyForm, ProfileForm

ABOUT = ("name", "time_zone", "language")


@require_http_methods(["GET", "HEAD", "POST"])
def profile(request: HttpRequest) -> HttpResponse:
    """Show and change who one is."""
    user = _me(request)
    form = ProfileForm(request.POST or None, initial={name: getattr(user, name) for name in ABOUT})
    if request.method == "POST" and form.is_valid():
        change_profile(user=user, by=user, **form.cleaned_data)
        with translation.override(form.cleaned_data["language"]):
            tell(request, _("Your profile is saved."))
        response = redirect("profile")
        response.delete_cookie(settings.LANGUAGE_COOKIE_NAME)  # what the profile says counts from here on
        return response
    return render(request, "web/profile/profile.html", {"form": form, "roles": roles_of(user)})


@require_safe
def keys(request: HttpRequest) -> HttpResponse:
    """Show the keys of one's programs."""
    return _keys_page(request, KeyForm())


@never_cache
@require_POST
@reauthentication_required  # type: ignore[untyped-decorator]  # allauth ships no types
def make_key(request: HttpRequest) -> HttpResponse:
    """Make a key and show it, this once."""
    user = _me(request)
    form = KeyForm(request.POST)
    if not form.is_valid():
        return _keys_page(request, form, status=400)
    token, secret = issue_token(user=user, name=form.cleaned_data["name"], by=user, expires_at=form.expires_at())
    return _keys_page(request, KeyForm(), made=token, secret=secret)


@require_POST
def revoke_key(request: HttpRequest, code: str) -> HttpResponse:
    """Stop one of one's own keys."""
    token = revoke_own_token(user=_me(request), code=code)
    tell(request, _("The key “%(name)s” no longer opens anything.") % {"name": token.name})
    return redirect("profile-keys")


def _keys_page(request: HttpRequest, form: KeyForm, status: int = 200, **more: Any) -> HttpResponse:  # noqa: ANN401
    """Draw the page of keys."""
    tokens = tokens_of(_me(request))
    return render(request, "web/profile/keys.html", {"form": form, "tokens": tokens, **more}, status=status)


def _me(request: HttpRequest) -> User:
    """Return the person whose page it is."""
    assert isinstance(request.user, User)  # noqa: S101  LoginRequiredMiddleware
    return request.user
