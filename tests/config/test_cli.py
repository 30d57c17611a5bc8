"""The one command on a machine where nothing is there yet."""

import os
import subprocess
import sys
from pathlib import Path


def matinee(var: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Run the command with an empty home of its own."""
    environment = {"PATH": os.environ["PATH"], "MATINEE_VAR": str(var), "PYTHONPATH": os.pathsep.join(sys.path)}
    command = [sys.executable, "-m", "matinee", *words]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False, timeout=120)


def test_matinee_starts_from_nothing(tmp_path: Path) -> None:
    var = tmp_path / "not" / "there"

    early = matinee(var, "festival", "create", "--slug", "lanterns", "--name", "Lantern Nights")
    migrated = matinee(var, "migrate")
    founded = matinee(var, "festival", "create", "--slug", "lanterns", "--name", "Lantern Nights")
    again = matinee(var, "festival", "create", "--slug", "lanterns", "--name", "Lantern Nights")

    assert early.returncode == 2
    assert "matinee migrate" in early.stderr
    assert "Traceback" not in early.stderr
    assert migrated.returncode == 0
    assert founded.returncode == 0
    assert again.returncode != 0
    assert "Choose another" in again.stderr


def test_matinee_publish_names_what_is_not_there(tmp_path: Path) -> None:
    matinee(tmp_path, "migrate")

    published = matinee(tmp_path, "publish", "--festival", "nobody", "--edition", "never")

    assert published.returncode != 0
    assert "nobody" in published.stderr
    assert "Traceback" not in published.stderr
