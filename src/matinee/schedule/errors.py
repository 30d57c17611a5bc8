"""What only this room has to say."""

from matinee.kit.errors import Conflict


class AlreadyDone(Conflict):
    """The same move was sent twice; it was done the first time, which made ``version`` of the grid."""

    def __init__(self, version: int) -> None:
        super().__init__("This move has been made already. Nothing was done twice.")
        self.version = version
