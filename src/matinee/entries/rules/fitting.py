"""Whether a film fits a category, and what an entry still lacks of its call's terms."""

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext as _

from matinee.entries.models import Entry
from matinee.entries.rules.terms import Category, Terms
from matinee.films.models import Film
from matinee.films.queries import place_of
from matinee.films.rules import premiere_of
from matinee.films.states import DatePrecision, Premiere
from matinee.kit.clock import day_words

RUNGS = list(Premiere)


def misfits(category: Category, film: Film, premiere: Premiere) -> list[str]:
    """Return why a film does not fit a category, in sentences; what is not known yet never stands in the way."""
    return list(_misfits(category, film, premiere))


def unfit(entry: Entry, terms: Terms, premiere: Premiere) -> list[Category]:
    """Return the categories of an entry that its film does not fit and that staff have not excused."""
    chosen = (category for category in terms.chosen(entry.categories) if category.key not in entry.excused)
    return [category for category in chosen if misfits(category, entry.film, premiere)]


def premiere_here(entry: Entry) -> Premiere:
    """Return which premiere a showing at the entry's festival would be, were it after all that are recorded."""
    film = entry.film
    showings = list(film.showings.all())
    return premiere_of(showings, place=place_of(entry.festival), on=None, origins=frozenset(film.countries))


def lacking(entry: Entry, terms: Terms) -> list[str]:
    """Return what an entry still lacks of what its call asks, in the words of the question that asks for it."""
    return [*_of_categories(entry, terms), *_of_questions(entry, terms), *_of_consents(entry, terms)]


def _misfits(category: Category, film: Film, premiere: Premiere) -> Iterator[str]:
    said = {"category": category.name}
    length, done = film.running_time_s, film.completed_on
    least, most = category.running_time_min_s, category.running_time_max_s
    if length is not None and least is not None and length < least:
        yield _("“%(category)s” is for films of %(minutes)d minutes or more.") % {**said, "minutes": -(-least // 60)}
    if length is not None and most is not None and length > most:
        yield _("“%(category)s” is for films of at most %(minutes)d minutes.") % {**said, "minutes": most // 60}
    if category.completed_after and done and _last(film) < category.completed_after:
        day = day_words(category.completed_after, "j F Y")
        yield _("“%(category)s” is for films finished on %(day)s or later.") % {**said, "day": day}
    if category.is_student and not film.is_student:
        yield _("“%(category)s” is for films made at a school or in a course.") % said
    if category.is_first_film and not film.is_first_film:
        yield _("“%(category)s” is for first films.") % said
    if (
        category.premiere
        and premiere != Premiere.UNKNOWN
        and RUNGS.index(premiere) > RUNGS.index(Premiere(category.premiere))
    ):
        wanted = Premiere(category.premiere).label
        yield _("“%(category)s” asks for a %(premiere)s or higher.") % {**said, "premiere": str(wanted).lower()}


def _last(film: Film) -> date:
    """Return the last day that the film's date may mean."""
    day = film.completed_on
    assert day is not None  # noqa: S101  asked for by the caller
    if film.completed_precision == DatePrecision.YEAR:
        return day.replace(month=12, day=31)
    return day


def _of_categories(entry: Entry, terms: Terms) -> Iterator[str]:
    if not terms.categories:
        return
    chosen = terms.chosen(entry.categories)
    if not chosen:
        yield _("a category")
    if len(chosen) > terms.categories_most:
        yield _("at most %(most)d categories") % {"most": terms.categories_most}
    if entry.sent_at is not None:
        return  # sent already: it is marked for staff to look at, and its maker could not change the category now
    premiere = premiere_here(entry)
    for category in chosen:
        if misfits(category, entry.film, premiere):
            yield _("another category than “%(category)s”, which the film does not fit") % {"category": category.name}


def _of_questions(entry: Entry, terms: Terms) -> Iterator[str]:
    for question in terms.questions:
        if question.is_needed and entry.replies.get(question.key) in (None, "", []):
            yield _("an answer to “%(question)s”") % {"question": question.text}


def _of_consents(entry: Entry, terms: Terms) -> Iterator[str]:
    for consent in terms.consents:
        given = entry.consents.get(consent.key) or {}
        if consent.is_needed and given.get("version") != consent.version:
            yield _("your yes to “%(title)s”") % {"title": consent.title}
