"""The texts of a press kit, plain enough for any program: what journalists copy from."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext

from matinee.festival.models import Festival
from matinee.films.models import Film
from matinee.marquee.handouts.blocks import blocks_of, printable
from matinee.marquee.words import count_words, directors_of, facts_line, role_words, source_words, when_words
from matinee.schedule.states import ScreeningState
from matinee.web.words import day_in, time_in

Facts = dict[str, Any]


def read_me(festival: Festival, card: Facts, film: Film | None) -> str:
    """Return what is in the kit, and whom to ask."""
    about = f"{festival.name}: {card['edition']['title']}, {when_words(card['edition'])}"
    lines = [
        gettext("Press kit"),
        film.title if film else "",
        about,
        "",
        gettext(
            "Texts may be quoted and shortened. Pictures: see pictures.csv beside them for their credit and rights."
        ),
        gettext("Captions of interviews are WebVTT files; any player and any text editor opens them."),
        "",
        *(part for part in (festival.contact_email, festival.website) if part),
    ]
    return _text(lines)


def edition_text(card: Facts, festival: Festival, welcome: str) -> str:
    """Return the day: what it is, its programs with their films, and how to enter."""
    edition = card["edition"]
    lines = [edition["title"], when_words(edition), edition["place"], count_words(card), ""]
    lines += _plain(welcome or edition["about"])
    for program in card["programs"]:
        lines += ["", program["title"].upper(), *_program(program, card)]
    lines += ["", gettext("About the festival").upper(), *_plain(festival.about)]
    lines += ["", gettext("Send us your film").upper(), *_plain(festival.how_to_submit)]
    return _text(lines)


def _program(program: Facts, card: Facts) -> Iterator[str]:
    zone = card["edition"]["time_zone"]
    for row in _going(program):
        yield f"{day_in(row['starts_at'], zone)}, {time_in(row['starts_at'], zone)}, {row['venue']['name']}"
    yield from _plain(program["about"])
    for slug in program["films"]:
        film = card["films"][slug]
        names = ", ".join(directors_of(film, card["people"]))
        told = ", ".join(part for part in (names, *facts_line(film)) if part)
        yield f"- {printable(film['title'])}" + (f" ({told})" if told else "")
        if film["logline"]:
            yield f"  {printable(film['logline'])}"


def _going(program: Facts) -> list[Facts]:
    rows = [row for row in program["screenings"] if row["state"] == ScreeningState.SCHEDULED]
    return sorted(rows, key=lambda row: str(row["starts_at"]))


def schedule_rows(card: Facts) -> list[list[str]]:
    """Return the showings as a table."""
    zone = card["edition"]["time_zone"]
    head = [gettext("Day"), gettext("Time"), gettext("Program"), gettext("Venue"), gettext("Room"), gettext("Films")]
    rows = [
        (row["starts_at"], program, row) for program in card["programs"] for row in _going(program)
    ]  # fmt: skip
    return [head] + [
        [
            day_in(at, zone),
            time_in(at, zone),
            program["title"],
            row["venue"]["name"],
            row["auditorium"],
            "; ".join(card["films"][slug]["title"] for slug in program["films"]),
        ]
        for at, program, row in sorted(rows, key=lambda found: found[0])
    ]


def film_text(film: Facts, card: Facts, language: str) -> str:
    """Return a film: facts, story, how it was made and paid for, people with their bios, interviews."""
    people = card["people"]
    lines = [film["title"], film["original_title"] if film["original_title"] != film["title"] else ""]
    lines += [", ".join(facts_line(film)), film["premiere"], film["content_notes"]]
    lines += _part(gettext("In one sentence"), _plain(film["logline"]))
    lines += _part(gettext("The story"), film["synopsis"].splitlines())
    paid = [
        f"- {source['name']}: {words}" if (words := source_words(source, language)) else f"- {source['name']}"
        for source in film["sources"]
    ]
    lines += _part(gettext("How it was made and paid for"), [*_plain(film["making"]), *paid])
    roles = [f"{role_words(c['role'], c['detail'])}: {people[c['person']]['name']}" for c in film["credits"]]
    lines += _part(gettext("People"), roles)
    told = dict.fromkeys(c["person"] for c in film["credits"] if people[c["person"]]["bio"])
    for slug in told:
        lines += ["", people[slug]["name"], *_plain(people[slug]["bio"])]
    for talk in film["interviews"]:
        if talk["body"] or talk["video_url"]:
            lines += _part(gettext("The interview"), [talk["guests"], talk["video_url"], *_plain(talk["body"])])
    return _text(lines)


def _part(title: str, lines: list[str]) -> list[str]:
    kept = [line for line in lines if line.strip()]
    return ["", title.upper(), *kept] if kept else []


def _plain(markdown: str) -> list[str]:
    """Return Markdown as lines without marks."""
    marks = {"item": "- ", "quote": "> "}
    return [
        marks.get(b["kind"], "") + printable("".join(run["text"] for run in b["runs"])) for b in blocks_of(markdown)
    ]


def _text(lines: list[str]) -> str:
    """Join lines; more than one empty line in a row becomes one."""
    kept: list[str] = []
    for line in lines:
        if line.strip() or (kept and kept[-1]):
            kept.append(line.rstrip())
    return "\n".join(kept).strip() + "\n"
