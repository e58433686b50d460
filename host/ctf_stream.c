/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
#include "ctf_stream.h"

#include <endian.h>
#include <stdlib.h>
#include <string.h>

#include "report.h"

#define PACKET_BYTES (1u << 18)
#define CTF_MAGIC    0xc1fc1fc1u

/* As trace_ctf.c describes it: the packet's header, then its context. */
struct front {
    uint32_t magic;
    uint8_t uuid[16];
    uint32_t stream;
    uint64_t first;
    uint64_t last;
    uint64_t content_bits;
    uint64_t packet_bits;
    uint64_t number;
    uint64_t lost;
    uint32_t cpu;
} __attribute__((packed));

static void append(struct ctf_stream *stream, const void *bytes, size_t count)
{
    struct blob *packet = &stream->packet;

    if (!packet->bytes)
        packet->bytes = malloc(PACKET_BYTES);
    if (!packet->bytes)
        give_up("out of memory");
    memcpy(packet->bytes + packet->size, bytes, count);
    packet->size += count;
}

static void write_packet(struct ctf_stream *stream)
{
    uint64_t bits = (sizeof(struct front) + stream->packet.size) * 8;
    struct front front = {
        .magic = htole32(CTF_MAGIC),
        .first = htole64(stream->first),
        .last = htole64(stream->last),
        .content_bits = htole64(bits),
        .packet_bits = htole64(bits),
        .number = htole64(stream->number++),
        .lost = htole64(stream->lost),
    };

    memcpy(front.uuid, stream->uuid, sizeof front.uuid);
    fwrite(&front, sizeof front, 1, stream->file);
    if (stream->packet.size)
        fwrite(stream->packet.bytes, stream->packet.size, 1, stream->file);
    stream->packet.size = 0;
}

/* No event is longer than EVENT_BYTES. */
#define EVENT_BYTES 512

void ctf_event(struct ctf_stream *stream, uint32_t id, uint64_t time)
{
    if (stream->packet.size > PACKET_BYTES - EVENT_BYTES)
        write_packet(stream);
    if (stream->packet.size == 0)
        stream->first = time;
    stream->last = time;
    ctf_u32(stream, id);
    ctf_u64(stream, time);
}

void ctf_u32(struct ctf_stream *stream, uint32_t value)
{
    uint32_t little = htole32(value);

    append(stream, &little, sizeof little);
}

void ctf_u64(struct ctf_stream *stream, uint64_t value)
{
    uint64_t little = htole64(value);

    append(stream, &little, sizeof little);
}

void ctf_string(struct ctf_stream *stream, const char *text)
{
    append(stream, text, strlen(text) + 1);
}

void ctf_end(struct ctf_stream *stream)
{
    if (stream->packet.size > 0 || stream->number == 0)
        write_packet(stream);
}
