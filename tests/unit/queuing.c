/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* Tests of guest/vcpu/queuing.c: what queuing ports promise, whenever a side is stopped. */
#include "ports.h"

#define SOURCE_CAPACITY 3
#define DESTINATION_CAPACITY 2
#define ROOM (SOURCE_CAPACITY + DESTINATION_CAPACITY)
#define SLOTS 8

enum { SOURCE, DESTINATION };

uint64_t bh_test_ticks;

static struct ports_area areas[2];
static struct bh_port port[2];
static struct bh_queue queue[2];
static uint32_t mode, steps, events, waits;
static bool timed_out;           /* what hypercall wait answers outside of a side */
static void (*meanwhile)(void); /* what happens between two steps */

bh_status bh_test_call(uint32_t number, bh_word a, bh_word b, bh_word c)
{
    struct ports_side *self = ports_running;

    switch (number) {
    case BH_CALL_mode_get:
        return (bh_status)mode;
    case BH_CALL_event_send:
        assert_int_equal(a, 7);
        events++;
        if (self != NULL) {
            ports_side[self == &ports_side[SOURCE] ? DESTINATION : SOURCE].pending = true;
        }
        return BH_OK;
    case BH_CALL_wait:
        assert_int_equal(a, 1u << 9);
        waits++;
        while (self != NULL && !self->pending) {
            self->waiting = true;
            ports_pause();
        }
        if (self != NULL) {
            self->waiting = false;
        }
        return timed_out ? BH_TIMED_OUT : BH_OK;
    default:
        fail();
        return BH_OK;
    }
}

uint32_t bh_irq_take(uint32_t source)
{
    assert_int_equal(source, 9);
    if (ports_running != NULL) {
        ports_running->pending = false;
    }
    bh_test_between();
    return 0;
}

void bh_test_between(void)
{
    steps++;
    ports_pause();
    if (meanwhile != NULL) {
        meanwhile();
    }
}

static uint32_t *head(void)
{
    return (uint32_t *)areas[SOURCE].own;
}

static uint32_t *tail(void)
{
    return (uint32_t *)areas[DESTINATION].own;
}

static uint32_t *waiting(uint32_t side)
{
    return (uint32_t *)areas[side].own + 1;
}

/* A channel whose indices are at `start`, with both ends open. */
static void begin(uint32_t start)
{
    areas[SOURCE] = ports_area((uint32_t)sizeof(struct bh_queue_source) +
                               SLOTS * bh_slot_bytes(PORTS_MESSAGE_MAX));
    areas[DESTINATION] = ports_area(sizeof(struct bh_queue_destination));
    *head() = start;
    *tail() = start;
    port[SOURCE] = (struct bh_port){
        .kind = BH_PORT_QUEUING,
        .direction = BH_PORT_SOURCE,
        .max_size = PORTS_MESSAGE_MAX,
        .capacity = SOURCE_CAPACITY,
        .far_capacity = DESTINATION_CAPACITY,
        .slots = SLOTS,
        .source_area = (bh_word)(uintptr_t)areas[SOURCE].own,
        .far_area = (bh_word)(uintptr_t)areas[DESTINATION].far,
        .event = 7,
        .source = 9,
    };
    port[DESTINATION] = port[SOURCE];
    port[DESTINATION].direction = BH_PORT_DESTINATION;
    port[DESTINATION].capacity = DESTINATION_CAPACITY;
    port[DESTINATION].far_capacity = SOURCE_CAPACITY;
    port[DESTINATION].source_area = (bh_word)(uintptr_t)areas[SOURCE].far;
    port[DESTINATION].far_area = (bh_word)(uintptr_t)areas[DESTINATION].own;
    mode = BH_MODE_COLD_START | BH_START_NORMAL << 8;
    assert_int_equal(bh_queue_open(&queue[SOURCE], &port[SOURCE]), BH_OK);
    assert_int_equal(bh_queue_open(&queue[DESTINATION], &port[DESTINATION]), BH_OK);
    mode = BH_MODE_COLD_START | BH_START_PARTITION_RESTART << 8;
}

static void open_again(uint32_t side)
{
    assert_int_equal(bh_queue_open(&queue[side], &port[side]), BH_OK);
}

static bh_status send(uint32_t seed)
{
    uint32_t message[PORTS_MESSAGE_MAX / 4];
    const uint32_t length = ports_message(message, seed);
    return bh_queue_send(&queue[SOURCE], message, length);
}

static void send_many(uint32_t first, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++) {
        assert_int_equal(send(first + i), BH_OK);
    }
}

/* Answers the seed, 0 if there is no message; what is received is whole. */
static uint32_t receive(void)
{
    uint32_t message[PORTS_MESSAGE_MAX / 4], length;
    const bh_status status = bh_queue_receive(&queue[DESTINATION], message, &length);
    if (status != BH_OK) {
        assert_int_equal(status, BH_NO_MESSAGE);
        assert_int_equal(length, 0);
        return 0;
    }
    ports_assert_whole(message, length);
    return message[0];
}

static void assert_received(uint32_t first, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++) {
        assert_int_equal(receive(), first + i);
    }
    assert_int_equal(receive(), 0);
}

static void assert_counts(uint32_t at_source, uint32_t at_destination)
{
    assert_int_equal(bh_queue_count(&queue[SOURCE]), at_source);
    assert_int_equal(bh_queue_count(&queue[DESTINATION]), at_destination);
}

static const uint32_t starts[] = {0, UINT32_MAX - 2, UINT32_MAX, 0x7fffffff};
#define FOR_EACH_START(start)                                                                      \
    for (uint32_t at = 0, start = starts[0]; at < 4; start = starts[++at % 4])

static void messages_arrive_in_order_and_once(void **state)
{
    FOR_EACH_START(start) {
        begin(start);
        uint32_t next_sent = 1, next_received = 1;
        for (uint32_t i = 0; i < 1000; i++) {
            if (unit_random_below(2) == 0) {
                const bh_status status = send(next_sent);
                assert_int_equal(status, next_sent - next_received == ROOM ? BH_NO_ROOM : BH_OK);
                next_sent += status == BH_OK;
            } else {
                const uint32_t seed = receive();
                assert_int_equal(seed, next_sent == next_received ? 0 : next_received);
                next_received += seed != 0;
            }
        }
        assert_int_equal(events, 0);
    }
}

static void each_end_counts_the_messages_of_its_capacity(void **state)
{
    begin(UINT32_MAX - 1);
    const uint32_t counts[ROOM + 1][2] = {{0, 0}, {0, 1}, {0, 2}, {1, 2}, {2, 2}, {3, 2}};
    for (uint32_t i = 0; i <= ROOM; i++) {
        assert_counts(counts[i][SOURCE], counts[i][DESTINATION]);
        assert_int_equal(send(i + 1), i < ROOM ? BH_OK : BH_NO_ROOM);
    }
    for (uint32_t i = ROOM; i > 0; i--) {
        assert_counts(counts[i][SOURCE], counts[i][DESTINATION]);
        receive();
    }
    assert_counts(0, 0);
}

static void what_a_port_cannot_do_is_refused(void **state)
{
    char message[PORTS_MESSAGE_MAX + 1] = "";
    uint32_t length;
    begin(0);
    assert_int_equal(bh_queue_send(&queue[SOURCE], message, 0), BH_BAD_VALUE);
    assert_int_equal(bh_queue_send(&queue[SOURCE], message, PORTS_MESSAGE_MAX + 1), BH_BAD_VALUE);
    assert_int_equal(bh_queue_send(&queue[SOURCE], message, UINT32_MAX), BH_BAD_VALUE);
    assert_int_equal(bh_queue_send(&queue[DESTINATION], message, 1), BH_BAD_DIRECTION);
    assert_int_equal(bh_queue_receive(&queue[SOURCE], message, &length), BH_BAD_DIRECTION);
    assert_int_equal(length, 0);
    assert_int_equal(bh_queue_clear(&queue[SOURCE]), BH_BAD_DIRECTION);
    assert_counts(0, 0);
    port[SOURCE].kind = BH_PORT_SAMPLING;
    assert_int_equal(bh_queue_open(&queue[SOURCE], &port[SOURCE]), BH_BAD_PORT);
    assert_int_equal(bh_queue_open(&queue[SOURCE], NULL), BH_BAD_PORT);
}

static void no_byte_is_written_beyond_the_message(void **state)
{
    begin(0);
    for (uint32_t length = 1; length <= PORTS_MESSAGE_MAX; length++) {
        char *exact = malloc(length), *back = malloc(length);
        uint32_t received;
        memset(exact, (int)length, length);
        assert_int_equal(bh_queue_send(&queue[SOURCE], exact, length), BH_OK);
        assert_int_equal(bh_queue_receive(&queue[DESTINATION], back, &received), BH_OK);
        assert_int_equal(received, length);
        assert_memory_equal(back, exact, length);
        free(exact);
        free(back);
    }
}

static void clearing_drops_all_messages(void **state)
{
    FOR_EACH_START(start) {
        begin(start);
        send_many(1, ROOM);
        assert_int_equal(bh_queue_clear(&queue[DESTINATION]), BH_OK);
        assert_counts(0, 0);
        send_many(10, ROOM);
        assert_received(10, ROOM);
    }
}

static void a_restarted_source_forgets_what_had_not_reached_the_destination(void **state)
{
    FOR_EACH_START(start) {
        for (uint32_t count = 0; count <= ROOM; count++) {
            const uint32_t kept = count < DESTINATION_CAPACITY ? count : DESTINATION_CAPACITY;
            begin(start);
            send_many(1, count);
            open_again(SOURCE);
            assert_counts(0, kept);
            send_many(1 + kept, ROOM - kept);
            assert_received(1, ROOM);
        }
    }
}

static void a_restarted_destination_forgets_all(void **state)
{
    FOR_EACH_START(start) {
        for (uint32_t count = 0; count <= ROOM; count++) {
            begin(start);
            send_many(1, count);
            open_again(DESTINATION);
            assert_counts(0, 0);
            send_many(10, ROOM);
            assert_received(10, ROOM);
        }
    }
}

static void what_was_sent_before_the_destination_first_started_is_kept(void **state)
{
    begin(0);
    send_many(1, ROOM);
    mode = BH_MODE_COLD_START | BH_START_NORMAL << 8;
    open_again(DESTINATION);
    assert_received(1, ROOM);
}

static void impossible_indices_are_a_full_and_an_empty_queue(void **state)
{
    begin(100);
    send_many(1, 1);
    *tail() = 102;
    assert_int_equal(send(2), BH_NO_ROOM);
    assert_counts(SOURCE_CAPACITY, 1);
    *tail() = 100;
    *head() = 99;
    assert_int_equal(receive(), 0);
    assert_counts(0, 0);
    *head() = 100 + ROOM + 1;
    assert_int_equal(receive(), 0);
    assert_counts(0, 0);
}

static void a_restart_of_either_end_mends_impossible_indices(void **state)
{
    FOR_EACH_START(start) {
        for (uint32_t end = 0; end < 4; end++) {
            for (uint32_t wrong = 1; wrong < 40; wrong++) {
                begin(start);
                send_many(1, ROOM);
                /* As a partition may leave them that wrote over its own area. */
                *(end % 2 == 0 ? head() : tail()) = start + wrong * (uint32_t)unit_random();
                open_again(end / 2);
                open_again(1 - end / 2);
                open_again(DESTINATION);
                assert_counts(0, 0);
                send_many(10, ROOM);
                assert_received(10, ROOM);
            }
        }
    }
}

static void a_message_without_a_possible_length_is_dropped(void **state)
{
    char message[PORTS_MESSAGE_MAX];
    uint32_t length;
    begin(0);
    send_many(1, 3);
    struct bh_slot *slot = (struct bh_slot *)(areas[SOURCE].own + sizeof(struct bh_queue_source));
    slot->length = PORTS_MESSAGE_MAX + 1;
    assert_int_equal(bh_queue_receive(&queue[DESTINATION], message, &length), BH_BAD_MESSAGE);
    assert_int_equal(length, 0);
    assert_received(2, 2);
}

/* The other side's word, at every step. */
static uint32_t hostile;

static void scribble(void)
{
    ports_scribble(&areas[hostile]);
}

static void a_hostile_source_cannot_lead_the_destination_astray(void **state)
{
    uint32_t received = 0;
    begin(0);
    hostile = SOURCE;
    for (uint32_t i = 0; i < 50000; i++) {
        char *message = malloc(PORTS_MESSAGE_MAX);
        uint32_t length;
        if (unit_random_below(2) == 0) { /* what it may like to see */
            struct bh_queue_source *area = (struct bh_queue_source *)areas[SOURCE].own;
            const uint32_t next = queue[DESTINATION].number;
            struct bh_slot *slot = (struct bh_slot *)
                ((char *)(area + 1) + next % SLOTS * bh_slot_bytes(PORTS_MESSAGE_MAX));
            area->head = next + 1;
            slot->sequence = next;
            slot->length = (uint32_t)unit_random_bits(32);
        }
        steps = 0;
        meanwhile = unit_random_below(2) == 0 ? scribble : NULL;
        const bh_status status = bh_queue_receive(&queue[DESTINATION], message, &length);
        assert_true(status == BH_OK || status == BH_NO_MESSAGE || status == BH_BAD_MESSAGE);
        assert_true(length <= PORTS_MESSAGE_MAX && (status == BH_OK) == (length != 0));
        assert_true(bh_queue_count(&queue[DESTINATION]) <= DESTINATION_CAPACITY);
        bh_queue_arm(&queue[DESTINATION]);
        if (i % 100 == 0) {
            assert_int_equal(bh_queue_clear(&queue[DESTINATION]), BH_OK);
            open_again(DESTINATION);
        }
        assert_true(steps < 200);
        received += status == BH_OK;
        free(message);
    }
    meanwhile = NULL;
    assert_true(received > 500);
}

static void a_hostile_destination_cannot_lead_the_source_astray(void **state)
{
    uint32_t sent = 0;
    begin(0);
    hostile = DESTINATION;
    for (uint32_t i = 0; i < 50000; i++) {
        if (unit_random_below(2) == 0) {
            *tail() = *head() - (uint32_t)unit_random_below(ROOM + 2);
        }
        steps = 0;
        meanwhile = unit_random_below(2) == 0 ? scribble : NULL;
        const bh_status status = send(i);
        assert_true(status == BH_OK || status == BH_NO_ROOM);
        assert_true(bh_queue_count(&queue[SOURCE]) <= SOURCE_CAPACITY);
        bh_queue_arm(&queue[SOURCE]);
        if (i % 20 == 0) {
            open_again(SOURCE);
        }
        assert_true(steps < 200);
        sent += status == BH_OK;
    }
    meanwhile = NULL;
    assert_true(sent > 500);
}

static void a_flag_makes_the_other_side_send_the_event(void **state)
{
    begin(0);
    send_many(1, 1);
    assert_int_equal(receive(), 1);
    assert_int_equal(events, 0);
    assert_false(bh_queue_arm(&queue[DESTINATION]));
    send_many(2, 2);
    assert_int_equal(events, 2);
    assert_true(bh_queue_arm(&queue[DESTINATION]));
    bh_queue_disarm(&queue[DESTINATION]);
    send_many(4, 3);
    assert_int_equal(events, 2);
    assert_false(bh_queue_arm(&queue[SOURCE]));
    assert_int_equal(receive(), 2);
    assert_int_equal(events, 3);
    assert_true(bh_queue_arm(&queue[SOURCE]));
    bh_queue_clear(&queue[DESTINATION]);
    assert_int_equal(events, 4);
    open_again(DESTINATION);
    assert_int_equal(events, 5);
    open_again(SOURCE);
    assert_int_equal(*waiting(SOURCE), 0);
    bh_queue_arm(&queue[DESTINATION]);
    open_again(SOURCE);
    assert_int_equal(events, 6);
}

static void a_port_without_an_event_neither_wakes_nor_waits(void **state)
{
    char message[PORTS_MESSAGE_MAX];
    uint32_t length;
    port[SOURCE].event = BH_PORT_NONE;
    begin(0);
    port[SOURCE].event = port[SOURCE].source = BH_PORT_NONE;
    port[DESTINATION].event = port[DESTINATION].source = BH_PORT_NONE;
    assert_int_equal(bh_queue_receive_wait(&queue[DESTINATION], message, &length, 0), BH_NO_MESSAGE);
    bh_queue_arm(&queue[DESTINATION]);
    send_many(1, ROOM);
    assert_int_equal(bh_queue_send_wait(&queue[SOURCE], message, 1, 0), BH_NO_ROOM);
    assert_int_equal(events + waits, 0);
}

static void waiting_ends_at_the_deadline(void **state)
{
    char message[PORTS_MESSAGE_MAX];
    uint32_t length;
    begin(0);
    timed_out = true;
    assert_int_equal(bh_queue_receive_wait(&queue[DESTINATION], message, &length, 0), BH_TIMED_OUT);
    assert_int_equal(*waiting(DESTINATION), 0);
    send_many(1, ROOM);
    assert_int_equal(bh_queue_send_wait(&queue[SOURCE], message, 1, 0), BH_TIMED_OUT);
    assert_int_equal(*waiting(SOURCE), 0);
    assert_int_equal(waits, 2);
    assert_int_equal(bh_queue_receive_wait(&queue[DESTINATION], message, &length, 0), BH_OK);
    assert_int_equal(bh_queue_send_wait(&queue[SOURCE], message, 1, 0), BH_OK);
    assert_int_equal(waits, 2);
}

/*
 * Both sides at any order of their steps. What was sent: for each message in which life of the source,
 * and whether the source knows that it is sent.
 */
#define MESSAGES 60000

static uint32_t begun, life_of[MESSAGES];
static bool sent_whole[MESSAGES];
static uint32_t received_last;

static void source_program(void)
{
    const uint32_t life = ports_side[SOURCE].starts;
    open_again(SOURCE);
    while (begun + 1 < MESSAGES) {
        uint32_t message[PORTS_MESSAGE_MAX / 4];
        begun++;
        life_of[begun] = life;
        const uint32_t seed = begun;
        const uint32_t length = ports_message(message, seed);
        assert_int_equal(bh_queue_send_wait(&queue[SOURCE], message, length, BH_TIME_INFINITE), BH_OK);
        sent_whole[seed] = true;
    }
}

static uint32_t lost;

static void destination_program(void)
{
    open_again(DESTINATION);
    bool first = true; /* what an earlier life left is dropped, and what it had taken up */
    for (;;) {
        uint32_t message[PORTS_MESSAGE_MAX / 4], length;
        assert_int_equal(bh_queue_receive_wait(&queue[DESTINATION], message, &length,
                                               BH_TIME_INFINITE), BH_OK);
        ports_assert_whole(message, length);
        const uint32_t seed = message[0];
        /* Once and in order; a stopped destination may have had it without the index saying so. */
        assert_true(seed > received_last || (first && seed == received_last));
        for (uint32_t i = received_last + 1; i < seed && !first; i++) {
            if (sent_whole[i]) {
                lost++;
                assert_true(life_of[i] < life_of[seed]); /* only by a restart of the source */
            }
        }
        received_last = seed;
        first = false;
        if (unit_random_below(50) == 0) {
            bh_queue_clear(&queue[DESTINATION]);
            first = true;
        }
    }
}

static void run_sides(uint32_t rounds, uint32_t chance, uint32_t which)
{
    ports_restart(&ports_side[SOURCE], source_program);
    ports_restart(&ports_side[DESTINATION], destination_program);
    for (uint32_t i = 0; i < rounds; i++) {
        struct ports_side *side = &ports_side[unit_random_below(2)];
        uint64_t run = unit_random_below(unit_random_below(4) == 0 ? 120 : 12);
        do {
            if (side->waiting && !side->pending) {
                break;
            }
            ports_step(side);
        } while (side->alive && run-- != 0);
        /* Never do both sleep, nor one with something to do that will never be woken. */
        assert_false(ports_side[SOURCE].waiting && !ports_side[SOURCE].pending &&
                     ports_side[DESTINATION].waiting && !ports_side[DESTINATION].pending);
        if (chance != 0 && unit_random_below(chance) == 0) {
            const uint64_t victim = which < 2 ? which : unit_random_below(2);
            ports_restart(&ports_side[victim], victim == SOURCE ? source_program : destination_program);
        }
        if (!ports_side[SOURCE].alive) {
            break;
        }
    }
}

/* The channel's indices are sound when both sides have come to rest. */
static void assert_sound(void)
{
    open_again(SOURCE);
    open_again(DESTINATION);
    assert_counts(0, 0);
    send_many(1, ROOM);
    assert_received(1, ROOM);
}

static void two_sides_at_once_lose_nothing(void **state)
{
    begin(UINT32_MAX - 5000);
    run_sides(200000, 0, 0);
    assert_true(received_last > 10000);
    assert_int_equal(lost, 0);
    assert_true(events > 100 && waits > 100);
    assert_sound();
}

static void a_source_that_restarts_loses_only_what_it_had_not_handed_over(void **state)
{
    begin(UINT32_MAX - 1000);
    run_sides(200000, 10, SOURCE);
    assert_true(received_last > 1000);
    assert_true(lost <= ports_side[SOURCE].starts * SOURCE_CAPACITY && lost != 0);
    assert_sound();
}

static void a_destination_that_restarts_stays_in_order(void **state)
{
    begin(UINT32_MAX - 1000);
    run_sides(200000, 10, DESTINATION);
    assert_true(received_last > 1000);
    assert_sound();
}

static void both_sides_may_restart_at_any_step(void **state)
{
    for (uint32_t chance = 3; chance < 100; chance *= 3) {
        begin(UINT32_MAX - 1000);
        begun = received_last = 0;
        memset(sent_whole, 0, sizeof sent_whole);
        run_sides(100000, chance, 2);
        assert_true(received_last > 100);
        assert_sound();
    }
}

UNIT_MAIN(cmocka_unit_test(messages_arrive_in_order_and_once),
          cmocka_unit_test(each_end_counts_the_messages_of_its_capacity),
          cmocka_unit_test(what_a_port_cannot_do_is_refused),
          cmocka_unit_test(no_byte_is_written_beyond_the_message),
          cmocka_unit_test(clearing_drops_all_messages),
          cmocka_unit_test(a_restarted_source_forgets_what_had_not_reached_the_destination),
          cmocka_unit_test(a_restarted_destination_forgets_all),
          cmocka_unit_test(what_was_sent_before_the_destination_first_started_is_kept),
          cmocka_unit_test(impossible_indices_are_a_full_and_an_empty_queue),
          cmocka_unit_test(a_restart_of_either_end_mends_impossible_indices),
          cmocka_unit_test(a_message_without_a_possible_length_is_dropped),
          cmocka_unit_test(a_hostile_source_cannot_lead_the_destination_astray),
          cmocka_unit_test(a_hostile_destination_cannot_lead_the_source_astray),
          cmocka_unit_test(a_flag_makes_the_other_side_send_the_event),
          cmocka_unit_test(a_port_without_an_event_neither_wakes_nor_waits),
          cmocka_unit_test(waiting_ends_at_the_deadline),
          cmocka_unit_test(two_sides_at_once_lose_nothing),
          cmocka_unit_test(a_source_that_restarts_loses_only_what_it_had_not_handed_over),
          cmocka_unit_test(a_destination_that_restarts_stays_in_order),
          cmocka_unit_test(both_sides_may_restart_at_any_step))
