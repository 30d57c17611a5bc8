"""What the screener's screen shows of uploads: what is arriving, what is looked at, what can be watched."""

from typing import Any

from matinee.entries.models import Entry
from matinee.films.queries import screener_of, uploads_of
from matinee.films.rules.media import codec_words, remarks_of
from matinee.films.states import UploadState
from matinee.web.arrivals import limits

SHOWN = 5


def arriving(entry: Entry) -> dict[str, Any]:
    """Return the newest file with everything its maker should know, and the history of cuts."""
    history = list(uploads_of(entry.film)[:SHOWN])
    newest = history[0] if history else None
    screener = screener_of(entry.film)
    ready = screener.upload if screener else None
    return {
        "entry": entry,
        "newest": newest,
        "is_moving": newest is not None and newest.state in {UploadState.RECEIVING, UploadState.CHECKING},
        "is_looked_at": newest is not None and newest.state == UploadState.CHECKING,
        "is_refused": newest is not None and newest.state == UploadState.REFUSED,
        "ready": ready,
        "codecs": codec_words(ready) if ready else "",
        "remarks": remarks_of(ready, entry.film) if ready else [],
        "earlier": [one for one in history if one.state == UploadState.REPLACED],
        "captions": list(entry.film.captions.all()),
        **limits(),
    }
