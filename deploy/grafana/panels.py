"""The panels of the Grafana dashboard files, and what Prometheus answers to their queries. For checks and the preview."""

from __future__ import annotations

import json
import math
import pathlib
import urllib.error
import urllib.parse
import urllib.request
from dataclasses import dataclass
from typing import Any

from dashboard import Query

DASHBOARDS = tuple(sorted(pathlib.Path(__file__).parent.glob("waggle-*.json")))
ANSWER_WITHIN_SECONDS = 10


@dataclass(frozen=True)
class Panel:
    title: str
    # "row" is a heading; "stat" and "bargauge" show the newest value, "timeseries" the course.
    kind: str
    unit: str
    queries: tuple[Query, ...]
    words: dict[str, str]
    names: dict[str, str]
    warn_from: float | None
    # In Grafana's grid of 24 columns.
    line: int
    column: int
    width: int

    @property
    def shows_newest(self) -> bool:
        return self.kind in ("stat", "bargauge")


@dataclass(frozen=True)
class Dashboard:
    # The file's, without `.json`.
    name: str
    title: str
    panels: tuple[Panel, ...]


@dataclass(frozen=True)
class Series:
    name: str
    # (Unix seconds, value); values may be NaN.
    points: tuple[tuple[float, float], ...]

    @property
    def finite(self) -> list[tuple[float, float]]:
        return [point for point in self.points if math.isfinite(point[1])]


class PrometheusError(Exception):
    """Prometheus cannot be reached or refuses a query; the text says which."""


def load(path: pathlib.Path) -> Dashboard:
    source = json.loads(path.read_text(encoding="utf-8"))
    return Dashboard(path.stem, source["title"], tuple(_panel(panel) for panel in source["panels"]))


def load_all() -> list[Dashboard]:
    return [load(path) for path in DASHBOARDS]


def _panel(source: dict[str, Any]) -> Panel:
    config = source.get("fieldConfig", {})
    defaults = config.get("defaults", {})
    words = {value: option["text"] for mapping in defaults.get("mappings", [])
             for value, option in mapping["options"].items()}
    names = {one["matcher"]["options"]: one["properties"][0]["value"] for one in config.get("overrides", [])}
    steps = [step["value"] for step in defaults.get("thresholds", {}).get("steps", []) if step["value"] is not None]
    queries = tuple(Query(target["expr"], target["legendFormat"]) for target in source.get("targets", []))
    warn_from = steps[0] if steps else None
    place = source["gridPos"]
    return Panel(source["title"], source["type"], defaults.get("unit", "short"), queries, words, names, warn_from,
                 line=place["y"], column=place["x"], width=place["w"])


def expand(expression: str, rate_interval: str, time_range: str) -> str:
    """Puts in what Grafana would put in for its own variables."""
    return expression.replace("$__rate_interval", rate_interval).replace("$__range", time_range)


def series_name(legend: str, labels: dict[str, str]) -> str:
    """The legend with its labels filled in. Of long names (`waggle.intake.idea.v1`, `/pkg.Service/Method`) the telling part."""
    for label, value in labels.items():
        legend = legend.replace("{{" + label + "}}", value.rpartition("/")[2].removeprefix("waggle."))
    return legend.strip()


class Prometheus:
    """One running Prometheus, by its HTTP API."""

    def __init__(self, url: str) -> None:
        self._url = url.rstrip("/")

    def now(self, query: Query, expression: str) -> list[Series]:
        rows = self._get("query", {"query": expression})
        return [Series(series_name(query.legend, row["metric"]), (self._point(row["value"]),)) for row in rows]

    def course(self, query: Query, expression: str, start: float, end: float, step: float) -> list[Series]:
        rows = self._get("query_range", {"query": expression, "start": str(start), "end": str(end), "step": str(step)})
        return [Series(series_name(query.legend, row["metric"]), tuple(map(self._point, row["values"]))) for row in rows]

    @staticmethod
    def _point(pair: list[Any]) -> tuple[float, float]:
        return float(pair[0]), float(pair[1])

    def _get(self, verb: str, parameters: dict[str, str]) -> list[dict[str, Any]]:
        address = f"{self._url}/api/v1/{verb}?{urllib.parse.urlencode(parameters)}"
        # Loopback or a private network: a proxy of the environment must not come in between.
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        try:
            with opener.open(address, timeout=ANSWER_WITHIN_SECONDS) as answer:
                return list(json.load(answer)["data"]["result"])
        except urllib.error.HTTPError as error:
            said = error.read().decode("utf-8", "replace")
            raise PrometheusError(f"Prometheus refuses the query {parameters['query']}: {said}") from error
        except (OSError, ValueError, KeyError) as error:
            raise PrometheusError(
                f"Prometheus at {self._url} does not answer: {error}; start it or correct the address") from error
