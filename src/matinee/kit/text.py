"""Text: safe HTML from Markdown, slugs in any script, names as an index sorts them."""

import re
import unicodedata
from collections.abc import Container
from functools import lru_cache

import nh3
from django.utils.text import slugify
from markdown_it import MarkdownIt

from matinee.kit.codes import new_code

TAGS = {"p", "em", "strong", "a", "ul", "ol", "li", "blockquote", "h2", "h3", "br", "hr", "code"}
_MARK = re.compile(r"[\\`*_\[\]<]|&(?=#?\w+;)")
_AT_START = re.compile(r"^(\d{0,9})([-+#>=~.)])")


@lru_cache(maxsize=1)
def _markdown() -> MarkdownIt:
    """Return the one reader of CommonMark; raw HTML in it is shown as text."""
    return MarkdownIt("commonmark", {"html": False, "linkify": False})


def html_from_markdown(text: str) -> str:
    """Return CommonMark as HTML that is safe in any page: few tags, no script, links that pass nothing on."""
    return nh3.clean(
        _markdown().render(text),
        tags=TAGS,
        attributes={"a": {"href", "title"}},
        url_schemes={"http", "https", "mailto"},
        link_rel="noopener noreferrer",
    )


def markdown_escaped(text: str) -> str:
    """Return plain words as Markdown that reads as the same words, on one line."""
    line = _MARK.sub(r"\\\g<0>", " ".join(text.split()))
    return _AT_START.sub(r"\1\\\2", line)


def slug_of(text: str, fallback: str, length: int = 60) -> str:
    """Return a readable slug, or the fallback where nothing of the text is left (a title in emoji alone)."""
    slug = slugify(text)[:length].strip("-") or slugify(text, allow_unicode=True)[:length].strip("-")
    return slug if slug.isascii() and slug else fallback


def plain_line(text: str, length: int = 300) -> str:
    """Return text as one clean line: control characters out, white space folded, cut at ``length``."""
    kept = "".join(
        " " if unicodedata.category(letter) in {"Cc", "Zl", "Zp"} else letter
        for letter in unicodedata.normalize("NFC", text)
    )
    return " ".join(kept.split())[:length]


def sort_name_of(name: str) -> str:
    """Return ``Cruci, Alessia`` for ``Alessia Cruci``; one word stays as it is."""
    words = name.split()
    return f"{words[-1]}, {' '.join(words[:-1])}" if len(words) > 1 else name


def slug_variants(base: str) -> list[str]:
    """Return a slug and the numbered ones that may stand in for it: what to look up before ``free_slug``."""
    return [base, *(f"{base}-{number}" for number in range(2, 10))]


def free_slug(base: str, taken: Container[str]) -> str:
    """Return the first variant of a slug that is not taken; after nine of them a random ending."""
    free = next((slug for slug in slug_variants(base) if slug not in taken), None)
    return free or f"{base}-{new_code(5)}"
