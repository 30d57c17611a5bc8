"""Refuse a shipped dependency whose licence does not go with Apache-2.0.

Reads the locked runtime set and what each installed package says of itself; exits 1 with the names that do not fit.
"""

import re
import sys
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path

LOCKED = Path(__file__).resolve().parents[1] / "requirements" / "runtime.txt"
REFUSED = re.compile(r"\bA?GPL|Affero|SSPL|BUSL|Commons Clause", re.IGNORECASE)
LESSER = re.compile(r"LGPL|Lesser General Public", re.IGNORECASE)
# Linked as libraries and replaceable by the user: what the LGPL asks for.
LESSER_TAKEN = {"psycopg", "psycopg-binary"}


def said_licence(name: str) -> str | None:
    """Return what an installed package says of its licence, or None where it is not installed on this platform."""
    try:
        said = metadata(name)
    except PackageNotFoundError:
        return None
    classifiers = [text for text in said.get_all("Classifier") or [] if text.startswith("License ::")]
    return " ".join([said.get("License-Expression") or "", *classifiers, (said.get("License") or "")[:60]])


def main() -> int:
    """Print what does not fit and return the exit status."""
    names = re.findall(r"^([a-z0-9][a-z0-9._-]*)==", LOCKED.read_text(), re.MULTILINE)
    bad = []
    for name in names:
        said = said_licence(name)
        if said is None:
            continue
        if LESSER.search(said):
            if name not in LESSER_TAKEN:
                bad.append(f"{name}: {said}")
        elif REFUSED.search(said):
            bad.append(f"{name}: {said}")
    for line in bad:
        print(line, file=sys.stderr)
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
