"""What an edition wishes its mixture to hold, as rows of a form."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from matinee.festival.models import Edition
from matinee.festival.states import Permission
from matinee.kit.errors import InvalidInput
from matinee.kit.places import country_name, language_name
from matinee.office.access import DeskRequest, desk, edition_or_404
from matinee.programming.actions.mixture import wish_mixture
from matinee.programming.queries.mixture import wishes_of
from matinee.programming.rules.mixture import MOST, Wish
from matinee.programming.states import WishKind
from matinee.web.notices import tell, tell_trouble

EMPTY_ROWS = 2


class WishForm(forms.Form):
    """One wish; without minutes it is none."""

    kind = forms.ChoiceField(label=gettext_lazy("Looks at"), choices=WishKind.choices)
    value = forms.CharField(
        label=gettext_lazy("Which"),
        required=False,
        max_length=60,
        widget=forms.TextInput(attrs={"placeholder": gettext_lazy("Documentary, drama, Portugal…")}),
    )
    minutes = forms.IntegerField(label=gettext_lazy("Minutes"), required=False, min_value=1, max_value=10_000)


Wishes = forms.formset_factory(WishForm, extra=EMPTY_ROWS, max_num=MOST, absolute_max=MOST + EMPTY_ROWS)


def wish_rows(edition: Edition, data: Mapping[str, Any] | None = None) -> forms.BaseFormSet[WishForm]:
    """Return an edition's wishes as rows, with some empty ones."""
    initial = [{"kind": one.kind, "value": _shown(one), "minutes": one.minutes} for one in wishes_of(edition)]
    return Wishes(data, initial=initial, prefix="wish")


@desk(Permission.PROGRAM)
@require_POST
def wish(request: DeskRequest, edition: str) -> HttpResponse:
    """Save what an edition wishes for."""
    found = edition_or_404(request.festival, edition)
    back = reverse("office-programming-edition", args=[request.festival.slug, edition]) + "#mixture"
    rows = wish_rows(found, request.POST)
    if not rows.is_valid():
        tell_trouble(request, _("Give the minutes of each wish as a whole number."))
        return HttpResponseRedirect(back)
    given = [row.cleaned_data for row in rows if row.cleaned_data.get("minutes")]
    try:
        wishes = [Wish(one["kind"], one["value"], one["minutes"]) for one in given]
        wish_mixture(edition=found, wishes=wishes, by=request.user)
    except InvalidInput as refused:
        tell_trouble(request, refused.accepted)
    else:
        tell(request, _("The wishes of %(edition)s are kept; the next plan goes by them.") % {"edition": found})
    return HttpResponseRedirect(back)


def _shown(one: Wish) -> str:
    """Return a wish's value as people type it."""
    if one.kind == WishKind.COUNTRY:
        return country_name(one.value)
    if one.kind == WishKind.LANGUAGE:
        return language_name(one.value)
    return one.words if one.kind == WishKind.FORM else one.value
