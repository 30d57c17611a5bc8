"""The desks of the office as the rail lists them."""

from dataclasses import dataclass
from typing import Final

from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Desk:
    """A desk: the room's name, its words, its icon and the key that goes there after ``g``."""

    name: str
    label: str | Promise
    icon: str
    key: str
    url_name: str = ""


DESKS: Final = (
    Desk("home", _("Today"), "home", "h", "office-home"),
    Desk("entries", _("Entries"), "entries", "e"),
    Desk("preselection", _("Preselection"), "preselection", "v"),
    Desk("programming", _("Programming"), "programming", "p"),
    Desk("schedule", _("Schedule"), "schedule", "s"),
    Desk("mailroom", _("Letters"), "mailroom", "m"),
    Desk("releases", _("Releases"), "releases", "r"),
    Desk("newsroom", _("Newsroom"), "newsroom", "n"),
    Desk("people", _("People"), "people", "o"),
    Desk("prints", _("Prints"), "prints", "c"),
    Desk("boxoffice", _("Box office"), "boxoffice", "b"),
    Desk("funding", _("Funding"), "funding", "u"),
    Desk("festival", _("Festival"), "festival", "f"),
)


@dataclass(frozen=True, slots=True)
class DeskLink:
    """A desk that exists in this installation, with its address in one festival."""

    desk: Desk
    href: str
    is_here: bool


def rail_of(festival_slug: str, path: str) -> list[DeskLink]:
    """Return the desks of a festival; those not wired are left out; the deepest match is here."""
    found = []
    for desk in DESKS:
        try:
            found.append((desk, reverse(desk.url_name or f"office-{desk.name}", args=[festival_slug])))
        except NoReverseMatch:
            continue
    here = max((href for _, href in found if path.startswith(href)), key=len, default="")
    return [DeskLink(desk, href, href == here) for desk, href in found]
