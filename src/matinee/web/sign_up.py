"""What sign-up asks beside the address (allauth builds its forms on this one, so it stands alone)."""

from django import forms
from django.http import HttpRequest
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from matinee.accounts.actions import change_profile
from matinee.accounts.models import User
from matinee.kit.text import plain_line


class NameForm(forms.Form):
    """What sign-up asks beside the address."""

    name = forms.CharField(
        label=_("Your name"),
        max_length=150,
        required=False,
        help_text=_("As it should stand in letters and lists."),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    field_order = ["email", "name", "password1"]

    def signup(self, _request: HttpRequest, user: User) -> None:
        """Keep the name and the language of the page; allauth calls this once the user is made."""
        language = get_language() or "en"
        change_profile(user=user, by=user, name=plain_line(self.cleaned_data["name"], 150), language=language)
