# SPDX-License-Identifier: BSD-2-Clause
# Copyright (c) 2026 The Bulkhead developers
"""A report in the browser, and what `bulkhead trace` says of the same run."""
import os
import subprocess


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

    def value(self, expression, *arguments):
        return self.run("return " + expression, *arguments)

    def column(self, section, cell):
        """A column of a section's first table, as texts."""
        return self.value(
            "[...document.querySelector(arguments[0] + ' tbody').rows]"
            ".map((row) => row.cells[arguments[1]].textContent)",
            section,
            cell,
        )

    def is_hidden(self, name):
        return self.value("document.getElementById(arguments[0]).hidden", name)

    def background(self):
        return self.value("getComputedStyle(document.body).backgroundColor")

    def prefer(self, scheme):
        """As if the system was light or dark."""
        feature = {"name": "prefers-color-scheme", "value": scheme}
        self.browser.cdp("Emulation.setEmulatedMedia", features=[feature])
        self.open("full")

    def text(self, selector):
        return self.value("document.querySelector(arguments[0]).textContent", selector)

    def drawn(self):
        """What the last picture has, by the chart's own count."""
        self.browser.settle()
        counts = self.value("({...document.getElementById('chart').dataset})")
        return {key: int(value) for key, value in counts.items()}

    def view(self):
        return self.value("[timeline.view.from, timeline.view.to]")

    def show(self, start, end):
        self.run("timeline.show(arguments[0], arguments[1])", start, end)
        return self.drawn()

    def chart(self):
        """The chart's left, top and width in the window, into which it is brought."""
        return self.run(
            """
            const chart = document.getElementById('chart');
            chart.scrollIntoView({block: 'center', behavior: 'instant'});
            const box = chart.getBoundingClientRect();
            return [box.left, box.top, box.width]"""
        )

    def colour_at(self, time, row, part):
        """The chart's colour at a time, at a part of a row's height."""
        return self.run(
            """
            const chart = document.getElementById('chart');
            const ratio = chart.width / chart.clientWidth;
            const y = timeline.rowTop(arguments[1]) + arguments[2] * timeline.rowHeight;
            const options = {willReadFrequently: true};
            const copy = document.createElement('canvas').getContext('2d', options);
            copy.drawImage(chart, -timeline.x(arguments[0]) * ratio, -y * ratio);
            return [...copy.getImageData(0, 0, 1, 1).data].slice(0, 3)""",
            time,
            row,
            part,
        )


def trace_lines(folder, *options):
    """What `bulkhead trace` prints of the run that the report "full" shows."""
    command = [os.environ["BULKHEAD"], "trace", *options, f"{folder}/full.trace"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return done.stdout.splitlines()
