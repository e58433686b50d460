/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* Physical memory, and who sees what of it: the walls between the partitions, as a table. */
'use strict';

function makeMemory() {
  const box = byId('memory-body');
  const used = model.memory.ranges.reduce((sum, range) => sum + range.bytes, 0);
  const board = model.memory.board.reduce((sum, memory) => sum + memory.bytes, 0);
  box.append(element('p', {class: 'soft'}, 'The module takes ' + sizeText(used) + ' of the board\'s ' + sizeText(board) + '. Every range is checked at boot and mapped once for all: the kernel changes no mapping.'),
    memoryStrip(), element('div', {class: 'scroll', style: 'max-height:620px'}, memoryMatrix()));
}

/* All ranges side by side, as wide as they are large. */
function memoryStrip() {
  const first = Math.min(...model.memory.ranges.map((range) => range.start));
  const last = Math.max(...model.memory.ranges.map((range) => range.start + range.bytes));
  const width = 1180;
  const x = (address) => (address - first) / (last - first) * width;
  const colour = (range) => theme.partition(range.partition);
  const boxes = model.memory.ranges.map((range) => drawing('rect', {x: x(range.start), y: 4, width: Math.max(1, x(range.start + range.bytes) - x(range.start)), height: 26,
    fill: colour(range), opacity: range.partition < 0 ? 0.22 + 0.1 * (kernelShade(range.what)) : /memory/.test(range.what) ? 0.9 : 0.55, 'data-partition': range.partition, stroke: 'var(--panel)', 'stroke-width': 0.75},
  drawing('title', {}, range.what + ownerText(range) + ', ' + sizeText(range.bytes) + ' at ' + addressText(range.start))));
  const step = 2 ** Math.ceil(Math.log2((last - first) / 9));
  const ticks = [];
  for (let address = Math.ceil(first / step) * step; address <= last; address += step) {
    ticks.push(drawing('path', {class: 'axis', d: 'M' + x(address) + ' 30v5'}),
      drawing('text', {x: x(address), y: 47, 'text-anchor': x(address) > width - 30 ? 'end' : x(address) < 30 ? 'start' : 'middle'}, addressText(address)));
  }
  return drawing('svg', {class: 'plot', viewBox: '0 0 ' + width + ' 52', role: 'img', 'aria-label': 'Physical memory; the table below has the same ranges', style: 'margin-bottom:16px'}, boxes, ticks);
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
    const maps = model.memory.spaces.map((space) => space.mappings.filter((map) => map.physical < end && map.physical + map.bytes > range.start));
    const cuts = [...new Set([range.start, end, ...maps.flat().flatMap((map) => [map.physical, map.physical + map.bytes])])].filter((cut) => cut >= range.start && cut <= end).sort((a, b) => a - b);
    for (let i = 0; i + 1 < cuts.length; i++) {
      const seen = maps.map((list) => list.filter((map) => map.physical <= cuts[i] && map.physical + map.bytes > cuts[i]));
      const access = seen.map((list) => list.some((map) => map.write) ? 'rw' : list.length ? 'r' : '');
      const names = seen.slice(1).flat().map((map) => map.what);
      const last = pieces[pieces.length - 1];
      const name = names.length ? pieceName(range, names) : range.what;
      if (last && last.range === range && last.name === name && last.access.join() === access.join()) last.end = cuts[i + 1];
      else pieces.push({range, start: cuts[i], end: cuts[i + 1], access, name});
    }
  }
  return pieces;
}

/* What partitions call a stretch, if that says more than the range's own name. */
function pieceName(range, names) {
  if (/^partition image/.test(range.what)) return names.includes('program') ? 'image, program' : 'image';
  return /^(vCPU|channel|partition memory)/.test(range.what) ? names[0] : range.what;
}

function memoryMatrix() {
  const pieces = memoryPieces();
  const heads = ['kernel', ...model.partitions.map((partition) => partition.name)];
  const head = element('tr', {}, element('th', {scope: 'col'}, 'physical'), element('th', {scope: 'col', class: 'number'}, 'size'), element('th', {scope: 'col'}, 'what'),
    heads.map((name, i) => element('th', {scope: 'col', class: 'cell'}, partitionName(i - 1, name))));
  const rows = pieces.map((piece) => element('tr', {}, element('td', {class: 'mono'}, addressText(piece.start)), element('td', {class: 'number'}, sizeText(piece.end - piece.start)),
    element('td', {}, piece.name, piece.range.partition >= 0 && !piece.name.includes(model.partitions[piece.range.partition].name) ? element('span', {class: 'soft'}, ownerText(piece.range)) : ''),
    piece.access.map((access, i) => {
      const cell = element('td', {class: 'cell', 'aria-label': heads[i] + ': ' + ({rw: 'reads and writes', r: 'reads'}[access] || 'nothing')}, access);
      if (access) cell.style.background = 'color-mix(in srgb, ' + theme.partition(i - 1) + (access === 'rw' ? ' 34%' : ' 13%') + ', transparent)';
      return cell;
    })));
  return element('table', {class: 'matrix'}, element('caption', {}, 'Who can read (r) and write (rw) what. An empty cell is a wall.'), element('thead', {}, head), element('tbody', {}, rows));
}
