"""Stills: opened, measured and written anew, never kept as they came."""

import io
from typing import Any

from django.core.files.base import ContentFile, File
from django.db import transaction
from PIL import Image, ImageOps, UnidentifiedImageError

from matinee.accounts.models import User
from matinee.festival.actions import audit
from matinee.films.models import Film
from matinee.kit.codes import new_code
from matinee.kit.errors import InvalidInput
from matinee.kit.rows import checked

FORMATS = ("JPEG", "PNG", "WEBP", "AVIF")
MOST_BYTES = 40 * 2**20
MOST_PIXELS = 80_000_000
LONGEST_SIDE = 2560
PAPER = (250, 248, 243)
ACCEPTED = "Give a JPEG, PNG, WebP or AVIF picture of at most 40 MB and 80 megapixels."


@transaction.atomic
def set_still(*, film: Film, image: bytes | File[Any], alt: str, by: User | None) -> Film:
    """Set a film's still with its alternative text; an empty ``image`` only changes the text.

    Raises
    ------
    InvalidInput
        Not a picture that can be taken, or no alternative text.
    """
    if not alt.strip():
        raise InvalidInput("still_alt", alt, "Say in a few words what the picture shows, for those who cannot see it.")
    content = image if isinstance(image, bytes) else image.read(MOST_BYTES + 1)
    old = film.still.name
    if content:
        film.still.save(f"{film.code}-{new_code(5)}.jpg", ContentFile(as_jpeg(content)), save=False)
    film.still_alt = alt.strip()
    checked(film)
    film.save(update_fields=["still", "still_alt", "changed_at"])
    audit(festival=film.festival, by=by, verb="set_still", about=film)
    if content and old:
        storage = film.still.storage
        transaction.on_commit(lambda: storage.delete(old))
    return film


@transaction.atomic
def set_poster(*, film: Film, image: bytes | File[Any], alt: str, by: User | None) -> Film:
    """Set a film's poster with its alternative text; an empty ``image`` only changes the text.

    Raises
    ------
    InvalidInput
        Not a picture that can be taken, or no alternative text.
    """
    if not alt.strip():
        raise InvalidInput("poster_alt", alt, "Say in a few words what the poster shows, for those who cannot see it.")
    content = image if isinstance(image, bytes) else image.read(MOST_BYTES + 1)
    old = film.poster.name
    if content:
        film.poster.save(f"{film.code}-{new_code(5)}.jpg", ContentFile(_poster(content)), save=False)
    film.poster_alt = alt.strip()
    checked(film)
    film.save(update_fields=["poster", "poster_alt", "changed_at"])
    audit(festival=film.festival, by=by, verb="set_poster", about=film)
    if content and old:
        storage = film.poster.storage
        transaction.on_commit(lambda: storage.delete(old))
    return film


def _poster(content: bytes) -> bytes:
    """Return a poster as a JPEG; a refusal names the poster, not the still."""
    try:
        return as_jpeg(content)
    except InvalidInput as refused:
        raise InvalidInput("poster", refused.value, refused.accepted) from refused


def as_jpeg(content: bytes) -> bytes:
    """Return a picture as a JPEG of at most 2560 px, upright, without EXIF, on paper where it was clear."""
    if len(content) > MOST_BYTES:
        raise InvalidInput("still", f"{len(content) // 2**20} MB", ACCEPTED)
    try:
        with Image.open(io.BytesIO(content), formats=FORMATS) as opened:
            if opened.width * opened.height > MOST_PIXELS:
                raise InvalidInput("still", f"{opened.width} x {opened.height} pixels", ACCEPTED)
            upright = ImageOps.exif_transpose(opened)
            upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
            return _written(upright)
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError,
            Image.DecompressionBombWarning) as error:  # fmt: skip
        raise InvalidInput("still", "the file", ACCEPTED) from error


def _written(picture: Image.Image) -> bytes:
    """Return the bytes of a JPEG in sRGB-like RGB."""
    clear = picture.convert("RGBA")
    flat = Image.new("RGB", clear.size, PAPER)
    flat.paste(clear, mask=clear.getchannel("A"))
    buffer = io.BytesIO()
    flat.save(buffer, "JPEG", quality=88, optimize=True, progressive=True)
    return buffer.getvalue()
