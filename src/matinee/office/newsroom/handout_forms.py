"""Forms of the newsroom desk: how a booklet or a press kit is wanted."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from matinee.festival.models import Edition
from matinee.films.models import Film
from matinee.newsroom.models import Handout, HandoutKind, Paper
from matinee.programming.queries import lineup_of


class BookletForm(forms.Form):
    """A booklet: its paper, whether a printer gets it, and the words that stand nowhere else."""

    paper = forms.ChoiceField(label=_("Paper"), choices=Paper.choices, initial=Paper.A5)
    has_bleed = forms.BooleanField(
        label=_("For a printer"), required=False,
        help_text=_("3 mm of bleed over each edge, the trim marked in the file, pages in fours."),
    )  # fmt: skip
    has_marks = forms.BooleanField(
        label=_("With crop marks"), required=False,
        help_text=_("Outside the bleed; most printers put their own."),
    )  # fmt: skip
    welcome = forms.CharField(
        label=_("Words of welcome"), max_length=6000, required=False, widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("Empty: what the edition says of itself."),
    )  # fmt: skip
    thanks = forms.CharField(
        label=_("Sponsors and friends"), max_length=3000, required=False, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("One a line. “Presented by: Kiln Brewery” sets the role above the name."),
    )  # fmt: skip

    @classmethod
    def of(cls, edition: Edition, data: Any) -> "BookletForm":  # noqa: ANN401  what a request carries
        """Return the form with the words of the booklet that was made last."""
        last = Handout.objects.filter(edition=edition, kind=HandoutKind.BOOKLET).order_by("-changed_at").first()
        words = {"paper": last.paper, "welcome": last.welcome, "thanks": last.thanks} if last else None
        return cls(data, initial=words, prefix="booklet")


class PressKitForm(forms.Form):
    """A press kit: of the whole edition, or of one film."""

    film = forms.ModelChoiceField(
        label=_("About"),
        queryset=Film.objects.none(),
        required=False,
        to_field_name="slug",
        empty_label=_("The edition"),
    )

    def __init__(self, edition: Edition, data: Any = None) -> None:  # noqa: ANN401  what a request carries
        super().__init__(data, prefix="kit")
        lineup = lineup_of(edition)
        field: Any = self.fields["film"]
        if lineup is not None:
            field.queryset = Film.objects.filter(placements__program__lineup=lineup).distinct().order_by("title", "pk")
