/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* The top of the page: figures, sentences, and what limits them. */
'use strict';

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
  box.append(
    ...caveats(),
    element(
      'p',
      {},
      runSentence(),
      isIncomplete() ? ' Of what the trace still has: ' : ' ',
      windowSentence(facts),
    ),
    element('p', {}, healthSentence()),
    element('p', {}, modeSentence(), ' ', trafficSentence()),
  );
}

function makeFigures(facts) {
  const {windows} = model.trace;
  const figures = [];
  const add = (name, value, more, kind) =>
    figures.push(
      element(
        'div',
        {class: 'figure' + (kind ? ' ' + kind : '')},
        element('div', {class: 'name'}, name),
        element('div', {class: 'value'}, value),
        element('div', {class: 'more'}, more),
      ),
    );
  const [length, unit] = timeText(model.end).split(NBSP);
  add(
    'Run',
    [length, ' ', element('small', {}, unit)],
    plural(model.trace.records.time.length, 'record'),
  );
  if (facts.seen) {
    add(
      'Windows on time',
      [countText(facts.kept), element('small', {}, ' of ' + countText(facts.seen + facts.missing))],
      facts.late ? facts.late + ' late' : 'none late',
      facts.late + facts.missing ? 'fault' : '',
    );
    const [slack, slackUnit] = timeText(windows.slack[facts.worst]).split(NBSP);
    add(
      'Least slack',
      [slack, ' ', element('small', {}, slackUnit)],
      "before a window's entry",
      facts.late ? 'fault' : '',
    );
  } else add('Windows on time', 'not recorded', "add WINDOW to the trace's Kinds", 'none');
  const restarts = model.rows.slice(1).reduce((sum, row) => sum + restartsOf(row).all.length, 0);
  const touched = model.rows.filter((row) => row.health.length).length;
  add(
    'Health events',
    isRecorded('HEALTH') ? countText(model.health.length) : 'not recorded',
    touched ? 'of ' + plural(touched, 'partition') : '',
    model.health.length ? 'fault' : '',
  );
  add('Restarts', isRecorded('MODE') ? countText(restarts) : 'not recorded', '');
  const busy = model.rows.slice(1).reduce((sum, row) => sum + row.sums.busy, 0);
  if (isIncomplete()) add('Processor busy', 'not known', 'records are missing', 'none');
  else add('Processor busy', percentText(busy / Math.max(1, model.end)), "with partitions' code");
  byId('figures').append(...figures);
}

/* What limits what this report can tell. */
function caveats() {
  const notes = [];
  const lost = model.trace.rings.lost
    .map((count, ring) => [rowName(model.rows[ring]), count, model.trace.rings.begin[ring]])
    .filter((entry) => entry[1]);
  const gaps = model.trace.rings.gaps.some((gap) => gap);
  if (lost.length)
    notes.push(
      note(
        gaps
          ? 'Records did not come over the line, so the run is not complete: '
          : 'Older records gave way to newer ones, so the beginning of the run is not complete: ',
        listText(
          lost.map(
            ([name, count, begin]) =>
              name +
              ' lost ' +
              countText(count) +
              (begin === null ? ', the last ones too' : ' and is whole from ' + timeText(begin)),
          ),
        ),
        ". Give the module's ",
        element('code', {}, '<Trace>'),
        gaps ? ' fewer Kinds, or the line a higher rate.' : ' more Records, or fewer Kinds.',
      ),
    );
  if (model.trace.checksum !== model.module.checksum)
    notes.push(
      note(
        'The module was built differently when the trace was taken: its configuration, a ' +
          "partition's image or the kernel has changed since. What this report says of the " +
          "plan, memory and channels is of today's.",
      ),
    );
  if (model.trace.unplanned)
    notes.push(note(plural(model.trace.unplanned, 'window record') + ' fit no planned window.'));
  return notes;
}
