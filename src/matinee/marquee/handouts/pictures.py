"""Stills for print and for the press: as they were handed in, or at the size that a page needs."""

import io
from typing import Final

from django.db.models.fields.files import ImageFieldFile
from PIL import Image, UnidentifiedImageError

PRINT_PX: Final = {"a5": 1750, "letter": 2550}  # the page's width at 300 dots an inch
CARD_SHARE: Final = 0.8


def content_of(picture: ImageFieldFile) -> bytes | None:
    """Return a picture's bytes as they are kept, or None where it cannot be read any more."""
    if not picture.name:
        return None
    try:
        with picture.open("rb") as file:
            content: bytes = file.read()
    except (OSError, ValueError):
        return None
    return content


def for_print(content: bytes, paper: str) -> bytes | None:
    """Return a picture as a JPEG no larger than the paper needs, or None where it cannot be read."""
    try:
        with Image.open(io.BytesIO(content)) as opened:
            picture = opened.convert("RGB")
    except (OSError, ValueError, SyntaxError, UnidentifiedImageError, Image.DecompressionBombError):
        return None
    most = round(PRINT_PX.get(paper, PRINT_PX["letter"]) * CARD_SHARE)
    if picture.width > most:
        height = max(1, round(picture.height * most / picture.width))
        picture = picture.resize((most, height), Image.Resampling.LANCZOS, reducing_gap=3.0)
    buffer = io.BytesIO()
    picture.save(buffer, "JPEG", quality=86, optimize=True)
    return buffer.getvalue()
