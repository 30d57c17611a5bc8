"""The writers of the people room."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from matinee.accounts.models import User
from matinee.festival.actions import audit
from matinee.festival.models import Festival
from matinee.kit.errors import InvalidInput
from matinee.kit.rows import apply_changes, checked
from matinee.kit.text import free_slug, plain_line, slug_of, slug_variants, sort_name_of
from matinee.people.models import Person, PersonLink
from matinee.people.rules import name_key_of

NAME_LENGTH = 150


@transaction.atomic
def record_person(*, festival: Festival, name: str, by: User | None, **fields: Any) -> Person:  # noqa: ANN401  columns
    """Record a person, also beside another of the same name."""
    person = _written(festival, name, **fields)
    person.slug = free_slug(person.slug, _taken_slugs(festival, [person.slug]))
    checked(person)
    person.save()
    audit(festival=festival, by=by, verb="record_person", about=person)
    return person


@transaction.atomic
def person_named(*, festival: Festival, name: str, by: User | None) -> Person:
    """Return the person of this name (in any case), recording them if nobody has it; the first of several."""
    found = Person.objects.filter(festival=festival, name_key=name_key_of(name)).order_by("pk").first()
    return found or record_person(festival=festival, name=name, by=by)


@transaction.atomic
def persons_named(*, festival: Festival, names: Iterable[str], by: User | None) -> dict[str, Person]:
    """Return persons by name, recording the missing ones, in a constant number of queries.

    Names are taken as they are: whoever calls has seen that they are not empty and not longer than a name may be.
    """
    wanted = list(dict.fromkeys(names))
    firsts = {name_key_of(name): name for name in reversed(wanted)}
    known: dict[str, Person] = {}
    for person in Person.objects.filter(festival=festival, name_key__in=list(firsts)).order_by("-pk"):
        known[person.name_key] = person
    missing = [_written(festival, name) for key, name in reversed(firsts.items()) if key not in known]
    taken = _taken_slugs(festival, [person.slug for person in missing])
    for person in missing:
        person.slug = free_slug(person.slug, taken)
        taken.add(person.slug)
    Person.objects.bulk_create(missing)
    if missing:
        audit(festival=festival, by=by, verb="record_persons", names=[person.name for person in missing])
    known |= {person.name_key: person for person in missing}
    return {name: known[name_key_of(name)] for name in wanted}


@transaction.atomic
def change_person(*, person: Person, by: User | None, **fields: Any) -> Person:  # noqa: ANN401  columns
    """Change what is known of a person; a new name keeps the address of their page."""
    if "name" in fields:
        name = _clean_name(fields["name"])
        fields = {"sort_name": sort_name_of(name)} | fields | {"name": name, "name_key": name_key_of(name)}
    changed = apply_changes(person, fields)
    if changed:
        audit(festival=person.festival, by=by, verb="change_person", about=person, changed=changed)
    return person


@transaction.atomic
def link_person(*, person: Person, label: str, url: str, by: User | None) -> PersonLink:
    """Add an address where the person can be found; the same address again only changes its label."""
    link = PersonLink.objects.filter(person=person, url=url).first() or PersonLink(person=person, url=url)
    link.label = label
    checked(link)
    link.save()
    audit(festival=person.festival, by=by, verb="link_person", about=person, url=url)
    return link


def _written(festival: Festival, name: str, **fields: Any) -> Person:  # noqa: ANN401  columns
    """Return a person not yet saved, with what follows from the name."""
    clean = _clean_name(name)
    person = Person(festival=festival, name=clean, name_key=name_key_of(clean), **fields)
    person.sort_name = person.sort_name or sort_name_of(clean)
    person.slug = person.slug or slug_of(clean, f"person-{person.code}")
    return person


def _clean_name(name: str) -> str:
    """Return a name as one line.

    Raises
    ------
    InvalidInput
        Nothing is left of it, or it is longer than a name.
    """
    clean = plain_line(name, NAME_LENGTH + 1)
    if not clean or len(clean) > NAME_LENGTH:
        raise InvalidInput("name", name, _("Give a name of at most %(most)d characters.") % {"most": NAME_LENGTH})
    return clean


def _taken_slugs(festival: Festival, bases: list[str]) -> set[str]:
    """Return which of the slugs and their variants are in use."""
    candidates = {variant for base in bases for variant in slug_variants(base)}
    return set(Person.objects.filter(festival=festival, slug__in=candidates).values_list("slug", flat=True))
