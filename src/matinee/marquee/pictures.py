"""Stills in the widths that pages need: made once, kept under a name that changes with the still."""

import hashlib
import io
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.db.models.fields.files import ImageFieldFile
from PIL import Image, UnidentifiedImageError

from matinee.kit.codes import new_code

WIDTHS = (480, 960, 1600)
JPEG_WIDTH = 960
WEBP_QUALITY, JPEG_QUALITY = 78, 82
FOLDER = "files/stills"


@dataclass
class Gallery:
    """The pictures of one build: every still that is hung adds its renditions to ``files()``."""

    cache: Path
    on_hung: Callable[[int], None] | None = None
    is_dry: bool = False
    missing: list[str] = field(default_factory=list)
    _hung: dict[str, list[str]] = field(default_factory=dict)

    def hang(self, still: ImageFieldFile, alt: str) -> dict[str, Any] | None:
        """Return a still as pages describe it, or None where there is none that can be read."""
        if self.is_dry or not still.name:
            return None
        try:
            key = hashlib.sha256(f"{still.name}:{still.size}".encode()).hexdigest()[:20]
            made = self._made(key, still)
        except (OSError, UnidentifiedImageError, Image.DecompressionBombError):
            self.missing.append(still.name)
            return None
        self._hung[key] = made["names"]
        if self.on_hung is not None:
            self.on_hung(len(self._hung))
        return {"base": f"{FOLDER}/{key}", "alt": alt} | {n: made[n] for n in ("width", "height", "widths", "jpeg")}

    def files(self) -> Iterator[tuple[str, bytes]]:
        """Yield every rendition of what is hung."""
        for names in self._hung.values():
            for name in names:
                yield f"{FOLDER}/{name}", (self.cache / name).read_bytes()

    def _made(self, key: str, still: ImageFieldFile) -> dict[str, Any]:
        """Return what is known of a still's renditions; make them the first time."""
        note = self.cache / f"{key}.json"
        if note.exists():
            known: dict[str, Any] = json.loads(note.read_bytes())
            return known
        self.cache.mkdir(parents=True, exist_ok=True)
        with still.open("rb") as file, Image.open(io.BytesIO(file.read())) as opened:
            picture = opened.convert("RGB")
        widths = [width for width in WIDTHS if width < picture.width] or [picture.width]
        jpeg = min(JPEG_WIDTH, picture.width)
        names = [self._write(f"{key}-{width}.webp", picture, width) for width in widths]
        names.append(self._write(f"{key}-{jpeg}.jpg", picture, jpeg))
        made = {"width": picture.width, "height": picture.height, "widths": widths, "jpeg": jpeg, "names": names}
        self._put(note.name, json.dumps(made).encode())
        return made

    def _write(self, name: str, picture: Image.Image, width: int) -> str:
        height = max(1, round(picture.height * width / picture.width))
        sized_image = picture if width == picture.width else picture.resize((width, height), Image.Resampling.LANCZOS)
        buffer = io.BytesIO()
        if name.endswith(".webp"):
            sized_image.save(buffer, "WEBP", quality=WEBP_QUALITY, method=4)
        else:
            sized_image.save(buffer, "JPEG", quality=JPEG_QUALITY, optimize=True, progressive=True)
        self._put(name, buffer.getvalue())
        return name

    def _put(self, name: str, content: bytes) -> None:
        """Write whole or not at all: another publisher may read at the same moment."""
        aside = self.cache / f".{name}.{new_code()}"
        aside.write_bytes(content)
        aside.replace(self.cache / name)
