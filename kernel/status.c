/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* The module's status. See status.h. */
#include "status.h"

#include <stddef.h>

#include "arch.h"
#include "verify.h"

struct bh_status_page *module_status;

void status_init(const struct bh_tables *tables)
{
    module_status = (struct bh_status_page *)(uintptr_t)tables->status;
    if (module_status->reset == BH_STATUS_RESET && module_status->checksum == tables->checksum) {
        const uint32_t resets = module_status->resets;
        verify_clear((uintptr_t)module_status, offsetof(struct bh_status_page, module));
        module_status->resets = resets + 1;
        module_status->start = BH_START_HM_MODULE_RESTART;
    } else {
        verify_clear((uintptr_t)module_status, BH_STATUS_BYTES); /* who may read it sees whole pages */
    }
    module_status->checksum = tables->checksum;
}

void status_reset(void)
{
    module_status->reset = BH_STATUS_RESET;
    arch_reset();
}
