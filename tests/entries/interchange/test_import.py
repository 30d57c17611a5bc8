"""A whole file on its way in: good rows are taken, bad ones named, and doing it again doubles nothing."""

import csv
import io
from collections.abc import Callable
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.entries.exports import HEADINGS, a_row, an_export, many_rows, with_cell

from matinee.entries.actions import cancel_import, disqualify_entry, queue_import, withdraw_entry
from matinee.entries.interchange import preview, refused_csv, run_import, start_import
from matinee.entries.models import Consideration, Entry, ImportRun
from matinee.entries.states import EntryState, ImportState
from matinee.festival.models import Edition, Festival
from matinee.films.actions import change_film, change_showing
from matinee.films.models import Credit, Film, PublicShowing, Screener
from matinee.kit.errors import Conflict, InvalidInput
from matinee.people.models import Person

pytestmark = pytest.mark.django_db
Take = Callable[..., ImportRun]


def counts(run: ImportRun) -> tuple[int, int, int, int]:
    """Return created, updated, unchanged, rejected."""
    return run.created, run.updated, run.unchanged, run.rejected


def problems(run: ImportRun) -> list[tuple[int, str, str, bool]]:
    """Return line, column, value and whether the row was refused."""
    return list(run.problems.values_list("line", "column", "value", "is_fatal"))


def test_good_row_becomes_film_people_screener_and_entry(take: Take, edition: Edition) -> None:
    run = take(an_export([a_row(ID="5001")]))

    entry = Entry.objects.select_related("film__screener", "call").get()
    film = entry.film
    assert (counts(run), problems(run), run.state) == ((1, 0, 0, 0), [], ImportState.DONE)
    assert (film.title, film.running_time_s, film.countries, film.languages) == ("Night Bus", 745, ["PT", "US"], ["pt"])
    assert (film.completed_on, film.budget_minor, film.budget_currency) == (date(2030, 3, 21), 3_000_000, "USD")
    assert (film.form, film.genres, film.is_student, film.is_first_film) == (
        "fiction",
        ["Drama", "Comedy"],
        True,
        False,
    )
    assert (film.technical, film.logline) == ({"aspect_ratio": "16:9"}, "A driver takes the long way home.")
    assert [(c.person.name, c.role, c.detail) for c in film.credits.all()] == [
        ("Ana Lima", "director", ""),
        ("Ana Lima", "writer", ""),
        ("João Pires", "producer", ""),
        ("Rosa Tanaka", "cast", "Mara"),
    ]
    assert (film.screener.url, film.screener.password) == ("https://example.org/s/1", "pw-1")
    assert (entry.external_id, entry.sender_name, entry.sender_email) == ("5001", "Ana Lima", "ana@example.org")
    assert (entry.state, entry.fee_minor, entry.flag, entry.call.slug) == ("considered", 2500, "green", "rolling")
    assert entry.answers == {"Can you come?": "Maybe, from Porto", "Judging Status": "Undecided"}
    assert entry.considerations.get().edition == edition


def test_private_fields_are_left_out_unless_picked(take: Take) -> None:
    take(an_export([a_row(ID="1")]))
    before = Entry.objects.get()
    usual = ImportRun.objects.get().taken_fields

    take(an_export([a_row(ID="1")]), [*usual, "phone", "birth_date"])

    after = Entry.objects.get()
    assert before.private_details == ""
    assert after.private_details == '{"Birthdate": "1990-05-04", "Phone": "555-0100"}'
    with connection.cursor() as cursor:
        cursor.execute("SELECT private_details FROM entries_entry")
        assert "555" not in cursor.fetchone()[0]
        cursor.execute("SELECT password FROM films_screener")
        assert "pw-1" not in cursor.fetchone()[0]


def test_unpicked_field_is_not_taken(take: Take) -> None:
    take(an_export([a_row()]), ["title", "directors"])

    film = Film.objects.get()
    assert (film.synopsis, film.running_time_s, Screener.objects.count()) == ("", None, 0)
    assert Credit.objects.count() == 1


def test_field_that_the_file_lacks_is_refused(festival: Festival) -> None:
    with pytest.raises(InvalidInput, match="shoe_size"):
        start_import(festival=festival, call=None, file=an_export([]), by=None, taken_fields=["shoe_size"])


def test_import_again_changes_nothing(take: Take, edition: Edition) -> None:
    content = an_export(many_rows(7))
    take(content)
    before = [list(model.objects.values()) for model in (Film, Credit, Person, Screener, PublicShowing, Consideration)]

    again = take(content)

    assert counts(again) == (0, 0, 7, 0)
    assert before == [
        list(model.objects.values()) for model in (Film, Credit, Person, Screener, PublicShowing, Consideration)
    ]


def test_changed_row_updates_and_a_blank_cell_erases_nothing(take: Take) -> None:
    take(an_export([a_row(ID="1"), a_row(ID="2")]))

    run = take(an_export([a_row(ID="1", Title="Day Bus", Synopsis="", Directors="Bo Wong"), a_row(ID="2")]))

    film = Entry.objects.get(external_id="1").film
    assert counts(run) == (0, 1, 1, 0)
    assert (film.title, film.slug, film.synopsis) == ("Day Bus", "night-bus", "A driver takes the long way home.")
    assert [c.person.name for c in film.credits.filter(role="director")] == ["Bo Wong"]


def test_logline_that_staff_wrote_stays(take: Take) -> None:
    take(an_export([a_row(ID="1")]))
    change_film(film=Film.objects.get(), by=None, logline="Ours.")

    take(an_export([a_row(ID="1", Synopsis="Other words.")]))

    assert (Film.objects.get().logline, Film.objects.get().synopsis) == ("Ours.", "Other words.")


def test_checked_showing_is_not_doubled(take: Take) -> None:
    told = "Porto Shorts, Porto, Portugal, 2029-03-03"
    take(an_export([with_cell("Screenings / Awards", told, ID="1")]))
    change_showing(showing=PublicShowing.objects.get(), by=None, event="Porto Shorts Festival")

    take(an_export([with_cell("Screenings / Awards", f"{told}\nOther, Lyon, France, 2029-04-04", ID="1")]))

    assert list(PublicShowing.objects.values_list("event", "is_checked")) == [
        ("Porto Shorts Festival", True),
        ("Other", False),
    ]


@pytest.mark.parametrize(
    ("heading", "value"),
    [
        ("Project Title", ""),
        ("Project Title", '""'),
        ("Project Title", "x" * 401),
        ("Duration", "twelve minutes"),
        ("Duration", "99:99:99"),
        ("Duration", "00:00:00"),
        ("Submission ID", ""),
        ("Submission ID", "3.01E+07"),
    ],
)
def test_bad_row_is_refused_and_the_others_are_taken(take: Take, heading: str, value: str) -> None:
    run = take(an_export([a_row(), with_cell(heading, value), a_row()]))

    assert counts(run) == (2, 0, 0, 1)
    assert problems(run) == [(3, heading, value[:200], True)]


@pytest.mark.parametrize(
    ("heading", "value"),
    [
        ("Completion Date", "Sometime last spring"),
        ("Submission Date", "31/02/2026"),
        ("Country of Origin", "Wakanda, France"),
        ("Language", "Klingonese"),
        ("Email", "not an address"),
        ("Production Budget", "about 30k, under union agreement"),
        ("Submission Status", "Award Winner"),
        ("Student Project", "perhaps"),
        ("Submission Link", "ask me"),
        ("Submission Fee", "gratis"),
        ("Project Website", "none yet"),
    ],
)
def test_value_that_cannot_be_read_is_noted_and_the_row_is_taken(take: Take, heading: str, value: str) -> None:
    run = take(an_export([with_cell(heading, value)]))

    assert counts(run) == (1, 0, 0, 0)
    assert problems(run) == [(2, heading, value, False)]
    assert Entry.objects.get().answers[heading] == value


def test_known_country_beside_an_unknown_one_is_taken(take: Take) -> None:
    take(an_export([with_cell("Country of Origin", "Wakanda, France, Korea, Republic of")]))

    assert Film.objects.get().countries == ["FR", "KR"]


def test_film_without_words_has_a_language(take: Take) -> None:
    take(an_export([with_cell("Language", "No dialogue")]))

    assert Film.objects.get().languages == ["zxx"]


def test_text_is_only_text(take: Take) -> None:
    story = 'He said "no", then\nleft.\n\tThe end; =HYPERLINK("http://example.org")'
    run = take(an_export([a_row(Title="<script>alert(1)</script>", Synopsis=story), a_row(Synopsis="x" * 40_000)]))

    assert counts(run) == (2, 0, 0, 0)
    film = Film.objects.get(title="<script>alert(1)</script>")
    assert (film.synopsis, film.slug) == (story, "scriptalert1script")
    assert Film.objects.exclude(pk=film.pk).get().synopsis == "x" * 40_000


def test_original_title_in_two_scripts_is_kept(take: Take) -> None:
    title = "La sortie de l'usine — 工場を出る"
    take(an_export([with_cell("Project Title (Original Language)", title, Title='"Leaving"')]))

    assert (Film.objects.get().title, Film.objects.get().original_title) == ("Leaving", title)


def test_title_without_latin_letters_gets_an_address(take: Take) -> None:
    take(an_export([a_row(Title="工場を出る"), a_row(Title="🎬")]))

    assert [slug.split("-")[0] for slug in Film.objects.values_list("slug", flat=True)] == ["film", "film"]


def test_two_films_of_one_title_get_two_addresses(take: Take) -> None:
    take(an_export([a_row(), a_row(), a_row()]))

    assert sorted(Film.objects.values_list("slug", flat=True)) == ["night-bus", "night-bus-2", "night-bus-3"]


def test_second_row_of_one_number_is_refused_unless_it_is_the_first_again(take: Take) -> None:
    run = take(an_export([a_row(ID="7"), a_row(ID="7"), a_row(ID="7", Title="Another")]))

    assert counts(run) == (1, 0, 0, 2)
    assert [problem.message[:43] for problem in run.problems.all()] == [
        "This Submission ID stands on line 2 already"
    ] * 2
    assert Film.objects.get().title == "Night Bus"


def test_private_showing_does_not_cost_the_world_premiere(take: Take, edition: Edition) -> None:
    told = "Cast & crew screening, Santa Monica, private; then World Premiere TBD"
    take(an_export([with_cell("Screenings / Awards", told)]))

    assert Consideration.objects.get().premiere == "world"
    assert Entry.objects.get().answers["Screenings / Awards"] == told


@pytest.mark.parametrize(
    ("status", "state", "reason"),
    [
        ("In Consideration", EntryState.CONSIDERED, ""),
        ("", EntryState.CONSIDERED, ""),
        ("Incomplete", EntryState.INCOMPLETE, "FilmFreeway says: Incomplete."),
        ("Disqualified", EntryState.DISQUALIFIED, "FilmFreeway says: Disqualified."),
        ("withdrawn", EntryState.WITHDRAWN, ""),
    ],
)
def test_status_becomes_the_state(take: Take, status: str, state: EntryState, reason: str) -> None:
    take(an_export([with_cell("Submission Status", status)]))

    assert (Entry.objects.get().state, Entry.objects.get().state_reason) == (state, reason)


def test_later_withdrawal_is_followed_and_our_own_no_stays(take: Take, edition: Edition) -> None:
    take(an_export([a_row(ID="1"), a_row(ID="2"), a_row(ID="3")]))
    disqualify_entry(entry=Entry.objects.get(external_id="2"), reason="Not a film.", by=None)
    withdraw_entry(entry=Entry.objects.get(external_id="3"), by=None)

    take(
        an_export(
            [
                with_cell("Submission Status", "Withdrawn", ID="1"),
                a_row(ID="2", Synopsis="New."),
                a_row(ID="3", Synopsis="New."),
            ]
        )
    )

    assert dict(Entry.objects.values_list("external_id", "state")) == {
        "1": "withdrawn",
        "2": "disqualified",
        "3": "withdrawn",
    }
    assert set(Consideration.objects.values_list("state", flat=True)) == {"ineligible"}


def test_sender_finds_the_entry_in_their_lounge(take: Take, make_user: Callable[..., object]) -> None:
    ana = make_user("ana@example.org")

    take(an_export([a_row(Email="Ana@Example.org")]))

    assert Entry.objects.get().sender == ana


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_encodings_and_line_ends_do_not_matter(take: Take, encoding: str, ending: str) -> None:
    take(an_export([a_row(Title="Noč à Łódź" if encoding != "cp1252" else "Été")], encoding=encoding, ending=ending))

    assert Film.objects.get().title == ("Noč à Łódź" if encoding != "cp1252" else "Été")


def test_unknown_columns_and_questions_are_kept_as_answers(take: Take) -> None:
    question = "Is the director a veteran of the armed forces? (optional)"
    headings = [h for h in HEADINGS if h != "Submission Fee" and "Custom" not in h] + [question, "Instagram"]

    take(an_export([a_row() | {question: "No", "Instagram": "@film.example"}], headings=headings))

    assert Entry.objects.get().answers == {question: "No", "Instagram": "@film.example", "Judging Status": "Undecided"}


def test_truncated_file_gives_its_good_rows_and_names_the_cut_one(take: Take) -> None:
    content = an_export([a_row(Title="One"), a_row(Title="Two"), a_row(Title="Three", Synopsis="Cut, in\nthe middle")])

    run = take(content[: content.index(b"in\nthe") + 4])

    assert counts(run) == (2, 0, 0, 1)
    assert "ends in the middle" in run.problems.get().message
    assert run.rows_total == 3


def test_file_cut_between_cells_is_named(take: Take) -> None:
    content = an_export([a_row(), a_row(Title="Cut here")])

    run = take(content[: content.rindex(b"Cut here")])

    assert (counts(run), run.problems.get().line) == ((1, 0, 0, 1), 3)


def test_fifty_megabytes_in_a_cell_are_refused_and_the_next_row_is_taken(take: Take) -> None:
    run = take(an_export([a_row(Synopsis="x" * 50_000_000), a_row(Title="After it")]))

    problem = run.problems.get()
    assert (counts(run), problem.line, problem.column) == ((1, 0, 0, 1), 2, "Synopsis")
    assert problem.message.startswith("The cell holds 50000000 characters; at most 1000000")
    assert sum(map(len, problem.row)) < 25_000


def test_row_with_too_many_cells_is_refused(take: Take) -> None:
    content = an_export([a_row(), a_row()]).rstrip(b"\r\n") + b",too,many\r\n"

    assert counts(take(content)) == (1, 0, 0, 1)


def test_nul_and_odd_letters_do_no_harm(take: Take) -> None:
    run = take(an_export([a_row(Title="Nu\0l", Synopsis="a\u202eb\ufeff\U0010ffff")]))

    assert (counts(run), Film.objects.get().title) == ((1, 0, 0, 0), "Nul")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "The file is empty"),
        (b"Order,Amount,Buyer\n1,25.00,Ana\n", "Project Title, Submission ID, Submission Categories"),
        (b"PK\x03\x04 a workbook", "a spreadsheet or an archive"),
        (b"\x89PNG\r\n\x1a\n\0\0\0", "not a text file"),
    ],
)
def test_file_of_another_kind_is_refused(festival: Festival, content: bytes, said: str) -> None:
    with pytest.raises(InvalidInput, match=said):
        start_import(festival=festival, call=None, file=content, by=None)

    assert ImportRun.objects.count() == 0


def test_refused_rows_come_back_corrected(take: Take) -> None:
    content = an_export(
        [a_row(Title="Fine"), a_row(Duration="ten", Phone="+1 555", Synopsis="=cmd|' /C calc'!A0"), a_row(Title="")]
    )
    first = take(content)
    text = "".join(refused_csv(first))
    rows = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"))))

    assert (len(rows), rows[0][-1], "running time" in rows[1][-1]) == (3, "Reason", True)
    assert not [cell for row in rows for cell in row if cell[:1] in tuple("=+-@")]

    mended = text.replace(",ten,", ",00:10:00,")
    again = take(mended.encode())

    assert counts(again) == (1, 0, 0, 1)
    assert Film.objects.get(running_time_s=600).synopsis == "=cmd|' /C calc'!A0"


def test_preview_shows_columns_samples_and_no_password(festival: Festival) -> None:
    run = start_import(festival=festival, call=None, file=an_export(many_rows(5)), by=None)

    shown = {column.heading: column for column in preview(run).columns}

    assert (run.rows_total, run.encoding, run.state) == (5, "UTF-8", ImportState.UPLOADED)
    assert shown["Project Title"].samples == ["Film 0", "Film 1", "Film 2"]
    assert shown["Submission Password"].samples == ["••••••"]
    assert (shown["Phone"].is_default, shown["Submission ID"].is_needed) == (False, True)
    assert Entry.objects.count() == 0


def test_file_is_deleted_when_it_has_been_taken(take: Take) -> None:
    run = take(an_export([a_row()]))

    assert not run.file
    with pytest.raises(Conflict):
        queue_import(run=run, by=None)


def stop(run: ImportRun) -> None:
    """Cancel an import from outside of it."""
    cancel_import(run=ImportRun.objects.get(pk=run.pk), by=None)


def test_cancelled_import_keeps_what_it_took_and_runs_again(festival: Festival) -> None:
    run = start_import(festival=festival, call=None, file=an_export(many_rows(450)), by=None)

    stopped = run_import(run=run, progress=lambda _done, _total: stop(run))

    assert (stopped.state, stopped.created, Entry.objects.count()) == (ImportState.CANCELLED, 200, 200)
    queue_import(run=stopped, by=None)
    assert counts(run_import(run=stopped)) == (250, 0, 200, 0)


def test_batch_costs_the_same_queries_however_full_it_is(festival: Festival, edition: Edition) -> None:
    def cost(number: int, first: int) -> int:
        run = start_import(festival=festival, call=None, file=an_export(many_rows(number, first)), by=None)
        with CaptureQueriesContext(connection) as queries:
            run_import(run=run)
        return len([q for q in queries.captured_queries if "INSERT" not in q["sql"][:10]])

    cost(1, 1)
    assert cost(4, 1_000) == cost(190, 2_000)


def test_other_festival_may_have_the_same_numbers(take: Take, other_festival: Festival) -> None:
    content = an_export([a_row(ID="1")])
    take(content)

    run = run_import(run=start_import(festival=other_festival, call=None, file=content, by=None))

    assert counts(run) == (1, 0, 0, 0)
    assert Person.objects.filter(festival=other_festival).count() == 3
