#!/usr/bin/env python3
"""Draws the frontier of search.py, or the curves of trainings, as SVG.

    python plot.py frontier frontier.csv ../frontier.svg --shipped "3:16 3:32 3:16 3"
    python plot.py curves logs/*.csv ../curves.svg
"""

import argparse
import csv
import math
from pathlib import Path
from xml.sax.saxutils import escape

WIDTH, HEIGHT = 760, 420
LEFT, RIGHT, TOP, BOTTOM = 60, 190, 20, 50
COLOURS = ("#1f77b4", "#d62728", "#2ca02c", "#9467bd", "#ff7f0e", "#8c564b", "#17becf", "#7f7f7f", "#bcbd22")


class Chart:
    """Axes from `x` and `y` ranges; marks are added in their units."""

    def __init__(self, x, y, x_name, y_name, logarithmic=False):
        self.parts, self.x, self.y = [], x, y
        self.of_x = math.log if logarithmic else float
        self.text(WIDTH / 2 - 60, HEIGHT - 12, x_name)
        self.text(8, 14, y_name)
        self.rect(LEFT, TOP, WIDTH - LEFT - RIGHT, HEIGHT - TOP - BOTTOM)

    def at(self, x, y):
        share = (self.of_x(x) - self.of_x(self.x[0])) / (self.of_x(self.x[1]) - self.of_x(self.x[0]))
        up = (y - self.y[0]) / (self.y[1] - self.y[0])
        return LEFT + share * (WIDTH - LEFT - RIGHT), HEIGHT - BOTTOM - up * (HEIGHT - TOP - BOTTOM)

    def rect(self, x, y, width, height):
        self.parts.append(f'<rect x="{x}" y="{y}" width="{width}" height="{height}" fill="none" stroke="#888"/>')

    def text(self, x, y, words, anchor="start"):
        self.parts.append(f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}">{escape(words)}</text>')

    def line(self, points, colour, dash=""):
        where = " ".join(f"{x:.1f},{y:.1f}" for x, y in (self.at(*point) for point in points))
        self.parts.append(f'<polyline points="{where}" fill="none" stroke="{colour}" stroke-width="1.5" stroke-dasharray="{dash}"/>')

    def dot(self, x, y, colour):
        cx, cy = self.at(x, y)
        self.parts.append(f'<circle cx="{cx:.1f}" cy="{cy:.1f}" r="4" fill="{colour}"/>')

    def ticks(self, xs, ys):
        for x in xs:
            at, _ = self.at(x, self.y[0])
            self.text(at, HEIGHT - BOTTOM + 18, f"{x:g}", "middle")
        for y in ys:
            _, at = self.at(self.x[0], y)
            self.text(LEFT - 6, at + 4, f"{y:.2f}", "end")

    def svg(self):
        style = 'font-family="sans-serif" font-size="12"'
        head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" {style}>'
        return "\n".join((head, '<rect width="100%" height="100%" fill="#fff"/>', *self.parts, "</svg>")) + "\n"


def steps_of(low, high, count=6):
    """Round values that cover a range."""
    raw = (high - low) / count
    unit = 10 ** math.floor(math.log10(raw))
    step = next(unit * f for f in (1, 2, 5, 10) if unit * f >= raw)
    first = math.ceil(low / step)
    return [step * n for n in range(first, math.floor(high / step) + 1)]


def best(rows):
    """Those that no other one beats in both, by falling speed."""
    kept, top = [], -math.inf
    for row in sorted(rows, key=lambda row: (-float(row["fps"]), -float(row["gain"]))):
        if float(row["gain"]) > top:
            top = float(row["gain"])
            kept.append(row)
    return kept


def frontier(table, shipped):
    with open(table, newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["fps"]]
    if not rows:
        raise SystemExit(f"no row of {table} has a speed: run search.py with --jellyscale")
    gains, speeds = ([float(row[key]) for row in rows] for key in ("gain", "fps"))
    y = (min(gains) - 0.03, max(gains) + 0.03)
    x = (min(speeds) * 0.9, max(speeds) * 1.1)
    chart = Chart(x, y, "frames/s, 640x360 to 1280x720", "gain over bicubic, dB", logarithmic=True)
    chart.ticks([t for t in (20, 30, 40, 60, 80, 100, 150, 200) if x[0] < t < x[1]], steps_of(*y))
    chart.line([(60, y[0]), (60, y[1])], "#888", "4 4")
    chart.line([(float(row["fps"]), float(row["gain"])) for row in best(rows)], "#888")
    for n, row in enumerate(sorted(rows, key=lambda row: -float(row["gain"]))):
        colour = "#d62728" if row["shape"] == shipped else "#1f77b4"
        chart.dot(float(row["fps"]), float(row["gain"]), colour)
        px, py = chart.at(float(row["fps"]), float(row["gain"]))
        chart.text(px + 6, py - 5, str(n + 1))
        chart.text(WIDTH - RIGHT + 8, TOP + 14 + 17 * n, f"{n + 1}  {row['shape']}")
    return chart.svg()


def curves(logs):
    runs = {}
    for log in logs:
        with open(log, newline="") as file:
            runs[log.stem] = [(int(step), float(gain)) for step, gain, *_ in csv.reader(file)]
    points = [point for run in runs.values() for point in run]
    low = sorted(gain for _, gain in points)[len(points) // 20] - 0.05  # the first steps are far below everything
    y = (low, max(gain for _, gain in points) + 0.05)
    chart = Chart((0, max(step for step, _ in points)), y, "steps", "gain over bicubic, dB")
    chart.ticks(steps_of(*chart.x), steps_of(*y))
    for n, (name, run) in enumerate(sorted(runs.items(), key=lambda run: -run[1][-1][1])):
        colour = COLOURS[n % len(COLOURS)]
        chart.line([(step, max(gain, low)) for step, gain in run], colour)
        chart.parts.append(f'<g fill="{colour}">')
        chart.text(WIDTH - RIGHT + 8, TOP + 14 + 17 * n, f"{name}  {run[-1][1]:+.3f}")
        chart.parts.append("</g>")
    return chart.svg()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=("frontier", "curves"))
    parser.add_argument("files", type=Path, nargs="+", help="tables, and last the SVG to write")
    parser.add_argument("--shipped", default="", help="the shape to mark")
    args = parser.parse_args()
    *tables, target = args.files
    if target.suffix != ".svg" or not tables:
        parser.error("name the tables first and last an .svg to write")
    target.write_text(frontier(tables[0], args.shipped) if args.what == "frontier" else curves(tables))


if __name__ == "__main__":
    main()
