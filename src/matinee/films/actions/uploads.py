"""Screeners that arrive in parts: begun, received, given up. What was answered for is on the disk."""

import errno
import hashlib
import shutil
from base64 import b64decode
from binascii import Error as NotBase64
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import F, Q, Sum
from django.utils import timezone
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from matinee.accounts.models import User
from matinee.festival.actions import audit
from matinee.films.errors import (
    AllLanesTaken,
    ChecksumMismatch,
    NoRoom,
    OffsetMismatch,
    TooLarge,
    TooManyUploads,
    UploadGone,
    UploadHeld,
)
from matinee.films.models import Film, Upload
from matinee.films.states import UPLOAD_MOVES, UploadAim, UploadState
from matinee.kit.codes import new_code
from matinee.kit.errors import InvalidInput, MatineeError
from matinee.kit.parts import BLOCK_BYTES, Part, begin, part_at
from matinee.kit.states import check_move
from matinee.kit.text import plain_line

LEASE = timedelta(seconds=30)
RENEWAL = timedelta(seconds=10)
BEGUN_AN_HOUR = 60
DIGESTS = ("sha1", "sha256")

Reader = Callable[[int], bytes]


@dataclass(frozen=True, slots=True)
class Checksum:
    """A digest that the client gives with its bytes (tus checksum extension)."""

    kind: str
    digest: bytes

    @classmethod
    def read(cls, header: str) -> "Checksum":
        """Read ``sha1 <base64>``; what is not that raises ``InvalidInput``."""
        kind, _space, encoded = header.partition(" ")
        try:
            digest = b64decode(encoded, validate=True)
        except NotBase64 as error:
            raise InvalidInput("Upload-Checksum", header, "Give sha1 or sha256 and the digest in base64.") from error
        if kind not in DIGESTS:
            raise InvalidInput("Upload-Checksum", kind, "Give sha1 or sha256.")
        return cls(kind, digest)


@transaction.atomic
def start_upload(*, film: Film, name: str, size: int, by: User, about: str = "") -> Upload:
    """Begin an upload: room is kept for nobody, but asked for before the first byte is sent.

    It is for the film's screener, or for the interview whose code ``about`` is.

    Raises
    ------
    TooLarge
        More bytes than ``MATINEE_SCREENER_MAX_GB``.
    TooManyUploads
        The person has as many unfinished uploads as are allowed, or began too many within the hour.
    NoRoom
        The disk could not take it beside all that is still arriving.
    """
    _refuse_size(size)
    _refuse_haste(by)
    _refuse_full_disk(size)
    upload = Upload(film=film, sender=by, name=plain_line(name, 200) or "film", size=size, expires_at=_expiry())
    upload.aim, upload.about = UploadAim.INTERVIEW if about else UploadAim.SCREENER, about
    upload.save()
    begin(part_path(upload))
    audit(festival=film.festival, by=by, verb="start_upload", about=film, name=upload.name, size=size)
    return upload


def receive(  # noqa: PLR0913  what is written, where, how much, from where, by whom, and its digest
    *, upload: Upload, offset: int, length: int, read: Reader, by: User | None, checksum: Checksum | None = None
) -> Upload:
    """Take ``length`` bytes from ``read`` at ``offset``, in blocks; a line that drops keeps what came until then.

    No transaction is open while bytes arrive. With a checksum the bytes count all together or not at all.

    Raises
    ------
    OffsetMismatch, UploadHeld, UploadGone, AllLanesTaken
        The upload stands elsewhere, is being written to, is over, or the server is busy: nothing was read.
    ChecksumMismatch
        The bytes are not those that were meant; they are forgotten.
    NoRoom
        The disk is full; what fitted is kept.
    """
    held = _hold(upload, offset, length)
    digest = hashlib.new(checksum.kind) if checksum else None
    with part_at(part_path(held), offset) as part:
        try:
            _pour(held, part, read, length, digest)
        except OSError as error:
            _settle(held, offset if checksum else _synced(part))
            if error.errno in {errno.ENOSPC, errno.EDQUOT}:
                raise NoRoom(_("Our disk is full. What came so far is kept; try again in an hour.")) from error
            raise
        reached = _synced(part)
    if checksum and digest and (reached - offset != length or digest.digest() != checksum.digest):
        _settle(held, offset)
        raise ChecksumMismatch("Upload-Checksum", checksum.kind, "The bytes changed on their way; send them again.")
    return _settle(held, reached, by=by)


@transaction.atomic
def drop_upload(*, upload: Upload, by: User | None, reason: str = "") -> Upload:
    """Give an unfinished upload up; its bytes are deleted."""
    found = Upload.objects.select_for_update(of=("self",)).select_related("film__festival").get(pk=upload.pk)
    check_move(UPLOAD_MOVES, UploadState(found.state), UploadState.DROPPED, str(found))
    found.state, found.state_reason = UploadState.DROPPED, reason
    found.holder, found.held_until = "", None
    found.save()
    path = part_path(found)
    transaction.on_commit(lambda: path.unlink(missing_ok=True))
    audit(festival=found.film.festival, by=by, verb="drop_upload", about=found.film, name=found.name)
    return found


@transaction.atomic
def allow_download(*, upload: Upload, allowed: bool, by: User | None) -> Upload:
    """Let reviewers save a copy of the file, or no longer."""
    if upload.may_download != allowed:
        upload.may_download = allowed
        upload.save(update_fields=["may_download", "changed_at"])
        audit(festival=upload.film.festival, by=by, verb="allow_download", about=upload.film, allowed=allowed)
    return upload


def part_path(upload: Upload) -> Path:
    """Return where an upload's bytes lie until it was looked at; its name has nothing of what a client said."""
    return Path(settings.UPLOADS_ROOT) / f"{upload.code}.part"


def _expiry() -> datetime:
    """Return when an upload of which nothing more comes is given up."""
    return timezone.now() + timedelta(hours=settings.UPLOAD_HOURS)


def _refuse_size(size: int) -> None:
    """Refuse an empty file and one that is too large, before a byte is sent."""
    if size < 1:
        raise InvalidInput("size", size, _("The file is empty. Choose the film itself."))
    if size > settings.SCREENER_MAX_BYTES:
        most = settings.SCREENER_MAX_BYTES // 10**9
        words = _("At most %(most)s GB fit here. An MP4 with H.264 at 10 Mbit/s needs 75 MB a minute and looks well.")
        raise TooLarge("size", f"{size / 10**9:.1f} GB", words % {"most": most})


def _refuse_haste(by: User) -> None:
    """Refuse more unfinished uploads, or more beginnings, than one person needs."""
    mine = Upload.objects.filter(sender=by)
    if mine.filter(state=UploadState.RECEIVING).count() >= settings.UPLOADS_OPEN_MOST:
        raise TooManyUploads(_("You have unfinished uploads. Finish or cancel one of them, then start this one."))
    if mine.filter(created_at__gt=timezone.now() - timedelta(hours=1)).count() >= BEGUN_AN_HOUR:
        raise TooManyUploads(_("That were many uploads in one hour. Wait a little, then go on."))


def _refuse_full_disk(size: int) -> None:
    """Refuse what would not fit beside all that is still arriving."""
    root = Path(settings.UPLOADS_ROOT)
    root.mkdir(parents=True, exist_ok=True)
    coming = Upload.objects.filter(state=UploadState.RECEIVING).aggregate(rest=Sum(F("size") - F("received")))["rest"]
    if shutil.disk_usage(root).free - settings.DISK_RESERVE_BYTES < size + (coming or 0):
        raise NoRoom(_("We have no room for this file at the moment. Try again later, or give a link."))


def _hold(upload: Upload, offset: int, length: int) -> Upload:
    """Take the lease of an upload, or say why it cannot be had.

    One conditional statement, and none at all in a crowd: with SQLite every writer waits for every other.
    """
    now = timezone.now()
    if Upload.objects.filter(held_until__gt=now).exclude(pk=upload.pk).count() >= settings.UPLOAD_LANES:
        raise AllLanesTaken(_("Many films arrive at this moment. Yours goes on by itself in a few seconds."))
    holder = new_code()
    free = Upload.objects.filter(Q(held_until=None) | Q(held_until__lte=now), pk=upload.pk, expires_at__gt=now)
    here = free.filter(state=UploadState.RECEIVING, received=offset, size__gte=offset + length)
    is_held = here.update(holder=holder, held_until=now + LEASE, changed_at=now)
    found = Upload.objects.filter(pk=upload.pk).first()
    if not is_held or found is None:
        raise _why_not(found, offset, length)
    return found


def _why_not(found: Upload | None, offset: int, length: int) -> MatineeError:
    """Return why a lease could not be had."""
    now = timezone.now()
    if found is None or found.state == UploadState.DROPPED or found.expires_at <= now:
        return UploadGone(_("This upload is over. Start it again."))
    if found.received != offset or found.state != UploadState.RECEIVING:
        return OffsetMismatch(_("The file ends at byte %(here)s here. Go on there.") % {"here": found.received})
    if offset + length > found.size:
        return InvalidInput("Content-Length", length, f"Of {found.size} bytes {found.size - offset} are missing.")
    return UploadHeld(_("This upload is being written to. Wait a few seconds, ask where it stands, then go on."))


def _pour(held: Upload, part: Part, read: Reader, length: int, digest: "hashlib._Hash | None") -> None:
    """Copy blocks until all are there or the line drops; the lease is renewed on the way, or writing ends."""
    end, renewed = part.at + length, timezone.now()
    while part.at < end:
        block = read(min(BLOCK_BYTES, end - part.at))
        if not block:
            return
        now = timezone.now()
        if now - renewed > RENEWAL:
            part.sync()
            _renew(held, part.at if digest is None else held.received)
            renewed = now
        part.write(block)
        if digest:
            digest.update(block)


def _renew(held: Upload, reached: int) -> None:
    """Keep the lease and what is on the disk; whoever lost it must not write on."""
    mine = Upload.objects.filter(pk=held.pk, holder=held.holder, state=UploadState.RECEIVING)
    if not mine.update(held_until=timezone.now() + LEASE, received=reached):
        raise UploadHeld(_("Another request goes on with this upload."))


def _synced(part: Part) -> int:
    """Return how far the file reaches, once the disk has it."""
    part.sync()
    return part.at


def _settle(held: Upload, reached: int, by: User | None = None) -> Upload:
    """Write down how far the file reaches and let the lease go; a whole file is looked at next."""
    if reached == held.size:
        return _finish(held, by)
    mine = Upload.objects.filter(pk=held.pk, holder=held.holder, state=UploadState.RECEIVING)
    if not mine.update(received=reached, **_let_go()):
        raise UploadHeld(_("Another request goes on with this upload."))
    held.refresh_from_db()
    return held


@transaction.atomic
def _finish(held: Upload, by: User | None) -> Upload:
    """Close a whole file and have it looked at."""
    found = Upload.objects.select_for_update(of=("self",)).select_related("film__festival").get(pk=held.pk)
    if found.holder != held.holder:
        raise UploadHeld(_("Another request goes on with this upload."))
    check_move(UPLOAD_MOVES, UploadState(found.state), UploadState.CHECKING, str(found))
    found.received, found.state = found.size, UploadState.CHECKING
    for name, value in _let_go().items():
        setattr(found, name, value)
    found.save()
    audit(festival=found.film.festival, by=by, verb="finish_upload", about=found.film, name=found.name)
    transaction.on_commit(lambda: import_string(settings.UPLOAD_CHECK).enqueue(found.code))
    return found


def _let_go() -> dict[str, Any]:
    """Return the columns of an upload that nobody writes to."""
    return {"holder": "", "held_until": None, "expires_at": _expiry(), "changed_at": timezone.now()}
