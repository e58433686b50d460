/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/*
 * The virtualization layer: what any guest needs of Bulkhead, and nothing that is specific to one.
 *
 * Hypercalls are functions bh_NAME, one for each entry of bulkhead/hypercall.h, where what each
 * does and answers is written. Virtual interrupts, clock and console need no hypercall.
 */
#ifndef BH_H
#define BH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <bh_machine.h>
#include <bulkhead/descriptor.h>
#include <bulkhead/health.h>
#include <bulkhead/hypercall.h>
#include <bulkhead/status.h>
#include <bulkhead/vcpu.h>

/* Hypercalls. */

#define BH_EXPAND(...) __VA_ARGS__
#define BH_STUB(number, name, right, words, prototype, arguments, text)                            \
    static inline bh_status bh_##name prototype                                                    \
    {                                                                                              \
        return BH_STUB_##words(number, BH_EXPAND arguments);                                       \
    }
#define BH_STUB_0(number, ...) bh_call_0(number)
#define BH_STUB_1(number, ...) bh_call_1(number, __VA_ARGS__)
#define BH_STUB_2(number, ...) bh_call_2(number, __VA_ARGS__)
#define BH_STUB_3(number, ...) bh_call_3(number, __VA_ARGS__)
#define BH_STUB_4(number, ...) bh_call_4(number, __VA_ARGS__)
#define BH_STUB_5(number, ...) bh_call_5(number, __VA_ARGS__)
BH_HYPERCALLS(BH_STUB)

/* The shared pages. */

static inline volatile struct bh_vcpu *bh_vcpu(void)
{
    return (volatile struct bh_vcpu *)BH_VCPU;
}

static inline const struct bh_descriptor *bh_descriptor(void)
{
    return (const struct bh_descriptor *)BH_DESCRIPTOR;
}

static inline const struct bh_information *bh_information(void)
{
    return (const struct bh_information *)BH_INFORMATION;
}

/* Virtual interrupts. */

/** Called with virtual interrupts disabled, with the occurrences that are new, at least one. */
typedef void (*bh_irq_handler)(uint32_t source, uint32_t occurrences);

/** Sets the handler of a source below BH_SOURCES; NULL: occurrences are dropped. */
void bh_irq_handler_set(uint32_t source, bh_irq_handler handler);

/** Takes what is pending and not masked, as an interrupt would. Virtual interrupts are enabled. */
void bh_irq_take_pending(void);

static inline void bh_irq_disable(void)
{
    bh_vcpu()->enabled = 0;
    __asm__ volatile("" : : : "memory");
}

/** What is pending is taken before this returns. */
static inline void bh_irq_enable(void)
{
    if (__builtin_expect(bh_enable(bh_vcpu()), 0)) {
        bh_irq_take_pending();
    }
}

static inline void bh_irq_mask(uint32_t source)
{
    bh_bits_set(&bh_vcpu()->mask[source / 32], 1u << (source % 32));
}

/** If the source is pending and virtual interrupts are enabled it is taken before this returns. */
static inline void bh_irq_unmask(uint32_t source)
{
    const uint32_t bit = 1u << (source % 32);
    bh_bits_clear(&bh_vcpu()->mask[source / 32], bit);
    if ((bh_vcpu()->pending[source / 32] & bit) != 0) {
        bh_vcpu()->summary = 1;
        if (bh_vcpu()->enabled != 0) {
            bh_irq_take_pending();
        }
    }
}

static inline bool bh_irq_pending(uint32_t source)
{
    return (bh_vcpu()->pending[source / 32] & 1u << (source % 32)) != 0;
}

/** Clears the pending bit and answers the occurrences not taken before; without an interrupt. */
uint32_t bh_irq_take(uint32_t source);

/* Traps. */

/** The registers of a trap, as the entry stub lays them out. Changes are taken over. */
struct bh_trap {
    bh_word address; /**< of the last page fault */
    bh_word edi, esi, ebp, esp_here, ebx, edx, ecx, eax;
    bh_word vector, error;
    bh_word pc, cs, flags;
};

/** Called with virtual interrupts disabled; may change the registers, and pc to skip the
 * instruction. */
typedef void (*bh_trap_handler)(struct bh_trap *trap);

/** Registers for traps. Without a handler, traps are health events. */
void bh_trap_handler_set(bh_trap_handler handler);

/* The clock. */

/** Module time in ns, without a hypercall. */
static inline bh_time bh_clock_ns(void)
{
    return bh_clock_ns_of(bh_clock_ticks());
}

/* Names from the configuration. */

/** The number of an incoming source, or -1. */
int bh_source(const char *name);

/** The index of a hardware line of this partition, for bh_irq_bind, by its device's name and its
 * place among that device's lines, from 0; or -1. */
int bh_line(const char *device, uint32_t place);

/** The source that it raises. */
uint32_t bh_line_source(uint32_t line);

/** Its number on the board. */
uint32_t bh_line_number(uint32_t line);

/** A device's range of ports or of memory, by its place among those of the kind; or NULL. */
const struct bh_device *bh_device(const char *name, enum bh_device_kind kind, uint32_t place);

/** The memory that a warm start keeps, or NULL. A cold start clears it. */
const struct bh_memory *bh_retained(void);

/** The index of an event channel that this partition sends on, or -1. */
int bh_event(const char *name);

/** The index of a schedule, or -1. */
int bh_schedule(const char *name);

/** The index of a partition, or -1; for who has the right ControlPartitions or ReadModuleStatus. */
int bh_partition(const char *name);

/* The module. */

/** Indices of the current schedule and of the next frame's, and since when (ns) the current one runs. */
struct bh_schedule_status {
    bh_time since;
    uint32_t current, next;
};
struct bh_schedule_status bh_schedule_status(void);

/** Module time (ns) of the partition's latest release point; BH_TIME_INFINITE: there was none. */
static inline bh_time bh_release(void)
{
    bh_time release;
    do { /* a window may begin between its two halves */
        release = bh_vcpu()->release;
    } while (release != bh_vcpu()->release);
    return release;
}

/** Status and health log of the module, read-only; NULL without the right ReadModuleStatus. */
const volatile struct bh_status_page *bh_module_status(void);

/** Reads an entry of a log; the first one ever has number 0, and numbers begin anew behind the largest.
 * False: it has given way to a newer one, or is not there yet. */
bool bh_log_read(const volatile struct bh_log *log, uint32_t number, struct bh_log_entry *entry);

/* The console. */

/** Writes all of it; waits for room in the partition's own time. */
void bh_console_write(const char *text, size_t bytes);

/** Reads what has arrived, at most `bytes`; answers how many. */
size_t bh_console_read(char *text, size_t bytes);

/** Prints: %s string, %c character, %d int, %u unsigned, %x hexadecimal, %llu 64-bit, %%. */
void bh_print(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* The program. */

/** Prepares the layer; the bare program's entry does it before main. */
void bh_init(void);

/** Stops the partition with an exit code of 0 to 63. */
_Noreturn void bh_exit(int code);

/** A bare guest's program. What it answers is the partition's exit code. */
int main(void);

#endif
