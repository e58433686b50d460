/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* What a time axis shows of a row: the run as it was, or every frame of a schedule folded onto one.
 * Both answer for any stretch of their axis in the time of a binary search. */
'use strict';

/** Kinds whose records are drawn as marks; what is drawn last lies on top. */
const MARKS = [
  'HYPERCALL',
  'WINDOW',
  'RAISE',
  'DELIVER',
  'SCHEDULE',
  'MODE',
  'TRAP',
  'HEALTH',
];

/** The whole run: the axis is module time. */
class RunSeries {
  constructor() {
    this.folded = false;
    this.begin = model.begin;
    this.end = model.limit;
    this.rows = model.rows.map((row) => ({
      time: row.time,
      records: row.records,
      marks: marksOf(row.time, row.records),
      late: {place: row.lateTime, windows: row.late},
    }));
    this.flowTime = model.flowTime;
    this.flows = model.flows;
  }

  /** Module time of a place on the axis. */
  timeOf(at) {
    return at;
  }
  placeOf(time) {
    return time;
  }
}

/** All frames of a schedule: the axis is the time in its major frame. It begins a little before,
 * because the kernel does: it leaves the last window early. */
class FoldSeries {
  constructor(schedule) {
    this.folded = true;
    this.schedule = schedule;
    this.frame = model.schedules[schedule].frame;
    this.lead = Math.min(this.frame / 100, model.module.lead + model.module.offset);
    this.begin = -this.lead;
    this.end = this.frame;
    this.spans = model.spans.filter((span) => span.schedule === schedule);
    this.frames = this.spans.reduce((sum, span) => sum + this.framesIn(span), 0);
    this.rows = model.rows.map((row) => this.foldRow(row));
    const flows = this.fold(model.flowTime);
    this.flowTime = flows.place;
    this.flows = flows.from.map((i) => model.flows[i]);
  }

  /** Frames that the trace has something of. */
  framesIn(span) {
    const end = Math.min(span.end, model.limit);
    return Math.max(0, Math.ceil((end - Math.max(span.start, model.begin)) / this.frame));
  }

  placeIn(span, time) {
    const since = (time - span.start + this.lead) % this.frame;
    return (since < 0 ? since + this.frame : since) - this.lead;
  }

  placeOf(time) {
    return this.placeIn(spanAt(time), time);
  }

  /** Times by their place in the frame: {place, from}, from being the index in `times`. */
  fold(times) {
    const found = [];
    for (const span of this.spans)
      for (
        let i = lowerBound(times, span.start - this.lead);
        i < times.length && times[i] < span.end - this.lead;
        i++
      )
        found.push([this.placeIn(span, times[i]), i]);
    found.sort((a, b) => a[0] - b[0] || a[1] - b[1]);
    return {
      place: Float64Array.from(found, (entry) => entry[0]),
      from: found.map((entry) => entry[1]),
    };
  }

  foldRow(row) {
    const {place, from} = this.fold(row.time);
    const records = from.map((i) => row.records[i]);
    const late = this.fold(row.lateTime);
    return {
      time: place,
      records,
      marks: marksOf(place, records),
      late: {place: late.place, windows: late.from.map((i) => row.late[i])},
      busy: this.density(row.busy),
      entered: this.density(row.entered),
    };
  }

  /** Starts and ends by their place, and the sums of each: enough for coveredUntil(). */
  density(intervals) {
    const starts = [];
    const ends = [];
    for (const span of this.spans)
      for (
        let i = intervals.firstAfter(span.start - this.lead);
        i < intervals.length && intervals.start[i] < span.end - this.lead;
        i++
      ) {
        const start = this.placeIn(span, intervals.start[i]);
        starts.push(start);
        ends.push(Math.min(start + intervals.end[i] - intervals.start[i], this.frame));
      }
    const sort = (values) => Float64Array.from(values).sort();
    const from = {start: sort(starts), end: sort(ends)};
    return {...from, startSums: runningSums(from.start), endSums: runningSums(from.end)};
  }

  /** Time covered before a place, over all frames. */
  coveredUntil(density, place) {
    const begun = lowerBound(density.start, place);
    const over = lowerBound(density.end, place);
    return place * begun - density.startSums[begun] - (place * over - density.endSums[over]);
  }

  /** The part of the frames, 0 to 1, that a stretch is covered in. */
  covered(density, from, to) {
    const time = this.coveredUntil(density, to) - this.coveredUntil(density, from);
    return this.frames ? Math.min(1, Math.max(0, time / (to - from) / this.frames)) : 0;
  }
}

/** The records of a row by kind, each sorted by time. */
function marksOf(time, records) {
  const marks = {};
  for (const kind of MARKS) {
    const number = KIND[kind];
    const chosen = [];
    if (number)
      for (let i = 0; i < records.length; i++)
        if (model.trace.records.kind[records[i]] === number) chosen.push(i);
    marks[kind] = {
      time: Float64Array.from(chosen, (i) => time[i]),
      records: chosen.map((i) => records[i]),
    };
  }
  return marks;
}

/** The windows that the plan has between two places of an axis: calls back with each one's start,
 * end, partition and whether it is periodic. Answers false, and calls nothing, if they would be
 * more than `most`. */
function eachPlanned(series, from, to, most, callback) {
  if (series.folded) {
    for (const window of model.schedules[series.schedule].windows)
      if (window.partition >= 0)
        callback(window.start, window.end, window.partition, window.periodic);
    return true;
  }
  const spans = model.spans.filter((span) => span.end > from && span.start < to);
  const ranges = spans.map((span) => {
    const {frame, windows} = model.schedules[span.schedule];
    const first = Math.max(0, Math.floor((from - span.start) / frame));
    const last = Math.ceil((Math.min(to, span.end) - span.start) / frame);
    return {span, frame, windows, first, last};
  });
  if (
    ranges.reduce((sum, range) => sum + (range.last - range.first) * range.windows.length, 0) > most
  )
    return false;
  for (const {span, frame, windows, first, last} of ranges)
    for (let k = first; k < last; k++)
      for (const window of windows)
        if (window.partition >= 0)
          callback(
            span.start + k * frame + window.start,
            span.start + k * frame + window.end,
            window.partition,
            window.periodic,
          );
  return true;
}
