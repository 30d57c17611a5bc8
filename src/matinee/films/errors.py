"""Refusals of an upload that its client must be able to tell apart."""

from matinee.kit.errors import Conflict, InvalidInput, NotAllowed, NotFound, Unavailable


class TooLarge(InvalidInput):
    """The file is larger than this house takes."""


class ChecksumMismatch(InvalidInput):
    """What arrived is not what was sent."""


class TooManyUploads(NotAllowed):
    """The person has enough unfinished uploads, or began too many in the last hour."""


class UploadGone(NotFound):
    """The upload was cancelled, or its time is over."""


class OffsetMismatch(Conflict):
    """The client wants to go on somewhere else than where the file ends."""


class UploadHeld(Conflict):
    """Another request is writing to this upload."""


class AllLanesTaken(Unavailable):
    """As many films arrive as the server takes at once."""


class NoRoom(Unavailable):
    """The disk is full."""
