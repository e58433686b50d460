/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/*
 * A-DOORS: what the assembly does: the boot, and each door (kernel/arch/i386/boot.S, entry.S). Each is a program
 * of its own for the analyser. The boot establishes the invariant; a door begins in any state in which it
 * holds, with any registers and any contents of what guests can write, and must end in one.
 */
#include "module.h"

#include "__fc_builtin.h"

volatile int model_any;

/* From entry.S and the linker script. */
const char entry_exceptions[32 * 32], entry_hypercall[16], entry_hypercall_traced[16], entry_timer[16],
    entry_timer_discard[16], entry_lines[ARCH_PINS * 16], entry_spurious[16], entry_idle[16],
    entry_double_fault[16], entry_nmi[16], entry_machine_check[16];
uint32_t exception_vector, exception_error;
static uint8_t clac_place[3];
uint8_t *const clac_sites[2] = {clac_place, clac_place};
uint8_t *const (*model_clac_end)[] = (uint8_t *const (*)[])(clac_sites + 2);
const char *model_kernel_end[1];

int model_clz(uint32_t word)
{
    int zeros = 0;
    while (word < 0x80000000) {
        word <<= 1;
        zeros++;
    }
    return zeros;
}

/* A-COLLECT: in cpu.c and pins.c `collecting` is *model_collecting(): before and behind the instructions that let
 * interrupts of lines come in the kernel. */
static uint32_t collecting_flag;
uint32_t *model_collecting(void)
{
    if (model_any) {
        pin_collected(any(0, ARCH_PINS - 1));
    }
    return &collecting_flag;
}

/* Cases of the state that the analyser takes each by itself (CASE in invariant.h). */
static uint32_t owner, runs, timed, plan, next, window, error;

/* The invariant. */
/*@ requires condition != 0;
  @ assigns \nothing; */
void must(int condition);

#define ANYTHING(object) Frama_C_make_unknown((char *)&(object), sizeof(object))

static void invariant_make(void)
{
    module_make();
    module_kernel_memory();
    for (uint32_t i = 0; i < PARTITIONS; i++) {
        ANYTHING(partitions[i]);
    }
    ANYTHING(idle.machine);
    ANYTHING(schedule);
    ANYTHING(states);
    ANYTHING(entries);
    ANYTHING(gdt);
    ANYTHING(idt);
    lapic_scale = any(0, UINT32_MAX);
    console_port = (uint16_t)any(0, 0xfff8);
    exit_port = (uint16_t)any(0, UINT16_MAX);
    ANYTHING(entry_offset);
    ANYTHING(entry_lead);
    ANYTHING(armed.bound);
    health_module = any(0, UINT32_MAX);
    work = any(0, UINT32_MAX);
    selecting = model_any != 0;
    ANYTHING(printers[0].printed);
    ANYTHING(printers[1].printed);
    ANYTHING(printers[2].printed);
#define EQUAL(place, value)      place = (value);
#define RANGE(place, low, high)  place = any(low, high);
#define RANGE_64(place, low, high)  place = Frama_C_unsigned_long_long_interval(low, high);
#define ONE(place, count, value)  \
    {                             \
        const uint32_t k = any(0, (count) - 1); \
        place = (value);          \
    }
#define CASE(place, count, value, chosen) \
    {                             \
        const uint32_t k = chosen; \
        place = (value);          \
    }
#include "invariant.h"
#undef EQUAL
#undef RANGE
#undef RANGE_64
#undef ONE
#undef CASE
}

static void invariant_holds(void)
{
#define EQUAL(place, value)      must((place) == (value));
#define RANGE(place, low, high)  must((place) >= (low) && (place) <= (high));
#define RANGE_64(place, low, high)  RANGE(place, low, high)
#define ONE(place, count, value)                     \
    {                                                \
        uint32_t k = 0;                              \
        while (k < (count) && (place) != (value)) {  \
            k++;                                     \
        }                                            \
        must(k < (count));                           \
    }
#define CASE(place, count, value, chosen) ONE(place, count, value)
#include "invariant.h"
}

static void leave(void)
{
    if (work != 0) {
        settle();
    }
    invariant_holds();
}

/* The boot. */
void arch_start(void)
{
    leave();
    for (;;) {
    }
}

void boot(void)
{
    module_make();
    module_loader_make();
    model_kernel_end[0] = (const char *)module_tables();
    kernel_main(any(0, UINT32_MAX), (uintptr_t)module_loader);
}

/*
 * A door. A guest has run, or the idle loop. Registers are anything by invariant_make, and so is what
 * guests may write.
 */
static void choose(void)
{
    owner = any(0, PARTITIONS);
    //@ split owner;
    runs = any(0, 1);
    timed = any(0, BH_TIMERS);
    plan = any(0, SCHEDULES - 1);
    //@ split plan;
    next = any(0, SCHEDULES - 1);
    window = any(0, WINDOWS - 1);
}

static void interrupted(void)
{
    invariant_make();
    module_guests();
    work = 0;
}

/* All of them, but where a mutant has the fault in one. */
#ifndef CALL_FIRST
#define CALL_FIRST 0
#define CALL_LAST  (BH_HYPERCALL_SLOTS - 1)
#endif

void hypercall(void)
{
    choose();
    interrupted();
    if (current == &idle) {
        return;
    }
    const uint32_t number = any(CALL_FIRST, CALL_LAST);
    //@ split number;
    struct context *context = &current->machine.context;
    context->eax = any(0, UINT32_MAX / BH_HYPERCALL_SLOTS) * BH_HYPERCALL_SLOTS + number;
    if (number == BH_CALL_health_raise) {
        error = any(0, BH_ERRORS_MAX);
        //@ split error;
        context->edx = error < BH_ERRORS_MAX ? error : any(BH_ERRORS_MAX, UINT32_MAX);
    }
    uint32_t result = hypercall_table[number](current, context->edx, context->ecx);
    if (TRACED) {
        result = trap_hypercall_traced(current, result);
    }
    current->machine.context.eax = result;
    leave();
}

void exception(void)
{
    choose();
    interrupted();
    if (current == &idle) {
        return;
    }
    exception_vector = any(0, 31);
    exception_error = any(0, UINT32_MAX);
    trap_guest();
    leave();
}

static void timer_door(void)
{
    lapic[LAPIC_EOI] = 0;
    settle_timer();
    invariant_holds();
}

/* A-NEXT: of a virtual timer, or of nothing that is due; no window ends. */
void timer(void)
{
    choose();
    //@ split timed;
    interrupted();
    schedule.next_ticks = CLOCK_NEVER;
    timer_door();
}

/* A-NEXT: a window ends. What the timer was armed for besides is not looked at. */
void window_end(void)
{
    choose();
    //@ split next;
    //@ split window;
    timed = 0;
    interrupted();
    timer_door();
}

void line_interrupted(void)
{
    choose();
    interrupted();
    pin_interrupt(any(0, ARCH_PINS - 1));
    leave();
}

void idling(void)
{
    choose();
    interrupted();
    if (current == &idle) {
        settle_idle();
        leave();
    }
}

/* What the kernel should never meet. */
void fault(void)
{
    choose();
    interrupted();
    if (model_any) {
        module_action = NULL; /* it has one already */
    }
    if (model_any) {
        exception_vector = any(0, 31);
        exception_error = any(0, UINT32_MAX);
        trap_kernel(any(0, UINT32_MAX));
    }
    trap_task(model_any ? 2 : model_any ? 8 : 18);
}

#include "printing.c"

/* Any bytes. */
void checksum(void)
{
    static uint8_t bytes[64];
    ANYTHING(bytes);
    crc(any(0, UINT32_MAX), bytes, any(0, sizeof bytes));
}
