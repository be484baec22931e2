"""The protocol of test programs that are not C++: a line `PASS name`, `FAIL name: reason` or `SKIP name: reason` per
test. What the test itself had to say stands before its line; after a FAIL, indented lines belong to it, too."""

import re
from dataclasses import dataclass, field

from testrun.results import PartResult, Verdict

_LINE = re.compile(r"^(PASS|FAIL|SKIP) (.+?)(?:: (.*))?$")
_VERDICTS = {"PASS": Verdict.PASSED, "FAIL": Verdict.FAILED, "SKIP": Verdict.SKIPPED}


@dataclass
class _Told:
    name: str
    verdict: Verdict
    says: list[str] = field(default_factory=list)


def read_lines(output: str, result: PartResult) -> None:
    before: list[str] = []
    told: list[_Told] = []
    for line in output.splitlines():
        match = _LINE.match(line)
        if match:
            verdict = _VERDICTS[match.group(1)]
            said = before if verdict is Verdict.FAILED else []
            told.append(_Told(match.group(2), verdict, [*said, match.group(3) or ""]))
            before = []
        elif told and told[-1].verdict is Verdict.FAILED and not before and line.startswith("  "):
            told[-1].says.append(line)
        else:
            before.append(line)
    for one in told:
        result.add(one.name, one.verdict, "\n".join(one.says).strip("\n"))
