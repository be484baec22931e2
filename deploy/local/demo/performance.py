"""The course of a demo: start, load, submit, watch, tell."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from demo.data import DemoData
from demo.keeping import Memory, keep, recall
from demo.loading import load, submit
from demo.outcome import Outcome, QuietWatch, is_quiet, is_settled, observe
from demo.story import Story, Submission
from demo.terminal import Terminal
from stack.deadline import Deadline
from stack.errors import StackError
from stack.system import System

# The idea that is shown: five practices have a problem that it would really help with. The other ideas of the data
# are left for those who play with the demo.
SHOWN_IDEA = "I001"
# What its `resources` say, as the coded words of `waggle idea submit`: practices are told before they begin.
SHOWN_NEEDS = ("pharmacist", "equipment")
_SETTLE_SECONDS = 60


class Performance:
    """One system, from its start to the end of the story. Works on a system that is already loaded, too."""

    def __init__(self, system: System, data: DemoData, memory_file: Path, terminal: Terminal) -> None:
        self._system = system
        self._data = data
        self._memory_file = memory_file
        self._terminal = terminal

    def run(self) -> tuple[Submission, Outcome]:
        memory = recall(self._memory_file)
        with self._timed("Kafka, four Redis, mailbox, Prometheus and the four services"):
            self._system.start()
        if not memory.loaded:
            with self._timed("") as says:
                load(self._system.client, self._data, says)
            memory.loaded = True
            keep(self._memory_file, memory)
            # So that the times below are those of one idea, and not of what waits in front of it.
            with self._timed("all of it has reached every service"):
                Deadline(_SETTLE_SECONDS).wait_for("the services to take in the data",
                                                  QuietWatch(self._system).look, poll_seconds=0.1)
        submission = memory.submission() or self._submit(memory)
        with self._timed("everything that follows from it has happened"):
            outcome = self._wait_until_settled(submission)
        Story(self._terminal, self._system.client, self._data, submission, outcome).tell()
        return submission, outcome

    def _submit(self, memory: Memory) -> Submission:
        began, clock = datetime.now(UTC), time.monotonic()
        idea_id = submit(self._system.client, self._data.idea(SHOWN_IDEA), SHOWN_NEEDS)
        submission = Submission(idea_id, began, time.monotonic() - clock)
        memory.remember(submission)
        keep(self._memory_file, memory)
        self._terminal.done(f"one idea submitted: {idea_id}")
        return submission

    def _wait_until_settled(self, submission: Submission) -> Outcome:
        """The last look, also when something is still missing at the deadline: the story then says what."""
        deadline = Deadline(_SETTLE_SECONDS)
        looks: list[Outcome] = []

        def look() -> bool:
            # The cheap question first.
            if not self._is_quiet():
                return False
            looks.append(self._observe(submission))
            return is_settled(looks[-1]) and not looks[-1].faults

        try:
            deadline.wait_for("the idea's mails", look, poll_seconds=0.1)
        except StackError:
            return self._observe(submission)
        return looks[-1]

    def _observe(self, submission: Submission) -> Outcome:
        return observe(self._system.client, self._system.mailbox, self._data, submission.idea_id)

    def _is_quiet(self) -> bool:
        return is_quiet(self._system)

    @contextmanager
    def _timed(self, what: str) -> Iterator[Callable[[str], None]]:
        began = time.monotonic()
        parts: list[str] = []
        yield parts.append
        self._terminal.done(what or ", ".join(parts), f"{time.monotonic() - began:.1f} s")
