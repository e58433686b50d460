/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/*
 * The hypercalls: the one list from which numbers, dispatch table, permissions, guest stubs, trace
 * names and the reference page (docs/abi.md) are made. Adding one is a line here and a function
 * hypercall_NAME in kernel/hypercall.c.
 *
 * No pointer crosses this boundary: arguments and results are register values. The low five bits
 * of the number count; numbers that are not listed answer BH_UNKNOWN_CALL.
 */
#ifndef BULKHEAD_HYPERCALL_H
#define BULKHEAD_HYPERCALL_H

#include <bulkhead/types.h>

/** Size of the dispatch table, a power of two. */
#define BH_HYPERCALL_SLOTS 32

/** Numbers from here on are not listed. */
#define BH_HYPERCALL_COUNT 19

/** The most argument words of a call; a 64-bit argument takes two, the low half first. */
#define BH_HYPERCALL_WORDS 5

#define BH_LOW(value)  ((bh_word)(value))
#define BH_HIGH(value) ((bh_word)((uint64_t)(value) >> 32))

/*
 * CALL(number, name, right, words, prototype, arguments, text)
 *   right      the enum bh_right that the partition needs, or BH_RIGHT_NONE
 *   words      how many argument words
 *   prototype  of the guest's bh_NAME, in parentheses
 *   arguments  the words, made of the prototype's names, in parentheses
 *   text       what it does, its ranges and errors
 */
#define BH_HYPERCALLS(CALL)                                                                        \
    CALL(0, version, BH_RIGHT_NONE, 0, (void), (),                                                 \
         "Answer BH_ABI_VERSION.")                                                                 \
    CALL(1, irq_entry_set, BH_RIGHT_NONE, 3,                                                       \
         (bh_word entry, bh_word restart_begin, bh_word restart_end),                              \
         (entry, restart_begin, restart_end),                                                      \
         "Register where virtual interrupts enter the guest, and the restartable range of its "    \
         "return sequence: an interrupt at a PC with restart_begin <= PC < restart_end clears "    \
         "`enabled` and continues at restart_begin. Do not enable before.")                      \
    CALL(2, trap_entry_set, BH_RIGHT_NONE, 1, (bh_word entry), (entry),                            \
         "Register where traps enter the guest. With an entry of 0 every trap is a health event.") \
    CALL(3, resume, BH_RIGHT_NONE, 0, (void), (),                                                  \
         "Enable virtual interrupts and continue at the vCPU page's resume frame. Flags that a "   \
         "guest may not set are ignored. Does not return.")                                        \
    CALL(4, tls_set, BH_RIGHT_NONE, 2, (uint32_t index, bh_word base), (index, base),              \
         "Set the base address of a thread-local segment: index 0 is BH_TLS_SELECTOR, index n "    \
         "below BH_TLS_COUNT is BH_LDT_SELECTOR(n). It counts from the next load of a selector; "  \
         "the bases of index 1 and up outlive a restart. "                                        \
         "BH_BAD_INDEX: no such segment.")                                                         \
    CALL(5, wait, BH_RIGHT_NONE, 4, (uint64_t set, bh_time deadline),                              \
         (BH_LOW(set), BH_HIGH(set), BH_LOW(deadline), BH_HIGH(deadline)),                         \
         "Give up the processor until a source in set (bit s: source s) is pending, masked or "    \
         "not, or a virtual interrupt can be delivered, or module time reaches deadline (ns). "    \
         "BH_OK: look at what is pending, it may be nothing. BH_TIMED_OUT: the deadline passed.")  \
    CALL(6, timer_set, BH_RIGHT_NONE, 5, (uint32_t timer, bh_time deadline, bh_time period),       \
         (timer, BH_LOW(deadline), BH_HIGH(deadline), BH_LOW(period), BH_HIGH(period)),            \
         "Arm a timer: its source (BH_SOURCE_TIMER + timer) occurs at module time deadline (ns), " \
         "then every period ns, or once if period is 0. A deadline that has passed counts as now. "\
         "Occurrences outside of the partition's "                                                 \
         "windows are counted. BH_BAD_INDEX: no such timer. BH_BAD_PERIOD: shorter than the "      \
         "configuration's minimum. BH_BAD_VALUE: the period is BH_TIME_LIMIT or more.")            \
    CALL(7, timer_cancel, BH_RIGHT_NONE, 1, (uint32_t timer), (timer),                             \
         "Disarm a timer. What is pending stays pending. BH_BAD_INDEX: no such timer.")            \
    CALL(8, event_send, BH_RIGHT_NONE, 1, (uint32_t event), (event),                               \
         "Raise the source at the destination of an event channel of this partition, by its "      \
         "place in the descriptor. BH_BAD_INDEX: the configuration gives no such channel.")        \
    CALL(9, mode_set, BH_RIGHT_NONE, 2, (uint32_t mode, int32_t code), (mode, (bh_word)code),      \
         "Set the partition's own mode (enum bh_mode). NORMAL ends the initialization. COLD_START "\
         "and WARM_START restart it, IDLE stops it with an exit code of 0 to 63; these do not "    \
         "return. BH_BAD_VALUE: no such mode. BH_BAD_MODE: NORMAL in NORMAL, or WARM_START in "    \
         "COLD_START.")                                                                            \
    CALL(10, mode_get, BH_RIGHT_NONE, 0, (void), (),                                               \
         "Answer the partition's mode (enum bh_mode) in bits 0-7 and why it started "              \
         "(enum bh_start) in bits 8-15.")                                                          \
    CALL(11, schedule_set, BH_RIGHT_SCHEDULE, 1, (uint32_t schedule), (schedule),                  \
         "Choose the module's schedule from the end of this major frame on. BH_BAD_INDEX: no such "\
         "schedule. BH_NOT_PERMITTED: needs SetSchedule.")                                         \
    CALL(12, health_raise, BH_RIGHT_NONE, 3, (uint32_t error, uint32_t code, bh_word detail),      \
         (error, code, detail),                                                                    \
         "Report an error of this partition (enum bh_error, one of BH_ERRORS_RAISED; any code and "\
         "detail) to health monitoring, at partition level. BH_BAD_VALUE: the error.")             \
    CALL(13, module_shutdown, BH_RIGHT_SHUTDOWN, 1, (uint32_t code), (code),                       \
         "End the module with an exit code of 0 to 63. Does not return. BH_BAD_VALUE: the code. "  \
         "BH_NOT_PERMITTED: needs ShutdownModule.")                                                \
    CALL(14, console_flush, BH_RIGHT_NONE, 0, (void), (),                                          \
         "Move some bytes of this partition's console ring to the device, as far as it takes "     \
         "them without waiting. Answer how many are left.")                                        \
    CALL(15, irq_bind, BH_RIGHT_NONE, 1, (uint32_t line), (line),                                  \
         "Bind a hardware line, by its place in the descriptor: from now on it raises its source " \
         "in this partition's windows. Opening an edge line raises the source once, here and at "  \
         "each window's start, because an edge while it was closed is not seen: look at the "      \
         "device and tolerate finding nothing. A restart unbinds. BH_BAD_INDEX: no such line.")    \
    CALL(16, irq_unbind, BH_RIGHT_NONE, 1, (uint32_t line), (line),                                \
         "Close a hardware line. What is pending stays pending. BH_BAD_INDEX: no such line.")      \
    CALL(17, irq_ack, BH_RIGHT_NONE, 1, (uint32_t line), (line),                                   \
         "Acknowledge a level line after its device has been served: the line, closed since its "  \
         "interrupt, opens again, unless it is held as a storm until the next window. No effect "  \
         "on an edge line or one that is not bound. BH_BAD_INDEX: no such line.")                  \
    CALL(18, partition_set, BH_RIGHT_PARTITIONS, 3,                                                \
         (uint32_t partition, uint32_t mode, int32_t code), (partition, mode, (bh_word)code),      \
         "Stop a partition (IDLE, with an exit code of 0 to 63) or restart it (COLD_START, "       \
         "WARM_START): in its own next window. BH_BAD_INDEX: no such partition. BH_BAD_VALUE: "    \
         "another mode, or the code. BH_BAD_MODE: WARM_START of one that was not NORMAL since "    \
         "its last cold start. BH_NOT_PERMITTED: needs ControlPartitions.")

#define BH_HYPERCALL_NUMBER(number, name, right, words, prototype, arguments, text)                \
    BH_CALL_##name = (number),
enum bh_hypercall { BH_HYPERCALLS(BH_HYPERCALL_NUMBER) };

#endif
