/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/*
 * The module's status and health log, at BH_STATUS: kernel-owned, read-only in partitions with the
 * right ReadModuleStatus or ReadTrace and mapped in no other. The host reads it from the machine's
 * memory.
 *
 * A reader may be preempted between two reads. What belongs together is told by a number that grows:
 * `posted` of a log, `starts` of a partition; a reader looks at it before and after.
 */
#ifndef BULKHEAD_STATUS_H
#define BULKHEAD_STATUS_H

#include <bulkhead/health.h>
#include <bulkhead/layout.h>
#include <bulkhead/types.h>

/** Entries that are kept of each log, a power of two; then the oldest gives way. */
#define BH_LOG_ENTRIES 16

/** What struct bh_log_entry says of an error, zero where there is nothing to say. */
enum bh_log_field {
    BH_LOG_DETAIL,  /**< a trap's vector; a storm's line; the code of an error that was raised */
    BH_LOG_CODE,    /**< a trap's error code; the detail of an error that was raised */
    BH_LOG_ADDRESS, /**< a page fault's */
    BH_LOG_PC,      /**< the instruction's */
    BH_LOG_FIELDS
};

struct bh_log_entry {
    bh_time time;   /**< clock ticks (struct bh_information) */
    uint8_t error;  /**< enum bh_error */
    uint8_t state;  /**< enum bh_state: the partition's, of an error of the module's own the module's */
    uint8_t level;  /**< enum bh_level */
    uint8_t action; /**< enum bh_action, at level MODULE enum bh_module_action */
    uint32_t field[BH_LOG_FIELDS];
    uint32_t reserved; /**< zero */
};

struct bh_log {
    uint32_t posted;      /**< entries so far, modulo 2^32 (a partition may raise errors without end);
                               the newest is at (posted - 1) modulo BH_LOG_ENTRIES */
    uint32_t reserved[7]; /**< zero */
    struct bh_log_entry entry[BH_LOG_ENTRIES];
};

struct bh_partition_status {
    uint32_t mode;      /**< enum bh_mode */
    uint32_t start;     /**< enum bh_start, of its latest start */
    uint32_t exit_code; /**< of one that is IDLE */
    uint32_t starts;    /**< how often it was started, or stopped */
};

/** In `reset`: health monitoring resets the module. */
#define BH_STATUS_RESET 0x54534552u /* "REST" */

struct bh_status_page {
    uint32_t reset;     /**< for the kernel that boots next, where memory survives the reset */
    uint32_t checksum;  /**< of the tables: logs of another module are of no use */
    uint32_t state;     /**< enum bh_state of the module: INITIALIZATION until its first frame */
    uint32_t start;     /**< enum bh_start of the module: NORMAL or HM_MODULE_RESTART */
    uint32_t resets;    /**< by health monitoring, since it was last switched on */
    uint32_t reserved[3];
    struct bh_partition_status partition[BH_PARTITIONS_MAX]; /**< by index */
    struct bh_log module; /**< errors of the module's own */
    struct bh_log partition_log[BH_PARTITIONS_MAX];
};

/** Of struct bh_status_page, in whole pages. */
#define BH_STATUS_BYTES                                                                            \
    ((sizeof(struct bh_status_page) + BH_PAGE_SIZE - 1) / BH_PAGE_SIZE * BH_PAGE_SIZE)

#endif
