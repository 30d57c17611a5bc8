"""The store of contents: what is there is never written again, and what is written is there whole or not at all."""

import gzip
import os
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import islice
from pathlib import Path

import brotli  # type: ignore[import-untyped]  # it ships no types

from matinee.kit.codes import new_code
from matinee.kit.errors import Unavailable
from matinee.releases.actions.disk import sync_files
from matinee.releases.rules import (
    PACKED_LEAST_BYTES,
    File,
    Known,
    Manifest,
    checked_address,
    entry_of,
    is_text,
    object_path,
)

BROTLI_QUALITY = 6  # 7 takes nearly twice as long and is no smaller on pages
GZIP_LEVEL = 9
BATCH = 64  # files that are packed and written at a time, and held in memory
THREADS = min(4, os.cpu_count() or 1)


def keep_files(root: Path, files: Iterable[File]) -> Manifest:
    """Put files into the store and return their manifest; content that is there already is not written again.

    Raises
    ------
    Unavailable
        The disk is full or cannot be written; what is up stays up.
    """
    manifest: Manifest = {}
    written: list[tuple[Path, Path]] = []
    try:
        with ThreadPoolExecutor(THREADS) as pool:
            for batch in _batches(_wanted(files, manifest)):
                written += [pair for pairs in pool.map(lambda work: _write_aside(root, *work), batch) for pair in pairs]
        _name(written)
    except OSError as error:
        raise Unavailable(
            f"The release could not be written ({error.strerror}). Free some space and try again."
        ) from error
    finally:
        for aside, _path in written:
            aside.unlink(missing_ok=True)
    return manifest


def _wanted(files: Iterable[File], manifest: Manifest) -> Iterator[tuple[str, bytes, bool]]:
    """Note every file in the manifest, and yield those that came with content: digest, content, whether it is text."""
    for address, content in files:
        entry = entry_of(content)
        manifest[checked_address(address)] = entry
        if not isinstance(content, Known):
            yield str(entry[0]), content, is_text(address)


def _batches(work: Iterator[tuple[str, bytes, bool]]) -> Iterator[list[tuple[str, bytes, bool]]]:
    while batch := list(islice(work, BATCH)):
        yield batch


def _write_aside(root: Path, digest: str, content: bytes, is_packed: bool) -> list[tuple[Path, Path]]:  # noqa: FBT001  one of three facts of a file
    """Write what the store lacks of a content and its packed forms beside its place; return (aside, place)."""
    path = object_path(root, digest)
    wanted: dict[Path, Callable[[], bytes]] = {path: lambda: content}
    if is_packed and len(content) >= PACKED_LEAST_BYTES:
        wanted[path.with_name(f"{path.name}.br")] = lambda: _packed(content)
        wanted[path.with_name(f"{path.name}.gz")] = lambda: gzip.compress(content, GZIP_LEVEL, mtime=0)
    missing = {target: make for target, make in wanted.items() if not target.exists()}
    if missing:
        path.parent.mkdir(parents=True, exist_ok=True)
    pairs = []
    for target, make in missing.items():
        aside = target.with_name(f".{target.name}.{new_code()}")
        try:
            aside.write_bytes(make())
        except OSError:
            aside.unlink(missing_ok=True)
            raise
        pairs.append((aside, target))
    return pairs


def _name(written: list[tuple[Path, Path]]) -> None:
    """Name files once their bytes are safe, packed forms first: whoever sees a content sees those too."""
    sync_files([aside for aside, _path in written])
    for aside, path in sorted(written, key=lambda pair: not pair[1].suffix):
        aside.replace(path)
    sync_files({path.parent for _aside, path in written})


def _packed(content: bytes) -> bytes:
    return bytes(brotli.compress(content, quality=BROTLI_QUALITY))
