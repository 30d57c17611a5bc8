"""When two names are the same name."""

import unicodedata


def name_key_of(name: str) -> str:
    """Return a name without case, width and surplus spaces, by which it is found again; accents stay."""
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())[:160]
