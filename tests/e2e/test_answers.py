"""What practices say to a match, and what follows from it."""

from collections import Counter
from typing import Any

from stack.deadline import Deadline
from stack.mailbox import Mail
from system_test_case import SystemTestCase
from testrun.whole_system import SETTLE_SECONDS

PRACTICE, ORIGIN = "Z90012", "Z90041"


class AnswersTest(SystemTestCase):
    def matched(self) -> tuple[str, dict[str, Any]]:
        """A new idea with an author, and its match with the one practice that has its problem."""
        topic = self.new_topic()
        self.whole.report(PRACTICE, topic)
        idea_id = str(self.whole.client.call(
            "idea", "submit", "--ods-code", ORIGIN, "--title", topic.idea_title(1), "--problem", topic.idea_problem(),
            "--how", topic.idea_how(), "--author", self.author()["person_id"])["idea_id"])
        self.whole.settle()
        (match,) = self.matches(idea_id)
        return idea_id, match

    def matches(self, idea_id: str) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = self.whole.client.call("match", "list", "--idea", idea_id)
        return found

    def author(self) -> dict[str, Any]:
        person: dict[str, Any] = self.whole.client.call("person", "list", "--ods-code", ORIGIN)[0]
        return person

    def wait_for_status(self, idea_id: str, status: str) -> None:
        Deadline(SETTLE_SECONDS).wait_for(
            f"{status} of {idea_id}", lambda: self.matches(idea_id)[0]["status"] == status, poll_seconds=0.2)

    def mails_to(self, address: str, idea_id: str, count: int) -> list[Mail]:
        """Once there are so many."""
        def found() -> list[Mail]:
            return [mail for mail in self.whole.mails_about(idea_id) if mail.to == address]

        Deadline(SETTLE_SECONDS).wait_for(f"{count} mails to {address}", lambda: len(found()) >= count, poll_seconds=0.2)
        return found()

    def test_a_no_becomes_a_question_and_comes_back_when_its_reason_is_gone(self) -> None:
        idea_id, match = self.matched()
        (manager,) = self.whole.data.addresses_for_match(PRACTICE)
        self.assertEqual(self.whole.client.call(
            "match", "answer", match["match_id"], "--kind", "not_for_us", "--barrier", "staff_time", "--barrier",
            "other", "--text", "Nobody is here on Fridays.")["status"], "MATCH_STATUS_DECLINED")
        (question,) = self.mails_to(self.author()["email"], idea_id, 1)
        self.assertIn("Nobody is here on Fridays.", " ".join(question.text.split()))

        self.whole.client.call("match", "follow-up", match["match_id"], "--step", "answered", "--as", "originator",
                               "--text", "We do it on Mondays.")
        answer = self.mails_to(manager, idea_id, 2)[1]
        self.assertIn("We do it on Mondays.", " ".join(answer.text.split()))
        self.whole.client.call("match", "lift", match["match_id"], "--barrier", "staff_time")
        self.assertEqual(self.matches(idea_id)[0]["status"], "MATCH_STATUS_DECLINED")
        self.whole.client.call("match", "lift", match["match_id"], "--barrier", "other")
        self.mails_to(manager, idea_id, 3)
        (again,) = self.matches(idea_id)
        self.assertEqual((again["status"], again["proposal_number"]), ("MATCH_STATUS_PROPOSED", 2))
        self.whole.settle()
        self.assertEqual(len(self.mails_to(manager, idea_id, 3)), 3, "the idea, what came back, the idea again")
        kinds = Counter(entry["kind"].removeprefix("TIMELINE_ENTRY_KIND_") for entry in self.timeline(idea_id))
        self.assertEqual((kinds["MATCH_PROPOSED"], kinds["PRACTICE_DECLINED"]), (2, 1))

    def test_an_idea_that_is_tried_and_given_up_becomes_a_no_with_its_reason(self) -> None:
        idea_id, match = self.matched()
        adoption_id = self.whole.client.call("adoption", "start", "--idea", idea_id, "--ods-code", PRACTICE)["adoption_id"]
        self.wait_for_status(idea_id, "MATCH_STATUS_TRYING")
        self.whole.client.call("adoption", "stage", adoption_id, "--to", "abandoned", "--barrier", "skills", "--text",
                               "Only one of us knew how.")
        self.wait_for_status(idea_id, "MATCH_STATUS_DECLINED")
        # First that it is tried.
        question = self.mails_to(self.author()["email"], idea_id, 2)[1]
        self.assertIn("Only one of us knew how.", " ".join(question.text.split()))
        experience = self.whole.client.call("match", "explain", match["match_id"])["experience"]
        self.assertEqual((experience["abandoned"], experience["declined"]), (1, 1))

    def test_a_withdrawn_idea_stops_and_is_found_no_more(self) -> None:
        idea_id, match = self.matched()
        self.whole.client.call("match", "answer", match["match_id"], "--kind", "we_will_try")
        title = self.whole.client.call("idea", "get", idea_id)["title"]
        (found, *_) = self.whole.client.call("search", "ideas", title)
        self.assertEqual(found["idea_id"], idea_id)
        self.whole.client.call("idea", "withdraw", idea_id, "--reason", "A patient came to harm.")
        (manager,) = self.whole.data.addresses_for_match(PRACTICE)
        ending = self.mails_to(manager, idea_id, 2)[1]
        self.assertIn("A patient came to harm.", " ".join(ending.text.split()))
        self.whole.settle()
        (ended,) = self.matches(idea_id)
        self.assertEqual((ended["status"], ended["close_reason"]),
                         ("MATCH_STATUS_CLOSED", "MATCH_CLOSE_REASON_IDEA_WITHDRAWN"))
        self.assertNotIn(idea_id, [one["idea_id"] for one in self.whole.client.call("search", "ideas", title)])
        kinds = {entry["kind"].removeprefix("TIMELINE_ENTRY_KIND_") for entry in self.timeline(idea_id)}
        self.assertLessEqual({"PRACTICE_WILL_TRY", "IDEA_WITHDRAWN"}, kinds)

    def test_a_standing_want_hears_of_new_ideas(self) -> None:
        topic = self.new_topic()
        want_id = self.whole.client.call("problem", "report", "--ods-code", PRACTICE, "--want", "--title",
                                         topic.problem_title(), "--description", topic.problem_text())["problem_id"]
        idea_id = self.whole.submit(ORIGIN, topic)
        self.whole.settle()
        (match,) = self.matches(idea_id)
        self.assertEqual([one["problem_id"] for one in match["problems"]], [want_id])
        self.whole.client.call("problem", "close", want_id)
        self.whole.settle()
        self.assertEqual(self.matches(idea_id)[0]["close_reason"], "MATCH_CLOSE_REASON_PROBLEM_CLOSED")
