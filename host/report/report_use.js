/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* Utilisation: what each partition had of the processor, measured and by the plan. */
'use strict';

function makeUtilisation() {
  const box = byId('utilisation-body');
  if (model.trace) box.append(measuredUse());
  box.append(element('h3', {style: 'margin-top:20px'}, 'By the plan'), plannedUse());
}

/* A partition's windows as a box on the run's length, and in it what it was busy. */
function useBar(row, whole) {
  const time = windowTime(row);
  const width = Math.max(1, (220 * time) / whole);
  const busy = row.sums.busy > 0 ? Math.max(1, (width * row.sums.busy) / Math.max(1, time)) : 0;
  const paint = {'data-partition': row.partition};
  return drawing(
    'svg',
    {
      width: 220,
      height: 14,
      role: 'img',
      'aria-label':
        percentText(time / whole) +
        ' of the run in windows, ' +
        percentText(row.sums.busy / whole) +
        ' busy',
    },
    drawing('path', {d: 'M0 13.5H220', stroke: 'currentColor', opacity: 0.2}),
    drawing('rect', {
      x: 0.5,
      y: 1.5,
      width,
      height: 11,
      fill: 'none',
      stroke: theme.partition(row.partition),
      'data-paint': 'stroke',
      ...paint,
    }),
    drawing('rect', {
      x: 0.5,
      y: 1.5,
      width: Math.min(width, busy),
      height: 11,
      fill: theme.partition(row.partition),
      ...paint,
    }),
  );
}

function windowTime(row) {
  return row.sums.busy + row.sums.waiting + row.sums.stopped + row.sums.unknown;
}

/* The window in which a partition was busy longest. */
function fullest(row) {
  let best = {time: -1, window: -1};
  row.windows.forEach((window, i) => {
    const time = row.busy.covered(row.entered.start[i], row.entered.end[i]);
    if (time > best.time) best = {time, window};
  });
  return best;
}

function measuredUse() {
  const whole = Math.max(1, model.end);
  const unknown = model.rows.reduce((sum, row) => sum + (row.sums.unknown || 0), 0);
  const caption =
    "Time in windows from the guest's entry until the kernel takes the processor back. " +
    "Box: windows, on the run's length; filled: busy.";
  const columns = [
    {name: 'partition'},
    {name: 'windows and work'},
    ...[
      'windows',
      'in windows',
      'of the run',
      'busy',
      'of its windows',
      'waiting',
      'stopped',
      'most in a window',
    ].map(numbers),
  ];
  const box = element(
    'div',
    {},
    element(
      'div',
      {style: 'overflow-x:auto'},
      table(
        caption,
        columns,
        model.rows.slice(1).map((row) => useCells(row, whole)),
      ),
    ),
  );
  if (!isRecorded('HYPERCALL'))
    box.append(
      note(
        'Hypercalls were not recorded, so waiting counts as busy: add HYPERCALL to Kinds of ' +
          "the module's Trace.",
      ),
    );
  if (unknown)
    box.append(
      note(
        'For ' +
          timeText(unknown) +
          ' of windows the trace does not tell what the partitions did; it counts as neither.',
      ),
    );
  return box;
}

function useCells(row, whole) {
  const {windows} = model.trace;
  const time = windowTime(row);
  const full = fullest(row);
  return [
    partitionName(row.partition, rowName(row)),
    useBar(row, whole),
    countText(row.windows.length),
    timeText(time),
    percentText(time / whole),
    timeText(row.sums.busy),
    percentText(time ? row.sums.busy / time : 0),
    timeText(row.sums.waiting),
    row.sums.stopped ? timeText(row.sums.stopped) : '–',
    full.window < 0
      ? '–'
      : [
          goTo(windows.planned[full.window], timeText(full.time)),
          ' of ' + lengthText(windows.end[full.window] - windows.planned[full.window]),
        ],
  ];
}

function plannedUse() {
  const rows = model.partitions.map((partition, i) => [
    partitionName(i, partition.name),
    ...model.schedules.flatMap((schedule) => {
      const time = schedule.windows
        .filter((window) => window.partition === i)
        .reduce((sum, window) => sum + window.end - window.start, 0);
      return [time ? lengthText(time) : '–', time ? percentText(time / schedule.frame) : '–'];
    }),
    partition.period
      ? lengthText(partition.duration) + ' every ' + lengthText(partition.period)
      : '–',
  ]);
  rows.push([
    element('span', {class: 'soft'}, 'nobody'),
    ...model.schedules.flatMap((schedule) => {
      const time = schedule.windows
        .filter((window) => window.partition < 0)
        .reduce((sum, window) => sum + window.end - window.start, 0);
      return [time ? lengthText(time) : '–', time ? percentText(time / schedule.frame) : '–'];
    }),
    '',
  ]);
  return table(
    'In each major frame.',
    [
      {name: 'partition'},
      ...model.schedules.flatMap((schedule) => [
        numbers(schedule.name + ', ' + lengthText(schedule.frame)),
        numbers('share'),
      ]),
      numbers('asked for'),
    ],
    rows,
  );
}
