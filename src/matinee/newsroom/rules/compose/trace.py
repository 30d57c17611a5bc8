"""What became of a composed draft: which sentences still stand, and whether their facts are still the facts."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from matinee.newsroom.rules.compose.facts import Draft, Fact, Passage

_LETTER = re.compile(r"\w")
_HEADING = re.compile(r"^#{1,6}\s+")


@dataclass(frozen=True, slots=True)
class Evidence:
    """A fact as it was when the sentence was made, and as it is now (empty: no longer on record)."""

    label: str
    value: str
    now: str

    @property
    def is_same(self) -> bool:
        """Whether the record still says so."""
        return self.value == self.now


@dataclass(frozen=True, slots=True)
class Standing:
    """A composed sentence, whether it still stands in the text as it was, and its evidence."""

    text: str
    is_there: bool
    evidence: tuple[Evidence, ...]

    @property
    def is_true(self) -> bool:
        """Whether all its facts are still on record."""
        return all(one.is_same for one in self.evidence)


def trace_of(draft: Draft) -> list[dict[str, Any]]:
    """Return a draft's sentences with their facts, as they are kept with the article."""
    passages = [passage for block in draft.blocks for passage in block.passages]
    kept = [*filter(None, (draft.headline, draft.standfirst)), *passages]
    return [_kept(passage) for passage in dict.fromkeys(kept)]


def standings(trace: Iterable[Mapping[str, Any]], text: str, facts: Mapping[str, Fact]) -> list[Standing]:
    """Return every composed sentence as it stands now against a text and the record."""
    words = _folded(text)
    return [
        Standing(row["text"], _folded(row["text"]) in words, tuple(_evidence(told, facts) for told in row["facts"]))
        for row in trace
    ]


def by_hand(trace: Iterable[Mapping[str, Any]], body: str) -> list[str]:
    """Return the parts of a text that no composed sentence accounts for: what a person wrote, and answers for."""
    known = sorted({_folded(part) for row in trace for part in _parts(row["text"])} - {""}, key=len, reverse=True)
    return [rest for part in _parts(body) if _LETTER.search(rest := _without(_folded(part), known))]


def _parts(text: str) -> list[str]:
    """Return a text's paragraphs."""
    return re.split(r"\n\s*\n", text)


def _without(part: str, known: Sequence[str]) -> str:
    for sentence in known:
        part = part.replace(sentence, " ")
    return " ".join(part.split())


def _kept(passage: Passage) -> dict[str, Any]:
    facts = [{"key": fact.key, "label": fact.label, "value": fact.value} for fact in passage.facts]
    return {"text": passage.text, "facts": facts}


def _evidence(told: Mapping[str, str], facts: Mapping[str, Fact]) -> Evidence:
    now = facts.get(told["key"])
    return Evidence(told["label"], told["value"], now.value if now else "")


def _folded(text: str) -> str:
    """Return a text without the marks that lines begin with, its white space folded."""
    lines = (_HEADING.sub("", line.lstrip("> ")) for line in text.splitlines())
    return " ".join(" ".join(lines).split())
