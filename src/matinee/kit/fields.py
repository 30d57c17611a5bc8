"""Database fields: text that is encrypted at rest."""

import base64
import hashlib
from functools import lru_cache
from typing import Any

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.db import models

from matinee.kit.errors import Unavailable


def _derived(key: str) -> bytes:
    """Return 32 bytes from a passphrase (scrypt, RFC 7914)."""
    return hashlib.scrypt(key.encode(), salt=b"matinee.fields", n=2**14, r=8, p=1, dklen=32)


@lru_cache(maxsize=4)
def _box(keys: tuple[str, ...]) -> MultiFernet:
    """Return the cipher of these passphrases, the first of which encrypts."""
    derived = (_derived(key) for key in keys)
    return MultiFernet([Fernet(base64.urlsafe_b64encode(key)) for key in derived])


def encrypt(text: str) -> str:
    """Encrypt with the first of ``ENCRYPTION_KEYS`` (Fernet: AES-128-CBC with HMAC-SHA256)."""
    return _box(tuple(settings.ENCRYPTION_KEYS)).encrypt(text.encode()).decode()


def decrypt(token: str) -> str:
    """Decrypt with any of ``ENCRYPTION_KEYS``.

    Raises
    ------
    Unavailable
        None of the keys fits: the key it was written with has been taken away.
    """
    try:
        return _box(tuple(settings.ENCRYPTION_KEYS)).decrypt(token.encode()).decode()
    except InvalidToken as error:
        raise Unavailable("A stored secret cannot be read: put its key back into MATINEE_ENCRYPTION_KEYS.") from error


class EncryptedTextField(models.TextField):  # type: ignore[type-arg]  # django-stubs: generic only in annotations
    """Text that the database holds encrypted; it cannot be searched or ordered by."""

    def get_prep_value(self, value: Any) -> Any:  # noqa: ANN401  Django's signature
        """Encrypt on the way in; empty stays empty."""
        text = super().get_prep_value(value)
        return encrypt(text) if text else text

    def from_db_value(self, value: str | None, _expression: object, _connection: object) -> str | None:
        """Decrypt on the way out."""
        return decrypt(value) if value else value
