"""Story hooks: what of a day's facts an article can begin with."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from matinee.newsroom.rules.compose.facts import Coverage, Fact, Passage, headline, say, taken

MOST_IN_HEADLINE = 90


@dataclass(frozen=True, slots=True)
class Hook:
    """One way to begin: its kind and subject (``premiere:tide``), a headline and the first sentences."""

    key: str
    film: str
    headline: Passage
    lede: tuple[Passage, ...]


def hooks_of(coverage: Coverage) -> list[Hook]:
    """Return every hook that the facts carry, what concerns one film before what concerns the day."""
    found = [hook for slug in coverage.films for hook in _of_film(coverage, slug)]
    found += [hook for slug in coverage.strands for hook in _of_strand(coverage, slug)]
    day = _hook("day", "", headline("%(title)s", title=coverage.get("edition.title")), _opening(coverage))
    return [hook for hook in [*found, day] if hook]


def _of_film(coverage: Coverage, slug: str) -> Iterator[Hook | None]:
    title, shown = coverage.film(slug, "title"), _shown(coverage, slug)
    names, first = coverage.directors_of(slug), coverage.film(slug, "first")
    student, crowd = coverage.film(slug, "student"), _crowd(coverage, slug)
    yield from _quoted(coverage, slug)
    yield _premiere(coverage, slug)
    lede = say(_("%(film)s is a first film by %(directors)s."), film=title, directors=names, because=first)
    named = headline(_("A first film: %(film)s"), film=title, because=first)
    yield _hook(f"first:{slug}", slug, named, lede, shown)
    lede = say(_("%(film)s is a student film."), film=title, because=student)
    named = headline(_("By students: %(film)s"), film=title, because=student)
    yield _hook(f"student:{slug}", slug, named, lede, shown)
    lede = say(_("%(film)s was made with crowdfunding."), film=title, because=crowd)
    named = headline(_("Paid for by many: %(film)s"), film=title, because=crowd)
    yield _hook(f"crowd:{slug}", slug, named, lede, shown)
    named = headline("%(title)s", title=title)
    yield _hook(f"story:{slug}", slug, named, taken(coverage.film(slug, "logline")), shown)


def _premiere(coverage: Coverage, slug: str) -> Hook | None:
    title, festival = coverage.film(slug, "title"), coverage.get("festival.name")
    premiere = coverage.film(slug, "premiere")
    lede = say(_("%(film)s has its %(premiere)s at %(festival)s."), film=title, premiere=premiere, festival=festival)
    named = headline(_("%(premiere)s: %(film)s"), premiere=premiere, film=title)
    return _hook(f"premiere:{slug}", slug, named, lede)


def _quoted(coverage: Coverage, slug: str) -> Iterator[Hook | None]:
    title = headline("%(title)s", title=coverage.film(slug, "title"))
    for quote in coverage.quotes.get(slug, ()):
        words, speaker = coverage.get(f"quote.{quote}.text"), coverage.get(f"quote.{quote}.speaker")
        said = say(_("“%(quote)s” says %(speaker)s."), quote=words, speaker=speaker)
        is_short = words is not None and len(words.value) <= MOST_IN_HEADLINE
        named = headline(_("“%(quote)s”"), quote=words) if is_short else title
        yield _hook(f"quote:{quote}", slug, named, said, _shown(coverage, slug))


def _shown(coverage: Coverage, slug: str) -> Passage | None:
    """Return the sentence that a film is shown, with its directors where they are known."""
    title, festival = coverage.film(slug, "title"), coverage.get("festival.name")
    by = coverage.directors_of(slug)
    whole = say(_("%(film)s by %(directors)s is shown at %(festival)s."), film=title, directors=by, festival=festival)
    return whole or say(_("%(film)s is shown at %(festival)s."), film=title, festival=festival)


def _crowd(coverage: Coverage, slug: str) -> list[Fact]:
    keys = coverage.sources.get(slug, ())
    return coverage.all(f"source.{key}.name" for key in keys if f"source.{key}.crowdfunding" in coverage.facts)


def _of_strand(coverage: Coverage, slug: str) -> Iterator[Hook | None]:
    title, festival = coverage.get(f"strand.{slug}.title"), coverage.get("festival.name")
    lede = say(_("The day at %(festival)s is devoted to %(strand)s."), festival=festival, strand=title)
    named = headline(_("%(strand)s at %(festival)s"), strand=title, festival=festival)
    yield _hook(f"strand:{slug}", "", named, lede, taken(coverage.get(f"strand.{slug}.about")))


def _opening(coverage: Coverage) -> Passage | None:
    names = {"festival": coverage.get("festival.name"), "when": coverage.get("edition.when")}
    return say(_("%(festival)s, %(when)s."), **names)


def _hook(key: str, film: str, named: Passage | None, *lede: Passage | None) -> Hook | None:
    """Return a hook where its facts are on record: the headline's and the first sentence's."""
    sentences = tuple(passage for passage in lede if passage)
    return Hook(key, film, named, sentences) if named and lede and lede[0] else None
