"""One public site: its addresses, what is published on it, and what every page of it needs."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.utils.translation import gettext

from matinee.releases.rules import LASTING

Facts = dict[str, Any]


@dataclass(frozen=True)
class Site:
    """A festival's public site at the moment of a build.

    ``cards`` are the facts of everything published, the newest edition first; ``announced`` are editions that lie ahead
    and are not published; ``articles`` are those whose time has come. ``language`` is the one that this site is written
    in, of ``languages`` that there are, the festival's own first; ``absent`` are editions that are not there in it.
    """

    festival: Facts
    assets: str
    cards: list[Facts] = field(default_factory=list)
    announced: list[Facts] = field(default_factory=list)
    articles: list[Facts] = field(default_factory=list)

    language: str = ""
    languages: list[str] = field(default_factory=list)
    absent: frozenset[str] = frozenset()
    _staged: dict[tuple[str, ...], Facts] = field(default_factory=dict, repr=False, compare=False)
    _rows: set[int] = field(default_factory=set, repr=False, compare=False)

    def once(self, key: tuple[str, ...], make: Callable[[], Facts]) -> Facts:
        """Return what was staged under this key before, or make it now: a film stands on many pages, and is one row.

        Who gets it changes nothing in it. That it is the same row each time is what lets plates look at it once.
        """
        if key not in self._staged:
            self._staged[key] = row = make()
            self._rows.add(id(row))
        return self._staged[key]

    def is_staged(self, row: Facts) -> bool:
        """Tell whether a row came from ``once``."""
        return id(row) in self._rows

    @property
    def own_language(self) -> str:
        """The festival's own language: what is not said in the language of this site stands in it."""
        return self.languages[0] if self.languages else self.language

    @property
    def folder(self) -> str:
        """The folder of this language among the festival's files; its own language lies at the root."""
        return f"{self.language}/" if self.language and self.language != self.languages[0] else ""

    @property
    def root(self) -> str:
        """The root of the site in all its languages, where pictures and assets lie."""
        return f"/at/{self.festival['slug']}/"

    @property
    def base(self) -> str:
        """The site's root as pages of this language address it."""
        return self.root + self.folder

    @property
    def origin(self) -> str:
        """The site's root as the world addresses it."""
        return f"{settings.SITE_ADDRESS}{self.base}"

    @property
    def addressing(self) -> list[Any]:
        """Everything that ``href``, ``file`` and ``url`` make an address of, besides what they are asked for."""
        return [settings.SITE_ADDRESS, self.root, self.base, sorted(self.absent)]

    def href(self, *parts: str) -> str:
        """Return the address of a page inside the site, with the slash at its end."""
        base = self.root if parts and parts[0] in self.absent else self.base
        return base + "".join(f"{part}/" for part in parts)

    def url(self, path: str) -> str:
        """Return the whole address of a path that ``href`` or ``file`` gave."""
        return f"{settings.SITE_ADDRESS}{path}"

    def file(self, address: str) -> str:
        """Return the address of a file in the release; what lasts is shared by all languages."""
        is_shared = address.startswith(LASTING) or address.partition("/")[0] in self.absent
        return (self.root if is_shared else self.base) + address

    def in_other_languages(self, address: str) -> list[Facts]:
        """Return a page's address in every language it is there in, this one marked; nothing where there is one."""
        if len(self.languages) <= 1:
            return []
        rows = [(code, "" if code == self.languages[0] else f"{code}/") for code in self.languages]
        return [
            {"code": code, "href": path, "url": self.url(path), "is_here": code == self.language}
            for code, path in ((code, f"{self.root}{folder}{address}") for code, folder in rows)
            if self.is_there(address, code)
        ]

    def is_there(self, address: str, language: str) -> bool:
        """Tell whether a page is there in a language: an edition's pages are, where it was published in that."""
        slug = address.partition("/")[0]
        card = next((card for card in self.cards if card["edition"]["slug"] == slug), None)
        return card is None or language == self.languages[0] or language in card.get("said", {})

    @property
    def has_articles(self) -> bool:
        """Tell whether there is any story; every page asks this, so that it need not ask for all of them."""
        return bool(self.articles)

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
