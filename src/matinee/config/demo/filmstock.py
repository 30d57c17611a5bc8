"""The demo's films and their entries."""

from collections.abc import Iterable, Mapping
from datetime import date, time
from typing import Any, Final

from matinee.accounts.models import User
from matinee.config.demo.art.words import alt_of
from matinee.config.demo.house import House
from matinee.config.demo.reading import FilmText, seeded_code
from matinee.entries.actions import disqualify_entry, mark_incomplete, receive_entry, withdraw_entry
from matinee.entries.models import Entry
from matinee.entries.states import EntrySource
from matinee.films.actions import FilmFacts, take_films
from matinee.films.states import CreditRole, DatePrecision, ProductionContext
from matinee.funding.actions import record_source
from matinee.funding.models import SourceKind
from matinee.kit.clock import at_local, months_after
from matinee.programming.actions import say_belongs

ROLES: Final = {
    CreditRole.DIRECTOR: "directors",
    CreditRole.WRITER: "writers",
    CreditRole.PRODUCER: "producers",
    CreditRole.CAST: "cast",
}
KINDS: Final = {
    "grant": SourceKind.GRANT, "cash": SourceKind.CASH, "own": SourceKind.CASH, "in kind": SourceKind.IN_KIND,
    "crowdfunding": SourceKind.CROWDFUNDING,
}  # fmt: skip
WHAT: Final = {"own": "Own savings", "crowdfunding": "Crowdfunding campaign"}


def still_name(text: FilmText) -> str:
    """Return where a film's still is kept."""
    return f"stills/{seeded_code('film', text.slug)}.jpg"


def take_stock(house: House, texts: Iterable[FilmText], words: Mapping[str, Any]) -> None:
    """Record every film with credits, screener, showings, money and strands."""
    wanted = list(texts)
    facts = [_facts(house, text, words["attending"].get(text.slug, 0)) for text in wanted]
    films = take_films(festival=house.festival, facts=facts, by=house.manager)
    house.films = {text.slug: film for text, film in zip(wanted, films, strict=True)}
    for text in wanted:
        _record_money(house, text)
        for strand in text.strands:
            if not house.strands[strand].rule:
                say_belongs(
                    strand=house.strands[strand], film=house.films[text.slug], belongs=True, by=house.programmer
                )


def _facts(house: House, text: FilmText, makers: int) -> FilmFacts:
    """Return a film as the films room takes it."""
    said = text.said
    code = seeded_code("film", text.slug)
    named = {role: said.get(key, said["directors"] if key == "writers" else []) for role, key in ROLES.items()}
    return FilmFacts(
        columns=_columns(house, text) | {"code": code, "makers_attending": makers},
        credits={role: [(name, "") for name in names] for role, names in named.items() if names},
        screener=(f"https://screeners.lanternrow.example/{code}", seeded_code("password", text.slug, 8)),
        showings=[_showing(house, row) for row in said.get("shown", [])],
    )


def _columns(house: House, text: FilmText) -> dict[str, Any]:
    """Return a film's columns."""
    said = text.said
    budget = sum(amount for _, _, amount in said.get("money", []))
    kept = ("title", "form", "genres", "themes", "countries", "languages", "logline", "synopsis")
    return {name: said[name] for name in kept} | {
        "original_title": said.get("original", ""),
        "running_time_s": text.running_time_s,
        "completed_on": house.almanac.day(said["done"]),
        "completed_precision": DatePrecision.DAY,
        "subtitles": text.subtitles,
        "making": " ".join(filter(None, (said.get("made", ""), _school(said)))),
        "content_notes": ", ".join(said.get("notes", [])),
        "emotional_weight": said["weight"],
        "is_student": bool(said.get("student")),
        "school": said.get("student") or "",
        "context": ProductionContext.SCHOOL if said.get("student") else "",
        "is_first_film": bool(said.get("first")),
        "owner": house.filmmakers.get(text.slug),
        "budget_minor": budget * 100 if budget else None,
        "budget_currency": house.festival.currency if budget else "",
        "still": still_name(text),
        "still_alt": alt_of(said["art"]),
    }


def _school(said: Mapping[str, Any]) -> str:
    return f"Made at {said['student']}." if said.get("student") else ""


def _showing(house: House, row: list[str]) -> dict[str, Any]:
    """Return a public showing; a region is written as ``US-CA`` and kept as ``CA``."""
    day, event, city, region, country, access = row
    return {
        "shown_on": house.almanac.day(date.fromisoformat(day)),
        "precision": DatePrecision.DAY,
        "event": event,
        "city": city,
        "region": region.rpartition("-")[2],
        "country": country,
        "is_public": access == "public",
    }


def _record_money(house: House, text: FilmText) -> None:
    """Write down who paid for the film."""
    for kind, name, amount in text.said.get("money", []):
        record_source(
            film=house.films[text.slug],
            kind=KINDS[kind],
            name=name,
            what=WHAT.get(kind, ""),
            amount_minor=amount * 100,
            currency=house.festival.currency,
            by=house.manager,
        )


def receive_entries(house: House, texts: Iterable[FilmText], words: Mapping[str, Any]) -> dict[str, Entry]:
    """Take every film into consideration; students answer their own call."""
    later = words["states"]["not_before"]
    entries = {}
    for text in texts:
        call = house.calls["students-2027" if text.said.get("student") else "rolling"]
        sender = house.filmmakers.get(text.slug)
        sent_on = house.almanac.day(text.entered_on)
        not_before = later.get(text.slug)
        entries[text.slug] = receive_entry(
            call=call,
            film=house.films[text.slug],
            by=sender or house.manager,
            source=EntrySource.LOUNGE if sender else EntrySource.OFFICE,
            sender=sender,
            code=seeded_code("entry", text.slug),
            sent_at=at_local(sent_on, time(11, len(text.slug) % 60), house.festival.time_zone),
            window_ends_on=months_after(sent_on, house.festival.policy.consideration_months),
            not_before=house.almanac.day(not_before) if not_before else None,
            **_sender(text, sender),
        )
    return entries


def _sender(text: FilmText, sender: User | None) -> dict[str, str]:
    """Return who sent it, where no account did."""
    if sender is not None:
        return {}
    return {"sender_name": text.said["directors"][0], "sender_email": f"{seeded_code('film', text.slug)}@films.example"}


def set_apart(house: House, entries: Mapping[str, Entry], words: Mapping[str, Any]) -> int:
    """Withdraw, disqualify and mark incomplete what the files say; return how many."""
    states = words["states"]
    verbs = ((withdraw_entry, "withdrawn"), (disqualify_entry, "disqualified"), (mark_incomplete, "incomplete"))
    moved = 0
    for verb, state in verbs:
        for slug, reason in states[state].items():
            if slug in entries:
                verb(entry=entries[slug], reason=reason, by=house.manager)
                moved += 1
    return moved
