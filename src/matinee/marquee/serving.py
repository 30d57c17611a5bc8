"""Published files as answers: from memory where they are small, with everything that a browser or a cache should know.

Nothing here asks the database. Which tree is up is read from the pointer at every request (one system call), and what
lies in a tree never changes, so an answer is made once and is never stale.
"""

import hashlib
import mimetypes
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from matinee.kit.errors import InvalidInput
from matinee.releases.rules import LANGUAGE, LASTING, checked_address

KINDS = {
    ".atom": "application/atom+xml", ".avif": "image/avif", ".ics": "text/calendar", ".js": "text/javascript",
    ".json": "application/json", ".webp": "image/webp", ".xml": "application/xml", ".vtt": "text/vtt",
    ".webmanifest": "application/manifest+json",
}  # fmt: skip
TEXTUAL = re.compile(r"^(text/|application/(json|xml|atom\+xml|manifest\+json))")
OPEN_TO_OTHER_SITES = frozenset({".atom", ".ics", ".json", ".vtt", ".xml"})
PACKINGS = (("br", ".br"), ("gzip", ".gz"))
POLICY = re.compile(rb'http-equiv="Content-Security-Policy" content="([^"]+)"')
POLICY_WITHIN = 8192
DRAWING_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'none'"
FOR_EVER, FOR_A_MINUTE = "public, max-age=31536000, immutable", "public, max-age=60"
MEMORY_BYTES = 64 * 2**20
SMALL_BYTES = 2**20
CHUNK = 256 * 1024
HEADERS_REMEMBERED = 256
RANGE = re.compile(r"bytes=(\d*)-(\d*)")

Headers = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Answer:
    """What is sent: a status line, headers, and a body, or the file and the part of it that is read while sending."""

    status: str
    headers: Headers
    etag: str = ""
    body: bytes = b""
    file: Path | None = None
    first: int = 0
    length: int = 0

    def stream(self) -> Iterator[bytes]:
        """Yield the body in parts."""
        if self.file is None:
            yield self.body
            return
        with self.file.open("rb") as file:
            file.seek(self.first)
            left = self.length
            while left and (part := file.read(min(CHUNK, left))):
                left -= len(part)
                yield part


class Shelf:
    """The published sites under one releases folder, with what was asked for lately in memory."""

    def __init__(self, root: Path) -> None:
        self._live = os.path.join(root, "live")  # noqa: PTH118  text: joined at every request
        self._ready: dict[tuple[str, str, str], Answer] = {}
        self._trees: dict[str, str] = {}
        self._codings: dict[str, str] = {}
        self._held = 0

    def answer(self, path: str, *, accepts: str = "", knows: str = "", wants: str = "") -> Answer | None:
        """Return the answer to ``<festival>/<address>``, or None where there is neither page nor 404.

        ``accepts`` is the request's Accept-Encoding, ``knows`` its If-None-Match, ``wants`` its Range.
        """
        festival, slash, address = path.partition("/")
        try:
            tree = os.readlink(f"{self._live}/{festival}")  # noqa: PTH115  a Path costs more than the call
        except (OSError, ValueError):
            return None
        if not slash:
            return _moved(f"/at/{festival}/")
        if self._trees.get(festival) != tree:
            self._forget(festival, tree)
        coding = self._coding(accepts)
        answer = self._ready.get((tree, address, coding)) or self._made(tree, festival, address, coding)
        if answer is None:
            return None
        if answer.etag and knows and answer.etag in knows:
            kept = [pair for pair in answer.headers if pair[0] not in {"Content-Length", "Content-Encoding"}]
            return Answer("304 Not Modified", kept, answer.etag)
        return _part(answer, wants) if wants and answer.file else answer

    def _forget(self, festival: str, tree: str) -> None:
        """Let go of what was on the shelf from the festival's tree before."""
        before = self._trees.get(festival)
        self._ready = {key: answer for key, answer in list(self._ready.items()) if key[0] != before}
        self._held = sum(len(answer.body) for answer in self._ready.values())
        self._trees[festival] = tree

    def _coding(self, accepts: str) -> str:
        """Return the codings that a reader takes, as one word; the same few headers come again and again."""
        known = self._codings.get(accepts)
        if known is None:
            parts = (part.replace(" ", "").split(";", 1) for part in accepts.split(","))
            taken = {name for name, *rest in parts if not rest or not re.fullmatch(r"q=0(\.0*)?", rest[0])}
            known = ",".join(coding for coding, _ in PACKINGS if coding in taken)
            if len(self._codings) < HEADERS_REMEMBERED:
                self._codings[accepts] = known
        return known

    def _made(self, tree: str, festival: str, address: str, coding: str) -> Answer | None:
        folder = Path(self._live, tree)
        found = file_at(folder, address)
        if found is None:
            own = missing_page(folder, address)
            return _file(own, coding, "404 Not Found", address) if own.exists() else None
        if found.is_dir():
            return _moved(f"/at/{festival}/{address}/")
        answer = _file(found, coding, "200 OK", address)
        if answer.file is None:
            self._keep((tree, address, coding), answer)
        return answer

    def _keep(self, key: tuple[str, str, str], answer: Answer) -> None:
        if self._held + len(answer.body) > MEMORY_BYTES:
            self._ready, self._held = {}, 0
        self._ready[key] = answer
        self._held += len(answer.body)


def missing_page(folder: Path, address: str) -> Path:
    """Return the page for an address without one, in the language that the address names."""
    language = address.partition("/")[0]
    spoken = folder / language / "404.html"
    return spoken if LANGUAGE.fullmatch(language) and spoken.exists() else folder / "404.html"


def file_at(folder: Path, address: str) -> Path | None:
    """Return the file of an address, the folder itself where the address lacks its slash, or None."""
    plain = address.rstrip("/")
    try:
        path = folder / checked_address(plain) if plain else folder
    except InvalidInput:
        return None
    if path.is_dir():
        is_whole = not plain or address.endswith("/")
        path = path / "index.html" if is_whole else path
    elif address != plain:
        return None
    return path if path.exists() else None


def _file(path: Path, coding: str, status: str, address: str) -> Answer:
    """Return the answer that sends a file: small ones are read, large ones are sent from the disk in parts."""
    packed, used = _packed(path, coding)
    size = packed.stat().st_size
    headers = [("Content-Type", kind_of(path.name)), ("Content-Length", str(size)), ("Vary", "Accept-Encoding")]
    headers += [("Content-Encoding", used)] if used else []
    headers += [("Cache-Control", FOR_EVER if address.startswith(LASTING) and status[0] == "2" else FOR_A_MINUTE)]
    headers += _guards(path)
    if size > SMALL_BYTES:
        stat = packed.stat()
        etag = f'"{stat.st_mtime_ns:x}-{size:x}"'
        return Answer(status, [*headers, ("ETag", etag), ("Accept-Ranges", "bytes")], etag, b"", packed, 0, size)
    body = packed.read_bytes()
    etag = f'"{hashlib.sha256(body).hexdigest()[:20]}"'
    return Answer(status, [*headers, ("ETag", etag)], etag, body)


def _guards(path: Path) -> Headers:
    """Return what keeps a file from being more than it is; a page's own policy is said once more, with its frame."""
    headers = [("X-Content-Type-Options", "nosniff"), ("Referrer-Policy", "strict-origin-when-cross-origin")]
    if settings.SECURE_HSTS_SECONDS:
        headers.append(("Strict-Transport-Security", f"max-age={settings.SECURE_HSTS_SECONDS}"))
    if path.suffix in OPEN_TO_OTHER_SITES:
        headers.append(("Access-Control-Allow-Origin", "*"))
    if path.suffix == ".svg":
        headers.append(("Content-Security-Policy", DRAWING_POLICY))
    if path.suffix == ".html":
        with path.open("rb") as file:
            said = POLICY.search(file.read(POLICY_WITHIN))
        policy = said[1].decode() if said else "default-src 'none'"
        headers.append(("Content-Security-Policy", f"{policy}; frame-ancestors 'self'"))
    return headers


def _packed(path: Path, coding: str) -> tuple[Path, str]:
    """Return the packed form that the reader takes and that is there, or the file itself."""
    for name, suffix in PACKINGS:
        packed = path.with_name(path.name + suffix)
        if name in coding.split(",") and packed.exists():
            return packed, name
    return path, ""


def kind_of(address: str) -> str:
    """Return the Content-Type of a published file."""
    kind = KINDS.get(Path(address).suffix) or mimetypes.guess_type(address)[0] or "application/octet-stream"
    return f"{kind}; charset=utf-8" if TEXTUAL.match(kind) else kind


def _moved(address: str) -> Answer:
    return Answer("302 Found", [("Location", address), ("Content-Length", "0"), ("Cache-Control", FOR_A_MINUTE)])


def _part(answer: Answer, wants: str) -> Answer:
    """Return the part of a large file that is wanted; the whole where the wish is not understood (RFC 9110, 14.2)."""
    asked = RANGE.fullmatch(wants.strip())
    if asked is None or asked.groups() == ("", ""):
        return answer
    whole, (first, last) = answer.length, asked.groups()
    start = int(first) if first else max(0, whole - int(last))
    end = min(int(last), whole - 1) if first and last else whole - 1
    others = [pair for pair in answer.headers if pair[0] != "Content-Length"]
    if start > end:
        return Answer("416 Range Not Satisfiable", [("Content-Range", f"bytes */{whole}"), ("Content-Length", "0")])
    length = end - start + 1
    told = [("Content-Length", str(length)), ("Content-Range", f"bytes {start}-{end}/{whole}")]
    return Answer("206 Partial Content", [*others, *told], answer.etag, b"", answer.file, start, length)
