#!/usr/bin/env python3
"""Writes the dashboards that Grafana imports: from journey.py and matching.py, each to the file that its uid names.

usage: build.py            writes the files
       build.py --check    names the committed files that are not what would be written; exit status 1 when there are any
"""

from __future__ import annotations

import json
import pathlib
import sys
from typing import Any

import journey
import matching
from dashboard import Dashboard, Panel, Query, Section

DASHBOARDS = (journey.DASHBOARD, matching.DASHBOARD)
DIRECTORY = pathlib.Path(__file__).parent
TAG = "waggle"
GRID_COLUMNS = 24
DATA_SOURCE = {"type": "prometheus", "uid": "${datasource}"}
NEWEST = {"calcs": ["lastNotNull"], "fields": "", "values": False}


def thresholds(warn_from: float | None) -> dict[str, Any]:
    steps: list[dict[str, Any]] = [{"color": "blue", "value": None}]
    if warn_from is not None:
        steps.append({"color": "orange", "value": warn_from})
    return {"mode": "absolute", "steps": steps}


def field_config(panel: Panel) -> dict[str, Any]:
    defaults: dict[str, Any] = {"unit": panel.unit, "min": 0, "mappings": [], "thresholds": thresholds(panel.warn_from)}
    if panel.words:
        options = {str(value): {"text": text, "index": value} for value, text in panel.words.items()}
        defaults["mappings"] = [{"type": "value", "options": options}]
    if panel.kind == "timeseries":
        defaults["color"] = {"mode": "palette-classic"}
        line = "line+area" if panel.warn_from is not None else "off"
        defaults["custom"] = {"drawStyle": "line", "lineWidth": 2, "fillOpacity": 0, "showPoints": "auto", "spanNulls": False,
                              "thresholdsStyle": {"mode": line}}
    else:
        defaults["color"] = {"mode": "thresholds"}
        defaults["decimals"] = 0
    return {"defaults": defaults, "overrides": [in_words(code, text) for code, text in panel.names.items()]}


def in_words(code: str, text: str) -> dict[str, Any]:
    return {"matcher": {"id": "byName", "options": code}, "properties": [{"id": "displayName", "value": text}]}


def options(panel: Panel) -> dict[str, Any]:
    if panel.kind == "stat":
        return {"reduceOptions": NEWEST, "textMode": "value_and_name",
                "colorMode": "value", "graphMode": "none", "justifyMode": "auto", "orientation": "auto",
                "wideLayout": True, "showPercentChange": False, "percentChangeColorMode": "standard"}
    if panel.kind == "bargauge":
        return {"reduceOptions": NEWEST, "displayMode": "basic", "orientation": "horizontal", "namePlacement": "left",
                "valueMode": "text", "showUnfilled": True, "sizing": "auto", "minVizWidth": 8, "minVizHeight": 16,
                "maxVizHeight": 300, "legend": {"displayMode": "list", "placement": "bottom", "showLegend": False, "calcs": []}}
    return {"legend": {"displayMode": "table", "placement": "bottom", "showLegend": True, "calcs": ["lastNotNull", "max"]},
            "tooltip": {"mode": "multi", "sort": "desc"}}


def target(query: Query, index: int, kind: str) -> dict[str, Any]:
    is_course = kind == "timeseries"
    return {"datasource": DATA_SOURCE, "refId": chr(ord("A") + index), "expr": query.expression,
            "legendFormat": query.legend, "editorMode": "code", "instant": not is_course, "range": is_course}


def panel_json(panel: Panel, panel_id: int, position: dict[str, int]) -> dict[str, Any]:
    return {"id": panel_id, "type": panel.kind, "title": panel.title, "description": panel.description, "gridPos": position,
            "datasource": DATA_SOURCE, "targets": [target(q, i, panel.kind) for i, q in enumerate(panel.queries)],
            "fieldConfig": field_config(panel), "options": options(panel)}


def panels_json(sections: tuple[Section, ...]) -> list[dict[str, Any]]:
    result: list[dict[str, Any]] = []
    y = 0
    for section in sections:
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


def dashboard_json(dashboard: Dashboard) -> dict[str, Any]:
    variable = {"name": "datasource", "label": "Prometheus", "type": "datasource", "query": "prometheus", "hide": 0,
                "includeAll": False, "multi": False, "options": [], "refresh": 1, "regex": "", "skipUrlSync": False}
    # To the other dashboards of Waggle. The time range is not taken along: each has the one that suits it.
    link = {"title": "Waggle", "type": "dashboards", "tags": [TAG], "icon": "external link", "tooltip": "", "url": "",
            "asDropdown": False, "targetBlank": False, "includeVars": True, "keepTime": False}
    return {"uid": dashboard.uid, "title": dashboard.title, "tags": [TAG], "editable": True,
            "description": dashboard.description,
            "schemaVersion": 41, "version": 1, "graphTooltip": 1, "fiscalYearStartMonth": 0, "timezone": "browser",
            "refresh": dashboard.refresh, "time": {"from": dashboard.time_from, "to": "now"}, "annotations": {"list": []},
            "links": [link], "templating": {"list": [variable]}, "panels": panels_json(dashboard.sections)}


def is_current(path: pathlib.Path, text: str) -> bool:
    return path.is_file() and path.read_text(encoding="utf-8") == text


def main(arguments: list[str]) -> int:
    files = {DIRECTORY / f"{one.uid}.json": json.dumps(dashboard_json(one), indent=2, ensure_ascii=False) + "\n"
             for one in DASHBOARDS}
    if arguments == ["--check"]:
        outdated = [path for path, text in files.items() if not is_current(path, text)]
        outdated += sorted(set(DIRECTORY.glob("waggle-*.json")) - files.keys())
        print("".join(path.name + "\n" for path in outdated), end="")
        return 1 if outdated else 0
    if arguments:
        print(__doc__, file=sys.stderr)
        return 2
    for path, text in files.items():
        path.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
