"""From an idea's arrival at intake until a watcher of matches hears of its first one."""

import json
import statistics
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from demo.outcome import time_of
from journey.texts import Inventor
from stack.client import Client
from stack.deadline import Deadline
from stack.errors import StackError

# As fast as ideas come in; what one causes (60 matches, their mails) is over by then.
_BETWEEN_SECONDS = 0.5
# Ideas that are not measured: connections, and what else a process does the first time.
_FIRST = 5
_HEARD_WITHIN_SECONDS = 20


@dataclass
class Journey:
    """Milliseconds of the ideas that matched somebody."""

    times: list[float] = field(default_factory=list)
    # That have matches of which nobody was told.
    unheard: list[str] = field(default_factory=list)

    def percentile(self, hundredth: int) -> float:
        return statistics.quantiles(self.times, n=100, method="inclusive")[hundredth - 1]


class Watcher:
    """What another system hears, and when: a client of MatchService.WatchMatches."""

    def __init__(self) -> None:
        self._first: dict[str, float] = {}

    @contextmanager
    def watching(self, client: Client) -> Iterator[None]:
        with client.following("match", "watch") as child:
            thread = threading.Thread(target=self._listen, args=(child.stdout,), daemon=True)
            thread.start()
            yield
        thread.join()

    def _listen(self, lines: Iterator[str]) -> None:
        for line in lines:
            now = time.time()
            match = json.loads(line).get("match")
            if match:
                self._first.setdefault(match["idea_id"], now)

    def has_heard_anything(self) -> bool:
        return bool(self._first)

    def wait_for(self, idea_id: str) -> float | None:
        """When its first match was heard of, in seconds of this machine's clock, which the services go by too."""
        try:
            Deadline(_HEARD_WITHIN_SECONDS).wait_for(f"news of idea {idea_id}", lambda: idea_id in self._first)
        except StackError:
            return None
        return self._first[idea_id]


def measure(client: Client, inventor: Inventor, watcher: Watcher, count: int, settle: Callable[[], None]) -> Journey:
    """`settle` returns when nothing is under way anywhere."""
    _submit(client, inventor, _FIRST)
    Deadline(_HEARD_WITHIN_SECONDS).wait_for("the watcher to hear of any match", watcher.has_heard_anything)
    ideas = _submit(client, inventor, count)
    settle()
    journey = Journey()
    for idea_id in ideas:
        if not client.call("match", "list", "--idea", idea_id):
            continue
        heard = watcher.wait_for(idea_id)
        if heard is None:
            journey.unheard.append(idea_id)
            continue
        submitted = time_of(client.call("idea", "get", idea_id)["submit_time"]).timestamp()
        journey.times.append(1000 * (heard - submitted))
    return journey


def _submit(client: Client, inventor: Inventor, count: int) -> list[str]:
    """At a steady rate, whatever becomes of the ideas before. Returns their ids."""
    ideas = []
    due = time.monotonic()
    for _ in range(count):
        threading.Event().wait(max(0.0, due - time.monotonic()))
        due += _BETWEEN_SECONDS
        ideas.append(str(client.call("idea", "submit", *inventor.idea())["idea_id"]))
    return ideas
