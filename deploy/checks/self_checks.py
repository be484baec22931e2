"""Shows that the checks of alerts and dashboards can fail: each is given something broken."""

from __future__ import annotations

import copy
import pathlib
import shutil
import tempfile

import alert_checks
import dashboard_checks
import metric_names
from outcome import Check, Faults, run_tool, tool

RULE = {"alert": "WaggleNothing", "expr": "up == 0"}


def _expressions() -> Faults:
    contract = metric_names.read_contract()
    broken = ("rate(waggle_outbox_pendings[5m])", "waggle_ready{region=\"x\"}", "sum by (topic) (waggle_ready)",
              "sum(waggle_ready) or vector(0)", "waggle_email_hand_over_seconds > 1")
    sound = 'sum by (le, service) (rate(waggle_consumer_delay_seconds_bucket{topic="x",service="y"}[5m]))'
    faults = [f"'{expression}' was accepted" for expression in broken
              if not metric_names.expression_faults(expression, contract)]
    return faults + [f"'{sound}' was refused: {why}" for why in metric_names.expression_faults(sound, contract)]


def _alerts() -> Faults:
    noticed = {"form": len(alert_checks.form_faults([RULE])) == 3,
               "runbook": any("WaggleNothing has no runbook" in fault for fault in alert_checks.runbook_faults([RULE])),
               "cases": len(alert_checks.case_faults([RULE], [])) == 2,
               "metrics": bool(alert_checks.metric_faults([{**RULE, "expr": "waggle_nothing > 0"}])),
               "label values": bool(alert_checks.value_faults(
                   [{**RULE, "expr": 'waggle_email_sends_total{outcome=~"failed|lost"} > 0'}]))}
    return [f"the check of {what} accepts an alert without anything" for what, seen in noticed.items() if not seen]


def _promtool() -> Faults:
    """An alert that no longer rings must fail its test."""
    with tempfile.TemporaryDirectory() as name:
        directory = pathlib.Path(name)
        rules = alert_checks.RULES.read_text(encoding="utf-8")
        (directory / alert_checks.RULES.name).write_text(rules.replace(") > 10\n", ") > 1000\n"), encoding="utf-8")
        tests = [path for path in alert_checks.TESTS if "WaggleOutboxOld" in path.read_text(encoding="utf-8")]
        for path in tests:
            shutil.copy(path, directory)
        status, output = run_tool(tool("promtool"), "test", "rules", *(path.name for path in tests), cwd=directory)
    noticed = status != 0 and "WaggleOutboxOld" in output
    return [] if noticed else ["an outbox limit a hundred times too high passes the rule tests"]


def _dashboard() -> Faults:
    sound = dashboard_checks.read(dashboard_checks.DASHBOARDS[0])
    unknown, overlapping, wrong, misnamed = (copy.deepcopy(sound) for _ in range(4))
    unknown["panels"][1]["fieldConfig"]["defaults"]["units"] = "s"
    overlapping["panels"][2]["gridPos"] = overlapping["panels"][1]["gridPos"]
    wrong["panels"][1]["targets"][0]["expr"] = "waggle_nothing"
    misnamed["panels"][1]["fieldConfig"]["overrides"] = [{"matcher": {"id": "byName", "options": "FLOODED"}, "properties": []}]
    noticed = {"an unknown field": dashboard_checks.schema_faults(unknown),
               "an overlap": dashboard_checks.layout_faults(overlapping),
               "an unknown metric": dashboard_checks.metric_faults(wrong),
               "a name that nothing has": dashboard_checks.value_faults(misnamed)}
    return [f"{what} in the dashboard was not noticed" for what, faults in noticed.items() if not faults]


CHECKS = (
    Check("the checks notice bad expressions", _expressions),
    Check("the checks notice bad alerts", _alerts),
    Check("the rule tests notice an alert that does not ring", _promtool),
    Check("the checks notice a bad dashboard", _dashboard),
)
