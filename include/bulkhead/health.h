/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/*
 * Health monitoring: errors and the actions that the tables attach to them.
 */
#ifndef BULKHEAD_HEALTH_H
#define BULKHEAD_HEALTH_H

/* ERROR(number, name, text): errors charged to a partition, in ARINC 653's terms where it has one. */
#define BH_PARTITION_ERRORS(ERROR)                                                                 \
    ERROR(0, APPLICATION_ERROR, "raised by the application")                                       \
    ERROR(1, NUMERIC_ERROR, "divide error, overflow, x87 or SSE exception")                        \
    ERROR(2, ILLEGAL_REQUEST, "privileged or invalid instruction, or a gate not for guests")       \
    ERROR(3, MEMORY_VIOLATION, "access outside of the partition's memory")                         \
    ERROR(4, TRAP, "debug, breakpoint or alignment trap without a handler")                        \
    ERROR(5, WINDOW_MISSED, "a window entered its partition late")                                 \
    ERROR(6, INTERRUPT_STORM, "a hardware line interrupted too often in one window")               \
    ERROR(7, DEADLINE_MISSED, "a process missed its deadline")                                     \
    ERROR(8, STACK_OVERFLOW, "a process left its stack")

/* Errors of the module itself. */
#define BH_MODULE_ERRORS(ERROR)                                                                    \
    ERROR(9, KERNEL_FAULT, "an exception in the kernel, or a double fault")                        \
    ERROR(10, NMI, "non-maskable interrupt")                                                       \
    ERROR(11, MACHINE_CHECK, "the processor found an error of the hardware")

#define BH_ERRORS(ERROR) BH_PARTITION_ERRORS(ERROR) BH_MODULE_ERRORS(ERROR)

/** Room in tables for errors. */
#define BH_ERRORS_MAX 16

/** Errors that a partition may report of itself, bit e for error e; the others the kernel finds. */
#define BH_ERRORS_RAISED (0x19fu)

#define BH_ERROR_ENUMERATOR(number, name, text) BH_ERROR_##name = (number),
enum bh_error {
    BH_PARTITION_ERRORS(BH_ERROR_ENUMERATOR) BH_PARTITION_ERROR_COUNT,
    BH_MODULE_ERRORS(BH_ERROR_ENUMERATOR) BH_ERROR_COUNT
};

/** What a partition, or the module, was doing when the error occurred: tables have an entry for
 * each. */
enum bh_state {
    BH_STATE_INITIALIZATION, /**< mode COLD_START or WARM_START; the module before its first frame */
    BH_STATE_NORMAL,
    BH_STATE_COUNT
};

/** Who deals with an error. */
enum bh_level { BH_LEVEL_PROCESS, BH_LEVEL_PARTITION, BH_LEVEL_MODULE };

/** What is done to the module (ARINC 653 Part 1, module level recovery actions). */
enum bh_module_action { BH_MODULE_IGNORE, BH_MODULE_SHUTDOWN, BH_MODULE_RESET };

/** Exit code of a module that health monitoring shut down. */
#define BH_EXIT_MODULE_HEALTH 66

/** Exit code of a partition that health monitoring stopped. */
#define BH_EXIT_HEALTH 63

/** What is done to the partition (ARINC 653 Part 1, partition level recovery actions). */
enum bh_action {
    BH_ACTION_IGNORE,     /**< log only */
    BH_ACTION_IDLE,       /**< stop the partition */
    BH_ACTION_COLD_START, /**< restart it, all memory cleared */
    BH_ACTION_WARM_START  /**< restart it, retained memory kept */
};

#endif
