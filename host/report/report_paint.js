/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* A canvas that is as sharp as the screen, and counts what is drawn on it: the count of a picture
 * has a bound that does not depend on the trace's length (tests/report holds it to that). */
'use strict';

class Painter {
  constructor(canvas) {
    this.canvas = canvas;
    this.context = canvas.getContext('2d');
    this.font = getComputedStyle(document.body).fontFamily;
  }

  /** Begin a picture; answers its width. */
  begin(height) {
    const width = Math.max(320, this.canvas.clientWidth);
    const ratio = printing ? 2 : devicePixelRatio || 1;
    this.canvas.style.height = height + 'px';
    this.canvas.width = Math.round(width * ratio);
    this.canvas.height = Math.round(height * ratio);
    this.context.setTransform(ratio, 0, 0, ratio, 0, 0);
    this.primitives = 0;
    this.width = width;
    return width;
  }

  end(counts) {
    Object.assign(this.canvas.dataset, {primitives: this.primitives}, counts);
  }

  rect(x, y, width, height, colour, alpha) {
    const context = this.context;
    this.primitives++;
    context.globalAlpha = alpha === undefined ? 1 : alpha;
    context.fillStyle = colour;
    context.fillRect(x, y, width, height);
    context.globalAlpha = 1;
  }

  outline(x, y, width, height, colour, alpha, dash) {
    const context = this.context;
    this.primitives++;
    context.globalAlpha = alpha === undefined ? 1 : alpha;
    context.strokeStyle = colour;
    context.lineWidth = 1;
    context.setLineDash(dash || []);
    context.strokeRect(
      Math.round(x) + 0.5,
      Math.round(y) + 0.5,
      Math.max(1, Math.round(width) - 1),
      height - 1,
    );
    context.globalAlpha = 1;
  }

  line(x1, y1, x2, y2, colour, alpha, width, dash) {
    const context = this.context;
    this.primitives++;
    context.globalAlpha = alpha === undefined ? 1 : alpha;
    context.strokeStyle = colour;
    context.lineWidth = width || 1;
    context.setLineDash(dash || []);
    context.beginPath();
    context.moveTo(x1, y1);
    context.lineTo(x2, y2);
    context.stroke();
    context.globalAlpha = 1;
  }

  vertical(x, y1, y2, colour, alpha, dash) {
    this.line(Math.round(x) + 0.5, y1, Math.round(x) + 0.5, y2, colour, alpha, 1, dash);
  }

  text(text, x, y, colour, options) {
    const context = this.context;
    const {size = 11, align = 'left', weight = 400, alpha = 1} = options || {};
    this.primitives++;
    context.font = weight + ' ' + size + 'px ' + this.font;
    context.textAlign = align;
    context.textBaseline = 'middle';
    context.fillStyle = colour;
    context.globalAlpha = alpha;
    context.fillText(text, x, y);
    context.globalAlpha = 1;
  }

  measure(text, size, weight) {
    this.context.font = (weight || 400) + ' ' + (size || 11) + 'px ' + this.font;
    return this.context.measureText(text).width;
  }

  /** A closed figure of points [x, y, ...], filled, or with its outline only. */
  figure(points, colour, alpha, hollow) {
    const context = this.context;
    this.primitives++;
    context.beginPath();
    context.moveTo(points[0], points[1]);
    for (let i = 2; i < points.length; i += 2) context.lineTo(points[i], points[i + 1]);
    context.closePath();
    context.globalAlpha = alpha === undefined ? 1 : alpha;
    context.setLineDash([]);
    context.lineWidth = 1;
    if (hollow) {
      context.strokeStyle = colour;
      context.stroke();
    } else {
      context.fillStyle = colour;
      context.fill();
    }
    context.globalAlpha = 1;
  }

  /** Slanted lines over a box: a partition that is not in its normal mode. */
  hatch(x, y, width, height, colour, step) {
    const context = this.context;
    this.primitives++;
    context.save();
    context.beginPath();
    context.rect(x, y, width, height);
    context.clip();
    context.strokeStyle = colour;
    context.globalAlpha = 0.35;
    context.lineWidth = 1;
    context.setLineDash([]);
    context.beginPath();
    for (let at = x - (x % step) - height; at < x + width; at += step) {
      context.moveTo(at, y + height);
      context.lineTo(at + height, y);
    }
    context.stroke();
    context.restore();
  }

  arrow(x, y1, y2, colour, alpha) {
    const way = y2 > y1 ? 1 : -1;
    this.line(x, y1, x, y2 - 5 * way, colour, alpha, 1.25);
    this.figure([x, y2, x - 3, y2 - 6 * way, x + 3, y2 - 6 * way], colour, alpha);
  }

  clip(x, y, width, height) {
    this.context.save();
    this.context.beginPath();
    this.context.rect(x, y, width, height);
    this.context.clip();
  }

  unclip() {
    this.context.restore();
  }
}

let printing = false;

/** The glyph of each kind of record, centred on x in a band around y. */
const GLYPHS = {
  RAISE: (painter, x, y, colour) =>
    painter.figure([x, y - 4, x - 3.5, y + 3, x + 3.5, y + 3], colour, 1, true),
  DELIVER: (painter, x, y, colour) =>
    painter.figure([x, y + 4, x - 3.5, y - 3, x + 3.5, y - 3], colour),
  HYPERCALL: (painter, x, y, colour) => painter.rect(x - 0.75, y - 4, 1.5, 8, colour),
  TRAP: (painter, x, y, colour) => {
    painter.line(x - 3, y - 3, x + 3, y + 3, colour, 1, 1.5);
    painter.line(x - 3, y + 3, x + 3, y - 3, colour, 1, 1.5);
  },
  HEALTH: (painter, x, y) =>
    painter.figure([x, y - 5.5, x + 5, y, x, y + 5.5, x - 5, y], theme.colours.fault),
  MODE: (painter, x, y, colour) => painter.figure([x, y - 5, x + 7, y - 2.5, x, y], colour),
  SCHEDULE: (painter, x, y, colour) =>
    painter.figure([x - 4, y - 4, x + 4, y - 4, x, y + 4], colour),
  WINDOW: (painter, x, y, colour) =>
    painter.figure([x - 2.5, y - 3, x + 1.5, y, x - 2.5, y + 3], colour, 1, true),
};

/** Steps of 1, 2 and 5 for an axis: at least `room` pixels apart. */
function axisStep(perPixel, room) {
  const least = perPixel * room;
  const power = 10 ** Math.floor(Math.log10(least));
  return [1, 2, 5, 10].map((factor) => factor * power).find((step) => step >= least * 0.999);
}
