/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/*
 * Types and status codes shared by kernel, guests and the host command.
 */
#ifndef BULKHEAD_TYPES_H
#define BULKHEAD_TYPES_H

#include <stdint.h>

/** The version of everything in include/bulkhead/. A kernel serves guests of its own version only. */
#define BH_ABI_VERSION 3

/** Names (of modules, partitions, schedules, sources) in bytes, with the final zero. */
#define BH_NAME_SIZE 32

/** The most partitions a module has. */
#define BH_PARTITIONS_MAX 32

/**
 * A time or a duration in nanoseconds. Times count from the start of the first major frame
 * (module time). From BH_TIME_LIMIT on a time means "never". Eight-byte aligned on every
 * architecture, so that a structure has one layout everywhere.
 */
typedef uint64_t bh_time __attribute__((aligned(8)));

#define BH_TIME_LIMIT    (UINT64_C(1) << 60)
#define BH_TIME_INFINITE UINT64_MAX

/** An address in a structure that must look the same to a 64-bit host and a 32-bit kernel. */
typedef uint64_t bh_address __attribute__((aligned(8)));

/* STATUS(name, value, meaning): what a hypercall answers. */
#define BH_STATUSES(STATUS)                                                                        \
    STATUS(OK, 0, "done")                                                                          \
    STATUS(UNKNOWN_CALL, -1, "no hypercall has this number")                                       \
    STATUS(NOT_PERMITTED, -2, "the configuration does not give this partition the right")          \
    STATUS(BAD_INDEX, -3, "no such timer, event, schedule or descriptor")                          \
    STATUS(BAD_VALUE, -4, "an argument is outside its range")                                      \
    STATUS(BAD_PERIOD, -5, "the period is shorter than the configuration allows")                  \
    STATUS(TIMED_OUT, -6, "the deadline passed first")                                             \
    STATUS(BAD_MODE, -7, "the partition's mode does not allow this transition")

#define BH_STATUS_ENUMERATOR(name, value, meaning) BH_##name = (value),
enum bh_status_code { BH_STATUSES(BH_STATUS_ENUMERATOR) };

/** BH_OK, or a negative code; calls that answer with a value answer with one >= 0. */
typedef int32_t bh_status;

/** Operating modes of a partition (ARINC 653 Part 1, OPERATING_MODE_TYPE). */
enum bh_mode { BH_MODE_IDLE, BH_MODE_COLD_START, BH_MODE_WARM_START, BH_MODE_NORMAL };

/** Why a partition started (ARINC 653 Part 1, START_CONDITION_TYPE). */
enum bh_start {
    BH_START_NORMAL,
    BH_START_PARTITION_RESTART,
    BH_START_HM_MODULE_RESTART,
    BH_START_HM_PARTITION_RESTART
};

/** What the configuration may allow a partition beyond its own affairs. */
enum bh_right {
    BH_RIGHT_NONE = 0,
    BH_RIGHT_SCHEDULE = 1, /**< choose the module's schedule */
    BH_RIGHT_SHUTDOWN = 2, /**< end the module */
    BH_RIGHT_PARTITIONS = 4, /**< stop and restart other partitions */
    BH_RIGHT_STATUS = 8,     /**< read the module's status and health log (bulkhead/status.h) */
    BH_RIGHT_TRACE = 16      /**< read the trace rings (bulkhead/trace.h); has BH_RIGHT_STATUS too */
};

#endif
