"""A film's public words in another language than the festival's own: shape only."""

from collections.abc import Mapping
from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from matinee.festival.actions import LONGEST
from matinee.festival.models import Translated
from matinee.films.models import Film

LABELS: Final = {
    "title": _("Title"),
    "logline": _("In one sentence"),
    "synopsis": _("The story"),
    "making": _("How it was made"),
    "content_notes": _("Anything viewers should know before"),
}
LONGEST_TEXT = 8000
LINES = frozenset({"title", "content_notes"})


class FilmWordsForm(forms.Form):
    """What a film is called and said to be; only of what it says in the first place."""

    def __init__(self, film: Film, language: str, data: Any = None, *, known: Mapping[str, str]) -> None:  # noqa: ANN401  Django's own
        super().__init__(data, initial=dict(known))
        for name, most in LONGEST[Translated.FILM].items():
            own = str(getattr(film, name))
            if own:
                widget = forms.TextInput() if name in LINES else forms.Textarea(attrs={"rows": 3})
                widget.attrs |= {"lang": language, "dir": "auto"}
                self.fields[name] = forms.CharField(
                    label=LABELS[name], max_length=most or LONGEST_TEXT, required=False, widget=widget, help_text=own
                )
