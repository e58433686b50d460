/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/*
 * Inside the board support: what its files share.
 *
 * Two fields of RTEMS' thread context are used in a way of our own. `eflags` holds the interrupt
 * level: LEVEL_ENABLED or 0. `gs`, natively a segment descriptor, holds struct tls.
 */
#ifndef BULKHEAD_PORT_H
#define BULKHEAD_PORT_H

#include <bulkhead/rtems-inline.h>
#include <bulkhead/vcpu.h>

#include <bsp.h>
#include <rtems/score/cpu.h>

/* RTEMS' inline functions test a level as it were EFLAGS. The vCPU page's `enabled` holds the level
 * itself, any value but 0 being good for the kernel, so that disabling is a load and a store. */
#define LEVEL_ENABLED EFLAGS_INTR_ENABLE
_Static_assert(BSP_LEVEL_ENABLED == LEVEL_ENABLED, "rtems-inline.h");
_Static_assert(BSP_LEVEL_ADDRESS == BH_VCPU + offsetof(struct bh_vcpu, enabled), "rtems-inline.h");
_Static_assert(BSP_LEVEL_SUMMARY == BH_VCPU + offsetof(struct bh_vcpu, summary), "rtems-inline.h");

/** A thread's thread-local storage segment. */
struct tls {
    uint32_t base;
    uint32_t selector; /**< the last one it had, or BH_LDT_SELECTOR(0), which nobody has */
};

_Static_assert(sizeof(struct tls) == sizeof(((Context_Control *)0)->gs), "as wide");

/* In interrupt.S. */
extern const char bsp_irq_entry[], bsp_irq_return[], bsp_irq_return_end[], bsp_trap_entry[];

/* Called from assembly. */
void bsp_irq_dispatch(void);
uint32_t bsp_tls_claim(Context_Control *context);
void bsp_trap(CPU_Exception_frame *frame);

/** The vector's last handler is gone: a line is unbound. */
void bsp_interrupt_release(rtems_vector_number vector);

/** The faulting address of the last page fault. */
extern uint32_t bsp_trap_address;

/** Ends the partition with an exit code; those out of range count as 63. */
RTEMS_NO_RETURN void bsp_exit(uint32_t code);

#endif
