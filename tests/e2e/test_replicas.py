"""Two replicas of every service share the work and do nothing twice."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor

from system_test_case import SystemTestCase

_IDEAS = 20
_ORIGINS = ("Z90003", "Z90008", "Z90013", "Z90018", "Z90023")


class ReplicasTest(SystemTestCase):
    replicas = 2

    def test_every_mail_comes_once(self) -> None:
        topic = self.new_topic()
        matched = ["Z90012", "Z90044"]
        for practice in matched:
            self.whole.report(practice, topic)
        clients = [self.whole.client_of(replica) for replica in range(self.replicas)]

        def submit(number: int) -> str:
            return self.whole.submit(_ORIGINS[number % len(_ORIGINS)], topic, number, clients[number % 2])

        with ThreadPoolExecutor(max_workers=4) as threads:
            ideas = list(threads.map(submit, range(_IDEAS)))
        self.whole.settle()
        for idea_id in ideas:
            with self.subTest(idea=idea_id):
                self.assertEqual(self.whole.matched_practices(idea_id), matched)
                expected = self.whole.expected_mails(matched, self.whole.reviewers(idea_id))
                self.assertEqual(Counter(mail.to for mail in self.whole.mails_about(idea_id)), expected)
        self.assert_both_worked()

    def test_a_replica_that_dies_is_replaced_by_the_other(self) -> None:
        topic = self.new_topic()
        self.whole.report("Z90012", topic)
        dying = [self.whole.system.replicas_of(name)[1] for name in ("matching", "evidence", "notification")]
        for service in dying:
            service.kill()
        try:
            idea_id = self.whole.submit("Z90003", topic)
            self.wait_for_mails(idea_id, 1)
        finally:
            for service in dying:
                service.restart()
        self.assert_exactly(idea_id, ["Z90012"])

    def assert_both_worked(self) -> None:
        """Otherwise the test above would show nothing."""
        for service in self.whole.system.replicas_of("matching"):
            handled = sum(float(line.rsplit(" ", 1)[1]) for line in service.metrics().splitlines()
                          if line.startswith("waggle_consumer_messages_total{") and 'outcome="applied"' in line)
            self.assertGreater(handled, 0, service.name)
