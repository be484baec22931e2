"""With the text encoder: what means the same is found though not a word is the same, and vectors are facts of the log."""

import re
from typing import ClassVar

from system_test_case import SystemTestCase
from testrun.whole_system import Reading

PRACTICE, AUTHOR = "Z90012", "Z90008"


class MeaningTest(SystemTestCase):
    reading: ClassVar[Reading] = Reading.WORDS_AND_MEANING
    problem_id: ClassVar[str]
    idea_id: ClassVar[str]
    # Documents with and without vectors after the first run.
    read: ClassVar[float]
    not_read: ClassVar[float]

    @classmethod
    def setUpClass(cls) -> None:
        super().setUpClass()
        call = cls.whole.client.call
        cls.problem_id = call(
            "problem", "report", "--ods-code", PRACTICE, "--title", "Flu jabs thrown away", "--description",
            "The fridge broke on Saturday night, and on Monday all doses had to go in the bin; nobody had noticed its "
            "temperature rising.")["problem_id"]
        cls.idea_id = call(
            "idea", "submit", "--ods-code", AUTHOR, "--title", "Cold-chain alarm",
            "--problem", "Vaccines were spoiled when the refrigerator failed over a weekend.",
            "--how", "A thermometer texts whoever is on duty as soon as it is too warm inside.")["idea_id"]
        cls.whole.settle()
        cls.read = cls.metric('waggle_matching_documents_numbered_total{basis="words_and_meaning"}')
        cls.not_read = cls.metric('waggle_matching_documents_numbered_total{basis="words"}')

    def test_an_idea_reaches_a_problem_with_which_it_shares_no_word(self) -> None:
        matches = {match["ods_code"]: match for match in self.whole.client.call("match", "list", "--idea", self.idea_id)}
        self.assertIn(PRACTICE, matches)
        ours = [one for one in matches[PRACTICE]["problems"] if one["problem_id"] == self.problem_id]
        self.assertEqual(len(ours), 1, matches[PRACTICE])
        self.assertEqual(ours[0].get("matched_terms", []), [])
        self.assertNotIn(AUTHOR, matches)

    def test_every_document_was_read(self) -> None:
        self.assertEqual(self.metric("waggle_matching_encoder_ready"), 1)
        self.assertEqual(self.not_read, 0)
        self.assertGreater(self.read, 180)

    def test_a_rebuild_reads_nothing_again_and_finds_the_same(self) -> None:
        before = self.whole.client.call("match", "list", "--idea", self.idea_id)
        (service,) = self.whole.system.replicas_of("matching")
        redis = self.whole.system.redis["matching"]
        service.stop()
        redis.kill()
        redis.wipe()
        redis.restart()
        service.rebuild()
        service.restart()
        self.whole.settle()
        self.assertEqual(self.whole.client.call("match", "list", "--idea", self.idea_id), before)
        self.assertEqual(self.metric("waggle_matching_encode_seconds_count"), 0)

    @classmethod
    def metric(cls, series: str) -> float:
        (service,) = cls.whole.system.replicas_of("matching")
        found = re.search(rf"^{re.escape(series)} (\S+)$", service.metrics(), re.MULTILINE)
        assert found is not None, f"{series} is not in {service.name}'s metrics"
        return float(found.group(1))
