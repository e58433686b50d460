/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* Partitions. See partition.h. */
#include "partition.h"

#include "arch.h"
#include "status.h"
#include "timer.h"
#include "trace.h"
#include "virq.h"

struct vcpu partitions[BH_PARTITIONS_MAX];
uint32_t partition_count;

void partition_init(const struct bh_tables *tables)
{
    const uintptr_t base = (uintptr_t)tables;
    const struct bh_partition *table =
        (const struct bh_partition *)(base + tables->partitions.offset);

    partition_count = tables->partitions.count;
    for (uint32_t i = 0; i < partition_count; i++) {
        struct vcpu *vcpu = &partitions[i];
        vcpu->partition = &table[i];
        vcpu->events = (const struct bh_event *)(base + table[i].events.offset);
        vcpu->page = (struct bh_vcpu *)(uintptr_t)table[i].vcpu;
        vcpu->console = (struct bh_console *)(uintptr_t)table[i].console;
        vcpu->index = i;
        vcpu->release = BH_TIME_INFINITE;
        arch_vcpu_init(&vcpu->machine, (uintptr_t)table[i].directory, (uintptr_t)table[i].ports,
                       table[i].ports_bytes);
        virq_reset(vcpu);
        timer_reset(vcpu);
        partition_request(vcpu, BH_MODE_COLD_START, module_status->start, 0);
    }
}

void partition_request(struct vcpu *vcpu, uint32_t mode, uint32_t start, int32_t code)
{
    /* A cold start to come stays one: the memory that a warm start keeps is not cleared yet. */
    if (mode == BH_MODE_WARM_START && vcpu->next_mode == BH_MODE_COLD_START) {
        return;
    }
    vcpu->next_mode = mode;
    vcpu->next_start = start;
    if (mode == BH_MODE_IDLE) {
        vcpu->exit_code = (uint8_t)code; /* a stopped one's stays until it restarts */
    }
    work |= WORK_MODE;
}

uint32_t partition_act(struct vcpu *vcpu, uint32_t action, uint32_t start)
{
    static const uint8_t mode[] = {
        [BH_ACTION_IDLE] = BH_MODE_IDLE,
        [BH_ACTION_COLD_START] = BH_MODE_COLD_START,
        [BH_ACTION_WARM_START] = BH_MODE_WARM_START,
    };
    if (action == BH_ACTION_WARM_START && !vcpu->initialized) {
        action = BH_ACTION_COLD_START;
    }
    if (action != BH_ACTION_IGNORE) {
        partition_request(vcpu, mode[action], start, BH_EXIT_HEALTH);
    }
    return action;
}

void partition_normal(struct vcpu *vcpu)
{
    vcpu->mode = BH_MODE_NORMAL;
    vcpu->initialized = true;
    module_status->partition[vcpu->index].mode = BH_MODE_NORMAL;
    trace(vcpu->index + 1, BH_TRACE_MODE, BH_MODE_NORMAL, vcpu->start, 0, 0);
}

bool partition_settle(struct vcpu *vcpu)
{
    if (vcpu->next_mode == MODE_KEEP) {
        return false;
    }
    vcpu->mode = vcpu->next_mode;
    vcpu->initialized = vcpu->initialized && vcpu->mode != BH_MODE_COLD_START;
    vcpu->start = vcpu->next_start;
    vcpu->next_mode = MODE_KEEP;
    vcpu->waiting = false;
    virq_reset(vcpu);
    timer_reset(vcpu);
    struct bh_partition_status *status = &module_status->partition[vcpu->index];
    status->mode = vcpu->mode;
    status->start = vcpu->start;
    status->exit_code = vcpu->exit_code;
    status->starts++;
    trace(vcpu->index + 1, BH_TRACE_MODE, vcpu->mode, vcpu->start, vcpu->exit_code, 0);
    work |= WORK_RUN;
    if (vcpu->mode == BH_MODE_IDLE) {
        return vcpu->partition->ends_module != 0;
    }
    arch_vcpu_reset(&vcpu->machine, (uintptr_t)vcpu->partition->entry, vcpu->start);
    return false;
}
