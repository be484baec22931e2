"""How a check ends, and how its end is printed: one line that begins with PASS, FAIL or SKIP."""

from __future__ import annotations

import pathlib
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import dataclass

ROOT = pathlib.Path(__file__).resolve().parents[2]
TOOLS = ROOT / ".local" / "tools"

# A check returns what is wrong, one text per fault; an empty list is a pass.
Faults = list[str]


class Skip(Exception):
    """The check cannot be made here; the text says what is missing and how to get it."""


@dataclass(frozen=True)
class Check:
    name: str
    run: Callable[[], Faults]


@dataclass
class Tally:
    passed: int = 0
    failed: int = 0
    skipped: int = 0

    def take(self, check: Check) -> None:
        try:
            faults = check.run()
        except Skip as why:
            self.skipped += 1
            print(f"SKIP {check.name}: {why}", flush=True)
            return
        except Exception as error:  # a check that breaks is a failed check, and the others still run
            faults = [f"{type(error).__name__}: {error}"]
        if faults:
            self.failed += 1
            more = f" (and {len(faults) - 1} more)" if len(faults) > 1 else ""
            print(f"FAIL {check.name}: {faults[0]}{more}", flush=True)
            for fault in faults[1:]:
                print(f"     {fault}", flush=True)
        else:
            self.passed += 1
            print(f"PASS {check.name}", flush=True)


def tool(name: str) -> str:
    """Path of a program: ours in .local/tools, or the machine's."""
    own = TOOLS / "bin" / name
    found = str(own) if own.is_file() else shutil.which(name)
    if not found:
        raise Skip(f"{name} is not there; deploy/checks/install-tools gets it")
    return found


def run_tool(*command: str, cwd: pathlib.Path = ROOT) -> tuple[int, str]:
    """Exit status, and output of both kinds."""
    done = subprocess.run(command, cwd=cwd, capture_output=True, text=True, timeout=120, check=False)
    return done.returncode, done.stdout + done.stderr


def tool_faults(*command: str, cwd: pathlib.Path = ROOT) -> Faults:
    """No fault when the tool succeeds; otherwise its whole output as one."""
    status, output = run_tool(*command, cwd=cwd)
    return [] if status == 0 else [output.strip() or f"{command[0]} ended with {status}"]


def optional_module(name: str) -> object:
    try:
        return __import__(name)
    except ImportError:
        raise Skip(f"the Python package {name} is not there; deploy/checks/install-tools gets it") from None

