"""Whether words for a filmmaker give away who wrote them."""

import re

LEAST_LETTERS = 3


def names_its_writer(note: str, name: str, email: str = "") -> bool:
    """Tell whether a note names its writer: by a part of the name as names are written, or by their address.

    Small letters are no name: somebody called Grace may still write of a film's grace.
    """
    parts = [part for part in re.split(r"[\s.,]+", name) if len(part) >= LEAST_LETTERS]
    if email and email.casefold() in note.casefold():
        return True
    return any(re.search(rf"(?<!\w){re.escape(part)}(?!\w)", note) for part in parts)
