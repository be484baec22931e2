"""The parts of tests/run: what each does, and which of them run when none is named."""

import os
import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from stack.kafka import Kafka
from stack.layout import Checkout, RunDirectories
from stack.ports import free_block
from testrun.commands import Commands
from testrun.compiled import BuildTree
from testrun.lines import read_lines
from testrun.results import PartResult, Verdict
from testrun.style import check_format
from testrun.tidy import check_tidy


@dataclass(frozen=True)
class Part:
    """`run` fills the result; whatever it raises counts as a failed test."""

    name: str
    about: str
    run: Callable[[Commands, PartResult], None]
    # Runs when no part is named.
    usual: bool = True


class Parts:
    """The parts for one checkout, in the order in which they run: cheap before dear."""

    def __init__(self, checkout: Checkout, logs: Path) -> None:
        self._checkout = checkout
        self._root = checkout.root
        self._logs = logs
        self._dev = BuildTree(checkout.root, "dev")

    def all(self) -> list[Part]:
        return [
            Part("format", "clang-format of every C++ file", self._format),
            Part("build", "the programs and all tests but those of unit and component build without a warning",
                 self._build),
            Part("local", "the start of the system on one machine, and this runner", self._local),
            Part("unit", "rules and plumbing alone, without sanitizers: the quick way while one works",
                 self._with_label("unit"), usual=False),
            Part("component", "one service or library with a Redis of its own and a mock Kafka; likewise",
                 self._with_label("component"), usual=False),
            Part("contract", "proto baseline, topics, metrics, settings", self._with_label("contract")),
            Part("quality", "how well ideas are routed, on the invented set", self._with_label("quality")),
            Part("asan", "unit and component tests with address and undefined-behaviour sanitizers",
                 self._sanitized("asan", "-DWAGGLE_SANITIZE=address")),
            Part("integration", "plumbing against the real Kafka and Redis", self._integration),
            Part("operators", "dashboards, alerts, chart: deploy/checks/run", self._operators),
            Part("e2e", "the whole system, driven through the client", self._python_tests("e2e")),
            Part("chaos", "kill -9 of everything while ideas come in (short form)", self._python_tests("chaos")),
            Part("tidy", "clang-tidy of what has changed since it last passed", self._tidy, usual=False),
            Part("tsan", "unit and component tests with the thread sanitizer",
                 self._sanitized("tsan", "-DWAGGLE_SANITIZE=thread"), usual=False),
            Part("images", "the container image is built and run: deploy/images", self._images, usual=False),
        ]

    def _format(self, commands: Commands, result: PartResult) -> None:
        check_format(self._root, commands, result)

    def _tidy(self, commands: Commands, result: PartResult) -> None:
        check_tidy(self._root, self._dev, commands, result)

    def _build(self, commands: Commands, result: PartResult) -> None:
        if self._dev.build(commands, result):
            result.add("build:dev", Verdict.PASSED)

    def _with_label(self, label: str) -> Callable[[Commands, PartResult], None]:
        def run(commands: Commands, result: PartResult) -> None:
            if self._dev.build(commands, result, f"tests_{label}"):
                self._dev.test(commands, result, label, os.cpu_count() or 1)
        return run

    def _sanitized(self, name: str, option: str) -> Callable[[Commands, PartResult], None]:
        def run(commands: Commands, result: PartResult) -> None:
            tree = BuildTree(self._root, name, option)
            if tree.build(commands, result, "tests_unit", "tests_component"):
                tree.test(commands, result, "unit|component", os.cpu_count() or 1)
        return run

    def _integration(self, commands: Commands, result: PartResult) -> None:
        """One Kafka for all of them; each test takes topics of its own."""
        if not self._dev.build(commands, result, "tests_integration"):
            return
        home = self._checkout.local / "tests" / "integration"
        shutil.rmtree(home, ignore_errors=True)
        kafka = Kafka(self._checkout, RunDirectories.under(home, self._logs / "integration"), free_block())
        try:
            kafka.start()
            kafka.wait_ready()
            # They wait for Kafka more than they work: four at a time take a third of the time.
            self._dev.test(commands, result, "integration", 4, {"WAGGLE_TEST_KAFKA": kafka.brokers})
        finally:
            kafka.stop()

    def _python_tests(self, folder: str) -> Callable[[Commands, PartResult], None]:
        def run(commands: Commands, result: PartResult) -> None:
            if not self._dev.build(commands, result):
                return
            self._lines(commands, result, "test", sys.executable, "-m", "testrun.unittests", f"tests/{folder}")
        return run

    def _local(self, commands: Commands, result: PartResult) -> None:
        self._lines(commands, result, "stack", sys.executable, "-m", "testrun.unittests", "deploy/local/tests")
        # The mailbox needs what the other Python programs do without.
        self._lines(commands, result, "mailbox", str(self._checkout.python), "-m", "testrun.unittests",
                    "deploy/local/mailbox/tests", "*_test.py")

    def _operators(self, commands: Commands, result: PartResult) -> None:
        self._lines(commands, result, "checks", str(self._root / "deploy" / "checks" / "run"))

    def _images(self, commands: Commands, result: PartResult) -> None:
        self._lines(commands, result, "images", str(self._root / "deploy" / "images"))

    def _lines(self, commands: Commands, result: PartResult, name: str, *argv: str) -> None:
        ran = commands.run(name, *argv)
        before = len(result.of(Verdict.FAILED))
        read_lines(ran.output(), result)
        if ran.exit_code != 0 and len(result.of(Verdict.FAILED)) == before:
            result.add(f"{result.name}: {name} ends well", Verdict.FAILED, ran.tail())
