"""Type on cards: the font that is carried along, what it can write, and how a title is set as large as it fits."""

from functools import cache
from pathlib import Path

from PIL import ImageFont

FONTS = Path(__file__).parent / "fonts"
TITLE, TEXT = "SourceSerifPro-Semibold.ttf", "SourceSerifPro-Regular.ttf"
NOWHERE = "\uffff"  # no font has it: what it draws stands for every letter that is missing
Font = ImageFont.FreeTypeFont


@cache
def font(name: str, size: int) -> Font:
    """Return a font in a size."""
    return ImageFont.truetype(str(FONTS / name), size)


@cache
def _is_written(letter: str) -> bool:
    face = font(TEXT, 40)
    return letter.isspace() or bytes(face.getmask(letter)) != bytes(face.getmask(NOWHERE))


def may_write(text: str) -> bool:
    """Tell whether every letter is in the font: Latin, Greek and Cyrillic are, others are told by the page itself."""
    return all(_is_written(letter) for letter in set(text))


def fitted(text: str, width: int, lines: int, sizes: tuple[int, ...]) -> tuple[Font, list[str]]:
    """Return the largest of these sizes in which the text fits, and its lines; the smallest one cuts it."""
    for size in sizes:
        face = font(TITLE, size)
        rows = _wrapped(text, face, width)
        if len(rows) <= lines and all(face.getlength(row) <= width for row in rows):
            return face, rows
    face = font(TITLE, sizes[-1])
    rows = _wrapped(text, face, width)[:lines]
    return face, [*rows[:-1], shortened(rows[-1] + " …", face, width)]


def shortened(text: str, face: Font, width: int) -> str:
    """Return the text, cut with an ellipsis where it is too wide."""
    if face.getlength(text) <= width:
        return text
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if face.getlength(text[:middle].rstrip() + "…") <= width else (low, middle - 1)
    return text[:low].rstrip() + "…"


def _wrapped(text: str, face: Font, width: int) -> list[str]:
    rows: list[str] = []
    row = ""
    for word in text[:300].split():
        longer = f"{row} {word}".strip()
        if row and face.getlength(longer) > width:
            rows.append(row)
            row = word
        else:
            row = longer
    return [*rows, row]
