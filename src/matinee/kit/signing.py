"""Signed, expiring addresses of private files."""

from django.conf import settings
from django.core import signing
from django.urls import reverse

from matinee.kit.errors import NotFound

SALT = "matinee.media"


def media_address(name: str, *, download_as: str = "") -> str:
    """Return an address of a stored file that works for ``MEDIA_LINK_SECONDS`` and for nothing else."""
    return reverse("media", args=[signing.dumps([name, download_as], salt=SALT)])


def media_of(signed: str) -> tuple[str, str]:
    """Return the stored file's name and its download name.

    Raises
    ------
    NotFound
        The address was not made here, or its time is over.
    """
    try:
        name, download_as = signing.loads(signed, salt=SALT, max_age=settings.MEDIA_LINK_SECONDS)
    except signing.BadSignature as error:
        raise NotFound("This link has run out. Open the page it came from and follow it again.") from error
    return str(name), str(download_as)


def seal(purpose: str, *parts: str) -> str:
    """Return words for an address that only this house can have written; they stay readable."""
    return signing.dumps(list(parts), salt=f"matinee.{purpose}")


def unseal(purpose: str, signed: str, *, seconds: int) -> list[str]:
    """Return the words that were sealed for this purpose.

    Raises
    ------
    NotFound
        They were not sealed here or for something else, or longer ago than ``seconds``.
    """
    try:
        return [str(part) for part in signing.loads(signed, salt=f"matinee.{purpose}", max_age=seconds)]
    except signing.BadSignature as error:
        raise NotFound("This link has run out. Open the page it came from and follow it again.") from error
