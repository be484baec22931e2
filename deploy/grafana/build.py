#!/usr/bin/env python3
"""Writes waggle-idea-journey.json, the dashboard that Grafana imports, from journey.py.

usage: build.py            writes the file
       build.py --check    exit status 1 when the committed file is not what would be written
"""

from __future__ import annotations

import json
import pathlib
import sys
from typing import Any

import journey

OUTPUT = pathlib.Path(__file__).with_name("waggle-idea-journey.json")
GRID_COLUMNS = 24
DATA_SOURCE = {"type": "prometheus", "uid": "${datasource}"}


def thresholds(warn_from: float | None) -> dict[str, Any]:
    steps: list[dict[str, Any]] = [{"color": "blue", "value": None}]
    if warn_from is not None:
        steps.append({"color": "orange", "value": warn_from})
    return {"mode": "absolute", "steps": steps}


def field_config(panel: journey.Panel) -> dict[str, Any]:
    defaults: dict[str, Any] = {"unit": panel.unit, "min": 0, "mappings": [], "thresholds": thresholds(panel.warn_from)}
    if panel.words:
        options = {str(value): {"text": text, "index": value} for value, text in panel.words.items()}
        defaults["mappings"] = [{"type": "value", "options": options}]
    if panel.kind == "stat":
        defaults["color"] = {"mode": "thresholds"}
        defaults["decimals"] = 0
    else:
        defaults["color"] = {"mode": "palette-classic"}
        line = "line+area" if panel.warn_from is not None else "off"
        defaults["custom"] = {"drawStyle": "line", "lineWidth": 2, "fillOpacity": 0, "showPoints": "auto", "spanNulls": False,
                              "thresholdsStyle": {"mode": line}}
    return {"defaults": defaults, "overrides": []}


def options(panel: journey.Panel) -> dict[str, Any]:
    if panel.kind == "stat":
        return {"reduceOptions": {"calcs": ["lastNotNull"], "fields": "", "values": False}, "textMode": "value_and_name",
                "colorMode": "value", "graphMode": "none", "justifyMode": "auto", "orientation": "auto",
                "wideLayout": True, "showPercentChange": False, "percentChangeColorMode": "standard"}
    return {"legend": {"displayMode": "table", "placement": "bottom", "showLegend": True, "calcs": ["lastNotNull", "max"]},
            "tooltip": {"mode": "multi", "sort": "desc"}}


def target(query: journey.Query, index: int, kind: str) -> dict[str, Any]:
    return {"datasource": DATA_SOURCE, "refId": chr(ord("A") + index), "expr": query.expression,
            "legendFormat": query.legend, "editorMode": "code", "instant": kind == "stat", "range": kind != "stat"}


def panel_json(panel: journey.Panel, panel_id: int, position: dict[str, int]) -> dict[str, Any]:
    return {"id": panel_id, "type": panel.kind, "title": panel.title, "description": panel.description, "gridPos": position,
            "datasource": DATA_SOURCE, "targets": [target(q, i, panel.kind) for i, q in enumerate(panel.queries)],
            "fieldConfig": field_config(panel), "options": options(panel)}


def panels_json() -> list[dict[str, Any]]:
    result: list[dict[str, Any]] = []
    y = 0
    for section in journey.SECTIONS:
        result.append({"id": len(result) + 1, "type": "row", "title": section.title, "collapsed": False, "panels": [],
                       "gridPos": {"x": 0, "y": y, "w": GRID_COLUMNS, "h": 1}})
        y += 1
        per_line = GRID_COLUMNS // section.panel_width
        for i, panel in enumerate(section.panels):
            position = {"x": i % per_line * section.panel_width, "y": y + i // per_line * section.panel_height,
                        "w": section.panel_width, "h": section.panel_height}
            result.append(panel_json(panel, len(result) + 1, position))
        y += -(-len(section.panels) // per_line) * section.panel_height
    return result


def dashboard() -> dict[str, Any]:
    variable = {"name": "datasource", "label": "Prometheus", "type": "datasource", "query": "prometheus", "hide": 0,
                "includeAll": False, "multi": False, "options": [], "refresh": 1, "regex": "", "skipUrlSync": False}
    return {"uid": "waggle-idea-journey", "title": "Waggle: an idea's way", "tags": ["waggle"], "editable": True,
            "description": "From the submitted idea to the e-mails at the practices it helps: how much, how fast, what waits.",
            "schemaVersion": 41, "version": 1, "graphTooltip": 1, "fiscalYearStartMonth": 0, "timezone": "browser",
            "refresh": "10s", "time": {"from": "now-30m", "to": "now"}, "annotations": {"list": []}, "links": [],
            "templating": {"list": [variable]}, "panels": panels_json()}


def main(arguments: list[str]) -> int:
    text = json.dumps(dashboard(), indent=2, ensure_ascii=False) + "\n"
    if arguments == ["--check"]:
        return 0 if OUTPUT.is_file() and OUTPUT.read_text(encoding="utf-8") == text else 1
    if arguments:
        print(__doc__, file=sys.stderr)
        return 2
    OUTPUT.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
