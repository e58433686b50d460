/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* Health events and changes of mode, one by one. */
'use strict';

const ROWS_MOST = 500;

function makeHealth() {
  const box = byId('health-body');
  if (!model.trace)
    return box.append(
      note(
        'Health events belong to a run: make the report with a trace. What would be done ' +
          'about them is in the configuration below.',
      ),
    );
  const missing = ['HEALTH', 'MODE'].filter((kind) => !isRecorded(kind));
  if (missing.length) box.append(missingNote(missing));
  if (model.health.length) box.append(healthTable());
  else if (isRecorded('HEALTH')) box.append(element('p', {}, 'No health event in this run.'));
  const modes = modeTable();
  if (modes) box.append(modes);
  return undefined;
}

function healthTable() {
  const {records} = model.trace;
  return element(
    'div',
    {class: 'scroll'},
    table(
      model.health.length > ROWS_MOST
        ? 'The first ' + ROWS_MOST + ' health events of ' + countText(model.health.length) + '.'
        : '',
      [
        {name: 'module time'},
        {name: 'partition'},
        {name: 'error'},
        {name: 'what it means'},
        {name: 'what was done'},
        {name: 'detail', mono: true},
        {name: 'address', mono: true},
        {name: 'at (pc)', mono: true},
      ],
      model.health.slice(0, ROWS_MOST).map((i) => {
        const button = element(
          'button',
          {type: 'button', class: 'plain', title: 'Show in the timeline'},
          exactTime(records.time[i]),
        );
        button.addEventListener('click', () => {
          timeline.showHealth(i);
          byId('timeline').scrollIntoView();
        });
        const error = model.module.errors[records.a[i]] || {name: String(records.a[i]), text: ''};
        return [
          button,
          partitionName(records.ring[i] - 1, rowName(model.rows[records.ring[i]])),
          element('span', {class: 'fault-text'}, error.name),
          error.text,
          outcomeOf(i),
          hexText(records.b[i]),
          addressText(records.c[i]),
          addressText(records.d[i]),
        ];
      }),
    ),
  );
}

function modeTable() {
  const {records, modes, starts} = model.trace;
  const changes = model.rows.flatMap((row) => row.modes).sort((a, b) => a - b);
  if (!changes.length) return null;
  const shown = changes.slice(0, ROWS_MOST);
  return element(
    'details',
    {},
    element('summary', {}, plural(changes.length, 'change') + ' of mode'),
    element(
      'div',
      {class: 'scroll'},
      table(
        changes.length > ROWS_MOST ? 'The first ' + ROWS_MOST + '.' : '',
        [
          {name: 'module time'},
          {name: 'partition'},
          {name: 'mode'},
          {name: 'started by'},
          {name: 'exit code', number: true},
        ],
        shown.map((i) => [
          goTo(records.time[i]),
          partitionName(records.ring[i] - 1, rowName(model.rows[records.ring[i]])),
          modes[records.a[i]] || String(records.a[i]),
          starts[records.b[i]] || String(records.b[i]),
          modes[records.a[i]] === 'IDLE' ? signed(records.c[i]) : '',
        ]),
      ),
    ),
  );
}
