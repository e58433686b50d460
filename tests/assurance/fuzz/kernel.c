/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/*
 * The kernel's architecture-independent half on the machine of the unit tests, with a module and
 * guests that the input makes up: its first bytes choose partitions, rights, actions, windows and
 * lines, all others are what guests and devices do. Whatever that is, the kernel keeps its rules.
 */
#include <stdio.h>
#include <string.h>

#include "module.h"

#include "line.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define MHZ    1000
#define OFFSET 5000 /* ns, and ticks */
#define FRAME  2000000u

/* The kernel's data (see fuzz.mk). */
extern char __start_kernel_bss[], __stop_kernel_bss[];

static const uint8_t *input;
static size_t left;

static uint32_t byte(void)
{
    if (left == 0) {
        return 0;
    }
    left--;
    return *input++;
}

/* Mostly numbers that some rule may be about. */
static uint32_t word(void)
{
    static const uint32_t bounds[] = {
        0x7fffffff, 0x80000000, 0xffffffff, 0xfffffffe, 0x0fffffff, 0x10000000, 0x10000001,
        0xffff0000, 0x00010000, 0x40000000, 0x3fffffff, 10000,      9999,       FRAME,
    };
    const uint32_t choice = byte();

    if (choice < 160) {
        return choice % 80;
    }
    if (choice < 192) {
        return bounds[choice % (sizeof bounds / sizeof bounds[0])];
    }
    uint32_t value = 0;
    for (uint32_t i = 0; i <= choice % 4; i++) {
        value = value << 8 | byte();
    }
    return choice < 224 ? value : (uint32_t)information->schedule_since + value;
}

static void require(bool kept, const char *rule)
{
    if (!kept) {
        machine_broken(rule);
    }
}

static __attribute__((no_sanitize("address", "undefined"))) void forget(void)
{
    for (volatile char *at = __start_kernel_bss; at < __stop_kernel_bss; at++) {
        *at = 0;
    }
}

/* One byte at a time, so that a short input is a whole module. */
static void make_partition(uint32_t index)
{
    static const char *const names[] = {"a", "b", "c", "d"};
    const uint32_t choice = byte();
    struct bh_partition *partition;

    module_partition(names[index]);
    partition = &module.partition[index];
    partition->rights = choice & (BH_RIGHT_SCHEDULE | BH_RIGHT_SHUTDOWN | BH_RIGHT_PARTITIONS |
                                  BH_RIGHT_STATUS);
    partition->ends_module = choice >> 7 & 1;
    partition->restart_limit = choice >> 4 & 3;
    partition->restart_period = FRAME * (bh_time)5;
    for (uint32_t state = 0; state < BH_STATE_COUNT; state++) {
        const uint32_t levels = byte();
        partition->process_level[state] = levels * 0x11;
        partition->module_level[state] = (choice & 64) != 0 ? levels >> 3 : 0;
    }
    for (uint32_t error = 0; error < BH_PARTITION_ERROR_COUNT; error++) {
        module_set_action(index, error, byte() % (BH_ACTION_WARM_START + 1));
    }
    for (uint32_t lines = byte() % 3; lines != 0; lines--) {
        const uint32_t how = byte();
        module_line(module.line_count, BH_SOURCE_FIRST + how % 8,
                    how & (BH_LINE_LEVEL | BH_LINE_LOW), 1 + (how >> 5));
    }
}

/* Windows of 10 us at least, as the host's checks see to. */
static void make_schedule(uint32_t partitions_made)
{
    const uint32_t index = module_schedule(FRAME);
    bh_time start = 0;

    for (uint32_t windows = 1 + byte() % 8; windows != 0 && start < FRAME - 60000; windows--) {
        const uint32_t choice = byte();
        module_window(index, start, choice % 8 == 7 ? BH_NO_PARTITION : choice % partitions_made);
        if ((choice & 64) != 0) {
            module_periodic(index);
        }
        start += 50000 + choice * 1000;
    }
    for (uint32_t i = 0; i < partitions_made; i++) {
        module_change(index, i, byte() % (BH_ACTION_WARM_START + 1));
    }
}

static void make_module(void)
{
    const uint32_t choice = byte();
    const uint32_t partitions_made = 1 + (choice & 3);

    module_clear();
    memset((void *)module.header.status, 0, sizeof(struct bh_status_page));
    for (uint32_t i = 0; i < partitions_made; i++) {
        make_partition(i);
    }
    for (uint32_t i = 0; i < partitions_made; i++) {
        for (uint32_t events = byte() % (MODULE_EVENTS + 1); events != 0; events--) {
            module_event(i, byte() % partitions_made, BH_SOURCE_FIRST + 8 + byte() % 8);
        }
    }
    for (uint32_t i = 0; i <= (choice >> 2 & 1); i++) {
        make_schedule(partitions_made);
    }
    for (uint32_t state = 0; state < BH_STATE_COUNT; state++) {
        for (uint32_t error = 0; error < BH_ERRORS_MAX; error++) {
            module.header.module_action[state][error] =
                (uint8_t)((choice >> 4 & 3) % (BH_MODULE_RESET + 1));
        }
    }
    if ((choice & 8) != 0) {
        module_trace(16);
    }
}

static void scribble(void *memory, size_t bytes)
{
    const size_t at = (byte() << 8 | byte()) % (bytes / 4);
    const uint32_t value = word();
    memcpy((char *)memory + 4 * at, &value, sizeof value);
}

/* What matters of the vCPU page lies in front. */
static void scribble_page(struct vcpu *vcpu)
{
    uint32_t *page = (uint32_t *)vcpu->page;
    const uint32_t at = byte() % 16;
    if (at < 12) {
        page[at] = word();
    } else {
        scribble(page, sizeof *vcpu->page);
    }
}

static void console(struct vcpu *vcpu)
{
    switch (byte() % 4) {
    case 0:
        scribble(vcpu->console, sizeof *vcpu->console);
        break;
    case 1:
        vcpu->console->out_head = word();
        break;
    case 2:
        vcpu->console->in_tail = word();
        break;
    default:
        module_write(vcpu, "text\nof a guest\n");
        break;
    }
}

static void device(void)
{
    static char typed[8] = "abc\nde\003";
    if (module.line_count != 0) {
        const uint32_t pin = byte() % module.line_count;
        if (machine.pin[pin].opened != 0 && machine.in_flight_count < 4 && (byte() & 1) != 0) {
            machine.in_flight[machine.in_flight_count++] = pin;
        } else {
            module_pin(pin);
        }
    }
    machine.busy = byte();
    machine.input = typed;
    machine.input_length = byte() % sizeof typed;
}

static void guest(struct vcpu *vcpu)
{
    switch (byte() % 8) {
    default: {
        const uint32_t number = byte();
        const uint32_t words[] = {word(), word(), word(), word(), word()};
        module_call(number % 64 < BH_HYPERCALL_COUNT ? number % 64 : number, words[0], words[1],
                    words[2], words[3], words[4]);
        break;
    }
    case 0: {
        const uint32_t vector = byte() % 32, error = word();
        module_trap(vector, error, word());
        break;
    }
    case 1:
        scribble_page(vcpu);
        break;
    case 2:
        console(vcpu);
        break;
    case 3:
        vcpu->machine.pc = word();
        vcpu->machine.flags = word() & MACHINE_GUEST_FLAGS;
        break;
    }
}

/* What holds between any two things that happen. */
static void check(void)
{
    const struct vcpu *vcpu = schedule.vcpu;

    require(module_is_idle() || current == vcpu, "who runs is who has the window");
    require(module_is_idle() || current->mode != BH_MODE_IDLE, "a stopped partition does not run");
    require(module_is_idle() || machine.loaded == &current->machine, "who runs has the processor");
    require(machine.armed <= schedule.next_ticks, "the timer comes by the window's end");
    require(work == 0, "nothing is left to be settled");
    for (uint32_t i = 0; i < partition_count; i++) {
        const struct bh_log *log = &module_status->partition_log[i];
        for (uint32_t n = 0; n < BH_LOG_ENTRIES && n < log->posted; n++) {
            require(log->entry[n].error != BH_ERROR_WINDOW_MISSED, "a window enters in time");
        }
    }
    for (uint32_t i = 0; i < module.line_count; i++) {
        require(!machine.pin[i].open || &partitions[module.line[i].partition] == vcpu,
                "a line is open in its owner's windows only");
    }
}

/* Windows are entered as planned: the one that has just begun by its own clock reading. */
static void pass(uint64_t until)
{
    while (machine.armed <= until) {
        const bh_time planned = schedule.planned;
        if (machine.clock < machine.armed) {
            machine.clock = machine.armed;
        }
        module_interrupt();
        if (schedule.planned != planned && schedule.vcpu != NULL) {
            const uint64_t entry = module_ticks(schedule.planned) + OFFSET;
            require(machine.clock >= entry && machine.clock < entry + 200,
                    "a window's guest continues at its planned time");
        }
        check();
    }
    if (machine.clock < until) {
        machine.clock = until;
    }
}

static void act(void)
{
    const uint32_t choice = byte() % 16;

    if (choice < 10 && !module_is_idle()) {
        guest(current);
    } else if (choice < 12) {
        device();
    } else if (choice == 12) {
        module_idle(1 + byte() % 8);
    } else {
        const uint32_t shift = byte() % 21;
        pass(machine.clock + ((uint64_t)1 << shift) + byte());
    }
    check();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    input = data;
    left = size;
    forget();
    machine = (struct machine){.clock = UINT64_C(123456789012345), .step = 1};
    make_module();
    machine.may_end = true;
    if (setjmp(machine.end) == 0) {
        module_boot(MHZ * MODULE_MHZ, OFFSET);
        while (left != 0) {
            act();
        }
    }
    return 0;
}
