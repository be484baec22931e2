"""Waiting for something to become true, with an end."""

import time
from collections.abc import Callable
from typing import TypeVar

from stack.errors import StackError

T = TypeVar("T")

# Between two looks. Short beside everything that is waited for, long beside the cost of a look.
POLL_SECONDS = 0.02


class Deadline:
    """A point in time that a chain of waits shares, so that the chain as a whole ends."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._end = time.monotonic() + seconds

    def remaining(self) -> float:
        return max(0.0, self._end - time.monotonic())

    def has_passed(self) -> bool:
        return self.remaining() == 0.0

    def wait_for(self, what: str, look: Callable[[], T], poll_seconds: float = POLL_SECONDS) -> T:
        """Returns the first true value that `look` returns; StackError naming `what` when the deadline passes first."""
        while True:
            value = look()
            if value:
                return value
            if self.has_passed():
                raise StackError(f"Waited {self._seconds:.0f} s for {what} in vain.")
            time.sleep(min(poll_seconds, self.remaining()))
