/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* The C ends of the doors: exceptions, traced hypercalls; and the module's own faults. */
#include "../../arch.h"
#include "../../console.h"
#include "../../health.h"
#include "../../hypercall.h"
#include "../../settle.h"
#include "../../status.h"
#include "../../virq.h"
#include "cpu.h"

#define VECTOR_PAGE_FAULT 14u
#define EXIT_FAULT        65u /* exit code of the module after a kernel fault, see docs */

extern uint32_t exception_vector, exception_error;

/* What an exception of a guest is called in the health tables. */
static const uint8_t error_of[32] = {
    [0] = BH_ERROR_NUMERIC_ERROR,     [1] = BH_ERROR_TRAP,
    [2] = BH_ERROR_ILLEGAL_REQUEST,   [3] = BH_ERROR_TRAP,
    [4] = BH_ERROR_NUMERIC_ERROR,     [5] = BH_ERROR_NUMERIC_ERROR,
    [6] = BH_ERROR_ILLEGAL_REQUEST,   [7] = BH_ERROR_ILLEGAL_REQUEST,
    [8] = BH_ERROR_ILLEGAL_REQUEST,   [9] = BH_ERROR_ILLEGAL_REQUEST,
    [10] = BH_ERROR_ILLEGAL_REQUEST,  [11] = BH_ERROR_ILLEGAL_REQUEST,
    [12] = BH_ERROR_MEMORY_VIOLATION, [13] = BH_ERROR_ILLEGAL_REQUEST,
    [14] = BH_ERROR_MEMORY_VIOLATION, [15] = BH_ERROR_ILLEGAL_REQUEST,
    [16] = BH_ERROR_NUMERIC_ERROR,    [17] = BH_ERROR_TRAP,
    [18] = BH_ERROR_ILLEGAL_REQUEST,  [19] = BH_ERROR_NUMERIC_ERROR,
    [20 ... 31] = BH_ERROR_ILLEGAL_REQUEST,
};

void trap_guest(void)
{
    const uint32_t vector = exception_vector;
    const uint32_t error = exception_error;
    uint32_t address = 0;

    if (vector == VECTOR_PAGE_FAULT) {
        __asm__ volatile("movl %%cr2, %0" : "=r"(address));
        current->page->trap_address = address;
    } else if (vector == 1) {
        __asm__ volatile("movl %0, %%dr6" : : "r"(0));
    }
    const uint32_t kind = error_of[vector];
    if (!health_process_level(current, kind) || !virq_trap(current, vector, error)) {
        health_post(current, kind, vector, error, address, arch_pc(&current->machine));
    }
}

uint32_t trap_hypercall_traced(struct vcpu *caller, uint32_t result)
{
    const struct context *context = &caller->machine.context;
    hypercall_trace(caller, context->eax & (BH_HYPERCALL_SLOTS - 1), context->edx, context->ecx,
                    result);
    return result;
}

/* An error of the module's own: nothing goes on, whatever its table says but how it ends. */
static _Noreturn void module_end(uint32_t error, uint32_t eip)
{
    const uint32_t action = health_module_post(error, exception_vector, exception_error, eip);
    console_write("\n[bulkhead] ");
    console_write(health_error_name[error]);
    console_write(", trap ");
    console_write_hex(exception_vector);
    console_write(", error ");
    console_write_hex(exception_error);
    console_write(", pc ");
    console_write_hex(eip);
    if (action == BH_MODULE_RESET) {
        console_write("; module resets\n");
        status_reset();
    }
    console_write("; module stops\n");
    arch_exit(EXIT_FAULT);
}

void trap_kernel(uint32_t eip)
{
    module_end(BH_ERROR_KERNEL_FAULT, eip);
}

void trap_task(uint32_t vector)
{
    exception_vector = vector;
    exception_error = 0;
    module_end(vector == 2   ? BH_ERROR_NMI
               : vector == 8 ? BH_ERROR_KERNEL_FAULT
                             : BH_ERROR_MACHINE_CHECK, 0);
}
