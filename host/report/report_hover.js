/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* What lies under the pointer, in words; and the table of records in view. */
'use strict';

const RECORDS_MOST = 200;

Object.assign(timeline, {
  /* Records within some pixels of a place in a row: {first, last, nearest} in the series' row. */
  near(row, place, pixels) {
    const {time} = this.series.rows[row];
    const first = lowerBound(time, place - pixels * this.perPixel);
    const last = lowerBound(time, place + pixels * this.perPixel);
    let nearest = -1;
    for (let i = first; i < last && i < first + 50; i++)
      if (nearest < 0 || Math.abs(time[i] - place) < Math.abs(time[nearest] - place)) nearest = i;
    return {first, last, nearest};
  },

  showTip() {
    const tip = byId('tip');
    const row = this.cursor ? this.rowAt(this.cursor.y) : -1;
    if (row < 0 || this.cursor.x < LABELS || this.dragging) {
      tip.hidden = true;
      return;
    }
    tip.replaceChildren(...this.tipFor(row, this.place(this.cursor.x)));
    tip.hidden = false;
    const left =
      this.cursor.x + 16 + tip.offsetWidth < this.painter.width
        ? this.cursor.x + 16
        : this.cursor.x - tip.offsetWidth - 12;
    const top = Math.min(this.cursor.y + 14, this.height - tip.offsetHeight - 4);
    tip.style.left = Math.max(LABELS, left) + 'px';
    tip.style.top = Math.max(2, top) + 'px';
  },

  tipFor(row, place) {
    const title = element('div', {}, element('b', {}, rowName(model.rows[row])));
    const near = this.near(row, place, 5);
    const facts = this.series.folded ? this.foldFacts(row, place) : this.runFacts(row, place);
    const parts = [title, pairs(facts)];
    if (near.nearest < 0) return parts;
    const records = this.series.rows[row].records;
    const shown = records[near.nearest];
    parts.push(
      element(
        'p',
        {class: 'more'},
        element('b', {}, kindName(shown)),
        ' at ' + exactTime(model.trace.records.time[shown]),
      ),
    );
    parts.push(pairs(argumentsOf(shown)));
    if (near.last - near.first > 1)
      parts.push(
        element(
          'p',
          {class: 'more'},
          'and ' + plural(near.last - near.first - 1, 'more record') + ' within 5 pixels',
        ),
      );
    return parts;
  },

  runFacts(row, time) {
    const facts = [];
    const span = spanAt(time);
    if (span) {
      const frame = model.schedules[span.schedule].frame;
      const k = Math.max(0, Math.floor((time - span.start) / frame));
      facts.push([
        'frame',
        countText(k) +
          ' of ' +
          model.schedules[span.schedule].name +
          ', ' +
          exactTime(time - span.start - k * frame) +
          ' in',
      ]);
      facts.push(...this.windowFacts(row, time));
    }
    const busy = model.rows[row].busy;
    const i = busy.firstAfter(time - 2 * this.perPixel);
    if (i < busy.length && busy.start[i] < time + 2 * this.perPixel)
      facts.push([
        'busy',
        exactTime(busy.end[i] - busy.start[i]) + ' from ' + exactTime(busy.start[i]),
      ]);
    return facts;
  },

  windowFacts(row, time) {
    const {entered, windows} = model.rows[row];
    const i = lowerBound(entered.end, time);
    if (i >= entered.length || model.trace.windows.planned[windows[i]] > time) return [];
    const of = model.trace.windows;
    const window = windows[i];
    const slack = of.slack[window];
    const facts = [
      ['window', exactTime(of.planned[window]) + ' to ' + exactTime(of.end[window])],
      ['entered', exactTime(of.entry[window])],
    ];
    if (slack !== null) facts.push([slack < 0 ? 'late by' : 'slack', exactTime(Math.abs(slack))]);
    return facts;
  },

  foldFacts(row, place) {
    const facts = [['in the frame', exactTime(place)]];
    const {busy} = this.series.rows[row];
    const part = this.series.covered(busy, place - this.perPixel, place + this.perPixel);
    const window = model.schedules[this.series.schedule].windows.find(
      (known) => known.partition === row - 1 && place >= known.start && place < known.end,
    );
    if (window) facts.push(['window', exactTime(window.start) + ' to ' + exactTime(window.end)]);
    if (row > 0 && model.trace)
      facts.push(['busy here', percentText(part) + ' of ' + plural(this.series.frames, 'frame')]);
    return facts;
  },

  /* The table under the timeline, when it is open. */
  showRecords() {
    if (!byId('records-box').open || !model.trace) return;
    const inView = [];
    const rows = this.series.rows;
    let count = 0;
    rows.forEach((row) => {
      const first = lowerBound(row.time, this.view.from);
      const last = lowerBound(row.time, this.view.to);
      count += last - first;
      for (let i = first; i < Math.min(last, first + RECORDS_MOST); i++)
        inView.push([row.time[i], row.records[i]]);
    });
    inView.sort((a, b) => a[0] - b[0] || a[1] - b[1]);
    const shown = inView.slice(0, RECORDS_MOST).map(([, i]) => i);
    const caption =
      count > RECORDS_MOST
        ? 'The first ' + RECORDS_MOST + ' of ' + countText(count) + '; zoom in to see others.'
        : plural(count, 'record') + '.';
    byId('records').replaceChildren(
      element(
        'div',
        {class: 'scroll'},
        table(
          caption,
          [
            {name: 'module time', number: true, mono: true},
            {name: 'partition'},
            {name: 'kind'},
            {name: 'arguments'},
          ],
          shown.map((i) => [
            exactTime(model.trace.records.time[i]),
            partitionName(
              model.trace.records.ring[i] - 1,
              rowName(model.rows[model.trace.records.ring[i]]),
            ),
            element('button', {type: 'button', class: 'plain', 'data-record': i}, kindName(i)),
            argumentsOf(i)
              .map(([name, value]) => name + '=' + value)
              .join('  '),
          ]),
        ),
      ),
    );
  },
});

function pairs(facts) {
  return element(
    'dl',
    {},
    facts.map(([name, value]) => [element('dt', {}, name), element('dd', {}, value)]),
  );
}
