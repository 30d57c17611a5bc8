import ctypes
import os

import pytest

from matinee.engine.stray import stray_output_aside


def test_what_a_library_prints_goes_to_the_standard_error(capfd: pytest.CaptureFixture[str]) -> None:
    with stray_output_aside():
        ctypes.CDLL(None).puts(b"from a library")
        os.write(1, b"from the system\n")
    os.write(1, b"the answer\n")

    out, err = capfd.readouterr()
    assert out == "the answer\n"
    assert sorted(err.splitlines()) == ["from a library", "from the system"]
