/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* Lateness: how near a window came to its planned entry, as a table and histograms. */
'use strict';

function makeLateness() {
  const box = byId('lateness-body');
  if (!model.trace)
    return box.append(note('Lateness is measured in a run: make the report with a trace.'));
  if (!isRecorded('WINDOW')) return box.append(missingNote(['WINDOW']));
  const slacks = slackOf();
  if (!slacks.length) return box.append(note('The trace has no record of a window.'));
  const about =
    "The kernel prepares a window before it begins, and waits until the guest's entry, " +
    'which is ' +
    exactTime(model.module.offset) +
    ' behind the planned start. Slack is what it waits: below zero the window entered late.';
  box.append(element('p', {class: 'soft'}, about), slackTable(slacks), slackPlots(slacks));
  return undefined;
}

/* By row: its windows with a record, the one with the least slack first, and their slack. */
function slackOf() {
  const {slack} = model.trace.windows;
  return model.rows
    .slice(1)
    .map((row) => {
      const windows = row.windows
        .filter((i) => slack[i] !== null)
        .sort((a, b) => slack[a] - slack[b]);
      return {row, windows, sorted: windows.map((i) => slack[i])};
    })
    .filter((entry) => entry.windows.length);
}

function slackTable(slacks) {
  return table(
    '',
    [
      {name: 'partition'},
      numbers('windows'),
      numbers('late'),
      numbers('least slack'),
      {name: 'when'},
      numbers('median'),
      numbers('most'),
    ],
    slacks.map(({row, windows, sorted}) => {
      const late = lowerBound(sorted, 0);
      return [
        partitionName(row.partition, rowName(row)),
        countText(sorted.length),
        late ? element('span', {class: 'fault-text'}, countText(late)) : '0',
        exactTime(sorted[0]),
        goTo(model.trace.windows.planned[windows[0]]),
        exactTime(quantile(sorted, 0.5)),
        exactTime(last(sorted)),
      ];
    }),
  );
}

/* All on one scale, so that they can be compared. */
function slackPlots(slacks) {
  const least = Math.min(0, ...slacks.map(({sorted}) => sorted[0]));
  const most = Math.max(model.module.offset, ...slacks.map(({sorted}) => last(sorted)));
  const scale = linearScale(
    least - (most - least) * 0.1,
    most * 1.03,
    PLOT.width - PLOT.left - PLOT.right,
  );
  return element(
    'div',
    {class: 'small', style: 'margin-top:22px'},
    slacks.map(({row, sorted}) => {
      const label =
        'Histogram of slack of ' + plural(sorted.length, 'window') + ' of ' + rowName(row);
      return element(
        'figure',
        {},
        element('h3', {}, partitionName(row.partition, rowName(row))),
        histogram(sorted, {
          scale,
          partition: row.partition,
          axis: 'slack',
          what: 'windows',
          zero: 'late',
          label,
        }),
      );
    }),
  );
}
