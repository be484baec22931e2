#!/usr/bin/env python3
"""Draws a dashboard from the data of a running Prometheus as one SVG picture, for people without a Grafana at hand.

usage: preview.py PROMETHEUS_URL OUT.svg [--dashboard waggle-idea-journey] [--minutes 15]

Same panels, queries and places as in Grafana. Exit status: 0 written, 3 Prometheus does not answer.
"""

from __future__ import annotations

import argparse
import itertools
import pathlib
import sys
import time

import chart
import panels

PAGE_WIDTH, MARGIN, GAP = 1500, 20, 12
COLUMN = (PAGE_WIDTH - 2 * MARGIN + GAP) / 24
POINTS = 120
MINUTES_A_DAY = 24 * 60


class Page:
    """One drawing under way. A line is as high as its highest panel."""

    def __init__(self, prometheus: panels.Prometheus, minutes: float, end: float) -> None:
        self._prometheus = prometheus
        self._span = (end - minutes * 60, end)
        self._step = max(1.0, minutes * 60 / POINTS)
        # As Grafana does it: never shorter than four scrapes of 15 s, so that every window holds several.
        self._rate_interval = f"{max(60, int(4 * self._step))}s"
        self._range = f"{int(minutes * 60)}s"
        form = "%H:%M:%S" if minutes < MINUTES_A_DAY else "%d %b %H:%M"
        clock = [time.strftime(form, time.localtime(when)) for when in self._span]
        self._times = (clock[0], clock[1])
        self._drawn: list[str] = []
        self._y = float(MARGIN)

    def heading(self, words: str, size: int, room: float) -> None:
        self._y += room
        self._drawn.append(chart.text(MARGIN, self._y, words, size, weight="bold"))
        self._y += 12

    def line_of_panels(self, line: list[panels.Panel]) -> None:
        answers = [self._answers(panel) for panel in line]
        heights = [chart.height_of(panel, series) for panel, series in zip(line, answers)]
        for panel, series in zip(line, answers):
            box = chart.Box(MARGIN + panel.column * COLUMN, self._y, panel.width * COLUMN - GAP, max(heights))
            self._drawn += chart.draw(box, panel, series, self._span, self._times)
        self._y += max(heights) + GAP

    def svg(self) -> str:
        height = self._y + MARGIN
        return "\n".join([
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{PAGE_WIDTH}" height="{height:.0f}" '
            f'viewBox="0 0 {PAGE_WIDTH} {height:.0f}" font-family="Arial, Helvetica, sans-serif">',
            f'<rect width="{PAGE_WIDTH}" height="{height:.0f}" fill="#f4f6f7"/>', *self._drawn, "</svg>", ""])

    def _answers(self, panel: panels.Panel) -> list[panels.Series]:
        series: list[panels.Series] = []
        for query in panel.queries:
            expression = panels.expand(query.expression, self._rate_interval, self._range)
            if panel.shows_newest:
                series += self._prometheus.now(query, expression)
            else:
                series += self._prometheus.course(query, expression, *self._span, self._step)
        return [panels.Series(panel.names.get(one.name, one.name), one.points) for one in series]


def in_words(minutes: float) -> str:
    return f"{minutes:g} minutes" if minutes < MINUTES_A_DAY else f"{minutes / MINUTES_A_DAY:.3g} days"


def draw(dashboard: panels.Dashboard, prometheus: panels.Prometheus, minutes: float) -> str:
    page = Page(prometheus, minutes, time.time())
    page.heading(f"{dashboard.title}, the last {in_words(minutes)}", 22, 14)
    for _, line in itertools.groupby(dashboard.panels, lambda panel: panel.line):
        first, *others = line
        if first.kind == "row":
            page.heading(first.title, 17, 26)
        else:
            page.line_of_panels([first, *others])
    return page.svg()


def main() -> int:
    dashboards = {one.name: one for one in panels.load_all()}
    parser = argparse.ArgumentParser(description="Draws a dashboard from a running Prometheus as one SVG picture.")
    parser.add_argument("prometheus_url")
    parser.add_argument("output", type=pathlib.Path, metavar="OUT.svg")
    parser.add_argument("--dashboard", choices=sorted(dashboards), default="waggle-idea-journey")
    parser.add_argument("--minutes", type=float, default=15.0, help="how far back (default 15)")
    arguments = parser.parse_args()
    try:
        picture = draw(dashboards[arguments.dashboard], panels.Prometheus(arguments.prometheus_url), arguments.minutes)
    except panels.PrometheusError as error:
        print(f"preview.py: {error}", file=sys.stderr)
        return 3
    arguments.output.write_text(picture, encoding="utf-8")
    print(f"{arguments.output}: drawn from {arguments.prometheus_url}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
