"""Which letters a file is written in: UTF-8 with or without a mark, UTF-16 with a mark, or Windows-1252."""

import codecs
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO

PIECE = 2**16
MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
GOOD_FOR_ONE_BAD = 4  # a damaged UTF-8 file still has many more good letters than bad ones


@dataclass(frozen=True, slots=True)
class Sniffed:
    """What a first look at a file's bytes tells."""

    encoding: str
    digest: str
    size: int
    is_damaged: bool = False

    @property
    def label(self) -> str:
        """The encoding as a person knows it."""
        names = {"utf-8": "UTF-8", "utf-8-sig": "UTF-8 (BOM)", "utf-16": "UTF-16", "cp1252": "Windows-1252"}
        return names[self.encoding]


def sniff(file: IO[bytes]) -> Sniffed:
    """Read a file once and tell its encoding, digest and size; the file is left at its start."""
    file.seek(0)
    head = file.read(4)
    file.seek(0)
    marked = next((name for mark, name in MARKS if head.startswith(mark)), "")
    digest, size, good, bad = hashlib.sha256(), 0, 0, 0
    decoder = codecs.getincrementaldecoder("utf-8")("replace")
    for piece in _pieces(file):
        digest.update(piece)
        size += len(piece)
        text = decoder.decode(piece)
        wrong = text.count("�")
        bad += wrong
        good += len(text) - len(text.encode("ascii", "ignore")) - wrong
    file.seek(0)
    if marked:
        return Sniffed(marked, digest.hexdigest(), size)
    if bad and good < bad * GOOD_FOR_ONE_BAD:
        return Sniffed("cp1252", digest.hexdigest(), size)
    return Sniffed("utf-8", digest.hexdigest(), size, is_damaged=bool(bad))


def text_of(file: IO[bytes], encoding: str) -> Iterator[str]:
    """Return a file's text in pieces; a letter that cannot be read becomes �, and no text holds NUL."""
    file.seek(0)
    decoder = codecs.getincrementaldecoder(encoding)("replace")
    for piece in _pieces(file):
        yield decoder.decode(piece).replace("\0", "")
    yield decoder.decode(b"", final=True).replace("\0", "")


def _pieces(file: IO[bytes]) -> Iterator[bytes]:
    """Return a file's bytes in pieces."""
    while piece := file.read(PIECE):
        yield piece
