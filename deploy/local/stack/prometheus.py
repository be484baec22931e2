"""Prometheus: watches the four services with the alert rules of deploy/prometheus."""

import json
import urllib.parse
import urllib.request
from pathlib import Path

from stack.component import Component, plain_environment
from stack.layout import SERVICES, Checkout, RunDirectories
from stack.ports import HOST, Ports, PortUse
from stack.process import Program


class Prometheus(Component):
    """Owns `<state>/prometheus`. Asks `replicas` processes of each service, whether they run or not."""

    def __init__(self, checkout: Checkout, run: RunDirectories, ports: Ports, replicas: int) -> None:
        super().__init__("prometheus", checkout, run)
        self._ports = ports
        self._replicas = replicas
        self._directory = run.state / "prometheus"

    @property
    def page(self) -> str:
        return f"http://{HOST}:{self._ports.prometheus}"

    def ports(self) -> list[PortUse]:
        return [PortUse(self._ports.prometheus, "Prometheus")]

    def prepare(self) -> None:
        self._directory.mkdir(parents=True, exist_ok=True)
        source = self.checkout.root / "deploy/prometheus"
        rules = [path for path in sorted(source.rglob("*.y*ml")) if _holds_rules(path)]
        self._settings.write_text(
            (source / "prometheus.yml.in").read_text()
            .replace("@RULE_FILES@", ", ".join(f'"{path}"' for path in rules))
            .replace("@SERVICE_TARGETS@", "".join(self._targets()).rstrip("\n"))
            .replace("@PROMETHEUS@", f"{HOST}:{self._ports.prometheus}"))

    def program(self) -> Program:
        return Program(
            ("prometheus", f"--config.file={self._settings}", f"--storage.tsdb.path={self._directory / 'data'}",
             "--storage.tsdb.retention.time=7d", f"--web.listen-address={HOST}:{self._ports.prometheus}",
             "--log.level=warn"),
            plain_environment(), self.log)

    def is_ready(self) -> bool:
        try:
            with urllib.request.urlopen(self.page + "/-/ready", timeout=2) as answer:
                return bool(answer.status == 200)
        except OSError:
            return False

    def sees_every_replica(self) -> bool:
        """Each has been asked and has answered at least once: what happens from now on shows as an increase."""
        query = urllib.parse.urlencode({"query": 'count(up{job="waggle"} == 1)'})
        with urllib.request.urlopen(f"{self.page}/api/v1/query?{query}", timeout=5) as answer:
            result = json.load(answer)["data"]["result"]
        return bool(result) and int(result[0]["value"][1]) == len(SERVICES) * self._replicas

    @property
    def _settings(self) -> Path:
        return self._directory / "prometheus.yml"

    def _targets(self) -> list[str]:
        return [
            f'      - targets: ["{HOST}:{self._ports.admin(service, replica)}"]\n'
            f"        labels: {{service: {service}, replica: \"{service}-{replica}\"}}\n"
            for service in SERVICES for replica in range(self._replicas)]


def _holds_rules(path: Path) -> bool:
    """Rule files, and not the tests of rules beside them."""
    lines = path.read_text().splitlines()
    return "groups:" in lines and not any(line.startswith("rule_files:") for line in lines)
