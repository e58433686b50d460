/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* The timeline's marks: records, what waits for its delivery, who woke whom, and the lines of
 * selection, mark and cursor. */
'use strict';

/* What must not go under in a crowd. */
const RARE = ['SCHEDULE', 'MODE', 'TRAP', 'HEALTH'];

Object.assign(timeline, {
  drawMarks(painter, row, counts) {
    const {time, marks} = this.series.rows[row];
    const y = this.box(row).top + Math.round(this.box(row).height * 0.21);
    const colour = row === 0 ? theme.colours.ink : theme.partition(row - 1);
    const inView = lowerBound(time, this.view.to) - lowerBound(time, this.view.from);
    const crowded = !this.series.folded && inView > (painter.width - LABELS) / 4;
    const single = [];
    const crowd = []; /* where marks are too many to tell apart */
    if (crowded) this.each(time, 3, (i) => crowd.push(this.x(time[i])));
    else if (!this.series.folded) this.drawPending(painter, row, y + 4.5, colour);
    for (const kind of MARKS) {
      if (crowded && !RARE.includes(kind)) continue;
      this.each(marks[kind].time, this.series.folded ? 6 : kind === 'HEALTH' ? 4 : 2, (i, many) => {
        const x = this.x(marks[kind].time[i]);
        if (many > 1 && !this.series.folded && !RARE.includes(kind)) crowd.push(x);
        else single.push([kind, x]);
        if (kind === 'HEALTH') counts.health += many;
      });
    }
    this.drawCrowd(painter, crowd, y, colour);
    for (const [kind, x] of single) GLYPHS[kind](painter, x, y, colour);
    for (const [x, text, fault] of this.labelled(row))
      painter.text(text, x, y, fault ? theme.colours.fault : theme.colours.ink, {size: 10.5});
  },

  /* Crowds side by side are one line. */
  drawCrowd(painter, crowd, y, colour) {
    crowd.sort((a, b) => a - b);
    for (let i = 0; i < crowd.length;) {
      const first = crowd[i];
      while (i + 1 < crowd.length && crowd[i + 1] - crowd[i] <= 4) i++;
      painter.rect(first - 1, y - 1.5, crowd[i++] - first + 2, 3, colour, 0.5);
    }
  },

  /* Calls back with the first of each group of marks that lie within `gap` pixels. */
  each(time, gap, callback) {
    for (let i = lowerBound(time, this.view.from); i < time.length && time[i] < this.view.to;) {
      const next = Math.max(i + 1, lowerBound(time, time[i] + gap * this.perPixel, i));
      callback(i, next - i);
      i = next;
    }
  },

  /* Names beside marks that have room for them; few, or none. Folded, many records have a place. */
  labelled(row) {
    const {time, records} = this.series.rows[row];
    const places = [];
    this.each(time, this.series.folded ? 6 : 3, (i, many) => places.push([i, many]));
    if (places.length > 60) return [];
    const found = [];
    places.forEach(([i, many], n) => {
      if (many > 1 && !this.series.folded) return;
      const kind = kindName(records[i]);
      const text = kind === 'DELIVER' || kind === 'WINDOW' ? '' : shortText(records[i]);
      const x = this.x(time[i]) + 7;
      const room =
        (n + 1 < places.length ? this.x(time[places[n + 1][0]]) : this.painter.width) - x - 6;
      if (text && this.painter.measure(text, 10.5) <= room)
        found.push([x, text, kind === 'HEALTH']);
    });
    return found;
  },

  /* From a source's occurrence to the guest's handler. */
  drawPending(painter, row, y, colour) {
    const {raises, raised} = model.rows[row];
    this.each(raised, 2, (i) => {
      const delivered = model.trace.raises.delivered[raises[i]];
      const from = this.x(raised[i]);
      const to = delivered === null ? from : this.x(delivered);
      if (to - from > 3)
        painter.line(from, y, Math.min(to, painter.width), y, colour, 0.8, 1, [2, 2]);
    });
  },

  drawFlows(painter) {
    this.each(this.series.flowTime, 5, (i, many) => {
      const flow = this.series.flows[i];
      const x = this.x(this.series.flowTime[i]);
      const from = this.box(flow.from + 1);
      const to = this.box(flow.to + 1);
      const down = flow.to > flow.from;
      painter.arrow(
        x,
        down ? from.top + from.height : from.top,
        down ? to.top : to.top + to.height,
        theme.partition(flow.from),
        many > 1 ? 1 : 0.9,
      );
    });
  },

  drawLines(painter) {
    if (!this.series.folded)
      this.each(
        Float64Array.from(model.spans.slice(1), (span) => span.start),
        3,
        (i) =>
          painter.vertical(
            this.x(model.spans[i + 1].start),
            0,
            this.height,
            theme.colours.ink,
            0.8,
            [5, 3],
          ),
      );
    if (this.selected >= 0) {
      const x = this.x(this.series.placeOf(model.trace.records.time[this.selected]));
      const top = this.rowTop(model.trace.records.ring[this.selected]);
      painter.vertical(x, RULER, this.height, theme.colours.accent, 0.9);
      painter.outline(x - 8, top + 2, 17, this.rowHeight - 4, theme.colours.accent);
    }
    if (this.mark !== null) {
      const x = this.x(this.mark);
      painter.vertical(x, RULER - 5, this.height, theme.colours.accent, 1, [3, 3]);
      painter.figure([x - 5, RULER - 11, x + 5, RULER - 11, x, RULER - 4], theme.colours.accent);
    }
    if (!this.cursor || this.cursor.x < LABELS || printing) return;
    const place = this.place(this.cursor.x);
    painter.vertical(this.cursor.x, RULER, this.height, theme.colours.ink, 0.35);
    const text =
      this.mark === null
        ? exactTime(place)
        : (place >= this.mark ? '+' : '') + exactTime(place - this.mark);
    const width = painter.measure(text, 11, 600) + 12;
    const x = Math.min(Math.max(LABELS, this.cursor.x - width / 2), painter.width - width);
    painter.rect(x, RULER - 21, width, 17, theme.colours.ink);
    painter.text(text, x + width / 2, RULER - 12.5, theme.colours.page, {
      align: 'center',
      weight: 600,
    });
  },

  drawLabels(painter, width) {
    painter.vertical(LABELS - 1, RULER, this.height, theme.colours['rule-strong']);
    for (let row = 0; row < model.rows.length; row++) {
      const y = this.rowTop(row) + this.rowHeight / 2;
      const name = rowName(model.rows[row]);
      painter.rect(12, y - 5, 4, 10, theme.partition(row - 1));
      painter.text(fitText(painter, name, LABELS - 34), 22, y, theme.colours.ink, {
        size: 12.5,
        weight: row === this.row ? 650 : 450,
      });
    }
    painter.line(0, this.height - 0.5, width, this.height - 0.5, theme.colours.panel);
  },
});

/** A text cut to a width. */
function fitText(painter, text, width) {
  if (painter.measure(text, 12.5, 600) <= width) return text;
  let length = text.length;
  while (length > 1 && painter.measure(text.slice(0, length) + '…', 12.5, 600) > width) length--;
  return text.slice(0, length) + '…';
}
