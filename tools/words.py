"""The words of the pages in every language: collect them from the source, bring the catalogs up to date, compile them.

    python tools/words.py update    collect, merge into every django.po (old words stay), write every django.mo
    python tools/words.py compile   write every django.mo from its django.po
    python tools/words.py check     say what is missing, stale or not compiled; ends with 1 where something is

No gettext program is needed: Babel reads and writes, and Django's own ``templatize`` reads the templates.
"""

import io
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "src" / "matinee"
LOCALES = SOURCE / "web" / "locale"
LANGUAGES = ("es", "fr", "it")
# What only the team sees is in English so far: its floor, the living style sheet, the command line.
STAFF_ONLY = (
    "api/", "config/", "engine/", "entries/actions/holding.py", "entries/actions/importing.py", "entries/interchange/",
    "entries/models/imports.py", "mailroom/actions/", "mailroom/letters/", "marquee/affected.py", "marquee/findings.py",
    "marquee/previewing.py", "marquee/tasks.py", "office/", "preselection/", "programming/",
    "schedule/actions/checks.py", "schedule/rules/", "schedule/states/checks.py",
    "web/desks.py", "web/look.py", "web/templates/web/look",
    "web/templates/web/office.html", "web/templates/web/parts/rail.html", "workflows/",
)  # fmt: skip
STAFF_PARTS = {"management", "migrations", "admin.py"}
# ... but for these few, which the public or a filmmaker meets.
PUBLIC_TOO = (
    "office/invitations/", "preselection/queries/", "programming/actions/invitations.py",
    "programming/states/shared.py",
)  # fmt: skip
KEYWORDS = {
    **DEFAULT_KEYWORDS,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext_lazy": (1, 2),
    "pgettext_lazy": ((1, "c"), 2),
}
DATED = re.compile(rb'^"(POT|PO|Last|Language-Team|Report|Generated)[^"]*"\n', re.MULTILINE)
NAMED = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}")


@dataclass
class Health:
    """What is wrong with one language's catalog; empty lists are what is wanted."""

    missing: list[str] = field(default_factory=list)
    stale: list[str] = field(default_factory=list)
    broken: list[str] = field(default_factory=list)
    is_compiled: bool = True

    def __bool__(self) -> bool:
        return not (self.missing or self.stale or self.broken) and self.is_compiled


def is_street(path: Path) -> bool:
    """Tell whether the public or a filmmaker meets the words of a source file."""
    name = path.relative_to(SOURCE).as_posix()
    if name.startswith(PUBLIC_TOO):
        return True
    return not (name.startswith(STAFF_ONLY) or STAFF_PARTS & set(path.parts))


def sources() -> Iterator[Path]:
    """Yield every Python file and template whose words are translated."""
    for pattern in ("*.py", "*.html", "*.txt"):
        yield from (path for path in sorted(SOURCE.rglob(pattern)) if is_street(path))


def words_in(path: Path) -> Iterator[tuple[int, str | tuple[str, ...], str | None]]:
    """Yield line, words (or singular and plural) and context of everything marked in a file."""
    text = path.read_text("utf-8")
    if path.suffix != ".py":
        drawn = templatize(text, origin=str(path))
        text = "\n".join(line.strip() for line in drawn.splitlines())
    for line, words, _comments, context in extract("python", io.BytesIO(text.encode()), keywords=KEYWORDS):
        yield line, words, context


def collected() -> Catalog:
    """Return the template of all catalogs: every marked word, and the files that say it."""
    catalog = Catalog(project="Matinee", charset="utf-8", fuzzy=False)
    for path in sources():
        place = path.relative_to(ROOT).as_posix()
        for _line, words, context in words_in(path):
            catalog.add(words, locations=[(place, 0)], context=context)
    return catalog


def po_path(language: str) -> Path:
    """Return where a language's words lie."""
    return LOCALES / language / "LC_MESSAGES" / "django.po"


def catalog_of(language: str) -> Catalog:
    """Read a language's catalog, empty where there is none."""
    path = po_path(language)
    if not path.exists():
        return Catalog(locale=language)
    with path.open("rb") as file:
        return read_po(file, locale=language)


def update() -> None:
    """Bring every catalog up to date; words that nothing says any more go, nothing is guessed."""
    template = collected()
    for language in LANGUAGES:
        catalog = catalog_of(language)
        catalog.update(template, no_fuzzy_matching=True)
        catalog.obsolete.clear()
        path = po_path(language)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(po_bytes(catalog))
        path.with_suffix(".mo").write_bytes(mo_bytes(catalog))


def po_bytes(catalog: Catalog) -> bytes:
    """Return a catalog as its file, the same for the same words: sorted, without dates and line numbers."""
    buffer = io.BytesIO()
    write_po(buffer, _undated(catalog), sort_output=True, width=118, include_lineno=False)
    return DATED.sub(b"", buffer.getvalue())


def mo_bytes(catalog: Catalog) -> bytes:
    """Return a catalog as Django reads it."""
    buffer = io.BytesIO()
    write_mo(buffer, _undated(catalog))
    return buffer.getvalue()


def _undated(catalog: Catalog) -> Catalog:
    """Return the catalog as nobody's and of no day, so that the same words are the same bytes."""
    catalog.header_comment, catalog.fuzzy = f"# Matinee in {catalog.locale_identifier}, see tools/words.py.", False
    catalog.project, catalog.version = "Matinee", "1"
    catalog.creation_date = catalog.revision_date = datetime(2026, 1, 1, tzinfo=UTC)
    return catalog


def compile_all() -> None:
    """Write every compiled catalog."""
    for language in LANGUAGES:
        po_path(language).with_suffix(".mo").write_bytes(mo_bytes(catalog_of(language)))


def health_of(language: str, template: Catalog | None = None) -> Health:
    """Compare a language's catalog with the source and with its compiled form."""
    wanted = {(message.id, message.context): message for message in template or collected() if message.id}
    catalog = catalog_of(language)
    have = {(message.id, message.context): message for message in catalog if message.id}
    found = Health()
    for key, message in wanted.items():
        told = have.get(key)
        if told is None or not all(_strings(told)):
            found.missing.append(_shown(message))
        elif not _agrees(told):
            found.broken.append(_shown(message))
    found.stale = [_shown(message) for key, message in have.items() if key not in wanted]
    mo_path = po_path(language).with_suffix(".mo")
    found.is_compiled = mo_path.exists() and mo_path.read_bytes() == mo_bytes(catalog)
    return found


def _strings(message: Message) -> tuple[str, ...]:
    return tuple(message.string) if isinstance(message.string, (list, tuple)) else (str(message.string),)


def _shown(message: Message) -> str:
    return str(message.id if isinstance(message.id, str) else message.id[0])


def _agrees(message: Message) -> bool:
    """Tell whether a translation fills in what its original fills in; a singular may leave the number out."""
    ids = (message.id,) if isinstance(message.id, str) else tuple(message.id)
    asked = set(NAMED.findall(ids[-1]))
    said = [set(NAMED.findall(string)) for string in _strings(message)]
    return said[-1] == asked and all(one <= asked for one in said)


def check() -> int:
    """Print what is wrong; return 1 where something is."""
    template, code = collected(), 0
    for language in LANGUAGES:
        found = health_of(language, template)
        for kind in ("missing", "stale", "broken"):
            for words in getattr(found, kind):
                print(f"{language}: {kind}: {words!r}")
        if not found.is_compiled:
            print(f"{language}: not compiled: run python tools/words.py compile")
        code = code or int(not found)
    return code


if __name__ == "__main__":
    doors = {"update": update, "compile": compile_all, "check": check}
    if len(sys.argv) != 2 or sys.argv[1] not in doors:  # noqa: PLR2004  the program and one word
        sys.exit(__doc__)
    sys.exit(doors[sys.argv[1]]())
