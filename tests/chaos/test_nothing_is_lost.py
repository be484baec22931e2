"""kill -9 of every service at its named points, of every Redis and of Kafka, while ideas come in. Then: nothing that
was acknowledged is lost, nothing happens twice. tests/chaos/run sets the size by WAGGLE_CHAOS_SEED, WAGGLE_CHAOS_IDEAS
and WAGGLE_CHAOS_ROUNDS."""

import json
import os
import time
import unittest
from collections import Counter
from typing import ClassVar

from faults import plan
from judge import Evidence, duplicates, expected_mails, gather
from scenario import Record, Scenario, Submission, submissions
from testrun.invented import topics
from testrun.whole_system import WholeSystem, write_lines

_SEED = int(os.environ.get("WAGGLE_CHAOS_SEED", "1"))
_IDEAS = int(os.environ.get("WAGGLE_CHAOS_IDEAS", "200"))
_ROUNDS = int(os.environ.get("WAGGLE_CHAOS_ROUNDS", "1"))
_TOPICS = 10
# More than this nobody may promise.
_MOST_OPEN_REVIEWS = 50
# One practice in each of several PCNs; never one of those that are matched.
_ORIGINS = ["Z90003", "Z90008", "Z90013", "Z90018", "Z90023", "Z90028", "Z90033", "Z90038", "Z90043", "Z90048"]
_MATCHED = [f"Z900{number:02d}" for number in (4, 9, 15, 20, 24, 29, 34, 39, 44, 50, 51, 59)]


class NothingIsLostTest(unittest.TestCase):
    whole: ClassVar[WholeSystem]
    sent: ClassVar[dict[int, Submission]]
    record: ClassVar[Record]
    evidence: ClassVar[Evidence]
    # Topic's first word to the practices that have the problem.
    practices: ClassVar[dict[str, list[str]]]

    @classmethod
    def setUpClass(cls) -> None:
        cls.whole = WholeSystem("chaos")
        try:
            cls.run_scenario()
        except BaseException:
            cls.whole.close()
            raise

    @classmethod
    def run_scenario(cls) -> None:
        began = time.monotonic()

        def tell(what: str) -> None:
            print(f"{time.monotonic() - began:7.1f} s  {what}", flush=True)

        tell(f"seed {_SEED}, {_IDEAS} ideas, {_ROUNDS} rounds of kills")
        cls.add_tireless_reviewers()
        subjects = topics(_SEED, _TOPICS)
        cls.practices = {}
        for number, topic in enumerate(subjects):
            pair = [_MATCHED[number % len(_MATCHED)], _MATCHED[(number + 5) % len(_MATCHED)]]
            cls.practices[topic.words[0]] = sorted(pair)
            for code in pair:
                cls.whole.report(code, topic)
        cls.whole.settle()
        sent = submissions(_SEED, _IDEAS, _ORIGINS, subjects)
        cls.sent = {one.number: one for one in sent}
        cls.record = Scenario(cls.whole, sent, plan(_SEED, _ROUNDS), tell).run()
        cls.evidence = gather(cls.whole, sorted(cls.record.acknowledged.values()))
        tell("settled; judging")

    @classmethod
    def add_tireless_reviewers(cls) -> None:
        """So that every idea finds both its reviewers, however many come: QI reviewers, and advocates in each PCN."""
        tireless = {"display_name": "Tireless", "max_open_reviews": _MOST_OPEN_REVIEWS}
        people = [tireless | {"home_org": "QZ1", "expertise": "all", "email": f"tireless-{number}@qi.example.org"}
                  for number in range(_IDEAS // _MOST_OPEN_REVIEWS + 1)]
        people += [tireless | {"ods_code": code, "role": "INNOVATION_ADVOCATE",
                               "email": f"tireless-{number}@{code.lower()}.example.org"}
                   for number in range(_IDEAS // len(_ORIGINS) // _MOST_OPEN_REVIEWS + 1) for code in _MATCHED]
        path = write_lines(cls.whole.logs / "tireless.jsonl", [json.dumps(person) for person in people])
        cls.whole.client.call("import", "people", path)

    @classmethod
    def tearDownClass(cls) -> None:
        cls.whole.close()

    def expected_practices(self, number: int) -> list[str]:
        return self.practices[self.sent[number].topic.words[0]]

    def each_idea(self) -> list[tuple[int, str]]:
        return sorted(self.record.acknowledged.items())

    def test_every_planned_kill_happened(self) -> None:
        self.assertEqual([str(fault) for fault in self.record.not_fired], [])
        points = Counter(kill.fault.crash_point for kill in self.record.kills if kill.fault.crash_point)
        # Each is noted twice: when it was armed and when it fired.
        self.assertEqual(points, {"after-store": 8 * _ROUNDS, "after-publish-before-ack": 8 * _ROUNDS,
                                  "after-send-before-mark": 2 * _ROUNDS})

    def test_every_submission_was_acknowledged_once(self) -> None:
        self.assertEqual(self.record.refused, [])
        self.assertEqual(len(set(self.record.acknowledged.values())), _IDEAS)
        self.assertEqual(set(self.evidence.ideas), set(self.record.acknowledged.values()))
        for number, idea_id in self.each_idea():
            self.assertEqual(self.evidence.ideas[idea_id]["title"], self.sent[number].topic.idea_title(number))

    def test_every_idea_reached_exactly_its_practices(self) -> None:
        for number, idea_id in self.each_idea():
            matched = sorted(match["ods_code"] for match in self.evidence.matches[idea_id])
            self.assertEqual(matched, self.expected_practices(number), idea_id)

    def test_every_idea_has_both_its_reviewers(self) -> None:
        for _, idea_id in self.each_idea():
            found = sorted((one["role"].removeprefix("REVIEWER_ROLE_"), one["unfilled_reason"])
                           for one in self.evidence.reviewers[idea_id])
            self.assertEqual(found, [("INNOVATION_ADVOCATE", ""), ("QI_REVIEWER", "")], idea_id)

    def test_every_timeline_is_complete_and_says_nothing_twice(self) -> None:
        for number, idea_id in self.each_idea():
            told = Counter((entry["kind"].removeprefix("TIMELINE_ENTRY_KIND_"), entry["subject_id"])
                           for entry in self.evidence.timelines[idea_id])
            self.assertEqual(set(told.values()), {1}, told)
            kinds = Counter(kind for kind, _ in told)
            self.assertEqual(kinds, {"IDEA_SUBMITTED": 1, "MATCH_PROPOSED": len(self.expected_practices(number)),
                                     "REVIEW_ASSIGNED": 2}, idea_id)

    def test_every_delivery_is_final_and_every_expected_mail_arrived(self) -> None:
        for number, idea_id in self.each_idea():
            deliveries = self.evidence.deliveries[idea_id]
            self.assertEqual({one["status"] for one in deliveries}, {"DELIVERY_STATUS_HANDED_OVER"}, idea_id)
            arrived = Counter(self.evidence.mails[one["message_id"]][0].to for one in deliveries
                              if self.evidence.mails.get(one["message_id"]))
            expected = expected_mails(self.whole, self.evidence, idea_id, self.expected_practices(number))
            self.assertEqual(arrived, expected, idea_id)

    def test_no_mail_came_that_nobody_planned(self) -> None:
        planned = {one["message_id"] for deliveries in self.evidence.deliveries.values() for one in deliveries}
        self.assertEqual(set(self.evidence.mails) - planned, set())

    def test_a_mail_comes_twice_only_where_a_kill_fell_between_the_answer_and_the_mark(self) -> None:
        twice = duplicates(self.evidence, self.record.kills)
        print(f"          {len(twice)} mails came twice, each across a kill of the sender or its store:")
        for one in twice:
            print(f"          {one.mail.received:%H:%M:%S.%f} and {one.again:%H:%M:%S.%f}, marked {one.marks} times: "
                  f"{one.kill.fault if one.kill else 'no kill between them'}")
        self.assertEqual([one.mail for one in twice if one.kill is None or one.marks > 1], [])

    def test_there_are_no_dead_letters(self) -> None:
        self.assertEqual(self.evidence.dead_letters, [])
