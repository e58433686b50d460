/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* The timeline's picture: the axis, and a row for the kernel and for each partition. Whatever is
 * closer together than the screen can show becomes one mark, found by binary search. */
'use strict';

const LABELS = 128; /* px left of the rows */
const RULER = 44; /* px above them */
const PLANNED_MOST = 3000;

const timeline = {
  painter: null,
  overviewPainter: null,
  series: null,
  view: {from: 0, to: 1},
  row: 1,
  selected: -1 /* a record */,
  mark: null /* a place on the axis */,
  cursor: null /* {x, y} of the pointer */,

  /* Geometry. */
  get rowHeight() {
    return model.rows.length > 14 ? 30 : 46;
  },
  get height() {
    return RULER + model.rows.length * this.rowHeight + 6;
  },
  get perPixel() {
    return (this.view.to - this.view.from) / (this.painter.width - LABELS);
  },
  x(place) {
    return LABELS + (place - this.view.from) / this.perPixel;
  },
  place(x) {
    return this.view.from + (x - LABELS) * this.perPixel;
  },
  rowTop(row) {
    return RULER + row * this.rowHeight;
  },
  rowAt(y) {
    const row = Math.floor((y - RULER) / this.rowHeight);
    return y >= RULER && row < model.rows.length ? row : -1;
  },

  draw() {
    const painter = this.painter;
    const width = painter.begin(this.height);
    const counts = {rows: model.rows.length, windows: 0, entered: 0, late: 0, health: 0};
    this.drawRuler(painter, width);
    painter.clip(LABELS, 0, width - LABELS, this.height);
    const outlines = [];
    const individually = this.planned(outlines);
    for (let row = 0; row < model.rows.length; row++) {
      this.drawGround(painter, row, width);
      this.drawActivity(painter, row, width, individually, counts);
      this.drawLate(painter, row, this.box(row), counts);
    }
    for (const [x, y, w, h, colour] of outlines) painter.outline(x, y, w, h, colour, 0.75);
    counts.windows = outlines.length;
    for (let row = 0; row < model.rows.length; row++) this.drawMarks(painter, row, counts);
    this.drawFlows(painter);
    this.drawLines(painter);
    painter.unclip();
    this.drawLabels(painter, width);
    painter.end(counts);
  },

  /* Outlines of the plan, if they can be told apart; else false, and bands are drawn instead. */
  planned(outlines) {
    const narrow = 3 * this.perPixel;
    let clear = true;
    const all = eachPlanned(
      this.series,
      this.view.from,
      this.view.to,
      PLANNED_MOST,
      (start, end, partition) => {
        if (end <= this.view.from || start >= this.view.to) return;
        if (end - start < narrow) clear = false;
        const box = this.box(partition + 1);
        outlines.push([
          this.x(start),
          box.top,
          (end - start) / this.perPixel,
          box.height,
          theme.partition(partition),
        ]);
      },
    );
    if (all && clear) return true;
    outlines.length = 0;
    return false;
  },

  box(row) {
    const inset = this.rowHeight > 40 ? 5 : 3;
    return {top: this.rowTop(row) + inset, height: this.rowHeight - 2 * inset};
  },

  /* The row's background, hatched while its partition is not in mode NORMAL. */
  drawGround(painter, row, width) {
    const top = this.rowTop(row);
    painter.line(
      0,
      top + this.rowHeight - 0.5,
      width,
      top + this.rowHeight - 0.5,
      theme.colours.rule,
    );
    if (row === this.row)
      painter.rect(LABELS, top, width - LABELS, this.rowHeight - 1, theme.colours.shade);
    if (this.series.folded) return;
    const {time, records} = this.series.rows[row].marks.MODE;
    const normal = model.trace ? model.trace.modes.indexOf('NORMAL') : 0;
    for (
      let i = Math.max(0, lowerBound(time, this.view.from) - 1);
      i < time.length && time[i] < this.view.to;
    ) {
      const next = Math.max(i + 1, lowerBound(time, time[i] + this.perPixel));
      const mode = model.trace.records.a[records[next - 1]];
      const from = Math.max(LABELS, this.x(time[next - 1]));
      const to = Math.min(width, next < time.length ? this.x(time[next]) : width);
      if (mode !== normal && to > from)
        painter.hatch(
          from,
          top + 1,
          Math.max(1, to - from),
          this.rowHeight - 2,
          theme.colours.faint,
          mode === 0 ? 5 : 9,
        );
      i = next;
    }
  },

  drawActivity(painter, row, width, individually, counts) {
    const partition = row - 1;
    const colour = theme.partition(partition);
    const box = this.box(row);
    const data = this.series.folded ? this.series.rows[row] : model.rows[row];
    const busyTop = box.top + Math.round(box.height * 0.42);
    const busyHeight = box.top + box.height - busyTop;
    if (row === 0 && individually) this.drawSwitches(painter, box);
    if (this.series.folded) {
      this.columns(data.entered, (x, w, part) =>
        painter.rect(x, box.top, w, box.height, colour, 0.06 + 0.12 * part),
      );
      this.columns(data.busy, (x, w, part) =>
        painter.rect(x, busyTop, w, busyHeight, colour, 0.2 + 0.8 * part),
      );
      return;
    }
    this.intervals(data.entered, 1, (x, w) => {
      painter.rect(x, box.top, w, box.height, colour, individually ? 0.16 : 0.07);
      counts.entered++;
    });
    /* Busy: as high as the part of the time when columns stand for many intervals. */
    this.intervals(data.busy, 16, (x, w, part) => {
      const height = part >= 0.999 ? busyHeight : Math.max(2, busyHeight * part);
      painter.rect(x, box.top + box.height - height, w, height, colour);
    });
  },

  /* Each interval that is a pixel wide, and columns of a pixel for what is narrower, with the part
   * of it that is covered, in so many levels; columns side by side that are alike are one. */
  intervals(intervals, levels, callback) {
    const {from, to} = this.view;
    const pixel = this.perPixel;
    let run = null;
    let at = from; /* what is drawn so far */
    const flush = () => {
      if (run) callback(this.x(from) + run.column, run.count, run.part / levels);
      run = null;
    };
    for (let i = intervals.firstAfter(from); i < intervals.length && intervals.start[i] < to;) {
      const start = Math.max(intervals.start[i], at);
      if (intervals.end[i] - start >= pixel) {
        flush();
        at = intervals.end[i++];
        callback(this.x(start), (Math.min(at, to) - start) / pixel, 1);
        continue;
      }
      const column = Math.floor((start - from) / pixel);
      const next = from + (column + 1) * pixel;
      const part = Math.ceil((levels * intervals.covered(next - pixel, next)) / pixel - 1e-6);
      if (run && run.column + run.count === column && run.part === part) run.count++;
      else {
        flush();
        run = {column, count: 1, part};
      }
      at = next;
      i = Math.max(i + 1, lowerBound(intervals.end, next, i));
    }
    flush();
  },

  columns(density, callback) {
    const pixel = this.perPixel;
    const from = Math.max(this.view.from, this.series.begin);
    const to = Math.min(this.view.to, this.series.end);
    let run = null;
    for (let place = from; place < to; place += pixel) {
      const part = Math.round(this.series.covered(density, place, place + pixel) * 1000) / 1000;
      const some =
        part > 0 || lowerBound(density.start, place) !== lowerBound(density.start, place + pixel);
      const value = some ? Math.max(part, 0.001) : 0;
      if (run && run.value === value) continue;
      if (run && run.value)
        callback(this.x(run.place), Math.max(1, this.x(place) - this.x(run.place)), run.value);
      run = {place, value};
    }
    if (run && run.value)
      callback(this.x(run.place), Math.max(1, this.x(to) - this.x(run.place)), run.value);
  },

  /* A window that entered late has a red edge, from its planned entry to the actual one. */
  drawLate(painter, row, box, counts) {
    const late = this.series.rows[row].late;
    this.each(late.place, 2, (i, many) => {
      const by = -model.trace.windows.slack[late.windows[i]];
      painter.rect(
        this.x(late.place[i] - by),
        box.top,
        Math.max(2, by / this.perPixel),
        box.height,
        theme.colours.fault,
        0.85,
      );
      counts.late += many;
    });
  },

  /* The kernel's part of each switch: from a lead before the plan to the guest's entry, and
   * darker what it needed of that, by the slack. */
  drawSwitches(painter, box) {
    const {offset, lead} = model.module;
    const colour = theme.colours.soft;
    const bar = (from, to, alpha) =>
      painter.rect(
        this.x(from),
        box.top,
        Math.max(1, (to - from) / this.perPixel),
        box.height,
        colour,
        alpha,
      );
    eachPlanned(this.series, this.view.from, this.view.to, PLANNED_MOST, (start) =>
      bar(start - lead, start + offset, 0.25),
    );
    if (this.series.folded || !model.trace) return;
    const {planned, entry, slack} = model.trace.windows;
    for (
      let i = lowerBound(planned, this.view.from - offset);
      i < planned.length && planned[i] < this.view.to + lead;
      i++
    )
      if (slack[i] !== null) bar(planned[i] - lead, entry[i] - Math.max(0, slack[i]), 0.5);
  },
};
