"""Wishing for an edition's mixture."""

from collections.abc import Callable, Iterable

from django.db import transaction
from django.utils.translation import gettext as _

from matinee.accounts.models import User
from matinee.festival.actions import audit
from matinee.festival.models import Edition
from matinee.films.states import Form
from matinee.kit.errors import InvalidInput
from matinee.kit.places import country_code, language_code
from matinee.programming.models import MixtureWish
from matinee.programming.queries.mixture import wishes_of
from matinee.programming.rules.mixture import MOST, WORDLESS, Wish
from matinee.programming.states import WishKind

LONGEST_MIN = 10_000


@transaction.atomic
def wish_mixture(*, edition: Edition, wishes: Iterable[Wish], by: User | None) -> list[Wish]:
    """Let an edition wish for exactly this mixture; of two wishes for the same films the later counts.

    Raises
    ------
    InvalidInput
        A form, country or language that nobody knows, minutes that are none, or more than a dozen wishes.
    """
    wanted = list({one.group: one for one in map(_checked, wishes)}.values())
    if len(wanted) > MOST:
        raise InvalidInput("wishes", len(wanted), _("A dozen wishes are enough; more of them pull against each other."))
    if wanted != wishes_of(edition):
        MixtureWish.objects.filter(edition=edition).delete()
        rows = [MixtureWish(edition=edition, kind=one.kind, value=one.value, minutes=one.minutes) for one in wanted]
        MixtureWish.objects.bulk_create(rows)
        told = {one.group: one.minutes for one in wanted}
        audit(festival=edition.festival, by=by, verb="wish_mixture", about=edition, wishes=told)
    return wanted


def _checked(wish: Wish) -> Wish:
    """Return a wish with its value as films have it."""
    if not 1 <= wish.minutes <= LONGEST_MIN:
        raise InvalidInput("minutes", wish.minutes, _("Give the minutes you wish for, at least one."))
    return Wish(wish.kind, _value(wish.kind, wish.value.strip()[:60]), wish.minutes)


def _value(kind: str, given: str) -> str:
    """Return the value that films are compared with."""
    if kind not in WishKind.values:
        raise InvalidInput("kind", kind, _("Choose what the wish looks at."))
    if kind in WORDLESS:
        return ""
    known = READERS[WishKind(kind)](given)
    if not known:
        text = _("“%(word)s” is not known. Give a form such as Documentary, a genre, or a country or language by name.")
        raise InvalidInput("value", given, text % {"word": given})
    return known


def _form(word: str) -> str | None:
    """Return a form by its value or its name in this language."""
    return next((value for value, label in Form.choices if word.casefold() in {value, str(label).casefold()}), None)


READERS: dict[WishKind, Callable[[str], str | None]] = {
    WishKind.FORM: _form,
    WishKind.GENRE: str.casefold,
    WishKind.COUNTRY: country_code,
    WishKind.LANGUAGE: language_code,
}
