"""One idea, from the practice that had it to everybody who must hear of it."""

import json
import re
from collections import Counter

from system_test_case import SystemTestCase

# Who is matched. Ideas come from a practice of another PCN in each test: an advocate takes three reviews at most.
FIRST, SECOND = "Z90012", "Z90044"
_TRACEPARENT = re.compile(r"^00-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}$")


class MainPathTest(SystemTestCase):
    def test_an_idea_reaches_exactly_the_practices_with_its_problem(self) -> None:
        topic, other = self.new_topic(), self.new_topic()
        for practice in (FIRST, SECOND, "Z90008"):
            self.whole.report(practice, topic)
        self.whole.report("Z90050", other)
        idea_id = self.whole.submit("Z90008", topic)
        self.assert_exactly(idea_id, [FIRST, SECOND])
        kinds = Counter(entry["kind"].removeprefix("TIMELINE_ENTRY_KIND_") for entry in self.timeline(idea_id))
        self.assertEqual(kinds, {"IDEA_SUBMITTED": 1, "MATCH_PROPOSED": 2, "REVIEW_ASSIGNED": 2})

    def test_a_match_says_why(self) -> None:
        topic = self.new_topic()
        problem_id = self.whole.report(FIRST, topic)
        idea_id = self.whole.submit("Z90013", topic)
        self.whole.settle()
        (match,) = self.whole.client.call("match", "list", "--idea", idea_id)
        (problem,) = match["problems"]
        self.assertEqual(problem["problem_id"], problem_id)
        self.assertGreater(problem["score"], 0)
        self.assertLessEqual(problem["score"], 1)
        self.assertTrue(set(problem["matched_terms"]) <= set(topic.words), problem["matched_terms"])
        self.assertGreaterEqual(len(problem["matched_terms"]), 3)

    def test_a_problem_reported_afterwards_finds_the_idea_and_its_reporter_hears(self) -> None:
        topic = self.new_topic()
        idea_id = self.whole.submit("Z90018", topic)
        self.assert_exactly(idea_id, [])
        people = self.whole.client.call("person", "list", "--ods-code", "Z90005")
        reporter = next(one for one in people if one["role"] not in
                        ("PERSON_ROLE_PRACTICE_MANAGER", "PERSON_ROLE_GP_PARTNER"))
        self.whole.report("Z90005", topic, reporter=reporter["person_id"])
        self.assert_exactly(idea_id, ["Z90005"], also=Counter({reporter["email"]: 1}))

    def test_the_advocate_is_the_pcns_own_and_nobody_reviews_for_the_own_practice(self) -> None:
        origin = "Z90036"  # of the PCN U99908, whose advocate works in Z90037, as does a QI reviewer
        idea_id = self.whole.submit(origin, self.new_topic())
        self.whole.settle()
        reviewers = self.whole.reviewers(idea_id)
        self.assertEqual(reviewers["INNOVATION_ADVOCATE"]["ods_code"], "Z90037")
        self.assertEqual(reviewers["QI_REVIEWER"]["role"], "PERSON_ROLE_QI_REVIEWER")
        home = reviewers["QI_REVIEWER"]["ods_code"]
        practices = self.whole.data.practices()
        self.assertNotIn("U99908", {home, practices[home].pcn_code if home in practices else ""})

    def test_an_advocates_colleague_gets_an_advocate_of_another_pcn_in_the_icb(self) -> None:
        for origin in ("Z90002", "Z90053"):  # the advocate's own practice; a practice of U99911, which has no advocate
            with self.subTest(origin=origin):
                idea_id = self.whole.submit(origin, self.new_topic())
                self.whole.settle()
                advocate = self.whole.reviewers(idea_id)["INNOVATION_ADVOCATE"]
                practices = self.whole.data.practices()
                own, other = practices[origin], practices[advocate["ods_code"]]
                self.assertEqual(advocate["role"], "PERSON_ROLE_INNOVATION_ADVOCATE")
                self.assertNotEqual(own.pcn_code, other.pcn_code)
                self.assertEqual(own.icb_code, other.icb_code)

    def test_one_trace_runs_through_all_four_services(self) -> None:
        topic = self.new_topic()
        self.whole.report(FIRST, topic)
        idea_id = self.whole.submit("Z90023", topic)
        self.whole.settle()
        deliveries = self.whole.client.call("delivery", "list", "--idea", idea_id)
        traces = {found.group(1) for one in deliveries if (found := _TRACEPARENT.match(one["traceparent"]))}
        self.assertEqual(len(traces), 1, deliveries)
        (trace,) = traces
        for service in ("intake", "matching", "evidence", "notification"):
            logged = {record.get("trace_id") for record in self.whole.log_records(service)}
            self.assertIn(trace, logged, service)

    def test_mail_is_readable_and_names_no_other_practice(self) -> None:
        topic = self.new_topic()
        self.whole.report(FIRST, topic)
        self.whole.report(SECOND, topic)
        idea_id = self.whole.submit("Z90028", topic)
        self.whole.settle()
        for mail in self.whole.mails_about(idea_id):
            with self.subTest(to=mail.to):
                self.assertIn(topic.idea_title(1), mail.text)
                self.assertIn(topic.idea_title(1), mail.html)
                self.assertTrue(mail.subject)
                practice = mail.to.split("@")[1].split(".")[0].upper()
                if mail.subject.startswith("An idea for your practice"):
                    self.assertIn(f"<strong>Your problem:</strong> “{topic.problem_title()}”", mail.html)
                # A practice's problem is its own affair: nobody else learns that it has one.
                for code in {FIRST, SECOND} - {practice}:
                    self.assertNotIn(self.whole.data.practices()[code].name, mail.text + mail.html)

    def test_watch_follows_an_idea_live(self) -> None:
        topic = self.new_topic()
        idea_id = self.whole.submit("Z90033", topic)
        self.whole.settle()
        with self.whole.client.following("watch", idea_id, "--for", "30") as watching:
            assert watching.stdout is not None
            self.assertIn("IDEA_SUBMITTED", watching.stdout.readline())
            self.whole.report(SECOND, topic)
            for line in watching.stdout:
                if "MATCH_PROPOSED" in line:
                    self.assertEqual(json.loads(line)["ods_code"], SECOND)
                    return
        self.fail("The match did not appear on the watched timeline.")

    def test_a_mail_refused_for_now_comes_later_and_once(self) -> None:
        topic = self.new_topic()
        self.whole.report(FIRST, topic)
        self.whole.mailbox.inject(reply_4xx_next=2)
        idea_id = self.whole.submit("Z90038", topic)
        self.assert_exactly(idea_id, [FIRST])
        attempts = [one["attempts"] for one in self.whole.client.call("delivery", "list", "--idea", idea_id)]
        self.assertEqual(sum(attempts), len(attempts) + 2)

    def test_a_mail_refused_for_good_is_visible(self) -> None:
        topic = self.new_topic()
        self.whole.mailbox.inject(reply_5xx_next=1)
        idea_id = self.whole.submit("Z90048", topic)
        self.whole.settle()
        failed = self.whole.client.call("delivery", "list", "--idea", idea_id, "--status", "failed")
        self.assertEqual([one["reason"] for one in failed], ["MAILBOX_REFUSED"])
