/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/*
 * What a thread takes with it over a context switch: its thread-local storage, also with more
 * threads than there are segments, its floating-point registers, its interrupt level. And
 * interrupts that make a thread ready.
 */
#include "test.h"

#include <errno.h>

#define THREADS 100
#define ROUNDS  20
#define VECTOR  BSP_VECTOR(BH_SOURCES - 1)

static _Thread_local int own = 7;
static volatile int wrong, finished;
static volatile int nested, nested_most, raised;
static rtems_id worker;

static void wait_for(volatile int *counter, int value)
{
    for (int i = 0; *counter != value && i < 5000; i++) {
        rtems_task_wake_after(1);
    }
}

static rtems_task with_tls(rtems_task_argument number)
{
    wrong += own != 7;
    own = (int)number;
    errno = (int)number;
    for (int i = 0; i < ROUNDS; i++) {
        rtems_task_wake_after(RTEMS_YIELD_PROCESSOR);
        wrong += own != (int)number || errno != (int)number;
    }
    finished++;
    rtems_task_exit();
}

/* A value in a register of the x87 unit, which C would not keep there over a call. */
static rtems_task with_fpu(rtems_task_argument number)
{
    const double mine = (double)number / 3;
    double kept;
    __asm__ volatile("fldl %0" : : "m"(mine));
    for (int i = 0; i < ROUNDS; i++) {
        rtems_task_wake_after(RTEMS_YIELD_PROCESSOR);
    }
    __asm__ volatile("fstpl %0" : "=m"(kept));
    wrong += kept != mine;
    finished++;
    rtems_task_exit();
}

/* A busy one that clock interrupts preempt in favour of another. */
static rtems_task preempted(rtems_task_argument number)
{
    volatile double x = (double)number;
    const bh_time end = bh_clock_ns() + 30000000;
    double kept = x * 3;
    while (bh_clock_ns() < end) {
        kept = kept * 2 - x * 3;
    }
    wrong += kept != x * 3;
    finished++;
    rtems_task_exit();
}

static rtems_task with_level(rtems_task_argument number)
{
    rtems_mode mode;
    rtems_task_mode(RTEMS_INTERRUPT_LEVEL(number & 1), RTEMS_INTERRUPT_MASK, &mode);
    for (int i = 0; i < ROUNDS; i++) {
        rtems_task_wake_after(RTEMS_YIELD_PROCESSOR);
        wrong += (bh_vcpu()->enabled == 0) != (number & 1);
    }
    finished++;
    rtems_task_exit();
}

static void start(rtems_task_entry entry, rtems_task_argument number, rtems_task_priority priority,
                  rtems_mode mode)
{
    rtems_id id;
    if (rtems_task_create(rtems_build_name('T', 'E', 'S', 'T'), priority, RTEMS_MINIMUM_STACK_SIZE,
                          mode, RTEMS_FLOATING_POINT, &id) != RTEMS_SUCCESSFUL ||
        rtems_task_start(id, entry, number) != RTEMS_SUCCESSFUL) {
        wrong += 1000;
    }
}

static void run(rtems_task_entry entry, int threads, rtems_mode mode)
{
    wrong = 0;
    finished = 0;
    for (int i = 0; i < threads; i++) {
        start(entry, (rtems_task_argument)i + 1, 20, mode);
    }
    wait_for(&finished, threads);
}

static rtems_task waits_for_event(rtems_task_argument number)
{
    rtems_event_set events;
    for (;;) {
        rtems_event_receive(RTEMS_EVENT_1, RTEMS_WAIT, RTEMS_NO_TIMEOUT, &events);
        finished++;
    }
}

static void on_raise(void *argument)
{
    nested++;
    raised++;
    if (nested > nested_most) {
        nested_most = nested;
    }
    if (raised % 2 == 1) { /* one in the other */
        rtems_interrupt_raise(VECTOR);
        _CPU_ISR_Set_level(0);
        _CPU_ISR_Set_level(1);
    }
    rtems_event_send(worker, RTEMS_EVENT_1);
    nested--;
}

static void test_interrupts(void)
{
    rtems_task_priority before;
    finished = 0;
    rtems_task_set_priority(RTEMS_SELF, 10, &before);
    rtems_task_create(rtems_build_name('W', 'O', 'R', 'K'), 1, RTEMS_MINIMUM_STACK_SIZE,
                      RTEMS_DEFAULT_MODES, RTEMS_DEFAULT_ATTRIBUTES, &worker);
    rtems_task_start(worker, waits_for_event, 0);
    rtems_interrupt_handler_install(VECTOR, "test", RTEMS_INTERRUPT_UNIQUE, on_raise, NULL);
    rtems_interrupt_raise(VECTOR);
    check(finished == 2 && raised == 2,
          "an interrupt that makes a more urgent thread ready dispatches to it at once");
    check(nested_most == 2, "an interrupt handler that lets interrupts in is interrupted");

    rtems_interrupt_level level;
    rtems_interrupt_local_disable(level);
    rtems_interrupt_raise(VECTOR);
    const int while_disabled = raised;
    rtems_interrupt_local_enable(level);
    check(while_disabled == 2 && raised == 4,
          "what is raised while interrupts are disabled comes when they are enabled");

    bool pending;
    rtems_interrupt_vector_disable(VECTOR);
    rtems_interrupt_raise(VECTOR);
    rtems_interrupt_is_pending(VECTOR, &pending);
    const int while_masked = raised;
    rtems_interrupt_vector_enable(VECTOR);
    check(pending && while_masked == 4 && raised == 6,
          "what is raised while its vector is disabled comes when it is enabled");
    rtems_interrupt_handler_remove(VECTOR, on_raise, NULL);
    rtems_task_delete(worker);
}

static rtems_task Init(rtems_task_argument argument)
{
    run(with_tls, THREADS, RTEMS_DEFAULT_MODES);
    check(finished == THREADS && wrong == 0, "%d threads each keep their thread-local storage",
          THREADS);
    run(with_fpu, 8, RTEMS_DEFAULT_MODES);
    check(finished == 8 && wrong == 0, "8 threads each keep their floating-point registers");
    run(preempted, 4, RTEMS_TIMESLICE);
    check(finished == 4 && wrong == 0,
          "4 threads that the clock preempts keep their floating-point registers");
    run(with_level, 6, RTEMS_DEFAULT_MODES);
    check(finished == 6 && wrong == 0, "each thread keeps its interrupt level");
    test_interrupts();
    exit(failed);
}
