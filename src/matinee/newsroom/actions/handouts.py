"""Handouts: asked for, made, kept, shown and taken away."""

import hashlib
from typing import IO, Any

from django.core.files import File
from django.db import transaction
from django.utils import timezone

from matinee.accounts.models import User
from matinee.festival.actions import audit
from matinee.festival.models import Edition
from matinee.films.models import Film
from matinee.kit.codes import new_code
from matinee.kit.errors import Conflict, InvalidInput
from matinee.kit.rows import checked
from matinee.newsroom.models import Handout, HandoutKind

ENDINGS = {HandoutKind.BOOKLET: "pdf", HandoutKind.PRESS_KIT: "zip"}
CHUNK_BYTES = 1 << 20


@transaction.atomic
def ask_handout(
    *, edition: Edition, kind: str, by: User | None, film: Film | None = None, **fields: Any  # noqa: ANN401  columns
) -> Handout:  # fmt: skip
    """Say how a booklet or a press kit is wanted; the same one asked for again is changed, and its file stays.

    Raises
    ------
    InvalidInput
        A booklet without a paper, a film of another festival, or words that do not fit.
    """
    if film is not None and film.festival_id != edition.festival_id:
        raise InvalidInput("film", film, f"Choose one of {edition.festival}.")
    if kind == HandoutKind.BOOKLET and not fields.get("paper"):
        raise InvalidInput("paper", "", "Choose the paper that the booklet is set for.")
    if fields.get("has_marks") and not fields.get("has_bleed"):
        raise InvalidInput("has_marks", "", "Crop marks need bleed: choose “For a printer” too.")
    name = _name(kind, film, fields)
    handout = Handout.objects.filter(edition=edition, name=name).first()
    if handout is None:
        handout = Handout(edition=edition, kind=kind, film=film, name=name)
    for column, value in {**fields, "trouble": ""}.items():
        setattr(handout, column, value)
    checked(handout)
    handout.save()
    audit(festival=edition.festival, by=by, verb="ask_handout", about=handout)
    return handout


def _name(kind: str, film: Film | None, fields: dict[str, Any]) -> str:
    """Return the public name: what it is, of which film, for which paper."""
    parts = ["booklet" if kind == HandoutKind.BOOKLET else "press-kit", film.slug if film else "", fields.get("paper")]
    parts += ["print"] if fields.get("has_bleed") else []
    parts += ["marks"] if fields.get("has_marks") else []
    return "-".join(str(part) for part in parts if part)


@transaction.atomic
def note_handout_work(*, handout: Handout, result: str) -> Handout:
    """Remember the background work that makes a handout."""
    handout.result = result
    handout.save(update_fields=["result", "changed_at"])
    return handout


@transaction.atomic
def keep_handout(*, handout: Handout, content: IO[bytes], made_from: str, by: User | None) -> Handout:
    """Keep what was made in place of what was made before."""
    old = handout.file.name
    handout.sha256 = _sha256(content)
    ending = ENDINGS[HandoutKind(handout.kind)]
    handout.file.save(f"{handout.name}-{new_code(5)}.{ending}", File(content), save=False)
    handout.size, handout.made_from = handout.file.size, made_from
    handout.made_at, handout.trouble, handout.result = timezone.now(), "", ""
    handout.save()
    audit(festival=handout.edition.festival, by=by, verb="keep_handout", about=handout, size=handout.size)
    if old:
        storage = handout.file.storage
        transaction.on_commit(lambda: storage.delete(old))
    return handout


def _sha256(content: IO[bytes]) -> str:
    """Return the digest of everything in a file, and go back to its beginning."""
    digest = hashlib.sha256()
    content.seek(0)
    while chunk := content.read(CHUNK_BYTES):
        digest.update(chunk)
    content.seek(0)
    return digest.hexdigest()


@transaction.atomic
def fail_handout(*, handout: Handout, reason: str, by: User | None) -> Handout:
    """Say why a handout could not be made; an earlier file stays."""
    handout.trouble, handout.result = reason[:400], ""
    handout.save(update_fields=["trouble", "result", "changed_at"])
    audit(festival=handout.edition.festival, by=by, verb="fail_handout", about=handout, reason=reason[:200])
    return handout


@transaction.atomic
def show_handout(*, handout: Handout, is_public: bool, by: User | None) -> Handout:
    """Let a handout into the next release, or keep it in the house.

    Raises
    ------
    Conflict
        It has not been made yet.
    """
    if is_public and not handout.file:
        raise Conflict(f"{handout} has not been made yet. Make it, then show it.")
    handout.is_public = is_public
    handout.save(update_fields=["is_public", "changed_at"])
    audit(festival=handout.edition.festival, by=by, verb="show_handout", about=handout, is_public=is_public)
    return handout


@transaction.atomic
def remove_handout(*, handout: Handout, by: User | None) -> None:
    """Take a handout away with its file; what is up stays until the next release."""
    festival, name, storage = handout.edition.festival, handout.file.name, handout.file.storage
    audit(festival=festival, by=by, verb="remove_handout", about=handout)
    handout.delete()
    if name:
        transaction.on_commit(lambda: storage.delete(name))
