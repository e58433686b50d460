/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* Numbers, times and sizes in words, and elements made of them. */
'use strict';

const THIN = '\u202f'; /* spaces that do not break */
const NBSP = '\u00a0';
const MINUS = '\u2212';
const UNITS = [
  ['s', 1e9],
  ['ms', 1e6],
  ['µs', 1e3],
  ['ns', 1],
];

/** The largest unit in which a time is 1 or more. */
function unitOf(ns) {
  const size = Math.abs(ns);
  return UNITS.find((unit) => size >= unit[1]) || UNITS[3];
}

/** Four digits, as precise as a reader takes in. */
function timeText(ns) {
  if (ns === 0) return '0' + NBSP + 'ns';
  const [unit, factor] = unitOf(ns);
  const value = Math.abs(ns) / factor;
  const digits =
    factor === 1 ? (value < 10 && value % 1 ? 1 : 0) : value >= 100 ? 1 : value >= 10 ? 2 : 3;
  return (ns < 0 ? MINUS : '') + value.toFixed(digits) + NBSP + unit;
}

/** Every nanosecond, but no groups of zeros at the end: 7.115 000 850 s. */
function exactTime(ns) {
  const whole = Math.round(ns);
  if (Math.abs(whole) < 1000) return (whole < 0 ? MINUS : '') + Math.abs(whole) + NBSP + 'ns';
  const [unit, factor] = unitOf(whole);
  const size = Math.abs(whole);
  const rest = String(size % factor)
    .padStart(String(factor).length - 1, '0')
    .replace(/(000)+$/, '')
    .replace(/(\d{3})(?=\d)/g, '$1' + THIN);
  return (
    (whole < 0 ? MINUS : '') +
    countText(Math.floor(size / factor)) +
    (rest && '.' + rest) +
    NBSP +
    unit
  );
}

/** A time on an axis whose ticks are `step` apart: as many digits as that needs. */
function axisTime(ns, step, factor) {
  const digits = Math.max(0, Math.ceil(-Math.log10(step / factor) - 1e-9));
  const text = (Math.abs(ns) / factor).toFixed(digits);
  return (ns < 0 && Number(text) !== 0 ? MINUS : '') + text;
}

/** A plain length: 20 ms, 2.5 ms. */
function lengthText(ns) {
  const [unit, factor] = unitOf(ns);
  return String(Number((ns / factor).toFixed(3))) + NBSP + unit;
}

function countText(count) {
  return String(count).replace(/\B(?=(\d{3})+(?!\d))/g, (_, __, at, all) =>
    all.includes('.') && at > all.indexOf('.') ? '' : ',',
  );
}

function sizeText(bytes) {
  for (const [unit, size] of [
    ['GiB', 2 ** 30],
    ['MiB', 2 ** 20],
    ['KiB', 1024],
  ])
    if (bytes >= size && bytes % (size / 4) === 0) return countText(bytes / size) + NBSP + unit;
  return countText(bytes) + NBSP + 'B';
}

function percentText(part) {
  const percent = part * 100;
  if (percent === 0) return '0 %';
  if (percent < 0.001) return '< 0.001 %';
  return percent.toFixed(percent >= 10 ? 1 : percent >= 1 ? 2 : 3) + NBSP + '%';
}

function hexText(value, digits) {
  return (value >>> 0).toString(16).padStart(digits || 1, '0');
}

function addressText(address) {
  return address.toString(16).padStart(8, '0');
}

/** 1 window, 2 windows. */
function plural(count, one, many) {
  return countText(count) + ' ' + (count === 1 ? one : many || one + 's');
}

/** once, twice, 3 times */
function timesText(count) {
  return ['never', 'once', 'twice'][count] || countText(count) + ' times';
}

/** a, b and c */
function listText(words) {
  return words.length < 2
    ? words.join('')
    : words.slice(0, -1).join(', ') + ' and ' + words[words.length - 1];
}

/** An element with attributes and children, which are text or elements. */
function element(name, attributes, ...children) {
  const made = document.createElement(name);
  return fill(made, attributes, children);
}

function drawing(name, attributes, ...children) {
  return fill(document.createElementNS('http://www.w3.org/2000/svg', name), attributes, children);
}

function fill(made, attributes, children) {
  for (const [key, value] of Object.entries(attributes || {}))
    if (value === true) made.setAttribute(key, '');
    else if (value !== false && value !== null && value !== undefined)
      made.setAttribute(key, value);
  made.append(
    ...children
      .flat(Infinity)
      .filter((child) => child !== null && child !== undefined && child !== ''),
  );
  return made;
}

/** A table: columns are {name, number, mono}, rows lists of cells (text, elements, or lists). */
function table(caption, columns, rows) {
  const kind = (column) =>
    [column.number && 'number', column.mono && 'mono'].filter(Boolean).join(' ') || null;
  return element(
    'table',
    {},
    caption ? element('caption', {}, caption) : null,
    element(
      'thead',
      {},
      element(
        'tr',
        {},
        columns.map((column) =>
          element('th', {scope: 'col', class: column.number ? 'number' : null}, column.name),
        ),
      ),
    ),
    element(
      'tbody',
      {},
      rows.map((row) =>
        element(
          'tr',
          {},
          row.map((cell, i) => element('td', {class: kind(columns[i])}, cell)),
        ),
      ),
    ),
  );
}

function note(...children) {
  return element('p', {class: 'note'}, children);
}

/** What a section shows when the module did not write the kinds of records that it needs. */
function missingNote(kinds) {
  return note(
    'Not recorded: add ',
    element('code', {}, kinds.join(' ')),
    ' to ',
    element('code', {}, 'Kinds'),
    " of the module's ",
    element('code', {}, '<Trace>'),
    ' and run it again.',
  );
}

/** A table's column of numbers. */
function numbers(name) {
  return {name, number: true};
}

function byId(id) {
  return document.getElementById(id);
}
