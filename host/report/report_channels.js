/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* Channels and events as wiring: a column for each partition, a row for each channel, a dot where
 * it begins and arrows where it goes. It stays readable however they cross. */
'use strict';

function makeChannels() {
  const box = byId('channels-body');
  const wires = [...model.module.channels.map((channel) => ({name: channel.name, line: channel.line, what: channel.queuing ? 'queuing' : 'sampling',
    from: channel.ends[0].partition, to: channel.ends.slice(1).map((end) => end.partition)})),
  ...model.module.events.map((event) => ({name: event.name, line: event.line, what: 'event', from: event.from, to: [event.to]}))];
  if (!wires.length) return box.append(element('p', {}, 'The partitions of this module are not connected: it has no channels and no events.'));
  box.append(wiring(wires));
  if (model.module.channels.length) box.append(element('div', {style: 'margin-top:18px'}, channelTable()));
  return undefined;
}

function wiring(wires) {
  const left = 190;
  const column = Math.max(88, Math.min(150, 980 / model.partitions.length));
  const rowHeight = 30;
  const top = 30;
  const width = left + column * model.partitions.length;
  const height = top + rowHeight * wires.length + 8;
  const x = (partition) => left + column * (partition + 0.5);
  const rails = model.partitions.map((partition, i) => {
    const text = partition.name.length > column / 7 ? partition.name.slice(0, Math.floor(column / 7) - 1) + '…' : partition.name;
    return [drawing('text', {class: 'strong', x: x(i), y: 14, 'text-anchor': 'middle'}, text, drawing('title', {}, partition.name)),
      drawing('path', {d: 'M' + x(i) + ' 22V' + height, stroke: theme.partition(i), 'stroke-width': 3, opacity: 0.45, 'data-partition': i, 'data-paint': 'stroke'})];
  });
  const rows = wires.map((wire, n) => {
    const y = top + rowHeight * (n + 0.5);
    const ends = [wire.from, ...wire.to].map(x);
    const colour = {'data-partition': wire.from};
    const stroke = theme.partition(wire.from);
    const arrows = wire.to.map((to) => {
      const way = Math.sign(x(to) - x(wire.from)) || 1;
      const tip = x(to) - 3 * way;
      return drawing('path', {d: 'M' + tip + ' ' + y + 'l' + -9 * way + ' -4.5v9z', fill: stroke, ...colour});
    });
    return [drawing('a', {href: '#line-' + wire.line}, drawing('text', {class: 'strong', x: left - 96, y: y + 4, 'text-anchor': 'end'}, wire.name)),
      drawing('text', {x: left - 84, y: y + 4}, wire.what),
      drawing('path', {d: 'M' + Math.min(...ends) + ' ' + y + 'H' + Math.max(...ends), stroke, 'stroke-width': 1.75, fill: 'none',
        'stroke-dasharray': wire.what === 'event' ? '4 3' : null, 'data-paint': 'stroke', ...colour}),
      drawing('circle', {cx: x(wire.from), cy: y, r: 5, fill: stroke, ...colour}), arrows.flat()];
  });
  return element('div', {style: 'overflow-x:auto'}, drawing('svg', {class: 'plot', viewBox: '0 0 ' + width + ' ' + height, style: 'max-width:' + width + 'px;min-width:' + Math.min(width, 640) + 'px', role: 'img',
    'aria-label': wires.map((wire) => wire.name + ': ' + model.partitions[wire.from].name + ' to ' + listText(wire.to.map((to) => model.partitions[to].name))).join('; ')}, rails.flat(), rows.flat(2)));
}

/* By the plan: from the end of a source's window, in which it writes at the latest, to the next
 * start of one of the destination; the longest of each schedule. */
function planDelay(schedule, from, to) {
  const own = schedule.windows.filter((window) => window.partition === from);
  const far = schedule.windows.filter((window) => window.partition === to);
  if (!own.length || !far.length) return null;
  return Math.max(...own.map((window) => Math.min(...far.map((other) => (other.start - window.end + schedule.frame) % schedule.frame))));
}

function channelTable() {
  const rows = model.module.channels.flatMap((channel) => channel.ends.slice(1).map((end, n) => {
    const source = channel.ends[0];
    return [n ? '' : element('a', {href: '#line-' + channel.line}, channel.name), n ? '' : channel.queuing ? 'queuing' : 'sampling', n ? '' : partitionName(source.partition, model.partitions[source.partition].name + '.' + source.port),
      partitionName(end.partition, model.partitions[end.partition].name + '.' + end.port), n ? '' : sizeText(channel.size), channel.queuing ? source.capacity + ' + ' + end.capacity : '–',
      end.refresh ? lengthText(end.refresh) : '–',
      ...model.schedules.map((schedule) => {
        const delay = planDelay(schedule, source.partition, end.partition);
        return delay === null ? '–' : lengthText(delay);
      })];
  }));
  const number = (name) => ({name, number: true});
  return element('div', {style: 'overflow-x:auto'}, table('Hand-over: from the end of the source\'s window to the start of the destination\'s next one, the longest of a schedule.',
    [{name: 'channel'}, {name: 'kind'}, {name: 'from'}, {name: 'to'}, number('message'), number('queue'), number('valid for'), ...model.schedules.map((schedule) => number('hand-over, ' + schedule.name))], rows));
}
