"""The documentation is complete: every room, setting, command and desk has its entry, every link leads somewhere."""

import re
from pathlib import Path

import pytest
from django.core.management import get_commands

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
SOURCE = ROOT / "src" / "matinee"


def test_every_room_is_told_in_the_house() -> None:
    house = (DOCS / "house.md").read_text()
    rooms = [path.name for path in SOURCE.iterdir() if path.is_dir() and path.name != "__pycache__"]

    assert [room for room in rooms if f"| `{room}` |" not in house] == []


def test_every_setting_is_told() -> None:
    names = set(re.findall(r'env\.\w+\(\s*"([A-Z0-9_]+)"', (SOURCE / "config" / "settings.py").read_text()))
    told = (DOCS / "operations" / "settings.md").read_text()

    assert names
    assert [name for name in sorted(names) if f"`{name}`" not in told] == []


def test_every_command_is_told() -> None:
    known = get_commands().items()
    ours = [name.replace("_", "-") for name, app in known if isinstance(app, str) and app.startswith("matinee.")]
    told = (DOCS / "operations" / "commands.md").read_text()

    assert ours
    assert [name for name in sorted(ours) if f"`matinee {name}" not in told] == []


def test_every_desk_has_a_page_in_the_handbook() -> None:
    desks = [path.name for path in (SOURCE / "office").iterdir() if (path / "urls.py").exists()]
    lacking = [desk for desk in desks if desk != "invitations" and not (DOCS / "handbook" / f"{desk}.md").exists()]

    assert lacking == []


def test_every_decision_is_listed() -> None:
    index = (DOCS / "decisions" / "index.md").read_text()

    assert [page.name for page in DOCS.glob("decisions/0*.md") if page.name not in index] == []


@pytest.mark.parametrize(
    "doc", sorted(str(path.relative_to(ROOT)) for path in [*DOCS.rglob("*.md"), ROOT / "README.md"])
)
def test_every_link_leads_somewhere(doc: str) -> None:
    text = (ROOT / doc).read_text()
    links = [
        link for link in re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", text) if "://" not in link and "mailto:" not in link
    ]

    assert [link for link in links if not ((ROOT / doc).parent / link).exists()] == []


def test_code_and_pages_keep_to_the_glossary() -> None:
    """The trade's word for a printed book of films is not used, in code or in pages."""
    forbidden = re.compile(r"\bcatalog(ue)?s?\b", re.IGNORECASE)
    files = [path for kind in ("*.py", "*.html") for path in SOURCE.rglob(kind)]
    found = [str(path.relative_to(ROOT)) for path in files if forbidden.search(path.read_text())]

    assert found == []
