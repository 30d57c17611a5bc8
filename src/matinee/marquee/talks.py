"""Interviews on the street: their facts, the files that go with them, how pages are given them."""

import hashlib
import json
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePath
from typing import Any

from matinee.films.rules.media import content_type_of
from matinee.kit.codes import new_code
from matinee.marquee.site import Site
from matinee.newsroom.models import Interview, VideoState
from matinee.newsroom.queries import cues_in, transcript_of
from matinee.newsroom.rules import embed_of, is_said, moment_of
from matinee.releases.actions.large import keep_large
from matinee.releases.rules import File, Known, is_stored
from matinee.web.words import timecode

Facts = dict[str, Any]
FOLDER = "files/interviews"


def talk_facts(interview: Interview) -> Facts:
    """Return what the public is told of an interview; talking points and the link of a call are not."""
    names = ("code", "slug", "interviewer", "guests", "language", "video", "body")
    told: Facts = {name: getattr(interview, name) for name in names}
    name = str(interview.video_file.name or "")
    is_here = interview.video == VideoState.UPLOAD and name and interview.video_file.storage.exists(name)
    is_web = interview.video_url.startswith(("https://", "http://"))
    return told | {
        "video_url": interview.video_url if is_web else "",
        "file": _video_address(name) if is_here else "",
        "video_s": interview.video_s,
        "tracks": [
            {"language": row.language, "file": _track_address(row.text)} for row in interview.captions.all() if is_here
        ],
        "transcript": [
            {"at": part.starts_s, "speaker": part.speaker, "text": part.text} for part in transcript_of(interview)
        ],
        "quotes": list(_quotes(interview)),
    }


def talk_files(interviews: Iterable[Interview], root: Path) -> Iterator[File]:
    """Yield the videos and captions that published interviews need; a video is read once and then known."""
    for interview in interviews:
        name = str(interview.video_file.name or "")
        if interview.video != VideoState.UPLOAD or not name or not interview.video_file.storage.exists(name):
            continue
        yield _video_address(name), _stored(interview, name, root)
        for row in interview.captions.all():
            yield _track_address(row.text), row.text.encode()


def staged_talk(talk: Facts, site: Site) -> Facts:
    """Return an interview with its addresses: its own page, its video, and every moment of its transcript."""
    embed = embed_of(talk["video_url"]) if talk["video"] == VideoState.EMBED else None
    src = site.file(talk["file"]) if talk.get("file") else ""
    language = talk.get("language") or site.own_language
    told: Facts = talk | {
        "lang": "" if language == site.language else language,
        "href": site.href("interviews", talk["slug"]) if talk.get("slug") else "",
        "src": src,
        "kind": content_type_of(src) if src else "",
        "length": timecode(talk["video_s"]) if talk.get("video_s") else "",
        "tracks": [row | {"src": site.file(row["file"])} for row in talk.get("tracks", [])],
        "embed": {"site": embed.site, "player": embed.player, "page": embed.page, "host": embed.host} if embed else {},
        "watch_at": talk["video_url"] if talk["video"] == VideoState.LINK else "",
        "is_not_here": talk["video"] == VideoState.NOT_ARCHIVED,
        "quotes": talk.get("quotes", []),
    }

    def moment(seconds: int) -> str:
        if src:
            return f"{src}#t={seconds}"
        return embed.page_at(seconds) if embed else ""

    parts = [part | {"clock": timecode(part["at"]), "href": moment(part["at"])} for part in talk.get("transcript", [])]
    return told | {"transcript": parts}


def frames_of(talks: Iterable[Facts]) -> list[str]:
    """Return the sites that a page with these interviews may load a player from, once a visitor asks for it."""
    return sorted({talk["embed"]["host"] for talk in talks if talk["embed"]})


def talks_of(site: Site) -> Iterator[tuple[Facts, Facts, Facts]]:
    """Yield every published interview once, with its film and its card; the newest edition's is the one that counts."""
    seen: set[str] = set()
    for card in site.cards:
        for film in card["films"].values():
            for talk in film["interviews"]:
                if talk.get("slug") and talk["slug"] not in seen:
                    seen.add(talk["slug"])
                    yield talk, film, card


def _quotes(interview: Interview) -> Iterator[Facts]:
    """Yield the pull quotes that still stand in the interview; what is no longer said there is not quoted."""
    cues = cues_in(interview)
    for quote in interview.quotes.all():
        starts_ms = moment_of(quote.text, cues) if cues else None
        if starts_ms is not None or is_said(quote.text, interview.body.replace("*", "").replace("_", "")):
            at = None if starts_ms is None else starts_ms // 1000
            yield {"text": quote.text, "speaker": quote.speaker, "at": at}


def _video_address(name: str) -> str:
    """Return a video's lasting address: a stored file's name is never used for another content."""
    return f"{FOLDER}/{hashlib.sha256(name.encode()).hexdigest()[:20]}{PurePath(name).suffix.lower()}"


def _track_address(text: str) -> str:
    return f"{FOLDER}/{hashlib.sha256(text.encode()).hexdigest()[:20]}.vtt"


def _stored(interview: Interview, name: str, root: Path) -> Known:
    """Return a video as the store knows it; the first time it is copied there."""
    note = root / "renditions" / f"{PurePath(_video_address(name)).stem}.video.json"
    if note.exists():
        known = Known(*json.loads(note.read_bytes()))
        if is_stored(root, known):
            return known
    with interview.video_file.storage.open(name) as source:
        known = keep_large(root, source)
    note.parent.mkdir(parents=True, exist_ok=True)
    aside = note.with_name(f".{note.name}.{new_code()}")
    aside.write_text(json.dumps([known.sha256, known.size]))
    aside.replace(note)
    return known
