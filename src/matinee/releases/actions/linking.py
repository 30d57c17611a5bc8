"""Laying files out: hard links from the store into a folder, with their packed forms beside them."""

import os
import shutil
from contextlib import suppress
from pathlib import Path

from matinee.releases.rules import Manifest, is_text, object_path

PACKED = (".br", ".gz")


def lay_out(root: Path, site: Manifest, folder: Path) -> None:
    """Link every file of a site, with its packed forms, into a folder where none of them is yet."""
    for inner in sorted({os.path.dirname(address) for address in site}):  # noqa: PTH120  thousands of addresses
        os.makedirs(f"{folder}/{inner}", exist_ok=True)  # noqa: PTH103
    for address, entry in site.items():
        source, target = str(object_path(root, str(entry[0]))), f"{folder}/{address}"
        link(source, target)
        if is_text(address):
            for suffix in PACKED:
                with suppress(FileNotFoundError):
                    link(source + suffix, target + suffix)


def link(source: str, target: str) -> None:
    """Link, or copy where the file system knows no (more) hard links."""
    try:
        os.link(source, target)
    except (FileNotFoundError, FileExistsError):
        raise
    except OSError:
        shutil.copyfile(source, target)
