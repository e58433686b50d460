/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
#include "trace_stream.h"

#include <string.h>
#include <zlib.h>

/* What is left of a frame's contents. */
struct contents {
    const uint8_t *at;
    const uint8_t *end;
    bool is_whole; /**< nothing was asked for that is not there */
};

static uint8_t take_byte(struct contents *contents)
{
    if (contents->at == contents->end) {
        contents->is_whole = false;
        return 0;
    }
    return *contents->at++;
}

static uint64_t take_number(struct contents *contents)
{
    uint64_t number = 0;
    uint8_t byte = 0x80;

    for (unsigned shift = 0; byte & 0x80; shift += 7) {
        if (shift > 63) {
            contents->is_whole = false;
            return 0;
        }
        byte = take_byte(contents);
        number |= (uint64_t)(byte & 0x7f) << shift;
    }
    return number;
}

static uint32_t take_word(struct contents *contents)
{
    uint64_t number = take_number(contents);

    if (number > UINT32_MAX)
        contents->is_whole = false;
    return (uint32_t)number;
}

static uint64_t take_signed(struct contents *contents)
{
    uint64_t number = take_number(contents);

    return number >> 1 ^ (UINT64_C(0) - (number & 1));
}

/* Contents that are whole have nothing behind them. */
static bool is_at_end(const struct contents *contents)
{
    return contents->is_whole && contents->at == contents->end;
}

static bool take_module(struct contents *contents, const struct trace_stream_sink *sink)
{
    struct trace_stream_module module = {0};

    if (take_number(contents) != BH_STREAM_VERSION)
        return false;
    module.rings = take_word(contents);
    module.records = take_word(contents);
    module.checksum = take_word(contents);
    if ((size_t)(contents->end - contents->at) < sizeof module.information)
        return false;
    memcpy(&module.information, contents->at, sizeof module.information);
    contents->at += sizeof module.information;
    if (!is_at_end(contents) || module.rings == 0 || module.rings > TRACE_STREAM_RINGS)
        return false;
    sink->module(sink->context, &module);
    return true;
}

static struct bh_trace_record take_record(struct contents *contents, bh_time before)
{
    uint8_t head = take_byte(contents);
    struct bh_trace_record record = {.kind = head & 31};

    if (head >> 5 > 4)
        contents->is_whole = false;
    record.time = before + take_signed(contents);
    for (unsigned i = 0; i < 4 && i < head >> 5; i++)
        record.argument[i] = take_word(contents);
    return record;
}

static bool take_records(struct contents *contents, const struct trace_stream_sink *sink)
{
    struct trace_stream_records records = {.ring = take_word(contents)};

    records.first = take_word(contents);
    records.lost = take_word(contents);
    records.count = take_word(contents);
    if (!contents->is_whole || records.ring >= TRACE_STREAM_RINGS ||
        records.count > TRACE_STREAM_RECORDS)
        return false;
    for (uint32_t i = 0; i < records.count; i++)
        records.record[i] = take_record(contents, i ? records.record[i - 1].time : 0);
    if (!is_at_end(contents))
        return false;
    sink->records(sink->context, &records);
    return true;
}

static bool take_rings(struct contents *contents, bool is_end, const struct trace_stream_sink *sink)
{
    struct trace_stream_rings rings = {.is_end = is_end, .ticks = take_number(contents)};

    while (contents->is_whole && contents->at < contents->end) {
        if (rings.count == TRACE_STREAM_RINGS)
            return false;
        rings.next[rings.count] = take_word(contents);
        rings.lost[rings.count++] = take_word(contents);
    }
    if (!contents->is_whole)
        return false;
    sink->rings(sink->context, &rings);
    return true;
}

static bool take_contents(uint8_t type, struct contents *contents,
                          const struct trace_stream_sink *sink)
{
    switch (type) {
    case BH_STREAM_MODULE:
        return take_module(contents, sink);
    case BH_STREAM_RECORDS:
        return take_records(contents, sink);
    default:
        return take_rings(contents, type == BH_STREAM_END, sink);
    }
}

static uint32_t number_at(const uint8_t *bytes, unsigned count)
{
    uint32_t number = 0;

    while (count-- > 0)
        number = number << 8 | bytes[count];
    return number;
}

/* A sender that starts anew counts anew. */
static void count_frame(struct trace_stream *stream, uint8_t type, uint16_t sequence)
{
    bool is_first = !stream->begun || (type == BH_STREAM_MODULE && sequence == 0);

    if (!is_first)
        stream->missing += (uint16_t)(sequence - stream->next);
    stream->begun = true;
    stream->in_step = true;
    stream->next = (uint16_t)(sequence + 1);
    stream->frames++;
}

enum look { FRAME, NO_FRAME, MORE };

/* Whether a frame begins here; if it does it is taken. */
static enum look look(struct trace_stream *stream, const struct trace_stream_sink *sink)
{
    const uint8_t *bytes = stream->bytes + stream->start;
    size_t count = stream->end - stream->start;

    if ((count > 0 && bytes[0] != BH_STREAM_MAGIC_0) ||
        (count > 1 && bytes[1] != BH_STREAM_MAGIC_1) ||
        (count > 2 && (bytes[2] < BH_STREAM_MODULE || bytes[2] > BH_STREAM_END)) ||
        (count > 3 && bytes[3] != 0) ||
        (count >= BH_STREAM_HEADER && number_at(bytes + 6, 2) > BH_STREAM_CONTENTS))
        return NO_FRAME;
    if (count < BH_STREAM_HEADER)
        return MORE;
    size_t length = BH_STREAM_HEADER + number_at(bytes + 6, 2);
    if (count < length + 4)
        return MORE;
    if ((uint32_t)crc32(0, bytes, (uInt)length) != number_at(bytes + length, 4))
        return NO_FRAME;
    struct contents contents = {bytes + BH_STREAM_HEADER, bytes + length, true};
    count_frame(stream, bytes[2], (uint16_t)number_at(bytes + 4, 2));
    stream->unknown += !take_contents(bytes[2], &contents, sink);
    stream->start += length + 4;
    return FRAME;
}

static void skip(struct trace_stream *stream)
{
    stream->start++;
    stream->places += stream->in_step;
    stream->skipped += stream->begun;
    stream->in_step = false;
}

static void take_frames(struct trace_stream *stream, const struct trace_stream_sink *sink)
{
    enum look found;

    while (stream->start < stream->end && (found = look(stream, sink)) != MORE)
        if (found == NO_FRAME)
            skip(stream);
}

void trace_stream_feed(struct trace_stream *stream, const uint8_t *bytes, size_t count,
                       const struct trace_stream_sink *sink)
{
    while (count > 0) {
        size_t room, part;

        memmove(stream->bytes, stream->bytes + stream->start, stream->end - stream->start);
        stream->end -= stream->start;
        stream->start = 0;
        room = sizeof stream->bytes - stream->end;
        part = count < room ? count : room;
        memcpy(stream->bytes + stream->end, bytes, part);
        stream->end += part;
        bytes += part;
        count -= part;
        take_frames(stream, sink);
    }
}

/* What seems to be a frame and never ends may hide whole ones. Behind the last one is what was cut. */
void trace_stream_finish(struct trace_stream *stream, const struct trace_stream_sink *sink)
{
    uint64_t skipped = 0;
    bool is_new = false; /* the stretch that is no frame began here */

    while (stream->start < stream->end) {
        if (stream->in_step) {
            is_new = true;
            skipped = stream->skipped;
        }
        skip(stream);
        take_frames(stream, sink);
    }
    stream->cut = is_new && !stream->in_step;
    if (stream->cut) {
        stream->places--;
        stream->skipped = skipped;
    }
}
