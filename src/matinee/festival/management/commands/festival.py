"""``matinee festival create | list | role``: festivals from the command line."""

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from matinee.accounts.actions import create_user
from matinee.accounts.queries import user_named
from matinee.festival.actions import create_festival, give_role
from matinee.festival.models import Festival
from matinee.festival.queries import counted_festivals
from matinee.festival.states import Role
from matinee.kit.errors import MatineeError
from matinee.kit.places import country_code

PLACE_OPTIONS = ("city", "region", "country", "time_zone", "currency", "tagline", "website", "contact_email")


class Command(BaseCommand):
    """Found festivals, list them, give the first roles."""

    help = "Found a festival, list the festivals, or give somebody a role."

    def add_arguments(self, parser: CommandParser) -> None:
        deeds = parser.add_subparsers(dest="deed", required=True, metavar="create|list|role")
        create = deeds.add_parser("create", help="found a festival")
        create.add_argument("--slug", required=True, help="its short name in addresses")
        create.add_argument("--name", required=True, help="its name as people know it")
        create.add_argument("--director", metavar="EMAIL", help="who runs it (an account is made)")
        for option in PLACE_OPTIONS:
            create.add_argument(f"--{option.replace('_', '-')}", dest=option, metavar=option.upper())
        listing = deeds.add_parser("list", help="list the festivals of this installation")
        listing.add_argument("--json", action="store_true", help="as JSON")
        _add_role_options(deeds.add_parser("role", help="give somebody a role"))

    def handle(self, *_args: Any, **options: Any) -> None:  # noqa: ANN401  Django's signature
        deed = {"create": self._create, "list": self._list, "role": self._role}[options["deed"]]
        try:
            with transaction.atomic():
                lines = deed(options)
        except MatineeError as error:
            raise CommandError(error.message) from error
        for line in lines:
            self.stdout.write(line)

    def _create(self, options: dict[str, Any]) -> list[str]:
        fields = {name: options[name] for name in PLACE_OPTIONS if options[name]}
        if "country" in fields:
            fields["country"] = _country(fields["country"])
        festival = create_festival(slug=options["slug"], name=options["name"], by=None, **fields)
        lines = [f"“{festival}” is founded. Its office: /office/{festival.slug}/"]
        if options["director"]:
            return lines + _given(festival, options["director"], Role.DIRECTOR)
        way = f"matinee festival role --slug {festival.slug} --email EMAIL --role director"
        return [*lines, f"Nobody works there yet: {way}"]

    def _role(self, options: dict[str, Any]) -> list[str]:
        festival = Festival.objects.filter(slug=options["slug"]).first()
        if festival is None:
            raise CommandError(f"There is no festival “{options['slug']}”. See: matinee festival list")
        return _given(festival, options["email"], Role(options["role"]))

    def _list(self, options: dict[str, Any]) -> list[str]:
        rows = [_plain(row) for row in counted_festivals()]
        if options["json"]:
            return [json.dumps(rows, indent=2, ensure_ascii=False)]
        if not rows:
            return ['There is no festival yet: matinee festival create --slug SLUG --name "NAME"']
        return [f"{row['slug']:20} {row['name']:32} {row['editions']} editions, {row['team']} people" for row in rows]


def _given(festival: Festival, email: str, role: Role) -> list[str]:
    """Give the role, with an account where there is none; return what to say of it."""
    lines = []
    user = user_named(email)
    if user is None:
        user = create_user(email=email, by=None)
        lines.append(f"An account for {user.email} is made; they sign in with a code by e-mail.")
    give_role(festival=festival, user=user, role=role, by=None)
    return [*lines, f"{user.email} is {role.label} of {festival}."]


def _plain(festival: Festival) -> dict[str, Any]:
    """Return what the list says of a festival."""
    return {
        "slug": festival.slug,
        "name": festival.name,
        "city": festival.city,
        "time_zone": festival.time_zone,
        "editions": getattr(festival, "edition_count", 0),
        "team": getattr(festival, "team_count", 0),
    }


def _country(name: str) -> str:
    """Return the code of a country given by name or code."""
    code = country_code(name)
    if code is None:
        raise CommandError(f"“{name}” is not a country. Give its English name, or its code such as US.")
    return code


def _add_role_options(parser: ArgumentParser) -> None:
    """Add what ``role`` asks for."""
    parser.add_argument("--slug", required=True, help="the festival")
    parser.add_argument("--email", required=True, help="the person; an account is made if there is none")
    parser.add_argument("--role", required=True, choices=[role.value for role in Role])
