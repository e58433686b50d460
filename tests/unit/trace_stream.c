/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* Tests of guest/vcpu/trace_stream.c and host/trace_stream.c: what one makes the other reads, and what
 * a line does to it in between costs no more than the frames that it hits. */
#include "unit.h"

#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#include "bh_trace.h"
#include "../../host/trace_stream.h"

#define PARTITIONS 5
#define FRAMES     400

void bh_test_between(void)
{
}

/* What was sent, and where in the line each frame begins. */
static struct trace_stream_records sent[FRAMES];
static size_t begins[FRAMES + 1];
static uint8_t line[FRAMES * BH_STREAM_FRAME], damaged[FRAMES * BH_STREAM_FRAME];

/* What came. */
static struct trace_stream_records came[FRAMES];
static uint32_t came_count, modules, marks;
static struct trace_stream_module last_module;
static struct trace_stream_rings last_rings;

static void on_module(void *context, const struct trace_stream_module *module)
{
    last_module = *module;
    modules++;
}

static void on_records(void *context, const struct trace_stream_records *records)
{
    assert_true(came_count < FRAMES);
    came[came_count++] = *records;
}

static void on_rings(void *context, const struct trace_stream_rings *rings)
{
    last_rings = *rings;
    marks++;
}

static const struct trace_stream_sink sink = {on_module, on_records, on_rings, NULL};

static void map_page(uintptr_t address, size_t bytes)
{
    assert_ptr_equal(mmap((void *)address, bytes, PROT_READ | PROT_WRITE,
                          MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED_NOREPLACE, -1, 0),
                     address);
}

static void map_boundary(void)
{
    map_page(BH_STATUS, BH_STATUS_BYTES);
    map_page(BH_DESCRIPTOR, BH_PAGE_SIZE);
    map_page(BH_INFORMATION, BH_PAGE_SIZE);
    *(struct bh_descriptor *)BH_DESCRIPTOR = (struct bh_descriptor){
        .rights = BH_RIGHT_TRACE | BH_RIGHT_STATUS, .partitions.count = PARTITIONS};
    ((struct bh_status_page *)BH_STATUS)->checksum = 0xdeadbeef;
    *(struct bh_information *)BH_INFORMATION = (struct bh_information){
        .epoch = UINT64_C(0x123456789abcdef), .multiplier = 77, .shift = 12, .abi = BH_ABI_VERSION};
}

static struct bh_trace_record random_record(bh_time before)
{
    struct bh_trace_record record = {
        .time = unit_random_below(10) == 0 ? unit_random() : before + unit_random_bits(24) - 1000,
        .kind = (uint32_t)unit_random_below(32),
    };
    for (uint32_t i = 0; i < 4; i++) {
        record.argument[i] = (uint32_t)unit_random_bits(32);
    }
    return record;
}

/* Frames of random records, one behind the other; answers the bytes. */
static size_t send_all(void)
{
    struct bh_stream stream = {.sequence = (uint16_t)(65536 - FRAMES / 2)};
    size_t at = 0;

    for (uint32_t f = 0; f < FRAMES; f++) {
        struct trace_stream_records *const frame = &sent[f];
        frame->ring = (uint32_t)unit_random_below(BH_PARTITIONS_MAX + 1);
        frame->first = (uint32_t)unit_random_bits(32);
        frame->lost = (uint32_t)unit_random_bits(32);
        frame->count = (uint32_t)unit_random_below(BH_STREAM_RECORDS_MAX + 1);
        for (uint32_t i = 0; i < frame->count; i++) {
            frame->record[i] = random_record(i == 0 ? 0 : frame->record[i - 1].time);
        }
        const struct bh_trace_reader reader = {frame->first + frame->count, frame->lost};
        bh_stream_records(&stream, frame->ring, &reader, frame->record, frame->count);
        begins[f] = at;
        memcpy(line + at, stream.frame, stream.count);
        at += stream.count;
    }
    begins[FRAMES] = at;
    return at;
}

/* In pieces of any length. */
static struct trace_stream receive(const uint8_t *bytes, size_t count)
{
    struct trace_stream stream = {0};

    came_count = 0;
    for (size_t at = 0, part; at < count; at += part) {
        part = (size_t)unit_random_below(unit_random_below(2) == 0 ? 4 : 9000) + 1;
        part = part < count - at ? part : count - at;
        trace_stream_feed(&stream, bytes + at, part, &sink);
    }
    trace_stream_finish(&stream, &sink);
    return stream;
}

static void assert_came(uint32_t index, uint32_t frame)
{
    assert_int_equal(came[index].ring, sent[frame].ring);
    assert_int_equal(came[index].first, sent[frame].first);
    assert_int_equal(came[index].lost, sent[frame].lost);
    assert_int_equal(came[index].count, sent[frame].count);
    assert_memory_equal(came[index].record, sent[frame].record,
                        sent[frame].count * sizeof sent[frame].record[0]);
}

static void what_is_sent_is_what_comes_in_pieces_of_any_length(void **state)
{
    for (uint32_t round = 0; round < 20; round++) {
        const size_t bytes = send_all();
        const struct trace_stream stream = receive(line, bytes);
        assert_int_equal(came_count, FRAMES);
        for (uint32_t f = 0; f < FRAMES; f++) {
            assert_came(f, f);
        }
        assert_int_equal(stream.frames, FRAMES);
        assert_int_equal(stream.places + stream.skipped + stream.missing + stream.unknown, 0);
        assert_false(stream.cut);
    }
}

static void a_module_and_its_rings_come_as_they_are(void **state)
{
    struct bh_trace_reader readers[BH_PARTITIONS_MAX + 1];
    struct bh_stream stream = {0};

    map_boundary();
    bh_stream_module(&stream, 1024);
    receive(stream.frame, stream.count);
    assert_int_equal(modules, 1);
    assert_int_equal(last_module.rings, PARTITIONS + 1);
    assert_int_equal(last_module.records, 1024);
    assert_int_equal(last_module.checksum, 0xdeadbeef);
    assert_memory_equal(&last_module.information, (const void *)BH_INFORMATION,
                        sizeof last_module.information);

    for (uint32_t i = 0; i <= PARTITIONS; i++) {
        readers[i] = (struct bh_trace_reader){UINT32_MAX - i, i};
    }
    bh_stream_rings(&stream, BH_STREAM_END, UINT64_MAX, readers);
    receive(stream.frame, stream.count);
    assert_int_equal(marks, 1);
    assert_true(last_rings.is_end && last_rings.ticks == UINT64_MAX);
    assert_int_equal(last_rings.count, PARTITIONS + 1);
    for (uint32_t i = 0; i <= PARTITIONS; i++) {
        assert_true(last_rings.next[i] == UINT32_MAX - i && last_rings.lost[i] == i);
    }
}

/* All frames that were not hit came, in order, and no other. */
static void assert_rest(const bool *hit)
{
    uint32_t index = 0;

    for (uint32_t f = 0; f < FRAMES; f++) {
        if (!hit[f]) {
            assert_true(index < came_count);
            assert_came(index++, f);
        }
    }
    assert_int_equal(index, came_count);
}

static void a_damaged_byte_costs_its_frame_and_no_other(void **state)
{
    for (uint32_t round = 0; round < 200; round++) {
        bool hit[FRAMES] = {false};
        uint32_t places = 0;
        const size_t bytes = send_all();
        memcpy(damaged, line, bytes);
        for (uint32_t i = 0; i < 10; i++) {
            const uint32_t f = 1 + (uint32_t)unit_random_below(FRAMES - 2);
            const size_t at = begins[f] + unit_random_below(begins[f + 1] - begins[f]);
            if (!hit[f]) {
                damaged[at] ^= (uint8_t)(1 + unit_random_below(255));
                hit[f] = true;
            }
        }
        for (uint32_t f = 1; f < FRAMES; f++) {
            places += hit[f] && !hit[f - 1];
        }
        const struct trace_stream stream = receive(damaged, bytes);
        assert_rest(hit);
        assert_int_equal(stream.frames + stream.missing, FRAMES);
        assert_int_equal(stream.places, places);
    }
}

static void bytes_that_are_gone_or_come_in_between_cost_no_whole_frame(void **state)
{
    for (uint32_t round = 0; round < 200; round++) {
        bool hit[FRAMES] = {false};
        const size_t bytes = send_all();
        const uint32_t f = 1 + (uint32_t)unit_random_below(FRAMES - 2);
        const size_t at = begins[f] + 1 + unit_random_below(begins[f + 1] - begins[f] - 1);
        const size_t gone = unit_random_below(begins[f + 1] - at) + 1;
        size_t more = 0;

        memcpy(damaged, line, at);
        for (; more < unit_random_below(3000); more++) {
            damaged[at + more] = (uint8_t)unit_random();
        }
        memcpy(damaged + at + more, line + at + gone, bytes - at - gone);
        hit[f] = true;
        const struct trace_stream stream = receive(damaged, bytes + more - gone);
        assert_rest(hit);
        assert_int_equal(stream.missing, 1);
        assert_int_equal(stream.places, 1);
    }
}

static void a_line_that_begins_or_ends_within_a_frame_is_not_held_to_be_damaged(void **state)
{
    for (uint32_t round = 0; round < 200; round++) {
        const size_t bytes = send_all();
        const size_t from = 1 + unit_random_below(begins[1] - 1);
        const size_t to = begins[FRAMES - 1] + 1 +
                          unit_random_below(bytes - begins[FRAMES - 1] - 1);
        const struct trace_stream stream = receive(line + from, to - from);
        assert_int_equal(came_count, FRAMES - 2);
        assert_came(0, 1);
        assert_came(FRAMES - 3, FRAMES - 2);
        assert_int_equal(stream.places + stream.skipped + stream.missing, 0);
        assert_true(stream.cut);
    }
}

static void noise_is_no_frame(void **state)
{
    for (uint32_t round = 0; round < 20; round++) {
        for (size_t i = 0; i < sizeof damaged; i++) {
            /* with many beginnings of frames */
            damaged[i] = (uint8_t)(unit_random_below(4) == 0 ? BH_STREAM_MAGIC_0 : unit_random());
            if (i > 0 && damaged[i - 1] == BH_STREAM_MAGIC_0 && unit_random_below(2) == 0) {
                damaged[i] = BH_STREAM_MAGIC_1;
            }
        }
        const struct trace_stream stream = receive(damaged, sizeof damaged);
        assert_int_equal(stream.frames, 0);
        assert_int_equal(came_count, 0);
    }
}

UNIT_MAIN(cmocka_unit_test(what_is_sent_is_what_comes_in_pieces_of_any_length),
          cmocka_unit_test(a_module_and_its_rings_come_as_they_are),
          cmocka_unit_test(a_damaged_byte_costs_its_frame_and_no_other),
          cmocka_unit_test(bytes_that_are_gone_or_come_in_between_cost_no_whole_frame),
          cmocka_unit_test(a_line_that_begins_or_ends_within_a_frame_is_not_held_to_be_damaged),
          cmocka_unit_test(noise_is_no_frame))
