"""Specimens for the living style sheet: every component in every state, with made-up films."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from matinee.web.icons import ICONS
from matinee.web.pages import Step
from matinee.web.palette import ACCENTS
from matinee.web.reel import Segment

FILMS = (
    ("The Long Loom", 745), ("Tide Table", 372), ("Saturday's Bread", 1083), ("Night Shift, Row 14", 214),
    ("What the Orchard Keeps", 968), ("Ember", 131), ("Letters to a House That Is Not There Any More", 1327),
)  # fmt: skip


class SpecimenForm(forms.Form):
    """One field of each kind, with help and errors."""

    title = forms.CharField(label=_("Title"), help_text=_("As it stands on the first frame."), max_length=20)
    story = forms.CharField(label=_("Story"), required=False, widget=forms.Textarea)
    country = forms.ChoiceField(label=_("Country"), choices=[("IT", "Italy"), ("PE", "Peru")])
    finished_on = forms.DateField(label=_("Finished on"), widget=forms.DateInput(attrs={"type": "date"}))
    strands = forms.MultipleChoiceField(
        label=_("Strands"), choices=[("f", "Female Cinema"), ("c", "Canadian Cinema")],
        widget=forms.CheckboxSelectMultiple, required=False, help_text=_("Only if you choose to say so."),
    )  # fmt: skip
    form_of_film = forms.ChoiceField(
        label=_("Form"), choices=[("fiction", "Fiction"), ("doc", "Documentary")], widget=forms.RadioSelect
    )
    still = forms.FileField(label=_("Still"), required=False, help_text=_("JPEG or PNG, at least 1920 wide."))
    is_student = forms.BooleanField(label=_("A student film"), required=False, help_text=_("Made while at a school."))


def program(*, with_links: bool = True) -> list[Segment]:
    """Return a day's block: reception, films and Q&A."""
    films = [
        Segment(title, seconds, href=f"#film-{n}" if with_links else "") for n, (title, seconds) in enumerate(FILMS)
    ]
    return [Segment("Reception", 1800, "reception"), *films, Segment("Q&A", 1140, "qa")]


def strip() -> dict[str, list[Step]]:
    """Return the status strips of three entries: fresh, under way, shown elsewhere than hoped."""
    day = date(2026, 3, 2)
    received = Step(str(_("Received")), "done", on=day)
    watched = Step(str(_("Watched")), "done", str(_("in full by 3 people")), day + timedelta(days=19))
    words = [str(_("Discussed")), str(_("Considered")), str(_("Invited")), str(_("Shown"))]
    later = [Step(word) for word in words]
    return {
        "fresh": [Step(received.label, "now", on=day), Step(watched.label), *later],
        "under_way": [
            received,
            watched,
            Step(words[0], "done"),
            Step(words[1], "now", "May, June"),
            *later[2:],
        ],
        "ended": [
            received,
            watched,
            Step(words[0], "done"),
            Step(words[1], "no", "12 months are over"),
            *later[2:],
        ],
    }


def specimens(request: HttpRequest) -> dict[str, Any]:
    """Return everything the style sheet shows; the messages are real ones."""
    messages.success(request, _("“Tide Table” is withdrawn from May."), extra_tags="undo:/office/look/")
    messages.error(request, _("The letter was not sent: the address is missing. Add it, then send again."))
    start = datetime(2026, 3, 1, 19, tzinfo=UTC)
    days = [start + timedelta(days=n * 2) for n in range(12)]
    return {
        "accents": ACCENTS.values(),
        "icons": ICONS,
        "program": program(),
        "short_program": program(with_links=False)[2:6],
        "day": [
            ("rose", program()),
            ("teal", [Segment("Mother Tongue", 5280, href="#feature"), Segment("Q&A", 900, "qa")]),
        ],
        "day_s": 9000,
        "clocks": [4000, 5460, 5820, 6120],
        "strips": strip(),
        "steps": [str(n) for n in range(1, 11)],
        "before": [0, 1, 3, 8, 14, 22, 31, 18, 6, 2],
        "after": [0, 2, 5, 11, 18, 26, 22, 13, 6, 2],
        "days": days,
        "sold": [0, 4, 9, 20, 22, 30, 41, 60, 64, 88, 120, 131],
        "moment": start,
        "page": Paginator(range(140), 20).get_page(3),
        "blank": SpecimenForm(),
        "wrong": SpecimenForm(
            {"title": "A title that is much too long for this", "country": "XX", "finished_on": "2026-02-30"},
            auto_id="id_wrong_%s",
        ),
        "films": [{"title": title, "seconds": seconds} for title, seconds in FILMS],
    }
