"""Looking at a file that has arrived: what it is, what it weighs, and whether it becomes the film's screener."""

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import asdict
from pathlib import Path

from django.conf import settings
from django.core.files.base import File
from django.db import transaction

from matinee.accounts.models import User
from matinee.festival.actions import audit
from matinee.festival.queries import may
from matinee.festival.states import Permission
from matinee.films.actions.uploads import part_path
from matinee.films.models import Screener, Upload
from matinee.films.rules.media import extension_of, is_playable, refusal_of
from matinee.films.states import UPLOAD_MOVES, UploadState
from matinee.kit.media import MediaFacts, measure
from matinee.kit.states import check_move
from matinee.mailroom.actions import post_letter

READ_BYTES = 2**20
OnAccept = Callable[[Upload, Screener], None]


class _Arrived(File):  # type: ignore[type-arg]  # Django's File is generic only for the type checker
    """A file that a storage on the same disk may take by renaming it, instead of copying gigabytes."""

    def __init__(self, path: Path) -> None:
        super().__init__(path.open("rb"), name=path.name)
        self._path = path

    def temporary_file_path(self) -> str:
        """Return where it lies; Django's storage moves it from there."""
        return str(self._path)


def check_upload(*, upload: Upload, on_accept: OnAccept | None = None) -> Upload:
    """Look at a whole file and make it the film's screener, or refuse it and tell its sender.

    Repeating it after a crash goes on where it stopped; an upload that is through already stays as it is.
    ``on_accept`` is told, in the same transaction, of the screener that the file is about to take the place of.
    """
    if upload.state != UploadState.CHECKING:
        return upload
    path = part_path(upload)
    if path.exists() and not upload.file:
        facts = measure(path)
        reason = refusal_of(facts)
        if reason or facts is None:
            return _refuse(upload, reason)
        _note(upload, facts, path)
    _store(upload, path)
    return _accept(upload, on_accept)


@transaction.atomic
def close_upload(*, upload: Upload, reason: str = "") -> Upload:
    """Say of a file that another room has looked at whether it was taken or why not; its bytes here are deleted."""
    to = UploadState.REFUSED if reason else UploadState.READY
    check_move(UPLOAD_MOVES, UploadState(upload.state), to, str(upload))
    upload.state, upload.state_reason = to, reason[:300]
    upload.save()
    path = part_path(upload)
    transaction.on_commit(lambda: path.unlink(missing_ok=True))
    audit(festival=upload.film.festival, by=upload.sender, verb="close_upload", about=upload.film, reason=reason)
    return upload


def sha256_of(path: Path) -> str:
    """Return the digest of a file, read in blocks."""
    digest = hashlib.sha256()
    for block in _blocks(path):
        digest.update(block)
    return digest.hexdigest()


def _blocks(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while block := file.read(READ_BYTES):
            yield block


@transaction.atomic
def _note(upload: Upload, facts: MediaFacts, path: Path) -> None:
    """Write down what was measured and where the file will lie, before it is moved there."""
    upload.facts = asdict(facts)
    upload.running_time_s = facts.running_time_s
    upload.is_playable = is_playable(facts)
    upload.sha256 = sha256_of(path)
    upload.file.name = f"screeners/{upload.code}{extension_of(facts)}"
    upload.save()


def _store(upload: Upload, path: Path) -> None:
    """Move the file to where it is streamed from; done before a crash, it is not done again."""
    storage, name = upload.file.storage, str(upload.file.name)
    if not path.exists():
        return
    if storage.exists(name):
        storage.delete(name)
    with _Arrived(path) as arrived:
        storage.save(name, arrived)
    path.unlink(missing_ok=True)


@transaction.atomic
def _accept(upload: Upload, on_accept: OnAccept | None) -> Upload:
    """Let the film be watched from this file; an earlier cut stays in the history."""
    check_move(UPLOAD_MOVES, UploadState(upload.state), UploadState.READY, str(upload))
    upload.state = UploadState.READY
    upload.save()
    screener = Screener.objects.select_for_update().filter(film=upload.film).first() or Screener(film=upload.film)
    if screener.pk and on_accept is not None:
        on_accept(upload, screener)
    earlier, screener.upload = screener.upload, upload
    screener.save()
    if earlier is not None and earlier.pk != upload.pk:
        earlier.state = UploadState.REPLACED
        earlier.save(update_fields=["state", "changed_at"])
    audit(
        festival=upload.film.festival, by=upload.sender, verb="accept_upload", about=upload.film, name=upload.name,
        sha256=upload.sha256, running_time_s=upload.running_time_s,
    )  # fmt: skip
    return upload


@transaction.atomic
def _refuse(upload: Upload, reason: str) -> Upload:
    """Say no with the reason, delete the bytes and write to the sender."""
    check_move(UPLOAD_MOVES, UploadState(upload.state), UploadState.REFUSED, str(upload))
    upload.state, upload.state_reason = UploadState.REFUSED, reason
    upload.save()
    path = part_path(upload)
    transaction.on_commit(lambda: path.unlink(missing_ok=True))
    audit(festival=upload.film.festival, by=None, verb="refuse_upload", about=upload.film, reason=reason)
    if upload.sender is not None:
        post_letter(
            festival=upload.film.festival, key=f"screener-refused-{upload.code}", template="screener_refused",
            to_email=upload.sender.email, by=None,
            context={
                "name": upload.sender.name, "film": upload.film.title, "festival": str(upload.film.festival),
                "contact": upload.film.festival.contact_email, "link": _home_of(upload, upload.sender),
                "file": upload.name, "refusal": reason,
            },
        )  # fmt: skip
    return upload


def _home_of(upload: Upload, sender: User) -> str:
    """Return where a sender finds their films: staff who sent one on a maker's behalf in the office."""
    festival = upload.film.festival
    is_staff = may(sender, festival, Permission.MANAGE_ENTRIES)
    return f"{settings.SITE_ADDRESS}/{f'office/{festival.slug}/entries' if is_staff else 'lounge'}/"
