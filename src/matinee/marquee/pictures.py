"""Pictures in the forms and widths that pages need: made once, on every core, then known."""

import hashlib
import io
import json
import os
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.db.models.fields.files import ImageFieldFile
from PIL import Image, UnidentifiedImageError

from matinee.kit.codes import new_code
from matinee.kit.errors import Unavailable
from matinee.releases.actions import keep_files
from matinee.releases.rules import Known, Manifest, is_stored

WIDTHS = (480, 960, 1600)
JPEG_WIDTH = 960
FORMS: dict[str, dict[str, Any]] = {
    "avif": {"quality": 50, "speed": 9, "max_threads": 1},
    "webp": {"quality": 78, "method": 2},
    "jpg": {"quality": 82, "optimize": True, "progressive": True},
}
KINDS = {"avif": "AVIF", "webp": "WEBP", "jpg": "JPEG"}
RECIPE = 2  # goes up when forms, widths or qualities change: addresses keep their content for ever
FOLDER = "files/stills"
TOLD = ("width", "height", "widths", "jpeg")
THREADS = min(4, os.cpu_count() or 1)

Note = dict[str, Any]


@dataclass
class Gallery:
    """The pictures of one build: every one that is hung adds its renditions to ``files()``."""

    root: Path
    on_hung: Callable[[int, int], None] | None = None
    is_dry: bool = False
    missing: list[str] = field(default_factory=list)
    _keys: dict[str, str] = field(default_factory=dict)
    _notes: dict[str, Note | None] = field(default_factory=dict)
    _hung: dict[str, Note] = field(default_factory=dict)

    def recall(self, card: dict[str, Any], manifest: Manifest) -> None:
        """Take what is known of pictures from what is live: what a release names is never taken from the store."""
        made: dict[str, Manifest] = {}
        for name, entry in manifest.items():
            if name.startswith(f"{FOLDER}/"):
                made.setdefault(name.rpartition("-")[0], {})[name] = entry
        for film in card["films"].values():
            for told in (film["still"], film.get("poster")):
                if told and set(TOLD) <= told.keys() and len(made.get(told["base"], ())) == files_of(told["widths"]):
                    note: Note = {name: told[name] for name in TOLD} | {"files": made[told["base"]]}
                    self._notes[told["base"].removeprefix(f"{FOLDER}/")] = note

    def prepare(self, pictures: Iterable[ImageFieldFile]) -> None:
        """Make what is lacking of these pictures, on every core; ``hang`` then only looks it up."""
        wanted = {} if self.is_dry else {self._key(picture): picture for picture in pictures if picture.name}
        found = {key: self._kept(key) for key in wanted if key not in self._notes}
        self._notes |= {key: note for key, note in found.items() if note is not None}
        wanted = {key: picture for key, picture in wanted.items() if key not in self._notes}
        if not wanted:
            return
        with ThreadPoolExecutor(THREADS) as pool:
            waiting = {pool.submit(self._note, key, picture): key for key, picture in wanted.items()}
            try:
                for done, future in enumerate(as_completed(waiting), 1):
                    self._notes[waiting[future]] = future.result()
                    if self.on_hung is not None:
                        self.on_hung(done, len(waiting))
            except BaseException:
                pool.shutdown(cancel_futures=True)
                raise

    def hang(self, picture: ImageFieldFile, alt: str, focus: tuple[int, int] = (50, 50)) -> dict[str, Any] | None:
        """Return a picture as pages describe it, or None where there is none that can be read."""
        if not picture.name:
            return None
        key = self._key(picture)
        if self.is_dry:
            return {"base": f"{FOLDER}/{key}", "alt": alt, "focus": list(focus)}
        if key not in self._notes:
            self._notes[key] = self._note(key, picture)
        note = self._notes[key]
        if note is None:
            self.missing.append(picture.name)
            return None
        self._hung[key] = note
        told = {n: note[n] for n in TOLD}
        return {"base": f"{FOLDER}/{key}", "alt": alt, "focus": list(focus)} | told

    def _key(self, picture: ImageFieldFile) -> str:
        name = str(picture.name)
        if name not in self._keys:
            self._keys[name] = key_of(picture)
        return self._keys[name]

    def files(self) -> Iterator[tuple[str, Known]]:
        """Yield every rendition of what is hung; their content lies in the store."""
        for note in self._hung.values():
            for name, entry in note["files"].items():
                yield name, Known(*entry)

    def _note(self, key: str, picture: ImageFieldFile) -> Note | None:
        """Return what is known of a picture's renditions, made the first time; None where it cannot be read.

        Raises
        ------
        Unavailable
            The disk is full.
        """
        known = self._kept(key)
        if known is not None:
            return known
        place = self.root / "renditions" / f"{key}.json"
        opened = _opened(picture)
        if opened is None:
            return None
        note = self._made(key, opened)
        try:
            place.parent.mkdir(parents=True, exist_ok=True)
            aside = place.with_name(f".{key}.{new_code()}")
            aside.write_text(json.dumps(note))
            aside.replace(place)
        except OSError as error:
            raise Unavailable(
                f"Pictures could not be kept ({error.strerror}). Free some space and try again."
            ) from error
        return note

    def _kept(self, key: str) -> Note | None:
        """Return what is known of renditions that were made before and are all in the store."""
        place = f"{self.root}/renditions/{key}.json"
        if not os.path.exists(place):  # noqa: PTH110  asked a thousand times
            return None
        with open(place, "rb") as file:  # noqa: PTH123
            known: Note = json.loads(file.read())
        return known if all(is_stored(self.root, Known(*entry)) for entry in known["files"].values()) else None

    def _made(self, key: str, picture: Image.Image) -> Note:
        widths = [width for width in WIDTHS if width < picture.width] or [picture.width]
        jpeg = min(JPEG_WIDTH, picture.width)
        forms = [("avif", width) for width in widths] + [("webp", width) for width in widths] + [("jpg", jpeg)]
        sized = {width: _at(picture, width) for width in {*widths, jpeg}}
        files = [(f"{FOLDER}/{key}-{width}.{form}", _encoded(sized[width], form)) for form, width in forms]
        kept = keep_files(self.root, files)
        return {"width": picture.width, "height": picture.height, "widths": widths, "jpeg": jpeg, "files": kept}


def files_of(widths: list[int]) -> int:
    """Return how many files there are of a picture in these widths: two forms in each, and one JPEG."""
    return 2 * len(widths) + 1


def key_of(picture: ImageFieldFile) -> str:
    """Return the name of a picture's renditions: it changes with the picture and with how they are made."""
    try:
        size = Path(picture.path).stat().st_size
    except (NotImplementedError, OSError):  # a store elsewhere: every picture has a name of its own there too
        size = 0
    return hashlib.sha256(f"{RECIPE}:{picture.name}:{size}".encode()).hexdigest()[:20]


def _opened(picture: ImageFieldFile) -> Image.Image | None:
    try:
        with picture.open("rb") as file, Image.open(io.BytesIO(file.read())) as opened:
            return opened.convert("RGB")
    except (OSError, ValueError, SyntaxError, UnidentifiedImageError, Image.DecompressionBombError):
        return None


def _at(picture: Image.Image, width: int) -> Image.Image:
    if width == picture.width:
        return picture
    height = max(1, round(picture.height * width / picture.width))
    return picture.resize((width, height), Image.Resampling.LANCZOS, reducing_gap=3.0)


def _encoded(picture: Image.Image, form: str) -> bytes:
    buffer = io.BytesIO()
    picture.save(buffer, KINDS[form], **FORMS[form])
    return buffer.getvalue()
