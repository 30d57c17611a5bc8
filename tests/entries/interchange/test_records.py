"""Records are read as the writer meant them, whatever stands in a cell, wherever a piece ends."""

import csv
import io
import tracemalloc
from collections.abc import Iterator

from hypothesis import given
from hypothesis import strategies as st

from matinee.entries.interchange.filmfreeway.encoding import sniff, text_of
from matinee.entries.interchange.filmfreeway.records import MOST_CELL, delimiter_of, records

CELLS = st.text(st.characters(blacklist_categories=["Cs"], blacklist_characters="\0"), max_size=12)


@given(
    rows=st.lists(st.lists(CELLS, min_size=2, max_size=4), min_size=1, max_size=5),
    ending=st.sampled_from(["\n", "\r\n"]),
    size=st.integers(1, 9),
)
def test_records_are_what_was_written_wherever_pieces_end(rows: list[list[str]], ending: str, size: int) -> None:
    buffer = io.StringIO(newline="")
    csv.writer(buffer, lineterminator=ending, quoting=csv.QUOTE_ALL).writerows(rows)
    text = buffer.getvalue()

    read = records(text[start : start + size] for start in range(0, len(text), size))

    assert [record.cells for record in read] == rows


def test_record_knows_the_line_where_it_begins() -> None:
    text = 'a,b\n"one\ntwo",x\r\n\r\nlast,y\n'

    assert [(record.line, record.cells) for record in records([text])] == [
        (1, ["a", "b"]),
        (2, ["one\ntwo", "x"]),
        (5, ["last", "y"]),
    ]


def test_stray_quote_in_a_plain_cell_is_a_letter() -> None:
    assert [record.cells for record in records(['5" tall,x\ny,"a ""b"" c"\n'])] == [['5" tall', "x"], ["y", 'a "b" c']]


def test_file_that_ends_in_the_middle_says_so() -> None:
    open_quote = list(records(['a,b\n1,"cut here']))[-1]
    no_break = list(records(["a,b\n1"]))[-1]

    assert (open_quote.is_in_quotes, open_quote.cells) == (True, ["1", "cut here"])
    assert (no_break.is_unended, no_break.cells) == (True, ["1"])


def test_huge_cell_is_measured_and_costs_no_memory() -> None:
    def pieces() -> Iterator[str]:
        yield 'a,b\n1,"'
        for _ in range(800):
            yield "x" * 65_536
        yield '"\n2,good\n'

    tracemalloc.start()
    found = [(record.cells[0], record.too_long, len(record.cells[1])) for record in records(pieces())]
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert found == [("a", {}, 1), ("1", {1: 800 * 65_536}, MOST_CELL), ("2", {}, 4)]
    assert peak < 8 * 2**20


def test_encodings_are_recognised() -> None:
    text = "Title\nZoë “Río”\n"
    kinds = {name: sniff(io.BytesIO(text.encode(name))).encoding for name in ("utf-8", "utf-8-sig", "utf-16", "cp1252")}

    assert kinds == {"utf-8": "utf-8", "utf-8-sig": "utf-8-sig", "utf-16": "utf-16", "cp1252": "cp1252"}


def test_text_survives_its_encoding() -> None:
    text = "Title\nZoë “Río”\n"

    for name in ("utf-8", "utf-8-sig", "utf-16", "cp1252"):
        file = io.BytesIO(text.encode(name))
        assert "".join(text_of(file, sniff(file).encoding)) == text


def test_damaged_utf8_stays_utf8() -> None:
    file = io.BytesIO("Żółć, gęślą jaźń — ".encode() * 20 + b"\xff")

    found = sniff(file)

    assert (found.encoding, found.is_damaged) == ("utf-8", True)


def test_nul_is_left_out() -> None:
    assert "".join(text_of(io.BytesIO(b"a\0b"), "utf-8")) == "ab"


def test_other_delimiters_are_found_in_the_header() -> None:
    assert delimiter_of(iter(["a;b;c\n1;2,5;3\n"]))[0] == ";"
    assert delimiter_of(iter(["a\tb\n"]))[0] == "\t"
    assert delimiter_of(iter(["alone\n"]))[0] == ","
