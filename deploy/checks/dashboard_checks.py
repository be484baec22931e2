"""Checks of the Grafana dashboards that need no running Prometheus; dashboard_queries.py makes the one that does."""

from __future__ import annotations

import json
import pathlib
import sys
from collections.abc import Callable
from typing import Any

import metric_names
from outcome import ROOT, Check, Faults, optional_module, tool_faults

GRAFANA = ROOT / "deploy/grafana"
DASHBOARDS = tuple(sorted(GRAFANA.glob("waggle-*.json")))


def read(path: pathlib.Path) -> dict[str, Any]:
    return dict(json.loads(path.read_text(encoding="utf-8")))


def current_faults() -> Faults:
    outdated = tool_faults(sys.executable, str(GRAFANA / "build.py"), "--check")
    return [f"not what deploy/grafana/build.py writes (run it): {fault}" for fault in outdated]


def of_all(faults_of: Callable[[dict[str, Any]], Faults]) -> Faults:
    return [f"{path.name}: {fault}" for path in DASHBOARDS for fault in faults_of(read(path))]


def metric_faults(dashboard: dict[str, Any]) -> Faults:
    contract, faults = metric_names.read_contract(), []
    for panel in dashboard["panels"]:
        for target in panel.get("targets", []):
            faults += [f"{panel['title']}: {fault}" for fault in metric_names.expression_faults(target["expr"], contract)]
    return faults


def value_faults(dashboard: dict[str, Any]) -> Faults:
    """A code that the services no longer have would leave its panel empty, or without words, and nobody would know."""
    known, faults = metric_names.words_of_the_code(), []
    for panel in dashboard["panels"]:
        codes = {one["matcher"]["options"] for one in panel.get("fieldConfig", {}).get("overrides", [])}
        for target in panel.get("targets", []):
            codes |= metric_names.label_values(target["expr"])
        faults += [f"{panel['title']}: no service says {code}" for code in sorted(codes - known)]
    return faults


def lost_fields(source: Any, kept: Any, path: str = "") -> Faults:
    """Fields of the file that Grafana's own types do not know, and would throw away on import."""
    if isinstance(source, dict):
        if not isinstance(kept, dict):
            return [f"{path} is of another type"]
        missing = [f"{path}/{key} is unknown to Grafana 11" for key in source if key not in kept]
        return missing + [fault for key, value in source.items() if key in kept
                          for fault in lost_fields(value, kept[key], f"{path}/{key}")]
    if isinstance(source, list):
        if not isinstance(kept, list) or len(source) != len(kept):
            return [f"{path} has another length"]
        return [fault for i, pair in enumerate(zip(source, kept)) for fault in lost_fields(*pair, f"{path}[{i}]")]
    return [] if source == kept else [f"{path} is {source!r} here and {kept!r} in Grafana's types"]


def schema_faults(dashboard: dict[str, Any]) -> Faults:
    optional_module("grafana_foundation_sdk")
    from grafana_foundation_sdk.cog import encoder, plugins
    from grafana_foundation_sdk.models import dashboard as model
    plugins.register_default_plugins()
    try:
        typed = model.Dashboard.from_json(dashboard)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        return [f"Grafana's types refuse the file: {error!r}"]
    return lost_fields(dashboard, json.loads(encoder.JSONEncoder().encode(typed)))


def layout_faults(dashboard: dict[str, Any]) -> Faults:
    """Panels with equal ids or on top of one another make Grafana move them about on import."""
    panels, faults = dashboard["panels"], []
    if len({panel["id"] for panel in panels}) != len(panels):
        faults.append("two panels have the same id")
    taken: dict[tuple[int, int], str] = {}
    for panel in panels:
        place = panel["gridPos"]
        columns = range(place["x"], place["x"] + place["w"])
        for cell in ((x, y) for x in columns for y in range(place["y"], place["y"] + place["h"])):
            if cell[0] >= 24:
                faults.append(f"'{panel['title']}' is wider than the page")
                break
            if cell in taken:
                faults.append(f"'{panel['title']}' lies on '{taken[cell]}'")
                break
            taken[cell] = panel["title"]
    return faults


CHECKS = (
    Check("the dashboard files are up to date", current_faults),
    Check("the dashboards are valid for Grafana 11", lambda: of_all(schema_faults)),
    Check("the dashboards' panels do not overlap", lambda: of_all(layout_faults)),
    Check("the dashboards use metrics and labels of the contract", lambda: of_all(metric_faults)),
    Check("the dashboards use label values that the services have", lambda: of_all(value_faults)),
)
