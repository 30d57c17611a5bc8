"""Small copies of stills, made when they are first asked for and kept beside the stills."""

import io
from hashlib import blake2s
from pathlib import PurePosixPath

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from PIL import Image, ImageOps

SMALL = (320, 180)


def small_still(name: str) -> str:
    """Return the stored name of a still's small copy, 16:9; a still's name is never used twice, so the copy holds."""
    kept = f"small/{PurePosixPath(name).stem}.jpg"
    if not default_storage.exists(kept):
        with default_storage.open(name) as file, Image.open(file) as opened:
            opened.draft("RGB", (SMALL[0] * 2, SMALL[1] * 2))  # a JPEG is read no larger than needed
            picture = ImageOps.fit(ImageOps.exif_transpose(opened).convert("RGB"), SMALL)
        buffer = io.BytesIO()
        picture.save(buffer, "JPEG", quality=80, optimize=True)
        kept = default_storage.save(kept, ContentFile(buffer.getvalue()))
    return kept


def mark_of(name: str) -> str:
    """Return a few letters that stand for one picture, for its address."""
    return blake2s(name.encode(), digest_size=4).hexdigest()
