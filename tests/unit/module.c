/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
#include "module.h"

#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "health.h"
#include "line.h"

struct module module;
static struct bh_information information_page;
static struct bh_vcpu *pages[BH_PARTITIONS_MAX];
static struct bh_console *consoles[BH_PARTITIONS_MAX];
static void *rings;
static struct bh_status_page *status_page;

/* Memory on a page boundary of exactly this size, so that a sanitizer sees a byte too far. */
static void *page(size_t bytes)
{
    void *memory;
    if (posix_memalign(&memory, BH_PAGE_SIZE, bytes) != 0) {
        abort();
    }
    memset(memory, 0, bytes);
    return memory;
}

void module_clear(void)
{
    memset(&module, 0, sizeof module);
    module.header.magic = BH_TABLES_MAGIC;
    module.header.abi = BH_ABI_VERSION;
    module.header.bytes = sizeof module;
    module.header.partitions.offset = (uint32_t)offsetof(struct module, partition);
    if (status_page == NULL) {
        status_page = page(BH_STATUS_BYTES);
    }
    module.header.status = (uintptr_t)status_page;
    module.header.schedules.offset = (uint32_t)offsetof(struct module, schedule);
}

uint32_t module_partition(const char *name)
{
    const uint32_t index = module.header.partitions.count++;
    struct bh_partition *partition = &module.partition[index];

    if (pages[index] == NULL) {
        pages[index] = page(sizeof *pages[index]);
        consoles[index] = page(sizeof *consoles[index]);
    }
    memset(pages[index], 0, sizeof *pages[index]);
    memset(consoles[index], 0, sizeof *consoles[index]);
    snprintf(partition->name, sizeof partition->name, "%s", name);
    snprintf(partition->prefix, sizeof partition->prefix, "[%s] ", name);
    partition->directory = 0x1000 * (index + 1);
    partition->vcpu = (uintptr_t)pages[index];
    partition->console = (uintptr_t)consoles[index];
    partition->entry = MODULE_ENTRY;
    partition->timer_period_min = 10000;
    partition->identifier = 100 + index;
    partition->events.offset = (uint32_t)offsetof(struct module, event[index]);
    partition->lines.offset = (uint32_t)offsetof(struct module, line[module.line_count]);
    return index;
}

void module_event(uint32_t from, uint32_t to, uint32_t source)
{
    struct bh_table *events = &module.partition[from].events;
    module.event[from][events->count++] = (struct bh_event){to, source};
}

uint32_t module_line(uint32_t pin, uint32_t source, uint32_t flags, uint32_t limit)
{
    const uint32_t owner = module.header.partitions.count - 1;
    module.line[module.line_count++] = (struct bh_line){
        .partition = owner, .source = source, .pin = pin, .flags = flags, .limit = limit};
    return module.partition[owner].lines.count++;
}

uint32_t module_schedule(bh_time frame)
{
    const uint32_t index = module.header.schedules.count++;
    module.schedule[index].frame = frame;
    module.schedule[index].windows.offset = (uint32_t)offsetof(struct module, window[index]);
    return index;
}

void module_change(uint32_t schedule_index, uint32_t partition, uint32_t action)
{
    module.change[schedule_index][partition] = (uint8_t)action;
    module.schedule[schedule_index].changes =
        (struct bh_table){module.header.partitions.count,
                          (uint32_t)offsetof(struct module, change[schedule_index])};
}

void module_window(uint32_t schedule_index, bh_time start, uint32_t partition)
{
    struct bh_table *windows = &module.schedule[schedule_index].windows;
    module.window[schedule_index][windows->count++] =
        (struct bh_window){.start = start, .partition = partition};
}

void module_periodic(uint32_t schedule_index)
{
    struct bh_table *windows = &module.schedule[schedule_index].windows;
    module.window[schedule_index][windows->count - 1].periodic = 1;
}

static size_t ring_bytes(void)
{
    return sizeof(struct bh_trace_ring) +
           module.header.trace_records * sizeof(struct bh_trace_record);
}

void module_trace(uint32_t records)
{
    module.header.trace_records = records;
    module.header.trace_kinds = UINT32_MAX;
    free(rings);
    rings = page((module.header.partitions.count + 1) * ring_bytes());
    module.header.trace = (uintptr_t)rings;
}

struct bh_trace_ring *module_trace_ring(uint32_t ring)
{
    return (struct bh_trace_ring *)((uintptr_t)rings + ring * ring_bytes());
}

void module_boot(uint64_t frequency, uint32_t window_entry_offset)
{
    memset(partitions, 0, sizeof partitions);
    module.header.board.window_entry_lead = 3 * window_entry_offset;
    if (!clock_init(&information_page, frequency, window_entry_offset)) {
        machine_broken("the test chose a frequency that the kernel refuses");
    }
    trace_init(&module.header);
    status_init(&module.header);
    health_init(&module.header);
    partition_init(&module.header);
    line_init(&module.header);
    console_init();
    settle_init();
    clock_start(arch_clock() + clock_duration(1000000));
    schedule_init(&module.header);
    module_status->state = BH_STATE_NORMAL;
    settle(); /* arch_start */
}

void module_boot_two(void)
{
    module_clear();
    module_partition("a");
    module_partition("b");
    module_schedule(10000000);
    module_window(0, 0, 0);
    module_window(0, 4000000, 1);
    module_window(0, 8000000, BH_NO_PARTITION);
    machine.clock = UINT64_C(123456789012345);
    module_boot(1000 * MODULE_MHZ, 5000);
}

struct vcpu *module_boot_one(void)
{
    module_clear();
    module_partition("only");
    module_schedule(10000000);
    module_window(0, 0, 0);
    module_boot(1000 * MODULE_MHZ, 5000);
    module_run_until(100000);
    module_call(BH_CALL_mode_set, BH_MODE_NORMAL, 0, 0, 0, 0);
    return &partitions[0];
}

void module_interrupt(void)
{
    settle_timer();
}

void module_run_to(uint64_t tick)
{
    while (machine.armed <= tick) {
        if (machine.clock < machine.armed) {
            machine.clock = machine.armed;
        }
        module_interrupt();
    }
    if (machine.clock < tick) {
        machine.clock = tick;
    }
}

void module_run_until(bh_time ns)
{
    module_run_to(module_ticks(ns));
}

void module_set_action(uint32_t partition, uint32_t error, uint32_t action)
{
    for (uint32_t state = 0; state < BH_STATE_COUNT; state++) {
        module.partition[partition].action[state][error] = (uint8_t)action;
    }
}

bh_word module_call(uint32_t number, bh_word word1, bh_word word2, bh_word word3, bh_word word4,
                    bh_word word5)
{
    struct vcpu *caller = current;
    if (module_is_idle()) {
        machine_broken("the test calls while nobody runs");
    }
    caller->machine.words[0] = word3;
    caller->machine.words[1] = word4;
    caller->machine.words[2] = word5;
    const bh_word result = hypercall_table[number % BH_HYPERCALL_SLOTS](caller, word1, word2);
    hypercall_trace(caller, number % BH_HYPERCALL_SLOTS, word1, word2, result);
    arch_result(&caller->machine, result);
    if (work != 0) {
        settle();
    }
    if (machine.armed <= machine.clock) {
        module_interrupt(); /* before the guest's next instruction */
    }
    return caller->machine.result;
}

bool module_pin(uint32_t pin)
{
    if (!machine.pin[pin].open) {
        return false;
    }
    if ((machine.pin[pin].flags & BH_LINE_LEVEL) != 0) {
        arch_line_close(pin);
    }
    line_interrupt(pin);
    if (work != 0) {
        settle();
    }
    return true;
}

void module_trap(uint32_t vector, bh_word error, bh_word address)
{
    current->page->trap_address = address;
    if (!virq_trap(current, vector, error)) {
        health_post(current, BH_ERROR_MEMORY_VIOLATION, vector, error, address,
                    arch_pc(&current->machine));
    }
    if (work != 0) {
        settle();
    }
}

void module_idle(uint32_t rounds)
{
    for (uint32_t i = 0; i < rounds && module_is_idle(); i++) {
        settle_idle();
        if (work != 0) {
            settle();
        }
    }
}

void module_raise(struct vcpu *vcpu, uint32_t source, uint32_t occurrences)
{
    virq_raise(vcpu, source, occurrences, arch_clock());
}

void module_write(struct vcpu *vcpu, const char *text)
{
    while (*text != '\0') {
        vcpu->console->out[vcpu->console->out_head++ % BH_CONSOLE_OUT] = *text++;
    }
}

const char *module_output(void)
{
    machine.output[machine.output_length < sizeof machine.output ? machine.output_length
                                                                 : sizeof machine.output - 1] = 0;
    return machine.output;
}

bool module_is_idle(void)
{
    return current < &partitions[0] || current >= &partitions[BH_PARTITIONS_MAX];
}

uint64_t module_ticks(bh_time ns)
{
    const unsigned __int128 scaled = (unsigned __int128)ns << information->shift;
    const uint32_t multiplier = information->multiplier;
    return information->epoch + (uint64_t)((scaled + multiplier - 1) / multiplier);
}

bh_time module_ns(uint64_t ticks)
{
    const unsigned __int128 scaled = (unsigned __int128)(ticks - information->epoch) * information->multiplier;
    return (bh_time)(scaled >> information->shift);
}

uint64_t module_switch(bh_time start)
{
    return module_ticks(start) - clock_duration(information->window_entry_lead);
}
