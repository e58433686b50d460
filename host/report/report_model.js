/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* The document, indexed for drawing: per row the records, busy intervals and windows by time, so
 * that a view finds what it shows by binary search, and sums over any stretch in the same way. */
'use strict';

/** The first index whose value is not below `value`. */
function lowerBound(sorted, value, from, to) {
  let low = from || 0;
  let high = to === undefined ? sorted.length : to;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (sorted[middle] < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Sums of the first 0, 1, ... values. */
function runningSums(values) {
  const sums = new Float64Array(values.length + 1);
  for (let i = 0; i < values.length; i++) sums[i + 1] = sums[i] + values[i];
  return sums;
}

/** Intervals, sorted by start and apart from one another. */
class Intervals {
  constructor(starts, ends) {
    this.start = Float64Array.from(starts);
    this.end = Float64Array.from(ends);
    this.sums = runningSums(this.end.map((end, i) => end - this.start[i]));
  }

  get length() {
    return this.start.length;
  }

  /** The first that is not over at `time`. */
  firstAfter(time) {
    return lowerBound(this.end, time);
  }

  /** How much of the time before `time` they cover. */
  coveredUntil(time) {
    const i = lowerBound(this.start, time);
    return i === 0 ? 0 : this.sums[i - 1] + Math.min(this.end[i - 1], time) - this.start[i - 1];
  }

  covered(from, to) {
    return this.coveredUntil(to) - this.coveredUntil(from);
  }
}

const report = JSON.parse(byId('data').textContent);
const model = {
  module: report.module,
  memory: report.memory,
  source: report.source,
  trace: report.trace,
  partitions: report.module.partitions,
  schedules: report.module.schedules,
  begin: 0,
  end: 0,
  rows: [],
  spans: [],
  flows: [],
};

/** Kinds of records by name; 0 for one that this trace's command does not know. */
const KIND = new Proxy({}, {get: (_, name) => model.kinds.get(name) || 0});

function isRecorded(name) {
  return (
    Boolean(model.trace) &&
    (model.trace.kinds.find((kind) => kind.name === name) || {}).recorded === true
  );
}

function rowName(row) {
  return row.partition < 0 ? 'kernel' : model.partitions[row.partition].name;
}

/** From when to when which schedule was in force; without a trace, one frame of the initial one. */
function makeSpans() {
  const plan = model.trace ? model.trace.plan : {schedule: [model.module.initial], start: [0]};
  const spans = plan.schedule.map((schedule, i) => ({
    schedule,
    start: plan.start[i],
    end: plan.start[i + 1],
  }));
  const last = spans[spans.length - 1];
  if (last) {
    const frame = model.schedules[last.schedule].frame;
    last.end = last.start + Math.max(1, Math.ceil((model.end - last.start) / frame)) * frame;
  }
  return spans;
}

/** The span in force at a time; undefined if the trace does not tell the plan. */
function spanAt(time) {
  return model.spans.find((span) => time < span.end) || model.spans[model.spans.length - 1];
}

/** What happened in a row: in the kernel's (-1) or a partition's. */
function makeRow(partition) {
  const trace = model.trace;
  const row = {
    partition,
    records: [],
    time: new Float64Array(0),
    windows: [],
    health: [],
    modes: [],
    busy: new Intervals([], []),
    entered: new Intervals([], []),
    raises: [],
    raised: new Float64Array(0),
    late: [],
    lateTime: new Float64Array(0),
    sums: {},
  };
  if (!trace) return row;
  row.records = pick(trace.records.ring, partition + 1);
  row.time = Float64Array.from(row.records, (i) => trace.records.time[i]);
  row.health = row.records.filter((i) => trace.records.kind[i] === KIND.HEALTH);
  row.modes = row.records.filter((i) => trace.records.kind[i] === KIND.MODE);
  const own = pick(trace.intervals.partition, partition);
  const busy = own.filter((i) => trace.activities[trace.intervals.activity[i]] === 'busy');
  row.busy = new Intervals(
    busy.map((i) => trace.intervals.start[i]),
    busy.map((i) => trace.intervals.end[i]),
  );
  trace.activities.forEach((name, number) => {
    row.sums[name] = own.reduce(
      (sum, i) =>
        sum +
        (trace.intervals.activity[i] === number
          ? trace.intervals.end[i] - trace.intervals.start[i]
          : 0),
      0,
    );
  });
  row.windows = pick(trace.windows.partition, partition).filter(
    (i) => evidence(i) === 'seen' || evidence(i) === 'released',
  );
  row.entered = new Intervals(
    row.windows.map((i) => trace.windows.entry[i]),
    row.windows.map((i) => trace.windows.end[i]),
  );
  row.late = pick(trace.windows.partition, partition).filter(
    (i) => trace.windows.slack[i] !== null && trace.windows.slack[i] < 0,
  );
  row.lateTime = Float64Array.from(row.late, (i) => trace.windows.entry[i]);
  row.raises = pick(trace.raises.partition, partition);
  row.raised = Float64Array.from(row.raises, (i) => trace.raises.raised[i]);
  return row;
}

function evidence(window) {
  return model.trace.evidences[model.trace.windows.evidence[window]];
}

/** The indices of what is wanted. */
function pick(values, wanted) {
  const found = [];
  for (let i = 0; i < values.length; i++) if (values[i] === wanted) found.push(i);
  return found;
}

/** Who woke whom: event_send in the sender's ring names the receiver by its place. */
function makeFlows() {
  const flows = [];
  const records = model.trace.records;
  const call = model.trace.calls.indexOf('event_send');
  for (let i = 0; i < records.time.length; i++) {
    if (records.kind[i] !== KIND.HYPERCALL || records.a[i] !== call || records.d[i] !== 0) continue;
    const from = records.ring[i] - 1;
    const to = from >= 0 && model.partitions[from].sends[records.b[i]];
    if (to)
      flows.push({time: records.time[i], from, to: to.partition, source: to.source, record: i});
  }
  return flows;
}

function buildModel() {
  const trace = model.trace;
  model.kinds = new Map(trace ? trace.kinds.map((kind) => [kind.name, kind.number]) : []);
  if (trace) {
    model.begin = trace.begin;
    model.end = trace.end;
  }
  model.spans = makeSpans();
  if (!trace) model.end = model.spans[0].end;
  model.limit = Math.max(model.end, model.begin + 1);
  for (let i = -1; i < model.partitions.length; i++) model.rows.push(makeRow(i));
  if (trace) {
    model.flows = makeFlows();
    model.flowTime = Float64Array.from(model.flows, (flow) => flow.time);
    model.health = model.rows
      .flatMap((row) => row.health)
      .sort((a, b) => trace.records.time[a] - trace.records.time[b]);
    model.changes = pick(trace.records.kind, KIND.SCHEDULE);
  } else {
    model.flowTime = new Float64Array(0);
    model.health = [];
    model.changes = [];
  }
}

/* Records in words. */

function sourceName(partition, number) {
  const source = partition >= 0 && model.partitions[partition].sources[number];
  return source
    ? source.kind === 'common'
      ? source.name
      : source.kind + ' ' + source.name
    : 'source ' + number;
}

function signed(value) {
  return value | 0;
}

/** A record's argument, as `bulkhead trace` says it and a little more. */
function argumentText(i, place) {
  const trace = model.trace;
  const kind = trace.kinds.find((known) => known.number === trace.records.kind[i]);
  const name = kind.arguments[place];
  const value = trace.records['abcd'[place]][i];
  const names = trace;
  const partition = trace.records.ring[i] - 1;
  if (kind.name === 'HYPERCALL' && place === 0) return names.calls[value] || String(value);
  if (kind.name === 'HEALTH' && place === 0)
    return (model.module.errors[value] || {name: String(value)}).name;
  if (kind.name === 'RAISE' && place === 0) return sourceName(partition, value);
  if (kind.name === 'MODE' && place === 0) return names.modes[value] || String(value);
  if (kind.name === 'MODE' && place === 1) return names.starts[value] || String(value);
  if (name === 'schedule')
    return model.schedules[value] ? model.schedules[value].name : String(value);
  if (name === 'result')
    return signed(value) < 0
      ? names.statuses[-signed(value)] || String(signed(value))
      : String(value);
  if (name === 'slack') return exactTime((signed(value) * 1e9) / trace.frequency);
  if (name === 'code') return String(signed(value));
  return /^(pc|address|pending\d|word\d|detail|error)$/.test(name)
    ? '0x' + hexText(value)
    : countText(value);
}

/** [name, value] of a record's arguments. */
function argumentsOf(i) {
  const kind = model.trace.kinds.find((known) => known.number === model.trace.records.kind[i]);
  if (!kind) return [];
  return kind.arguments
    .map((name, place) => [name, place])
    .filter(([name]) => name)
    .map(([name, place]) => [name, argumentText(i, place)]);
}

function kindName(i) {
  const kind = model.trace.kinds.find((known) => known.number === model.trace.records.kind[i]);
  return kind ? kind.name : 'kind ' + model.trace.records.kind[i];
}

/** The few letters that stand at a record when there is room. */
function shortText(i) {
  const kind = kindName(i);
  if (kind === 'HYPERCALL' || kind === 'HEALTH' || kind === 'RAISE' || kind === 'MODE')
    return argumentText(i, 0);
  return kind.toLowerCase();
}

function recordSentence(i) {
  const trace = model.trace;
  const ring = trace.records.ring[i];
  return (
    exactTime(trace.records.time[i]) +
    '  ' +
    rowName(model.rows[ring]) +
    '  ' +
    kindName(i) +
    ' ' +
    argumentsOf(i)
      .map(([name, value]) => name + '=' + value)
      .join(' ')
  );
}
