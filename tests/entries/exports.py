"""FilmFreeway exports made for a test: everything in them is made up."""

import csv
import io
from collections.abc import Iterable, Sequence
from itertools import count

HEADINGS = [
    "First Name",
    "Last Name",
    "Birthdate",
    "Gender",
    "Email",
    "Phone",
    "Address",
    "Address 2",
    "City",
    "State",
    "Postal Code",
    "Country",
    "Tracking Number",
    "Project Title",
    "Project Title (Original Language)",
    "Synopsis",
    "Synopsis (Original Language)",
    "Lyrics",
    "Duration",
    "Country of Origin",
    "Language",
    "Trailer URL",
    "Country of Filming",
    "Project Website",
    "Twitter",
    "Facebook",
    "Project Type",
    "Genres",
    "Student Project",
    "Completion Date",
    "Production Budget",
    "Shooting Format",
    "Aspect Ratio",
    "Film Color",
    "Camera",
    "Lens",
    "Focal Length",
    "Shutter Speed",
    "Aperture",
    "ISO / Film",
    "First-time Filmmaker",
    "Directors",
    "Writers",
    "Producers",
    "Key Cast",
    "Other Credits",
    "Submitter Statement",
    "Submitter Biography",
    "Rating",
    "Flag",
    "Submission Date",
    "Submission Status",
    "Judging Status",
    "Submission Deadlines",
    "Submission Categories",
    "Submission Fee",
    "Discount Code",
    "Submission Link",
    "Submission Password",
    "Assigned Judges",
    "Screenings / Awards",
    "Distributor Information",
    "Submission ID",
    "Submission Notes",
    "Submission Custom Field 1",
    "Submission Custom Answer 1",
]
GOOD = {
    "First Name": "Ana", "Last Name": "Lima", "Birthdate": "1990-05-04", "Gender": "Female", "Email": "ana@example.org",
    "Phone": "555-0100", "Address": "1 Example Street", "City": "Porto", "Country": "Portugal",
    "Tracking Number": "T1", "Project Title": "Night Bus", "Synopsis": "A driver takes the long way home.",
    "Duration": "00:12:25", "Country of Origin": "Portugal, USA", "Language": "Portuguese", "Project Type": "Short",
    "Genres": "Drama, Comedy", "Student Project": "Yes", "Completion Date": "March 21, 2030",
    "Production Budget": "$30,000", "Aspect Ratio": "16:9", "First-time Filmmaker": "No", "Directors": "Ana Lima",
    "Writers": "Ana Lima", "Producers": "João Pires", "Key Cast": 'Rosa Tanaka "Mara"', "Flag": "green",
    "Submission Date": "2030-11-06", "Submission Status": "In Consideration", "Judging Status": "Undecided",
    "Submission Categories": "Narrative Short", "Submission Fee": "$25.00",
    "Submission Link": "https://example.org/s/1", "Submission Password": "pw-1", "Submission ID": "5001",
    "Submission Custom Field 1": "Can you come?", "Submission Custom Answer 1": "Maybe, from Porto",
}  # fmt: skip
_numbers = count(6000)


def a_row(**cells: str) -> dict[str, str]:
    """Return a good row with other cells; ``ID`` and ``Title`` are short for the two longest headings."""
    short = {"ID": "Submission ID", "Title": "Project Title"}
    named = {short.get(name, name.replace("_", " ")): value for name, value in cells.items()}
    number = {} if "Submission ID" in named else {"Submission ID": str(next(_numbers))}
    return GOOD | number | named


def with_cell(heading: str, value: str, **cells: str) -> dict[str, str]:
    """Return a good row with one cell under any heading."""
    return a_row(**cells) | {heading: value}


def an_export(
    rows: Iterable[dict[str, str]], *, headings: Sequence[str] = HEADINGS, ending: str = "\r\n", encoding: str = "utf-8"
) -> bytes:
    """Return the bytes of an export."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator=ending)
    writer.writerow(headings)
    for row in rows:
        writer.writerow([row.get(heading, "") for heading in headings])
    return buffer.getvalue().encode(encoding)


def many_rows(number: int, first: int = 100_000) -> list[dict[str, str]]:
    """Return different good rows."""
    return [
        a_row(ID=str(first + n), Title=f"Film {n}", Directors=f"Maker {n % 97}", Email=f"maker{n}@example.org")
        for n in range(number)
    ]
