/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/*
 * The kernel's C as one file: doors.c, behind it, sees its static data.
 *
 * A-ASSEMBLY: what machine.h here has no model of leaves any value in its outputs and has no other effect that C sees.
 * A-CONTRACTS: console_next, health_print and crc change nothing but what their contracts say (assigns).
 */
#include "machine.h"

#include "kernel/arch/i386/apic.c"
#include "kernel/arch/i386/board.c"
#include "kernel/arch/i386/cpu.c"
#include "kernel/arch/i386/pci.c"
#include "kernel/arch/i386/pic.c"
#include "kernel/arch/i386/pins.c"
#include "kernel/arch/i386/pit.c"
#include "kernel/arch/i386/protect.c"
#include "kernel/arch/i386/trap.c"
#include "kernel/arch/i386/vcpu.c"
#include "kernel/clock.c"
#include "kernel/health.c"
#include "kernel/console.c"
#include "kernel/hypercall.c"
#include "kernel/line.c"
#include "kernel/main.c"
#include "kernel/partition.c"
#include "kernel/schedule.c"
#include "kernel/settle.c"
#include "kernel/status.c"
#include "kernel/timer.c"
#include "kernel/trace.c"
#include "kernel/verify.c"
#include "kernel/virq.c"

#include "doors.c"
