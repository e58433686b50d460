/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* The strip above the timeline: the whole run at once, with its schedules, how busy it was and its
 * health events, and the part that the timeline shows. Drag it to go there. */
'use strict';

Object.assign(timeline, {
  overviewX(time) {
    return (
      LABELS +
      ((time - model.begin) / (model.limit - model.begin)) * (this.overviewPainter.width - LABELS)
    );
  },
  overviewTime(x) {
    return (
      model.begin +
      ((x - LABELS) / (this.overviewPainter.width - LABELS)) * (model.limit - model.begin)
    );
  },

  drawOverview() {
    const painter = this.overviewPainter;
    painter.canvas.hidden = !model.trace || this.series.folded;
    if (painter.canvas.hidden) return;
    const width = painter.begin(40);
    painter.text('whole run', LABELS - 12, 15, theme.colours.soft, {align: 'right', size: 10.5});
    painter.text(timeText(model.limit - model.begin), LABELS - 12, 29, theme.colours.ink, {
      align: 'right',
      weight: 600,
    });
    let seen = -1;
    for (const span of model.spans) {
      const x = Math.max(LABELS, this.overviewX(span.start));
      const to = Math.min(width, this.overviewX(span.end));
      if (to - seen < 1) continue;
      seen = to;
      painter.rect(x, 4, to - x, 13, theme.colours.ink, span.schedule % 2 ? 0.14 : 0.06);
      const name = model.schedules[span.schedule].name;
      if (painter.measure(name, 10.5) < to - x - 10)
        painter.text(name, x + 5, 11, theme.colours.soft, {size: 10.5});
    }
    this.drawLoad(painter, width);
    this.drawLateOverview(painter);
    let last = -9;
    for (const i of model.health) {
      const x = this.overviewX(model.trace.records.time[i]);
      if (x - last < 3) continue;
      last = x;
      painter.figure([x, 5, x + 4, 10.5, x, 16, x - 4, 10.5], theme.colours.fault);
    }
    const x = this.overviewX(this.view.from);
    const shown = Math.max(3, this.overviewX(this.view.to) - x);
    painter.rect(x, 1, shown, 38, theme.colours.accent, 0.1);
    painter.outline(x, 1, shown, 38, theme.colours.accent, 0.9);
    painter.end({});
  },

  drawLateOverview(painter) {
    for (const row of model.rows)
      for (let i = 0; i < row.lateTime.length;) {
        const x = this.overviewX(row.lateTime[i]);
        painter.rect(x - 1, 19, 2, 5, theme.colours.fault);
        i = Math.max(i + 1, lowerBound(row.lateTime, this.overviewTime(x + 3)));
      }
  },

  /* For columns of three pixels the busiest partition's colour, as high as all are busy. */
  drawLoad(painter, width) {
    painter.line(LABELS, 37.5, width, 37.5, theme.colours.rule);
    for (let x = LABELS; x < width; x += 3) {
      const from = this.overviewTime(x);
      const to = this.overviewTime(x + 3);
      let sum = 0;
      let best = {part: 0, partition: 0};
      for (const row of model.rows) {
        const part = row.busy.covered(from, to) / (to - from);
        sum += part;
        if (part > best.part) best = {part, partition: row.partition};
      }
      if (sum > 0)
        painter.rect(
          x,
          37 - Math.max(1, 17 * Math.min(1, sum)),
          3,
          Math.max(1, 17 * Math.min(1, sum)),
          theme.partition(best.partition),
        );
    }
  },
});
