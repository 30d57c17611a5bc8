"""Lists in pages."""

from ninja import Field, Schema
from ninja.pagination import LimitOffsetPagination

MOST = 200


class Pages(LimitOffsetPagination):
    """``limit`` (at most 200) and ``offset``; the answer says how many there are in all."""

    class Input(Schema):
        limit: int = Field(50, ge=1, le=MOST)
        offset: int = Field(0, ge=0)

    def __init__(self) -> None:
        super().__init__(max_limit=MOST)
