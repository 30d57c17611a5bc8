"""``Screenings / Awards``: the premiere history in free text, read as far as it can be.

Whatever is read is marked as unchecked and keeps its own words, so that a person can look at it.
"""

import re
from typing import Any

from matinee.entries.interchange.filmfreeway.cells import find_date
from matinee.films.rules.geography import is_state, place_of_city
from matinee.films.states import DatePrecision
from matinee.kit.places import country_code

MOST = 60
_PRIVATE = re.compile(
    r"\bprivate\b|cast\s*(?:&|and|\+|n)\s*crew|by invitation|invitation[- ]only|invite[- ]only|"
    r"friends (?:and|&) family|test screening|work[- ]in[- ]progress",
    re.IGNORECASE,
)
_ONLINE = re.compile(r"\bonline\b|\bvirtual\b|\byoutube\b|\bvimeo\b|\bstreaming\b|\bvod\b|\bbroadcast\b", re.IGNORECASE)
_TO_COME = re.compile(r"\b(?:tbd|tba|tbc|to be (?:announced|determined|confirmed)|available)\b", re.IGNORECASE)
_NOTHING = re.compile(
    r"(?:n/?a|none|no|nothing|not yet|-+|\.+|no (?:previous )?screenings.*|has not .*|never .*)", re.IGNORECASE
)
_HONOUR = re.compile(
    r"(?:world|international|(?:north |south |latin )?american?|european|asian|african|national|"
    r"u\.?s\.?a?\.?|[a-z ]{0,20}?)\s*premi[eè]re|"
    r"official selection|in competition|out of competition|(?:semi-?)?finalist|winner|nominee|nominated|"
    r"\b[a-z]* ?award(?:s|ed)?\b|honou?rable mention|screening",
    re.IGNORECASE,
)
_BRACKETED = re.compile(r"\(([^()]+)\)")
_PARTS = re.compile(r"\s*,\s*|\s+[-\u2013\u2014|]\s+|^[-\u2013\u2014\s]+|[-\u2013\u2014\s]+$")


def read_showings(text: str) -> list[dict[str, Any]]:
    """Return the columns of a public showing for every line that speaks of one."""
    found = [_showing(piece) for piece in _pieces(text)]
    return [showing for showing in found if showing is not None][:MOST]


def _pieces(text: str) -> list[str]:
    """Return one piece a showing: a line that is only a date, a place or a honour belongs to the one before."""
    pieces: list[str] = []
    for line in re.split(r"[\n;]", text.replace("\r", "\n")):
        piece = " ".join(line.split())
        if not piece:
            continue
        if pieces and _is_rest(piece) and None in (find_date(piece), find_date(pieces[-1])):
            pieces[-1] = f"{pieces[-1]}, {piece}"
        else:
            pieces.append(piece)
    return pieces


def _is_rest(piece: str) -> bool:
    """Tell whether nothing is left of a piece when its date and its honours are taken away."""
    found = find_date(piece)
    bare = piece if found is None else piece[: found[2][0]] + piece[found[2][1] :]
    return not _HONOUR.sub("", bare).strip(" ,.-")


def _showing(piece: str) -> dict[str, Any] | None:
    """Return a showing, or None for what announces nothing or something that is still to come."""
    found = find_date(piece)
    if _NOTHING.fullmatch(piece) or (found is None and _TO_COME.search(piece)):
        return None
    bare = piece if found is None else f"{piece[: found[2][0]]} , {piece[found[2][1] :]}"
    place = _place(bare)
    return {
        "event": place.pop("event")[:200],
        "shown_on": found[0] if found else None,
        "precision": found[1] if found else DatePrecision.UNKNOWN,
        **{name: value[:80] for name, value in place.items()},
        "is_online": bool(_ONLINE.search(piece)),
        "is_public": not _PRIVATE.search(piece),
        "is_checked": False,
        "source_text": piece,
    }


def _place(text: str) -> dict[str, str]:
    """Return event, city, region and country as far as a piece names them."""
    place = {"event": "", "city": "", "region": "", "country": ""}
    bracketed = _BRACKETED.search(text)
    if bracketed is not None and country_code(bracketed.group(1)):
        place["country"] = country_code(bracketed.group(1)) or ""
        text = text.replace(bracketed.group(0), " , ")
    parts = [part.strip(" .") for part in _PARTS.split(text)]
    for part in (_without_honour(part) for part in parts if part):
        if part:
            _put(place, part)
    return place


def _without_honour(part: str) -> str:
    """Return a part without ``Official Selection`` and the like, unless that is all its name."""
    return _HONOUR.sub("", part).strip(" ,.-")


def _put(place: dict[str, str], part: str) -> None:
    """Say what a part is: a state, a country, a city, else the event, else a city nobody has heard of."""
    if is_state(part) and (place["city"] or len(part) > 2):  # noqa: PLR2004  two letters may be a country's code
        place["region"], place["country"] = part, "US"
    elif len(part) > 2 and country_code(part):  # noqa: PLR2004  as above
        place["country"] = country_code(part) or ""
    elif place_of_city(part) and not place["city"]:
        place["city"] = part
    elif not place["event"]:
        place["event"], city = _event_and_city(part)
        place["city"] = place["city"] or city
    elif not place["city"]:
        place["city"] = part


def _event_and_city(part: str) -> tuple[str, str]:
    """Split ``Seoul Short Film Night Seoul``: a known city, or the first word once more, stands at the end."""
    words = part.split()
    for count in (3, 2, 1):
        tail = " ".join(words[-count:])
        is_repeated = len(words) > 2 * count and words[:count] == words[-count:]
        if len(words) > count and (is_repeated or place_of_city(tail)):
            return " ".join(words[:-count]), tail
    return part, ""
