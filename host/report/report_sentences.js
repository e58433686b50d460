/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* The run in sentences, for somebody who was not there. */
'use strict';

function strong(...children) {
  return element('strong', {}, children);
}

function planSentences() {
  return [
    element(
      'p',
      {},
      strong(model.module.name),
      ' has ',
      plural(model.partitions.length, 'partition'),
      ', ',
      plural(model.schedules.length, 'schedule'),
      ' and ',
      plural(model.module.channels.length, 'channel'),
      ' on board ',
      model.module.board,
      '. It begins with schedule ',
      strong(model.schedules[model.module.initial].name),
      ', whose major frame is ',
      lengthText(model.schedules[model.module.initial].frame),
      '.',
    ),
    note(
      'No run is shown, for this report was made without a trace. Keep one and name it:',
      element('br'),
      element('code', {}, 'bulkhead run --icount --trace module.trace ' + model.module.file),
      element('br'),
      element('code', {}, 'bulkhead report --trace module.trace ' + model.module.file),
    ),
  ];
}

function runSentence() {
  const lengths = [...new Set(model.spans.map((span) => model.schedules[span.schedule].frame))];
  const frames = model.spans.reduce(
    (sum, span) =>
      sum +
      Math.ceil(
        (Math.min(span.end, model.limit) - span.start) / model.schedules[span.schedule].frame,
      ),
    0,
  );
  const ran = [
    strong(model.module.name),
    ' ran for ',
    strong(timeText(model.end)),
    ' on board ',
    model.module.board,
  ];
  if (!model.spans.length) return [ran, '; the trace does not tell by which schedule.'];
  const parts = model.spans
    .slice(0, 6)
    .map((span, i) => [
      strong(model.schedules[span.schedule].name),
      i < model.spans.length - 1 ? ' until ' + timeText(span.end) : ' to the end',
    ]);
  return [
    ran,
    ': ',
    plural(frames, 'major frame'),
    ' of ',
    listText(lengths.map(lengthText)),
    ', in schedule ',
    model.spans.length === 1
      ? [strong(model.schedules[model.spans[0].schedule].name), ' throughout']
      : parts.map((part, i) => [i ? ', then ' : '', ...part]).flat(),
    model.spans.length > 6
      ? ' of this list, with ' + (model.spans.length - 1) + ' changes in all'
      : '',
    '.',
  ].flat();
}

function windowSentence(facts) {
  if (!facts.seen) {
    return [
      'Of ',
      plural(facts.planned, 'planned window'),
      ' the trace shows ',
      strong(countText(facts.released)),
      ' beginning',
      isRecorded('WINDOW') ? '.' : '; how punctually was not recorded.',
    ];
  }
  const {windows} = model.trace;
  const worst = facts.worst;
  const tightest = [
    partitionName(windows.partition[worst], model.partitions[windows.partition[worst]].name),
    ' at ',
    timeText(windows.planned[worst]),
  ];
  const kept =
    facts.late + facts.missing === 0
      ? [
          strong('Every one of ' + plural(facts.seen, 'window') + ' was entered on time'),
          '; the tightest, of ',
          ...tightest,
          ', had ',
          strong(timeText(windows.slack[worst])),
          ' to spare.',
        ]
      : [
          strong(countText(facts.kept) + ' of ' + plural(facts.seen + facts.missing, 'window')),
          ' were entered on time, ',
          element('strong', {class: 'fault-text'}, countText(facts.late) + ' late'),
          facts.missing ? ', and of ' + countText(facts.missing) + ' there is no record' : '',
          '; the worst, of ',
          ...tightest,
          ', was late by ',
          strong(timeText(Math.max(0, -windows.slack[worst]))),
          '.',
        ];
  return kept.flat();
}

/* What was done, as a part of a sentence. */
function doneText(outcome) {
  return outcome === 'ignored'
    ? 'nothing was done'
    : outcome.replace(/^partition /, 'it was ').replace(/^module /, 'the module was ');
}

/* By partition: which errors how often, and what was done. */
function healthSentence() {
  if (!isRecorded('HEALTH')) return ['Health events were not recorded.'];
  if (!model.health.length) return [strong('Health monitoring had nothing to do.')];
  const {records} = model.trace;
  const rows = model.rows.filter((row) => row.health.length);
  const first = timeText(records.time[model.health[0]]);
  const many = model.health.length > 1;
  const intro = [strong(plural(model.health.length, 'health event'))];
  if (rows.length === 1)
    return [
      ...intro,
      many ? ', all of ' : ' of ',
      partitionName(rows[0].partition, rowName(rows[0])),
      many ? ', the first at ' : ', at ',
      first,
      ': ',
      ...eventWords(rows[0]),
      '.',
    ];
  return [
    ...intro,
    ', the first at ',
    first,
    '. ',
    ...rows.flatMap((row, i) => [
      i ? '. ' : '',
      partitionName(row.partition, rowName(row)),
      ' had ',
      strong(String(row.health.length)),
      ': ',
      ...eventWords(row),
    ]),
    '.',
  ];
}

/* Which errors a row had, how often, and what was done about them. */
function eventWords(row) {
  const groups = new Map();
  for (const i of row.health) {
    const key = argumentText(i, 0) + '|' + outcomeOf(i);
    groups.set(key, (groups.get(key) || 0) + 1);
  }
  const outcomes = [...new Set([...groups.keys()].map((key) => key.split('|')[1]))];
  const words = [...groups].map(([key, count]) => {
    const [error, outcome] = key.split('|');
    return (
      (count > 1 ? count + '\u00a0×\u00a0' : '') +
      error +
      (outcomes.length > 1 ? ' (' + doneText(outcome) + ')' : '')
    );
  });
  return [
    listText(words),
    outcomes.length > 1
      ? ''
      : (row.health.length > 1 ? '; each time ' : '; ') + doneText(outcomes[0]),
  ];
}

function modeSentence() {
  if (!isRecorded('MODE')) return ['Changes of mode were not recorded.'];
  const {records, modes} = model.trace;
  const own = model.rows.slice(1);
  const restarted = own
    .map((row) => [row, restartsOf(row)])
    .filter(([, restarts]) => restarts.all.length);
  const last = (row) =>
    row.modes.length ? modes[records.a[row.modes[row.modes.length - 1]]] : null;
  const stopped = own.filter((row) => last(row) === 'IDLE');
  const parts = restarted.map(([row, restarts]) => [
    partitionName(row.partition, rowName(row)),
    ' was restarted ',
    strong(timesText(restarts.all.length)),
    restarts.byHealth.length === restarts.all.length
      ? restarts.all.length > 1
        ? ', always by health monitoring'
        : ' by health monitoring'
      : restarts.byHealth.length
        ? ', ' + restarts.byHealth.length + ' of them by health monitoring'
        : '',
  ]);
  if (isIncomplete() && !restarted.length) return ['The trace has no restart.'];
  const words = restarted.length
    ? [
        ...parts.map((part, i) => [i ? '; ' : '', ...part]).flat(),
        '. ',
        restarted.length < own.length && !isIncomplete()
          ? own.length - restarted.length === 1
            ? 'The other partition started once.'
            : 'The other ' + (own.length - restarted.length) + ' partitions started once.'
          : '',
      ]
    : ['No partition was restarted.'];
  if (stopped.length)
    words.push(
      ' At the end ' +
        listText(stopped.map(rowName)) +
        (stopped.length > 1 ? ' were stopped.' : ' was stopped.'),
    );
  return words;
}

function trafficSentence() {
  if (!model.flows.length) return [];
  const pairsOf = new Map();
  for (const flow of model.flows)
    pairsOf.set(flow.from + ' ' + flow.to, (pairsOf.get(flow.from + ' ' + flow.to) || 0) + 1);
  const parts = [...pairsOf].slice(0, 5).map(([key, count]) => {
    const [from, to] = key.split(' ').map(Number);
    return [
      partitionName(from, model.partitions[from].name),
      ' woke ',
      partitionName(to, model.partitions[to].name),
      ' ',
      timesText(count),
    ];
  });
  return [...parts.map((part, i) => [i ? ', ' : '', ...part]).flat(), '.'];
}
