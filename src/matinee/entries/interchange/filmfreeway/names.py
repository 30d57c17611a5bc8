"""Names of people as they are typed into one cell: commas, "and", "&", labels, characters in quotes."""

import re

from matinee.kit.text import plain_line

LONGEST = 150
MOST = 100
_LABEL = re.compile(
    r"^\s*(?:(?:key\s+)?cast|starring|featuring|with|(?:executive\s+|co-?)?(?:director|producer|writer)s?|directed\s+by|"
    r"written\s+by|produced\s+by|screenplay(?:\s+by)?|actors?)\s*:\s*",
    re.IGNORECASE,
)
_CAPITALS = re.compile(r"^\s*[A-Z][A-Z &/-]{2,40}:\s*")
_AND = re.compile(r"\s+(?:and|&|\+)\s+", re.IGNORECASE)
_COMPANY = re.compile(
    r"\b(?:films?|pictures?|productions?|studios?|entertainment|media|llc|ltd|inc|gmbh|company|co|collective|university|"
    r"school|academy|foundation)\b\.?",
    re.IGNORECASE,
)
_SUFFIX = re.compile(r"(?:jr|sr|ii|iii|iv|ph\.?d|m\.?d|esq)\.?", re.IGNORECASE)
_CHARACTER = (
    re.compile(r'^(?P<name>[^"“”]+?)\s*["“](?P<detail>[^"“”]+)["”]$'),
    re.compile(r"^(?P<name>[^()]+?)\s*\((?:as\s+)?(?P<detail>[^()]+)\)$", re.IGNORECASE),
    re.compile(r"^(?P<name>.+?)\s+as\s+(?P<detail>.+)$"),
)
_NOBODY = {"n/a", "na", "none", "no", "tba", "tbd", "various", "unknown"}


def split_names(text: str) -> list[tuple[str, str]]:
    """Return (name, detail) of every person in a cell, each once; ``Rosa "Mara"`` played Mara."""
    found: list[tuple[str, str]] = []
    for piece in _pieces(text):
        bare = _without_label(piece)
        if found and _SUFFIX.fullmatch(bare.strip()):
            found[-1] = (f"{found[-1][0]} {bare.strip()}", found[-1][1])
            continue
        found.extend(_person(name) for name in _apart(bare))
    people = ((plain_line(name.strip(" .;:-\u2013•*\"“”'"), LONGEST + 1), detail) for name, detail in found)
    return list(dict.fromkeys(person for person in people if _is_name(person[0])))[:MOST]


def _without_label(piece: str) -> str:
    """Return a piece without a label such as ``KEY CAST:`` before it."""
    return _CAPITALS.sub("", _LABEL.sub("", piece, count=1), count=1)


def _pieces(text: str) -> list[str]:
    """Split at commas, semicolons, bars and lines that are not inside brackets or quotes."""
    pieces, depth, in_quotes, start = [], 0, False, 0
    for place, letter in enumerate(text):
        if letter in "\n\r":
            depth, in_quotes = 0, False
        if letter in '"“”':
            in_quotes = not in_quotes if letter == '"' else letter == "“"
        depth = max(0, depth + (letter in "([") - (letter in ")]"))
        if letter in "\n\r" or (letter in ",;|" and not depth and not in_quotes):
            pieces.append(text[start:place])
            start = place + 1
    return [*pieces, text[start:]]


def _apart(piece: str) -> list[str]:
    """Split "Ana Lima & João Pires and Zoë Smith"; a company's name stays whole."""
    return [piece] if _COMPANY.search(piece) else _AND.split(piece)


def _person(piece: str) -> tuple[str, str]:
    """Return a name and, where one is given behind it, the character or craft."""
    line = " ".join(piece.split())
    for pattern in _CHARACTER:
        found = pattern.fullmatch(line)
        if found is not None:
            return found["name"], plain_line(found["detail"], 120)
    return line, ""


def _is_name(name: str) -> bool:
    """Tell whether something is a name at all."""
    return any(letter.isalpha() for letter in name) and name.casefold() not in _NOBODY and len(name) <= LONGEST
