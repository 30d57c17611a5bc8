"""How often an open address answers the same visitor; counted in this process, so that no database is asked."""

import threading
import time
from collections import OrderedDict, deque

from django.conf import settings
from django.http import HttpRequest
from ninja.throttling import BaseThrottle

MOST_VISITORS = 20_000


class Turns(BaseThrottle):
    """At most ``most`` answers in ``seconds`` for one address of the net."""

    def __init__(self, most: int, seconds: float) -> None:
        self._most, self._seconds = most, seconds
        self._taken: OrderedDict[str, deque[float]] = OrderedDict()
        self._lock = threading.Lock()

    def allow_request(self, request: HttpRequest) -> bool:
        """Tell whether the visitor has a turn left, and take it."""
        now, visitor = time.monotonic(), visitor_of(request)
        with self._lock:
            taken = self._taken.pop(visitor, deque())
            while taken and taken[0] <= now - self._seconds:
                taken.popleft()
            self._taken[visitor] = taken
            while len(self._taken) > MOST_VISITORS:
                self._taken.popitem(last=False)
            if len(taken) >= self._most:
                return False
            taken.append(now)
            return True

    def wait(self) -> float:
        """Return after how many seconds to come again."""
        return self._seconds


def visitor_of(request: HttpRequest) -> str:
    """Return where a request comes from: what our own proxy says, never what anybody may write."""
    forwarded = str(request.META.get("HTTP_X_FORWARDED_FOR", ""))
    if settings.IS_BEHIND_PROXY and forwarded:
        return forwarded.rsplit(",", 1)[-1].strip()
    return str(request.META.get("REMOTE_ADDR", ""))
