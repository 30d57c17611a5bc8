"""Text as XML and calendars may hold it."""

import re
import uuid
from functools import lru_cache

_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
SPACE = uuid.uuid5(uuid.NAMESPACE_DNS, "matinee")


def clean(text: str) -> str:
    """Return text without the characters that XML 1.0 (section 2.2) does not know."""
    return _NOT_XML.sub("", text)


@lru_cache(maxsize=8192)
def guid_of(kind: str, code: str) -> uuid.UUID:
    """Return an identifier that stays the same for the same thing in every release."""
    return uuid.uuid5(SPACE, f"{kind}:{code}")
