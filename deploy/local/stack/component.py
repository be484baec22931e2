"""What every part of the stack has in common."""

import os
import signal
from abc import ABC, abstractmethod
from pathlib import Path

from stack.deadline import POLL_SECONDS, Deadline
from stack.errors import StackError
from stack.layout import Checkout, RunDirectories
from stack.ports import PortUse
from stack.process import Process, Program

# Generous: on a machine whose disk is busy with something else, a start of two seconds can take a minute.
START_SECONDS = 120.0
STOP_SECONDS = 30.0


class Component(ABC):
    """A part with one process. `start` returns at once, `wait_ready` when it answers; so parts can start side by side.
    Two threads may use two components, but not one."""

    def __init__(self, name: str, checkout: Checkout, run: RunDirectories) -> None:
        self.name = name
        self.checkout = checkout
        self.run = run
        self.process = Process(name, run.pids / f"{name}.pid")

    @property
    def log(self) -> Path:
        return self.run.logs / f"{self.name}.log"

    @abstractmethod
    def program(self) -> Program:
        """What to run."""

    @abstractmethod
    def is_ready(self) -> bool:
        """One look, without waiting: does it answer as its users need it?"""

    def why_not_ready(self) -> str:
        """In its own words, if it has any."""
        return ""

    def ports(self) -> list[PortUse]:
        return []

    def prepare(self) -> None:  # noqa: B027 - most services need nothing
        """Writes what the program reads at its start. May be called for a state that exists already."""

    def start(self) -> None:
        self.prepare()
        self.process.start(self.program())

    def wait_ready(self, seconds: float = START_SECONDS) -> None:
        deadline = Deadline(seconds)
        while not self.is_ready():
            if self.process.ended_within(POLL_SECONDS):
                raise StackError(f"{self.name} ended while it started{self._last_words()}; all of it is in {self.log}.")
            if deadline.has_passed():
                why = self.why_not_ready() or self._last_words().removeprefix(": ")
                raise StackError(f"{self.name} is not ready after {seconds:.0f} s: {why}; see {self.log}.")

    def stop(self) -> bool:
        """True when it ended by itself in time."""
        return self.process.stop(STOP_SECONDS)

    def kill(self) -> None:
        """kill -9 of the whole process group; the state stays as it is."""
        self.process.kill()

    def restart(self) -> None:
        """After a kill, on the same state and the same ports."""
        self.start()
        self.wait_ready()

    def freeze(self) -> None:
        """SIGSTOP: alive for the kernel, dead for its peers."""
        self.process.signal(signal.SIGSTOP)

    def thaw(self) -> None:
        self.process.signal(signal.SIGCONT)

    def _last_words(self) -> str:
        try:
            lines = self.log.read_text(errors="replace").strip().splitlines()
        except FileNotFoundError:
            return ""
        return f": {lines[-1].strip()[:300]}" if lines else ""


def plain_environment() -> dict[str, str]:
    """The environment of every started program, before its own settings: the machine's, not the caller's."""
    kept = ("PATH", "HOME", "LANG", "TZ", "TMPDIR", "JAVA_HOME")
    return {name: os.environ[name] for name in kept if name in os.environ}
