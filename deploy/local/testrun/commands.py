"""Runs one command of a part: its output goes to a log, its progress to the terminal."""

import os
import re
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

# "[12/345]" of ninja and " 12/345 Test" of ctest.
_PROGRESS = re.compile(r"^\s*\[?(\d+/\d+)\]?(?: Test)?")
_QUIET_SECONDS = 30.0


@dataclass(frozen=True)
class Ran:
    exit_code: int
    log: Path

    def output(self) -> str:
        return self.log.read_text(errors="replace")

    def tail(self, lines: int = 40) -> str:
        return "\n".join(self.output().splitlines()[-lines:])


class Commands:
    """One part's commands. `lines` of a command are shown while it runs: on a terminal in place, elsewhere now and
    then. Interrupting tests/run ends the running command with all its children."""

    def __init__(self, part: str, root: Path, logs: Path) -> None:
        self._part = part
        self._root = root
        self._logs = logs
        self._looked_at = sys.stdout.isatty()

    def run(self, name: str, *argv: str, environment: dict[str, str] | None = None) -> Ran:
        self._logs.mkdir(parents=True, exist_ok=True)
        log = self._logs / f"{self._part}-{name}.log"
        with log.open("w") as output:
            child = subprocess.Popen(argv, cwd=self._root, env=os.environ | (environment or {}), text=True,
                                     stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                                     errors="replace", start_new_session=True)
            try:
                assert child.stdout is not None
                shown = time.monotonic()
                for line in child.stdout:
                    output.write(line)
                    output.flush()
                    shown = self._show(name, line, shown)
                return Ran(child.wait(), log)
            except BaseException:
                os.killpg(child.pid, 15)
                child.wait()
                raise
            finally:
                self._clear()

    def _show(self, name: str, line: str, shown: float) -> float:
        progress = _PROGRESS.match(line)
        told = f"  {self._part}: {name} {progress.group(1) if progress else line.strip()[:70]}"
        now = time.monotonic()
        if self._looked_at:
            print(f"\r\033[K{told}", end="", flush=True)
        elif now - shown >= _QUIET_SECONDS:
            print(told, flush=True)
        else:
            return shown
        return now

    def _clear(self) -> None:
        if self._looked_at:
            print("\r\033[K", end="", flush=True)
