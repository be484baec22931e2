"""Draws one dashboard panel as SVG. Lines differ by dashes and end marks, so that they can be told apart without colour."""

from __future__ import annotations

import html
import math
from dataclasses import dataclass

import panels

INK, FAINT, GRID, WARNING = "#1d2a33", "#5b6770", "#e3e7ea", "#8a3b00"
# Dark enough on white, and apart for the common kinds of colour blindness.
COLOURS = ("#005eb8", "#b35900", "#00664f", "#8a1550", "#4c2c92", "#6b5b00", "#0b7285", "#333333")
DASHES = ("", "9 4", "2 3", "12 3 2 3", "5 2", "1 5", "14 6", "6 2 1 2 1 2")
MARKS = ("●", "■", "▲", "◆", "○", "□", "△", "◇")
LINE_HEIGHT = 16
MOST_LINES = len(DASHES)
LEFT, RIGHT, TOP, AXIS = 58, 16, 36, 22
CHART_HEIGHT = 120
ROW_HEIGHT = 22


@dataclass(frozen=True)
class Box:
    x: float
    y: float
    width: float
    height: float


def text(x: float, y: float, words: str, size: int = 12, anchor: str = "start", colour: str = INK,
         weight: str = "normal") -> str:
    return (f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size}" text-anchor="{anchor}" fill="{colour}" '
            f'font-weight="{weight}">{html.escape(words)}</text>')


def shorten(words: str, width: float, size: int = 12) -> str:
    room = max(4, int(width / (size * 0.56)))
    return words if len(words) <= room else words[:room - 1] + "…"


def spoken(value: float, unit: str) -> str:
    """A value as a person would say it: 12 ms, 3.4/s, 1.2 k."""
    if unit == "s":
        for limit, factor, name in ((1e-3, 1e6, "µs"), (1, 1e3, "ms"), (120, 1, "s"), (7200, 1 / 60, "min")):
            if abs(value) < limit:
                return "0 s" if value == 0 else f"{value * factor:.3g} {name}"
        return f"{value / 3600:.3g} h"
    if unit == "percentunit":
        return f"{value * 100:.3g} %"
    suffix = "/s" if unit == "ops" else ""
    if abs(value) >= 10_000:
        return f"{value / 1000:.3g} k{suffix}"
    if unit == "short" and abs(value) >= 100:
        return f"{value:.0f}"
    return f"{value:.3g}{suffix}"


def scale_top(highest: float) -> float:
    """The next round number, so that the three grid lines carry readable values."""
    if highest <= 0:
        return 1.0
    power = 10.0 ** math.floor(math.log10(highest))
    return next(step * power for step in (1, 2, 4, 5, 10) if step * power >= highest * 0.999)


def frame(box: Box, panel: panels.Panel) -> list[str]:
    return [f'<rect x="{box.x}" y="{box.y}" width="{box.width}" height="{box.height}" fill="#fff" stroke="{GRID}"/>',
            text(box.x + 12, box.y + 22, shorten(panel.title, box.width - 24, 14), 14, weight="bold")]


def legend_lines(series: list[panels.Series]) -> int:
    return min(len(series), MOST_LINES) + (1 if len(series) > MOST_LINES else 0)


def course_height(series: list[panels.Series]) -> float:
    return TOP + CHART_HEIGHT + AXIS + LINE_HEIGHT * max(1, legend_lines(series)) + 12


def ranked(series: list[panels.Series]) -> list[panels.Series]:
    """The ones with the highest values first: they are shown when there is no room for all."""
    with_data = [one for one in series if one.finite]
    return sorted(with_data, key=lambda one: -max(value for _, value in one.finite))


def axes(box: Box, panel: panels.Panel, top: float, times: tuple[str, str]) -> list[str]:
    left, right, base = box.x + LEFT, box.x + box.width - RIGHT, box.y + TOP + CHART_HEIGHT
    drawn = []
    for part in (0.0, 0.5, 1.0):
        y = base - part * CHART_HEIGHT
        drawn.append(f'<line x1="{left}" x2="{right}" y1="{y:.1f}" y2="{y:.1f}" stroke="{GRID}"/>')
        drawn.append(text(left - 6, y + 4, spoken(part * top, panel.unit), 11, "end", FAINT))
    drawn.append(text(left, base + 15, times[0], 11, "start", FAINT))
    drawn.append(text(right, base + 15, times[1], 11, "end", FAINT))
    if panel.warn_from is not None and panel.warn_from <= top:
        y = base - panel.warn_from / top * CHART_HEIGHT
        drawn.append(f'<line x1="{left}" x2="{right}" y1="{y:.1f}" y2="{y:.1f}" stroke="{WARNING}" stroke-width="1.5"/>')
        drawn.append(text(right, y - 4, f"warns from {spoken(panel.warn_from, panel.unit)}", 11, "end", WARNING))
    return drawn


def line(box: Box, one: panels.Series, style: int, top: float, span: tuple[float, float]) -> list[str]:
    left, width, base = box.x + LEFT, box.width - LEFT - RIGHT, box.y + TOP + CHART_HEIGHT
    start, end = span
    places = [(left + (when - start) / (end - start) * width, base - value / top * CHART_HEIGHT)
              for when, value in one.finite]
    path = " ".join(f"{x:.1f},{y:.1f}" for x, y in places)
    colour, dash = COLOURS[style], DASHES[style]
    drawn = [f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="1.8" stroke-dasharray="{dash}"/>']
    x, y = places[-1]
    drawn.append(text(x, y + 4, MARKS[style], 11, "middle", colour))
    return drawn


def legend_line(box: Box, y: float, one: panels.Series, style: int, unit: str) -> list[str]:
    values = [value for _, value in one.finite]
    figures = f"now {spoken(values[-1], unit)} · most {spoken(max(values), unit)}"
    x, colour = box.x + 12, COLOURS[style]
    return [f'<line x1="{x}" x2="{x + 30}" y1="{y - 4}" y2="{y - 4}" stroke="{colour}" stroke-width="2" '
            f'stroke-dasharray="{DASHES[style]}"/>',
            text(x + 38, y, MARKS[style], 11, "middle", colour),
            text(x + 50, y, shorten(one.name, box.width - 62 - len(figures) * 6.2)),
            text(box.x + box.width - 12, y, figures, 11, "end", FAINT)]


def draw_course(box: Box, panel: panels.Panel, series: list[panels.Series], span: tuple[float, float],
                times: tuple[str, str]) -> list[str]:
    drawn, order = frame(box, panel), ranked(series)
    if not order:
        return drawn + [text(box.x + box.width / 2, box.y + TOP + CHART_HEIGHT / 2, "no data", 14, "middle", WARNING)]
    top = scale_top(max(value for one in order for _, value in one.finite))
    drawn += axes(box, panel, top, times)
    y = box.y + TOP + CHART_HEIGHT + AXIS + LINE_HEIGHT
    for style, one in enumerate(order[:MOST_LINES]):
        drawn += line(box, one, style, top, span)
        drawn += legend_line(box, y, one, style, panel.unit)
        y += LINE_HEIGHT
    if len(order) > MOST_LINES:
        drawn.append(text(box.x + 12, y, f"and {len(order) - MOST_LINES} lower ones", 11, "start", FAINT))
    return drawn


def rows_height(series: list[panels.Series]) -> float:
    return TOP + ROW_HEIGHT * max(1, len(series)) + 8


def draw_stat(box: Box, panel: panels.Panel, series: list[panels.Series]) -> list[str]:
    drawn: list[str] = []
    for i, one in enumerate(series):
        value = one.finite[-1][1]
        words = panel.words.get(f"{value:g}", spoken(round(value), panel.unit))
        y = box.y + TOP + 18 + ROW_HEIGHT * i
        drawn.append(text(box.x + 12, y, shorten(one.name, box.width - 110), 13))
        drawn.append(text(box.x + box.width - 12, y, words, 17, "end", weight="bold"))
    return drawn


def draw_bars(box: Box, panel: panels.Panel, series: list[panels.Series]) -> list[str]:
    longest = max(one.finite[-1][1] for one in series)
    names, figures = box.width * 0.48, 56
    left, room = box.x + 12 + names, box.width - 24 - names - figures
    drawn: list[str] = []
    for i, one in enumerate(series):
        value = one.finite[-1][1]
        y = box.y + TOP + ROW_HEIGHT * i
        length = value / longest * room if longest > 0 else 0.0
        drawn.append(text(box.x + 12, y + 14, shorten(one.name, names - 8, 13), 13))
        drawn.append(f'<rect x="{left:.1f}" y="{y + 3:.1f}" width="{length:.1f}" height="14" fill="{COLOURS[0]}"/>')
        drawn.append(text(box.x + box.width - 12, y + 14, spoken(value, panel.unit), 13, "end", weight="bold"))
    return drawn


def height_of(panel: panels.Panel, series: list[panels.Series]) -> float:
    return rows_height(series) if panel.shows_newest else course_height(series)


def draw(box: Box, panel: panels.Panel, series: list[panels.Series], span: tuple[float, float],
         times: tuple[str, str]) -> list[str]:
    if not panel.shows_newest:
        return draw_course(box, panel, series, span, times)
    shown = [one for one in series if one.finite]
    if not shown:
        return frame(box, panel) + [text(box.x + 12, box.y + TOP + 18, "no data", 14, "start", WARNING)]
    return frame(box, panel) + (draw_bars if panel.kind == "bargauge" else draw_stat)(box, panel, shown)
