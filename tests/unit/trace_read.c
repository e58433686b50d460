/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* Tests of guest/vcpu/trace_read.c: what a reader gets of a ring that the kernel goes on to write. */
#include "unit.h"

#include "bh_trace.h"

#define CAPACITY 8
#define MOST     32

static struct {
    struct bh_trace_ring header;
    struct bh_trace_record records[CAPACITY];
} ring;
static struct bh_trace_reader reader;
static struct bh_trace_record records[MOST];
static uint32_t haste; /* one access in so many sees new records; 0: none does */

static void write_record(void)
{
    struct bh_trace_record *const record = &ring.records[ring.header.written % CAPACITY];
    for (uint32_t i = 0; i < 4; i++) {
        record->argument[i] = ring.header.written;
    }
    record->time = ring.header.written;
    ring.header.written++;
}

void bh_test_between(void)
{
    for (uint64_t i = haste != 0 && unit_random_below(haste) == 0 ? unit_random_below(20) : 0;
         i > 0; i--) {
        write_record();
    }
}

static void begin(uint32_t first)
{
    ring.header = (struct bh_trace_ring){.written = first, .capacity = CAPACITY};
    reader = (struct bh_trace_reader){.next = first};
    haste = 0;
}

static uint32_t read_records(uint32_t most)
{
    return bh_trace_read(&ring.header, &reader, ring.header.written, records, most);
}

/* So many records up to the reader's place, each whole and what its number says. */
static void assert_whole(uint32_t count)
{
    for (uint32_t i = 0; i < count; i++) {
        const uint32_t number = reader.next - count + i;
        assert_int_equal(records[i].time, number);
        for (uint32_t n = 0; n < 4; n++) {
            assert_int_equal(records[i].argument[n], number);
        }
    }
}

static void a_reader_that_keeps_up_gets_all_records_in_order(void **state)
{
    begin(0);
    assert_int_equal(read_records(MOST), 0);
    for (uint32_t written = 1; written <= CAPACITY; written++) {
        for (uint32_t i = 0; i < written; i++) {
            write_record();
        }
        assert_int_equal(read_records(MOST), written);
        assert_whole(written);
        assert_int_equal(reader.next, ring.header.written);
    }
    assert_int_equal(reader.lost, 0);
}

static void it_gets_no_more_than_it_has_room_for_and_not_behind_the_end(void **state)
{
    begin(0);
    for (uint32_t i = 0; i < CAPACITY; i++) {
        write_record();
    }
    assert_int_equal(read_records(3), 3);
    assert_whole(3);
    assert_int_equal(bh_trace_read(&ring.header, &reader, 5, records, MOST), 2);
    assert_whole(2);
    assert_int_equal(bh_trace_read(&ring.header, &reader, 5, records, MOST), 0);
    assert_int_equal(bh_trace_read(&ring.header, &reader, 4, records, MOST), 0);
    assert_int_equal(reader.next, 5);
}

static void a_reader_that_is_late_gets_the_newest_and_is_told_how_many_it_lost(void **state)
{
    begin(UINT32_MAX - 50); /* numbers begin anew behind the largest */
    for (uint32_t i = 0; i < 100; i++) {
        write_record();
    }
    assert_int_equal(read_records(MOST), CAPACITY);
    assert_whole(CAPACITY);
    assert_int_equal(reader.lost, 100 - CAPACITY);
    assert_int_equal(reader.next, ring.header.written);
}

static void what_gives_way_while_it_is_read_is_lost_and_never_told_wrong(void **state)
{
    const uint32_t first = UINT32_MAX - 100000;
    uint32_t got = 0;

    begin(first);
    for (haste = 1; haste < 400; haste++) {
        for (uint32_t i = 0; i < 200; i++) {
            for (uint64_t more = unit_random_below(CAPACITY + 1); more > 0; more--) {
                write_record();
            }
            const uint32_t count = read_records((uint32_t)unit_random_below(MOST) + 1);
            got += count;
            assert_whole(count);
            assert_int_equal(reader.next - first, got + reader.lost);
        }
    }
    assert_true(got > 10000 && reader.lost > 10000);
}

UNIT_MAIN(cmocka_unit_test(a_reader_that_keeps_up_gets_all_records_in_order),
          cmocka_unit_test(it_gets_no_more_than_it_has_room_for_and_not_behind_the_end),
          cmocka_unit_test(a_reader_that_is_late_gets_the_newest_and_is_told_how_many_it_lost),
          cmocka_unit_test(what_gives_way_while_it_is_read_is_lost_and_never_told_wrong))
