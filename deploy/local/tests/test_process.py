"""Processes are found, ended and never confused with somebody else's."""

import json
import os
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

from stack.component import plain_environment
from stack.deadline import Deadline
from stack.errors import StackError
from stack.process import Process, Program

_STUBBORN = "import signal,time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('up', flush=True); time.sleep(60)"
_PARENT = "import subprocess,sys; c = subprocess.Popen(['sleep', '60']); print(c.pid, flush=True); c.wait()"


class ProcessTest(unittest.TestCase):
    def setUp(self) -> None:
        directory = tempfile.TemporaryDirectory()
        self.addCleanup(directory.cleanup)
        self.home = Path(directory.name)
        self.pid_file = self.home / "it.pid"
        self.process = Process("it", self.pid_file)
        self.addCleanup(self.process.kill)

    def start(self, code: str) -> None:
        log = self.home / "it.log"
        self.process.start(Program((sys.executable, "-c", code), plain_environment(), log))
        Deadline(10).wait_for("the first line", lambda: log.read_text().strip())

    def test_another_shell_finds_and_stops_it(self) -> None:
        self.start("import time; print('up', flush=True); time.sleep(60)")
        seen_from_elsewhere = Process("it", self.pid_file)
        self.assertEqual(seen_from_elsewhere.pid(), self.process.pid())
        self.assertTrue(seen_from_elsewhere.stop(10))
        self.assertIsNone(self.process.pid())
        self.assertFalse(self.pid_file.exists())

    def test_what_ignores_sigterm_is_killed_and_told(self) -> None:
        self.start(_STUBBORN)
        self.assertFalse(self.process.stop(0.2))
        self.assertIsNone(self.process.pid())

    def test_its_children_end_with_it(self) -> None:
        self.start(_PARENT)
        child = int((self.home / "it.log").read_text())
        self.process.kill()
        Deadline(10).wait_for("the child's end", lambda: _has_ended(child))

    def test_a_number_that_belongs_to_somebody_else_by_now_is_left_alone(self) -> None:
        other = subprocess.Popen(["sleep", "60"])
        self.addCleanup(other.wait)
        self.addCleanup(other.kill)
        self.pid_file.write_text(json.dumps({"pid": other.pid, "kernel_start": 1, "name": "it"}))
        self.assertIsNone(self.process.pid())
        self.process.stop(1)
        self.assertIsNone(other.poll())

    def test_it_is_not_started_twice(self) -> None:
        self.start("import time; print('up', flush=True); time.sleep(60)")
        with self.assertRaisesRegex(StackError, "running already"):
            self.start("pass")

    def test_a_program_that_is_not_there_is_one_sentence(self) -> None:
        with self.assertRaisesRegex(StackError, "it cannot be started: /nowhere/it: No such file"):
            self.process.start(Program(("/nowhere/it",), {}, self.home / "it.log"))


def _has_ended(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return True
    # A zombie waits for whoever adopted it.
    return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] == "Z"
