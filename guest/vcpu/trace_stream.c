/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* Frames of a trace: bulkhead/stream.h says what they are. */
#include "bh_trace.h"

static void put(struct bh_stream *stream, uint32_t byte)
{
    stream->frame[stream->count++] = (uint8_t)byte;
}

static void put_number(struct bh_stream *stream, uint64_t number)
{
    while (number >= 0x80) {
        put(stream, (uint32_t)number | 0x80);
        number >>= 7;
    }
    put(stream, (uint32_t)number);
}

static void put_signed(struct bh_stream *stream, uint64_t number)
{
    put_number(stream, number << 1 ^ -(number >> 63));
}

_Static_assert(12 + 31 * BH_STREAM_RECORDS_MAX <= BH_STREAM_CONTENTS &&
                   10 + 10 * (BH_PARTITIONS_MAX + 1) <= BH_STREAM_CONTENTS,
               "any frame has room for its contents");

/* By halves of bytes. */
static uint32_t crc32(const uint8_t *bytes, uint32_t count)
{
    static const uint32_t table[16] = {
        0x00000000, 0x1db71064, 0x3b6e20c8, 0x26d930ac, 0x76dc4190, 0x6b6b51f4,
        0x4db26158, 0x5005713c, 0xedb88320, 0xf00f9344, 0xd6d6a3e8, 0xcb61b38c,
        0x9b64c2b0, 0x86d3d2d4, 0xa00ae278, 0xbdbdf21c,
    };
    uint32_t crc = UINT32_MAX;
    for (uint32_t i = 0; i < count; i++) {
        crc = table[(crc ^ bytes[i]) & 15] ^ crc >> 4;
        crc = table[(crc ^ bytes[i] >> 4) & 15] ^ crc >> 4;
    }
    return ~crc;
}

static void begin(struct bh_stream *stream, enum bh_stream_type type)
{
    stream->count = 0;
    put(stream, BH_STREAM_MAGIC_0);
    put(stream, BH_STREAM_MAGIC_1);
    put(stream, type);
    put(stream, 0);
    put(stream, stream->sequence);
    put(stream, stream->sequence >> 8);
    stream->sequence++;
    stream->count = BH_STREAM_HEADER;
}

static void end(struct bh_stream *stream)
{
    const uint32_t contents = stream->count - BH_STREAM_HEADER;
    stream->frame[6] = (uint8_t)contents;
    stream->frame[7] = (uint8_t)(contents >> 8);
    const uint32_t crc = crc32(stream->frame, stream->count);
    for (uint32_t bit = 0; bit < 32; bit += 8) {
        put(stream, crc >> bit);
    }
}

void bh_stream_module(struct bh_stream *stream, uint32_t capacity)
{
    begin(stream, BH_STREAM_MODULE);
    put_number(stream, BH_STREAM_VERSION);
    put_number(stream, bh_trace_rings());
    put_number(stream, capacity);
    put_number(stream, bh_module_status()->checksum);
    bh_copy(&stream->frame[stream->count], bh_information(), sizeof *bh_information());
    stream->count += (uint32_t)sizeof *bh_information();
    end(stream);
}

static void put_record(struct bh_stream *stream, const struct bh_trace_record *record,
                       bh_time before)
{
    uint32_t arguments = 4;
    while (arguments > 0 && record->argument[arguments - 1] == 0) {
        arguments--;
    }
    put(stream, (record->kind & 31) | arguments << 5);
    put_signed(stream, record->time - before);
    for (uint32_t i = 0; i < arguments; i++) {
        put_number(stream, record->argument[i]);
    }
}

void bh_stream_records(struct bh_stream *stream, uint32_t ring, const struct bh_trace_reader *reader,
                       const struct bh_trace_record *records, uint32_t count)
{
    begin(stream, BH_STREAM_RECORDS);
    put_number(stream, ring);
    put_number(stream, reader->next - count);
    put_number(stream, reader->lost);
    put_number(stream, count);
    for (uint32_t i = 0; i < count; i++) {
        put_record(stream, &records[i], i == 0 ? 0 : records[i - 1].time);
    }
    end(stream);
}

void bh_stream_rings(struct bh_stream *stream, enum bh_stream_type type, bh_time ticks,
                     const struct bh_trace_reader *readers)
{
    begin(stream, type);
    put_number(stream, ticks);
    for (uint32_t ring = 0; ring < bh_trace_rings(); ring++) {
        put_number(stream, readers[ring].next);
        put_number(stream, readers[ring].lost);
    }
    end(stream);
}
