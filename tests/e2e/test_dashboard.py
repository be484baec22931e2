"""Every query of the Grafana dashboards returns data from the running system's own Prometheus."""

import subprocess
import sys
from typing import ClassVar

from stack.deadline import Deadline
from stack.layout import this_checkout
from system_test_case import SystemTestCase
from testrun.whole_system import Reading

_SECONDS_UNTIL_SCRAPED = "60"


class DashboardTest(SystemTestCase):
    # With words alone nothing is read, and how long reading takes has no figures.
    reading: ClassVar[Reading] = Reading.WORDS_AND_MEANING

    def test_every_panel_has_data_once_an_idea_has_gone_its_way(self) -> None:
        prometheus = self.whole.system.prometheus
        self.addCleanup(prometheus.stop)
        prometheus.start()
        prometheus.wait_ready()
        Deadline(30).wait_for("Prometheus to see the services", prometheus.sees_every_replica, poll_seconds=0.2)
        topic = self.new_topic()
        self.whole.report("Z90012", topic)
        idea_id = self.whole.submit("Z90003", topic)
        self.whole.settle()
        # What else it may mean to the encoder is not known beforehand.
        self.assertIn("Z90012", self.whole.matched_practices(idea_id))
        queries = this_checkout().root / "deploy" / "checks" / "dashboard_queries.py"
        checked = subprocess.run((sys.executable, str(queries), prometheus.page, "--within", _SECONDS_UNTIL_SCRAPED),
                                 capture_output=True, text=True, check=False)
        self.assertEqual(checked.returncode, 0, checked.stdout + checked.stderr)
        for dashboard in ("waggle-idea-journey", "waggle-matching"):
            self.assertIn(f"PASS {dashboard}, ", checked.stdout)
