/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* The machine's other half: what kernel/arch.h declares. See machine.h. */
#include "arch.h"

#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>

#include "line.h"

struct machine machine = {.clock = 1000, .step = 1};

void machine_broken(const char *rule)
{
    fprintf(stderr, "broken: %s\n", rule);
    abort();
}

void arch_vcpu_init(struct machine_vcpu *vcpu, uintptr_t directory, uintptr_t ports,
                    uint32_t ports_bytes)
{
    *vcpu = (struct machine_vcpu){.directory = directory};
}

static struct pin *pin_of(uint32_t pin)
{
    if (pin >= ARCH_PINS) {
        machine_broken("a pin that the controller does not have");
    }
    return &machine.pin[pin];
}

void arch_line_init(uint32_t pin, uint32_t flags)
{
    *pin_of(pin) = (struct pin){.flags = flags};
}

void arch_line_open(uint32_t pin)
{
    pin_of(pin)->open = true;
    pin_of(pin)->opened++;
}

void arch_line_close(uint32_t pin)
{
    pin_of(pin)->open = false;
}

void arch_line_collect(void)
{
    machine.collects++;
    while (machine.in_flight_count > 0) {
        line_record(machine.in_flight[--machine.in_flight_count]);
    }
}

void arch_vcpu_reset(struct machine_vcpu *vcpu, uintptr_t entry, bh_word start)
{
    if (vcpu != machine.loaded) {
        machine_broken("arch_vcpu_reset: the vCPU does not have the processor");
    }
    vcpu->pc = (bh_word)entry;
    vcpu->flags = BH_FLAGS_ENABLED;
    vcpu->sp = 0;
    vcpu->result = start;
    vcpu->tls[0] = 0;
    vcpu->resets++;
}

void arch_vcpu_switch(struct machine_vcpu *from, struct machine_vcpu *to)
{
    if (from != machine.loaded) {
        machine_broken("arch_vcpu_switch: from is not what the processor has");
    }
    machine.loaded = to;
    machine.switches++;
}

void arch_idle_reset(struct machine_vcpu *idle)
{
    idle->idle = true;
}

void arch_tls_set(struct machine_vcpu *vcpu, uint32_t index, bh_word base)
{
    if (vcpu != machine.loaded || index >= BH_TLS_COUNT) {
        machine_broken("arch_tls_set: no such segment, or not of who has the processor");
    }
    vcpu->tls[index] = base;
}

bh_word arch_resume(struct machine_vcpu *vcpu, const struct bh_vcpu *page)
{
    vcpu->pc = page->resume_pc;
    vcpu->sp = page->resume_sp;
    vcpu->flags = (page->resume_flags & MACHINE_GUEST_FLAGS) | BH_FLAGS_ENABLED;
    return page->resume_result;
}

bool arch_console_ready(void)
{
    if (machine.busy > 0) {
        machine.busy--;
        return false;
    }
    machine.credit = 3; /* a device that is ready takes more than two */
    return true;
}

void arch_console_put(char character)
{
    if (machine.credit == 0) {
        machine_broken("arch_console_put: the device was not ready");
    }
    if (machine.output_length > 100 * sizeof machine.output) {
        machine_broken("arch_console_put: the output does not end");
    }
    machine.credit--;
    if (machine.output_length < sizeof machine.output - 1) {
        machine.output[machine.output_length] = character;
    }
    machine.output_length++;
}

int arch_console_get(void)
{
    if (machine.input_length == 0) {
        return -1;
    }
    machine.input_length--;
    return (unsigned char)*machine.input++;
}

void arch_console_init(const struct bh_board *board)
{
}

bool arch_boot_begin(uint32_t loader_magic, uintptr_t loader_information)
{
    return true;
}

const char *arch_missing(const struct bh_board *board)
{
    return NULL;
}

bool arch_is_ram(uint64_t start, uint64_t bytes)
{
    return true;
}

void arch_reset(void)
{
    arch_exit(MACHINE_RESET);
}

void arch_exit(uint32_t code)
{
    if (!machine.may_end) {
        machine_broken("arch_exit: nobody asked for the end");
    }
    machine.may_end = false;
    machine.exit_code = code;
    longjmp(machine.end, 1);
}

void arch_timer_discard(void)
{
    for (uint32_t pin = 0; pin < ARCH_PINS; pin++) {
        if (machine.pin[pin].open) {
            machine_broken("arch_timer_discard: a line is open");
        }
    }
}
