"""``matinee import filmfreeway`` says what it did and leaves with an honest code."""

import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from tests.entries.exports import a_row, an_export

from matinee.entries.actions import open_call
from matinee.entries.models import Entry
from matinee.festival.models import Festival

pytestmark = pytest.mark.django_db


def test_json_is_exactly_the_counts_and_the_errors(
    festival: Festival, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "export.csv"
    file.write_bytes(an_export([a_row(ID="1"), a_row(Duration="ten")]))

    with pytest.raises(SystemExit) as ended:
        call_command("import", "filmfreeway", file, festival="lanterns", as_json=True)

    printed = json.loads(capsys.readouterr().out)
    message = (
        "This is not a running time. Write hours, minutes and seconds as 00:12:25, or minutes and seconds as 12:25."
    )
    assert ended.value.code == 1
    assert printed == {
        "created": 1, "updated": 0, "unchanged": 0, "rejected": 1,
        "errors": [{"line": 3, "column": "Duration", "value": "ten", "message": message}],
    }  # fmt: skip


def test_words_tell_counts_and_progress(festival: Festival, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "export.csv"
    file.write_bytes(an_export([a_row(), a_row(Email="nobody")]))

    call_command("import", "filmfreeway", file, festival="lanterns")

    printed = capsys.readouterr()
    assert printed.out.startswith("2 created, 0 updated, 0 unchanged, 0 refused (2 of 2 rows, UTF-8")
    assert "note: line 3, Email: 'nobody'" in printed.out
    assert "2 of 2 rows (100 %)" in printed.err


def test_call_and_more_fields_can_be_chosen(festival: Festival, tmp_path: Path) -> None:
    open_call(festival=festival, slug="autumn", title="Autumn", by=None)
    file = tmp_path / "export.csv"
    file.write_bytes(an_export([a_row()]))

    call_command("import", "filmfreeway", file, festival="lanterns", call="autumn", take=["phone"], as_json=True)

    assert (Entry.objects.get().call.slug, Entry.objects.get().private_details) == ("autumn", '{"Phone": "555-0100"}')


@pytest.mark.parametrize(
    ("options", "content", "said"),
    [
        ({"festival": "nowhere"}, None, "There is no festival “nowhere”. Known are: lanterns."),
        ({"festival": "lanterns", "call": "spring"}, None, "has no call “spring”"),
        ({"festival": "lanterns"}, b"Order,Amount\n1,2\n", "not FilmFreeway's submissions export"),
        ({"festival": "lanterns", "take": ["shoe_size"]}, None, "shoe_size"),
    ],
)
def test_unusable_input_leaves_with_two(
    festival: Festival, tmp_path: Path, options: dict[str, object], content: bytes | None, said: str
) -> None:
    file = tmp_path / "export.csv"
    file.write_bytes(content or an_export([a_row()]))

    with pytest.raises(CommandError, match=said) as refused:
        call_command("import", "filmfreeway", file, **options)

    assert refused.value.returncode == 2


def test_missing_file_leaves_with_two(festival: Festival, tmp_path: Path) -> None:
    with pytest.raises(CommandError) as refused:
        call_command("import", "filmfreeway", tmp_path / "none.csv", festival="lanterns")

    assert refused.value.returncode == 2
