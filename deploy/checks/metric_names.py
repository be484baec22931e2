"""The metrics contract (deploy/prometheus/metrics.txt), and whether PromQL expressions keep to it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from outcome import ROOT, Faults

CONTRACT = ROOT / "deploy/prometheus/metrics.txt"
# Labels that the scrape gives to every series.
TARGET_LABELS = frozenset({"service", "instance", "job"})
KINDS = ("counter", "gauge", "histogram")
_NAME = re.compile(r"\bwaggle_[a-z0-9_]+\b")
_SELECTOR = re.compile(r"\b(waggle_[a-z0-9_]+)\s*(?:\{([^}]*)\})?")
_MATCHER = re.compile(r"([a-z_]+)\s*(?:=~|!~|!=|=)\s*\"[^\"]*\"")
_ASKED = re.compile(r"([a-z_]+)\s*(?:=~|!~|!=|=)\s*\"([A-Za-z0-9_|]+)\"")
_STRING = re.compile(r'"([A-Za-z0-9_ ]+)"')
_GROUPING = re.compile(r"\bby\s*\(([^)]*)\)")


@dataclass(frozen=True)
class Metric:
    kind: str
    labels: frozenset[str]


def read_contract() -> dict[str, Metric]:
    contract: dict[str, Metric] = {}
    for line in CONTRACT.read_text(encoding="utf-8").splitlines():
        name, kind, *labels = line.split()
        contract[name] = Metric(kind, frozenset(labels[0].split(",") if labels else ()))
    return contract


def contract_faults() -> Faults:
    lines = CONTRACT.read_text(encoding="utf-8").splitlines()
    faults = [f"'{line}' is not of the form 'name type label,label'" for line in lines
              if not re.fullmatch(rf"waggle_[a-z0-9_]+ ({'|'.join(KINDS)})( [a-z_]+(,[a-z_]+)*)?", line)]
    if [line.split()[0] for line in lines] != sorted({line.split()[0] for line in lines}):
        faults.append("names are not sorted, or one is there twice")
    counters = [line for line in lines if ("_total " in line + " ") != (" counter" in line)]
    return faults + [f"'{line}': counters, and only counters, end in _total" for line in counters]


def series_names(contract: dict[str, Metric]) -> dict[str, Metric]:
    """The names that series of the contract's metrics have: a histogram has three."""
    series: dict[str, Metric] = {}
    for name, metric in contract.items():
        if metric.kind == "histogram":
            series[name + "_bucket"] = Metric(metric.kind, metric.labels | {"le"})
            series[name + "_sum"] = series[name + "_count"] = metric
        else:
            series[name] = metric
    return series


def words_of_the_code() -> frozenset[str]:
    """Every string constant of services and libraries: what can be the value of a label."""
    sources = [path for folder in ("libs", "services") for path in (ROOT / folder).rglob("*") if path.suffix in (".cc", ".h")]
    return frozenset(word for path in sources if "tests" not in path.relative_to(ROOT).parts
                     for word in _STRING.findall(path.read_text(encoding="utf-8")))


def label_values(expression: str) -> set[str]:
    """The values that an expression asks for by name; of labels that the scrape or gRPC gives, and of patterns, none."""
    values: set[str] = set()
    for _, matchers in _SELECTOR.findall(expression):
        for label, asked in _ASKED.findall(matchers):
            if label not in TARGET_LABELS | {"code", "method"}:
                values.update(asked.split("|"))
    return values


def expression_faults(expression: str, contract: dict[str, Metric]) -> Faults:
    series, faults = series_names(contract), []
    for name, matchers in _SELECTOR.findall(expression):
        if name not in series:
            faults.append(f"{name} is not in {CONTRACT.relative_to(ROOT)}")
            continue
        for label in _MATCHER.findall(matchers):
            if label not in series[name].labels | TARGET_LABELS:
                faults.append(f"{name} has no label {label}")
    known = set(TARGET_LABELS).union(*(series[name].labels for name in _NAME.findall(expression) if name in series))
    for grouping in _GROUPING.findall(expression):
        faults += [f"grouping by {label}, which no metric of '{expression}' has"
                   for label in map(str.strip, grouping.split(",")) if label not in known]
    if re.search(r"\bor\s+vector\s*\(", expression):
        faults.append(f"'{expression}' invents a value where there is none (or vector)")
    return faults
