"""The test runner itself: nothing that failed may look as if it had passed."""

import tempfile
import unittest
from pathlib import Path

from testrun.commands import Commands
from testrun.compiled import _read_report
from testrun.invented import topics
from testrun.lines import read_lines
from testrun.partitions import key_for_each_partition, murmur2
from testrun.results import PartResult, Verdict, totals

_REPORT = """<testsuite>
<testcase name="good" status="run"/>
<testcase name="bad" status="fail"><failure message=""/><system-out>look here</system-out></testcase>
<testcase name="left out" status="notrun"><skipped message="x"/><system-out>a.cc:4: Skipped
no data here
</system-out></testcase>
<testcase name="not built" status="notrun"><failure message="missing"/></testcase>
</testsuite>"""


class TestRunTest(unittest.TestCase):
    def test_a_part_without_tests_has_failed(self) -> None:
        result = PartResult("empty")
        result.close()
        self.assertEqual(totals([result]), "0 passed, 1 failed")

    def test_lines_of_other_programs_are_counted_with_their_reasons(self) -> None:
        result = PartResult("lines")
        read_lines("noise\nPASS one\ntrace\nFAIL two: because\n     and more\nSKIP three: no tool\nPASS a: b\n", result)
        self.assertEqual(totals([result]), "2 passed, 1 failed, 1 skipped")
        (failed,) = result.of(Verdict.FAILED)
        self.assertEqual((failed.name, failed.says), ("two", "trace\nbecause\n     and more"))
        self.assertEqual(result.of(Verdict.SKIPPED)[0].says, "no tool")

    def test_a_ctest_report_is_read(self) -> None:
        result = PartResult("report")
        with tempfile.TemporaryDirectory() as directory:
            report = Path(directory) / "report.xml"
            report.write_text(_REPORT)
            _read_report(report, result)
        self.assertEqual([(case.name, case.verdict, case.says) for case in result.cases], [
            ("good", Verdict.PASSED, ""), ("bad", Verdict.FAILED, "look here"),
            ("left out", Verdict.SKIPPED, "no data here"), ("not built", Verdict.FAILED, "missing")])

    def test_a_command_leaves_its_exit_code_and_output(self) -> None:
        with tempfile.TemporaryDirectory() as directory:
            ran = Commands("part", Path(directory), Path(directory) / "logs").run("it", "sh", "-c", "echo out; exit 3")
            self.assertEqual((ran.exit_code, ran.output()), (3, "out\n"))

    def test_keys_fall_into_the_partitions_that_kafka_gives_them(self) -> None:
        # Two of the vectors in Kafka's own tests.
        self.assertEqual(murmur2(b"foobar"), 2**32 - 790332482)
        self.assertEqual(murmur2(b"abc"), 479470107)
        self.assertEqual(len(set(key_for_each_partition(12))), 12)

    def test_topics_share_no_word(self) -> None:
        words = [word for topic in topics(seed=7, count=50) for word in topic.words]
        self.assertEqual(len(words), len(set(words)))
        self.assertEqual(topics(7, 50), topics(7, 50))
