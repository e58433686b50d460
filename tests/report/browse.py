#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-2-Clause
# Copyright (c) 2026 The Bulkhead developers
"""browse.py FOLDER: clicks, types and measures in the reports of tests/report/run."""
import re
import signal
import sys
import traceback

from browser import Browser, Gone
from page import Report, trace_lines

FRAME = 20_000_000  # ns, of examples/flight
PARTITIONS = ["sensor", "navigation", "display", "telemetry", "maintenance", "faulty"]
ARROW_RIGHT, ESCAPE, DOWN = "\ue014", "\ue00c", "\ue015"
# More than this is not drawn for one picture, however long the trace: figures per pixel of a row's
# length. A rectangle for each record or window would be more than 100,000.
PER_PIXEL = 1


def loads(report):
    report.open("full")
    assert report.value("document.documentElement.dataset.ready") == "yes"
    assert report.browser.complaints() == []
    assert report.value("performance.getEntriesByType('resource').length") == 0


def is_not_taken_over(report):
    assert report.value("document.title") == "flight - Bulkhead report"
    assert "</script><script>" in report.text("#configuration")


def tells_the_run(report):
    said = report.text("#sentences")
    windows = len(trace_lines(report.folder, "-k", "WINDOW"))
    health = trace_lines(report.folder, "-k", "HEALTH")
    assert f"Every one of {windows:,} windows was entered on time" in said, said
    assert f"{len(health)} health events" in said, said
    assert "faulty was restarted 8 times, always by health monitoring" in said, said
    assert "ground until" in said and "then flight until" in said, said
    assert len(report.column("#health", 4)) == len(health)


def has_rows(report):
    assert report.drawn()["rows"] == 1 + len(PARTITIONS)
    assert report.value("model.rows.map(rowName)") == ["kernel"] + PARTITIONS
    assert report.column("#utilisation", 0) == PARTITIONS


def draws_the_windows(report):
    entries = [int(line.split()[0]) for line in trace_lines(report.folder, "-k", "WINDOW")]
    for first, frames in ((100, 1), (470, 12), (2000, 30)):
        start, end = first * FRAME + 10_000, (first + frames) * FRAME - 10_000
        # A record is written before its window; the first one's was before this stretch.
        expected = sum(start - 20_000 < time < end for time in entries)
        drawn = report.show(start, end)
        assert drawn["windows"] == drawn["entered"] == expected == 6 * frames, (drawn, expected)
    assert report.show(0, 60 * 10**9)["windows"] == 0  # too many to tell apart: bands


def draws_what_ran(report):
    """The window before the error, in which faulty loops, is filled; the time before it is not."""
    events = trace_lines(report.folder, "-k", "HEALTH")
    (error,) = [int(line.split()[0]) for line in events if "DEADLINE_MISSED" in line]
    window = error // FRAME * FRAME - FRAME + 15_000_000
    report.show(window - 4_000_000, window + 6_000_000)
    row = 1 + PARTITIONS.index("faulty")
    ran = report.colour_at(window + 2_000_000, row, 0.8)
    idle = report.colour_at(window - 2_000_000, row, 0.8)
    colour = report.value("theme.partition(arguments[0])", row - 1)
    assert ran == [int(colour[i : i + 2], 16) for i in (1, 3, 5)], (ran, colour)
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
    assert report.value("document.getElementById('keys').open")
    report.browser.keys(ESCAPE)
    assert not report.value("document.getElementById('keys').open")
    report.run("document.getElementById('chart').focus()")
    report.browser.keys("." + ".")
    assert re.search(r"sensor +\w+ ", report.text("#readout")), report.text("#readout")
    report.browser.keys(DOWN + ".")
    assert "navigation" in report.text("#readout")


def drag(report, y, *places):
    report.browser.pointer((places[0], y), "down", *[(x, y) for x in places[1:]], "up")


def answers_the_mouse(report):
    report.show(100 * FRAME, 102 * FRAME)
    left, top, width = report.chart()
    axis = width - 128
    middle = left + 128 + axis / 2
    drag(report, top + 200, middle, middle - 50, middle - 100)
    start, end = report.view()
    assert abs(start - 100 * FRAME - 100 * 2 * FRAME / axis) < FRAME / 50, start
    drag(report, top + 20, middle, middle + 60, middle + 100)
    a, b = report.view()
    assert abs(b - a - 100 * (end - start) / axis) < FRAME / 50, (a, b)
    report.show(100 * FRAME, 101 * FRAME)
    report.browser.pointer((left + 128 + axis * 0.05, report.chart()[1] + 44 + 46 * 1.5))
    assert not report.is_hidden("tip")
    tip = report.text("#tip")
    assert "sensor" in tip and "slack" in tip, tip
    report.browser.pointer((5, 5))
    assert report.is_hidden("tip")


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
    assert report.drawn()["windows"] == 6 and not report.is_hidden("fold-label")
    chosen = "document.getElementById('fold-schedule').selectedOptions[0].textContent"
    assert report.value(chosen) == "flight"
    frames = report.value("timeline.series.frames")
    switches = [int(line.split()[0]) for line in trace_lines(report.folder, "-k", "SCHEDULE")]
    assert frames == round((switches[1] - switches[0]) / FRAME), frames
    # In every frame the sensor is busy at its window's start, and in none at its end.
    covered = "timeline.series.covered(timeline.series.rows[1].busy, arguments[0], arguments[1])"
    assert report.value(covered, 1000, 1500) == 1
    assert report.value(covered, 1_900_000, 1_950_000) == 0
    report.browser.click("#mode-run")
    assert report.is_hidden("fold-label")


def has_two_themes(report):
    def colours():
        start, end = report.view()
        return report.background(), report.colour_at(start + (end - start) * 0.03, 1, 0.87)

    report.browser.click("#zoom-fit")
    light = colours()
    report.browser.click("#theme")
    dark = colours()
    assert light[0] != dark[0] and sum(light[1]) + 60 < sum(dark[1]), (light, dark)
    report.prefer("dark")
    assert report.background() == dark[0]
    report.prefer("light")
    assert report.background() == light[0]


def lists_records(report):
    report.show(100 * FRAME, 101 * FRAME)
    report.run("document.getElementById('records-box').open = true")
    report.browser.wait(400)  # longer than the table waits for the view to rest
    rows = report.value("document.querySelectorAll('#records tbody tr').length")
    expected = report.run(
        """
        const {from, to} = timeline.view;
        return timeline.series.rows.reduce((sum, {time}) =>
            sum + time.filter((at) => at >= from && at < to).length, 0)"""
    )
    assert rows == expected > 10, (rows, expected)


def is_labelled(report):
    nameless = """
        const nodes = [...document.querySelectorAll('button, select, canvas, [role=img]')];
        return nodes.filter((node) => !(node.textContent.trim() || node.ariaLabel ||
            node.labels?.length)).map((node) => node.outerHTML)"""
    assert report.run(nameless) == []
    doubled = """
        const ids = [...document.querySelectorAll('[id]')].map((node) => node.id);
        return ids.filter((id, i) => ids.indexOf(id) !== i)"""
    assert report.run(doubled) == []
    plots = report.value(
        "[...document.querySelectorAll('#lateness svg, #latency svg')].map((svg) => svg.textContent)"
    )
    units = re.compile(r"(windows|occurrences).*(slack, [nµm]?s|\d\s[nµm]?s.*latency)", re.DOTALL)
    assert len(plots) > len(PARTITIONS) and all(map(units.match, plots)), plots


def prints(report):
    path = f"{report.folder}/full.pdf"
    report.browser.printed(path)
    with open(path, "rb") as file:
        pages = len(re.findall(rb"/Type\s*/Page\b", file.read()))
    assert pages >= 3, pages
    assert report.value("document.documentElement.dataset.theme") == "light"


def says_what_is_missing(report):
    report.open("few")
    assert "Kinds" in report.text("#lateness") and "WINDOW" in report.text("#lateness")
    assert "RAISE DELIVER" in report.text("#latency")
    assert "HYPERCALL" in report.text("#missing") and not report.is_hidden("missing")
    assert "Health events were not recorded" in report.text("#sentences")
    report.open("plan")
    assert "bulkhead run --icount --trace" in report.text("#sentences")
    assert report.drawn()["windows"] == 6
    assert "air-data" in report.text("#channels") and "wall" in report.text("#memory")
    complaints = report.browser.complaints()
    assert complaints == [], complaints


def tells_what_did_not_come(report):
    """Records that a line lost did not give way to others."""
    report.open("gaps")
    text = report.text("#sentences")
    assert "Records did not come over the line" in text and " lost 7 and is whole from" in text, text
    assert "gave way" not in text


def draws_little(report):
    """However many records there are: at every zoom, in the run and folded."""
    worst = {}
    for name in ("1000", "100000"):
        report.open(name)
        records = report.value("model.trace.records.time.length")
        assert records == int(name), records
        pixels = report.value("model.rows.length * (timeline.painter.width - LABELS)")
        for folded in (False, True):
            report.run("timeline.fold(arguments[0])", folded)
            begin, end = report.value("[timeline.series.begin, timeline.series.end]")
            for n in range(18):
                start = begin + (end - begin) / 3
                drawn = report.show(start, start + (end - begin) / 2**n)
                worst[name] = max(worst.get(name, 0), drawn["primitives"])
    assert report.browser.complaints() == []
    assert worst["100000"] < PER_PIXEL * pixels, (worst, pixels)
    return f"at most {worst['100000']:,} figures a picture, of 1,000 records {worst['1000']:,}"


def shows_lateness(report):
    report.open("100000")
    late = report.value(
        "model.trace.windows.slack.filter((slack) => slack !== null && slack < 0).length"
    )
    assert late > 300 and report.drawn()["late"] == late
    assert f"{late} late" in report.text("#sentences")


TESTS = [
    (loads, "a report of a flight loads without a complaint, and loads nothing else"),
    (is_not_taken_over, "what the module's file says stays text"),
    (tells_the_run, "its sentences tell of windows, health events, restarts and schedules"),
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
    (tells_what_did_not_come, "it tells records that a line lost from those that gave way"),
    (draws_little, "100,000 records cost no more to draw than the screen has pixels"),
    (shows_lateness, "late windows show, however far one zooms out"),
]


def main():
    failed = False
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # by way of the browser's end
    with Browser() as browser:
        report = Report(browser, sys.argv[1])
        for test, sentence in TESTS:
            try:
                said = test(report)
                print(f"ok - {sentence}" + (f" ({said})" if said else ""))
            except Exception as error:  # whatever goes wrong is this test's
                print(f"not ok - {sentence}")
                for line in traceback.format_exc().splitlines()[-6:]:
                    print("# " + line)
                failed = True
                if isinstance(error, Gone):
                    break
            sys.stdout.flush()
    sys.exit(failed)


if __name__ == "__main__":
    main()
