"""Opaque codes for addresses: short, readable aloud, never a counter."""

import secrets

ALPHABET = "23456789abcdefghjkmnpqrstvwxyz"  # no 0 o 1 l i u: they are misread over the telephone


def new_code(length: int = 10) -> str:
    """Return a random code of ``length`` letters (10 letters: 49 bits)."""
    return "".join(secrets.choice(ALPHABET) for _ in range(length))


def new_token() -> str:
    """Return a secret for a link or a key: 32 random bytes, safe in an address."""
    return secrets.token_urlsafe(32)
