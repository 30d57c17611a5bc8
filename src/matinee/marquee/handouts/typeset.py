"""Setting a booklet with Typst: data and pictures in a folder of their own, fonts of the house, no network.

References
----------
https://typst.app/docs/ (0.15); the page's bleed gives every page a TrimBox

"""

import json
import tempfile
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

import typst

from matinee.kit.errors import Unavailable

HERE: Final = Path(__file__).parent
FONTS: Final = HERE / "fonts"
TEMPLATE: Final = HERE / "booklet.typ"


def typeset(
    told: Mapping[str, Any], pictures: Mapping[str, bytes], *, timestamp: int = 0, template: Path = TEMPLATE
) -> bytes:
    """Return a booklet as PDF; the same facts, pictures and moment are the same bytes.

    ``pictures`` are JPEGs by the names that ``told`` calls them by; another ``template`` sets other things.

    Raises
    ------
    Unavailable
        It could not be set, or there was no room on the disk.
    """
    try:
        with tempfile.TemporaryDirectory(prefix="matinee-booklet-") as name:
            folder = Path(name)
            for picture, content in pictures.items():
                (folder / picture).write_bytes(content)
            (folder / "told.json").write_text(json.dumps(told, ensure_ascii=False))
            (folder / "booklet.typ").write_text(template.read_text())
            return _compiled(folder, timestamp)
    except OSError as error:
        raise Unavailable(
            f"The booklet could not be written ({error.strerror}). Free some space, try again."
        ) from error


@lru_cache(maxsize=1)
def _fonts() -> typst.Fonts:
    """Return the fonts of the house, read once."""
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[FONTS])


def _compiled(folder: Path, timestamp: int) -> bytes:
    compiler = typst.Compiler(
        folder / "booklet.typ",
        root=folder,
        font_paths=_fonts(),
        package_path=folder / "none",
        package_cache_path=folder / "none",
    )
    try:
        made = compiler.compile(format="pdf", timestamp=timestamp)
    except typst.TypstError as error:
        raise Unavailable(
            f"The booklet could not be set ({error.message}). Tell whoever looks after Matinee."
        ) from error
    if not isinstance(made, bytes):
        raise Unavailable("The booklet came out empty. Try again.")
    return made
