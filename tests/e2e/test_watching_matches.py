"""Other systems follow matches as they change, and miss nothing while they are away."""

import json
import subprocess
import tempfile
from pathlib import Path
from typing import Any

from stack.deadline import Deadline
from system_test_case import SystemTestCase

PRACTICE, ORIGIN = "Z90012", "Z90041"


def next_change(watching: subprocess.Popen[str]) -> dict[str, Any]:
    assert watching.stdout is not None
    line = watching.stdout.readline()
    assert line, "the watch has ended"
    change: dict[str, Any] = json.loads(line)
    return change


class WatchingMatchesTest(SystemTestCase):
    def setUp(self) -> None:
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.token_file = str(Path(folder.name) / "token")

    def submit(self) -> str:
        topic = self.new_topic()
        self.whole.report(PRACTICE, topic)
        return str(self.whole.submit(ORIGIN, topic))

    def answer(self, match_id: str, kind: str) -> None:
        self.whole.client.call("match", "answer", match_id, "--kind", kind)

    def test_a_watch_that_ends_goes_on_where_it_was(self) -> None:
        idea_id = self.submit()
        watch = ("match", "watch", "--idea", idea_id, "--token-file", self.token_file)
        with self.whole.client.following(*watch) as watching:
            proposed = next_change(watching)
        self.assertEqual((proposed["change"], proposed["match"]["ods_code"]), ("proposed", PRACTICE))
        match_id = proposed["match"]["match_id"]
        # Nobody watches now.
        self.answer(match_id, "tell_me_more")
        self.answer(match_id, "we_will_try")
        with self.whole.client.following(*watch) as watching:
            missed = [next_change(watching)["match"]["status"] for _ in range(2)]
        self.assertEqual(missed, ["MATCH_STATUS_INTERESTED", "MATCH_STATUS_TRYING"])

    def test_it_lives_through_a_restart_of_matching(self) -> None:
        idea_id = self.submit()
        with self.whole.client.following("match", "watch", "--idea", idea_id) as watching:
            proposed = next_change(watching)
            (matching,) = self.whole.system.replicas_of("matching")
            matching.kill()
            matching.restart()
            matching.wait_ready()
            self.answer(proposed["match"]["match_id"], "already_doing")
            after = next_change(watching)
            # What was published and not yet ticked off when matching died is published again.
            while after["event_id"] == proposed["event_id"]:
                after = next_change(watching)
            self.assertEqual(after["match"]["status"], "MATCH_STATUS_ALREADY_DOING")

    def test_each_practice_sees_its_own(self) -> None:
        with self.whole.client.following("match", "watch", "--practice", PRACTICE, "--since-now",
                                         "--token-file", self.token_file) as watching:
            # The first response, which has no change, says where the stream begins.
            Deadline(30).wait_for("the stream to begin", Path(self.token_file).exists, poll_seconds=0.1)
            topic = self.new_topic()
            for ods_code in ("Z90003", PRACTICE):
                self.whole.report(ods_code, topic)
            idea_id = self.whole.submit(ORIGIN, topic)
            change = next_change(watching)
            self.assertEqual((change["match"]["ods_code"], change["match"]["idea_id"]), (PRACTICE, idea_id))
            self.whole.settle()
            self.assertEqual(self.whole.matched_practices(idea_id), ["Z90003", PRACTICE])
