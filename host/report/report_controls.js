/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* Zoom, pan, selection: pointer, wheel, keys and buttons of the timeline. */
'use strict';

const LEAST_SPAN = 200; /* ns: no closer */

Object.assign(timeline, {
  /* Draw once per screen refresh, whatever asked for it. */
  update() {
    if (this.waiting) return;
    this.waiting = true;
    requestAnimationFrame(() => {
      this.waiting = false;
      this.drawNow();
    });
  },

  drawNow() {
    this.draw();
    this.drawOverview();
    this.showTip();
    const {from, to} = this.view;
    byId('range').textContent =
      exactTime(from) + ' to ' + exactTime(to) + ', ' + timeText(to - from);
    clearTimeout(this.later);
    this.later = setTimeout(() => this.showRecords(), 150);
  },

  /* Show a stretch, within what there is and not below LEAST_SPAN. */
  show(from, to) {
    const all = this.series.end - this.series.begin;
    const span = Math.min(Math.max(to - from, LEAST_SPAN), all);
    const start = Math.min(
      Math.max((from + to - span) / 2, this.series.begin),
      this.series.end - span,
    );
    this.view = {from: start, to: start + span};
    this.update();
  },

  showAll() {
    this.show(this.series.begin, this.series.end);
  },

  zoom(factor, about) {
    const {from, to} = this.view;
    const centre = about === undefined ? this.centre() : about;
    this.show(centre - (centre - from) * factor, centre + (to - centre) * factor);
  },

  /* Zooming goes about the pointer, the selection, or the middle. */
  centre() {
    const {from, to} = this.view;
    if (this.cursor && this.cursor.x >= LABELS) return this.place(this.cursor.x);
    const selected =
      this.selected < 0 ? null : this.series.placeOf(model.trace.records.time[this.selected]);
    return selected !== null && selected > from && selected < to ? selected : (from + to) / 2;
  },

  pan(part) {
    const span = this.view.to - this.view.from;
    this.show(this.view.from + span * part, this.view.to + span * part);
  },

  showFrame() {
    if (this.series.folded || !model.spans.length) return this.showAll();
    const span = spanAt(this.centre());
    const frame = model.schedules[span.schedule].frame;
    const start =
      span.start + Math.max(0, Math.floor((this.centre() - span.start) / frame)) * frame;
    return this.show(start, start + frame);
  },

  fold(folded) {
    const schedule = Number(byId('fold-schedule').value);
    this.series = folded ? new FoldSeries(schedule) : this.run;
    this.mark = null;
    byId('mode-run').setAttribute('aria-pressed', String(!folded));
    byId('mode-fold').setAttribute('aria-pressed', String(folded));
    byId('fold-label').hidden = !folded;
    this.showAll();
  },

  /* Select a record: bring it into view, and say what it is. */
  select(record, zoomTo) {
    this.selected = record;
    this.row = model.trace.records.ring[record];
    const place = this.series.placeOf(model.trace.records.time[record]);
    const span = zoomTo || this.view.to - this.view.from;
    if (zoomTo || place < this.view.from || place > this.view.to)
      this.show(place - span / 2, place + span / 2);
    byId('readout').textContent = recordSentence(record);
    this.update();
  },

  step(way) {
    const {time, records} = this.series.rows[this.row];
    if (!records.length) return;
    const at =
      this.selected >= 0 && model.trace.records.ring[this.selected] === this.row
        ? records.indexOf(this.selected) + way
        : lowerBound(time, this.view.from) + (way < 0 ? -1 : 0);
    this.select(records[Math.min(Math.max(at, 0), records.length - 1)]);
  },

  /* Health events come with two frames around them. */
  stepHealth(way) {
    if (!model.health.length) return;
    const at = model.health.indexOf(this.selected);
    const next = at >= 0 ? at + way : way > 0 ? 0 : model.health.length - 1;
    this.showHealth(model.health[(next + model.health.length) % model.health.length]);
  },

  showHealth(record) {
    if (this.series.folded) this.fold(false);
    const span = spanAt(model.trace.records.time[record]);
    this.select(record, span ? 2 * model.schedules[span.schedule].frame : undefined);
  },

  chooseRow(way) {
    this.row = Math.min(Math.max(this.row + way, 0), model.rows.length - 1);
    byId('readout').textContent =
      rowName(model.rows[this.row]) +
      ', ' +
      plural(this.series.rows[this.row].records.length, 'record');
    this.update();
  },

  setMark() {
    this.mark = this.mark === null ? this.centre() : null;
    this.update();
  },

  forget() {
    this.selected = -1;
    this.mark = null;
    byId('readout').textContent = '';
    this.update();
  },

  /* By key; what answers false is not one of ours. */
  key(event) {
    const page = event.shiftKey ? 1 : 0.1;
    const actions = {
      ArrowLeft: () => this.pan(-page),
      ArrowRight: () => this.pan(page),
      ArrowUp: () => this.chooseRow(-1),
      ArrowDown: () => this.chooseRow(1),
      '+': () => this.zoom(0.5),
      '=': () => this.zoom(0.5),
      '-': () => this.zoom(2),
      _: () => this.zoom(2),
      0: () => this.showAll(),
      1: () => this.showFrame(),
      ',': () => this.step(-1),
      '.': () => this.step(1),
      m: () => this.setMark(),
      Escape: () => this.forget(),
    };
    if (!actions[event.key] || event.ctrlKey || event.metaKey || event.altKey) return false;
    actions[event.key]();
    return true;
  },
});

/* Pointers. */
function listenToPointer(canvas) {
  let from = null;
  const at = (event) => {
    const box = canvas.getBoundingClientRect();
    return {x: event.clientX - box.left, y: event.clientY - box.top};
  };
  canvas.addEventListener('pointerdown', (event) => {
    if (event.button !== 0) return;
    from = {...at(event), view: {...timeline.view}, moved: false};
    canvas.setPointerCapture(event.pointerId);
  });
  canvas.addEventListener('pointermove', (event) => {
    timeline.cursor = at(event);
    if (from && Math.abs(timeline.cursor.x - from.x) > 3) from.moved = true;
    if (from && from.moved && from.y >= RULER) {
      timeline.dragging = true;
      canvas.classList.add('dragging');
      const shift = (from.x - timeline.cursor.x) * timeline.perPixel;
      timeline.show(from.view.from + shift, from.view.to + shift);
    } else if (from && from.moved) {
      timeline.mark = timeline.place(from.x);
    }
    timeline.update();
  });
  canvas.addEventListener('pointerup', (event) => {
    const end = at(event);
    if (from && from.moved && from.y < RULER) {
      timeline.mark = null;
      timeline.show(...[timeline.place(from.x), timeline.place(end.x)].sort((a, b) => a - b));
    } else if (from && !from.moved) click(end);
    from = null;
    timeline.dragging = false;
    canvas.classList.remove('dragging');
    timeline.update();
  });
  canvas.addEventListener('pointerleave', () => {
    timeline.cursor = null;
    timeline.update();
  });
  canvas.addEventListener('dblclick', (event) => timeline.zoom(0.25, timeline.place(at(event).x)));
  canvas.addEventListener(
    'wheel',
    (event) => {
      if (event.ctrlKey || event.metaKey)
        timeline.zoom(Math.exp(event.deltaY * 0.003), timeline.place(at(event).x));
      else if (event.shiftKey || Math.abs(event.deltaX) > Math.abs(event.deltaY))
        timeline.pan((event.deltaX || event.deltaY) / timeline.painter.width);
      else return;
      event.preventDefault();
    },
    {passive: false},
  );
}

function click(at) {
  const row = timeline.rowAt(at.y);
  if (row < 0) return;
  timeline.row = row;
  const {nearest} = at.x < LABELS ? {nearest: -1} : timeline.near(row, timeline.place(at.x), 8);
  if (nearest >= 0) timeline.select(timeline.series.rows[row].records[nearest]);
  else timeline.chooseRow(0);
}

function listenToOverview(canvas) {
  const go = (event) => {
    if (!(event.buttons & 1)) return;
    const span = timeline.view.to - timeline.view.from;
    const time = timeline.overviewTime(event.clientX - canvas.getBoundingClientRect().left);
    timeline.show(time - span / 2, time + span / 2);
  };
  canvas.addEventListener('pointerdown', (event) => {
    canvas.setPointerCapture(event.pointerId);
    go(event);
  });
  canvas.addEventListener('pointermove', go);
}
