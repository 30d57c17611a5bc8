"""Reads: everything on record about an edition, as facts that an article may be made of."""

from collections.abc import Iterator
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_skeleton, format_time
from django.db.models import Prefetch
from django.utils.translation import get_language, gettext, to_locale

from matinee.entries.models import Consideration
from matinee.entries.states import ConsiderationState
from matinee.festival.models import Edition
from matinee.films.models import Credit, Film
from matinee.films.states import CreditRole, DatePrecision
from matinee.kit.money import Money
from matinee.kit.places import country_name, language_name
from matinee.newsroom.models import Interview, VideoState
from matinee.newsroom.queries.stories import premiere_at
from matinee.newsroom.rules import SourceLike
from matinee.newsroom.rules.compose import Coverage, Fact, ProgramPart
from matinee.people.models import Person
from matinee.programming.models import Program
from matinee.programming.queries import focus_of, programs_of
from matinee.schedule.models import Screening
from matinee.schedule.queries import screenings_of

Facts = Iterator[Fact]


def coverage_of(edition: Edition) -> Coverage:
    """Return an edition's facts in the language of the moment, in a constant number of queries."""
    programs, strands = programs_of(edition), list(focus_of(edition))
    films = _films(edition, [row.film_id for program in programs for row in program.placements.all()])
    screenings: dict[int, Screening] = {}
    for row in screenings_of(edition):
        screenings.setdefault(row.program_id, row)
    people = {credit.person.slug: credit.person for film in films for credit in film.credits.all()}
    found = [*_edition(edition)]
    for strand in strands:
        found += _texts(f"strand.{strand.slug}", strand.title, title=strand.title, about=strand.about)
    for program in programs:
        found += _program(program, screenings.get(program.pk), edition)
    for film in films:
        found += _film(film, edition)
    for person in people.values():
        found += _person(person)
    return Coverage(
        facts={fact.key: fact for fact in found if fact.value.strip()},
        strands=tuple(strand.slug for strand in strands),
        programs=tuple(ProgramPart(row.slug, tuple(p.film.slug for p in row.placements.all())) for row in programs),
        films=tuple(film.slug for film in films),
        directors={film.slug: tuple(_directors(film)) for film in films},
        sources={film.slug: tuple(str(source.pk) for source in film.sources.all()) for film in films},
        talks={film.slug: tuple(row.code for row in film.interviews.all()) for film in films},
        quotes={film.slug: tuple(q.code for row in film.interviews.all() for q in row.quotes.all()) for film in films},
    )


def _films(edition: Edition, placed: list[int]) -> list[Film]:
    """Return the lineup's films in order, then films that the edition shows in a place that is not on record."""
    weighed = Consideration.objects.filter(edition=edition, state=ConsiderationState.PLACED)
    wanted = [*placed, *weighed.values_list("entry__film", flat=True)]
    talks = Interview.objects.filter(is_published=True).prefetch_related("quotes")
    rows = Film.objects.filter(pk__in=wanted, festival=edition.festival).prefetch_related(
        Prefetch("credits", queryset=Credit.objects.select_related("person")),
        Prefetch("interviews", queryset=talks),
        "showings",
        "sources",
    )
    order = {pk: place for place, pk in reversed(list(enumerate(wanted)))}
    return sorted(rows, key=lambda film: order[film.pk])


def _edition(edition: Edition) -> Facts:
    festival = edition.festival
    yield Fact("festival.name", f"{festival}: name", festival.name)
    for name in ("about", "how_to_submit"):
        words = name.replace("_", " ")
        yield Fact(f"festival.{name}", f"{festival}: {words}", getattr(festival, name), is_markdown=True)
    yield Fact("edition.title", f"{edition}: title", edition.title)
    yield Fact("edition.when", f"{edition}: when", _when(edition))
    yield Fact("edition.place", f"{edition}: place", edition.place)


def _program(program: Program, screening: Screening | None, edition: Edition) -> Facts:
    key = f"program.{program.slug}"
    yield Fact(f"{key}.title", f"{program}: title", program.title, is_title=True)
    yield Fact(f"{key}.about", f"{program}: what it is about", program.about)
    if screening is not None:
        at = format_time(screening.starts_at, "short", tzinfo=ZoneInfo(edition.festival.time_zone), locale=_locale())
        yield Fact(f"{key}.at", f"{program}: announced start", at)
        yield Fact(f"{key}.where", f"{program}: auditorium", str(screening.auditorium))


def _film(film: Film, edition: Edition) -> Facts:
    key = f"film.{film.slug}"
    yield Fact(f"{key}.title", f"{film}: title", film.title, is_title=True)
    yield from _texts(key, film.title, logline=film.logline, synopsis=film.synopsis)
    yield Fact(f"{key}.making", f"{film}: how it was made", film.making, is_markdown=True)
    yield Fact(f"{key}.premiere", f"{film}: premiere, computed from its showings", premiere_at(film, edition))
    yield Fact(f"{key}.first", f"{film}: first film", gettext("First film") if film.is_first_film else "")
    yield Fact(f"{key}.student", f"{film}: student film", gettext("Student film") if film.is_student else "")
    countries = ", ".join(country_name(code, _locale()) for code in film.countries)
    yield Fact(f"{key}.countries", f"{film}: countries", countries)
    is_dated = film.completed_on and film.completed_precision != DatePrecision.UNKNOWN
    yield Fact(
        f"{key}.year", f"{film}: completed", str(film.completed_on.year) if film.completed_on and is_dated else ""
    )
    minutes = gettext("%(n)d min") % {"n": max(1, round(film.running_time_s / 60))} if film.running_time_s else ""
    yield Fact(f"{key}.length", f"{film}: running time", minutes)
    languages = ", ".join(language_name(code, _locale()) for code in film.languages)
    yield Fact(f"{key}.languages", f"{film}: languages", languages)
    for source in film.sources.all():  # funding stands beside this room: its rows come with the film
        yield from _source(source, film)
    for interview in film.interviews.all():
        yield from _interview(interview, film)


def _source(source: SourceLike, film: Film) -> Facts:
    key, label = f"source.{source.pk}", f"{film}: source “{source.name}”"
    yield Fact(f"{key}.name", f"{label}, name", source.name)
    yield Fact(f"{key}.what", f"{label}, what", source.what)
    yield Fact(f"{key}.{source.kind}", f"{label}, how", source.get_kind_display())
    if source.amount_minor is not None:
        yield Fact(f"{key}.amount", f"{label}, amount", Money(source.amount_minor, source.currency).shown(_locale()))


def _interview(interview: Interview, film: Film) -> Facts:
    key, label = f"interview.{interview.code}", f"{film}: interview"
    yield Fact(f"{key}.guests", f"{label}, with", interview.guests)
    yield Fact(f"{key}.interviewer", f"{label}, asked by", interview.interviewer)
    if interview.video == VideoState.NOT_ARCHIVED:
        yield Fact(f"{key}.not_archived", f"{label}, video", str(VideoState.NOT_ARCHIVED.label))
    elif interview.video != VideoState.NONE:
        yield Fact(f"{key}.video", f"{label}, video", str(VideoState(interview.video).label))
    for quote in interview.quotes.all():
        yield Fact(f"quote.{quote.code}.text", f"{label}, pull quote", quote.text)
        yield Fact(f"quote.{quote.code}.speaker", f"{label}, speaker", quote.speaker)


def _person(person: Person) -> Facts:
    yield Fact(f"person.{person.slug}.name", f"{person}: name", person.name)
    yield Fact(f"person.{person.slug}.bio", f"{person}: biography", person.bio, is_markdown=True)


def _texts(key: str, label: str, **texts: str) -> Facts:
    for name, text in texts.items():
        yield Fact(f"{key}.{name}", f"{label}: {name}", text)


def _directors(film: Film) -> list[str]:
    return [credit.person.slug for credit in film.credits.all() if credit.role == CreditRole.DIRECTOR]


def _when(edition: Edition) -> str:
    """Return an edition's day or days, or its month where its day is not known."""
    first, last = edition.starts_on, edition.ends_on
    if first is None:
        return str(format_skeleton("yMMMM", edition.month, locale=_locale()))
    days = [format_date(day, "full", locale=_locale()) for day in dict.fromkeys((first, last or first))]
    return days[0] if len(days) == 1 else gettext("%(first)s to %(last)s") % {"first": days[0], "last": days[1]}


def _locale() -> str:
    return to_locale(get_language() or "en")
