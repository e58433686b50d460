/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* Tests of guest/apex/release.c: release points that the page tells, and what is planned by them. */
#include "unit.h"

#include <sys/mman.h>

#include "runtime.h"

#define PROCESSES 3
#define TEN_MS    10000000

static struct apex_process process[PROCESSES];
static bh_irq_handler on_window;

/* What the tested file calls. */

uint64_t bh_test_ticks;

bh_status bh_test_call(uint32_t number, bh_word a, bh_word b, bh_word c)
{
    return BH_OK;
}

void bh_test_between(void)
{
}

void bh_irq_handler_set(uint32_t source, bh_irq_handler handler)
{
    assert_int_equal(source, BH_SOURCE_WINDOW);
    on_window = handler;
}

void bh_irq_take_pending(void)
{
}

uint32_t apex_process_count(void)
{
    return PROCESSES;
}

struct apex_process *apex_process_at(uint32_t index)
{
    return &process[index];
}

void apex_timer_set(struct apex_timer *timer, SYSTEM_TIME_TYPE due)
{
    timer->due = (bh_time)due;
}

void apex_deadline_set(struct apex_process *of, SYSTEM_TIME_TYPE time)
{
    of->deadline_time = time;
}

static void map(uintptr_t at)
{
    void *page = mmap((void *)at, BH_PAGE_SIZE, PROT_READ | PROT_WRITE,
                      MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED_NOREPLACE, -1, 0);
    assert_ptr_equal(page, (void *)at);
}

/* The partition starts; its processes wait for their first releases, each with another delay. */
static void begin(bh_time latest, bh_time first)
{
    struct bh_descriptor *descriptor;
    if (on_window == NULL) {
        map(BH_VCPU);
        map(BH_DESCRIPTOR);
    }
    descriptor = (struct bh_descriptor *)BH_DESCRIPTOR;
    descriptor->periodic = 1;
    descriptor->period = TEN_MS;
    descriptor->first_release = first;
    bh_vcpu()->release = latest;
    apex_release_init();
    for (uint32_t i = 0; i < PROCESSES; i++) {
        process[i] = (struct apex_process){.delay = i * 1000, .awaits_release = true};
        process[i].attributes.PERIOD = TEN_MS << i;
        process[i].attributes.TIME_CAPACITY = 5000;
    }
}

static void start_all(SYSTEM_TIME_TYPE now)
{
    const SYSTEM_TIME_TYPE next = apex_release_next(now);
    for (uint32_t i = 0; i < PROCESSES; i++) {
        process[i].release = next < 0 ? -1 : next + process[i].delay;
    }
}

static void see(bh_time latest)
{
    bh_vcpu()->release = latest;
    on_window(BH_SOURCE_WINDOW, 1);
}

static void assert_releases_lie_at(bh_time place)
{
    for (uint32_t i = 0; i < PROCESSES; i++) {
        assert_true(process[i].release >= process[i].delay);
        assert_int_equal((process[i].release - process[i].delay) % TEN_MS, place % TEN_MS);
    }
}

static void processes_that_know_no_release_point_get_the_first_that_is_seen(void **state)
{
    static const bh_time points[] = {0, 1, TEN_MS - 1, TEN_MS, TEN_MS + 1, 7 * TEN_MS + 3};
    for (uint32_t i = 0; i < sizeof points / sizeof points[0]; i++) {
        begin(BH_TIME_INFINITE, BH_TIME_INFINITE);
        start_all(0);
        assert_int_equal(process[0].release, -1);
        see(points[i]);
        for (uint32_t p = 0; p < PROCESSES; p++) {
            assert_int_equal(process[p].release, (SYSTEM_TIME_TYPE)points[i] + process[p].delay);
            assert_int_equal(process[p].wake.due, process[p].release);
            assert_int_equal(process[p].deadline_time, process[p].release + 5000);
        }
    }
}

static void what_is_planned_is_where_the_schedule_has_its_release_points(void **state)
{
    for (uint32_t run = 0; run < 1000; run++) {
        bh_time latest = unit_random_below(TEN_MS);
        begin(unit_random_below(2) == 0 ? BH_TIME_INFINITE : latest, latest);
        start_all((SYSTEM_TIME_TYPE)latest + (SYSTEM_TIME_TYPE)unit_random_below(TEN_MS));
        see(latest);
        for (uint32_t step = 0; step < 50; step++) {
            switch (unit_random_below(4)) {
            case 0: /* another schedule */
                latest += 1 + unit_random_below(2 * TEN_MS - 1);
                break;
            case 1: /* one without it for a while */
                latest += unit_random_bits(45);
                break;
            default:
                latest += TEN_MS;
            }
            see(latest);
            assert_releases_lie_at(latest);
            const SYSTEM_TIME_TYPE now =
                (SYSTEM_TIME_TYPE)latest + (SYSTEM_TIME_TYPE)unit_random_below(3 * TEN_MS);
            const SYSTEM_TIME_TYPE next = apex_release_next(now);
            assert_true(next > now && next <= now + TEN_MS);
            assert_int_equal((bh_time)next % TEN_MS, latest % TEN_MS);
        }
    }
}

static void the_first_release_point_is_told_before_it_comes(void **state)
{
    begin(BH_TIME_INFINITE, 7);
    assert_int_equal(apex_release_next(0), 7);
    assert_int_equal(apex_release_next(6), 7);
    assert_int_equal(apex_release_next(7), 7 + TEN_MS);
    begin(3 * TEN_MS + 9, 7); /* a restart, in another schedule than the first */
    assert_int_equal(apex_release_next(3 * TEN_MS + 10), 4 * TEN_MS + 9);
}

UNIT_MAIN(cmocka_unit_test(processes_that_know_no_release_point_get_the_first_that_is_seen),
          cmocka_unit_test(what_is_planned_is_where_the_schedule_has_its_release_points),
          cmocka_unit_test(the_first_release_point_is_told_before_it_comes))
