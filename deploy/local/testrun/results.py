"""What a test came to, and what they came to together."""

from collections import Counter
from dataclasses import dataclass, field
from enum import Enum


class Verdict(Enum):
    PASSED = "passed"
    FAILED = "failed"
    SKIPPED = "skipped"


@dataclass(frozen=True)
class TestCase:
    """One test. `says`: its output when it failed, its reason when it was skipped."""

    name: str
    verdict: Verdict
    says: str = ""


@dataclass
class PartResult:
    """One part of tests/run. A part in which nothing was tested counts as one failed test."""

    name: str
    cases: list[TestCase] = field(default_factory=list)

    def add(self, name: str, verdict: Verdict, says: str = "") -> None:
        self.cases.append(TestCase(name, verdict, says))

    def close(self) -> None:
        if not self.cases:
            self.add(f"{self.name}: contains a test", Verdict.FAILED, "This part ran no test at all.")

    def of(self, verdict: Verdict) -> list[TestCase]:
        return [case for case in self.cases if case.verdict is verdict]


def totals(results: list[PartResult]) -> str:
    """The last line of tests/run."""
    count = Counter(case.verdict for result in results for case in result.cases)
    line = f"{count[Verdict.PASSED]} passed, {count[Verdict.FAILED]} failed"
    return line + (f", {count[Verdict.SKIPPED]} skipped" if count[Verdict.SKIPPED] else "")
