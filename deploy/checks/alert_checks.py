"""Checks of the alert rules: valid, tested, with runbooks, and about metrics that exist."""

from __future__ import annotations

import re
from typing import Any

import metric_names
from outcome import ROOT, Check, Faults, optional_module, tool, tool_faults

ALERTS = ROOT / "deploy/prometheus/alerts"
RULES = ALERTS / "waggle.rules.yml"
TESTS = tuple(sorted(ALERTS.glob("*.test.yml")))
RUNBOOKS = "deploy/docs/runbooks"
RUNBOOK_PARTS = ("## Meaning", "## Check", "## Remedy")


def _alerts() -> list[dict[str, Any]]:
    yaml: Any = optional_module("yaml")
    groups = yaml.safe_load(RULES.read_text(encoding="utf-8"))["groups"]
    return [rule for group in groups for rule in group["rules"] if "alert" in rule]


def form_faults(alerts: list[dict[str, Any]]) -> Faults:
    """Severity, summary and runbook of every alert."""
    faults = []
    for rule in alerts:
        name, notes = rule["alert"], rule.get("annotations", {})
        if rule.get("labels", {}).get("severity") not in ("warning", "critical"):
            faults.append(f"{name} has no severity 'warning' or 'critical'")
        if not notes.get("summary"):
            faults.append(f"{name} has no summary")
        if notes.get("runbook_url") != f"{RUNBOOKS}/{name}.md":
            faults.append(f"{name}: runbook_url is not {RUNBOOKS}/{name}.md")
    return faults


def runbook_faults(alerts: list[dict[str, Any]]) -> Faults:
    faults = []
    files = {path.stem: path.read_text(encoding="utf-8") for path in (ROOT / RUNBOOKS).glob("*.md")}
    names = {rule["alert"] for rule in alerts}
    contract = metric_names.read_contract()
    known = contract.keys() | metric_names.series_names(contract).keys()
    faults += [f"{name} has no runbook {RUNBOOKS}/{name}.md" for name in sorted(names - files.keys())]
    faults += [f"{RUNBOOKS}/{name}.md belongs to no alert" for name in sorted(files.keys() - names)]
    for name, text in sorted(files.items()):
        faults += [f"{name}.md has no '{part}'" for part in RUNBOOK_PARTS if part not in text]
        faults += [f"{name}.md leads to {link}, which is not there"
                   for link in re.findall(r"\]\((\w+)\.md\)", text) if link not in files]
        faults += [f"{name}.md speaks of {metric}, which is no metric"
                   for metric in re.findall(r"\bwaggle_[a-z_]+", text) if metric not in known]
    return faults


def case_faults(alerts: list[dict[str, Any]], tests: list[dict[str, Any]]) -> Faults:
    """Every alert must be seen firing, and seen quiet, by the unit tests."""
    cases = [case for test in tests for case in test.get("alert_rule_test", [])]
    faults = []
    for name in (rule["alert"] for rule in alerts):
        expectations = [bool(case.get("exp_alerts")) for case in cases if case["alertname"] == name]
        faults += [f"{name} has no firing case"] if True not in expectations else []
        faults += [f"{name} has no quiet case"] if False not in expectations else []
    return faults


def _case_faults() -> Faults:
    yaml: Any = optional_module("yaml")
    tests = [test for path in TESTS for test in yaml.safe_load(path.read_text(encoding="utf-8"))["tests"]]
    return case_faults(_alerts(), tests)


def value_faults(alerts: list[dict[str, Any]]) -> Faults:
    known = metric_names.words_of_the_code()
    return [f"{rule['alert']}: no service says {code}" for rule in alerts
            for code in sorted(metric_names.label_values(rule["expr"]) - known)]


def metric_faults(alerts: list[dict[str, Any]]) -> Faults:
    contract = metric_names.read_contract()
    return [f"{rule['alert']}: {fault}" for rule in alerts
            for fault in metric_names.expression_faults(rule["expr"], contract)]


CHECKS = (
    Check("metrics.txt is well formed", metric_names.contract_faults),
    Check("promtool check rules", lambda: tool_faults(tool("promtool"), "check", "rules", RULES.name, cwd=ALERTS)),
    Check("promtool test rules",
          lambda: tool_faults(tool("promtool"), "test", "rules", *(path.name for path in TESTS), cwd=ALERTS)),
    Check("every alert has severity, summary and runbook_url", lambda: form_faults(_alerts())),
    Check("every alert has a firing and a quiet case", _case_faults),
    Check("every alert has a runbook and every runbook an alert", lambda: runbook_faults(_alerts())),
    Check("alerts use metrics and labels of the contract", lambda: metric_faults(_alerts())),
    Check("alerts use label values that the services have", lambda: value_faults(_alerts())),
)
