"""Videos of other sites: which addresses are known, and the player that follows visitors least.

Nothing of these sites is loaded before a visitor presses play. Sources: YouTube Help, "Embed videos and playlists"
(privacy-enhanced mode, ``start``); Vimeo Help, "Player parameters overview" (``dnt=1``, ``h``, ``#t=``); Internet
Archive Help, "Embedding" (``start``). All read in November 2026.
"""

import re
from dataclasses import dataclass
from urllib.parse import SplitResult, parse_qs, quote, urlsplit

FRAME_HOSTS = ("https://www.youtube-nocookie.com", "https://player.vimeo.com", "https://archive.org")
_YOUTUBE = re.compile(r"[A-Za-z0-9_-]{11}")
_NUMBER = re.compile(r"\d{4,12}")
_HASH = re.compile(r"[0-9a-f]{6,20}")
_ITEM = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{1,99}")
_PATHS = {"embed", "shorts", "live", "v"}


@dataclass(frozen=True, slots=True)
class Embed:
    """A video of another site: its site's name, the player's address, and the page to watch it at."""

    site: str
    player: str
    page: str

    @property
    def host(self) -> str:
        """The origin that a page must allow a frame from."""
        found = urlsplit(self.player)
        return f"{found.scheme}://{found.netloc}"

    def page_at(self, seconds: int) -> str:
        """Return the page at a moment of the video, for visitors without scripts."""
        if self.site == "YouTube":
            return f"{self.page}&t={seconds}s"
        return f"{self.page}#t={seconds}s" if self.site == "Vimeo" else f"{self.page}?start={seconds}"


def embed_of(address: str) -> Embed | None:
    """Return the video that an address of a known site means, or None."""
    try:
        found = urlsplit(address.strip())
        host, parts = (found.hostname or "").removeprefix("www.").removeprefix("m."), found.path.strip("/").split("/")
    except ValueError:
        return None
    if found.scheme not in {"https", "http"} or not _is_plain(found):
        return None
    if host in {"youtube.com", "youtu.be", "youtube-nocookie.com"}:
        return _youtube(host, parts, found.query)
    if host in {"vimeo.com", "player.vimeo.com"}:
        return _vimeo(parts, found.query)
    return _archive(parts) if host == "archive.org" else None


def _is_plain(found: SplitResult) -> bool:
    """Tell whether an address has no name, password or port in it."""
    return found.username is None and found.password is None and found.port is None


def _youtube(host: str, parts: list[str], query: str) -> Embed | None:
    watched = parse_qs(query).get("v", [""])[0]
    name = parts[0] if host == "youtu.be" else watched if parts == ["watch"] else ""
    if len(parts) > 1 and parts[0] in _PATHS:
        name = parts[1]
    if not _YOUTUBE.fullmatch(name):
        return None
    return Embed("YouTube", f"{FRAME_HOSTS[0]}/embed/{name}?rel=0", f"https://www.youtube.com/watch?v={name}")


def _vimeo(parts: list[str], query: str) -> Embed | None:
    kept = parts[1:] if parts[0] == "video" else parts
    if not kept or not _NUMBER.fullmatch(kept[0]):
        return None
    key = kept[1] if len(kept) > 1 else parse_qs(query).get("h", [""])[0]
    key = key if _HASH.fullmatch(key) else ""
    player = f"{FRAME_HOSTS[1]}/video/{kept[0]}?dnt=1" + (f"&h={key}" if key else "")
    return Embed("Vimeo", player, f"https://vimeo.com/{kept[0]}" + (f"/{key}" if key else ""))


def _archive(parts: list[str]) -> Embed | None:
    if len(parts) < 2 or parts[0] not in {"details", "embed"} or not _ITEM.fullmatch(parts[1]):  # noqa: PLR2004  kind and name
        return None
    name = quote(parts[1])
    return Embed("Internet Archive", f"{FRAME_HOSTS[2]}/embed/{name}", f"https://archive.org/details/{name}")
