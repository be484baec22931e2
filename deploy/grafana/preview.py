#!/usr/bin/env python3
"""Draws the dashboard from the data of a running Prometheus as one SVG picture, for people without a Grafana at hand.

usage: preview.py PROMETHEUS_URL OUT.svg [--minutes 15]

Same panels, queries and order as in Grafana. Exit status: 0 written, 3 Prometheus does not answer.
"""

from __future__ import annotations

import argparse
import pathlib
import sys
import time

import chart
import panels

PAGE_WIDTH, MARGIN, GAP, COLUMNS = 1500, 20, 12, 3
POINTS = 120


class Page:
    """One drawing under way. Panels fill lines of three; a line is as high as its highest panel."""

    def __init__(self, prometheus: panels.Prometheus, minutes: float, end: float) -> None:
        self._prometheus = prometheus
        self._span = (end - minutes * 60, end)
        self._step = max(1.0, minutes * 60 / POINTS)
        # As Grafana does it: never shorter than four scrapes of 15 s, so that every window holds several.
        self._rate_interval = f"{max(60, int(4 * self._step))}s"
        self._range = f"{int(minutes * 60)}s"
        clock = [time.strftime("%H:%M:%S", time.localtime(when)) for when in self._span]
        self._times = (clock[0], clock[1])
        self._drawn: list[str] = []
        self._y = float(MARGIN)

    def heading(self, words: str, size: int, room: float) -> None:
        self._y += room
        self._drawn.append(chart.text(MARGIN, self._y, words, size, weight="bold"))
        self._y += 12

    def line_of_panels(self, line: list[panels.Panel]) -> None:
        answers = [self._answers(panel) for panel in line]
        heights = [chart.stat_height(series) if panel.kind == "stat" else chart.course_height(series)
                   for panel, series in zip(line, answers)]
        width = (PAGE_WIDTH - 2 * MARGIN - (COLUMNS - 1) * GAP) / COLUMNS
        for i, (panel, series) in enumerate(zip(line, answers)):
            box = chart.Box(MARGIN + i * (width + GAP), self._y, width, max(heights))
            if panel.kind == "stat":
                self._drawn += chart.draw_stat(box, panel, series)
            else:
                self._drawn += chart.draw_course(box, panel, series, self._span, self._times)
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
            if panel.kind == "stat":
                series += self._prometheus.now(query, expression)
            else:
                series += self._prometheus.course(query, expression, *self._span, self._step)
        return series


def draw(prometheus: panels.Prometheus, minutes: float) -> str:
    page = Page(prometheus, minutes, time.time())
    page.heading(f"Waggle: an idea's way, the last {minutes:g} minutes", 22, 14)
    line: list[panels.Panel] = []
    for panel in [*panels.load(), None]:
        if line and (panel is None or panel.kind == "row" or len(line) == COLUMNS):
            page.line_of_panels(line)
            line = []
        if panel is None:
            break
        if panel.kind == "row":
            page.heading(panel.title, 17, 26)
        else:
            line.append(panel)
    return page.svg()


def main() -> int:
    parser = argparse.ArgumentParser(description="Draws the dashboard from a running Prometheus as one SVG picture.")
    parser.add_argument("prometheus_url")
    parser.add_argument("output", type=pathlib.Path, metavar="OUT.svg")
    parser.add_argument("--minutes", type=float, default=15.0, help="how far back (default 15)")
    arguments = parser.parse_args()
    try:
        picture = draw(panels.Prometheus(arguments.prometheus_url), arguments.minutes)
    except panels.PrometheusError as error:
        print(f"preview.py: {error}", file=sys.stderr)
        return 3
    arguments.output.write_text(picture, encoding="utf-8")
    print(f"{arguments.output}: drawn from {arguments.prometheus_url}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
