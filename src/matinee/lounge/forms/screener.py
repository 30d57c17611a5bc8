"""Where the film is watched: its link, and a new cut in place of the one that was sent."""

from django import forms
from django.utils.translation import gettext_lazy as _

from matinee.web.fields import RunningTimeField


class ScreenerForm(forms.Form):
    """Where the reviewers watch it."""

    url = forms.URLField(
        label=_("Link"), max_length=500, required=False, assume_scheme="https",
        help_text=_("Vimeo, YouTube (unlisted) or any page where the whole film plays."),
    )  # fmt: skip
    password = forms.CharField(
        label=_("Password"), max_length=200, required=False, strip=False,
        help_text=_("If the link asks for one. It is kept encrypted and shown only to those who watch."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )  # fmt: skip


class CutForm(forms.Form):
    """A new cut in place of the one that was sent."""

    running_time_s = RunningTimeField(label=_("Running time of the new cut"), help_text=_("Such as 12:25."))
    url = forms.URLField(
        label=_("Its link"), max_length=500, required=False, assume_scheme="https",
        help_text=_("Empty: the link or file that is there shows the new cut already."),
    )  # fmt: skip
    password = forms.CharField(
        label=_("Password"), max_length=200, required=False, strip=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )  # fmt: skip
    note = forms.CharField(
        label=_("What is new in it"), max_length=300, required=False, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("The team reads this."),
    )  # fmt: skip
