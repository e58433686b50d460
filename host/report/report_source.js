/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* The module's file, as it is, with line numbers that the rest of the page refers to. */
'use strict';

function makeSource() {
  const lines = model.source.replace(/\n$/, '').split(/\r?\n/);
  let comment = false;
  const list = element(
    'ol',
    {class: 'source', tabindex: 0, 'aria-label': "The module's file"},
    lines.map((line, i) => {
      const parts = [];
      for (const [text, kind] of wordsOf(line, comment)) {
        parts.push(kind ? element('span', {class: kind}, text) : text);
        if (kind === 'comment') comment = !text.endsWith('-->');
      }
      return element(
        'li',
        {id: 'line-' + (i + 1)},
        parts.length ? element('span', {}, parts) : ' ',
      );
    }),
  );
  byId('configuration-body').append(
    element(
      'p',
      {class: 'soft'},
      'The module of this report, ',
      element('code', {}, model.module.file),
      ', ',
      plural(lines.length, 'line'),
      '.',
    ),
    list,
  );
}

/* Pieces of a line of XML: [text, class]. */
function wordsOf(line, inComment) {
  const pattern = /<!--.*?(?:-->|$)|<[/?]?[\w:-]+|[/?]?>|"[^"]*"/g;
  const words = [];
  let at = 0;
  if (inComment) {
    const end = line.indexOf('-->');
    at = end < 0 ? line.length : end + 3;
    words.push([line.slice(0, at), 'comment']);
  }
  pattern.lastIndex = at;
  for (let found = pattern.exec(line); found; found = pattern.exec(line)) {
    if (found.index > at) words.push([line.slice(at, found.index), null]);
    words.push([
      found[0],
      found[0].startsWith('<!--') ? 'comment' : found[0].startsWith('"') ? 'value' : 'element',
    ]);
    at = pattern.lastIndex;
  }
  if (at < line.length) words.push([line.slice(at), null]);
  return words;
}
