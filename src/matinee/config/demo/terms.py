"""What the demo's calls ask and cost, with their waivers, and a draft that waits in a filmmaker's lounge."""

from collections.abc import Mapping
from datetime import time
from typing import Any

from matinee.accounts.models import User
from matinee.config.demo.almanac import Almanac
from matinee.entries.actions import choose_categories, make_waiver, reply, revise_terms, save_draft, start_entry
from matinee.entries.models import Call, Entry
from matinee.entries.rules import terms_from
from matinee.films.actions import set_credits
from matinee.films.states import CreditRole
from matinee.funding.actions import record_source
from matinee.funding.models import SourceKind
from matinee.kit.clock import at_local

LAST_MINUTE = time(23, 59)


def ask(call: Call, sheet: Mapping[str, Any], almanac: Almanac, by: User) -> None:
    """Give a call its terms and its waivers; days of the file are days of the almanac."""
    zone = call.festival.time_zone
    tiers = [
        tier | {"until": at_local(almanac.day(tier["until"]), LAST_MINUTE, zone).isoformat()} for tier in sheet["tiers"]
    ]
    questions = [{"choices": []} | question for question in sheet["questions"]]
    said = {name: value for name, value in sheet.items() if name != "waivers"}
    asked = said | {"currency": call.festival.currency, "tiers": tiers, "questions": questions}
    revise_terms(call=call, terms=terms_from(asked), by=by)
    for waiver in sheet["waivers"]:
        make_waiver(call=call, by=by, **waiver)


def begin_draft(call: Call, sender: User) -> Entry:
    """Begin an entry that its maker has not finished, with its making and its money."""
    entry = start_entry(call=call, sender=sender, title="The Night Shift Choir", by=sender)
    save_draft(
        entry=entry,
        by=sender,
        film={
            "running_time_s": 1124,
            "countries": ["US"],
            "languages": ["en", "es"],
            "logline": "Eleven nurses sing on the roof of a hospital until the first bus.",
            "form": "documentary",
            "context": "school",
            "is_student": True,
            "school": "Lantern Row Community College",
            "course": "Film 33, capstone class",
            "collective": "The students of Film 33",
        },
    )
    set_credits(film=entry.film, role=CreditRole.DIRECTOR, names=[sender.name], by=sender)
    money = ((SourceKind.GRANT, "College arts fund", "Travel and food", 120_000),
             (SourceKind.IN_KIND, "A camera house", "Two weeks of lenses", 90_000))  # fmt: skip
    for kind, name, what, amount in money:
        record_source(film=entry.film, kind=kind, name=name, what=what, amount_minor=amount, currency="USD", by=sender)
    choose_categories(entry=entry, categories=["shorts"], by=sender)
    return reply(entry=entry, replies={"heard": "A friend"}, by=sender)
