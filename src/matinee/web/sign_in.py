"""What Matinee adds to the sign-in: a link that carries the code, calm words when mail is down."""

import smtplib
from typing import Any
from urllib.parse import urlencode

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.forms import ConfirmLoginCodeForm
from allauth.core import context as allauth_context
from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext

from matinee.kit.errors import Unavailable
from matinee.kit.text import plain_line

LOGIN_CODE = "account/email/login_code"


class HouseAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth ships no types
    """Allauth's own ways, with our letters."""

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Send at once: a code is of no use later.

        Raises
        ------
        Unavailable
            The mail server does not answer.
        """
        if template_prefix == LOGIN_CODE and context.get("code"):
            context = context | {"link": _link_with_code(context["request"], context["code"])}
        try:
            super().send_mail(template_prefix, email, context)
        except (OSError, smtplib.SMTPException) as error:
            raise Unavailable(
                gettext("We could not send you an e-mail just now. Please try again in a few minutes.")
            ) from error


def _link_with_code(request: HttpRequest, code: str) -> str:
    """Return the address that fills the code in; it works only in the browser that asked for it."""
    query = {"code": code}
    following = request.POST.get("next") or request.GET.get("next")
    if following:
        query["next"] = following
    return f"{settings.SITE_ADDRESS}{reverse('account_confirm_login_code')}?{urlencode(query)}"


class CodeForm(ConfirmLoginCodeForm):  # type: ignore[misc]  # allauth ships no types
    """The code from the e-mail; the e-mail's link fills it in."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401  allauth's signature
        super().__init__(*args, **kwargs)
        request = allauth_context.request
        if request is not None and request.method == "GET":
            self.initial["code"] = plain_line(request.GET.get("code", ""), 20)
