"""One running program, as seen from any shell: a session of its own, a log file and a pid file."""

import contextlib
import json
import os
import select
import signal
import subprocess
from dataclasses import dataclass
from pathlib import Path

from stack.errors import StackError


@dataclass(frozen=True)
class Program:
    """What to run. The environment is complete: nothing of the caller's own leaks in, because the services refuse
    WAGGLE_ variables that they do not know."""

    argv: tuple[str, ...]
    environment: dict[str, str]
    log: Path


class Process:
    """A program that outlives its starter. The pid file names it together with its start time as the kernel tells it,
    so that a number which has come round to somebody else's program is never signalled."""

    def __init__(self, name: str, pid_file: Path) -> None:
        self.name = name
        self._pid_file = pid_file
        # Set when this very object started the program: a child must be reaped, or it stays visible as a zombie.
        self._child: subprocess.Popen[bytes] | None = None

    def start(self, program: Program) -> None:
        if self.pid() is not None:
            raise StackError(f"{self.name} is running already (process {self.pid()}).")
        program.log.parent.mkdir(parents=True, exist_ok=True)
        self._pid_file.parent.mkdir(parents=True, exist_ok=True)
        with program.log.open("ab") as log, open(os.devnull, "rb") as nothing:
            try:
                self._child = subprocess.Popen(
                    program.argv, env=program.environment, stdin=nothing, stdout=log, stderr=log,
                    start_new_session=True, cwd=program.log.parent)
            except OSError as error:
                raise StackError(f"{self.name} cannot be started: {program.argv[0]}: {error.strerror}.") from error
        mark = {"pid": self._child.pid, "kernel_start": _kernel_start(self._child.pid), "name": self.name}
        part = self._pid_file.with_suffix(".part")
        part.write_text(json.dumps(mark))
        part.rename(self._pid_file)

    def pid(self) -> int | None:
        """The process id while the program runs, otherwise None."""
        if self._child is not None and self._child.poll() is not None:
            return None
        try:
            mark = json.loads(self._pid_file.read_text())
        except (FileNotFoundError, json.JSONDecodeError):
            return None
        start = _kernel_start(mark["pid"])
        return mark["pid"] if start is not None and start == mark["kernel_start"] else None

    def ended_within(self, seconds: float) -> bool:
        """Waits for the end; True as soon as the program is gone."""
        pid = self.pid()
        if pid is None:
            return True
        try:
            descriptor = os.pidfd_open(pid)
        except ProcessLookupError:
            return self.pid() is None
        try:
            poll = select.poll()
            poll.register(descriptor, select.POLLIN)
            poll.poll(seconds * 1000)
        finally:
            os.close(descriptor)
        return self.pid() is None

    def signal(self, number: signal.Signals) -> None:
        """To the whole process group: nothing that the program started is left behind."""
        pid = self.pid()
        if pid is None:
            return
        with contextlib.suppress(ProcessLookupError):
            os.killpg(pid, number)

    def stop(self, grace_seconds: float) -> bool:
        """Asks it to end and, when it has not within the grace time, kills it. True when it ended by itself."""
        self.signal(signal.SIGTERM)
        ended = self.ended_within(grace_seconds)
        if not ended:
            self.kill()
        self._pid_file.unlink(missing_ok=True)
        return ended

    def kill(self) -> None:
        """kill -9, and waits until it is gone."""
        self.signal(signal.SIGKILL)
        if not self.ended_within(10):
            raise StackError(f"{self.name} (process {self.pid()}) does not end even after kill -9.")


def _kernel_start(pid: int) -> int | None:
    """Start time of a living process in clock ticks since boot; None when there is none or it is a zombie."""
    try:
        stat = Path(f"/proc/{pid}/stat").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return None
    # The second field is the name in brackets and may itself hold blanks and brackets.
    fields = stat[stat.rindex(")") + 2:].split()
    state, start = fields[0], int(fields[19])
    return None if state in ("Z", "X") else start
