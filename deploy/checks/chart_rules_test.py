"""Breaks the rendered chart once (or more) for each rule and expects that rule, and no other, to see it."""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any

import chart_rules
from outcome import Faults

Object = dict[str, Any]


def _get(objects: list[Object], kind: str, name: str) -> Object:
    return next(one for one in objects if one["kind"] == kind and one["metadata"]["name"] == f"waggle-{name}")


def _pod(objects: list[Object], name: str, kind: str = "Deployment") -> Object:
    template: Object = _get(objects, kind, name)["spec"]["template"]
    return template


def _container(objects: list[Object], name: str) -> Object:
    container: Object = _pod(objects, name)["spec"]["containers"][0]
    return container


def _service_selects_another(objects: list[Object]) -> None:
    _get(objects, "Service", "intake")["spec"]["selector"][chart_rules.COMPONENT] = "matching"


def _deployment_selects_nothing(objects: list[Object]) -> None:
    _get(objects, "Deployment", "evidence")["spec"]["selector"]["matchLabels"]["app.kubernetes.io/name"] = "wagle"


def _budget_selects_all(objects: list[Object]) -> None:
    del _get(objects, "PodDisruptionBudget", "matching")["spec"]["selector"]["matchLabels"][chart_rules.COMPONENT]


def _target_port_renamed(objects: list[Object]) -> None:
    _get(objects, "Service", "intake")["spec"]["ports"][0]["targetPort"] = "http"


def _service_without_grpc(objects: list[Object]) -> None:
    del _get(objects, "Service", "evidence")["spec"]["ports"][0]


def _policy_port_renamed(objects: list[Object]) -> None:
    _get(objects, "NetworkPolicy", "intake")["spec"]["ingress"][1]["ports"][0]["port"] = "metrics"


def _probe_port_wrong(objects: list[Object]) -> None:
    _container(objects, "matching")["livenessProbe"]["httpGet"]["port"] = "health"


def _readiness_asks_liveness(objects: list[Object]) -> None:
    _container(objects, "matching")["readinessProbe"]["httpGet"]["path"] = "/livez"


def _unknown_name(objects: list[Object]) -> None:
    _get(objects, "ConfigMap", "intake")["data"]["WAGGLE_KAFKA_SERVERS"] = "kafka:9092"


def _name_of_another_service(objects: list[Object]) -> None:
    _get(objects, "ConfigMap", "evidence")["data"]["WAGGLE_MATCHING_THRESHOLD"] = "0.4"


def _service_links_on(objects: list[Object]) -> None:
    del _pod(objects, "intake")["spec"]["enableServiceLinks"]


def _listens_elsewhere(objects: list[Object]) -> None:
    _get(objects, "ConfigMap", "notification")["data"]["WAGGLE_ADMIN_ADDRESS"] = "0.0.0.0:7111"


def _listens_on_loopback(objects: list[Object]) -> None:
    _get(objects, "ConfigMap", "notification")["data"]["WAGGLE_GRPC_ADDRESS"] = "127.0.0.1:7104"


def _secret_not_mounted(objects: list[Object]) -> None:
    _container(objects, "notification")["volumeMounts"].pop()


def _root_allowed(objects: list[Object]) -> None:
    _pod(objects, "topics", "Job")["spec"]["securityContext"]["runAsNonRoot"] = False


def _writable_root(objects: list[Object]) -> None:
    del _container(objects, "intake")["securityContext"]["readOnlyRootFilesystem"]


def _short_grace(objects: list[Object]) -> None:
    _pod(objects, "intake")["spec"]["terminationGracePeriodSeconds"] = 30


def _account_missing(objects: list[Object]) -> None:
    objects.remove(_get(objects, "ServiceAccount", "intake"))


def _two_set_replicas(objects: list[Object]) -> None:
    _get(objects, "Deployment", "matching")["spec"]["replicas"] = 2


def _redis_port_closed(objects: list[Object]) -> None:
    ports = _get(objects, "NetworkPolicy", "matching")["spec"]["egress"][1]["ports"]
    ports[:] = [port for port in ports if port["port"] != 6380]


# The rule that must notice, and what was done to the chart.
BREAKS: tuple[tuple[Callable[[list[Object]], Faults], Callable[[list[Object]], None]], ...] = (
    (chart_rules.selectors, _service_selects_another),
    (chart_rules.selectors, _deployment_selects_nothing),
    (chart_rules.selectors, _budget_selects_all),
    (chart_rules.target_ports, _target_port_renamed),
    (chart_rules.target_ports, _service_without_grpc),
    (chart_rules.target_ports, _policy_port_renamed),
    (chart_rules.probes, _probe_port_wrong),
    (chart_rules.probes, _readiness_asks_liveness),
    (chart_rules.environment, _unknown_name),
    (chart_rules.environment, _name_of_another_service),
    (chart_rules.environment, _service_links_on),
    (chart_rules.listening, _listens_elsewhere),
    (chart_rules.listening, _listens_on_loopback),
    (chart_rules.files, _secret_not_mounted),
    (chart_rules.restricted, _root_allowed),
    (chart_rules.restricted, _writable_root),
    (chart_rules.restricted, _short_grace),
    (chart_rules.references, _account_missing),
    (chart_rules.references, _two_set_replicas),
    (chart_rules.reachable, _redis_port_closed),
)


def unnoticed(rendered: list[Object]) -> Faults:
    """`rendered` is the full example, in which everything is switched on."""
    faults = [f"no break is tried for the rule '{name}'" for name, rule in chart_rules.RULES.items()
              if rule not in [tried for tried, _ in BREAKS]]
    for rule, break_it in BREAKS:
        broken = copy.deepcopy(rendered)
        break_it(broken)
        what = break_it.__name__.strip("_").replace("_", " ")
        noticing = [name for name, one in chart_rules.RULES.items() if one(broken)]
        if not rule(broken):
            faults.append(f"'{what}' was not noticed by {rule.__name__}; noticed by: {noticing or 'nobody'}")
    return faults
