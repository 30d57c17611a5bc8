"""What only this room has to say."""

from typing import TYPE_CHECKING

from matinee.kit.errors import Conflict

if TYPE_CHECKING:
    from matinee.schedule.models import GridChange


class AlreadyDone(Conflict):
    """The same move was sent twice; it was done the first time."""

    def __init__(self, change: "GridChange") -> None:
        super().__init__("This move has been made already. Nothing was done twice.")
        self.change = change
