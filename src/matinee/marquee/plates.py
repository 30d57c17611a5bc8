"""Plates: pages of earlier builds that are printed again, because nothing they were made of has changed.

A plate remembers a digest of what a page was given and everything that it asked of the site while it was drawn. Where
both give the same again, the page is the one that lies in the store: it is neither drawn nor written again.
"""

import hashlib
import json
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import fields, is_dataclass
from datetime import date
from functools import lru_cache, partial
from pathlib import Path
from typing import Any, cast

import django
from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import get_language

import matinee
from matinee.kit.codes import new_code
from matinee.marquee.site import Site
from matinee.releases.rules import File, Known, entry_of, is_stored

SOURCES = ("marquee", "web", "kit", "newsroom", "locale")
SUFFIXES = frozenset({".py", ".html", ".txt", ".mo", ".po", ".svg"})
NESTED = (dict, list)
DEPTH = 5  # of a page: its context, a film in that, its programs; days, a day's acts, their programs: the rest is small
ROW_DEPTH = 2  # of a row: its films
ADDRESSES = frozenset({"href", "file", "url"})  # all that they are made of is one answer: ``Site.addressing``
Asked = list[list[Any]]


class Plates:
    """The plates of one site: ``print_page`` takes a page from the store, or draws it and remembers how."""

    def __init__(self, root: Path, site: Site) -> None:
        self._root, self._site = root, site
        name = ".".join(part for part in (site.festival["slug"], site.folder.strip("/"), "json") if part)
        self._path = root / "plates" / name
        self._known: dict[str, list[Any]] = {}
        with suppress(OSError, ValueError):
            self._known = json.loads(self._path.read_bytes())
        self._used: dict[str, list[Any]] = {}
        self._answers: dict[tuple[str, tuple[str, ...]], str] = {}
        self._rows: dict[int, tuple[object, str]] = {}  # by identity; the row is kept so that no other takes its place
        self._press = [press_digest(), get_language()]

    def print_page(self, address: str, given: object, draw: Callable[[Site], bytes]) -> File:
        """Return a page's file; ``draw`` may use what is ``given`` and the site that it gets, and nothing else."""
        key = digest([*self._press, self._lean(given)])
        plate = self._known.get(address)
        if plate and plate[0] == key and self._says_the_same(plate[1]):
            known = Known(plate[2], plate[3])
            if is_stored(self._root, known):
                self._used[address] = plate
                return address, known
        watched = Watched(self._site)
        content = draw(cast("Site", watched))
        asked = [[name, list(args), self._answer(name, args)] for name, args in watched.asked]
        self._used[address] = [key, asked, *entry_of(content)]
        return address, content

    def keep(self, *, others: Iterable[str]) -> None:
        """Remember the plates of this build, and of earlier ones those under the folders named in ``others``."""
        prefixes = tuple(f"{folder}/" for folder in others)
        kept = {a: plate for a, plate in self._known.items() if a.startswith(prefixes)} | self._used
        self._path.parent.mkdir(parents=True, exist_ok=True)
        aside = self._path.with_name(f".{self._path.name}.{new_code()}")
        with suppress(OSError):  # without plates the next build draws everything, and that is all
            aside.write_text(json.dumps(kept))
            aside.replace(self._path)
        aside.unlink(missing_ok=True)

    def _lean(self, given: object, depth: int = DEPTH) -> object:
        """Return what a page is given, its staged rows as digests: the same programs and films stand on many pages."""
        if isinstance(given, list):
            return [self._lean(part, depth - 1) for part in given] if depth > 0 else given
        if not isinstance(given, dict):
            return given
        if self._site.is_staged(given):
            return self._row_digest(given)
        return self._lean_parts(given, depth) if depth >= 0 else given

    def _lean_parts(self, given: dict[str, Any], depth: int) -> dict[str, Any]:
        return {
            name: self._lean(value, depth - 1) if isinstance(value, NESTED) else value for name, value in given.items()
        }

    def _row_digest(self, row: dict[str, Any]) -> str:
        """Return the digest of a staged row; each row is looked at once."""
        if id(row) not in self._rows:
            self._rows[id(row)] = row, digest(self._lean_parts(row, ROW_DEPTH))
        return self._rows[id(row)][1]

    def _says_the_same(self, asked: Asked) -> bool:
        return all(self._answer(name, tuple(args)) == answer for name, args, answer in asked)

    def _answer(self, name: str, args: tuple[str, ...]) -> str:
        """Return a digest of what the site answers; asked once a build."""
        if (name, args) not in self._answers:
            value = getattr(self._site, name, None)
            value = value(*args) if callable(value) else value
            self._answers[name, args] = digest(value)
        return self._answers[name, args]


class Watched:
    """A site that notes what is asked of it."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self.asked: set[tuple[str, tuple[str, ...]]] = set()

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401  whatever the site holds
        value = getattr(self._site, name)
        if callable(value):
            return partial(self._call, name, value)
        self.asked.add((name, ()))
        return value

    def _call(self, name: str, method: Callable[..., Any], *args: str) -> Any:  # noqa: ANN401  whatever it answers
        self.asked.add(("addressing", ()) if name in ADDRESSES else (name, args))
        answer = method(*args)
        return {**answer, "site": self} if isinstance(answer, dict) and "site" in answer else answer


def press_digest() -> str:
    """Return a digest of everything that pages are made with: this version, its templates, code and words."""
    root = Path(matinee.__file__).parent
    paths = [path for folder in SOURCES for path in sorted((root / folder).rglob("*")) if path.suffix in SUFFIXES]
    sources = _contents_digest(tuple((path, path.stat().st_mtime_ns) for path in paths))
    return digest([matinee.__version__, django.__version__, settings.SITE_ADDRESS, sources])


@lru_cache(maxsize=1)
def _contents_digest(files: tuple[tuple[Path, int], ...]) -> str:
    found = hashlib.sha256()
    for path, _changed in files:
        found.update(path.read_bytes())
    return found.hexdigest()


def digest(value: object) -> str:
    """Return a digest of plain data; of anything else one that never comes again, so that the page is drawn."""
    try:
        return hashlib.sha256(json.dumps(value, default=_plain).encode()).hexdigest()[:32]
    except (TypeError, ValueError):
        return new_code(32)


def _plain(value: object) -> object:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Site):
        return ""  # what a page asks of it is noted by itself
    if is_dataclass(value) and not isinstance(value, type):
        return [getattr(value, field.name) for field in fields(value)]
    if isinstance(value, set | frozenset):
        return sorted(map(str, value))
    if isinstance(value, Promise):
        return str(value)
    raise TypeError(type(value).__name__)
