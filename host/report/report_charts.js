/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* Utilisation, lateness and latency: tables with histograms. */
'use strict';

function makeUtilisation() {
  const box = byId('utilisation-body');
  if (model.trace) box.append(measuredUse());
  box.append(element('h3', {style: 'margin-top:20px'}, 'By the plan'), plannedUse());
}

/* A partition's windows as a box on the run's length, and in it what it was busy. */
function useBar(row, whole) {
  const time = windowTime(row);
  const width = Math.max(1, 220 * time / whole);
  const busy = row.sums.busy > 0 ? Math.max(1, width * row.sums.busy / Math.max(1, time)) : 0;
  const paint = {'data-partition': row.partition};
  return drawing('svg', {width: 220, height: 14, role: 'img', 'aria-label': percentText(time / whole) + ' of the run in windows, ' + percentText(row.sums.busy / whole) + ' busy'},
    drawing('path', {d: 'M0 13.5H220', stroke: 'currentColor', opacity: 0.2}),
    drawing('rect', {x: 0.5, y: 1.5, width, height: 11, fill: 'none', stroke: theme.partition(row.partition), 'data-paint': 'stroke', ...paint}),
    drawing('rect', {x: 0.5, y: 1.5, width: Math.min(width, busy), height: 11, fill: theme.partition(row.partition), ...paint}));
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
  const rows = model.rows.slice(1).map((row) => {
    const time = windowTime(row);
    const full = fullest(row);
    const {windows} = model.trace;
    return [partitionName(row.partition, rowName(row)), useBar(row, whole), countText(row.windows.length), timeText(time), percentText(time / whole),
      timeText(row.sums.busy), percentText(time ? row.sums.busy / time : 0), timeText(row.sums.waiting), row.sums.stopped ? timeText(row.sums.stopped) : '–',
      full.window < 0 ? '–' : [goTo(windows.planned[full.window], timeText(full.time)), ' of ' + lengthText(windows.end[full.window] - windows.planned[full.window])]];
  });
  const number = (name) => ({name, number: true});
  const unknown = model.rows.reduce((sum, row) => sum + (row.sums.unknown || 0), 0);
  return element('div', {}, element('div', {style: 'overflow-x:auto'}, table('Time in windows from the guest\'s entry until the kernel takes the processor back. Box: windows, on the run\'s length; filled: busy.',
    [{name: 'partition'}, {name: 'windows and work'}, number('windows'), number('in windows'), number('of the run'), number('busy'), number('of its windows'), number('waiting'), number('stopped'), number('most in a window')], rows)),
  isRecorded('HYPERCALL') ? null : note('Hypercalls were not recorded, so waiting counts as busy: add HYPERCALL to Kinds of the module\'s Trace.'),
  unknown ? note('For ' + timeText(unknown) + ' of windows the trace does not tell what the partitions did; it counts as neither.') : null);
}

function plannedUse() {
  const number = (name) => ({name, number: true});
  const rows = model.partitions.map((partition, i) => [partitionName(i, partition.name), ...model.schedules.flatMap((schedule) => {
    const time = schedule.windows.filter((window) => window.partition === i).reduce((sum, window) => sum + window.end - window.start, 0);
    return [time ? lengthText(time) : '–', time ? percentText(time / schedule.frame) : '–'];
  }), partition.period ? lengthText(partition.duration) + ' every ' + lengthText(partition.period) : '–']);
  rows.push([element('span', {class: 'soft'}, 'nobody'), ...model.schedules.flatMap((schedule) => {
    const time = schedule.windows.filter((window) => window.partition < 0).reduce((sum, window) => sum + window.end - window.start, 0);
    return [time ? lengthText(time) : '–', time ? percentText(time / schedule.frame) : '–'];
  }), '']);
  return table('In each major frame.', [{name: 'partition'}, ...model.schedules.flatMap((schedule) => [number(schedule.name + ', ' + lengthText(schedule.frame)), number('share')]), number('asked for')], rows);
}

/* Slack: how long before a window's entry the kernel was ready for it. */
function makeLateness() {
  const box = byId('lateness-body');
  if (!model.trace) return box.append(note('Lateness is measured in a run: make the report with a trace.'));
  if (!isRecorded('WINDOW')) return box.append(note('Not recorded: add ', element('code', {}, 'WINDOW'), ' to ', element('code', {}, 'Kinds'), ' of the module\'s ', element('code', {}, '<Trace>'), ' and run it again.'));
  const {windows} = model.trace;
  const rows = model.rows.slice(1).map((row) => ({row, windows: row.windows.filter((i) => windows.slack[i] !== null).sort((a, b) => windows.slack[a] - windows.slack[b])})).filter((entry) => entry.windows.length);
  if (!rows.length) return box.append(note('The trace has no record of a window.'));
  const least = Math.min(0, ...rows.map((entry) => windows.slack[entry.windows[0]]));
  const most = Math.max(model.module.offset, ...rows.map((entry) => windows.slack[entry.windows[entry.windows.length - 1]]));
  const scale = linearScale(least - (most - least) * 0.1, most * 1.03, PLOT.width - PLOT.left - PLOT.right);
  const number = (name) => ({name, number: true});
  box.append(element('p', {class: 'soft'}, 'The kernel prepares a window before it begins, and waits until the guest\'s entry, which is ' + exactTime(model.module.offset) +
    ' behind the planned start. Slack is what it waits: below zero the window entered late.'),
  table('', [{name: 'partition'}, number('windows'), number('late'), number('least slack'), {name: 'when'}, number('median'), number('most')], rows.map(({row, windows: own}) => {
    const slack = (part) => windows.slack[quantile(own, part)];
    const late = own.filter((i) => windows.slack[i] < 0).length;
    return [partitionName(row.partition, rowName(row)), countText(own.length), late ? element('span', {class: 'fault-text'}, countText(late)) : '0', exactTime(slack(0)),
      goTo(windows.planned[own[0]]), exactTime(slack(0.5)), exactTime(slack(1))];
  })),
  element('div', {class: 'small', style: 'margin-top:22px'}, rows.map(({row, windows: own}) => element('figure', {},
    element('h3', {}, partitionName(row.partition, rowName(row))),
    histogram(own.map((i) => windows.slack[i]), {scale, partition: row.partition, axis: 'slack', zero: 'late', label: 'Histogram of slack of ' + plural(own.length, 'window') + ' of ' + rowName(row)})))));
  return undefined;
}

/* From a source's occurrence to the delivery that found it pending, by partition and source. */
function makeLatency() {
  const box = byId('latency-body');
  if (!model.trace) return box.append(note('Latencies are measured in a run: make the report with a trace.'));
  const missing = ['RAISE', 'DELIVER'].filter((kind) => !isRecorded(kind));
  if (missing.length) return box.append(note('Not recorded: add ', element('code', {}, missing.join(' ')), ' to ', element('code', {}, 'Kinds'), ' of the module\'s ', element('code', {}, '<Trace>'), ' and run it again.'));
  const groups = latencyGroups();
  if (!groups.length) return box.append(note('No source occurred.'));
  const plot = element('figure', {});
  const body = table('From an occurrence to the first delivery that found it pending; of messages and events, to the partition\'s next activity. Waiting for the window is included. What a guest takes itself, as it enables or unmasks, leaves no record.',
    [{name: 'partition'}, {name: 'source'}, ...['occurred', 'reached it', 'least', 'median', '99 %', 'most'].map((name) => ({name, number: true}))], groups.map((group) => {
      const time = (part) => group.sorted.length ? timeText(quantile(group.sorted, part)) : '–';
      return [partitionName(group.partition, model.partitions[group.partition].name), element('button', {type: 'button', class: 'plain', disabled: !group.sorted.length}, sourceName(group.partition, group.source)),
        countText(group.count), countText(group.sorted.length), time(0), time(0.5), time(0.99), time(1)];
    }));
  const rows = [...body.querySelectorAll('tbody tr')];
  const choose = (n) => {
    rows.forEach((row, i) => row.classList.toggle('chosen', i === n));
    plot.replaceChildren(...latencyPlot(groups[n]));
  };
  rows.forEach((row, i) => {
    if (!groups[i].sorted.length) return;
    row.classList.add('choose');
    row.addEventListener('click', () => choose(i));
  });
  const longest = groups.reduce((best, group, i) => last(group.sorted) > last(groups[best].sorted) ? i : best, 0);
  box.append(element('div', {class: 'two'}, element('div', {class: 'scroll'}, body), plot));
  if (groups[longest].sorted.length) choose(longest);
  else plot.append(note('No delivery: the guests take their sources themselves.'));
  return undefined;
}

function last(sorted) {
  return sorted.length ? sorted[sorted.length - 1] : -1;
}

function latencyGroups() {
  const {raises} = model.trace;
  const groups = new Map();
  for (let i = 0; i < raises.raised.length; i++) {
    const key = raises.partition[i] * 64 + raises.source[i];
    if (!groups.has(key)) groups.set(key, {partition: raises.partition[i], source: raises.source[i], count: 0, sorted: []});
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
    return [title, element('p', {class: 'soft'}, 'Each of ' + plural(group.sorted.length, 'occurrence') + ' was delivered at once: by the same exit from the kernel in which it occurred.')];
  return [title, histogram(group.sorted, {scale: logScale(group.sorted[0], last(group.sorted)), partition: group.partition, axis: 'latency (logarithmic)',
      label: 'Histogram of the latency of ' + source + ' in ' + name})];
}
