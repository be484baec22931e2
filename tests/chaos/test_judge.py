"""The judge itself: it must see what it is there to see."""

import unittest
from collections import Counter, defaultdict
from datetime import UTC, datetime, timedelta

from faults import Fault, plan
from judge import Evidence, duplicates
from scenario import Kill
from stack.mailbox import Mail

_START = datetime(2026, 1, 1, tzinfo=UTC)


def mail(second: float) -> Mail:
    return Mail("a@example.org", "s", "m-1", _START + timedelta(seconds=second), {}, "", "")


def evidence(mails: list[Mail], marks: int) -> Evidence:
    return Evidence({}, {}, {}, {}, defaultdict(list), {}, {"m-1": mails}, Counter({"m-1": marks}), [])


def kill(second: float, part: str) -> Kill:
    return Kill(_START + timedelta(seconds=second), part, Fault(part))


class JudgeTest(unittest.TestCase):
    def test_a_mail_that_came_once_is_no_duplicate(self) -> None:
        self.assertEqual(duplicates(evidence([mail(1)], 1), []), [])

    def test_a_kill_of_the_sender_right_after_the_mail_explains_its_second_coming(self) -> None:
        for part in ("notification-0", "redis-notification"):
            (found,) = duplicates(evidence([mail(20), mail(1)], 1), [kill(1.1, part)])
            self.assertIsNotNone(found.kill)

    def test_so_does_a_kill_while_the_mail_was_on_its_way(self) -> None:
        (found,) = duplicates(evidence([mail(1), mail(20)], 1), [kill(0.9, "redis-notification")])
        self.assertIsNotNone(found.kill)

    def test_no_other_kill_does(self) -> None:
        for other in (kill(1.1, "kafka"), kill(0.3, "notification-0"), kill(4, "notification-0"),
                      kill(21, "notification-0")):
            (found,) = duplicates(evidence([mail(1), mail(20)], 1), [other])
            self.assertIsNone(found.kill, other)

    def test_the_same_seed_kills_the_same(self) -> None:
        self.assertEqual(plan(7, 2), plan(7, 2))
        self.assertNotEqual(plan(7, 1), plan(8, 1))
        self.assertEqual(len(plan(7, 2)), 28)
