"""The demo's house: festival, team, filmmakers, strands, venues, calls."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import time
from decimal import Decimal
from functools import cache
from typing import Any

from django.contrib.auth.hashers import make_password

from matinee.accounts.actions import create_user
from matinee.accounts.models import User
from matinee.config.demo.almanac import Almanac
from matinee.config.demo.standing import PASSWORD
from matinee.config.demo.terms import ask
from matinee.entries.actions import open_call
from matinee.entries.models import Call
from matinee.festival.actions import create_festival, give_role
from matinee.festival.models import Edition, Festival
from matinee.festival.states import Role
from matinee.films.models import Film
from matinee.kit.clock import at_local
from matinee.programming.actions import make_strand
from matinee.programming.models import Strand
from matinee.schedule.actions import make_auditorium, make_venue
from matinee.schedule.models import Auditorium


@dataclass
class House:
    """What the demo has built so far, by the names of its files."""

    festival: Festival
    almanac: Almanac
    team: dict[str, User] = field(default_factory=dict)
    biases: list[tuple[User, float, float]] = field(default_factory=list)
    filmmakers: dict[str, User] = field(default_factory=dict)
    strands: dict[str, Strand] = field(default_factory=dict)
    auditoriums: list[Auditorium] = field(default_factory=list)
    calls: dict[str, Call] = field(default_factory=dict)
    films: dict[str, Film] = field(default_factory=dict)
    editions: dict[str, Edition] = field(default_factory=dict)

    @property
    def manager(self) -> User:
        """Who does the office work."""
        return self.team["manager"]

    @property
    def programmer(self) -> User:
        """Who shapes the lineups."""
        return self.team["programmer"]


def found_house(words: Mapping[str, Any], almanac: Almanac) -> House:
    """Found the festival with its people and its rooms."""
    team = [(person, known_or_new(person["email"], person["name"])) for person in words["team"]]
    festival = create_festival(by=team[0][1], **words["festival"])
    house = House(festival, almanac)
    for person, user in team:
        give_role(festival=festival, user=user, role=Role(person["role"]), by=team[0][1])
        house.team.setdefault(person["role"], user)
        house.team[person["email"]] = user
        if person["role"] == Role.REVIEWER:
            house.biases.append((user, person["bias"], person["spread"]))
    for person in words["filmmakers"]:
        user = known_or_new(person["email"], person["name"])
        house.filmmakers |= dict.fromkeys(person["films"], user)
    _fit_out(house, words)
    return house


def known_or_new(email: str, name: str) -> User:
    """Return the user of an address, made with the demo's password if there is none."""
    known = User.objects.filter(email=email).first()
    return known or create_user(email=email, name=name, encoded_password=_encoded(), by=None)


@cache
def _encoded() -> str:
    """Return the demo's password encoded once: it is no secret, and encoding is slow by design."""
    return make_password(PASSWORD)


def _fit_out(house: House, words: Mapping[str, Any]) -> None:
    """Make strands, auditoriums and calls."""
    festival, by = house.festival, house.manager
    for strand in words["strands"]:
        house.strands[strand["slug"]] = make_strand(festival=festival, by=by, **strand)
    for said in words["venues"]:
        columns = {key: value for key, value in said.items() if key != "auditoriums"}
        columns |= {key: Decimal(columns[key]) for key in ("latitude", "longitude")}
        venue = make_venue(festival=festival, by=by, **columns)
        house.auditoriums += [make_auditorium(venue=venue, by=by, **room) for room in said["auditoriums"]]
    for slug, said in words["calls"].items():
        columns = dict(said)
        if closes := columns.pop("closes", None):
            day = house.almanac.day(closes)
            columns["closes_at"] = at_local(day, time(23, 59), festival.time_zone)
        house.calls[slug] = open_call(festival=festival, slug=slug, by=by, **columns)
    for slug, sheet in words["terms"].items():
        ask(house.calls[slug], sheet, house.almanac, by)
