"""The C++ parts: building, and the tests that ctest runs by label."""

import os
import xml.etree.ElementTree as ElementTree
from pathlib import Path

from testrun.commands import Commands
from testrun.results import PartResult, Verdict

_CRASH_POINTS = "-DWAGGLE_CRASH_POINTS=ON"
_SANITIZER_ENVIRONMENT = {
    "ASAN_OPTIONS": "detect_leaks=1:detect_stack_use_after_return=1",
    "UBSAN_OPTIONS": "print_stacktrace=1",
}


class BuildTree:
    """`.local/build/<name>`: what deploy/demo builds (dev), or the same with a sanitizer."""

    def __init__(self, root: Path, name: str, *options: str) -> None:
        self._root = root
        self.directory = root / ".local" / "build" / name
        self._options = options

    def build(self, commands: Commands, result: PartResult, *targets: str) -> bool:
        """False, and one failed test in `result`, when it does not build. Without targets: everything."""
        if not (self.directory / "build.ninja").exists():
            ran = commands.run("configure", "cmake", "-S", str(self._root), "-B", str(self.directory), "-G", "Ninja",
                               "-DCMAKE_BUILD_TYPE=RelWithDebInfo", _CRASH_POINTS, *self._options)
            if ran.exit_code != 0:
                result.add(f"{result.name}: configures", Verdict.FAILED, ran.tail())
                return False
        jobs = os.environ.get("CMAKE_BUILD_PARALLEL_LEVEL", str(os.cpu_count() or 1))
        # One ninja at a time: deploy/demo builds in the same tree.
        ran = commands.run("build", "flock", str(self.directory / "lock"),
                           "ninja", "-C", str(self.directory), "-j", jobs, *targets)
        if ran.exit_code != 0:
            result.add(f"{result.name}: builds", Verdict.FAILED, _compiler_errors(ran.output()))
        return ran.exit_code == 0

    def _thread_sanitizer(self) -> dict[str, str]:
        suppressions = self._root / "libs" / "testing" / "tsan.suppressions"
        return {"TSAN_OPTIONS": f"halt_on_error=1:second_deadlock_stack=1:suppressions={suppressions}"}

    def test(self, commands: Commands, result: PartResult, labels: str, jobs: int,
             environment: dict[str, str] | None = None) -> None:
        """`labels` is a regular expression. Each test case of each program counts."""
        report = self.directory / f"report-{result.name}.xml"
        report.unlink(missing_ok=True)
        ran = commands.run("test", "ctest", "--test-dir", str(self.directory), "-L", f"^({labels})$", "-j", str(jobs),
                           "--output-on-failure", "--output-junit", str(report), "--no-tests=ignore",
                           environment=_SANITIZER_ENVIRONMENT | self._thread_sanitizer() | (environment or {}))
        before = len(result.cases)
        if report.exists():
            _read_report(report, result)
        failed = any(case.verdict is Verdict.FAILED for case in result.cases[before:])
        if ran.exit_code != 0 and not failed:
            result.add(f"{result.name}: ctest ends well", Verdict.FAILED, ran.tail())


def _read_report(report: Path, result: PartResult) -> None:
    for case in ElementTree.parse(report).getroot().iter("testcase"):
        name, status = case.get("name", "?"), case.get("status")
        says = case.findtext("system-out") or ""
        if status == "run":
            result.add(name, Verdict.PASSED)
        elif status == "disabled":
            result.add(name, Verdict.SKIPPED, "disabled in the source")
        elif status == "notrun" and (skipped := case.find("skipped")) is not None:
            result.add(name, Verdict.SKIPPED, _skip_reason(says) or skipped.get("message", ""))
        else:
            failure = case.find("failure")
            why = failure.get("message", "") if failure is not None else ""
            result.add(name, Verdict.FAILED, f"{says}{why}")


def _skip_reason(output: str) -> str:
    """What GTEST_SKIP() was given: the line after the place where it stands."""
    lines = output.splitlines()
    for number, line in enumerate(lines):
        if line.endswith(": Skipped") and number + 1 < len(lines):
            return lines[number + 1].strip()
    return ""


def _compiler_errors(output: str) -> str:
    """From the first file that did not compile on, as much as a terminal takes; of a failed configuration the end."""
    lines = output.splitlines()
    failed = [number for number, line in enumerate(lines) if line.startswith("FAILED:") and "build.ninja" not in line]
    first = failed[0] if failed else max(0, len(lines) - 40)
    return "\n".join(lines[first:first + 60])
