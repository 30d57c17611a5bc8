"""Which language a page is shown in, and how somebody chooses another one."""

from collections.abc import Callable

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from matinee.accounts.actions import change_profile
from matinee.accounts.models import User

# The team's floor and the operator's admin are written in English; half a page in another language helps nobody.
IN_ENGLISH = ("/office/", "/admin/", "/api/")
# Published files have their language in their address, and ask nothing of the database.
BY_ADDRESS = ("/at/", "/static/", "/media/", "/health/")


class LanguageMiddleware:
    """Show each page in the language that its reader chose, or whose browser asks for it.

    What was chosen on the page itself (a cookie) comes first, then the profile of who is signed in, then the browser.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer in the reader's language, and say which one it is."""
        if request.path.startswith(BY_ADDRESS):
            return self.get_response(request)
        with translation.override(language_of(request)):
            request.LANGUAGE_CODE = translation.get_language() or settings.LANGUAGE_CODE
            response = self.get_response(request)
        if not request.path.startswith(IN_ENGLISH):
            patch_vary_headers(response, ("Accept-Language",))
        response.headers.setdefault("Content-Language", request.LANGUAGE_CODE)
        return response


def language_of(request: HttpRequest) -> str:
    """Return the language that a page is shown in."""
    if request.path.startswith(IN_ENGLISH):
        return "en"
    said = (request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, ""), _profiles(request))
    known = dict(settings.LANGUAGES)
    return next((one for one in said if one in known), "") or translation.get_language_from_request(request)


def _profiles(request: HttpRequest) -> str:
    """Return the language of who is signed in; nobody is asked for where there is no session."""
    if settings.SESSION_COOKIE_NAME not in request.COOKIES or not isinstance(request.user, User):
        return ""
    return request.user.language.split("-")[0]


@login_not_required
@require_POST
def choose(request: HttpRequest) -> HttpResponseRedirect:
    """Show pages in another language from now on; who is signed in gets letters in it too."""
    wanted, back = request.POST.get("language", ""), request.POST.get("next", "")
    is_safe = url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()})
    response = HttpResponseRedirect(back if is_safe and back.startswith("/") else "/")
    if wanted in dict(settings.LANGUAGES):
        year_s = 365 * 24 * 3600
        secure = settings.SESSION_COOKIE_SECURE
        response.set_cookie(settings.LANGUAGE_COOKIE_NAME, wanted, max_age=year_s, secure=secure, samesite="Lax")
        if isinstance(request.user, User):
            change_profile(user=request.user, by=request.user, language=wanted)
    return response
