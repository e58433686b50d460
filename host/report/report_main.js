/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* Puts the page together. */
'use strict';

const LEGEND = [
  [
    'planned window',
    (s) => [drawing('rect', {x: 1, y: 2.5, width: 18, height: 11, fill: 'none', stroke: s.soft})],
  ],
  [
    'entered',
    (s) => [drawing('rect', {x: 1, y: 2.5, width: 18, height: 11, fill: s.soft, opacity: 0.2})],
  ],
  ['busy', (s) => [drawing('rect', {x: 1, y: 6, width: 18, height: 7.5, fill: s.soft})]],
  [
    'folded: busy in few, in all frames',
    (s) =>
      [0.2, 0.6, 1].map((opacity, i) =>
        drawing('rect', {x: 1 + 6 * i, y: 6, width: 6, height: 7.5, fill: s.soft, opacity}),
      ),
    'WINDOW',
  ],
  ['late', (s) => [drawing('rect', {x: 1, y: 2.5, width: 5, height: 11, fill: s.fault})], 'WINDOW'],
  [
    'source occurs',
    (s) => [drawing('path', {d: 'M10 3.5l4 8h-8z', fill: 'none', stroke: s.soft})],
    'RAISE',
  ],
  ['delivered', (s) => [drawing('path', {d: 'M10 12l4-8h-8z', fill: s.soft})], 'DELIVER'],
  [
    'waits for delivery',
    (s) => [drawing('path', {d: 'M1 8h18', stroke: s.soft, 'stroke-dasharray': '2 2'})],
    'DELIVER',
  ],
  [
    'hypercall',
    (s) => [drawing('path', {d: 'M10 3v10', stroke: s.soft, 'stroke-width': 1.5})],
    'HYPERCALL',
  ],
  [
    'message or event to another',
    (s) => [
      drawing('path', {d: 'M10 1v9', stroke: s.soft}),
      drawing('path', {d: 'M10 15l-3-6h6z', fill: s.soft}),
    ],
    'HYPERCALL',
  ],
  [
    'trap',
    (s) => [drawing('path', {d: 'M6 4l8 8m0-8l-8 8', stroke: s.soft, 'stroke-width': 1.5})],
    'TRAP',
  ],
  [
    'health event',
    (s) => [drawing('path', {d: 'M10 2l5.5 6-5.5 6-5.5-6z', fill: s.fault})],
    'HEALTH',
  ],
  ['mode', (s) => [drawing('path', {d: 'M7 3l8 3-8 3z', fill: s.soft})], 'MODE'],
  [
    'not in mode NORMAL',
    (s) => [drawing('path', {d: 'M1 14l10-12m-4 12l10-12', stroke: s.faint})],
    'MODE',
  ],
  [
    'change of schedule',
    (s) => [drawing('path', {d: 'M10 1v14', stroke: s.ink, 'stroke-dasharray': '4 2'})],
    'SCHEDULE',
  ],
];

function makeLegend() {
  const shown = LEGEND.filter(
    ([, , kind]) => (model.trace && (!kind || isRecorded(kind))) || (!kind && !model.trace),
  ).slice(0, model.trace ? undefined : 1);
  byId('legend').replaceChildren(
    ...shown.map(([name, shape]) =>
      element(
        'span',
        {},
        drawing('svg', {width: 20, height: 16, 'aria-hidden': 'true'}, shape(theme.colours)),
        name,
      ),
    ),
  );
}

/* What a reader may miss in the picture, and how to get it. */
function makeMissing() {
  if (!model.trace) return;
  const missing = model.trace.kinds
    .filter((kind) => !kind.recorded)
    .map((kind) => kind.name);
  const box = byId('missing');
  box.hidden = missing.length === 0;
  box.replaceChildren(
    'Not recorded: ',
    listText(missing),
    '. To see them, add them to ',
    element('code', {}, 'Kinds'),
    " of the module's ",
    element('code', {}, '<Trace>'),
    ' and run it again.',
  );
}

function makeNavigation() {
  byId('sections').append(
    ...[...document.querySelectorAll('main > section')].map((section) =>
      element('a', {href: '#' + section.id}, section.querySelector('h2').textContent),
    ),
  );
}

function makeTimeline() {
  timeline.painter = new Painter(byId('chart'));
  timeline.overviewPainter = new Painter(byId('overview'));
  const chosen = model.spans.length
    ? model.spans.reduce((a, b) => (b.end - b.start > a.end - a.start ? b : a)).schedule
    : model.module.initial;
  byId('fold-schedule').append(
    ...model.schedules.map((schedule, i) =>
      element('option', {value: i, selected: i === chosen}, schedule.name),
    ),
  );
  timeline.run = new RunSeries();
  timeline.painter.begin(timeline.height);
  timeline.fold(!model.trace);
  for (const id of [
    'mode-run',
    'mode-fold',
    'health-back',
    'health-next',
    'zoom-frame',
    'records-box',
    'readout',
  ])
    byId(id).hidden = !model.trace;
  listenToPointer(byId('chart'));
  listenToOverview(byId('overview'));
  makeLegend();
  makeMissing();
}

function listen() {
  const on = (id, action) => byId(id).addEventListener('click', action);
  on('mode-run', () => timeline.fold(false));
  on('mode-fold', () => timeline.fold(true));
  on('zoom-in', () => timeline.zoom(0.5));
  on('zoom-out', () => timeline.zoom(2));
  on('zoom-fit', () => timeline.showAll());
  on('zoom-frame', () => timeline.showFrame());
  on('health-back', () => timeline.stepHealth(-1));
  on('health-next', () => timeline.stepHealth(1));
  on('help', () => byId('keys').showModal());
  byId('fold-schedule').addEventListener('change', () => timeline.fold(true));
  byId('records-box').addEventListener('toggle', () => timeline.showRecords());
  byId('records').addEventListener(
    'click',
    (event) => event.target.dataset.record && timeline.select(Number(event.target.dataset.record)),
  );
  byId('health-back').disabled = byId('health-next').disabled = !model.health.length;
  document.addEventListener('keydown', onKey);
  addEventListener('resize', () => timeline.update());
  theme.listeners.push(() => {
    makeLegend();
    recolourPartitions();
    timeline.drawNow();
  });
  for (const [event, on] of [
    ['beforeprint', true],
    ['afterprint', false],
  ])
    addEventListener(event, () => {
      printing = on;
      timeline.drawNow();
    });
}

/* The timeline's keys work when it has the focus; a few work everywhere. */
function onKey(event) {
  if (byId('keys').open || /^(SELECT|INPUT|TEXTAREA)$/.test(event.target.tagName)) return;
  const everywhere = {
    '?': () => byId('keys').showModal(),
    d: () => theme.toggle(),
    f: () => model.trace && timeline.fold(!timeline.series.folded),
    n: () => timeline.stepHealth(1),
    p: () => timeline.stepHealth(-1),
  };
  const plain = !event.ctrlKey && !event.metaKey && !event.altKey;
  if (plain && everywhere[event.key]) everywhere[event.key]();
  else if (document.activeElement !== byId('chart') || !timeline.key(event)) return;
  event.preventDefault();
}

function makeOrigin() {
  const kept = model.trace
    ? ' and a trace of ' +
      plural(model.trace.records.time.length, 'record') +
      ' that bulkhead run --trace kept'
    : '';
  byId('origin').textContent =
    'Made by bulkhead report from ' + model.module.file + kept + '. This file needs nothing else.';
}

buildModel();
theme.start();
makeNavigation();
makeSummary();
makeTimeline();
makeUtilisation();
makeLateness();
makeLatency();
makeHealth();
makeChannels();
makeMemory();
makeSource();
makeOrigin();
listen();
document.documentElement.dataset.ready = 'yes';
