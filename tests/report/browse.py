#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-2-Clause
# Copyright (c) 2026 The Bulkhead developers
"""browse.py FOLDER: looks at the reports of tests/report/run in a browser: clicks, types, measures."""
import os
import re
import subprocess
import sys
import traceback

from browser import Browser, Gone

FRAME = 20_000_000  # ns, of examples/flight
PARTITIONS = ["sensor", "navigation", "display", "telemetry", "maintenance", "faulty"]
ARROW_RIGHT, ESCAPE, DOWN = "\ue014", "\ue00c", "\ue015"
# More than this is not drawn for one picture, however long the trace: marks, bars and text per pixel
# of a row's length. A rectangle for each record or window would be more than 100,000.
PER_PIXEL = 1


class Report:
    """A report in the browser."""

    def __init__(self, browser, folder):
        self.browser = browser
        self.folder = folder

    def open(self, name):
        self.browser.open(f"{self.folder}/{name}.html")
        self.browser.settle()

    def run(self, script, *arguments):
        return self.browser.run(script, *arguments)

    def text(self, selector):
        return self.run("return document.querySelector(arguments[0]).textContent", selector)

    def drawn(self):
        """What the last picture has, by the chart's own count."""
        self.browser.settle()
        return {key: int(value) for key, value in self.run("return {...document.getElementById('chart').dataset}").items()}

    def view(self):
        return self.run("return [timeline.view.from, timeline.view.to]")

    def show(self, start, end):
        self.run("timeline.show(arguments[0], arguments[1])", start, end)
        return self.drawn()

    def chart(self):
        self.run("document.getElementById('chart').scrollIntoView({block: 'center', behavior: 'instant'})")
        return self.run("const box = document.getElementById('chart').getBoundingClientRect(); return [box.left, box.top, box.width, box.height]")

    def colour_at(self, time, row, part):
        """The chart's colour at a time, at a part of a row's height."""
        return self.run("""const chart = document.getElementById('chart'), ratio = chart.width / chart.clientWidth;
            const y = timeline.rowTop(arguments[1]) + arguments[2] * timeline.rowHeight;
            const copy = document.createElement('canvas').getContext('2d', {willReadFrequently: true});
            copy.drawImage(chart, -timeline.x(arguments[0]) * ratio, -y * ratio);
            return [...copy.getImageData(0, 0, 1, 1).data].slice(0, 3)""", time, row, part)


def trace_lines(folder, *options):
    return subprocess.run([os.environ["BULKHEAD"], "trace", *options, f"{folder}/full.trace"], capture_output=True, text=True, check=True).stdout.splitlines()


def loads(report):
    report.open("full")
    assert report.run("return document.documentElement.dataset.ready") == "yes"
    assert report.browser.complaints() == []
    assert report.run("return performance.getEntriesByType('resource').length") == 0


def is_not_taken_over(report):
    assert report.run("return document.title") == "flight - Bulkhead report"
    assert "</script><script>" in report.text("#configuration")


def tells_the_run(report):
    said = report.text("#sentences")
    windows = len(trace_lines(report.folder, "-k", "WINDOW"))
    health = trace_lines(report.folder, "-k", "HEALTH")
    assert f"Every one of {windows:,} windows was entered on time" in said, said
    assert f"{len(health)} health events" in said and "faulty was restarted 8 times, always by health monitoring" in said, said
    assert "ground until" in said and "then flight until" in said, said
    assert len(report.run("return [...document.querySelectorAll('#health tbody')[0].rows].map((row) => row.cells[4].textContent)")) == len(health)


def has_rows(report):
    assert report.drawn()["rows"] == 1 + len(PARTITIONS)
    assert report.run("return model.rows.map(rowName)") == ["kernel"] + PARTITIONS
    assert report.run("return [...document.querySelectorAll('#utilisation tbody')[0].rows].map((row) => row.cells[0].textContent)") == PARTITIONS


def draws_the_windows(report):
    entries = [int(line.split()[0]) for line in trace_lines(report.folder, "-k", "WINDOW")]
    for first, frames in ((100, 1), (470, 12), (2000, 30)):
        start, end = first * FRAME + 10_000, (first + frames) * FRAME - 10_000
        # A record is written before its window; the first one's was before this stretch.
        expected = sum(start - 20_000 < time < end for time in entries)
        drawn = report.show(start, end)
        assert drawn["windows"] == drawn["entered"] == expected == 6 * frames, (first, frames, drawn, expected)
    assert report.show(0, 60 * 10**9)["windows"] == 0  # too many to tell apart: bands


def draws_what_ran(report):
    """faulty's endless loop, from its hypercall before the error to the error, is filled; before it is not."""
    error, = [int(line.split()[0]) for line in trace_lines(report.folder, "-k", "HEALTH") if "DEADLINE_MISSED" in line]
    window = error // FRAME * FRAME - FRAME + 15_000_000
    report.show(window - 4_000_000, window + 6_000_000)
    row = 1 + PARTITIONS.index("faulty")
    ran, idle = report.colour_at(window + 2_000_000, row, 0.8), report.colour_at(window - 2_000_000, row, 0.8)
    colour = report.run("return theme.partition(arguments[0])", row - 1)
    assert ran == [int(colour[i:i + 2], 16) for i in (1, 3, 5)], (ran, colour)
    assert ran != idle


def answers_keys(report):
    report.run("document.getElementById('chart').focus()")
    report.browser.keys("0")
    start, end = report.view()
    report.browser.keys("+")
    a, b = report.view()
    assert abs((b - a) * 2 - (end - start)) < 2, (a, b)
    report.browser.keys(ARROW_RIGHT)
    assert report.view()[0] > a
    report.browser.keys("1")
    assert round(report.view()[1] - report.view()[0]) == FRAME
    report.browser.keys("?")
    assert report.run("return document.getElementById('keys').open")
    report.browser.keys(ESCAPE)
    assert not report.run("return document.getElementById('keys').open")
    report.run("document.getElementById('chart').focus()")
    report.browser.keys("." + ".")
    assert re.search(r"sensor +\w+ ", report.text("#readout")), report.text("#readout")
    report.browser.keys(DOWN + ".")
    assert "navigation" in report.text("#readout")


def answers_the_mouse(report):
    report.show(100 * FRAME, 102 * FRAME)
    left, top, width, height = report.chart()
    middle = left + 128 + (width - 128) / 2
    report.browser.pointer((middle, top + 200), "down", (middle - 50, top + 200), (middle - 100, top + 200), "up")
    start, end = report.view()
    assert abs(start - 100 * FRAME - 100 * 2 * FRAME / (width - 128)) < FRAME / 50, start
    report.browser.pointer((middle, top + 20), "down", (middle + 60, top + 20), (middle + 100, top + 20), "up")
    assert abs((report.view()[1] - report.view()[0]) - 100 * (end - start) / (width - 128)) < FRAME / 50
    report.show(100 * FRAME, 101 * FRAME)
    report.browser.pointer((left + 128 + (width - 128) * 0.05, report.chart()[1] + 44 + 46 * 1.5))
    tip = report.run("const tip = document.getElementById('tip'); return tip.hidden ? '' : tip.textContent")
    assert "sensor" in tip and "slack" in tip, tip
    report.browser.pointer((5, 5))
    assert report.run("return document.getElementById('tip').hidden")


def finds_health(report):
    report.run("timeline.forget()")
    report.browser.click("#health-next")
    assert "NUMERIC_ERROR" in report.text("#readout")
    assert report.drawn()["health"] == 1
    report.browser.click("#health-back")
    assert "ILLEGAL_REQUEST" in report.text("#readout")
    report.browser.click("#health tbody tr:nth-child(4) button")
    assert "DEADLINE_MISSED" in report.text("#readout")


def folds(report):
    report.browser.click("#mode-fold")
    assert report.drawn()["windows"] == 6 and not report.run("return document.getElementById('fold-label').hidden")
    chosen = report.run("const select = document.getElementById('fold-schedule'); return select.selectedOptions[0].textContent")
    assert chosen == "flight"
    frames = report.run("return timeline.series.frames")
    switches = [int(line.split()[0]) for line in trace_lines(report.folder, "-k", "SCHEDULE")]
    assert frames == round((switches[1] - switches[0]) / FRAME), frames
    # Every frame's sensor window is busy at its start, and none at its end.
    row = report.run("""const row = timeline.series.rows[1]; return [timeline.series.covered(row.busy, 1000, 1500), timeline.series.covered(row.busy, 1900000, 1950000)]""")
    assert row == [1, 0], row
    report.browser.click("#mode-run")
    assert report.run("return document.getElementById('fold-label').hidden")


def has_two_themes(report):
    def colours():
        start, end = report.view()
        return report.run("return getComputedStyle(document.body).backgroundColor"), report.colour_at(start + (end - start) * 0.03, 1, 0.87)
    report.browser.click("#zoom-fit")
    light = colours()
    report.browser.click("#theme")
    dark = colours()
    assert light[0] != dark[0] and sum(light[1]) + 60 < sum(dark[1]), (light, dark)
    report.browser.cdp("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": "dark"}])
    report.open("full")
    assert report.run("return getComputedStyle(document.body).backgroundColor") == dark[0]
    report.browser.cdp("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": "light"}])
    report.open("full")
    assert report.run("return getComputedStyle(document.body).backgroundColor") == light[0]


def lists_records(report):
    report.show(100 * FRAME, 101 * FRAME)
    report.run("document.getElementById('records-box').open = true")
    report.browser.call("POST", "/execute/async", {"script": "setTimeout(arguments[0], 400)", "args": []})
    rows = report.run("return document.querySelectorAll('#records tbody tr').length")
    expected = report.run("return timeline.series.rows.reduce((sum, row) => sum + lowerBound(row.time, timeline.view.to) - lowerBound(row.time, timeline.view.from), 0)")
    assert rows == expected > 10, (rows, expected)


def is_labelled(report):
    assert report.run("""return [...document.querySelectorAll('button, select, canvas, [role=img]')].filter((node) =>
        !(node.textContent.trim() || node.getAttribute('aria-label') || node.labels?.length)).map((node) => node.outerHTML)""") == []
    assert report.run("const ids = [...document.querySelectorAll('[id]')].map((node) => node.id); return ids.length - new Set(ids).size") == 0
    assert report.run("return [...document.querySelectorAll('.plot')].filter((plot) => plot.querySelector('.axis') && ![...plot.querySelectorAll('text')].some((text) => /slack|latency|^[0-9a-f]{8}$/.test(text.textContent))).length") == 0


def prints(report):
    path = f"{report.folder}/full.pdf"
    report.browser.printed(path)
    with open(path, "rb") as file:
        pages = len(re.findall(rb"/Type\s*/Page\b", file.read()))
    assert pages >= 3, pages
    assert report.run("return document.documentElement.dataset.theme") == "light"


def says_what_is_missing(report):
    report.open("few")
    assert "Kinds" in report.text("#lateness") and "WINDOW" in report.text("#lateness")
    assert "RAISE DELIVER" in report.text("#latency")
    assert "HYPERCALL" in report.text("#missing") and not report.run("return document.getElementById('missing').hidden")
    assert "Health events were not recorded" in report.text("#sentences")
    report.open("plan")
    assert "bulkhead run --icount --trace" in report.text("#sentences")
    assert report.drawn()["windows"] == 6
    assert "air-data" in report.text("#channels") and "wall" in report.text("#memory")
    complaints = report.browser.complaints()
    assert complaints == [], complaints


def draws_little(report):
    """However many records there are: at every zoom, in the run and folded."""
    worst = {}
    for name in ("1000", "100000"):
        report.open(name)
        records = report.run("return model.trace.records.time.length")
        assert records == int(name), records
        pixels = report.run("return model.rows.length * (timeline.painter.width - LABELS)")
        for folded in (False, True):
            report.run("timeline.fold(arguments[0])", folded)
            begin, end = report.run("return [timeline.series.begin, timeline.series.end]")
            for n in range(18):
                drawn = report.show(begin + (end - begin) / 3, begin + (end - begin) / 3 + (end - begin) / 2**n)
                worst[name] = max(worst.get(name, 0), drawn["primitives"])
    assert report.browser.complaints() == []
    assert worst["100000"] < PER_PIXEL * pixels, (worst, pixels)
    return f"at most {worst['100000']:,} figures a picture, of 1,000 records {worst['1000']:,}"


def shows_lateness(report):
    report.open("100000")
    late = report.run("return model.trace.windows.slack.filter((slack) => slack !== null && slack < 0).length")
    assert late > 300 and report.drawn()["late"] == late
    assert f"{late} late" in report.text("#sentences")


TESTS = [
    (loads, "a report of a flight loads without a complaint, and loads nothing else"),
    (is_not_taken_over, "what the module's file says stays text"),
    (tells_the_run, "its sentences have the trace's windows, health events, restarts and schedules"),
    (has_rows, "it has a row for the kernel and for each partition"),
    (draws_the_windows, "it draws as many windows as the trace has, planned and entered"),
    (draws_what_ran, "and fills in what a partition was busy"),
    (answers_keys, "keys zoom, move, step through records, and show the list of keys"),
    (answers_the_mouse, "the mouse moves, zooms on the axis, and asks what is there"),
    (finds_health, "health events are found by button and from their table"),
    (folds, "the run folds on the major frame: every frame of a schedule in one"),
    (has_two_themes, "it is light or dark, as the system has it or the reader"),
    (lists_records, "the table has the records in view"),
    (is_labelled, "pictures and controls have names, axes units"),
    (prints, "it prints, in light colours"),
    (says_what_is_missing, "what was not recorded is said, with how to record it"),
    (draws_little, "100,000 records cost no more to draw than the screen has pixels"),
    (shows_lateness, "late windows show, however far one zooms out"),
]


def main():
    failed = False
    with Browser() as browser:
        report = Report(browser, sys.argv[1])
        for test, sentence in TESTS:
            try:
                said = test(report)
                print(f"ok - {sentence}" + (f" ({said})" if said else ""))
            except Exception as error:  # whatever goes wrong is this test's
                print(f"not ok - {sentence}")
                print("".join("# " + line + "\n" for line in traceback.format_exc().splitlines()[-6:]), end="")
                failed = True
                if isinstance(error, Gone):
                    break
            sys.stdout.flush()
    sys.exit(failed)


if __name__ == "__main__":
    main()
