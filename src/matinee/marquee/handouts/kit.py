"""A press kit as ZIP: texts to quote from, stills with their credit and rights, captions, and a page that shows it all.

::

    READ-ME.txt                           what is in here, and whom to ask
    <edition>.txt, schedule.csv           the day: programs, films, showings (kits of an edition)
    films/<film>/<film>.txt               facts, synopsis, how it was made and paid for, people with bios
    films/<film>/<film>-still.jpg         as it was handed in; its credit and rights are written into it too
    films/<film>/pictures.csv             file, caption, credit, rights
    films/<film>/interview-<code>.en.vtt  captions of a published interview
"""

import csv
import io
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO, Any

from django.utils.translation import gettext
from PIL import Image, UnidentifiedImageError

from matinee.films.models import Film
from matinee.marquee.handouts.pictures import content_of
from matinee.marquee.handouts.texts import edition_text, film_text, read_me, schedule_rows
from matinee.newsroom.models import Handout, Interview

Facts = dict[str, Any]
Files = Iterator[tuple[str, bytes]]
STORED = {".jpg", ".png", ".webp"}
CAPTION, ARTIST, COPYRIGHT = 0x010E, 0x013B, 0x8298  # EXIF 2.32


def write_kit(target: IO[bytes], handout: Handout, card: Facts, say: Callable[[int, int, str], None]) -> None:
    """Write a kit of one film, or of a whole edition, a file at a time; the same facts are the same bytes."""
    slugs = [handout.film.slug] if handout.film else list(card["films"])
    rows = Film.objects.filter(festival=handout.edition.festival, slug__in=slugs).select_related("festival")
    films = {film.slug: film for film in rows}
    with zipfile.ZipFile(target, "w") as archive:
        for name, content in _front(handout, card):
            _put(archive, name, content)
        for done, slug in enumerate(slugs, 1):
            if slug in films:
                for name, content in _film_files(films[slug], card):
                    _put(archive, f"films/{slug}/{name}", content)
            say(done, len(slugs), "films")


def _put(archive: zipfile.ZipFile, name: str, content: bytes) -> None:
    about = zipfile.ZipInfo(name)  # without a moment of its own: the same content is the same file
    about.compress_type = zipfile.ZIP_STORED if Path(name).suffix in STORED else zipfile.ZIP_DEFLATED
    about.external_attr = 0o644 << 16
    archive.writestr(about, content)


def _front(handout: Handout, card: Facts) -> Files:
    festival = handout.edition.festival
    yield "READ-ME.txt", read_me(festival, card, handout.film).encode()
    if handout.film is None:
        yield f"{handout.edition.slug}.txt", edition_text(card, festival, handout.welcome).encode()
        yield "schedule.csv", as_csv(schedule_rows(card))


def _film_files(film: Film, card: Facts) -> Files:
    facts = card["films"].get(film.slug)
    if facts is not None:
        yield f"{film.slug}.txt", film_text(facts, card, film.festival.language).encode()
    rows = []
    for kind, picture, alt in (("still", film.still, film.still_alt), ("poster", film.poster, film.poster_alt)):
        content = content_of(picture)
        if content is None:
            continue
        credit, rights = (film.still_credit, film.still_rights) if kind == "still" else ("", "")
        name = f"{film.slug}-{kind}{Path(str(picture.name)).suffix or '.jpg'}"
        yield name, marked(content, alt, credit, rights)
        rows.append([name, alt, credit or _unknown(), rights or _unknown()])
    if rows:
        head = [gettext("File"), gettext("Caption"), gettext("Credit"), gettext("Rights")]
        yield "pictures.csv", as_csv([head, *rows])
    yield from _captions(film)


def _unknown() -> str:
    return gettext("not stated: ask before you print it")


def _captions(film: Film) -> Files:
    talks = Interview.objects.filter(film=film, is_published=True).prefetch_related("captions").order_by("pk")
    for talk in talks:
        for caption in talk.captions.all():
            yield f"interview-{talk.code}.{caption.language}.vtt", caption.text.encode()


def marked(content: bytes, caption: str, credit: str, rights: str) -> bytes:
    """Return a JPEG with its caption, credit and rights written into it, and its pixels as they were."""
    try:
        with Image.open(io.BytesIO(content)) as picture:
            if picture.format != "JPEG":
                return content
            notes = picture.getexif()
            for tag, words in ((CAPTION, caption), (ARTIST, credit), (COPYRIGHT, rights)):
                if words:
                    notes[tag] = words
            buffer = io.BytesIO()
            picture.save(buffer, "JPEG", quality="keep", exif=notes)
            return buffer.getvalue()
    except (OSError, ValueError, SyntaxError, UnidentifiedImageError, Image.DecompressionBombError):
        return content


def as_csv(rows: list[list[str]]) -> bytes:
    """Return rows as CSV that office programs open as UTF-8 and never as formulas."""
    buffer = io.StringIO(newline="")
    csv.writer(buffer).writerows([[_inert(cell) for cell in row] for row in rows])
    return buffer.getvalue().encode("utf-8-sig")


def _inert(cell: str) -> str:
    return f"'{cell}" if cell[:1] in {"=", "+", "-", "@", "\t", "\r"} else cell
