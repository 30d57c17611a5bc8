"""How each field of the export is read into a draft: one small function a field."""

import json
import re
from collections.abc import Callable
from datetime import time
from functools import partial
from typing import Final

from django.utils.translation import gettext as _

from matinee.entries.interchange.filmfreeway import cells as c
from matinee.entries.interchange.filmfreeway.draft import Cell, Draft
from matinee.entries.interchange.filmfreeway.names import split_names
from matinee.entries.interchange.filmfreeway.showings import read_showings
from matinee.entries.states import EntryState
from matinee.films.states import CreditRole, DatePrecision, Form
from matinee.kit.clock import at_local
from matinee.kit.places import country_code, language_code
from matinee.kit.text import plain_line

Reader = Callable[[Draft, list[Cell]], None]
TITLE_LENGTH = 400
LOGLINE_LENGTH = 300
STATUSES: Final = {
    "in consideration": EntryState.CONSIDERED, "": EntryState.CONSIDERED, "incomplete": EntryState.INCOMPLETE,
    "disqualified": EntryState.DISQUALIFIED, "withdrawn": EntryState.WITHDRAWN,
}  # fmt: skip
FORMS: Final = (
    ("animat", Form.ANIMATION), ("document", Form.DOCUMENTARY), ("experiment", Form.EXPERIMENTAL),
    ("music", Form.MUSIC_VIDEO), ("web", Form.EPISODIC), ("television", Form.EPISODIC), ("episod", Form.EPISODIC),
    ("series", Form.EPISODIC), ("narrative", Form.FICTION), ("fiction", Form.FICTION), ("short", Form.FICTION),
    ("feature", Form.FICTION), ("student", Form.FICTION), ("drama", Form.FICTION), ("comedy", Form.FICTION),
)  # fmt: skip
_SHORTENED_NUMBER = re.compile(r"\d+([.,]\d+)?E\+\d+", re.IGNORECASE)
_SENTENCE = re.compile(r".+?[.!?…](?=\s|$)", re.DOTALL)


def title(draft: Draft, row: list[Cell]) -> None:
    """Read the title; a row without one cannot be taken."""
    text = plain_line(c.unquoted(row[0].value), TITLE_LENGTH + 1)
    if not text.strip("\"“”'. "):
        draft.refuse(row[0], _("A film needs a title. Fill it in and import the row again."))
    elif len(text) > TITLE_LENGTH:
        draft.refuse(row[0], _("A title has at most %(n)d characters.") % {"n": TITLE_LENGTH})
    else:
        draft.film["title"] = text


def original_title(draft: Draft, row: list[Cell]) -> None:
    """Read the title in the film's own language."""
    text = plain_line(c.unquoted(row[0].value), TITLE_LENGTH + 1)
    if len(text) > TITLE_LENGTH:
        draft.leave_out(row[0], _("A title has at most %(n)d characters.") % {"n": TITLE_LENGTH})
    elif text and text != draft.film.get("title"):
        draft.film["original_title"] = text


def external_id(draft: Draft, row: list[Cell]) -> None:
    """Read the number by which the row is found again."""
    number = row[0].value.strip()
    if not number:
        draft.refuse(row[0], _("The row has no Submission ID, so it could not be found again. Export the file anew."))
    elif _SHORTENED_NUMBER.fullmatch(number):
        draft.refuse(
            row[0], _("A spreadsheet program has shortened this number. Export the file anew and leave it as it is.")
        )
    elif len(number) > 60:  # noqa: PLR2004  the column's length
        draft.refuse(row[0], _("A Submission ID has at most 60 characters."))
    else:
        draft.external_id = number


def sender_name(draft: Draft, row: list[Cell]) -> None:
    """Read who sends the film."""
    draft.entry["sender_name"] = plain_line(" ".join(cell.value for cell in row), 150)


def sender_email(draft: Draft, row: list[Cell]) -> None:
    """Read the sender's address."""
    address = c.read_email(row[0].value)
    if address is None:
        draft.leave_out(row[0], _("This is not an e-mail address such as name@example.org."))
    else:
        draft.entry["sender_email"] = address


def synopsis(draft: Draft, row: list[Cell]) -> None:
    """Read the synopsis; its first sentence is the logline where there is room for it."""
    text = c.read_text(row[0].value)
    draft.film["synopsis"] = text
    sentence = _SENTENCE.match(text)
    first = text if len(text) <= LOGLINE_LENGTH else sentence.group() if sentence else ""
    if len(first) <= LOGLINE_LENGTH:
        draft.film["logline"] = plain_line(first, LOGLINE_LENGTH)


def duration(draft: Draft, row: list[Cell]) -> None:
    """Read the running time; a wrong one would spoil every program, so the row waits until it is right."""
    seconds = c.read_duration(row[0].value)
    if seconds is None:
        said = _(
            "This is not a running time. Write hours, minutes and seconds as 00:12:25, or minutes and seconds as 12:25."
        )
        draft.refuse(row[0], said)
    else:
        draft.film["running_time_s"] = seconds


def countries(draft: Draft, row: list[Cell]) -> None:
    """Read the countries; one that nobody knows is left out."""
    _codes(draft, row[0], "countries", country_code, _("“%(name)s” is not a country we know."))


def languages(draft: Draft, row: list[Cell]) -> None:
    """Read the languages; "No dialogue" is one of them."""
    _codes(draft, row[0], "languages", language_code, _("“%(name)s” is not a language we know."))


def _codes(draft: Draft, cell: Cell, column: str, code_of: Callable[[str], str | None], unknown: str) -> None:
    """Read a list of names into codes."""
    names = [cell.value.strip()] if code_of(cell.value) else c.read_list(cell.value)
    codes = {name: code_of(name) for name in names}
    draft.film[column] = list(dict.fromkeys(code for code in codes.values() if code))
    for name in (name for name, code in codes.items() if code is None):
        draft.leave_out(cell, unknown % {"name": name[:60]})


def form(draft: Draft, row: list[Cell]) -> None:
    """Read what kind of film it is, by the first kind named."""
    said = row[0].value.casefold()
    known = sorted((said.find(word), number) for number, (word, _form) in enumerate(FORMS) if word in said)
    draft.film["form"] = FORMS[known[0][1]][1] if known else Form.OTHER


def genres(draft: Draft, row: list[Cell]) -> None:
    """Read the genres as they are."""
    draft.film["genres"] = [genre[:60] for genre in c.read_list(row[0].value)][:20]


def yes(draft: Draft, row: list[Cell], *, column: str) -> None:
    """Read a yes or no of the film."""
    answer = c.read_yes(row[0].value)
    if answer is None:
        draft.leave_out(row[0], _("Only Yes or No can be read here."))
    else:
        draft.film[column] = answer


def completed_on(draft: Draft, row: list[Cell]) -> None:
    """Read when the film was finished: a day, a month or a year."""
    found = c.read_date(row[0].value)
    if found is None:
        draft.leave_out(row[0], _("This is no date of the calendar. Write it as 2026-03-21 or March 21, 2026."))
    else:
        draft.film["completed_on"], draft.film["completed_precision"] = found


def budget(draft: Draft, row: list[Cell]) -> None:
    """Read what the film cost; without a sign in the festival's currency."""
    money = c.read_money(row[0].value, draft.currency)
    if money is None:
        draft.leave_out(row[0], _("This is not an amount of money such as $30,000 or 12000 EUR."))
    else:
        draft.film["budget_minor"], draft.film["budget_currency"] = money.minor, money.currency


def technical(draft: Draft, row: list[Cell]) -> None:
    """Read camera, format and colour as they are."""
    names = {"film color": "color", "iso / film": "iso"}
    facts = {cell.heading.casefold(): plain_line(cell.value, 120) for cell in row}
    draft.film["technical"] = {names.get(name, name.replace(" ", "_")): value for name, value in facts.items()}


def website(draft: Draft, row: list[Cell]) -> None:
    """Read the film's own site."""
    address = c.read_url(row[0].value)
    if address is None:
        draft.leave_out(row[0], _("This is not a web address such as https://example.org."))
    else:
        draft.film["website"] = address


def people(draft: Draft, row: list[Cell], *, role: CreditRole) -> None:
    """Read the people of a role; only cast keep what stands behind their name."""
    names = split_names(row[0].value)
    draft.credits[role] = (
        names if role == CreditRole.CAST else list(dict.fromkeys((name, "") for name, _detail in names))
    )


def statement(draft: Draft, row: list[Cell]) -> None:
    """Read what the sender says of the film."""
    draft.entry["statement"] = c.read_text(row[0].value)


def screener(draft: Draft, row: list[Cell]) -> None:
    """Read where the film can be watched; the password is encrypted where it is kept."""
    link = next((cell for cell in row if cell.heading.casefold() == "submission link"), None)
    password = next((cell.value.strip() for cell in row if cell.heading.casefold() == "submission password"), "")
    if link is None:
        return
    address = c.read_url(link.value)
    if address is None:
        draft.leave_out(
            link, _("This is not a web address such as https://example.org, so nobody could watch the film.")
        )
    else:
        draft.screener = (address, password)


def showings(draft: Draft, row: list[Cell]) -> None:
    """Read earlier showings as far as they can be read; the text itself is kept beside them."""
    draft.answers[row[0].heading] = c.read_text(row[0].value)
    draft.showings = read_showings(row[0].value)


def sent_at(draft: Draft, row: list[Cell]) -> None:
    """Read the day of entry."""
    found = c.read_date(row[0].value)
    if found is None or found[1] != DatePrecision.DAY:
        draft.leave_out(row[0], _("This is no day of the calendar. Write it as 2026-03-21 or March 21, 2026."))
    else:
        draft.entry["sent_at"] = at_local(found[0], time(12), draft.zone)


def status(draft: Draft, row: list[Cell]) -> None:
    """Read where the entry stands at FilmFreeway."""
    said = " ".join(row[0].value.casefold().split())
    known = STATUSES.get(said)
    if known is None:
        names = "In Consideration, Incomplete, Disqualified, Withdrawn"
        draft.leave_out(row[0], _("This status is not one of %(names)s; the entry is considered.") % {"names": names})
    draft.state = known or EntryState.CONSIDERED
    if draft.state in {EntryState.INCOMPLETE, EntryState.DISQUALIFIED}:
        draft.entry["state_reason"] = _("FilmFreeway says: %(status)s.") % {"status": row[0].value.strip()}


def categories(draft: Draft, row: list[Cell]) -> None:
    """Read the categories of the entry; where the kind of film is open, they tell it."""
    draft.entry["categories"] = [category[:120] for category in c.read_list(row[0].value)][:20]


def fee(draft: Draft, row: list[Cell]) -> None:
    """Read the fee that was paid."""
    money = c.read_money(row[0].value, draft.currency)
    most = 2**31 - 1
    if money is None or money.minor > most:
        draft.leave_out(row[0], _("This is not an amount of money such as 25.00."))
    else:
        draft.entry["fee_minor"], draft.entry["fee_currency"] = money.minor, money.currency


def entry_word(draft: Draft, row: list[Cell], *, column: str, length: int) -> None:
    """Read a short word of the entry."""
    draft.entry[column] = plain_line(row[0].value, length)


def kept(draft: Draft, row: list[Cell]) -> None:
    """Keep cells among the answers, under their headings."""
    draft.answers |= {cell.heading: c.read_text(cell.value) for cell in row}


def custom(draft: Draft, row: list[Cell]) -> None:
    """Keep the festival's own questions with their answers."""
    fields = {cell.heading.casefold().split()[-1]: cell.value for cell in row if " field " in cell.heading.casefold()}
    for cell in row:
        if " answer " in cell.heading.casefold():
            question = fields.get(cell.heading.casefold().split()[-1], "").strip() or cell.heading
            draft.answers[question[:300]] = c.read_text(cell.value)


def private(draft: Draft, row: list[Cell]) -> None:
    """Keep what only the field picker lets in; it is encrypted where it is kept."""
    draft.private |= {cell.heading: c.read_text(cell.value) for cell in row}


def private_json(draft: Draft) -> str:
    """Return the private details as they are kept."""
    return json.dumps(draft.private, ensure_ascii=False, sort_keys=True) if draft.private else ""


READERS: Final[dict[str, Reader]] = {
    "title": title, "external_id": external_id, "original_title": original_title, "sender_name": sender_name,
    "sender_email": sender_email, "synopsis": synopsis, "duration": duration, "countries": countries,
    "languages": languages, "form": form, "genres": genres, "is_student": partial(yes, column="is_student"),
    "is_first_film": partial(yes, column="is_first_film"), "completed_on": completed_on, "budget": budget,
    "technical": technical, "website": website, "directors": partial(people, role=CreditRole.DIRECTOR),
    "writers": partial(people, role=CreditRole.WRITER), "producers": partial(people, role=CreditRole.PRODUCER),
    "cast": partial(people, role=CreditRole.CAST), "statement": statement, "screener": screener, "showings": showings,
    "sent_at": sent_at, "status": status, "categories": categories, "fee": fee,
    "tracking_number": partial(entry_word, column="tracking_number", length=60),
    "flag": partial(entry_word, column="flag", length=12), "more": kept, "handling": kept, "custom": custom,
    "birth_date": private, "gender": private, "phone": private, "address": private,
}  # fmt: skip
ALWAYS_READ: Final = frozenset({"title", "external_id"})
