/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/*
 * The finished tables: what the host compiler hands to the kernel. They lie behind the kernel in
 * the image, on the next page boundary, and are read-only for ever. Offsets count from the header's
 * start; addresses are physical, and the kernel sees every address that it is given here at the
 * same virtual address (the host made the page directories so).
 */
#ifndef BULKHEAD_TABLES_H
#define BULKHEAD_TABLES_H

#include <bulkhead/descriptor.h>
#include <bulkhead/health.h>
#include <bulkhead/types.h>

#define BH_TABLES_MAGIC 0x54574842u /* "BHWT" */
#define BH_NO_PARTITION UINT32_MAX

/** What a range of physical memory holds. */
#define BH_RANGE_KINDS(KIND)                                                                       \
    KIND(0, KERNEL, "kernel") /* RAM, checksum */                                                  \
    KIND(1, KERNEL_DATA, "kernel data") /* RAM */                                                  \
    KIND(2, TABLES, "tables") /* RAM; the header has its checksum */                               \
    KIND(3, PAGE_TABLES, "page tables") /* RAM, checksum */                                        \
    KIND(4, DESCRIPTOR, "partition descriptor") /* RAM, checksum */                                \
    KIND(5, IMAGE, "partition image") /* RAM, checksum */                                          \
    KIND(6, SHARED, "vCPU, console and trace pages") /* RAM, cleared at boot */                    \
    KIND(7, MEMORY, "partition memory") /* RAM */                                                  \
    KIND(8, PORTS, "I/O port rights") /* RAM, checksum */                                          \
    KIND(9, CHANNEL, "channel") /* RAM, cleared at boot */                                         \
    KIND(10, STATUS, "module status") /* RAM, cleared at boot but after the module's reset */

#define BH_RANGE_ENUMERATOR(number, name, text) BH_RANGE_##name = (number),
enum bh_range_kind { BH_RANGE_KINDS(BH_RANGE_ENUMERATOR) };

struct bh_range {
    bh_address start;   /**< page aligned */
    bh_address bytes;   /**< whole pages */
    uint32_t kind;      /**< enum bh_range_kind */
    uint32_t partition; /**< index, or BH_NO_PARTITION */
    uint32_t checksum;  /**< CRC-32 (IEEE 802.3, as zlib's) of the whole range where its kind has
                             one, else 0 */
    uint32_t reserved;  /**< zero */
    char text[80];      /**< what it is, and whose: the kernel says so when it refuses to boot */
};

/** How far the host vouches for the clock. */
enum bh_clock_trust {
    BH_CLOCK_CPUID,   /**< the processor must say that its TSC is invariant */
    BH_CLOCK_DECLARED /**< the board file declares it so (an emulator) */
};

/** What the board file says, in the terms of the i386 PC. */
struct bh_board {
    char name[BH_NAME_SIZE];
    bh_address local_apic;        /**< register page */
    bh_address io_apic;           /**< register page; 0: none */
    uint32_t console_port;        /**< I/O base of the kernel's 16550; 0: none */
    uint32_t exit_port;           /**< I/O port that ends an emulation with a code; 0: none */
    uint32_t clock_trust;         /**< enum bh_clock_trust */
    uint32_t window_entry_offset; /**< ns from planned start to the guest's entry */
    uint32_t window_entry_lead;   /**< ns from the switch's beginning to the planned start */
};

/** An event channel's far end. */
struct bh_event {
    uint32_t partition; /**< index of the destination */
    uint32_t source;    /**< its source number there */
};

/** A hardware interrupt line that a partition owns. A partition's lines stand in the order of its
 * descriptor's, and their source numbers follow one another. */
struct bh_line {
    uint32_t partition; /**< index of the owner */
    uint32_t source;    /**< its source number there */
    uint32_t pin;       /**< of the I/O APIC, or where there is none of the pair of 8259s */
    uint32_t flags;     /**< enum bh_line_flag, or-ed */
    uint32_t limit;     /**< interrupts in a window, at least 1; the next one would be a storm */
};

/** The most lines a module has. */
#define BH_LINES_MAX 24

/** A PCI function that a partition with TrustedDMA lets master the bus. */
struct bh_bus_master {
    char text[4 * BH_NAME_SIZE]; /**< the device and its partition, for the console at boot */
    uint32_t partition;      /**< index */
    uint32_t function;       /**< bus in bits 8-15, device in bits 3-7, function in bits 0-2 */
};

/** Where a host-made I/O permission bitmap begins in the page of bh_partition.ports: behind an
 * i386 task state segment. */
#define BH_PORTS_BITMAP 104

struct bh_partition {
    char name[BH_NAME_SIZE];
    char prefix[BH_NAME_SIZE + 8]; /**< of its lines on the console: "[name] " */
    bh_address directory;         /**< page directory */
    bh_address vcpu;              /**< the kernel's own view of the vCPU page */
    bh_address console;           /**< the kernel's own view of the console page */
    bh_address entry;             /**< start-up code, in the partition's address space */
    bh_time timer_period_min;     /**< ns */
    bh_time restart_period;       /**< ns, see restart_limit */
    uint32_t identifier;
    uint32_t rights;              /**< enum bh_right, or-ed */
    uint32_t ends_module;         /**< nonzero: its IDLE ends the module with its code */
    uint32_t restart_limit;       /**< restarts by health monitoring in restart_period, after which
                                       the partition is stopped instead; 0: no limit */
    uint32_t process_level[BH_STATE_COUNT]; /**< bit e: error e goes to the guest first, if it takes
                                       traps */
    uint32_t module_level[BH_STATE_COUNT]; /**< bit e: error e is the module's, see module_action */
    struct bh_table events;       /**< struct bh_event */
    struct bh_table lines;        /**< struct bh_line */
    bh_address ports;             /**< room for a task state segment, then the I/O permission bitmap
                                       (Intel SDM 1, 19.5.2: a 0 bit permits) up to the last port
                                       that is granted and a byte of ones; 0: no ports */
    uint32_t ports_bytes;         /**< of both */
    uint32_t reserved;            /**< zero */
    uint8_t action[BH_STATE_COUNT][BH_ERRORS_MAX]; /**< enum bh_action, by enum bh_error */
};

/** A window lasts until the next one's start, the last one until the frame's end. Gaps between
 * the configured windows are windows of no partition. */
struct bh_window {
    bh_time start;      /**< ns from the frame's start; the first one's is 0 */
    uint32_t partition; /**< index, or BH_NO_PARTITION */
    uint32_t periodic;  /**< nonzero: PeriodicProcessingStart */
};

struct bh_schedule {
    char name[BH_NAME_SIZE];
    bh_time frame; /**< ns, the major frame */
    struct bh_table windows; /**< struct bh_window, at least one */
    struct bh_table changes; /**< uint8_t: enum bh_action for each partition at its first window after
                                  a change to this schedule; empty: none */
};

struct bh_tables {
    uint32_t magic;
    uint32_t abi;                /**< BH_ABI_VERSION */
    uint32_t bytes;              /**< of the header with its tables */
    uint32_t checksum;           /**< CRC-32 of these bytes, with this field zero */
    char module[BH_NAME_SIZE];
    char banner[4 * BH_NAME_SIZE]; /**< what the kernel says of the module at its boot */
    struct bh_board board;
    bh_address kernel_directory; /**< maps the kernel alone; for boot and for module level faults */
    bh_address information;      /**< the page that partitions see at BH_INFORMATION */
    bh_address status;           /**< what permitted ones see at BH_STATUS */
    bh_address trace;            /**< partitions.count + 1 rings; 0: tracing is off */
    uint32_t trace_records;      /**< capacity of a ring, a power of two; 0: off */
    uint32_t initial_schedule;
    uint32_t trace_kinds;        /**< bit n: records of kind n (enum bh_trace_kind) are written;
                                      0: tracing is off */
    uint32_t reserved;           /**< zero */
    struct bh_table ranges;      /**< struct bh_range */
    struct bh_table partitions;  /**< struct bh_partition */
    struct bh_table schedules;   /**< struct bh_schedule */
    struct bh_table masters;     /**< struct bh_bus_master */
    uint8_t module_action[BH_STATE_COUNT][BH_ERRORS_MAX]; /**< enum bh_module_action, by the module's
                                  state and enum bh_error */
};

#endif
