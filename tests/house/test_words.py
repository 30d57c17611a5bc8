"""Every word that the public or a filmmaker meets is marked, said in every language, and compiled."""

import importlib.util
import re
import sys
import tomllib
from collections import Counter
from pathlib import Path
from string import Formatter
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "matinee"
STREET_FLOORS = ("marquee", "lounge", "web", "office/invitations")
SPECIMENS = "templates/web/look"
NOT_TEXT = re.compile(
    r"\{% *(blocktranslate|blocktrans|comment)\b.*?\{% *end\1 *%\}|\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}"
    r"|<(style|script)\b.*?</\2>|<!--.*?-->|&\w+;",
    re.DOTALL,
)
BLOCKS_OF_NAMES = re.compile(r"\{% block (body_class|main_class|accent) %\}.*?\{% endblock[^%]*%\}", re.DOTALL)
SPOKEN_ATTRIBUTES = re.compile(
    r'\b(?:alt|title|aria-label|placeholder|data-words[\w-]*)="([^"<>]*[A-Za-z]{3,}[^"<>]*)"'
)
NAMES_IN_ANY_LANGUAGE = {"Matinee", "PDF", "UTC", "ZIP", "schedule.xml", "schedule.json"}


@pytest.fixture(scope="module")
def words() -> ModuleType:
    """Return the tool that collects words, compares and compiles them."""
    spec = importlib.util.spec_from_file_location("matinee_words", ROOT / "tools" / "words.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # dataclasses look their module up
    spec.loader.exec_module(module)
    return module


def test_every_public_word_is_said_in_every_language(words: ModuleType) -> None:
    template = words.collected()

    health = {language: words.health_of(language, template) for language in words.LANGUAGES}

    assert [(language, words) for language, found in health.items() for words in found.missing] == []
    assert [(language, words) for language, found in health.items() for words in found.broken] == []
    assert [(language, words) for language, found in health.items() for words in found.stale] == []
    assert all(found.is_compiled for found in health.values()), "Run: python tools/words.py compile"


def test_collecting_sees_templates_code_plurals_and_contexts(words: ModuleType) -> None:
    found = {(message.id, message.context) for message in words.collected()}

    assert ("Add to your calendar", None) in found
    assert (("%(n)d film", "%(n)d films"), None) in found
    assert ("%(place)s premiere", "of a city") in found


def test_health_names_what_is_missing_stale_and_broken(
    words: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(words, "LOCALES", tmp_path)
    template, catalog = words.Catalog(), words.Catalog(locale="es")
    template.add("One", "")
    template.add("%(n)d left", "")
    catalog.add("%(n)d left", "quedan %(m)d")
    catalog.add("Gone", "Ido")
    words.po_path("es").parent.mkdir(parents=True)
    words.po_path("es").write_bytes(words.po_bytes(catalog))

    found = words.health_of("es", template)

    assert (found.missing, found.stale, found.broken, found.is_compiled) == (["One"], ["Gone"], ["%(n)d left"], False)


@pytest.mark.parametrize("floor", STREET_FLOORS)
def test_no_text_of_the_public_pages_is_left_unmarked(floor: str) -> None:
    pages = [path for path in (SOURCE / floor).rglob("*.html") if SPECIMENS not in path.as_posix()]
    assert pages or floor == "office/invitations"

    assert [(path.name, words) for path in pages for words in unmarked(path.read_text("utf-8"))] == []


def unmarked(template: str) -> list[str]:
    """Return the texts of a template that are not marked for translation."""
    text = NOT_TEXT.sub(" ", BLOCKS_OF_NAMES.sub("", template))
    between = re.split(r"<[^>]*>|data-[\w-]+=\"[^\"]*\"", text)
    found = [*(part.strip(" ·\n:,.;()/") for part in between), *SPOKEN_ATTRIBUTES.findall(text)]
    return [
        words
        for words in found
        if re.search(r"[A-Za-z]{2,}", words) and not set(words.split()) <= NAMES_IN_ANY_LANGUAGE
    ]


def test_letters_say_the_same_in_every_language() -> None:
    """The same occasions, and in each the same fields as in English."""
    folder = SOURCE / "mailroom" / "letters" / "texts"
    books = {path.stem: tomllib.loads(path.read_text("utf-8")) for path in sorted(folder.glob("*.toml"))}

    def fields(book: dict[str, dict[str, str]]) -> dict[str, Counter[str]]:
        return {
            key: Counter({name: 1 for text in said.values() for _, name, _, _ in Formatter().parse(text) if name})
            for key, said in book.items()
        }

    assert set(books) == {"en", "es", "fr", "it"}
    assert [language for language, book in books.items() if fields(book) != fields(books["en"])] == []
