"""The questions of an entry, in their order: what each asks and why, what is known, and how an answer is kept."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from matinee.entries.models import Entry
from matinee.entries.rules import Terms
from matinee.films.states import CreditRole
from matinee.lounge import keeping
from matinee.lounge.forms import (
    ConsentsForm,
    DatesForm,
    FactsForm,
    IdentityForm,
    MakingForm,
    OriginsForm,
    PeopleForm,
    ScreenerForm,
    StillForm,
    StoryForm,
)
from matinee.lounge.keeping import Keep, Known
from matinee.web.asked import QuestionsForm

Makes = Callable[[Entry, Terms], dict[str, Any]]
Asks = Callable[[Terms], bool]
IsAnswered = Callable[[Entry, Terms], bool]


@dataclass(frozen=True, slots=True)
class Step:
    """One screen: a question, why it is asked, and its form (none: the screen has a view of its own)."""

    slug: str
    label: str | Promise
    question: str | Promise
    why: str | Promise
    is_answered: IsAnswered
    form: Callable[..., forms.Form] | None = None
    known: Known = keeping.nothing
    keep: Keep = keeping.keep_nothing
    extras: Makes = lambda _entry, _terms: {}
    is_asked: Asks = lambda _terms: True
    is_needed: bool = True

    def made(self, entry: Entry, terms: Terms, *data: Any) -> forms.Form:  # noqa: ANN401  request data
        """Return the form, filled with what is known."""
        assert self.form is not None  # noqa: S101  only asked of steps with a form
        return self.form(*data, initial=self.known(entry, terms), **self.extras(entry, terms))


def _has(*names: str) -> IsAnswered:
    return lambda entry, _terms: any(getattr(entry.film, name) for name in names)


def _terms_of(_entry: Entry, terms: Terms) -> dict[str, Any]:
    return {"terms": terms}


STEPS = (
    Step(
        "facts", _("Facts"), _("What should we know first?"),
        _("The running time and the date decide which festival days the film can be considered for."),
        _has("running_time_s"), FactsForm, keeping.known_facts, keeping.keep_facts,
    ),
    Step(
        "origins", _("Origins"), _("Where does it come from?"),
        _("We look for films from everywhere, and for subtitles that our audience can read."),
        _has("countries"), OriginsForm, keeping.columns("countries", "languages", "subtitles"), keeping.keep_columns,
    ),
    Step(
        "people", _("People"), _("Who made it?"), _("Names stand on every page exactly as you write them."),
        lambda entry, _terms: any(credit.role == CreditRole.DIRECTOR for credit in entry.film.credits.all()),
        PeopleForm, keeping.known_people, keeping.keep_people,
    ),
    Step(
        "story", _("Story"), _("What is it about?"),
        _("Those who watch read this first; later it stands on the page of the film."),
        _has("logline", "synopsis"), StoryForm, keeping.columns("logline", "synopsis", "content_notes"),
        keeping.keep_columns,
    ),
    Step(
        "making", _("Its making"), _("How was it made?"),
        _("Schools, courses and groups are named beside the people. Tell only what you like."),
        _has("context", "school", "collective", "making", "is_student"), MakingForm,
        keeping.columns("context", "is_student", "school", "course", "collective", "making"), keeping.keep_columns,
        is_needed=False,
    ),
    Step(
        "sources", _("Paid for with"), _("What was it paid for with?"), "",
        lambda entry, _terms: bool(entry.film.sources.all()), is_needed=False,
    ),
    Step(
        "still", _("Pictures"), _("Which picture shows it best?"),
        _("Without one we draw a card from the title, so you can also bring it later."),
        _has("still"), StillForm, keeping.columns("still_alt", "still_credit", "still_rights", "poster_alt"),
        keeping.keep_pictures, is_needed=False,
    ),
    Step(
        "screener", _("Screener"), _("Where can we watch it?"),
        _("Two people or more watch every film. The link should work for a year."),
        lambda entry, _terms: hasattr(entry.film, "screener"),
        ScreenerForm, keeping.known_screener, keeping.keep_screener,
    ),
    Step(
        "showings", _("Shown before"), _("Where was it shown before?"), "",
        lambda entry, _terms: bool(entry.film.showings.all()), is_needed=False,
    ),
    Step(
        "categories", _("Category and fee"), _("Where does it belong?"), "",
        lambda entry, terms: not terms.categories or bool(terms.chosen(entry.categories)),
        is_asked=lambda terms: bool(terms.categories) or not terms.is_free,
    ),
    Step(
        "questions", _("Questions"), _("A few questions of the festival"),
        _("The festival asks these of everybody who enters."),
        lambda entry, terms: all(
            entry.replies.get(asked.key) not in (None, "", []) for asked in terms.questions if asked.is_needed
        ),
        QuestionsForm, keeping.known_replies, keeping.keep_replies, _terms_of,
        is_asked=lambda terms: bool(terms.questions),
    ),
    Step(
        "dates", _("Your dates"), _("Are there days that do not suit?"),
        _("Otherwise it is considered for every festival day ahead."),
        lambda entry, _terms: bool(entry.not_before or entry.not_editions),
        DatesForm, keeping.known_dates, keeping.keep_dates, keeping.editions, is_needed=False,
    ),
    Step(
        "strands", _("About you"), _("Would you like to say something of yourself?"),
        _(
            "Some festival days are about who stands behind the camera. What you say is kept encrypted: the team sees"
            " which of these days your film may be in, never what you said. It changes nothing else. You can take it"
            " back at any time; then it is erased."
        ),
        keeping.has_identity, IdentityForm, keeping.known_identity, keeping.keep_identity, _terms_of,
        is_asked=lambda terms: bool(terms.identities), is_needed=False,
    ),
    Step(
        "consents", _("Agreed to"), _("What we need your yes to"),
        _("Each text is kept with your entry as you read it."),
        lambda entry, terms: all(
            (entry.consents.get(c.key) or {}).get("version") == c.version for c in terms.consents if c.is_needed
        ),
        ConsentsForm, keeping.known_consents, keeping.keep_consents, _terms_of,
        is_asked=lambda terms: bool(terms.consents),
    ),
)  # fmt: skip
BY_SLUG = {step.slug: step for step in STEPS}
LAST = "check"


def steps_of(terms: Terms) -> list[Step]:
    """Return the questions that these terms ask."""
    return [step for step in STEPS if step.is_asked(terms)]


def order_of(terms: Terms) -> list[str]:
    """Return the slugs of all screens, with the last look."""
    return [*(step.slug for step in steps_of(terms)), LAST]


def after(slug: str, terms: Terms) -> str:
    """Return the slug of the screen that follows."""
    order = order_of(terms)
    return order[min(order.index(slug) + 1, len(order) - 1)]


def before(slug: str, terms: Terms) -> str:
    """Return the slug of the screen before, or nothing on the first."""
    order = order_of(terms)
    return order[order.index(slug) - 1] if slug != order[0] else ""


def first_open(entry: Entry, terms: Terms) -> str:
    """Return the slug of the first needed question without an answer, or of the last look."""
    open_ones = (step.slug for step in steps_of(terms) if step.is_needed and not step.is_answered(entry, terms))
    return next(open_ones, LAST)
