"""A record that nobody can read is put aside with its reason, and what comes after it goes on."""

import subprocess
from collections import Counter
from typing import Any

from stack.component import plain_environment
from stack.deadline import Deadline
from stack.kafka import java_command
from stack.layout import this_checkout
from system_test_case import SystemTestCase
from testrun.partitions import key_for_each_partition

_TOPIC = "waggle.intake.idea.v1"
_GROUPS = ("matching", "evidence", "notification")
_PARTITIONS = 12


class DeadLetterTest(SystemTestCase):
    def test_an_unreadable_record_is_put_aside_and_its_partition_goes_on(self) -> None:
        self.produce_garbage()
        for group in _GROUPS:
            with self.subTest(group=group):
                letters = self.wait_for_letters(group, _PARTITIONS)
                self.assertEqual(Counter(letter["topic"] for letter in letters), {_TOPIC: _PARTITIONS})
                self.assertEqual(len({letter["partition"] for letter in letters}), _PARTITIONS)
                for letter in letters:
                    self.assertTrue(letter["reason"], letter)
        topic = self.new_topic()
        self.whole.report("Z90012", topic)
        self.assert_exactly(self.whole.submit("Z90003", topic), ["Z90012"])
        self.assert_replay_puts_it_aside_again()

    def assert_replay_puts_it_aside_again(self) -> None:
        """It is as unreadable as before; the replay must neither lose it nor stop anything."""
        before = len(self.letters("evidence"))
        self.assertEqual(self.whole.client.call("dlq", "replay", f"{_TOPIC}.evidence.dlq")["replayed"], before)
        self.wait_for_letters("evidence", 2 * before)
        self.whole.settle()
        idea_id = self.whole.submit("Z90008", self.new_topic())
        self.assert_exactly(idea_id, [])

    def letters(self, group: str) -> list[dict[str, Any]]:
        letters: list[dict[str, Any]] = self.whole.client.call("dlq", "list", f"{_TOPIC}.{group}.dlq")
        return letters

    def wait_for_letters(self, group: str, count: int) -> list[dict[str, Any]]:
        def look() -> list[dict[str, Any]]:
            letters = self.letters(group)
            return letters if len(letters) >= count else []

        return Deadline(60).wait_for(f"{count} dead letters of {group}", look, poll_seconds=0.5)

    def produce_garbage(self) -> None:
        """One record in each partition, by Kafka's own tool."""
        records = "".join(f"{key}|this is no protobuf message\n" for key in key_for_each_partition(_PARTITIONS))
        subprocess.run(
            (*java_command(this_checkout()), "org.apache.kafka.tools.ConsoleProducer", "--bootstrap-server",
             self.whole.system.kafka.brokers, "--topic", _TOPIC, "--property", "parse.key=true", "--property",
             "key.separator=|"), input=records, text=True, env=plain_environment(), check=True, capture_output=True)
