/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/*
 * The clock: ticks from virtual timer 0, time from the processor's time stamp counter.
 *
 * The timer counts what passes while the partition has no window. Those ticks are made up for in
 * the partition's own time, a limited number in a window, so that they cannot use it up.
 */
#include <bh.h>

#include <bsp.h>
#include <bsp/fatal.h>
#include <bsp/irq-generic.h>
#include <rtems/clockdrv.h>
#include <rtems/counter.h>
#include <rtems/timecounter.h>

#include "port.h"

/* With this many counts per second or fewer the 32-bit timecounter takes 16 s to go round: the
 * longest time without a window that it bridges. */
#define COUNTS_MAX (UINT64_C(1) << 28)

volatile uint32_t Clock_driver_ticks;

static uint32_t count_shift;
static uint32_t ticks_seen; /* of the timer's count */
static uint32_t window;     /* the count of windows when: */
static uint32_t made_up;    /* ticks made up for in it */

/* The rate of the module's clock, by the definition of struct bh_information, to the nearest Hz. */
static uint64_t clock_frequency(void)
{
    const uint32_t multiplier = bh_information()->multiplier;
    return ((UINT64_C(1000000000) << bh_information()->shift) + multiplier / 2) / multiplier;
}

static uint32_t timecount(struct timecounter *counter)
{
    return (uint32_t)(bh_clock_ticks() >> count_shift);
}

static struct timecounter counter = {
    .tc_get_timecount = timecount,
    .tc_counter_mask = UINT32_MAX,
    .tc_quality = RTEMS_TIMECOUNTER_QUALITY_CLOCK_DRIVER,
};

static void tick(void)
{
    Clock_driver_ticks++;
    ticks_seen++;
    rtems_timecounter_tick();
}

/* One tick for the interrupt, and those that passed out of the window as far as it has room. What
 * remains is found at the next tick. */
static void on_timer(void *argument)
{
    const uint32_t count = bh_vcpu()->source[BH_SOURCE_TIMER].count;

    if (ticks_seen == count) {
        return;
    }
    tick();
    if (ticks_seen == count) {
        return;
    }
    const uint32_t window_now = bh_vcpu()->source[BH_SOURCE_WINDOW].count;
    if (window != window_now) {
        window = window_now;
        made_up = 0;
    }
    while (ticks_seen != count && made_up < bsp_clock_catch_up_max) {
        made_up++;
        tick();
    }
}

void _Clock_Initialize(void)
{
    static rtems_interrupt_entry entry = RTEMS_INTERRUPT_ENTRY_INITIALIZER(on_timer, NULL, "Clock");
    const bh_time period = rtems_configuration_get_nanoseconds_per_tick();

    counter.tc_frequency = clock_frequency();
    while (counter.tc_frequency > COUNTS_MAX) {
        counter.tc_frequency /= 2;
        count_shift++;
    }
    rtems_timecounter_install(&counter);

    ticks_seen = bh_vcpu()->source[BH_SOURCE_TIMER].count;
    if (bh_timer_set(0, bh_clock_ns() + period, period) != BH_OK) {
        bsp_fatal(BSP_FATAL_INTERRUPT_INITIALIZATION); /* shorter than the configuration allows */
    }
    rtems_interrupt_entry_install(BSP_VECTOR(BH_SOURCE_TIMER), RTEMS_INTERRUPT_UNIQUE, &entry);
}

/* The counter that measures short times. Its rate is given to 10 Hz, which is less than the
 * measurement of the clock is good for: RTEMS converts tenths of a second to counts and back by
 * truncation, and this makes them whole (upstream's ttest01 looks at the last digit). */
uint32_t _CPU_Counter_frequency(void)
{
    return (uint32_t)((clock_frequency() + 5) / 10 * 10);
}

CPU_Counter_ticks _CPU_Counter_read(void)
{
    return (CPU_Counter_ticks)bh_clock_ticks();
}
