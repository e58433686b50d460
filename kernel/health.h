/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/*
 * Health monitoring: every error that is not for the partition's own handler goes through the tables to
 * an action, and into the log of the partition or the module (bulkhead/status.h). A partition's is
 * printed in its own time.
 */
#ifndef KERNEL_HEALTH_H
#define KERNEL_HEALTH_H

#include "vcpu.h"

/** Charges an error to a partition. What the last three mean depends on the error: for a trap its
 * error code, faulting address and instruction; for an application error its code and detail. */
//@ requires error < BH_PARTITION_ERROR_COUNT;
void health_post(struct vcpu *vcpu, uint32_t error, uint32_t detail, bh_word code,
                 bh_word address, bh_word pc);

/** What health monitoring wants done to the module, enum bh_module_action; settled with the modes. */
extern uint32_t health_module;

void health_init(const struct bh_tables *tables);

/** By enum bh_error, in the configuration's terms. */
extern const char *const health_error_name[];

/** Logs an error of the module's own; answers what is done about it, enum bh_module_action. The module
 * ends: another error on the way, or one before the tables are known, is not logged and stops it. */
uint32_t health_module_post(uint32_t error, uint32_t detail, bh_word code, bh_word pc);

static inline enum bh_state health_state(const struct vcpu *vcpu)
{
    return vcpu->mode == BH_MODE_NORMAL ? BH_STATE_NORMAL : BH_STATE_INITIALIZATION;
}

/** Whether an error goes to the guest first. */
static inline bool health_process_level(const struct vcpu *vcpu, uint32_t error)
{
    return (vcpu->partition->process_level[health_state(vcpu)] & 1u << error) != 0;
}

/** Whether the partition's log has something that is not printed yet. */
bool health_waiting(const struct vcpu *vcpu);

/** The next character of the log in readable form, a line for each entry; health_waiting() must
 * hold. */
char health_print(const struct vcpu *vcpu);

#endif
