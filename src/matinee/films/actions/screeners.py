"""The preview link and its password."""

from django.db import transaction

from matinee.accounts.models import User
from matinee.festival.actions import audit
from matinee.films.models import Film, Screener
from matinee.kit.errors import NotFound
from matinee.kit.rows import checked


@transaction.atomic
def set_screener(*, film: Film, url: str, password: str, by: User | None) -> Screener | None:
    """Set the link of a film's preview; an empty address takes it away. The password is never written down.

    An uploaded file stays: it is what is watched where there are both.
    """
    row = Screener.objects.filter(film=film).first()
    if not url.strip() and (row is None or row.upload_id is None):
        if row is not None:
            row.delete()
            audit(festival=film.festival, by=by, verb="remove_screener", about=film)
        return None
    password = password if url.strip() else ""
    row = row or Screener(film=film)
    if (row.url, row.password) == (url.strip(), password) and row.pk:
        return row
    row.url, row.password = url.strip(), password
    checked(row)
    row.save()
    audit(festival=film.festival, by=by, verb="set_screener", about=film)
    return row


@transaction.atomic
def reveal_password(*, film: Film, by: User) -> str:
    """Return the screener's password and write down who asked for it.

    Raises
    ------
    NotFound
        The film has no screener.
    """
    screener = Screener.objects.filter(film=film).first()
    if screener is None:
        raise NotFound("This film has no screener yet. Ask its makers for a link.")
    audit(festival=film.festival, by=by, verb="reveal_password", about=film)
    return str(screener.password)
