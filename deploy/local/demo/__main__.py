"""python3 -m demo {start,once,stop,status,reset}: called by deploy/demo."""

import fcntl
import os
import shutil
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from types import FrameType
from typing import NoReturn

from demo.data import DemoData
from demo.performance import Performance
from demo.summary import summary, write
from demo.terminal import Terminal
from demo.where import tell_where_to_look
from stack.errors import StackError
from stack.layout import Checkout, RunDirectories, this_checkout
from stack.ports import Ports, ports_from_environment
from stack.system import System

# Seconds since 1970 at which deploy/demo itself began; set by it.
_BEGAN_VARIABLE = "WAGGLE_DEMO_BEGAN"


class Demo:
    """The two systems of a checkout: one that is kept until it is stopped, one that lives for a single run."""

    def __init__(self, checkout: Checkout, ports: Ports, terminal: Terminal) -> None:
        home, logs = checkout.local / "demo", checkout.local / "log"
        self._began = _command_began()
        self._checkout = checkout
        self._terminal = terminal
        self._data = DemoData(checkout.root / "deploy" / "demo-data")
        self._summary_file = home / "summary.json"
        self._kept = System(checkout, RunDirectories.under(home / "kept", logs / "demo"), ports)
        self._once = System(checkout, RunDirectories.under(home / "once", logs / "demo-once"), ports)

    def start(self) -> int:
        ran_before = self._kept.running()
        with self._alone():
            try:
                _, outcome = self._performance(self._kept).run()
            except BaseException:
                if not ran_before:
                    self._kept.stop()
                raise
        self._show_faults(outcome.faults)
        tell_where_to_look(self._terminal, self._kept, outcome.idea["idea_id"])
        return 1 if outcome.faults else 0

    def once(self) -> int:
        if self._kept.running():
            raise StackError("The demo is running on these ports: deploy/demo stop ends it (its data is kept).")
        with self._alone():
            self._once.stop()
            self._summary_file.unlink(missing_ok=True)
            self._forget(self._once)
            try:
                submission, outcome = self._performance(self._once).run()
                write(self._summary_file, summary(outcome, submission, self._began))
            finally:
                killed = self._once.stop()
        self._show_faults(outcome.faults)
        if killed:
            self._terminal.wrong(f"Did not stop by themselves in time: {', '.join(killed)}.")
        self._terminal.line(f"\n  Everything is stopped. Summary: {self._relative(self._summary_file)}")
        return 1 if outcome.faults or killed else 0

    def stop(self) -> int:
        names = [part.name for system in (self._kept, self._once) for part in system.running()]
        killed = [*self._kept.stop(), *self._once.stop()]
        for name in killed:
            self._terminal.wrong(f"{name} did not stop in time and was killed; nothing acknowledged is lost.")
        self._terminal.line(f"Stopped {len(names)} processes; the data is kept." if names else "Nothing was running.")
        return 0

    def status(self) -> int:
        """0 when every part runs and is ready, 3 when none runs, 1 otherwise."""
        system = self._once if self._once.running() else self._kept
        good = 0
        for part in system.components():
            pid = part.process.pid()
            ready = pid is not None and part.is_ready()
            good += ready
            state = "ready" if ready else "not running" if pid is None else "running, not ready"
            where = ", ".join(str(use.port) for use in part.ports())
            self._terminal.line(f"  {part.name:<20}{state:<20}{pid or '-':<9}{where:<14}{self._relative(part.log)}")
        if good == len(system.components()):
            return 0
        return 1 if system.running() else 3

    def reset(self) -> int:
        self.stop()
        self._forget(self._kept)
        self._forget(self._once)
        self._terminal.line("The demo's data is gone; the next deploy/demo starts from nothing.")
        return 0

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Two starts in one checkout would fight for the same directories."""
        lock = self._checkout.local / "demo" / "lock"
        lock.parent.mkdir(parents=True, exist_ok=True)
        with lock.open("w") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError as error:
                raise StackError("Another deploy/demo is at work in this checkout: wait for its end, or deploy/demo "
                                 "stop and try again.") from error
            yield

    def _forget(self, system: System) -> None:
        for directory in (system.run.state.parent, system.run.logs):
            shutil.rmtree(directory, ignore_errors=True)

    def _performance(self, system: System) -> Performance:
        return Performance(system, self._data, system.run.state / "demo.json", self._terminal)

    def _show_faults(self, faults: list[str]) -> None:
        for fault in faults:
            self._terminal.wrong(fault)

    def _relative(self, path: os.PathLike[str]) -> str:
        return os.path.relpath(path, self._checkout.root)


def _command_began() -> datetime:
    """Of deploy/demo; of this program where somebody calls it by itself."""
    text = os.environ.get(_BEGAN_VARIABLE)
    return datetime.fromtimestamp(float(text), UTC) if text else datetime.now(UTC)


def _end(number: int, _: FrameType | None) -> NoReturn:
    # As an exception, so that whatever was started is stopped on the way out.
    sys.exit(128 + number)


def main() -> int:
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, _end)
    try:
        demo = Demo(this_checkout(), ports_from_environment(), Terminal())
        commands: dict[str, Callable[[], int]] = {
            "start": demo.start, "once": demo.once, "stop": demo.stop, "status": demo.status, "reset": demo.reset}
        return commands[sys.argv[1]]()
    except StackError as error:
        print(f"deploy/demo: {error}", file=sys.stderr)
        return 1
    except BrokenPipeError:
        # Whoever read the story has gone; Python's own flush at the end must not fail for it either.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 128 + signal.SIGPIPE
    except KeyboardInterrupt:
        print("\ndeploy/demo: interrupted; what it had started is stopped.", file=sys.stderr)
        return 130


if __name__ == "__main__":
    sys.exit(main())
