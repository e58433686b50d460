/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/*
 * The boot, from the first C instruction to the first window. Paging is off until
 * arch_protection_on; until then the kernel sees physical memory, and only here does it look at
 * partition images.
 */
#include <stddef.h>

#include "arch.h"
#include "clock.h"
#include "console.h"
#include "health.h"
#include "line.h"
#include "partition.h"
#include "schedule.h"
#include "settle.h"
#include "status.h"
#include "trace.h"
#include "verify.h"

/* From the linker script; the tables begin here. */
extern const char kernel_end[];

_Noreturn void kernel_main(uint32_t loader_magic, uintptr_t loader_information);

static void announce(const struct bh_tables *tables)
{
    console_write(tables->banner);
    console_write(", clock ");
    console_write_number((uint32_t)clock_divide(information->frequency, 1000));
    console_write(" kHz");
    console_write(tables->board.clock_trust == BH_CLOCK_DECLARED
                      ? " (declared invariant by the board)\n"
                      : "\n");
}

/* The holes that the configuration asks for are said at every boot. */
static void trust(const struct bh_tables *tables)
{
    const struct bh_bus_master *master =
        (const struct bh_bus_master *)((uintptr_t)tables + tables->masters.offset);
    for (uint32_t i = 0; i < tables->masters.count; i++) {
        if (!arch_let_master(master[i].function)) {
            verify_refuse("no such device: ", master[i].text);
        }
        console_write("[bulkhead] TrustedDMA: ");
        console_write(master[i].text);
        console_write(" masters the bus; no isolation from it\n");
    }
}

void kernel_main(uint32_t loader_magic, uintptr_t loader_information)
{
    const struct bh_tables *tables = (const struct bh_tables *)kernel_end;

    verify_clear_shared(tables, verify_all(tables, loader_magic, loader_information));

    /* The machine. From here on the boot loader's information is not looked at. */
    arch_machine_init(tables);
    if (!clock_init((struct bh_information *)(uintptr_t)tables->information, arch_clock_measure(),
                    tables->board.window_entry_offset)) {
        verify_refuse("the clock is slower than 1 MHz or faster than 8 GHz", "");
    }
    arch_protection_on((uintptr_t)tables->kernel_directory);

    /* The module. */
    trace_init(tables);
    status_init(tables);
    health_init(tables);
    partition_init(tables);
    line_init(tables);
    console_init();
    settle_init();
    announce(tables);
    trust(tables);
    clock_start(arch_clock() + clock_duration(1000000));
    schedule_init(tables);
    module_status->state = BH_STATE_NORMAL;
    arch_start();
}
