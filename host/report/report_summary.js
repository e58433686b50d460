/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* The run in sentences, for somebody who was not there. */
'use strict';

/** What the summary and the tables say of windows. */
function windowFacts() {
  const {windows} = model.trace;
  const facts = {planned: windows.planned.length, seen: 0, released: 0, missing: 0, late: 0, worst: -1};
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
  const starting = row.modes.filter((i) => /_START$/.test(modes[records.a[i]] || '') && starts[records.b[i]] !== 'NORMAL');
  return {all: starting, byHealth: starting.filter((i) => starts[records.b[i]] === 'HM_PARTITION_RESTART')};
}

/** What was done about a health event: as the tables say for the mode that the partition was in,
 * unless the next MODE record tells that it was stopped instead. */
function outcomeOf(i) {
  const {records, modes} = model.trace;
  const partition = records.ring[i] - 1;
  if (partition < 0) return 'see the module\'s health table';
  const row = model.rows[records.ring[i]];
  const time = records.time[i];
  const before = row.modes.filter((mode) => records.time[mode] <= time && mode < i).pop();
  const normal = before === undefined || modes[records.a[before]] === 'NORMAL';
  const configured = (model.partitions[partition].health[records.a[i]] || [])[normal ? 1 : 0] || 'unknown';
  const after = row.modes.find((mode) => mode > i);
  if (/restarted/.test(configured) && after !== undefined && modes[records.a[after]] === 'IDLE')
    return 'partition stopped: it had restarted too often';
  return configured;
}

function strong(...children) {
  return element('strong', {}, children);
}

function makeSummary() {
  byId('title').textContent = model.module.name;
  document.title = model.module.name + ' - Bulkhead report';
  byId('subtitle').textContent = (model.trace ? 'run on ' : 'plan for ') + model.module.board;
  const box = byId('sentences');
  if (!model.trace) {
    byId('figures').hidden = true;
    box.append(...planSentences());
    return;
  }
  const facts = windowFacts();
  makeFigures(facts);
  box.append(element('p', {}, runSentence(), ' ', windowSentence(facts)), element('p', {}, healthSentence()), element('p', {}, modeSentence(), ' ', trafficSentence()));
  box.append(...caveats());
}

function planSentences() {
  return [element('p', {}, strong(model.module.name), ' has ', plural(model.partitions.length, 'partition'), ', ',
    plural(model.schedules.length, 'schedule'), ' and ', plural(model.module.channels.length, 'channel'), ' on board ', model.module.board, '. It begins with schedule ',
    strong(model.schedules[model.module.initial].name), ', whose major frame is ', lengthText(model.schedules[model.module.initial].frame), '.'),
  note('No run is shown, for this report was made without a trace. Keep one and name it:', element('br'),
    element('code', {}, 'bulkhead run --icount --trace module.trace ' + model.module.file), element('br'),
    element('code', {}, 'bulkhead report --trace module.trace ' + model.module.file))];
}

function runSentence() {
  const lengths = [...new Set(model.spans.map((span) => model.schedules[span.schedule].frame))];
  const frames = model.spans.reduce((sum, span) => sum + Math.ceil((Math.min(span.end, model.limit) - span.start) / model.schedules[span.schedule].frame), 0);
  const ran = [strong(model.module.name), ' ran for ', strong(timeText(model.end)), ' on board ', model.module.board];
  if (!model.spans.length) return [ran, '; the trace does not tell by which schedule.'];
  const parts = model.spans.slice(0, 6).map((span, i) => [strong(model.schedules[span.schedule].name),
    i < model.spans.length - 1 ? ' until ' + timeText(span.end) : ' to the end']);
  return [ran, ': ', plural(frames, 'major frame'), ' of ', listText(lengths.map(lengthText)), ', in schedule ',
    model.spans.length === 1 ? [strong(model.schedules[model.spans[0].schedule].name), ' throughout'] :
      parts.map((part, i) => [i ? ', then ' : '', ...part]).flat(), model.spans.length > 6 ? ' of this list, with ' + (model.spans.length - 1) + ' changes in all' : '', '.'].flat();
}

function windowSentence(facts) {
  if (!facts.seen) {
    return ['Of ', plural(facts.planned, 'planned window'), ' the trace shows ', strong(countText(facts.released)), ' beginning',
      isRecorded('WINDOW') ? '.' : '; how punctually was not recorded.'];
  }
  const {windows} = model.trace;
  const worst = facts.worst;
  const tightest = [partitionName(windows.partition[worst], model.partitions[windows.partition[worst]].name), ' at ', timeText(windows.planned[worst])];
  const kept = facts.late + facts.missing === 0 ? [strong('Every one of ' + plural(facts.seen, 'window') + ' was entered on time'), '; the tightest, of ', ...tightest, ', had ', strong(timeText(windows.slack[worst])), ' to spare.']
    : [strong(countText(facts.kept) + ' of ' + plural(facts.seen + facts.missing, 'window')), ' were entered on time, ',
      element('strong', {class: 'fault-text'}, countText(facts.late) + ' late'), facts.missing ? ', and of ' + countText(facts.missing) + ' there is no record' : '', '; the worst, of ', ...tightest, ', was late by ',
      strong(timeText(Math.max(0, -windows.slack[worst]))), '.'];
  return kept.flat();
}

/* What was done, as a part of a sentence. */
function doneText(outcome) {
  return outcome === 'ignored' ? 'nothing was done' : outcome.replace(/^partition /, 'it was ').replace(/^module /, 'the module was ');
}

/* By partition: which errors how often, and what was done. */
function healthSentence() {
  if (!isRecorded('HEALTH')) return ['Health events were not recorded.'];
  if (!model.health.length) return [strong('Health monitoring had nothing to do.')];
  const {records} = model.trace;
  const rows = model.rows.filter((row) => row.health.length);
  const parts = rows.map((row) => {
    const groups = new Map();
    for (const i of row.health) {
      const key = argumentText(i, 0) + '|' + outcomeOf(i);
      groups.set(key, (groups.get(key) || 0) + 1);
    }
    const outcomes = new Set([...groups.keys()].map((key) => key.split('|')[1]));
    const same = outcomes.size === 1 ? [...outcomes][0] : null;
    const words = [...groups].map(([key, count]) => (count > 1 ? count + ' × ' : '') + key.split('|')[0] + (same ? '' : ' (' + doneText(key.split('|')[1]) + ')'));
    return [partitionName(row.partition, rowName(row)), ' had ', strong(String(row.health.length)), ': ', listText(words), same ? '; ' + (row.health.length > 1 ? 'each time ' : '') + doneText(same) : ''];
  });
  const first = records.time[model.health[0]];
  const intro = [strong(plural(model.health.length, 'health event')), model.health.length > 1 ? ', the first at ' : ' at ', timeText(first), '. '];
  return [...intro, ...parts.map((part, i) => [i ? '. ' : '', ...part]).flat(), '.'];
}

function modeSentence() {
  if (!isRecorded('MODE')) return ['Changes of mode were not recorded.'];
  const {records, modes} = model.trace;
  const own = model.rows.slice(1);
  const restarted = own.map((row) => [row, restartsOf(row)]).filter(([, restarts]) => restarts.all.length);
  const last = (row) => row.modes.length ? modes[records.a[row.modes[row.modes.length - 1]]] : null;
  const stopped = own.filter((row) => last(row) === 'IDLE');
  const parts = restarted.map(([row, restarts]) => [partitionName(row.partition, rowName(row)), ' was restarted ', strong(plural(restarts.all.length, 'time')),
    restarts.byHealth.length === restarts.all.length ? ', always by health monitoring' : restarts.byHealth.length ? ', ' + restarts.byHealth.length + ' of them by health monitoring' : '']);
  const words = restarted.length ? [...parts.map((part, i) => [i ? '; ' : '', ...part]).flat(), '. ',
    restarted.length < own.length ? (own.length - restarted.length === 1 ? 'The other partition started once.' : 'The other ' + (own.length - restarted.length) + ' started once.') : '']
    : ['No partition was restarted.'];
  if (stopped.length) words.push(' At the end ' + listText(stopped.map(rowName)) + (stopped.length > 1 ? ' were stopped.' : ' was stopped.'));
  return words;
}

function trafficSentence() {
  if (!model.flows.length) return [];
  const pairsOf = new Map();
  for (const flow of model.flows) pairsOf.set(flow.from + ' ' + flow.to, (pairsOf.get(flow.from + ' ' + flow.to) || 0) + 1);
  const parts = [...pairsOf].slice(0, 5).map(([key, count]) => {
    const [from, to] = key.split(' ').map(Number);
    return [partitionName(from, model.partitions[from].name), ' woke ', partitionName(to, model.partitions[to].name), ' ', plural(count, 'time')];
  });
  return [...parts.map((part, i) => [i ? ', ' : '', ...part]).flat(), '.'];
}

function makeFigures(facts) {
  const {windows} = model.trace;
  const figures = [];
  const add = (name, value, more, kind) => figures.push(element('div', {class: 'figure' + (kind ? ' ' + kind : '')},
    element('div', {class: 'name'}, name), element('div', {class: 'value'}, value), element('div', {class: 'more'}, more)));
  const [length, unit] = timeText(model.end).split(' ');
  add('Run', [length, ' ', element('small', {}, unit)], plural(model.trace.records.time.length, 'record'));
  if (facts.seen) {
    add('Windows on time', [countText(facts.kept), element('small', {}, ' of ' + countText(facts.seen + facts.missing))],
      facts.late ? facts.late + ' late' : 'none late', facts.late + facts.missing ? 'fault' : '');
    const [slack, slackUnit] = timeText(windows.slack[facts.worst]).split(' ');
    add('Least slack', [slack, ' ', element('small', {}, slackUnit)], 'before a window\'s entry', facts.late ? 'fault' : '');
  } else add('Windows on time', 'not recorded', 'add WINDOW to the trace\'s Kinds', 'none');
  const restarts = model.rows.slice(1).reduce((sum, row) => sum + restartsOf(row).all.length, 0);
  const touched = model.rows.filter((row) => row.health.length).length;
  add('Health events', isRecorded('HEALTH') ? countText(model.health.length) : 'not recorded', touched ? 'of ' + plural(touched, 'partition') : '', model.health.length ? 'fault' : '');
  add('Restarts', isRecorded('MODE') ? countText(restarts) : 'not recorded', '');
  const lead = model.rows.slice(1).reduce((sum, row) => sum + row.sums.busy, 0);
  add('Processor busy', percentText(lead / Math.max(1, model.end)), 'with partitions\' code');
  byId('figures').append(...figures);
}

/* What limits what this report can tell. */
function caveats() {
  const notes = [];
  const lost = model.trace.rings.lost.map((count, ring) => [rowName(model.rows[ring]), count, model.trace.rings.begin[ring]]).filter((entry) => entry[1]);
  if (lost.length)
    notes.push(note('Older records gave way to newer ones, so the beginning of the run is not complete: ', listText(lost.map(([name, count, begin]) =>
      name + ' lost ' + countText(count) + ' and is whole from ' + timeText(begin))), '. Give the module\'s ', element('code', {}, '<Trace>'), ' more Records, or fewer Kinds.'));
  if (model.trace.checksum !== model.module.checksum)
    notes.push(note('The module was built differently when the trace was taken: its configuration, a partition\'s image or the kernel has changed since. What this report says of the plan, memory and channels is of today\'s.'));
  if (model.trace.unplanned)
    notes.push(note(plural(model.trace.unplanned, 'window record') + ' fit no planned window.'));
  return notes;
}
