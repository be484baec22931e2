"""Every query of the Grafana dashboard returns data from the running system's own Prometheus."""

import subprocess
import sys

from stack.deadline import Deadline
from stack.layout import this_checkout
from system_test_case import SystemTestCase

_SECONDS_UNTIL_SCRAPED = "60"


class DashboardTest(SystemTestCase):
    def test_every_panel_has_data_once_an_idea_has_gone_its_way(self) -> None:
        prometheus = self.whole.system.prometheus
        self.addCleanup(prometheus.stop)
        prometheus.start()
        prometheus.wait_ready()
        Deadline(30).wait_for("Prometheus to see the services", prometheus.sees_every_replica, poll_seconds=0.2)
        topic = self.new_topic()
        self.whole.report("Z90012", topic)
        self.assert_exactly(self.whole.submit("Z90003", topic), ["Z90012"])
        queries = this_checkout().root / "deploy" / "checks" / "dashboard_queries.py"
        checked = subprocess.run((sys.executable, str(queries), prometheus.page, "--within", _SECONDS_UNTIL_SCRAPED),
                                 capture_output=True, text=True, check=False)
        self.assertEqual(checked.returncode, 0, checked.stdout + checked.stderr)
        self.assertIn("PASS ", checked.stdout)
