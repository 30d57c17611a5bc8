"""Filling in: fields are exchanged for values, and nothing else happens; a wording is no program."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from html import escape
from typing import Any

from matinee.festival.models import Festival
from matinee.kit.errors import InvalidInput
from matinee.kit.text import html_from_markdown, plain_line
from matinee.mailroom.letters.occasions import occasion_of
from matinee.mailroom.letters.texts import Wording, wording_for

FIELD = re.compile(r"\{([^{}\n]{0,80})\}")
ADDRESS = re.compile(r"https?://[^\s<>\"']+\Z")
BARE_ADDRESS = re.compile(r"(?<![<(\[\"'=])\bhttps?://[^\s<>)\]]+")
PUNCTUATION = re.compile(r"([!-/:-@\[-`{-~])")
LONGEST = 20_000


@dataclass(frozen=True, slots=True)
class Written:
    """A letter as it goes: its subject in one line, its text, the same as HTML, and from which words it was made."""

    subject: str
    body: str
    html: str
    wording: Wording


def written(key: str, values: Mapping[str, Any], language: str, festival: Festival | None = None) -> Written:
    """Write an occasion's letter in the reader's language, or the nearest one that there is.

    Raises
    ------
    InvalidInput
        There is no such occasion.
    """
    occasion = occasion_of(key)
    texts = {name: str(values.get(name, "") or "").strip() for name in occasion.names}
    return fill(wording_for(key, language, festival), texts)


def fill(wording: Wording, texts: Mapping[str, str]) -> Written:
    """Exchange the fields of a wording for texts; a paragraph all of whose fields are empty is left out."""
    kept = [part for part in _paragraphs(wording.body) if _says_something(part, texts)]
    body = "\n\n".join(_exchanged(part, texts, str) for part in kept)
    marked = "\n\n".join(_exchanged(_with_links(part), texts, _as_markdown) for part in kept)
    subject = plain_line(_exchanged(wording.subject, texts, str), 200)
    return Written(subject, body.strip() + "\n", html_from_markdown(_with_breaks(marked)), wording)


def check_wording(key: str, subject: str, body: str) -> None:
    """Refuse a wording without words, or with a field that this occasion does not have.

    Raises
    ------
    InvalidInput
        It names the field and those that may be used.
    """
    occasion = occasion_of(key)
    for name, text in (("subject", subject), ("body", body)):
        if not text.strip():
            raise InvalidInput(name, text, "Write something, or go back to our wording.")
        unknown = next((one for one in FIELD.findall(text) if one.strip() not in occasion.names), None)
        if unknown is not None:
            allowed = ", ".join(f"{{{one}}}" for one in occasion.names)
            raise InvalidInput(name, f"{{{unknown}}}", f"This letter knows these fields: {allowed}.")
    if len(body) > LONGEST:
        raise InvalidInput("body", body, f"A letter has at most {LONGEST} letters.")


def html_page(title: str, html: str, language: str) -> str:
    """Return the HTML part of an e-mail: a whole page without anything from elsewhere."""
    head = f'<head><meta charset="utf-8"><title>{escape(title)}</title></head>'
    return f'<!doctype html>\n<html lang="{escape(language)}">{head}<body>\n{html}</body></html>\n'


def _paragraphs(body: str) -> list[str]:
    """Return the parts between blank lines."""
    return re.split(r"\n[ \t]*\n\s*", body.replace("\r\n", "\n").replace("\r", "\n").strip())


def _says_something(part: str, texts: Mapping[str, str]) -> bool:
    """Tell whether a paragraph has words of its own, or one field at least that is not empty."""
    names = [name.strip() for name in FIELD.findall(part)]
    return not names or any(texts.get(name) for name in names)


def _exchanged(text: str, texts: Mapping[str, str], shown: Callable[[str], str]) -> str:
    """Exchange the fields; a value is never read as a wording again."""
    return FIELD.sub(lambda found: shown(texts.get(found[1].strip(), "")), text)


def _as_markdown(value: str) -> str:
    """Return a value so that Markdown shows it as it is: nothing in a film's title is a link or a heading."""
    if ADDRESS.match(value):
        return f"<{value}>"
    return "\n".join(PUNCTUATION.sub(r"\\\1", line.strip()) for line in value.splitlines())


def _with_links(part: str) -> str:
    """Let an address that stands alone in a wording be followed."""
    return BARE_ADDRESS.sub(lambda found: f"<{found[0]}>", part)


def _with_breaks(text: str) -> str:
    """Keep single line breaks, as the plain text has them."""
    return re.sub(r"(?<!\n)\n(?!\n)", "  \n", text)
