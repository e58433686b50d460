/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* Compiled to assembly only: each line that says "offset" becomes a #define for the .S files. */
#include <stddef.h>

#include <bulkhead/descriptor.h>
#include <bulkhead/hypercall.h>
#include <bulkhead/vcpu.h>

#define OFFSET(name, value) __asm__("\n#offset " #name " %c0" : : "i"(value))

void offsets(void);
void offsets(void)
{
    OFFSET(VCPU_ENABLED, offsetof(struct bh_vcpu, enabled));
    OFFSET(VCPU_SUMMARY, offsetof(struct bh_vcpu, summary));
    OFFSET(VCPU_PENDING, offsetof(struct bh_vcpu, pending));
    OFFSET(VCPU_MASK, offsetof(struct bh_vcpu, mask));
    OFFSET(VCPU_RELEASE, offsetof(struct bh_vcpu, release));
    OFFSET(VCPU_IRQ_PC, offsetof(struct bh_vcpu, irq_pc));
    OFFSET(VCPU_IRQ_FLAGS, offsetof(struct bh_vcpu, irq_flags));
    OFFSET(VCPU_TRAP_PC, offsetof(struct bh_vcpu, trap_pc));
    OFFSET(VCPU_TRAP_FLAGS, offsetof(struct bh_vcpu, trap_flags));
    OFFSET(VCPU_TRAP_VECTOR, offsetof(struct bh_vcpu, trap_vector));
    OFFSET(VCPU_TRAP_ERROR, offsetof(struct bh_vcpu, trap_error));
    OFFSET(VCPU_TRAP_ADDRESS, offsetof(struct bh_vcpu, trap_address));
    OFFSET(VCPU_SCRATCH, offsetof(struct bh_vcpu, scratch));
    OFFSET(TRAP_NONE, (int)BH_TRAP_NONE);
    OFFSET(MODE_IDLE, BH_MODE_IDLE);
    OFFSET(MODE_WARM_START, BH_MODE_WARM_START);
    OFFSET(CALL_MODE_SET, BH_CALL_mode_set);
    OFFSET(CALL_MODE_GET, BH_CALL_mode_get);
    OFFSET(DESCRIPTOR_ENTRY, offsetof(struct bh_descriptor, entry));
    OFFSET(DESCRIPTOR_MEMORY_END, offsetof(struct bh_descriptor, memory_end));
    OFFSET(DESCRIPTOR_LOADS, offsetof(struct bh_descriptor, loads));
    OFFSET(DESCRIPTOR_MEMORIES, offsetof(struct bh_descriptor, memories));
    OFFSET(TABLE_COUNT, offsetof(struct bh_table, count));
    OFFSET(TABLE_OFFSET, offsetof(struct bh_table, offset));
    OFFSET(LOAD_TARGET, offsetof(struct bh_load, target));
    OFFSET(LOAD_ORIGIN, offsetof(struct bh_load, origin));
    OFFSET(LOAD_BYTES, offsetof(struct bh_load, bytes));
    OFFSET(LOAD_SIZE, sizeof(struct bh_load));
    OFFSET(MEMORY_START, offsetof(struct bh_memory, start));
    OFFSET(MEMORY_BYTES, offsetof(struct bh_memory, bytes));
    OFFSET(MEMORY_FLAGS, offsetof(struct bh_memory, flags));
    OFFSET(MEMORY_RETAINED, BH_MEMORY_RETAINED);
    OFFSET(MEMORY_SIZE, sizeof(struct bh_memory));
}
