"""From a fresh clone to the first page of ``make demo``: seconds and megabytes, first and second run.

Clones this repository into a scratch folder, with an empty home and therefore cold package caches, runs ``make demo``
and asks for its first page until it answers; then stops it and runs it again. Standard library only::

    python3 benchmarks/fresh_clone.py [--port 8123] [--keep]
"""

import argparse
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path

HERE = Path(__file__).resolve().parents[1]
LIMIT_S = 600


def main() -> int:
    """Measure, print, and return 0 where both runs came to their first page."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=8123)
    parser.add_argument("--keep", action="store_true", help="leave the scratch folder there")
    options = parser.parse_args()
    scratch = Path(tempfile.mkdtemp(prefix="matinee-fresh-"))
    home, clone = scratch / "home", scratch / "clone"
    home.mkdir()
    subprocess.run(["git", "clone", "--quiet", str(HERE), str(clone)], check=True)
    environment = {"HOME": str(home), "PATH": os.environ["PATH"], "LANG": "C.UTF-8"}
    environment |= {name: value for name, value in os.environ.items() if name.startswith(("PIP_", "UV_", "SSL_"))}
    try:
        for name in ("first", "second"):
            seconds = run_once(clone, environment, options.port)
            print(f"{name} run: {seconds:.1f} s to the first page", flush=True)
        for folder in (".venv", "var"):
            print(f"{folder}: {megabytes(clone / folder):.0f} MB")
    finally:
        if not options.keep:
            shutil.rmtree(scratch, ignore_errors=True)
    return 0


def run_once(clone: Path, environment: dict[str, str], port: int) -> float:
    """Run ``make demo`` until the first page answers, stop it, and return the seconds."""
    log = (clone.parent / "log").open("ab")
    began = time.monotonic()
    command = ["make", "demo", f"PORT={port}"]
    process = subprocess.Popen(command, cwd=clone, env=environment, stdout=log, stderr=log, start_new_session=True)
    try:
        while time.monotonic() - began < LIMIT_S:
            if process.poll() is not None:
                sys.exit(f"make demo ended with {process.returncode}: see {clone.parent / 'log'}")
            if answers(f"http://127.0.0.1:{port}/"):
                return time.monotonic() - began
            time.sleep(0.05)
        sys.exit(f"no page after {LIMIT_S} s")
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait(30)


def answers(address: str) -> bool:
    """Tell whether a page answers with 200."""
    try:
        with urllib.request.urlopen(address, timeout=5) as answer:  # noqa: S310  our own loopback address
            return bool(answer.status == 200)
    except (urllib.error.URLError, OSError):
        return False


def megabytes(folder: Path) -> float:
    """Return what a folder takes on disk."""
    return sum(path.lstat().st_size for path in folder.rglob("*") if not path.is_symlink()) / 2**20


if __name__ == "__main__":
    sys.exit(main())
