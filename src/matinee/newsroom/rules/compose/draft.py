"""The draft in the pattern of the trade.

Lede; one paragraph per program; about the festival; then per film: title and director, about the maker, about the film,
how it was made and paid for, the interview; at the end how to submit.
"""

from collections.abc import Iterable, Iterator, Sequence

from django.utils.translation import gettext as _

from matinee.newsroom.rules.compose.facts import Block, Coverage, Draft, Fact, Passage, ProgramPart, say, strung, taken
from matinee.newsroom.rules.compose.hooks import Hook

TOLD = ("logline", "synopsis", "making")
MOST_AT_FIRST = 3


def composed(coverage: Coverage, hook: Hook | None, films: Sequence[str]) -> Draft:
    """Return the draft of a day that begins with a hook and tells some films at length."""
    lede = hook.lede if hook else ()
    used = {passage.text for passage in lede}
    blocks = [
        _paragraph([*lede, _devoted(coverage, lede)]),
        *_programs(coverage),
        *_texts([coverage.get("festival.about")]),
        *(block for slug in films for block in _film(coverage, slug, used)),
        *_texts([coverage.get("festival.how_to_submit")]),
    ]
    standfirst = taken(coverage.film(hook.film, "logline")) if hook and hook.film else None
    if standfirst and standfirst.text in used:
        standfirst = None
    return Draft(hook.headline if hook else None, standfirst, tuple(block for block in blocks if block))


def telling_films(coverage: Coverage) -> list[str]:
    """Return the films of which most is on record, those that an article tells at length unless asked otherwise."""

    def weight(slug: str) -> int:
        known = sum(1 for name in TOLD if coverage.film(slug, name))
        bios = sum(1 for person in coverage.directors.get(slug, ()) if f"person.{person}.bio" in coverage.facts)
        return known + 2 * bios + 3 * len(coverage.talks.get(slug, ())) + len(coverage.sources.get(slug, ()))

    told = sorted((slug for slug in coverage.films if weight(slug)), key=lambda slug: -weight(slug))
    return [slug for slug in coverage.films if slug in told[:MOST_AT_FIRST]]


def _devoted(coverage: Coverage, lede: Sequence[Passage]) -> Passage | None:
    """Return when the day is and what it is devoted to, unless the lede has said so."""
    strands = coverage.all(f"strand.{slug}.title" for slug in coverage.strands)
    when, said = coverage.get("edition.when"), {fact.key for passage in lede for fact in passage.facts}
    if strands and strands[0].key not in said:
        return say(_("The edition of %(when)s is devoted to %(strands)s."), when=when, strands=strands)
    return None if "edition.when" in said else say(_("The edition: %(when)s."), when=when)


def _programs(coverage: Coverage) -> Iterator[Block | None]:
    last = len(coverage.programs) - 1
    for number, program in enumerate(coverage.programs):
        title = coverage.get(f"program.{program.slug}.title")
        phrase = _("The day opens with %(program)s.") if number == 0 else _("It goes on with %(program)s.")
        if number == last:
            phrase = _("It closes with %(program)s.") if number else _("The day has one program: %(program)s.")
        yield _paragraph([say(phrase, program=title), *_program(coverage, program)])


def _program(coverage: Coverage, program: ProgramPart) -> Iterator[Passage | None]:
    names = {name: coverage.get(f"program.{program.slug}.{name}") for name in ("at", "where", "title", "about")}
    at = say(_("It begins at %(at)s in %(where)s."), at=names["at"], where=names["where"])
    yield at or say(_("It begins at %(at)s."), at=names["at"])
    yield taken(names["about"])
    films = [(coverage.film(slug, "title"), coverage.directors_of(slug)) for slug in program.films]
    if len(films) == 1 and films[0][0] and names["title"] and films[0][0].value == names["title"].value:
        yield say(_("%(film)s is directed by %(directors)s."), film=films[0][0], directors=films[0][1])
        return
    told = [say(_("%(film)s by %(directors)s"), film=title, directors=by) or taken(title) for title, by in films]
    yield strung(_("On the program: %(parts)s."), told, "; ")


def _film(coverage: Coverage, slug: str, used: set[str]) -> Iterator[Block | None]:
    title, by = coverage.film(slug, "title"), coverage.directors_of(slug)
    heading = say(_("%(film)s by %(directors)s"), film=title, directors=by) or taken(title)
    yield Block((heading,), is_heading=True) if heading else None
    for person in coverage.directors.get(slug, ()):
        yield from _texts([coverage.get(f"person.{person}.bio")])
    names = ("countries", "year", "length", "languages")
    known = coverage.all(f"film.{slug}.{name}" for name in names)
    about = [taken(coverage.film(slug, name)) for name in ("logline", "synopsis")]
    yield _paragraph([passage for passage in about if passage and passage.text not in used])
    yield _paragraph([strung(_("The film: %(parts)s."), map(taken, known), ", ")])
    yield _paragraph([taken(coverage.film(slug, "making")), *_money(coverage, slug)])
    for talk in coverage.talks.get(slug, ()):
        yield _paragraph(_talk(coverage, talk))
    for quote in coverage.quotes.get(slug, ()):
        words, speaker = coverage.get(f"quote.{quote}.text"), coverage.get(f"quote.{quote}.speaker")
        said = say(_("“%(quote)s” — %(speaker)s"), quote=words, speaker=speaker) or say(_("“%(quote)s”"), quote=words)
        yield Block((said,), is_quote=True) if said and said.text not in used else None


def _money(coverage: Coverage, slug: str) -> Iterator[Passage | None]:
    """Say who paid and how, each with no more than what is stated."""
    keys = coverage.sources.get(slug, ())
    unstated = [key for key in keys if f"source.{key}.unstated" in coverage.facts]
    yield say(
        _("Among those who paid for it: %(names)s; how is not stated."),
        names=coverage.all(f"source.{key}.name" for key in unstated),
        because=coverage.all(f"source.{key}.unstated" for key in unstated),
    )
    for key in keys:
        got = {name: coverage.get(f"source.{key}.{name}") for name in ("name", "what", "amount")}
        for kind, phrases in _phrases().items():
            because = coverage.get(f"source.{key}.{kind}")
            yield next((said for p in phrases if (said := say(p, because=because, **_asked(p, got)))), None)


def _asked(phrase: str, got: dict[str, Fact | None]) -> dict[str, Fact | None]:
    return {name: fact for name, fact in got.items() if f"%({name})s" in phrase}


def _phrases() -> dict[str, tuple[str, ...]]:
    """Return for each kind of source its phrases, the one that says most first."""
    return {
        "grant": (_("%(name)s gave a grant of %(amount)s."), _("%(name)s gave a grant.")),
        "cash": (_("%(name)s gave %(amount)s."), _("%(name)s gave money.")),
        "in_kind": (_("%(name)s helped in kind: %(what)s."), _("%(name)s helped in kind.")),
        "crowdfunding": (
            _("Crowdfunding on %(name)s brought %(amount)s."),
            _("There was crowdfunding on %(name)s: %(what)s."),
            _("There was crowdfunding on %(name)s."),
        ),
    }


def _talk(coverage: Coverage, talk: str) -> Iterator[Passage | None]:
    names = {name: coverage.get(f"interview.{talk}.{name}") for name in ("guests", "interviewer")}
    with_both = say(_("%(interviewer)s interviewed %(guests)s for the festival."), **names)
    yield with_both or say(_("The festival interviewed %(guests)s."), guests=names["guests"])
    yield say(_("The conversation is on video."), because=coverage.get(f"interview.{talk}.video"))
    lost = coverage.get(f"interview.{talk}.not_archived")
    yield say(_("It was filmed; this archive has no copy of it."), because=lost)


def _texts(facts: Iterable[Fact | None]) -> list[Block]:
    return [Block((passage,)) for passage in map(taken, facts) if passage]


def _paragraph(passages: Iterable[Passage | None]) -> Block | None:
    found = tuple(passage for passage in passages if passage)
    return Block(found) if found else None
