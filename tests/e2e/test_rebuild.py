"""A service's Redis is lost for good and restored from Kafka: the same state, and nobody gets a mail."""

from typing import Any

from system_test_case import SystemTestCase

_SUBMITTERS = ("Z90003", "Z90008", "Z90013")


class RebuildTest(SystemTestCase):
    ideas: list[str]

    @classmethod
    def setUpClass(cls) -> None:
        super().setUpClass()
        matched = cls._topics[:len(_SUBMITTERS)]
        for topic in matched:
            cls.whole.report("Z90012", topic)
            cls.whole.report("Z90044", topic)
        cls.ideas = [cls.whole.submit(practice, topic) for practice, topic in zip(_SUBMITTERS, matched, strict=True)]
        cls.whole.settle()
        cls.whole.client.call("adoption", "start", "--idea", cls.ideas[0], "--ods-code", "Z90012")
        cls.whole.settle()

    def test_intake(self) -> None:
        self.assert_same_after_rebuild("intake")

    def test_matching(self) -> None:
        self.assert_same_after_rebuild("matching")

    def test_evidence(self) -> None:
        self.assert_same_after_rebuild("evidence")

    def test_notification(self) -> None:
        self.assert_same_after_rebuild("notification")

    def assert_same_after_rebuild(self, name: str) -> None:
        state, mails = self.state_of(name), len(self.whole.mailbox.mails())
        self.assertGreater(mails, 0)
        self.lose_and_rebuild(name)
        self.assertEqual(self.state_of(name), state)
        self.whole.settle()
        self.assertEqual(len(self.whole.mailbox.mails()), mails)
        # And it works on: a new idea takes its whole way, on the restored state.
        topic = self.new_topic()
        self.whole.report("Z90044", topic)
        self.assert_exactly(self.whole.submit("Z90028", topic), ["Z90044"])

    def lose_and_rebuild(self, name: str) -> None:
        redis = self.whole.system.redis[name]
        replicas = self.whole.system.replicas_of(name)
        for service in replicas:
            service.stop()
        redis.kill()
        redis.wipe()
        redis.restart()
        self.assertEqual(redis.command("DBSIZE"), 0)
        replicas[0].rebuild()
        for service in replicas:
            service.restart()

    def state_of(self, name: str) -> dict[str, Any]:
        """Everything that the service tells about itself."""
        call = self.whole.client.call
        if name == "intake":
            return {kind: call(kind, "list") for kind in ("organisation", "person", "idea", "problem")}
        if name == "matching":
            return {idea: {"matches": call("match", "list", "--idea", idea),
                           "reviewers": call("reviewer", "list", "--idea", idea)} for idea in self.ideas}
        if name == "evidence":
            return {idea: call("timeline", idea) for idea in self.ideas}
        return {"deliveries": sorted(call("delivery", "list"), key=lambda one: str(one["delivery_id"]))}
