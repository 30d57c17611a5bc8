"""Who did what in a film."""

from collections.abc import Iterable, Sequence

from django.db import transaction

from matinee.accounts.models import User
from matinee.festival.actions import audit
from matinee.films.models import Credit, Film
from matinee.films.states import CreditRole
from matinee.kit.rows import checked
from matinee.people.actions import persons_named
from matinee.people.models import Person

ROLE_STEP = 1000  # credits stand by role first: directors 0, 1 ..., writers 1000, 1001 ...


@transaction.atomic
def credit(  # noqa: PLR0913  an action's arguments are all keywords
    *, film: Film, person: Person, role: CreditRole, by: User | None, detail: str = "", position: int | None = None
) -> Credit:
    """Credit a person; the same credit again only moves it. Without a position it comes last in its role."""
    known = Credit.objects.filter(film=film, role=role)
    place = known.count() if position is None else position
    row = known.filter(person=person, detail=detail).first() or Credit(
        film=film, person=person, role=role, detail=detail
    )
    row.position = place_in(role, place)
    checked(row)
    row.save()
    audit(festival=film.festival, by=by, verb="credit", about=film, person=person.name, role=str(role))
    return row


@transaction.atomic
def set_credits(*, film: Film, role: CreditRole, names: Sequence[str], by: User | None) -> list[Credit]:
    """Make these the people of one role, in this order; details of those who stay are kept."""
    before = {
        credit.person.name: credit for credit in Credit.objects.filter(film=film, role=role).select_related("person")
    }
    wanted = list(dict.fromkeys(name.strip() for name in names if name.strip()))
    if wanted == list(before):
        return list(before.values())
    people = persons_named(festival=film.festival, names=wanted, by=by)
    Credit.objects.filter(film=film, role=role).delete()
    details = [before[name].detail if name in before else "" for name in wanted]
    rows = rows_of(film, role, list(zip(wanted, details, strict=True)), people)
    Credit.objects.bulk_create(rows)
    audit(
        festival=film.festival, by=by, verb="set_credits", about=film, role=str(role), before=list(before), after=wanted
    )
    return rows


def rows_of(
    film: Film, role: CreditRole, people_of_role: Iterable[tuple[str, str]], people: dict[str, Person]
) -> list[Credit]:
    """Return credits not yet saved from (name, detail), each person once for each detail."""
    pairs = dict.fromkeys((people[name].pk, detail) for name, detail in people_of_role)
    return [
        Credit(film=film, person_id=person, role=role, detail=detail, position=place_in(role, place))
        for place, (person, detail) in enumerate(pairs)
    ]


def place_in(role: CreditRole | str, place: int) -> int:
    """Return the position of the ``place``-th credit of a role."""
    return list(CreditRole).index(CreditRole(role)) * ROLE_STEP + min(place, ROLE_STEP - 1)
