/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/*
 * RTEMS' processor port as far as it differs in user mode: thread contexts, interrupt level,
 * exceptions. Replaces the kit's cpu.c as a whole; the kit's reads control registers.
 */
#include <bh.h>

#include <inttypes.h>
#include <string.h>

#include <rtems/bspIo.h>
#include <rtems/score/sysstate.h>
#include <rtems/score/threadimpl.h>
#include <rtems/score/tls.h>
#include <rtems/sysinit.h>

#include "port.h"

Context_Control_fp _CPU_Null_fp_context;

void _CPU_Initialize(void)
{
    __asm__ volatile("fninit\n\tfnsave %0" : "=m"(_CPU_Null_fp_context));
}

uint32_t _CPU_ISR_Get_level(void)
{
    return i386_get_interrupt_level();
}

/*
 * A thread begins as if it had called the context switch: its entry is where that returns to, on a
 * stack aligned for a function that was called.
 */
void _CPU_Context_Initialize(Context_Control *context, void *stack_area_begin,
                             size_t stack_area_size, uint32_t new_level, void (*entry_point)(void),
                             bool is_fp, void *tls_area)
{
    const uintptr_t end = (uintptr_t)stack_area_begin + stack_area_size;
    uintptr_t *stack = (uintptr_t *)(end & ~(uintptr_t)(CPU_STACK_ALIGNMENT - 1)) - 2;
    const struct tls tls = {
        .base = tls_area != NULL ? (uint32_t)_TLS_Initialize_area(tls_area) : 0,
        .selector = BH_LDT_SELECTOR(0),
    };

    stack[0] = (uintptr_t)entry_point;
    stack[1] = 0;
    context->eflags = new_level == 0 ? LEVEL_ENABLED : 0;
    context->esp = stack;
    context->ebp = NULL;
    memcpy(&context->gs, &tls, sizeof tls);
}

/* Thread-local storage. */

/* Who has entry n of the local descriptor table. A thread keeps its selector from one switch to
 * the next unless another thread has got it meanwhile. */
struct tls_owner {
    Context_Control *context;
    uint32_t reserved; /* a selector is a multiple of eight, plus a constant: the index in bytes */
};

struct tls_owner bsp_tls_owner[BH_TLS_COUNT];

/* Called by the context switch for an heir without a selector. Nobody else's segment registers hold
 * the selector that is taken: whoever had it loads its own again when it is the heir. */
uint32_t bsp_tls_claim(Context_Control *context)
{
    static uint32_t last;
    struct tls tls;

    last = last % (BH_TLS_COUNT - 1) + 1;
    bsp_tls_owner[last].context = context;
    memcpy(&tls, &context->gs, sizeof tls);
    tls.selector = BH_LDT_SELECTOR(last);
    memcpy(&context->gs, &tls, sizeof tls);
    bh_tls_set(last, tls.base);
    return tls.selector;
}

/* RTEMS' generic code, an inline function of the port, writes the idle thread's segment here and
 * loads entry 3 of the real table. */
struct tls _Global_descriptor_table[4];

static void tls_initialize(void)
{
    bh_tls_set(0, _Global_descriptor_table[3].base);
    __asm__ volatile("movl %0, %%gs" : : "r"(BH_TLS_SELECTOR));
}

RTEMS_SYSINIT_ITEM(tls_initialize, RTEMS_SYSINIT_IDLE_THREADS, RTEMS_SYSINIT_ORDER_LAST);

/* Exceptions. */

uint32_t bsp_trap_address;

static void exception_default(CPU_Exception_frame *frame)
{
    rtems_fatal(RTEMS_FATAL_SOURCE_EXCEPTION, (rtems_fatal_code)frame);
}

cpuExcHandlerType _currentExcHandler = exception_default;

/* Natively fills the interrupt descriptor table, which is not the guest's. */
void rtems_exception_init_mngt(void)
{
}

void bsp_trap(CPU_Exception_frame *frame)
{
    frame->esp0 += (uint32_t)(sizeof *frame - offsetof(CPU_Exception_frame, idtIndex));
    if (_System_state_Is_terminated(_System_state_Get())) {
        /* The processor port's halt instruction, or a fault in the report. */
        bsp_exit(BSP_FATAL_EXIT_CODE + RTEMS_FATAL_SOURCE_EXCEPTION);
    }
    _currentExcHandler(frame);
}

static void print_call_chain(const CPU_Exception_frame *context)
{
    const uintptr_t *frame = (const uintptr_t *)context->ebp;
    printk("called from");
    for (int i = 0; i < 16 && (uintptr_t)frame >= BH_MEMORY_BASE &&
                    (uintptr_t)frame + 8 <= bh_descriptor()->memory_end;
         i++) {
        printk(" %08" PRIxPTR, frame[1]);
        if (frame[0] <= (uintptr_t)frame) { /* chains lead upwards */
            break;
        }
        frame = (const uintptr_t *)frame[0];
    }
    printk("\n");
}

void _CPU_Exception_frame_print(const CPU_Exception_frame *context)
{
    printk("exception %" PRIu32 ", error code %08" PRIx32 ", at %08" PRIx32 "\n",
           context->idtIndex, context->faultCode, context->eip);
    if (context->idtIndex == I386_EXCEPTION_PAGE_FAULT) {
        printk("faulting address %08" PRIx32 "\n", bsp_trap_address);
    }
    printk("eax %08" PRIx32 " ebx %08" PRIx32 " ecx %08" PRIx32 " edx %08" PRIx32 "\n",
           context->eax, context->ebx, context->ecx, context->edx);
    printk("esi %08" PRIx32 " edi %08" PRIx32 " ebp %08" PRIx32 " esp %08" PRIx32 "\n",
           context->esi, context->edi, context->ebp, context->esp0);
    printk("eflags %08" PRIx32 " interrupt nest level %" PRIu32 "\n", context->eflags,
           _ISR_Nest_level);
    print_call_chain(context);
}
