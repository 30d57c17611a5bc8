"""Stills: opened, measured and written anew, never kept as they came."""

import io
from typing import Any

from django.core.files.base import ContentFile, File
from django.db import transaction
from django.utils.translation import gettext, gettext_lazy
from PIL import Image, ImageOps, UnidentifiedImageError

from matinee.accounts.models import User
from matinee.festival.actions import audit
from matinee.films.models import Film
from matinee.kit.codes import new_code
from matinee.kit.errors import InvalidInput
from matinee.kit.rows import apply_changes, checked

FORMATS = ("JPEG", "PNG", "WEBP", "AVIF")
MOST_BYTES = 40 * 2**20
MOST_PIXELS = 80_000_000
LONGEST_SIDE = 2560
PAPER = (250, 248, 243)
ACCEPTED = gettext_lazy("Give a JPEG, PNG, WebP or AVIF picture of at most 40 MB and 80 megapixels.")


@transaction.atomic
def set_still(*, film: Film, image: bytes | File[Any], alt: str, by: User | None) -> Film:
    """Set a film's still with its alternative text; an empty ``image`` only changes the text.

    Raises
    ------
    InvalidInput
        Not a picture that can be taken, or no alternative text.
    """
    lacking = gettext("Say in a few words what the picture shows, for those who cannot see it.")
    return _set_picture(film, "still", image, (alt, lacking), by)


@transaction.atomic
def set_poster(*, film: Film, image: bytes | File[Any], alt: str, by: User | None) -> Film:
    """Set a film's poster with its alternative text; an empty ``image`` only changes the text.

    Raises
    ------
    InvalidInput
        Not a picture that can be taken, or no alternative text.
    """
    lacking = gettext("Say in a few words what the poster shows, for those who cannot see it.")
    return _set_picture(film, "poster", image, (alt, lacking), by)


@transaction.atomic
def set_still_focus(*, film: Film, x: int, y: int, by: User | None) -> Film:
    """Say which point of a film's still stays in sight where it is cut: percent from the left and from the top.

    Raises
    ------
    InvalidInput
        Not from 0 to 100.
    """
    film.still_focus_x, film.still_focus_y = x, y
    checked(film)
    film.save(update_fields=["still_focus_x", "still_focus_y", "changed_at"])
    audit(festival=film.festival, by=by, verb="set_still_focus", about=film, x=x, y=y)
    return film


@transaction.atomic
def credit_still(*, film: Film, credit: str, rights: str, by: User | None) -> Film:
    """Say whose picture a film's still is, and what the press may do with it; press kits carry both.

    Raises
    ------
    InvalidInput
        Longer than can be printed beside a picture.
    """
    changed = apply_changes(film, {"still_credit": credit.strip(), "still_rights": rights.strip()})
    if changed:
        audit(festival=film.festival, by=by, verb="credit_still", about=film, **changed)
    return film


def _set_picture(film: Film, column: str, image: bytes | File[Any], words: tuple[str, str], by: User | None) -> Film:
    """Set one of a film's pictures; ``words`` are its alternative text and what is said where that is missing."""
    alt, lacking = words
    if not alt.strip():
        raise InvalidInput(f"{column}_alt", alt, lacking)
    content = image if isinstance(image, bytes) else image.read(MOST_BYTES + 1)
    picture = getattr(film, column)
    old = picture.name
    if content:
        picture.save(f"{film.code}-{new_code(5)}.jpg", ContentFile(as_jpeg(content, column)), save=False)
        if column == "still":  # the point that mattered was the old picture's
            film.still_focus_x = film.still_focus_y = 50
    setattr(film, f"{column}_alt", alt.strip())
    checked(film)
    film.save(update_fields=[column, f"{column}_alt", "still_focus_x", "still_focus_y", "changed_at"])
    audit(festival=film.festival, by=by, verb=f"set_{column}", about=film)
    if content and old:
        transaction.on_commit(lambda: picture.storage.delete(old))
    return film


def as_jpeg(content: bytes, field: str = "still") -> bytes:
    """Return a picture as a JPEG of at most 2560 px, upright, without EXIF, on paper where it was clear.

    A refusal names the ``field``.
    """
    if len(content) > MOST_BYTES:
        raise InvalidInput(field, f"{len(content) // 2**20} MB", str(ACCEPTED))
    try:
        with Image.open(io.BytesIO(content), formats=FORMATS) as opened:
            if opened.width * opened.height > MOST_PIXELS:
                raise InvalidInput(field, f"{opened.width} x {opened.height}", str(ACCEPTED))
            upright = ImageOps.exif_transpose(opened)
            upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
            return _written(upright)
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError,
            Image.DecompressionBombWarning) as error:  # fmt: skip
        raise InvalidInput(field, gettext("the file"), str(ACCEPTED)) from error


def _written(picture: Image.Image) -> bytes:
    """Return the bytes of a JPEG in sRGB-like RGB."""
    clear = picture.convert("RGBA")
    flat = Image.new("RGB", clear.size, PAPER)
    flat.paste(clear, mask=clear.getchannel("A"))
    buffer = io.BytesIO()
    flat.save(buffer, "JPEG", quality=88, optimize=True, progressive=True)
    return buffer.getvalue()
