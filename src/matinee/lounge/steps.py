"""The questions of an entry, in their order: what each asks and why, what is known, and how an answer is kept."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from matinee.accounts.models import User
from matinee.entries.models import Entry
from matinee.films.actions import set_credits, set_screener, set_still
from matinee.films.models import Film
from matinee.films.states import CreditRole
from matinee.lounge.answers import keep_film
from matinee.lounge.forms import FactsForm, OriginsForm, PeopleForm, ScreenerForm, StillForm, StoryForm

Answers = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Step:
    """One screen: a question, why it is asked, and its form."""

    slug: str
    label: str | Promise
    question: str | Promise
    why: str | Promise
    form: type[forms.Form]
    known: Callable[[Film], Answers]
    keep: Callable[[Entry, User, Answers], None]
    is_answered: Callable[[Film], bool]
    is_needed: bool = True


def _columns(*names: str) -> Callable[[Film], Answers]:
    return lambda film: {name: getattr(film, name) for name in names}


def _keep_columns(entry: Entry, by: User, answers: Answers) -> None:
    keep_film(entry=entry, by=by, **answers)


def _known_facts(film: Film) -> Answers:
    known = _columns("title", "running_time_s", "form", "genres", "is_student", "is_first_film")(film)
    return known | {"completed": (film.completed_on, film.completed_precision)}


def _keep_facts(entry: Entry, by: User, answers: Answers) -> None:
    columns = dict(answers)
    if "completed" in columns:
        columns["completed_on"], columns["completed_precision"] = columns.pop("completed")
    keep_film(entry=entry, by=by, **columns)


def _known_people(film: Film) -> Answers:
    known: Answers = {}
    for credit in film.credits.all():
        known.setdefault(credit.role, []).append(credit.person.name)
    return known


def _keep_people(entry: Entry, by: User, answers: Answers) -> None:
    for role, names in answers.items():
        set_credits(film=entry.film, role=CreditRole(role), names=names, by=by)


def _keep_still(entry: Entry, by: User, answers: Answers) -> None:
    picture = answers.get("still")
    if picture or (entry.film.still and answers.get("still_alt")):
        set_still(film=entry.film, image=picture or b"", alt=answers.get("still_alt", ""), by=by)


def _known_screener(film: Film) -> Answers:
    screener = getattr(film, "screener", None)
    return {"url": screener.url, "password": screener.password} if screener else {}


def _keep_screener(entry: Entry, by: User, answers: Answers) -> None:
    known = _known_screener(entry.film) | answers
    set_screener(film=entry.film, url=known.get("url", ""), password=known.get("password", ""), by=by)


STEPS = (
    Step(
        "facts", _("Facts"), _("What should we know first?"),
        _("The running time and the date decide which festival days the film can be considered for."),
        FactsForm, _known_facts, _keep_facts, lambda film: bool(film.running_time_s),
    ),
    Step(
        "origins", _("Origins"), _("Where does it come from?"),
        _("We look for films from everywhere, and for subtitles that our audience can read."),
        OriginsForm, _columns("countries", "languages", "subtitles"), _keep_columns, lambda film: bool(film.countries),
    ),
    Step(
        "people", _("People"), _("Who made it?"),
        _("Names stand on every page exactly as you write them."),
        PeopleForm, _known_people, _keep_people,
        lambda film: any(credit.role == CreditRole.DIRECTOR for credit in film.credits.all()),
    ),
    Step(
        "story", _("Story"), _("What is it about?"),
        _("Those who watch read this first; later it stands on the page of the film."),
        StoryForm, _columns("logline", "synopsis", "making", "content_notes"), _keep_columns,
        lambda film: bool(film.logline or film.synopsis),
    ),
    Step(
        "still", _("Still"), _("Which picture shows it best?"),
        _("Without one we draw a card from the title, so you can also bring it later."),
        StillForm, _columns("still_alt"), _keep_still, lambda film: bool(film.still), is_needed=False,
    ),
    Step(
        "screener", _("Screener"), _("Where can we watch it?"),
        _("Two people or more watch every film. The link should work for a year."),
        ScreenerForm, _known_screener, _keep_screener, lambda film: hasattr(film, "screener"),
    ),
)  # fmt: skip
BY_SLUG = {step.slug: step for step in STEPS}
ORDER = (*BY_SLUG, "sources", "showings", "check")


def after(slug: str) -> str:
    """Return the slug of the screen that follows."""
    return ORDER[min(ORDER.index(slug) + 1, len(ORDER) - 1)]


def before(slug: str) -> str:
    """Return the slug of the screen before, or nothing on the first."""
    return ORDER[ORDER.index(slug) - 1] if slug != ORDER[0] else ""


def first_open(film: Film) -> str:
    """Return the slug of the first needed question without an answer, or of the last look."""
    return next((step.slug for step in STEPS if step.is_needed and not step.is_answered(film)), "check")
