"""The icons, read once from ``icons.svg`` and written into the page where they stand."""

import re
from pathlib import Path
from typing import Final

_SYMBOL = re.compile(r'<symbol id="([a-z]+)"[^>]*>(.*?)</symbol>', re.DOTALL)
_SPRITE = (Path(__file__).parent / "icons.svg").read_text(encoding="utf-8")

ICONS: Final[dict[str, str]] = dict(_SYMBOL.findall(_SPRITE))


def icon_body(name: str) -> str:
    """Return the drawing called ``name``; an unknown name is the page's mistake: ``KeyError``."""
    return ICONS[name]
