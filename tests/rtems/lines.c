/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/*
 * A hardware line as an RTEMS vector: LINE, of a 16550 at 0x2f8 in loopback, which interrupts when
 * it is told to. LEVEL: how the board triggers it. Opening an edge line raises it once, so handlers
 * count what they find at the device and not their calls.
 */
#include "test.h"

#include <rtems/irq-extension.h>

#define UART 0x2f8
#define DATA (UART + 0)
#define IER  (UART + 1) /* interrupt enable */
#define IIR  (UART + 2) /* interrupt identification */
#define LCR  (UART + 3) /* line control */
#define MCR  (UART + 4) /* modem control */

#define VECTOR  BSP_LINE_VECTOR(LINE)
#define ABSENT  BSP_LINE_VECTOR(5)
#define NESTING BSP_VECTOR(BH_SOURCES - 1)

/* What a handler saw. */
struct seen {
    uint32_t calls, served;
    uint32_t nest;  /* interrupt nest level at the last call, */
    bool enabled;   /* and whether the vector was enabled */
    bool lowers;    /* the handler enables interrupts and raises NESTING */
};

static struct seen one, two, inner;

static void note(struct seen *seen)
{
    seen->calls++;
    seen->nest = _ISR_Nest_level;
    rtems_interrupt_vector_is_enabled(VECTOR, &seen->enabled);
}

static void serve(void *argument)
{
    struct seen *seen = argument;
    uint8_t what;
    note(seen);
    while (((what = bh_in8(IIR)) & 1) == 0) {
        seen->served++;
        if ((what & 6) == 4) {
            bh_in8(DATA);
        }
    }
    if (seen->lowers) {
        rtems_interrupt_raise(NESTING);
        _CPU_ISR_Set_level(0);
        _CPU_ISR_Set_level(1);
    }
}

static void look_on(void *argument)
{
    note(argument);
}

/* The device interrupts: a byte has gone round. It asks until the byte is read. The handlers run
 * before this returns. */
static void ring(void)
{
    RTEMS_COMPILER_MEMORY_BARRIER();
    bh_out8(DATA, 'x');
    RTEMS_COMPILER_MEMORY_BARRIER();
}

static uint32_t occurrences(void)
{
    return bh_vcpu()->source[bh_line_source((uint32_t)bh_line("uart1", 0))].count;
}

static rtems_status_code install(rtems_option options, rtems_interrupt_handler handler,
                                 struct seen *seen)
{
    *seen = (struct seen){0};
    return rtems_interrupt_handler_install(VECTOR, "test", options, handler, seen);
}

static void not_granted(void)
{
    rtems_interrupt_attributes attributes;
    bool enabled = true;
    check(rtems_interrupt_handler_install(ABSENT, "test", RTEMS_INTERRUPT_UNIQUE, serve, &one) ==
              RTEMS_UNSATISFIED,
          "a line that is not granted takes no handler");
    check(rtems_interrupt_vector_enable(ABSENT) == RTEMS_UNSATISFIED &&
              rtems_interrupt_raise(ABSENT) == RTEMS_UNSATISFIED &&
              rtems_interrupt_vector_is_enabled(ABSENT, &enabled) == RTEMS_SUCCESSFUL && !enabled,
          "nor can it be enabled or raised");
    check(rtems_interrupt_get_attributes(ABSENT, &attributes) == RTEMS_SUCCESSFUL &&
              !attributes.is_maskable && !attributes.can_enable && !attributes.can_raise,
          "its attributes say so");
    check(rtems_interrupt_handler_install(
              BSP_VECTOR(bh_line_source((uint32_t)bh_line("uart1", 0))), "test",
              RTEMS_INTERRUPT_SHARED, serve, &one) == RTEMS_RESOURCE_IN_USE,
          "the line's source is not for handlers");
}

static void alone(void)
{
    rtems_interrupt_attributes attributes;
    bool answer = true;
    check(rtems_interrupt_get_attributes(VECTOR, &attributes) == RTEMS_SUCCESSFUL &&
              attributes.is_maskable && attributes.can_enable && attributes.can_disable &&
              attributes.trigger_signal == (LEVEL ? RTEMS_INTERRUPT_SIGNAL_LEVEL_HIGH
                                                  : RTEMS_INTERRUPT_SIGNAL_EDGE_RAISING),
          "a granted line's attributes tell its trigger");
    ring();
    rtems_interrupt_vector_is_enabled(VECTOR, &answer);
    check(occurrences() == 0 && !answer, "without a handler the line is closed");
    check(install(RTEMS_INTERRUPT_UNIQUE, serve, &one) == RTEMS_SUCCESSFUL && one.served == 1,
          "what the device asked before is served when a handler is installed");
    rtems_interrupt_vector_is_enabled(VECTOR, &answer);
    check(answer && one.enabled && one.nest == 1, "the vector is enabled, in its handler too");
    for (int i = 0; i < 50; i++) {
        ring();
    }
    check(one.served == 51, "each of 50 interrupts is served at once (%u)", (unsigned)one.served);
    check(install(RTEMS_INTERRUPT_SHARED, look_on, &two) == RTEMS_RESOURCE_IN_USE,
          "a unique handler shares with nobody");
}

static void disabled(void)
{
    bool pending = false;
    rtems_interrupt_vector_disable(VECTOR);
    one.served = 0;
    ring();
    rtems_interrupt_is_pending(VECTOR, &pending);
    check(pending && one.served == 0, "a disabled vector's interrupt is pending");
    rtems_interrupt_vector_enable(VECTOR);
    check(one.served == 1, "and served when the vector is enabled");

    rtems_interrupt_vector_disable(VECTOR);
    ring();
    rtems_interrupt_clear(VECTOR);
    rtems_interrupt_is_pending(VECTOR, &pending);
    check(pending == LEVEL, LEVEL ? "a level that is cleared comes again while the device asks"
                                  : "an edge can be cleared");
    serve(&one);
    one.calls = 0;
    rtems_interrupt_vector_enable(VECTOR);
    check(one.calls == LEVEL, "and is not seen by enabling, unless it came again");

    one.calls = 0;
    rtems_interrupt_raise(VECTOR);
    rtems_interrupt_raise(VECTOR);
    one.served = 0;
    ring();
    check(one.calls == 3 && one.served == 1, "the vector can be raised");
}

static void removed(void)
{
    const uint32_t before = occurrences();
    bool answer = true;
    check(rtems_interrupt_handler_remove(VECTOR, serve, &two) == RTEMS_UNSATISFIED &&
              rtems_interrupt_handler_remove(VECTOR, serve, &one) == RTEMS_SUCCESSFUL,
          "the handler is removed");
    one = (struct seen){0};
    ring();
    rtems_interrupt_vector_is_enabled(VECTOR, &answer);
    check(!answer && one.calls == 0 && occurrences() == before, "its line is closed then");
    bh_in8(DATA);
}

static void shared(void)
{
    static rtems_interrupt_entry entry = RTEMS_INTERRUPT_ENTRY_INITIALIZER(look_on, &two, "entry");
    install(RTEMS_INTERRUPT_SHARED, serve, &one);
    two = (struct seen){0};
    check(rtems_interrupt_entry_install(VECTOR, RTEMS_INTERRUPT_SHARED, &entry) ==
              RTEMS_SUCCESSFUL,
          "a second handler shares the line");
    check(rtems_interrupt_handler_install(VECTOR, "", RTEMS_INTERRUPT_SHARED, serve, &one) ==
                  RTEMS_TOO_MANY &&
              rtems_interrupt_handler_install(VECTOR, "", RTEMS_INTERRUPT_UNIQUE, serve, &two) ==
                  RTEMS_RESOURCE_IN_USE,
          "but not the same one again, nor a unique one");
    one.calls = one.served = 0;
    for (int i = 0; i < 10; i++) {
        ring();
    }
    check(one.served == 10 && one.calls == two.calls, "both are called (%u, %u)",
          (unsigned)one.calls, (unsigned)two.calls);
    rtems_interrupt_entry_remove(VECTOR, &entry);
    two.calls = 0;
    ring();
    check(one.served == 11 && two.calls == 0, "when one is removed the other goes on");
}

static void nested(void)
{
    inner = (struct seen){0};
    rtems_interrupt_handler_install(NESTING, "inner", RTEMS_INTERRUPT_UNIQUE, look_on, &inner);
    one.lowers = true;
    ring();
    one.lowers = false;
    check(one.nest == 1 && inner.calls == 1 && inner.nest == 2,
          "a handler that enables interrupts is interrupted by another's");
    rtems_interrupt_handler_remove(NESTING, look_on, &inner);
    one.served = 0;
    ring();
    check(one.served == 1, "and its line goes on");
    rtems_interrupt_handler_remove(VECTOR, serve, &one);
}

static void count(void *argument, const char *info, rtems_option options,
                  rtems_interrupt_handler handler, void *handler_argument)
{
    ++*(uint32_t *)argument;
}

static void shared_by_server(uint32_t index)
{
    uint32_t handlers = 0;
    two = (struct seen){0};
    check(rtems_interrupt_server_handler_install(index, VECTOR, "", RTEMS_INTERRUPT_SHARED, serve,
                                                 &one) == RTEMS_TOO_MANY &&
              rtems_interrupt_server_handler_install(index, VECTOR, "", RTEMS_INTERRUPT_UNIQUE,
                                                     look_on, &two) == RTEMS_RESOURCE_IN_USE &&
              rtems_interrupt_server_handler_install(index, VECTOR, "", RTEMS_INTERRUPT_SHARED,
                                                     look_on, &two) == RTEMS_SUCCESSFUL &&
              rtems_interrupt_server_handler_iterate(index, VECTOR, count, &handlers) ==
                  RTEMS_SUCCESSFUL &&
              handlers == 2,
          "two handlers share it");
    rtems_interrupt_server_suspend(index);
    one.served = 0;
    ring();
    ring();
    check(one.served == 0, "while the server is suspended the line waits");
    rtems_interrupt_server_resume(index);
    /* The emulator may take the second ring for an edge. */
    check(one.served == 1 && two.calls >= 1 && two.calls <= (LEVEL ? 1 : 2), "and is served after that (%u, %u)",
          (unsigned)one.served, (unsigned)two.calls);
    check(rtems_interrupt_server_handler_remove(index, VECTOR, look_on, &two) ==
                  RTEMS_SUCCESSFUL &&
              rtems_interrupt_server_handler_remove(index, VECTOR, look_on, &two) ==
                  RTEMS_UNSATISFIED,
          "one of the two is removed");
}

/* The server's task is the more urgent one: it runs before ring() returns. */
static void served(void)
{
    uint32_t index;
    rtems_interrupt_server_config config = {
        .name = rtems_build_name('I', 'R', 'Q', 'S'),
        .priority = 1,
        .storage_size = RTEMS_MINIMUM_STACK_SIZE,
        .modes = RTEMS_DEFAULT_MODES,
        .attributes = RTEMS_DEFAULT_ATTRIBUTES,
    };
    static rtems_interrupt_server_control control;
    rtems_task_priority priority;
    rtems_task_set_priority(RTEMS_SELF, 10, &priority);
    check(rtems_interrupt_server_create(&control, &config, &index) == RTEMS_SUCCESSFUL,
          "an interrupt server starts");
    one = (struct seen){0};
    check(rtems_interrupt_server_handler_install(index, VECTOR, "test", RTEMS_INTERRUPT_SHARED,
                                                 serve, &one) == RTEMS_SUCCESSFUL,
          "it serves the line");
    one = (struct seen){0};
    const uint32_t before = occurrences();
    ring();
    check(one.served == 1 && one.nest == 0 && !one.enabled,
          "its handler runs in a task, with the vector disabled");
    for (int i = 0; i < 49; i++) {
        ring();
    }
    /* Windows that begin meanwhile open an edge line. */
    check(one.served == 50 && occurrences() - before <= 52,
          "50 interrupts are served by 50 calls (%u, %u)", (unsigned)one.served,
          (unsigned)(occurrences() - before));
    shared_by_server(index);
    check(rtems_interrupt_server_handler_remove(index, VECTOR, serve, &one) == RTEMS_SUCCESSFUL &&
              rtems_interrupt_server_delete(index) == RTEMS_SUCCESSFUL,
          "and leaves it");
    one.calls = 0;
    ring();
    check(one.calls == 0, "then it is closed");
    bh_in8(DATA);
}

static rtems_task Init(rtems_task_argument argument)
{
    bh_out8(LCR, 0x03); /* 8 bits */
    bh_out8(MCR, 0x18); /* loopback */
    bh_in8(DATA);
    bh_out8(IER, 0x01); /* interrupts for received bytes */
    not_granted();
    alone();
    disabled();
    removed();
    shared();
    nested();
    served();
    exit(failed);
}
