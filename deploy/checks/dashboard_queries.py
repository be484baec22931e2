#!/usr/bin/env python3
"""Runs every query of the dashboards against a running Prometheus and fails on those that return no data.

usage: dashboard_queries.py PROMETHEUS_URL [--range 15m] [--within SECONDS]

Prints PASS or FAIL for every panel. A query passes when at least one of its series has a finite value; NaN, which a
percentile of nothing gives, is no data. --within repeats what failed until then: a scrape may still be to come.
Exit status: 0 all panels pass, 1 some do not, 3 Prometheus does not answer.
"""

from __future__ import annotations

import argparse
import pathlib
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "grafana"))
import panels  # noqa: E402  (found by the line above)

PAUSE_BETWEEN_ROUNDS_SECONDS = 1.0


def verdict(prometheus: panels.Prometheus, panel: panels.Panel, time_range: str) -> tuple[bool, str]:
    series_count = 0
    for query in panel.queries:
        # The whole range as the rate's window: one idea in it is enough to prove the query.
        expression = panels.expand(query.expression, time_range, time_range)
        finite = [series for series in prometheus.now(query, expression) if series.finite]
        if not finite:
            return False, f"no data from {expression}"
        series_count += len(finite)
    return True, f"{series_count} series"


def report(prometheus: panels.Prometheus, time_range: str, within_seconds: float) -> int:
    waiting = [(dashboard.name, panel) for dashboard in panels.load_all() for panel in dashboard.panels if panel.queries]
    total, deadline = len(waiting), time.monotonic() + within_seconds
    while True:
        failed: list[tuple[str, panels.Panel, str]] = []
        for name, panel in waiting:
            passed, what = verdict(prometheus, panel, time_range)
            if passed:
                print(f"PASS {name}, panel '{panel.title}': {what}", flush=True)
            else:
                failed.append((name, panel, what))
        waiting = [(name, panel) for name, panel, _ in failed]
        if not waiting or time.monotonic() >= deadline:
            break
        time.sleep(min(PAUSE_BETWEEN_ROUNDS_SECONDS, max(0.0, deadline - time.monotonic())))
    for name, panel, what in failed:
        print(f"FAIL {name}, panel '{panel.title}': {what}")
    print(f"{total - len(failed)} panels passed, {len(failed)} failed")
    return 1 if failed else 0


def main() -> int:
    parser = argparse.ArgumentParser(description="Runs every query of the dashboards against a running Prometheus.")
    parser.add_argument("prometheus_url")
    parser.add_argument("--range", default="15m", help="how far back data counts (default 15m)")
    parser.add_argument("--within", type=float, default=0.0, metavar="SECONDS", help="repeat what failed until then")
    arguments = parser.parse_args()
    try:
        return report(panels.Prometheus(arguments.prometheus_url), arguments.range, arguments.within)
    except panels.PrometheusError as error:
        print(f"dashboard_queries.py: {error}", file=sys.stderr)
        return 3


if __name__ == "__main__":
    sys.exit(main())
