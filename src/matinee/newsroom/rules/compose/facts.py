"""Facts, and the only two ways to a sentence: say a fact in a fixed phrase, or take a text as it stands.

Both need every fact they name. Where one is missing there is no sentence, so that nothing can be made up.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from babel.lists import format_list
from django.utils.translation import get_language, to_locale

from matinee.kit.text import markdown_escaped


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that is on record: where (``film.tide.logline``), what it is called, and what it says."""

    key: str
    label: str
    value: str
    is_title: bool = False
    is_markdown: bool = False

    @property
    def shown(self) -> str:
        """The fact as Markdown inside a sentence."""
        if self.is_markdown:
            return self.value.strip()
        words = markdown_escaped(self.value)
        return f"*{words}*" if self.is_title else words


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence, or a text taken as it stands, with the facts it was made of."""

    text: str
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, a heading (``is_heading``) or a pull quote (``is_quote``)."""

    passages: tuple[Passage, ...]
    is_heading: bool = False
    is_quote: bool = False

    @property
    def markdown(self) -> str:
        """The block as it stands in an article."""
        text = " ".join(passage.text for passage in self.passages)
        if self.is_heading:
            return f"## {text}"
        return "\n".join(f"> {line}".rstrip() for line in text.splitlines()) if self.is_quote else text


@dataclass(frozen=True, slots=True)
class Draft:
    """What an article begins as."""

    headline: Passage | None
    standfirst: Passage | None
    blocks: tuple[Block, ...]

    @property
    def body(self) -> str:
        """The text in Markdown."""
        return "\n\n".join(block.markdown for block in self.blocks)


@dataclass(frozen=True, slots=True)
class ProgramPart:
    """A program's slug with the slugs of its films, in order."""

    slug: str
    films: tuple[str, ...]


@dataclass(frozen=True)
class Coverage:
    """Everything on record about a day; what is not known has no fact."""

    facts: Mapping[str, Fact]
    strands: tuple[str, ...] = ()
    programs: tuple[ProgramPart, ...] = ()
    films: tuple[str, ...] = ()
    directors: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    sources: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    talks: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    quotes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def get(self, key: str) -> Fact | None:
        """Return a fact, or None where nothing is on record."""
        return self.facts.get(key)

    def all(self, keys: Iterable[str]) -> list[Fact]:
        """Return those of some facts that are on record."""
        return [self.facts[key] for key in keys if key in self.facts]

    def film(self, slug: str, name: str) -> Fact | None:
        """Return a fact of a film."""
        return self.facts.get(f"film.{slug}.{name}")

    def directors_of(self, slug: str) -> list[Fact]:
        """Return the names of a film's directors."""
        return self.all(f"person.{person}.name" for person in self.directors.get(slug, ()))


def say(phrase: str, **facts: Fact | Sequence[Fact] | None) -> Passage | None:
    """Return a fixed phrase filled with facts, or None where one of them is not on record.

    Several facts under one name are listed as the language lists them. A fact that the phrase does not print is what
    the phrase rests on.
    """
    return _filled(phrase, facts, lambda fact: fact.shown)


def headline(phrase: str, **facts: Fact | Sequence[Fact] | None) -> Passage | None:
    """Return what ``say`` does, without any mark-up."""
    return _filled(phrase, facts, lambda fact: fact.value)


def taken(fact: Fact | None) -> Passage | None:
    """Return a text on record as it stands, its paragraphs as they are."""
    return Passage(fact.shown, (fact,)) if fact else None


def strung(phrase: str, parts: Iterable[Passage | None], mark: str) -> Passage | None:
    """Return a phrase around some ``parts`` that are on record, with a mark between them; nothing without any."""
    found = [part for part in parts if part]
    facts = tuple(dict.fromkeys(fact for part in found for fact in part.facts))
    return Passage(phrase % {"parts": mark.join(part.text for part in found)}, facts) if found else None


def _filled(
    phrase: str, facts: Mapping[str, Fact | Sequence[Fact] | None], shown: Callable[[Fact], str]
) -> Passage | None:
    if not all(facts.values()):
        return None
    listed = {name: [fact] if isinstance(fact, Fact) else list(fact or ()) for name, fact in facts.items()}
    words = {name: in_words([shown(fact) for fact in some]) for name, some in listed.items()}
    return Passage(phrase % words, tuple(dict.fromkeys(fact for some in listed.values() for fact in some)))


def in_words(values: Sequence[str]) -> str:
    """Return a list as the language of the moment writes it: ``a, b and c``."""
    return format_list(list(values), locale=to_locale(get_language() or "en"))
