/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* Physical memory, and who sees what of it: the walls between the partitions, as a table. */
'use strict';

function makeMemory() {
  const box = byId('memory-body');
  const used = model.memory.ranges.reduce((sum, range) => sum + range.bytes, 0);
  const board = model.memory.board.reduce((sum, memory) => sum + memory.bytes, 0);
  box.append(
    element(
      'p',
      {class: 'soft'},
      'The module takes ' +
        sizeText(used) +
        " of the board's " +
        sizeText(board) +
        '. Every range is checked at boot and mapped once for all: the kernel changes no mapping.',
    ),
    memoryStrip(),
    element('div', {class: 'scroll', style: 'max-height:620px'}, memoryMatrix()),
  );
}

/* All ranges side by side, as wide as they are large. */
function memoryStrip() {
  const {ranges} = model.memory;
  const first = Math.min(...ranges.map((range) => range.start));
  const end = Math.max(...ranges.map((range) => range.start + range.bytes));
  const width = 1180;
  const x = (address) => ((address - first) / (end - first)) * width;
  const step = 2 ** Math.ceil(Math.log2((end - first) / 9));
  const ticks = [];
  for (let address = Math.ceil(first / step) * step; address <= end; address += step)
    ticks.push(addressTick(address, x(address), width));
  return drawing(
    'svg',
    {
      class: 'plot',
      viewBox: '0 0 ' + width + ' 52',
      role: 'img',
      style: 'margin-bottom:16px',
      'aria-label': 'Physical memory; the table below has the same ranges',
    },
    ranges.map((range) => rangeBox(range, x)),
    ticks,
  );
}

function rangeBox(range, x) {
  const shade =
    range.partition < 0
      ? 0.22 + 0.1 * kernelShade(range.what)
      : /memory/.test(range.what)
        ? 0.9
        : 0.55;
  const title =
    range.what +
    ownerText(range) +
    ', ' +
    sizeText(range.bytes) +
    ' at ' +
    addressText(range.start);
  return drawing(
    'rect',
    {
      x: x(range.start),
      y: 4,
      width: Math.max(1, x(range.start + range.bytes) - x(range.start)),
      height: 26,
      fill: theme.partition(range.partition),
      opacity: shade,
      'data-partition': range.partition,
      stroke: 'var(--panel)',
      'stroke-width': 0.75,
    },
    drawing('title', {}, title),
  );
}

function addressTick(address, x, width) {
  const anchor = x > width - 30 ? 'end' : x < 30 ? 'start' : 'middle';
  return [
    drawing('path', {class: 'axis', d: 'M' + x + ' 30v5'}),
    drawing('text', {x, y: 47, 'text-anchor': anchor}, addressText(address)),
  ];
}

function kernelShade(what) {
  return {kernel: 4, 'kernel data': 3, tables: 2}[what] || 1;
}

function ownerText(range) {
  return range.partition < 0 ? '' : ' of ' + model.partitions[range.partition].name;
}

/* The stretches between all boundaries of ranges and mappings, with the access of each space. */
function memoryPieces() {
  const pieces = [];
  for (const range of model.memory.ranges) {
    const end = range.start + range.bytes;
    const maps = model.memory.spaces.map((space) =>
      space.mappings.filter((map) => map.physical < end && map.physical + map.bytes > range.start),
    );
    const cuts = [
      ...new Set([
        range.start,
        end,
        ...maps.flat().flatMap((map) => [map.physical, map.physical + map.bytes]),
      ]),
    ]
      .filter((cut) => cut >= range.start && cut <= end)
      .sort((a, b) => a - b);
    for (let i = 0; i + 1 < cuts.length; i++) {
      const seen = maps.map((list) =>
        list.filter((map) => map.physical <= cuts[i] && map.physical + map.bytes > cuts[i]),
      );
      const access = seen.map((list) =>
        list.some((map) => map.write) ? 'rw' : list.length ? 'r' : '',
      );
      const names = seen
        .slice(1)
        .flat()
        .map((map) => map.what);
      const last = pieces[pieces.length - 1];
      const name = names.length ? pieceName(range, names) : range.what;
      if (
        last &&
        last.range === range &&
        last.name === name &&
        last.access.join() === access.join()
      )
        last.end = cuts[i + 1];
      else pieces.push({range, start: cuts[i], end: cuts[i + 1], access, name});
    }
  }
  return pieces;
}

/* What partitions call a stretch, if that says more than the range's own name. */
function pieceName(range, names) {
  if (/^partition image/.test(range.what))
    return names.includes('program') ? 'image, program' : 'image';
  return /^(vCPU|channel|partition memory)/.test(range.what) ? names[0] : range.what;
}

function memoryMatrix() {
  const heads = ['kernel', ...model.partitions.map((partition) => partition.name)];
  const head = element(
    'tr',
    {},
    element('th', {scope: 'col'}, 'physical'),
    element('th', {scope: 'col', class: 'number'}, 'size'),
    element('th', {scope: 'col'}, 'what'),
    heads.map((name, i) =>
      element('th', {scope: 'col', class: 'cell'}, partitionName(i - 1, name)),
    ),
  );
  return element(
    'table',
    {class: 'matrix'},
    element('caption', {}, 'Who can read (r) and write (rw) what. An empty cell is a wall.'),
    element('thead', {}, head),
    element(
      'tbody',
      {},
      memoryPieces().map((piece) => pieceRow(piece, heads)),
    ),
  );
}

function pieceRow(piece, heads) {
  const {range} = piece;
  const owner =
    range.partition >= 0 && !piece.name.includes(model.partitions[range.partition].name)
      ? ownerText(range)
      : '';
  return element(
    'tr',
    {},
    element('td', {class: 'mono'}, addressText(piece.start)),
    element('td', {class: 'number'}, sizeText(piece.end - piece.start)),
    element('td', {}, piece.name, element('span', {class: 'soft'}, owner)),
    piece.access.map((access, i) => accessCell(access, i - 1, heads[i])),
  );
}

function accessCell(access, partition, name) {
  const words = {rw: 'reads and writes', r: 'reads'}[access] || 'nothing';
  const cell = element('td', {class: 'cell ' + access, 'aria-label': name + ': ' + words}, access);
  if (access) {
    cell.dataset.partition = partition;
    cell.style.setProperty('--owner', theme.partition(partition));
  }
  return cell;
}
