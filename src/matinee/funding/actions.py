"""The writers of the funding ledger."""

from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from matinee.accounts.models import User
from matinee.festival.actions import audit
from matinee.films.models import Film
from matinee.funding.models import Source, SourceKind
from matinee.kit.codes import new_code
from matinee.kit.errors import InvalidInput
from matinee.kit.money import Money
from matinee.kit.rows import apply_changes, checked
from matinee.kit.text import plain_line

MOST_PROOF = 10 * 2**20
PROOFS = {b"%PDF-": "pdf", b"\xff\xd8\xff": "jpg", b"\x89PNG\r\n\x1a\n": "png"}


@transaction.atomic
def record_source(*, film: Film, kind: SourceKind, name: str, by: User | None, **fields: Any) -> Source:  # noqa: ANN401  columns
    """Write down who gave what to a film; without an amount it is not stated.

    Raises
    ------
    InvalidInput
        An amount without its currency, a currency that does not exist, a column that does not fit.
    """
    last = Source.objects.filter(film=film).aggregate(last=Max("position"))["last"]
    position = fields.pop("position", 0 if last is None else last + 1)
    source = Source(film=film, kind=kind, name=name.strip(), position=position, **fields)
    _check_amount(source)
    checked(source)
    source.save()
    audit(festival=film.festival, by=by, verb="record_source", about=film, source=source.name, kind=str(kind))
    return source


@transaction.atomic
def change_source(*, source: Source, by: User | None, **fields: Any) -> Source:  # noqa: ANN401  columns
    """Correct a source."""
    changed = apply_changes(source, fields)
    _check_amount(source)
    if changed:
        audit(festival=source.film.festival, by=by, verb="change_source", about=source.film, changed=changed)
    return source


@transaction.atomic
def set_proof(*, source: Source, content: bytes, name: str, by: User | None) -> Source:
    """Keep a letter, contract or receipt as a source's proof; only its maker and the festival's team can open it.

    Raises
    ------
    InvalidInput
        Not a PDF or a picture, or larger than 10 MB.
    """
    ending = next((end for start, end in PROOFS.items() if content.startswith(start)), "")
    if not ending or len(content) > MOST_PROOF:
        raise InvalidInput("proof", name, _("Give a PDF, JPEG or PNG of at most 10 MB."))
    old = source.proof.name
    source.proof.save(f"{new_code(16)}.{ending}", ContentFile(content), save=False)
    source.proof_name = plain_line(name, 120)
    checked(source)
    source.save(update_fields=["proof", "proof_name", "changed_at"])
    audit(festival=source.film.festival, by=by, verb="set_proof", about=source.film, source=source.name)
    if old:
        storage = source.proof.storage
        transaction.on_commit(lambda: storage.delete(old))
    return source


@transaction.atomic
def remove_source(*, source: Source, by: User | None) -> None:
    """Take a source out of the ledger; the audit log keeps what it said."""
    festival, film = source.film.festival, source.film
    audit(festival=festival, by=by, verb="remove_source", about=film, source=source.name, kind=source.kind)
    storage, old = source.proof.storage, source.proof.name
    source.delete()
    if old:
        transaction.on_commit(lambda: storage.delete(old))


def _check_amount(source: Source) -> None:
    if source.amount_minor is None:
        return
    if not source.currency:
        raise InvalidInput("currency", "", _("Give the amount's currency, such as USD."))
    Money(source.amount_minor, source.currency)
