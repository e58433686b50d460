/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* Histograms as SVG: bars over a linear or logarithmic axis of time, with units. */
'use strict';

const PLOT = {width: 460, height: 160, left: 44, right: 10, top: 24, bottom: 34};

/** Where an axis has its ticks, and where a value lies between 0 and 1. */
function linearScale(from, to, room) {
  const step = axisStep((to - from) / room, 70);
  const [unit, factor] =
    UNITS.find((known) => known[1] <= Math.max(Math.abs(from), Math.abs(to))) || UNITS[3];
  const ticks = [];
  for (let n = Math.ceil(from / step - 1e-9); n * step <= to + step * 1e-9; n++)
    ticks.push({value: n * step, text: axisTime(n * step, step, factor)});
  return {
    unit,
    ticks,
    at: (value) => (value - from) / (to - from),
    from: (part) => from + part * (to - from),
  };
}

function logScale(from, to) {
  const low = Math.floor(Math.log10(Math.max(1, from)));
  const high = Math.max(low + 1, Math.ceil(Math.log10(Math.max(10, to)) - 1e-9));
  const ticks = [];
  for (let power = low; power <= high; power++)
    ticks.push({value: 10 ** power, text: lengthText(10 ** power)});
  return {
    unit: '',
    ticks,
    at: (value) => (Math.log10(Math.max(value, 10 ** low)) - low) / (high - low),
    from: (part) => 10 ** (low + part * (high - low)),
  };
}

/** A histogram of sorted times. `options`: scale, colour (a partition), unit (of what is counted),
 * axis and what (the titles of its axes), label (for those who do not see it), zero (a text before 0). */
function histogram(sorted, options) {
  const {scale} = options;
  const width = PLOT.width - PLOT.left - PLOT.right;
  const height = PLOT.height - PLOT.top - PLOT.bottom;
  const bins = 58;
  const counts = new Array(bins).fill(0);
  let done = 0;
  for (let bin = 0; bin < bins; bin++) {
    const next =
      bin === bins - 1 ? sorted.length : lowerBound(sorted, scale.from((bin + 1) / bins));
    counts[bin] = next - done;
    done = next;
  }
  const most = Math.max(1, ...counts);
  const x = (part) => PLOT.left + part * width;
  const y = (count) => PLOT.top + height * (1 - count / most);
  const bars = counts.map((count, bin) =>
    count
      ? drawing(
          'rect',
          {
            x: x(bin / bins) + 0.5,
            width: width / bins - 1,
            y: Math.min(y(count), PLOT.top + height - 1.5),
            height: Math.max(1.5, PLOT.top + height - y(count)),
            fill: theme.partition(options.partition),
            'data-partition': options.partition,
          },
          drawing(
            'title',
            {},
            countText(count) +
              ' from ' +
              timeText(scale.from(bin / bins)) +
              ' to ' +
              timeText(scale.from((bin + 1) / bins)),
          ),
        )
      : null,
  );
  return drawing(
    'svg',
    {
      class: 'plot',
      viewBox: '0 0 ' + PLOT.width + ' ' + PLOT.height,
      role: 'img',
      'aria-label': options.label,
    },
    countAxis(most, y, options.what),
    timeAxis(scale, x, options.axis),
    bars,
    zeroLine(scale, x, options.zero),
  );
}

function countAxis(most, y, title) {
  const step = Math.max(1, axisStep(most / (PLOT.height - PLOT.top - PLOT.bottom), 34));
  const lines = [drawing('text', {class: 'strong', x: 0, y: 8}, title)];
  for (let count = 0; count <= most; count += step)
    lines.push(
      drawing('path', {
        class: count ? 'grid' : 'axis',
        d: 'M' + PLOT.left + ' ' + y(count) + 'H' + (PLOT.width - PLOT.right),
      }),
      drawing(
        'text',
        {x: PLOT.left - 6, y: y(count) + 4, 'text-anchor': 'end'},
        countText(Math.round(count)),
      ),
    );
  return lines;
}

function timeAxis(scale, x, title) {
  const bottom = PLOT.height - PLOT.bottom;
  const ticks = scale.ticks.map(({value, text}) => {
    const at = x(scale.at(value));
    return [
      drawing('path', {class: 'axis', d: 'M' + at + ' ' + bottom + 'v4'}),
      drawing(
        'text',
        {x: at, y: bottom + 16, 'text-anchor': at > PLOT.width - 24 ? 'end' : 'middle'},
        text,
      ),
    ];
  });
  return [
    ticks.flat(),
    drawing(
      'text',
      {class: 'strong', x: PLOT.width - PLOT.right, y: PLOT.height - 3, 'text-anchor': 'end'},
      title + (scale.unit ? ', ' + scale.unit : ''),
    ),
  ];
}

function zeroLine(scale, x, text) {
  const at = scale.at(0);
  if (!text || at < 0 || at > 1) return null;
  return [
    drawing('path', {
      class: 'fault',
      d: 'M' + x(at) + ' ' + (PLOT.top - 8) + 'V' + (PLOT.height - PLOT.bottom),
    }),
    drawing('text', {class: 'fault', x: x(at) - 5, y: PLOT.top, 'text-anchor': 'end'}, text),
  ];
}

function last(sorted) {
  return sorted.length ? sorted[sorted.length - 1] : -1;
}

/** The value below which a part of sorted values lies. */
function quantile(sorted, part) {
  return sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))];
}

/** A button that shows a time in the timeline. */
function goTo(time, text) {
  const button = element(
    'button',
    {type: 'button', class: 'plain', title: 'Show in the timeline'},
    text || exactTime(time),
  );
  button.addEventListener('click', () => {
    if (timeline.series.folded) timeline.fold(false);
    const span = spanAt(time);
    const around = span ? model.schedules[span.schedule].frame : 1e6;
    timeline.mark = time;
    timeline.show(time - around / 2, time + around / 2);
    byId('timeline').scrollIntoView();
  });
  return button;
}
