"""What the test classes here share: one system per class, because starting one takes some seconds."""

import unittest
from collections import Counter
from typing import Any, ClassVar

from stack.deadline import Deadline
from testrun.invented import Topic, topics
from testrun.whole_system import SETTLE_SECONDS, Reading, WholeSystem


class SystemTestCase(unittest.TestCase):
    """Each test takes topics of its own, so tests of a class do not see each other's ideas."""

    replicas: ClassVar[int] = 1
    reading: ClassVar[Reading] = Reading.WORDS
    whole: ClassVar[WholeSystem]
    _topics: ClassVar[list[Topic]]

    @classmethod
    def setUpClass(cls) -> None:
        cls.whole = WholeSystem(f"e2e-{cls.__name__}", cls.replicas, cls.reading)
        cls._topics = topics(seed=1, count=40)

    @classmethod
    def tearDownClass(cls) -> None:
        cls.whole.close()

    def new_topic(self) -> Topic:
        return self._topics.pop()

    def wait_for_mails(self, idea_id: str, count: int) -> None:
        Deadline(SETTLE_SECONDS).wait_for(
            f"{count} mails about {idea_id}", lambda: len(self.whole.mails_about(idea_id)) >= count, poll_seconds=0.2)

    def assert_exactly(self, idea_id: str, practices: list[str], also: Counter[str] | None = None) -> None:
        """After everything has settled: matched are exactly these practices, one QI reviewer and one advocate were
        asked, and the mails are exactly theirs, each once; `also` are mails on top."""
        self.whole.settle()
        self.assertEqual(self.whole.matched_practices(idea_id), sorted(practices))
        reviewers = self.whole.reviewers(idea_id)
        self.assertEqual(sorted(reviewers), ["INNOVATION_ADVOCATE", "QI_REVIEWER"])
        expected = self.whole.expected_mails(practices, reviewers) + (also or Counter())
        self.assertEqual(Counter(mail.to for mail in self.whole.mails_about(idea_id)), expected)

    def timeline(self, idea_id: str) -> list[dict[str, Any]]:
        entries: list[dict[str, Any]] = self.whole.client.call("timeline", idea_id)
        return entries
