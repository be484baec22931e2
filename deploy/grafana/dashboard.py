"""What a dashboard is made of: sections, panels and queries. journey.py and matching.py fill it, build.py turns it into
Grafana's JSON."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Query:
    expression: str
    legend: str


@dataclass(frozen=True)
class Panel:
    title: str
    # Says what a reader learns from it and what is good; Grafana shows it at the panel's corner.
    description: str
    # Grafana's unit id: short, s, ops, percentunit …
    unit: str
    queries: tuple[Query, ...]
    # "stat" shows the newest value in large print, "bargauge" as a bar, "timeseries" the course.
    kind: str = "timeseries"
    # From this value on the panel turns to the warning colour; None: no judgement.
    warn_from: float | None = None
    # Words for values, so that nobody has to know what 0 and 1 mean or to see colours.
    words: dict[int, str] = field(default_factory=dict)
    # Words for what the legend gives, where that is a code. What is not named here keeps its code.
    names: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Section:
    title: str
    panels: tuple[Panel, ...]
    # Of Grafana's 24 columns, and in its grid rows.
    panel_width: int = 8
    panel_height: int = 8


@dataclass(frozen=True)
class Dashboard:
    # Grafana's id, and the name of the file without `.json`. Never changed: links lead to it.
    uid: str
    title: str
    description: str
    # What is shown when it is opened, and how often it is drawn again, as Grafana writes them.
    time_from: str
    refresh: str
    sections: tuple[Section, ...]


def stat(title: str, description: str, unit: str, *queries: Query, warn_from: float | None = None,
         words: dict[int, str] | None = None, names: dict[str, str] | None = None) -> Panel:
    return Panel(title, description, unit, queries, "stat", warn_from, words or {}, names or {})


def course(title: str, description: str, unit: str, *queries: Query, warn_from: float | None = None,
           names: dict[str, str] | None = None) -> Panel:
    return Panel(title, description, unit, queries, "timeseries", warn_from, names=names or {})


def bars(title: str, description: str, unit: str, *queries: Query, names: dict[str, str] | None = None) -> Panel:
    return Panel(title, description, unit, queries, "bargauge", names=names or {})


def per_second(metric: str, by: str, legend: str) -> Query:
    return Query(f"{_sum(by)} (rate({metric}[$__rate_interval]))", legend)


def in_a_day(metric: str, by: str, legend: str) -> Query:
    """How often in the 24 hours up to each point."""
    return Query(f"round({_sum(by)} (increase({metric}[1d])))", legend)


def in_range(metric: str, by: str, legend: str) -> Query:
    """How often in the time range that is shown."""
    return Query(f"round({_sum(by)} (increase({metric}[$__range])))", legend)


def quantile(share: str, metric: str, by: str, legend: str) -> Query:
    """`metric` is the histogram's name with its label filter, if any, in braces."""
    name, brace, labels = metric.partition("{")
    labels_of_sum = f"le, {by}" if by else "le"
    buckets = f"rate({name}_bucket{brace}{labels}[$__rate_interval])"
    return Query(f"histogram_quantile({share}, sum by ({labels_of_sum}) ({buckets}))", legend)


def percentiles(metric: str) -> tuple[Query, ...]:
    return tuple(quantile(f"0.{p}", metric, "", f"p{p}") for p in ("50", "95", "99"))


def age(metric: str, legend: str) -> Query:
    """Seconds since a timestamp gauge that is 0 when there is nothing; then the age is 0 as well."""
    return Query(f"max by (service) ((time() - {metric}) * ({metric} > bool 0))", legend)


def _sum(by: str) -> str:
    return f"sum by ({by})" if by else "sum"
