/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/*
 * Partitions: their vCPUs, operating modes and restarts. A mode is asked for at any time and
 * entered when the exit path settles it in the partition's own window.
 */
#ifndef KERNEL_PARTITION_H
#define KERNEL_PARTITION_H

#include "vcpu.h"

extern struct vcpu partitions[BH_PARTITIONS_MAX];
extern uint32_t partition_count;

/** Makes the vCPUs from the tables; each is to cold-start in its first window. */
void partition_init(const struct bh_tables *tables);

/** Asks for a mode other than NORMAL, with the start condition of a restart or the exit code of
 * IDLE. A later request replaces an earlier one. */
void partition_request(struct vcpu *vcpu, uint32_t mode, uint32_t start, int32_t code);

/** Asks for what an action means: nothing, IDLE, or a restart; a cold one of who was not NORMAL since
 * its last, for what a warm one would keep is not initialized (ARINC 653 Part 1, operating modes). Answers
 * the action. */
uint32_t partition_act(struct vcpu *vcpu, uint32_t action, uint32_t start);

/** The initialization ends. */
void partition_normal(struct vcpu *vcpu);

/** Enters the mode that was asked for, if any. True: the module is to end with the vCPU's code. */
bool partition_settle(struct vcpu *vcpu);

#endif
