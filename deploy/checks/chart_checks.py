"""Checks of the Helm chart: linted, rendered in two ways, true to Kubernetes' schemas, and consistent in itself."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

import chart_rules
import chart_rules_test
from outcome import ROOT, Check, Faults, optional_module, run_tool, tool, tool_faults

CHART = ROOT / "helm/waggle"
EXAMPLES = ("minimal", "full")
# The oldest that Chart.yaml allows, and a new one.
KUBERNETES_VERSIONS = ("1.27.0", "1.37.0")
# Values that must be refused, and the place that the refusal must name.
BAD_VALUES = (
    (("services.notification.mail.sending=true",), "/services/notification/mail/sending"),
    (("services.notification.mail.allowedDomains={}",), "/services/notification/mail/allowedDomains"),
    (("services.notification.mail.pageBaseUrl=http://waggle.example.org",), "/services/notification/mail/pageBaseUrl"),
    (("services.notification.mail.from=waggle",), "/services/notification/mail/from"),
    (("services.intake.redis.address=redis-intake",), "/services/intake/redis/address"),
    (("services.intake.ports.grpc=80",), "/services/intake/ports/grpc"),
    (("services.intake.autoscaling.enabled=true",), "/services/intake/autoscaling/enabled"),
    (("services.matching.replicas=13",), "/services/matching/replicas"),
    (("services.evidence.mail.sending=off",), "/services/evidence/mail"),
    (("services.fifth.replicas=1",), "/services"),
    (("kafka.brokers=",), "/kafka/brokers"),
    (("logLevel=verbose",), "/logLevel"),
    (("image.tags=1",), "/image"),
)


def _helm_template(example: str, *settings: str, kubernetes: str = KUBERNETES_VERSIONS[0]) -> tuple[int, str]:
    sets = [part for setting in settings for part in ("--set", setting)]
    return run_tool(tool("helm"), "template", "waggle", str(CHART), "--namespace", "waggle", "--kube-version", kubernetes,
                    "-f", str(CHART / f"examples/{example}.yaml"), *sets)


@functools.cache
def rendered(example: str) -> list[dict[str, Any]]:
    yaml: Any = optional_module("yaml")
    status, output = _helm_template(example)
    if status != 0:
        raise RuntimeError(output.strip())
    return [one for one in yaml.safe_load_all(output) if one]


def _for_each_example(rule: Callable[[list[dict[str, Any]]], Faults]) -> Faults:
    try:
        return [f"{example}: {fault}" for example in EXAMPLES for fault in rule(rendered(example))]
    except RuntimeError as error:
        return [f"helm template fails: {error}"]


def _lint() -> Faults:
    values = [str(CHART / f"examples/{example}.yaml") for example in EXAMPLES]
    return [fault for one in values for fault in tool_faults(tool("helm"), "lint", "--strict", str(CHART), "-f", one)]


def _bad_values() -> Faults:
    faults = []
    for settings, place in BAD_VALUES:
        status, output = _helm_template("full", *settings)
        if status == 0:
            faults.append(f"{' '.join(settings)} was accepted")
        elif f"at '{place}" not in output:
            faults.append(f"{' '.join(settings)} was refused, but not for {place}: {output.strip()}")
    status, output = run_tool(tool("helm"), "template", "waggle", str(CHART), "--kube-version", KUBERNETES_VERSIONS[0])
    if status == 0 or "/kafka/brokers" not in output:
        faults.append("without any values the chart does not say that kafka.brokers is missing")
    return faults


def _schema(objects: list[dict[str, Any]]) -> Faults:
    kubernetes_validate: Any = optional_module("kubernetes_validate")
    faults = []
    for one in objects:
        for version in KUBERNETES_VERSIONS:
            try:
                kubernetes_validate.validate(one, version, strict=True)
            except kubernetes_validate.SchemaNotFoundError:
                # PodMonitor is the Prometheus operator's, not Kubernetes'; chart_rules checks its selector and port.
                if not one["apiVersion"].startswith("monitoring.coreos.com/"):
                    faults.append(f"{chart_rules.name_of(one)}: Kubernetes {version} has no {one['apiVersion']}")
            except kubernetes_validate.ValidationError as error:
                place = ".".join(map(str, error.path))
                faults.append(f"{chart_rules.name_of(one)}: Kubernetes {version}: {place}: {error.message}")
    return faults


def _schema_notices_faults() -> Faults:
    broken = [one for one in rendered("minimal") if one["kind"] == "Deployment"][0]
    broken = {**broken, "spec": {**broken["spec"], "replicas": "two", "replica": 2}}
    return [] if len(_schema([broken])) == len(KUBERNETES_VERSIONS) else ["a Deployment with replicas: two was accepted"]


def _every_service(objects: list[dict[str, Any]]) -> Faults:
    kinds = ("Deployment", "Service", "ServiceAccount", "ConfigMap", "PodDisruptionBudget", "NetworkPolicy")
    there = {chart_rules.name_of(one) for one in objects}
    meant = {f"{kind}/waggle-{service}" for kind in kinds for service in ("intake", "matching", "evidence", "notification")}
    return [f"{missing} is missing" for missing in sorted((meant | {"Job/waggle-topics"}) - there)]


CHECKS = (
    Check("helm lint", _lint),
    Check("in the chart every service has its objects", lambda: _for_each_example(_every_service)),
    Check("in the chart objects keep to the Kubernetes schemas", lambda: _for_each_example(_schema)),
    Check("the chart's schema check notices a broken object", _schema_notices_faults),
    *(Check(f"in the chart {name}", functools.partial(_for_each_example, rule)) for name, rule in chart_rules.RULES.items()),
    Check("every rule of the chart notices a broken chart", lambda: chart_rules_test.unnoticed(rendered("full"))),
    Check("bad values of the chart are refused by name", _bad_values),
)
