"""What is looked up in films while somebody types, kept in memory until a film, a credit or a name changes."""

from collections import OrderedDict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from threading import Lock

from django.db.models import Count, Max

from matinee.festival.models import Festival
from matinee.films.models import Credit, Film
from matinee.films.states import Premiere
from matinee.people.models import Person
from matinee.programming.rules.finding import folded

KEPT_FESTIVALS = 8
MADE = ("first_film", "student", "makers_come")
NO_PREMIERE = frozenset({"", Premiere.UNKNOWN})
Stamp = tuple[int, datetime | None, int, int | None, datetime | None]
COLUMNS = (
    "pk", "title", "original_title", "logline", "synopsis", "form", "countries", "languages", "genres", "themes",
    "is_student", "is_first_film", "makers_attending", "running_time_s", "emotional_weight",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Facts:
    """One film as it is searched and sifted; words are folded (no accents, small letters).

    ``said`` is everything that can be found of it, ``kinds`` each facet with each value, as they are counted.
    """

    film: int
    title: str
    people: Mapping[str, str]
    text: str
    said: str
    words: str
    form: str
    countries: tuple[str, ...]
    languages: tuple[str, ...]
    genres: tuple[str, ...]
    is_student: bool
    is_first_film: bool
    makers: int
    running_time_s: int
    kinds: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Index:
    """All films of a festival, as they were at a moment."""

    festival: int
    stamp: Stamp
    films: Mapping[int, Facts]


_kept: OrderedDict[int, Index] = OrderedDict()
_lock = Lock()


def index_of(festival: Festival) -> Index:
    """Return every film of a festival as it is searched: from memory while nothing changed, which three counts tell."""
    stamp = _stamp(festival)
    with _lock:
        known = _kept.get(festival.pk)
        if known is not None and known.stamp == stamp:
            _kept.move_to_end(festival.pk)
            return known
    index = Index(festival.pk, stamp, {facts.film: facts for facts in _read(festival)})
    with _lock:
        _kept[festival.pk] = index
        while len(_kept) > KEPT_FESTIVALS:
            _kept.popitem(last=False)
    return index


def _stamp(festival: Festival) -> Stamp:
    """Return what differs as soon as a film, a credit or a name does."""
    films = Film.objects.filter(festival=festival).aggregate(n=Count("pk"), last=Max("changed_at"))
    credited = Credit.objects.filter(film__festival=festival).aggregate(n=Count("pk"), last=Max("pk"))
    named = Person.objects.filter(festival=festival).aggregate(last=Max("changed_at"))
    return films["n"], films["last"], credited["n"], credited["last"], named["last"]


def _read(festival: Festival) -> Iterable[Facts]:
    people: dict[int, dict[str, str]] = {}
    for film, name in Credit.objects.filter(film__festival=festival).values_list("film", "person__name").order_by("pk"):
        people.setdefault(film, {})[name] = folded(name)
    for row in Film.objects.filter(festival=festival).values(*COLUMNS):
        yield _facts(row, people.get(row["pk"], {}))


def _facts(row: Mapping[str, object], people: Mapping[str, str]) -> Facts:
    told = " ".join(str(row[name]) for name in ("logline", "synopsis") if row[name])
    tags = " ".join(map(str, [*_list(row["themes"]), *_list(row["genres"])]))
    words = f"{row['title']}. {told} {tags}"
    title, text = folded(f"{row['title']} {row['original_title']}"), folded(f"{told} {tags}")
    facts = Facts(
        film=int(str(row["pk"])),
        title=title,
        people=people,
        text=text,
        said=" ".join((title, text, *people.values())),
        words=words[:4000],
        form=str(row["form"]),
        countries=tuple(_list(row["countries"])),
        languages=tuple(_list(row["languages"])),
        genres=tuple(word.casefold() for word in _list(row["genres"])),
        is_student=bool(row["is_student"]),
        is_first_film=bool(row["is_first_film"]),
        makers=int(str(row["makers_attending"])),
        running_time_s=int(str(row["running_time_s"] or 0)),
        kinds=(),
    )
    return replace(facts, kinds=tuple(_kinds(facts)))


def values_of(facts: Facts, premiere: str = "") -> dict[str, tuple[str, ...]]:
    """Return the values that a film has in each facet."""
    flags = (facts.is_first_film, facts.is_student, facts.makers > 0)
    return {
        "form": (facts.form,),
        "country": facts.countries,
        "language": facts.languages,
        "genre": facts.genres,
        "premiere": (premiere,) if premiere not in NO_PREMIERE else (),
        "made": tuple(name for name, is_so in zip(MADE, flags, strict=True) if is_so),
    }


def _kinds(facts: Facts) -> Iterator[tuple[str, str]]:
    for name, values in values_of(facts).items():
        for value in dict.fromkeys(values):
            yield name, value


def _list(value: object) -> list[str]:
    return [str(one) for one in value] if isinstance(value, list) else []
