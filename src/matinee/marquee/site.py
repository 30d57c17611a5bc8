"""One public site: its addresses, what is published on it, and what every page of it needs."""

from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.utils.translation import gettext

Facts = dict[str, Any]


@dataclass(frozen=True)
class Site:
    """A festival's public site at the moment of a build.

    ``cards`` are the facts of everything published, the newest edition first; ``announced`` are editions that lie ahead
    and are not published; ``articles`` are those whose time has come.
    """

    festival: Facts
    assets: str
    cards: list[Facts] = field(default_factory=list)
    announced: list[Facts] = field(default_factory=list)
    articles: list[Facts] = field(default_factory=list)

    @property
    def base(self) -> str:
        """The site's root as pages address it."""
        return f"/at/{self.festival['slug']}/"

    @property
    def root(self) -> str:
        """The root of the site in all its languages, where pictures and assets lie."""
        return self.base

    @property
    def origin(self) -> str:
        """The site's root as the world addresses it."""
        return f"{settings.SITE_ADDRESS}{self.base}"

    def href(self, *parts: str) -> str:
        """Return the address of a page inside the site, with the slash at its end."""
        return self.base + "".join(f"{part}/" for part in parts)

    def url(self, path: str) -> str:
        """Return the whole address of a path that ``href`` or ``file`` gave."""
        return f"{settings.SITE_ADDRESS}{path}"

    def file(self, address: str) -> str:
        """Return the address of a file in the release."""
        return self.base + address

    def film_href(self, slug: str) -> str:
        """Return the newest published page of a film, or nothing."""
        return next((self.href(c["edition"]["slug"], "films", slug) for c in self.cards if slug in c["films"]), "")

    def links(self, here: str = "") -> list[Facts]:
        """Return the site's own navigation."""
        parts = [("archive", gettext("Archive")), ("strands", gettext("Strands")), ("people", gettext("People"))]
        if self.articles:
            parts.insert(0, ("articles", gettext("Stories")))
        return [{"text": text, "href": self.href(name), "is_here": name == here} for name, text in parts]

    def context(self, here: str = "") -> Facts:
        """Return what every page's template needs."""
        return {
            "site": self,
            "about_festival": self.festival,
            "festival_name": self.festival["name"],
            "home_href": self.base,
            "links": self.links(here),
            "here": here,
            "asset_base": self.file(f"{self.assets}/"),
            "zone": self.festival["time_zone"],
            "site_accent": self.festival["accent"],
        }
