"""What is known of each question, and how its answer is kept."""

from collections.abc import Callable
from typing import Any

from matinee.accounts.models import User
from matinee.entries.actions import agree, change_entry, identify, reply
from matinee.entries.models import Entry
from matinee.entries.queries import identity_of
from matinee.entries.rules import Terms
from matinee.festival.queries import upcoming_editions
from matinee.films.actions import credit_still, set_credits, set_poster, set_screener, set_still
from matinee.films.states import CreditRole
from matinee.lounge.answers import keep_film

Answers = dict[str, Any]
Known = Callable[[Entry, Terms], Answers]
Keep = Callable[[Entry, User, Answers], None]


def nothing(_entry: Entry, _terms: Terms) -> Answers:
    """Return no answers."""
    return {}


def keep_nothing(_entry: Entry, _by: User, _answers: Answers) -> None:
    """Keep nothing: the screen has a view of its own."""


def columns(*names: str) -> Known:
    """Return a reader of columns of the film."""
    return lambda entry, _terms: {name: getattr(entry.film, name) for name in names}


def keep_columns(entry: Entry, by: User, answers: Answers) -> None:
    """Keep columns of the film."""
    keep_film(entry=entry, by=by, **answers)


def known_facts(entry: Entry, terms: Terms) -> Answers:
    """Return the film in numbers."""
    known = columns("title", "running_time_s", "form", "genres", "is_first_film")(entry, terms)
    return known | {"completed": (entry.film.completed_on, entry.film.completed_precision)}


def keep_facts(entry: Entry, by: User, answers: Answers) -> None:
    """Keep the film in numbers."""
    told = dict(answers)
    if "completed" in told:
        told["completed_on"], told["completed_precision"] = told.pop("completed")
    keep_film(entry=entry, by=by, **told)


def known_people(entry: Entry, _terms: Terms) -> Answers:
    """Return the credits by role."""
    known: Answers = {}
    for credit in entry.film.credits.all():
        known.setdefault(credit.role, []).append(credit.person.name)
    return known


def keep_people(entry: Entry, by: User, answers: Answers) -> None:
    """Keep the credits of each role."""
    for role, names in answers.items():
        set_credits(film=entry.film, role=CreditRole(role), names=names, by=by)


def keep_pictures(entry: Entry, by: User, answers: Answers) -> None:
    """Keep the still and the poster, or only their words."""
    film = entry.film
    for name, setter in (("still", set_still), ("poster", set_poster)):
        known = getattr(film, f"{name}_alt")
        picture, alt = answers.get(name), answers.get(f"{name}_alt", known)
        if picture or (getattr(film, name) and alt and alt != known):
            setter(film=film, image=picture or b"", alt=alt, by=by)
    words = {name: answers.get(f"still_{name}", getattr(film, f"still_{name}")) for name in ("credit", "rights")}
    credit_still(film=film, by=by, **words)


def known_screener(entry: Entry, _terms: Terms) -> Answers:
    """Return the link with its password."""
    screener = getattr(entry.film, "screener", None)
    return {"url": screener.url, "password": screener.password} if screener else {}


def keep_screener(entry: Entry, by: User, answers: Answers) -> None:
    """Keep the link with its password."""
    known = known_screener(entry, Terms()) | answers
    set_screener(film=entry.film, url=known.get("url", ""), password=known.get("password", ""), by=by)


def known_replies(entry: Entry, _terms: Terms) -> Answers:
    """Return the answers to the call's own questions."""
    return dict(entry.replies)


def keep_replies(entry: Entry, by: User, answers: Answers) -> None:
    """Keep answers to the call's own questions."""
    reply(entry=entry, replies=answers, by=by)


def known_dates(entry: Entry, _terms: Terms) -> Answers:
    """Return the filmmaker's own dates."""
    return {"not_before": entry.not_before, "not_editions": entry.not_editions}


def keep_dates(entry: Entry, by: User, answers: Answers) -> None:
    """Keep the filmmaker's own dates; editions that are over stay as they were."""
    told = dict(answers)
    if "not_editions" in told:
        ahead = {edition.slug for edition in upcoming_editions(entry.festival)}
        told["not_editions"] = [slug for slug in entry.not_editions if slug not in ahead] + told["not_editions"]
    change_entry(entry=entry, by=by, **told)


def editions(entry: Entry, _terms: Terms) -> Answers:
    """Return the festival days ahead to choose from."""
    return {"editions": [(edition.slug, str(edition)) for edition in upcoming_editions(entry.festival)]}


def has_identity(entry: Entry, _terms: Terms) -> bool:
    """Tell whether something was said."""
    return hasattr(entry, "identification")


def known_identity(entry: Entry, _terms: Terms) -> Answers:
    """Return what makers said of themselves, for themselves."""
    return {"said": identity_of(entry)}


def keep_identity(entry: Entry, by: User, answers: Answers) -> None:
    """Keep what makers say of themselves, encrypted; nothing erases it."""
    if "said" in answers:
        identify(entry=entry, said=answers["said"], by=by)


def known_consents(entry: Entry, terms: Terms) -> Answers:
    """Return which texts were agreed to as they read now."""
    given = entry.consents
    return {row.key: (given.get(row.key) or {}).get("version") == row.version for row in terms.consents}


def keep_consents(entry: Entry, by: User, answers: Answers) -> None:
    """Keep which texts are agreed to; those that were not asked stay as they are."""
    agreed = {key for key in entry.consents if key not in answers} | {key for key, is_yes in answers.items() if is_yes}
    agree(entry=entry, to=agreed, by=by)
