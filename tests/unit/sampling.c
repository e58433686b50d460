/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* Tests of guest/vcpu/sampling.c: what sampling ports promise, whenever a side is stopped. */
#include "ports.h"

#define REFRESH 1000

uint64_t bh_test_ticks;

static struct ports_area area;
static struct bh_port source_port, destination_port;
static struct bh_sampling source, destination;
static uint32_t calls, steps, stop_at;
static void (*meanwhile)(void); /* what happens between two steps */

bh_status bh_test_call(uint32_t number, bh_word a, bh_word b, bh_word c)
{
    calls++;
    return BH_OK;
}

void bh_test_between(void)
{
    steps++;
    if (ports_running != NULL) {
        ports_pause();
    } else if (meanwhile != NULL && (stop_at == 0 || steps == stop_at)) {
        void (*something)(void) = meanwhile;
        meanwhile = NULL;
        something();
        meanwhile = something;
    }
}

static void begin(void)
{
    area = ports_area((uint32_t)sizeof(struct bh_sampling_area) + 2 * bh_slot_bytes(PORTS_MESSAGE_MAX));
    source_port = (struct bh_port){
        .kind = BH_PORT_SAMPLING,
        .direction = BH_PORT_SOURCE,
        .max_size = PORTS_MESSAGE_MAX,
        .source_area = (bh_word)(uintptr_t)area.own,
    };
    destination_port = source_port;
    destination_port.direction = BH_PORT_DESTINATION;
    destination_port.refresh = REFRESH;
    destination_port.source_area = (bh_word)(uintptr_t)area.far;
    assert_int_equal(bh_sampling_open(&source, &source_port), BH_OK);
    assert_int_equal(bh_sampling_open(&destination, &destination_port), BH_OK);
}

static uint32_t written;   /* seed of the last message that was begun */
static uint32_t completed; /* and of the last that was written whole, as far as the writer knows */

static void write_next(void)
{
    uint32_t message[PORTS_MESSAGE_MAX / 4];
    written++;
    const uint32_t length = ports_message(message, written);
    assert_int_equal(bh_sampling_write(&source, message, length), BH_OK);
    completed = message[0];
}

/* Answers the seed, 0 if there is none; what is read is whole. */
static uint32_t read_whole(bh_status *status)
{
    uint32_t message[PORTS_MESSAGE_MAX / 4];
    struct bh_sample sample;
    *status = bh_sampling_read(&destination, message, &sample);
    if (*status != BH_OK) {
        assert_int_equal(sample.length, 0);
        assert_false(sample.valid);
        return 0;
    }
    ports_assert_whole(message, sample.length);
    return message[0];
}

static void assert_read(uint32_t seed)
{
    bh_status status;
    assert_int_equal(read_whole(&status), seed);
    assert_int_equal(status, BH_OK);
}

static void the_newest_message_is_read_and_stays(void **state)
{
    begin();
    for (uint32_t i = 0; i < 100; i++) {
        write_next();
        assert_read(written);
        assert_read(written);
    }
    assert_int_equal(calls, 0);
}

static void no_byte_is_written_beyond_the_message(void **state)
{
    struct bh_sample sample;
    begin();
    for (uint32_t length = 1; length <= PORTS_MESSAGE_MAX; length++) {
        char *exact = malloc(length), *back = malloc(length);
        memset(exact, (int)length, length);
        assert_int_equal(bh_sampling_write(&source, exact, length), BH_OK);
        assert_int_equal(bh_sampling_read(&destination, back, &sample), BH_OK);
        assert_int_equal(sample.length, length);
        assert_memory_equal(back, exact, length);
        free(exact);
        free(back);
    }
}

static void there_is_no_message_before_the_first(void **state)
{
    bh_status status;
    begin();
    assert_int_equal(bh_sampling_newest(&destination), 0);
    read_whole(&status);
    assert_int_equal(status, BH_NO_MESSAGE);
}

static void what_a_port_cannot_do_is_refused(void **state)
{
    uint32_t message[PORTS_MESSAGE_MAX / 4 + 1];
    begin();
    assert_int_equal(bh_sampling_write(&source, message, 0), BH_BAD_VALUE);
    assert_int_equal(bh_sampling_write(&source, message, PORTS_MESSAGE_MAX + 1), BH_BAD_VALUE);
    assert_int_equal(bh_sampling_write(&source, message, UINT32_MAX), BH_BAD_VALUE);
    assert_int_equal(bh_sampling_write(&destination, message, 4), BH_BAD_DIRECTION);
    assert_int_equal(bh_sampling_newest(&source), 0);
    source_port.kind = BH_PORT_QUEUING;
    assert_int_equal(bh_sampling_open(&source, &source_port), BH_BAD_PORT);
    assert_int_equal(bh_sampling_open(&source, NULL), BH_BAD_PORT);
}

static bool valid_at(bh_time now)
{
    struct bh_sample sample, read;
    uint32_t message[PORTS_MESSAGE_MAX / 4];
    bh_test_ticks = now;
    assert_int_equal(bh_sampling_peek(&destination, &sample), BH_OK);
    assert_int_equal(bh_sampling_read(&destination, message, &read), BH_OK);
    assert_int_equal(sample.valid, read.valid);
    assert_int_equal(sample.number, read.number);
    assert_int_equal(sample.time, read.time);
    assert_int_equal(sample.length, read.length);
    return sample.valid;
}

static void a_message_is_valid_for_its_refresh_period(void **state)
{
    begin();
    bh_test_ticks = 5000;
    write_next();
    assert_true(valid_at(5000));
    assert_true(valid_at(5000 + REFRESH));
    assert_false(valid_at(5001 + REFRESH));
    assert_false(valid_at(BH_TIME_LIMIT - 1));
}

static void a_time_in_the_future_is_invalid(void **state)
{
    begin();
    write_next();
    struct bh_slot *slot = (struct bh_slot *)(area.own + 16 + bh_slot_bytes(PORTS_MESSAGE_MAX));
    for (uint32_t i = 0; i < 64; i++) {
        for (uint32_t refresh = 0; refresh < 3; refresh++) {
            const bh_time refreshes[] = {0, BH_TIME_LIMIT - 1, BH_TIME_INFINITE};
            destination_port.refresh = refreshes[refresh];
            bh_sampling_open(&destination, &destination_port);
            slot->time = 5000 + (UINT64_C(1) << i);
            assert_false(valid_at(5000));
            slot->time = UINT64_MAX - (UINT64_C(1) << i) + 1;
            assert_false(valid_at(5000));
        }
    }
    slot->time = 5000;
    assert_true(valid_at(5000));
}

static void numbers_go_round_without_using_a_slot_twice_running(void **state)
{
    struct bh_sample sample;
    begin();
    *(uint32_t *)area.own = UINT32_MAX - 3;
    const uint32_t numbers[] = {UINT32_MAX - 2, UINT32_MAX - 1, UINT32_MAX, 2, 3, 4};
    for (uint32_t i = 0; i < 6; i++) {
        write_next();
        assert_int_equal(bh_sampling_peek(&destination, &sample), BH_OK);
        assert_int_equal(sample.number, numbers[i]);
        assert_read(written);
    }
}

static void write_program(void)
{
    bh_sampling_open(&source, &source_port);
    write_next();
}

/* Stopped at every step of a write, restarted, stopped again: nobody sees it but by the newest. */
static void a_writer_may_be_stopped_at_every_step(void **state)
{
    begin();
    for (uint32_t start = 0; start < 2; start++) {
        if (start == 1) {
            *(uint32_t *)area.own = UINT32_MAX - 20;
        }
        write_next();
        write_next();
        bool ended = false;
        for (uint32_t stop = 0; !ended; stop++) {
            for (uint32_t again = 0; again <= stop; again++) {
                const uint32_t before = written;
                ports_restart(&ports_side[0], write_program);
                for (uint32_t i = 0; i < stop && ports_side[0].alive; i++) {
                    ports_step(&ports_side[0]);
                }
                bh_status status;
                uint32_t seen = read_whole(&status);
                assert_true(seen == before || seen == before + 1);
                ended = !ports_side[0].alive;
                ports_restart(&ports_side[0], write_program);
                for (uint32_t i = 0; i < again && ports_side[0].alive; i++) {
                    ports_step(&ports_side[0]);
                }
                const uint32_t then = read_whole(&status);
                assert_true(then == seen || then == before + 2);
                write_program();
                assert_read(written);
            }
        }
    }
}

static uint32_t count_meanwhile;

static void write_some(void)
{
    for (uint32_t i = 0; i < count_meanwhile; i++) {
        write_next();
    }
}

static void a_reader_stopped_once_reads_the_newest_then(void **state)
{
    begin();
    write_next();
    write_next();
    for (count_meanwhile = 1; count_meanwhile < 5; count_meanwhile++) {
        for (stop_at = 1; stop_at < 30; stop_at++) {
            const uint32_t before = written;
            bh_status status;
            steps = 0;
            meanwhile = write_some;
            const uint32_t seen = read_whole(&status);
            meanwhile = NULL;
            assert_int_equal(status, BH_OK);
            assert_true(seen >= before && seen <= written);
        }
    }
}

static void a_reader_overtaken_every_time_gives_up(void **state)
{
    begin();
    write_next();
    count_meanwhile = 2;
    stop_at = 0;
    meanwhile = write_some;
    bh_status status;
    read_whole(&status);
    meanwhile = NULL;
    assert_int_equal(status, BH_NOT_WHOLE);
}

static void scribble(void)
{
    ports_scribble(&area);
}

static void a_hostile_writer_cannot_lead_a_reader_astray(void **state)
{
    uint32_t whole = 0;
    begin();
    for (uint32_t i = 0; i < 100000; i++) {
        char *message = malloc(PORTS_MESSAGE_MAX);
        struct bh_sample sample;
        stop_at = (uint32_t)unit_random_below(40);
        steps = 0;
        meanwhile = scribble;
        const bh_status status = bh_sampling_read(&destination, message, &sample);
        meanwhile = NULL;
        assert_true(status == BH_OK || status == BH_NO_MESSAGE || status == BH_NOT_WHOLE);
        assert_true(sample.length <= PORTS_MESSAGE_MAX);
        assert_true(status == BH_OK || (sample.length == 0 && !sample.valid));
        assert_true(steps < 40 * BH_SAMPLING_TRIES);
        whole += status == BH_OK;
        free(message);
        if (i % 4 == 0) { /* an honest message to begin with */
            bh_sampling_write(&source, "what could go wrong", 20);
        }
    }
    assert_true(whole > 1000);
}

static uint32_t last_seen[PORTS_SIDES];

static void read_program(void)
{
    struct bh_sampling mine;
    const struct ports_side *self = ports_running;
    bh_sampling_open(&mine, &destination_port);
    for (;;) {
        uint32_t message[PORTS_MESSAGE_MAX / 4];
        struct bh_sample sample;
        const uint32_t before = completed;
        if (bh_sampling_read(&mine, message, &sample) == BH_OK) {
            ports_assert_whole(message, sample.length);
            assert_true(message[0] >= before && message[0] <= written);
            assert_true(message[0] >= last_seen[self - ports_side]);
            last_seen[self - ports_side] = message[0];
        }
    }
}

static void write_for_ever(void)
{
    bh_sampling_open(&source, &source_port);
    for (;;) {
        write_next();
    }
}

/* Any order of steps of a writer and two readers, each restarted now and then. */
static void nobody_reads_a_torn_or_an_older_message(void **state)
{
    begin();
    *(uint32_t *)area.own = UINT32_MAX - 2000;
    write_next();
    ports_restart(&ports_side[0], write_for_ever);
    ports_restart(&ports_side[1], read_program);
    ports_restart(&ports_side[2], read_program);
    for (uint32_t i = 0; i < 300000; i++) {
        const uint64_t who = unit_random_below(3);
        uint64_t run = unit_random_below(40);
        do {
            ports_step(&ports_side[who]);
        } while (run-- != 0);
        if (unit_random_below(50) == 0) {
            const uint64_t which = unit_random_below(3);
            ports_restart(&ports_side[which], which == 0 ? write_for_ever : read_program);
        }
    }
    assert_true(last_seen[1] > 1000 && last_seen[2] > 1000);
    assert_true(*(uint32_t *)area.own < UINT32_MAX - 2000); /* it went round */
}

UNIT_MAIN(cmocka_unit_test(the_newest_message_is_read_and_stays),
          cmocka_unit_test(no_byte_is_written_beyond_the_message),
          cmocka_unit_test(there_is_no_message_before_the_first),
          cmocka_unit_test(what_a_port_cannot_do_is_refused),
          cmocka_unit_test(a_message_is_valid_for_its_refresh_period),
          cmocka_unit_test(a_time_in_the_future_is_invalid),
          cmocka_unit_test(numbers_go_round_without_using_a_slot_twice_running),
          cmocka_unit_test(a_writer_may_be_stopped_at_every_step),
          cmocka_unit_test(a_reader_stopped_once_reads_the_newest_then),
          cmocka_unit_test(a_reader_overtaken_every_time_gives_up),
          cmocka_unit_test(a_hostile_writer_cannot_lead_a_reader_astray),
          cmocka_unit_test(nobody_reads_a_torn_or_an_older_message))
