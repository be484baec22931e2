"""From an idea's arrival at intake until a watcher of matches hears of its first one."""

import json
import statistics
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

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


class Submitter:
    """Another system that brings in ideas: one connection, at a steady rate (submitter.cc)."""

    def __init__(self, program: Path, address: str) -> None:
        self._command = (str(program), address, str(round(1000 * _BETWEEN_SECONDS)))

    def submit(self, ideas: str) -> list[str]:
        """Returns when all are submitted: their ids."""
        done = subprocess.run(self._command, input=ideas, capture_output=True, text=True, check=False)
        if done.returncode != 0:
            raise StackError(f"ideas could not be submitted: {done.stderr.strip()}")
        return done.stdout.split()


def measure(client: Client, submitter: Submitter, inventor: Inventor, watcher: Watcher, count: int,
            settle: Callable[[], None]) -> Journey:
    """`settle` returns when nothing is under way anywhere."""
    submitter.submit(inventor.ideas(_FIRST))
    Deadline(_HEARD_WITHIN_SECONDS).wait_for("the watcher to hear of any match", watcher.has_heard_anything)
    ideas = submitter.submit(inventor.ideas(count))
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
