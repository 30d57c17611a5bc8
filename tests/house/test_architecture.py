"""The house holds: imports go down, foreign keys go down, only actions write, one room one desk, nothing unfinished."""

import ast
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

from django.apps import apps

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "matinee"
LAYERS: list[str] = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"][0][
    "layers"
]
HEIGHT = {name.strip(): len(LAYERS) - level for level, names in enumerate(LAYERS) for name in names.split("|")}
FLOORS = {"config", "office", "lounge", "api", "marquee", "web"}
WRITES = {"save", "delete", "create", "bulk_create", "bulk_update", "update", "get_or_create", "update_or_create"}
WRITERS = re.compile(
    r"(^|/)(actions(/|\.py)|migrations/|models/|models\.py)|^kit/rows\.py$"
)  # kit/rows.py: the actions' own tool


def source_files() -> list[Path]:
    """Return every Python file of the product."""
    return sorted(path for path in SOURCE.rglob("*.py") if "migrations" not in path.parts)


def test_import_contracts_hold() -> None:
    result = subprocess.run(
        [sys.executable, "-c", "from importlinter.cli import lint_imports_command as c; c()", "--no-cache"],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip

    assert result.returncode == 0, result.stdout[-3000:]


def test_foreign_keys_only_point_down() -> None:
    """A (string) foreign key to a room that is not lower would be an import upwards in disguise."""
    upward = [
        f"{model._meta.label}.{field.name} -> {field.related_model._meta.label}"
        for model in apps.get_models()
        if model._meta.app_label in HEIGHT
        for field in model._meta.get_fields()
        if field.is_relation and field.concrete and field.related_model
        and field.related_model._meta.app_label in HEIGHT
        and HEIGHT[field.related_model._meta.app_label] > HEIGHT[model._meta.app_label]
    ]  # fmt: skip

    assert upward == []


def test_only_actions_write_to_the_database() -> None:
    found = [
        f"{path.relative_to(SOURCE)}:{line}: {what}"
        for path in source_files()
        if not WRITERS.search(str(path.relative_to(SOURCE))) and path.relative_to(SOURCE).parts[0] != "engine"
        for line, what in writes_in(path)
    ]

    assert found == []


def writes_in(path: Path) -> Iterator[tuple[int, str]]:
    """Yield calls that write through the ORM: ``X.objects.….create(…)``, ``queryset.update(…)``, ``row.save()``."""
    tree = ast.parse(path.read_text())
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in WRITES:
            chain = ast.unparse(node.func)
            is_manager = ".objects." in chain
            is_row = node.func.attr in {"save", "delete"} and not is_known_other(chain)
            if is_manager or is_row:
                yield node.lineno, chain


def is_known_other(chain: str) -> bool:
    """Tell whether a ``save`` or ``delete`` is not a row's: pictures, sessions, stored files, caches."""
    others = ("image", "picture", "canvas", "storage", "session", "cache", "frame", "art", "workbook", "drawing")
    return any(word in chain.lower() for word in others)


def test_rooms_know_no_requests() -> None:
    banned = re.compile(
        r"^\s*from django\.(http|forms|shortcuts)|^\s*import django\.(http|forms|shortcuts)", re.MULTILINE
    )
    found = [
        str(path.relative_to(SOURCE))
        for path in source_files()
        if path.relative_to(SOURCE).parts[0] not in FLOORS and banned.search(path.read_text())
    ]

    assert found == []


def test_no_file_is_a_drawer_for_everything() -> None:
    drawers = {"utils", "helpers", "common", "manager", "managers", "services", "misc"}
    found = [
        str(path.relative_to(SOURCE)) for path in source_files() if path.stem in drawers or path.parent.name in drawers
    ]

    assert found == []


def test_no_file_is_too_long() -> None:
    found = [
        f"{path.relative_to(SOURCE)}: {n}" for path in source_files() if (n := len(path.read_text().splitlines())) > 600
    ]

    assert found == []


def test_every_room_says_what_it_does() -> None:
    silent = [
        room
        for room in HEIGHT
        if (SOURCE / room / "__init__.py").exists()
        and not ast.get_docstring(ast.parse((SOURCE / room / "__init__.py").read_text()))
    ]

    assert silent == []
    assert {path.name for path in SOURCE.iterdir() if path.is_dir() and path.name != "__pycache__"} == set(HEIGHT)


def test_no_page_has_inline_script_or_style() -> None:
    inline = re.compile(
        r"<script(?![^>]*\bsrc=)(?![^>]*application/(ld\+)?json)[^>]*>|<style|\sstyle=|\son[a-z]+=\"", re.IGNORECASE
    )
    found = [
        f"{path.relative_to(SOURCE)}: {match.group()}"
        for path in sorted(SOURCE.rglob("*.html"))
        for match in inline.finditer(
            re.sub(r"{#.*?#}|{% comment %}.*?{% endcomment %}", "", path.read_text(), flags=re.DOTALL)
        )
    ]

    assert found == []
