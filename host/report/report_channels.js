/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* Channels and events as wiring: a column for each partition, a row for each channel, a dot where
 * it begins and arrows where it goes. It stays readable however they cross. */
'use strict';

function makeChannels() {
  const box = byId('channels-body');
  const wires = [
    ...model.module.channels.map((channel) => ({
      name: channel.name,
      line: channel.line,
      what: channel.queuing ? 'queuing' : 'sampling',
      from: channel.ends[0].partition,
      to: channel.ends.slice(1).map((end) => end.partition),
    })),
    ...model.module.events.map((event) => ({
      name: event.name,
      line: event.line,
      what: 'event',
      from: event.from,
      to: [event.to],
    })),
  ];
  if (!wires.length)
    return box.append(
      element(
        'p',
        {},
        'The partitions of this module are not connected: it has no channels and no events.',
      ),
    );
  box.append(wiring(wires));
  if (model.module.channels.length)
    box.append(element('div', {style: 'margin-top:18px'}, channelTable()));
  return undefined;
}

const WIRING = {left: 190, top: 30, row: 30};

function wiring(wires) {
  const column = Math.max(88, Math.min(150, 980 / model.partitions.length));
  const width = WIRING.left + column * model.partitions.length;
  const height = WIRING.top + WIRING.row * wires.length + 8;
  const x = (partition) => WIRING.left + column * (partition + 0.5);
  const label = wires
    .map(
      (wire) =>
        wire.name +
        ': ' +
        model.partitions[wire.from].name +
        ' to ' +
        listText(wire.to.map((to) => model.partitions[to].name)),
    )
    .join('; ');
  return element(
    'div',
    {style: 'overflow-x:auto'},
    drawing(
      'svg',
      {
        class: 'plot',
        viewBox: '0 0 ' + width + ' ' + height,
        style: 'max-width:' + width + 'px;min-width:' + Math.min(width, 640) + 'px',
        role: 'img',
        'aria-label': label,
      },
      model.partitions.map((_, i) => rail(i, x(i), column, height)),
      wires.map((wire, n) => wireRow(wire, WIRING.top + WIRING.row * (n + 0.5), x)),
    ),
  );
}

/* A partition's column. */
function rail(partition, x, width, height) {
  const {name} = model.partitions[partition];
  const room = Math.floor(width / 7);
  const text = name.length > room ? name.slice(0, room - 1) + '…' : name;
  return [
    drawing(
      'text',
      {class: 'strong', x, y: 14, 'text-anchor': 'middle'},
      text,
      drawing('title', {}, name),
    ),
    drawing('path', {
      d: 'M' + x + ' 22V' + height,
      stroke: theme.partition(partition),
      'stroke-width': 3,
      opacity: 0.45,
      'data-partition': partition,
      'data-paint': 'stroke',
    }),
  ];
}

/* A channel's row, in its source's colour. */
function wireRow(wire, y, x) {
  const ends = [wire.from, ...wire.to].map(x);
  const filled = {fill: theme.partition(wire.from), 'data-partition': wire.from};
  const arrows = wire.to.map((to) => {
    const way = Math.sign(x(to) - x(wire.from)) || 1;
    return drawing('path', {
      d: 'M' + (x(to) - 3 * way) + ' ' + y + 'l' + -9 * way + ' -4.5v9z',
      ...filled,
    });
  });
  const name = drawing(
    'text',
    {class: 'strong', x: WIRING.left - 96, y: y + 4, 'text-anchor': 'end'},
    wire.name,
  );
  return [
    drawing('a', {href: '#line-' + wire.line}, name),
    drawing('text', {x: WIRING.left - 84, y: y + 4}, wire.what),
    drawing('path', {
      d: 'M' + Math.min(...ends) + ' ' + y + 'H' + Math.max(...ends),
      stroke: theme.partition(wire.from),
      'stroke-width': 1.75,
      fill: 'none',
      'stroke-dasharray': wire.what === 'event' ? '4 3' : null,
      'data-partition': wire.from,
      'data-paint': 'stroke',
    }),
    drawing('circle', {cx: x(wire.from), cy: y, r: 5, ...filled}),
    arrows,
  ];
}

/* By the plan: from the end of a source's window, in which it writes at the latest, to the next
 * start of one of the destination; the longest of each schedule. */
function planDelay(schedule, from, to) {
  const own = schedule.windows.filter((window) => window.partition === from);
  const far = schedule.windows.filter((window) => window.partition === to);
  if (!own.length || !far.length) return null;
  return Math.max(
    ...own.map((window) =>
      Math.min(...far.map((other) => (other.start - window.end + schedule.frame) % schedule.frame)),
    ),
  );
}

function channelTable() {
  const rows = model.module.channels.flatMap((channel) =>
    channel.ends.slice(1).map((end, n) => {
      const source = channel.ends[0];
      return [
        n ? '' : element('a', {href: '#line-' + channel.line}, channel.name),
        n ? '' : channel.queuing ? 'queuing' : 'sampling',
        n
          ? ''
          : partitionName(
              source.partition,
              model.partitions[source.partition].name + '.' + source.port,
            ),
        partitionName(end.partition, model.partitions[end.partition].name + '.' + end.port),
        n ? '' : sizeText(channel.size),
        channel.queuing ? source.capacity + ' + ' + end.capacity : '–',
        end.refresh ? lengthText(end.refresh) : '–',
        ...model.schedules.map((schedule) => {
          const delay = planDelay(schedule, source.partition, end.partition);
          return delay === null ? '–' : lengthText(delay);
        }),
      ];
    }),
  );
  return element(
    'div',
    {style: 'overflow-x:auto'},
    table(
      "Hand-over: from the end of the source's window to the start of the destination's " +
        'next one, the longest of a schedule.',
      [
        {name: 'channel'},
        {name: 'kind'},
        {name: 'from'},
        {name: 'to'},
        numbers('message'),
        numbers('queue'),
        numbers('valid for'),
        ...model.schedules.map((schedule) => numbers('hand-over, ' + schedule.name)),
      ],
      rows,
    ),
  );
}
