/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* Latency: how long virtual interrupts waited for their partitions. */
'use strict';

function makeLatency() {
  const box = byId('latency-body');
  if (!model.trace)
    return box.append(note('Latencies are measured in a run: make the report with a trace.'));
  const missing = ['RAISE', 'DELIVER'].filter((kind) => !isRecorded(kind));
  if (missing.length) return box.append(missingNote(missing));
  const groups = latencyGroups();
  if (!groups.length) return box.append(note('No source occurred.'));
  const plot = element('figure', {});
  const body = latencyTable(groups);
  const longest = groups.reduce(
    (best, group, i) => (last(group.sorted) > last(groups[best].sorted) ? i : best),
    0,
  );
  box.append(element('div', {class: 'two'}, element('div', {class: 'scroll'}, body), plot));
  chooseIn([...body.querySelectorAll('tbody tr')], groups, longest, plot);
  return undefined;
}

/* A row of the table chooses what is plotted beside it. */
function chooseIn(rows, groups, first, plot) {
  const choose = (n) => {
    rows.forEach((row, i) => row.classList.toggle('chosen', i === n));
    plot.replaceChildren(...latencyPlot(groups[n]));
  };
  rows.forEach((row, i) => {
    if (!groups[i].sorted.length) return;
    row.classList.add('choose');
    row.addEventListener('click', () => choose(i));
  });
  if (groups[first].sorted.length) choose(first);
  else plot.append(note('No delivery: the guests take their sources themselves.'));
}

function latencyTable(groups) {
  return table(
    'From an occurrence to the first delivery that found it pending; of messages and events, ' +
      "to the partition's next activity. Waiting for the window is included. What a guest " +
      'takes itself, as it enables or unmasks, leaves no record.',
    [
      {name: 'partition'},
      {name: 'source'},
      ...['occurred', 'reached it', 'least', 'median', '99 %', 'most'].map(numbers),
    ],
    groups.map(({partition, source, count, sorted}) => {
      const time = (part) => (sorted.length ? timeText(quantile(sorted, part)) : '–');
      const button = element(
        'button',
        {type: 'button', class: 'plain', disabled: !sorted.length},
        sourceName(partition, source),
      );
      return [
        partitionName(partition, model.partitions[partition].name),
        button,
        countText(count),
        countText(sorted.length),
        time(0),
        time(0.5),
        time(0.99),
        time(1),
      ];
    }),
  );
}

/* By partition and source: how often it occurred, and its latencies, sorted. */
function latencyGroups() {
  const {raises} = model.trace;
  const groups = new Map();
  for (let i = 0; i < raises.raised.length; i++) {
    const key = raises.partition[i] * 64 + raises.source[i];
    if (!groups.has(key))
      groups.set(key, {
        partition: raises.partition[i],
        source: raises.source[i],
        count: 0,
        sorted: [],
      });
    const group = groups.get(key);
    group.count++;
    const reached = reachedAt(i);
    if (reached !== null) group.sorted.push(reached - raises.raised[i]);
  }
  const sorted = [...groups].sort((a, b) => a[0] - b[0]).map((entry) => entry[1]);
  for (const group of sorted) group.sorted.sort((a, b) => a - b);
  return sorted;
}

/* When an occurrence reached its partition: by its delivery; or an event or message, for which a
 * partition may wait without one, when the partition was next busy. */
function reachedAt(i) {
  const {raises} = model.trace;
  if (raises.delivered[i] !== null) return raises.delivered[i];
  const source = model.partitions[raises.partition[i]].sources[raises.source[i]];
  if (!source || source.kind === 'common') return null;
  const {busy} = model.rows[raises.partition[i] + 1];
  const next = busy.firstAfter(raises.raised[i]);
  return next < busy.length ? Math.max(busy.start[next], raises.raised[i]) : null;
}

function latencyPlot(group) {
  const name = model.partitions[group.partition].name;
  const source = sourceName(group.partition, group.source);
  const title = element('h3', {}, partitionName(group.partition, name + ', ' + source));
  if (last(group.sorted) === 0)
    return [
      title,
      element(
        'p',
        {class: 'soft'},
        'Each of ' +
          plural(group.sorted.length, 'occurrence') +
          ' was delivered at once: by the same exit from the kernel in which it occurred.',
      ),
    ];
  return [
    title,
    histogram(group.sorted, {
      scale: logScale(group.sorted[0], last(group.sorted)),
      partition: group.partition,
      axis: 'latency (logarithmic)',
      what: 'occurrences',
      label: 'Histogram of the latency of ' + source + ' in ' + name,
    }),
  ];
}
