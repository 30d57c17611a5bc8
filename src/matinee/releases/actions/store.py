"""Files on disk so that a crash at any moment leaves a whole site: write aside, sync, then one rename."""

import gzip
import json
import os
import shutil
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path

import brotli  # type: ignore[import-untyped]  # it ships no types

from matinee.kit.codes import new_code
from matinee.kit.errors import Unavailable
from matinee.releases.rules import (
    PACKED_LEAST_BYTES,
    Manifest,
    checked_address,
    entry_of,
    is_text,
    live_path,
    object_path,
    record_path,
    trees_path,
)

TREES_KEPT = 2
BROTLI_QUALITY = 7
GZIP_LEVEL = 6


def keep_files(root: Path, files: Iterable[tuple[str, bytes]]) -> Manifest:
    """Put files into the store and return their manifest; content that is there already is not written again.

    Raises
    ------
    Unavailable
        The disk is full or cannot be written; what is up stays up.
    """
    manifest: Manifest = {}
    folders: set[Path] = set()
    try:
        for address, content in files:
            entry = entry_of(content)
            manifest[checked_address(address)] = entry
            folders |= _keep(object_path(root, str(entry[0])), content, is_packed=is_text(address))
        for folder in folders:
            sync_folder(folder)
    except OSError as error:
        raise Unavailable(
            f"The release could not be written ({error.strerror}). Free some space and try again."
        ) from error
    return manifest


def _keep(path: Path, content: bytes, *, is_packed: bool) -> set[Path]:
    """Write one content and its packed forms unless they are there; return the folders that changed."""
    wanted: dict[Path, Callable[[], bytes]] = {path: lambda: content}
    if is_packed and len(content) >= PACKED_LEAST_BYTES:
        wanted[path.with_name(f"{path.name}.br")] = lambda: _packed(content)
        wanted[path.with_name(f"{path.name}.gz")] = lambda: gzip.compress(content, GZIP_LEVEL, mtime=0)
    missing = {target: make for target, make in wanted.items() if not target.exists()}
    if missing:
        path.parent.mkdir(parents=True, exist_ok=True)
    for target, make in missing.items():
        write_file(target, make())
    return {path.parent} if missing else set()


def _packed(content: bytes) -> bytes:
    return bytes(brotli.compress(content, quality=BROTLI_QUALITY))


def write_file(path: Path, content: bytes) -> None:
    """Write a file so that it is there whole or not at all."""
    aside = path.with_name(f".{path.name}.{new_code()}")
    try:
        with aside.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        aside.replace(path)
    finally:
        aside.unlink(missing_ok=True)


def sync_folder(path: Path) -> None:
    """Make the names in a folder survive a power cut."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def raise_tree(root: Path, festival_slug: str, site: Manifest) -> Path:
    """Lay a whole site out as hard links in a new folder, synced; nothing points to it yet."""
    trees = trees_path(root, festival_slug)
    final = trees / new_code(20)
    aside = trees / f"{final.name}.new"
    try:
        aside.mkdir(parents=True)
        folders = {aside}
        for address, entry in site.items():
            target = aside / address
            if target.parent not in folders:
                target.parent.mkdir(parents=True, exist_ok=True)
                folders |= {target.parent, *(p for p in target.parent.parents if p.is_relative_to(aside))}
            _link_with_packed(object_path(root, str(entry[0])), target)
        for folder in folders:
            sync_folder(folder)
        record = record_path(root, festival_slug, final.name)
        record.parent.mkdir(parents=True, exist_ok=True)
        write_file(record, json.dumps(site, sort_keys=True).encode())
        aside.rename(final)
        sync_folder(trees)
    except OSError as error:
        shutil.rmtree(aside, ignore_errors=True)
        raise Unavailable(
            f"The release could not be laid out ({error.strerror}). Free some space and try again."
        ) from error
    return final


def _link_with_packed(source: Path, target: Path) -> None:
    _link(source, target)
    if is_text(target.name):
        for suffix in (".br", ".gz"):
            with suppress(FileNotFoundError):
                _link(source.with_name(source.name + suffix), target.with_name(target.name + suffix))


def _link(source: Path, target: Path) -> None:
    """Link, or copy where the file system knows no (more) hard links."""
    try:
        os.link(source, target)
    except FileNotFoundError:
        raise
    except OSError:
        shutil.copyfile(source, target)


def point_to(root: Path, festival_slug: str, tree: Path) -> None:
    """Flip the festival's pointer to a tree, in one step, and sweep up trees that nobody reads any more."""
    pointer = live_path(root, festival_slug)
    before = pointer.resolve() if pointer.is_symlink() else None
    aside = pointer.with_name(f".{pointer.name}.{new_code()}")
    aside.symlink_to(tree.relative_to(pointer.parent))
    aside.replace(pointer)
    sync_folder(pointer.parent)
    _sweep(root, festival_slug, {tree.name, before.name if before else ""})


def _sweep(root: Path, festival_slug: str, kept: set[str]) -> None:
    """Remove every tree but the one that is up and the one before it (readers may still be in it)."""
    for tree in trees_path(root, festival_slug).iterdir():
        if tree.name not in kept:
            shutil.rmtree(tree, ignore_errors=True)
            record_path(root, festival_slug, tree.name).unlink(missing_ok=True)
    for leftover in (root / "live").glob(f".{festival_slug}.*"):
        leftover.unlink(missing_ok=True)
