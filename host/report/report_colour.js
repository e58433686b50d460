/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* Colours. A partition keeps its hue in every picture; how light it is depends on the theme. The
 * first eight hues stay apart for most colour-blind readers too, because lightness alternates. */
'use strict';

const HUES = [250, 55, 160, 330, 205, 105, 295, 25, 225, 130, 275, 75];

/** OKLCH to sRGB (Ottosson), as #rrggbb. */
function oklch(lightness, chroma, hue) {
  const a = chroma * Math.cos((hue * Math.PI) / 180);
  const b = chroma * Math.sin((hue * Math.PI) / 180);
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  const linear = [
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
  ];
  return (
    '#' +
    linear
      .map((value) => {
        const part = value <= 0.0031308 ? 12.92 * value : 1.055 * value ** (1 / 2.4) - 0.055;
        return Math.round(255 * Math.min(1, Math.max(0, part)))
          .toString(16)
          .padStart(2, '0');
      })
      .join('')
  );
}

const theme = {
  dark: false,
  colours: {},
  listeners: [],

  /** The colour of a partition, or of the kernel (-1). */
  partition(index) {
    if (index < 0) return this.colours.soft;
    const turn = Math.floor(index / HUES.length);
    const base = this.dark ? 0.72 : 0.55;
    const step = (index % 2 ? 0.05 : -0.02) - 0.06 * turn;
    return oklch(base + step, this.dark ? 0.12 : 0.13, HUES[index % HUES.length]);
  },

  read() {
    const style = getComputedStyle(document.documentElement);
    for (const name of [
      'page',
      'panel',
      'ink',
      'soft',
      'faint',
      'rule',
      'rule-strong',
      'accent',
      'fault',
      'good',
      'shade',
    ])
      this.colours[name] = style.getPropertyValue('--' + name).trim();
  },

  set(dark) {
    this.dark = dark;
    document.documentElement.dataset.theme = dark ? 'dark' : 'light';
    this.read();
    byId('theme').textContent = dark ? 'Light' : 'Dark';
    for (const listener of this.listeners) listener();
  },

  /** Follow the reader's system until the button is pressed; paper is light. */
  start() {
    const system = matchMedia('(prefers-color-scheme: dark)');
    let chosen = false;
    this.set(system.matches);
    system.addEventListener('change', () => chosen || this.set(system.matches));
    this.toggle = () => {
      chosen = true;
      this.set(!this.dark);
    };
    byId('theme').addEventListener('click', this.toggle);
    let before = false;
    addEventListener('beforeprint', () => {
      before = this.dark;
      this.set(false);
    });
    addEventListener('afterprint', () => this.set(before));
  },
};

/** A partition's name behind a chip of its colour, which follows the theme. */
function partitionName(index, name) {
  const chip = element('span', {
    class: 'chip',
    'data-partition': index,
    style: 'background:' + theme.partition(index),
  });
  return element('span', {class: 'part'}, chip, name);
}

function recolourPartitions() {
  for (const chip of document.querySelectorAll('.chip[data-partition]'))
    chip.style.background = theme.partition(Number(chip.dataset.partition));
  for (const cell of document.querySelectorAll('td[data-partition]'))
    cell.style.setProperty('--owner', theme.partition(Number(cell.dataset.partition)));
  for (const shape of document.querySelectorAll('svg [data-partition]'))
    shape.setAttribute(
      shape.dataset.paint || 'fill',
      theme.partition(Number(shape.dataset.partition)),
    );
}
