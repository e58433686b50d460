/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/*
 * Exceptions: what a handler in _currentExcHandler finds and may change, and what RTEMS' fatal
 * report says when there is none. Ends with that report.
 */
#include <setjmp.h>
#include <string.h>

#include <rtems.h>

static void on_fatal(rtems_fatal_source source, bool internal, rtems_fatal_code code);

#define CONFIGURE_INITIAL_EXTENSIONS {.fatal = on_fatal}
#include "test.h"

#include <rtems/bspIo.h>

#define VECTOR BSP_VECTOR(BH_SOURCES - 1)
#define CARRY  1u

/* Faults with a value of its own in each register, and comes back where the instruction ends. */
void planted(void);
extern const char planted_at[], planted_end[];
uint32_t planted_esp, planted_eax;

__asm__(".globl planted, planted_at, planted_end\n"
        "planted:\n\t"
        "pusha\n\t"
        "movl %esp, planted_esp\n\t"
        "movl $0x11111111, %eax\n\t"
        "movl $0x22222222, %ebx\n\t"
        "movl $0x33333333, %ecx\n\t"
        "movl $0x44444444, %edx\n\t"
        "movl $0x55555555, %esi\n\t"
        "movl $0x66666666, %edi\n\t"
        "movl $0x77777777, %ebp\n\t"
        "stc\n"
        "planted_at:\n\t"
        "movl %eax, 0x1234\n"
        "planted_end:\n\t"
        "movl %eax, planted_eax\n\t"
        "popa\n\t"
        "ret");

static bool is_planted(const CPU_Exception_frame *frame)
{
    return frame->eax == 0x11111111 && frame->ebx == 0x22222222 && frame->ecx == 0x33333333 &&
           frame->edx == 0x44444444 && frame->esi == 0x55555555 && frame->edi == 0x66666666 &&
           frame->ebp == 0x77777777 && frame->esp0 == planted_esp &&
           frame->eip == (uint32_t)planted_at && frame->idtIndex == I386_EXCEPTION_PAGE_FAULT &&
           frame->faultCode == 6 && (frame->eflags & CARRY) != 0;
}

static void on_fatal(rtems_fatal_source source, bool internal, rtems_fatal_code code)
{
    if (source == RTEMS_FATAL_SOURCE_EXCEPTION) {
        printk("%s - a fatal extension is given the exception's registers\n",
               is_planted((const CPU_Exception_frame *)code) ? "ok" : "not ok");
    }
}

/* What the handler saw last, and what it is to do. */
static volatile CPU_Exception_frame seen;
static volatile uint32_t nest, skip;
static jmp_buf recovery;

static void note(const CPU_Exception_frame *frame)
{
    seen = *frame;
    nest = _ISR_Nest_level;
}

static void skip_instruction(CPU_Exception_frame *frame)
{
    note(frame);
    frame->eip += skip;
    frame->eax = 0xabcdef01;
}

static void registers(void)
{
    CPU_Exception_frame frame;
    skip = (uint32_t)(planted_end - planted_at);
    _currentExcHandler = skip_instruction;
    planted();
    frame = seen;
    check(is_planted(&frame), "a handler sees the registers, the instruction and the error code");
    check(planted_eax == 0xabcdef01, "and changes them");
}

static void levels(void)
{
    rtems_interrupt_level level;
    rtems_interrupt_local_disable(level);
    planted();
    const bool disabled = i386_get_interrupt_level() != 0;
    rtems_interrupt_local_enable(level);
    planted();
    check(disabled && i386_get_interrupt_level() == 0,
          "the thread goes on with interrupts disabled or enabled as it was");
}

static void fault(void *argument)
{
    planted();
}

static void in_handler(void)
{
    rtems_interrupt_handler_install(VECTOR, "fault", RTEMS_INTERRUPT_UNIQUE, fault, NULL);
    nest = 0;
    rtems_interrupt_raise(VECTOR);
    rtems_interrupt_handler_remove(VECTOR, fault, NULL);
    check(nest == 1, "an interrupt handler's exception is handled as well");
}

static void recover(void)
{
    longjmp(recovery, 1);
}

static void go_to_recovery(CPU_Exception_frame *frame)
{
    note(frame);
    frame->eip = (uint32_t)recover;
}

static void recovers(void)
{
    _currentExcHandler = go_to_recovery;
    if (setjmp(recovery) == 0) {
        planted();
        check(false, "a handler sends the thread to its recovery");
    } else {
        check(i386_get_interrupt_level() == 0, "a handler sends the thread to its recovery");
    }
}

/* Numeric errors. */

static void repair_divisor(CPU_Exception_frame *frame)
{
    note(frame);
    frame->ecx = 7;
}

static void divide(void)
{
    int quotient = 42, remainder = 0, divisor = 0;
    _currentExcHandler = repair_divisor;
    __asm__ volatile("idivl %2" : "+a"(quotient), "+d"(remainder), "+c"(divisor) : : "cc");
    check(seen.idtIndex == I386_EXCEPTION_DIVIDE_BY_ZERO && quotient == 6,
          "a division by zero is repeated with another divisor");
}

static void clear_x87(CPU_Exception_frame *frame)
{
    note(frame);
    __asm__ volatile("fnclex");
}

static void x87(void)
{
    const uint16_t unmasked = 0x37b;
    _currentExcHandler = clear_x87;
    __asm__ volatile("fninit\n\t"
                     "fldcw %0\n\t"
                     "fld1\n\t"
                     "fldz\n\t"
                     "fdivrp\n\t"
                     "fwait\n\t"
                     "fninit"
                     :
                     : "m"(unmasked));
    check(seen.idtIndex == I386_EXCEPTION_FLOAT_ERROR, "an x87 error is cleared (exception %u)",
          (unsigned)seen.idtIndex);
}

static void mask_sse(CPU_Exception_frame *frame)
{
    const uint32_t masked = 0x1f80;
    note(frame);
    __asm__ volatile("ldmxcsr %0" : : "m"(masked));
}

/* An emulator may not know this exception. */
static void sse(void)
{
    const uint32_t unmasked = 0x1d80, masked = 0x1f80;
    const float one = 1, zero = 0;
    _currentExcHandler = mask_sse;
    seen.idtIndex = 0;
    __asm__ volatile("ldmxcsr %0\n\t"
                     "movss %1, %%xmm0\n\t"
                     "divss %2, %%xmm0\n\t"
                     "ldmxcsr %3"
                     :
                     : "m"(unmasked), "m"(one), "m"(zero), "m"(masked));
    if (seen.idtIndex == 0) {
        printf("no SSE exceptions here\n");
    } else {
        check(seen.idtIndex == 19, "an SSE error is masked");
    }
}

static rtems_task Init(rtems_task_argument argument)
{
    const cpuExcHandlerType usual = _currentExcHandler;
    registers();
    levels();
    in_handler();
    recovers();
    divide();
    x87();
    sse();
    _currentExcHandler = usual;
    fflush(stdout);
    planted();
    exit(0);
}
