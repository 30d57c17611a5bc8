"""One part of a file over HTTP (RFC 9110, section 14), read in blocks so that memory stays small."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse

BLOCK_BYTES = 256 * 1024
MOST_AT_ONCE = 4 * 2**20  # a part of the range is a right answer too, and frees the thread from slow lines soon
RANGE = re.compile(r"^bytes=(\d{0,19})-(\d{0,19})$")


@dataclass(frozen=True, slots=True)
class Span:
    """The first and the last byte of an answer."""

    first: int
    last: int

    @property
    def length(self) -> int:
        """How many bytes."""
        return self.last - self.first + 1


def span_of(header: str, size: int) -> Span | None:
    """Return what a ``Range`` header asks for, or None where it is to be passed over (none, odd, several parts).

    Raises
    ------
    IndexError
        Nothing of the file lies there (416).
    """
    match = RANGE.match(header.strip().replace(" ", ""))
    if match is None or match[0] == "bytes=-":
        return None
    if not match[1]:
        first, last = max(0, size - int(match[2])), size - 1
    else:
        first, last = int(match[1]), min(int(match[2] or size - 1), size - 1)
        if match[2] and int(match[2]) < first:
            return None
    if first >= size or last < first:
        raise IndexError(header)
    return Span(first, min(last, first + MOST_AT_ONCE - 1))


def send_file(request: HttpRequest, path: Path, content_type: str, tag: str) -> HttpResponseBase:
    """Answer with a file or the part that is asked for; a part of another version becomes the whole."""
    size = path.stat().st_size
    etag = f'"{tag}"'
    is_same = request.headers.get("If-Range", etag) == etag
    try:
        span = span_of(request.headers.get("Range", ""), size) if is_same and request.method != "HEAD" else None
    except IndexError:
        beyond = HttpResponse(status=416)
        beyond["Content-Range"] = f"bytes */{size}"
        return beyond
    if request.method == "HEAD":
        response: HttpResponseBase = HttpResponse(content_type=content_type)
    else:
        body = blocks(path, span or Span(0, size - 1))
        response = StreamingHttpResponse(body, status=206 if span else 200, content_type=content_type)
    response["Content-Length"] = str(span.length if span else size)
    if span:
        response["Content-Range"] = f"bytes {span.first}-{span.last}/{size}"
    response["Accept-Ranges"], response["ETag"] = "bytes", etag
    return response


def blocks(path: Path, span: Span) -> Iterator[bytes]:
    """Yield a part of a file block by block."""
    left = span.length
    with path.open("rb") as file:
        file.seek(span.first)
        while left > 0 and (block := file.read(min(BLOCK_BYTES, left))):
            left -= len(block)
            yield block
