/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/*
 * The partition's descriptor, read-only at BH_DESCRIPTOR: what the configuration says about the
 * partition, for its start-up code and its run-time. Made by the host compiler, constant. Tables
 * follow the header; each is named by its count and its offset from the header's start.
 */
#ifndef BULKHEAD_DESCRIPTOR_H
#define BULKHEAD_DESCRIPTOR_H

#include <bulkhead/layout.h>
#include <bulkhead/types.h>

#define BH_DESCRIPTOR_MAGIC 0x44574842u /* "BHWD" */

/** A table within the descriptor. */
struct bh_table {
    uint32_t count;
    uint32_t offset; /**< bytes from the descriptor's start */
};

/** Initial contents of a piece of writable memory: the start-up code copies it. */
struct bh_load {
    bh_word target; /**< address in the partition's memory */
    bh_word origin; /**< address in the partition's image */
    bh_word bytes;
    bh_word reserved; /**< zero */
};

/** A range of writable memory, page aligned: the start-up code clears it before it loads. */
struct bh_memory {
    bh_word start;
    bh_word bytes;
    uint32_t flags;    /**< enum bh_memory_flag, or-ed */
    uint32_t reserved; /**< zero */
};

enum bh_memory_flag {
    BH_MEMORY_RETAINED = 1 /**< a warm start keeps it */
};

/** A virtual interrupt source that the configuration numbers. */
struct bh_source_name {
    uint32_t source; /**< its number */
    uint32_t kind;   /**< enum bh_source_kind */
    char name[BH_NAME_SIZE];
};

enum bh_source_kind {
    BH_SOURCE_KIND_EVENT = 1,
    BH_SOURCE_KIND_LINE = 2,
    BH_SOURCE_KIND_PORT = 3 /**< the other end of a queuing port */
};

/** A hardware interrupt line that this partition may bind; its place in the table is the index that
 * the hypercalls take. */
struct bh_line_name {
    uint32_t number; /**< as the board file numbers it (on a PC: IRQ 0 to 15, then I/O APIC pins) */
    uint32_t source; /**< the virtual interrupt source that it raises */
    uint32_t flags;  /**< enum bh_line_flag, or-ed */
    uint32_t limit;  /**< interrupts in a window before the line is held to be a storm */
    char name[BH_NAME_SIZE]; /**< the device's */
};

enum bh_line_flag {
    BH_LINE_LEVEL = 1, /**< level triggered: to be acknowledged by irq_ack; else edge triggered */
    BH_LINE_LOW = 2    /**< active low, else high */
};

/** A range of I/O ports or device memory that this partition may access. */
struct bh_device {
    uint32_t kind;  /**< enum bh_device_kind */
    bh_word start;  /**< first port, or address in the partition's address space */
    bh_word bytes;  /**< ports, or bytes */
    uint32_t reserved; /**< zero */
    char name[BH_NAME_SIZE]; /**< the device's; several ranges may bear one name */
};

enum bh_device_kind { BH_DEVICE_PORTS = 1, BH_DEVICE_MEMORY = 2 };

/** A name in a list whose order gives the index: event channels that go out, schedules. */
struct bh_name {
    char name[BH_NAME_SIZE];
};

/** Slots for the stacks of a guest's threads, writable memory. The page below each slot is not mapped,
 * so a stack that overflows faults. They are among the memories too. */
struct bh_stacks {
    bh_word start;  /**< lowest address of the first slot */
    bh_word bytes;  /**< of a slot */
    bh_word stride; /**< from one slot's start to the next one's */
    uint32_t count; /**< of slots; 0: the configuration gives none */
};

struct bh_descriptor {
    uint32_t magic;
    uint32_t abi;                /**< BH_ABI_VERSION */
    uint32_t bytes;              /**< of the descriptor with its tables */
    uint32_t identifier;         /**< the partition's, from the configuration */
    char module[BH_NAME_SIZE];   /**< the module's name */
    char name[BH_NAME_SIZE];     /**< the partition's name */
    bh_word entry;               /**< the program's entry point */
    bh_word memory_start;        /**< lowest address of the partition's memory */
    bh_word memory_end;          /**< first address behind it; the first stack begins here */
    bh_word free_start;          /**< first page behind the program, free up to memory_end */
    uint32_t rights;             /**< enum bh_right, or-ed */
    uint32_t index;              /**< the partition's place in the module, from 0 */
    uint32_t periodic;           /**< nonzero: some schedule has release points for it */
    uint32_t reserved;           /**< zero */
    bh_time timer_period_min;    /**< ns, the shortest period that timer_set accepts */
    bh_time period;              /**< ns, of the partition's windows; 0 if not given */
    bh_time duration;            /**< ns, processor time in a period; 0 if not given */
    bh_time first_release;       /**< ns, the first release point, if the module keeps to its first
                                      schedule; BH_TIME_INFINITE: this schedule has none */
    struct bh_table loads;       /**< struct bh_load */
    struct bh_table memories;    /**< struct bh_memory */
    struct bh_table sources;     /**< struct bh_source_name */
    struct bh_table events;      /**< struct bh_name: channels that this partition sends on */
    struct bh_table schedules;   /**< struct bh_name */
    struct bh_table lines;       /**< struct bh_line_name */
    struct bh_table devices;     /**< struct bh_device */
    struct bh_table ports;       /**< struct bh_port (bulkhead/channel.h) */
    struct bh_stacks stacks;
    struct bh_table partitions;  /**< struct bh_name: all of the module, for a partition with the right
                                      to control them or to read their status; else empty */
};

#endif
