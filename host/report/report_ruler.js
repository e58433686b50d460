/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* The timeline's axis: ticks with their unit, and above them schedules and frames. */
'use strict';

Object.assign(timeline, {
  drawRuler(painter, width) {
    const {from, to} = this.view;
    const step = axisStep(this.perPixel, 88);
    const [unit, factor] =
      UNITS.find((known) => known[1] <= Math.max(step * 2, to - from)) || UNITS[3];
    /* Deep inside a run the ticks count from a round time, which stands at the left. */
    const base =
      Math.abs(from) > (to - from) * 100 ? Math.floor(from / (step * 10)) * step * 10 : 0;
    painter.line(0, RULER - 0.5, width, RULER - 0.5, theme.colours['rule-strong']);
    for (let n = Math.ceil(from / step); n * step <= to; n++) {
      const x = this.x(n * step);
      if (x < LABELS - 1) continue;
      painter.vertical(x, RULER - 5, RULER, theme.colours['rule-strong']);
      painter.vertical(x, RULER, this.height, theme.colours.rule, 0.6);
      const text = axisTime(n * step - base, step, factor);
      const half = painter.measure(text) / 2;
      if (x + half < width)
        painter.text(text, Math.max(x, LABELS + half + 2), RULER - 13, theme.colours.soft, {
          align: 'center',
        });
    }
    const name = base
      ? exactTime(base) + ' +'
      : this.series.folded
        ? 'in the frame'
        : 'module time';
    painter.text(name, LABELS - 12, RULER - 28, theme.colours.soft, {align: 'right', size: 10.5});
    painter.text(unit, LABELS - 12, RULER - 13, theme.colours.ink, {align: 'right', weight: 600});
    this.drawSpans(painter, width);
  },

  /* Which schedule is in force, and in which frame, above the axis. */
  drawSpans(painter, width) {
    painter.clip(LABELS, 0, width - LABELS, RULER);
    const spans = this.series.folded
      ? [{schedule: this.series.schedule, start: this.series.begin, end: this.series.end}]
      : model.spans
          .filter((span) => span.end > this.view.from && span.start < this.view.to)
          .slice(0, width);
    for (const span of spans) {
      const x1 = Math.max(LABELS, this.x(span.start));
      const x2 = Math.min(width, this.x(span.end));
      const frames = this.series.folded && model.trace ? plural(this.series.frames, 'frame') : '';
      const text = model.schedules[span.schedule].name + (frames && ', ' + frames);
      let name = text + ', ';
      painter.line(x1 + 1, 2.5, x2 - 1, 2.5, theme.colours.ink, 0.75, 3);
      const frame = model.schedules[span.schedule].frame;
      const single = !this.series.folded && frame / this.perPixel > 90;
      const first = Math.max(0, Math.floor((this.view.from - span.start) / frame));
      for (
        let k = first;
        single && span.start + k * frame < Math.min(span.end, this.view.to);
        k++
      ) {
        const at = Math.max(LABELS, this.x(span.start + k * frame));
        painter.text(name + 'frame ' + countText(k), at + 4, 13, theme.colours.soft, {size: 10.5});
        name = '';
      }
      if (!single && painter.measure(text, 10.5) < x2 - x1 - 6)
        painter.text(text, x1 + 4, 13, theme.colours.soft, {size: 10.5});
    }
    painter.unclip();
  },
});
