/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* What the summary, its sentences and the tables say of a run. */
'use strict';

/** What the summary and the tables say of windows. */
function windowFacts() {
  const {windows} = model.trace;
  const facts = {
    planned: windows.planned.length,
    seen: 0,
    released: 0,
    missing: 0,
    late: 0,
    worst: -1,
  };
  for (let i = 0; i < facts.planned; i++) {
    const kind = evidence(i);
    if (kind in facts) facts[kind]++;
    const slack = windows.slack[i];
    if (slack === null) continue;
    if (slack < 0) facts.late++;
    if (facts.worst < 0 || slack < windows.slack[facts.worst]) facts.worst = i;
  }
  facts.kept = facts.seen - facts.late;
  return facts;
}

/** Starts of a row after the first: MODE records that begin an initialisation. */
function restartsOf(row) {
  const {records, modes, starts} = model.trace;
  const starting = row.modes.filter(
    (i) => /_START$/.test(modes[records.a[i]] || '') && starts[records.b[i]] !== 'NORMAL',
  );
  return {
    all: starting,
    byHealth: starting.filter((i) => starts[records.b[i]] === 'HM_PARTITION_RESTART'),
  };
}

/** What was done about a health event: as the tables say for the mode that the partition was in,
 * unless the next MODE record tells that it was stopped instead. */
function outcomeOf(i) {
  const {records, modes} = model.trace;
  const partition = records.ring[i] - 1;
  if (partition < 0) return "see the module's health table";
  const row = model.rows[records.ring[i]];
  const time = records.time[i];
  const before = row.modes.filter((mode) => records.time[mode] <= time && mode < i).pop();
  const normal = before === undefined || modes[records.a[before]] === 'NORMAL';
  const configured =
    (model.partitions[partition].health[records.a[i]] || [])[normal ? 1 : 0] || 'unknown';
  const after = row.modes.find((mode) => mode > i);
  if (/restarted/.test(configured) && after !== undefined && modes[records.a[after]] === 'IDLE')
    return 'partition stopped: it had restarted too often';
  return configured;
}

/** Whether records are missing: they gave way to newer ones, or did not come over a line. */
function isIncomplete() {
  return model.trace.rings.lost.some((count) => count > 0);
}
