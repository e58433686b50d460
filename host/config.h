/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/*
 * The configuration as it was read: the XML's elements, in the XML's order, with the places where
 * they stand. Names are resolved to indices; a name that nothing has is UNRESOLVED, and a check
 * says so.
 */
#ifndef HOST_CONFIG_H
#define HOST_CONFIG_H

#include <stdbool.h>
#include <stddef.h>

#include <bulkhead/channel.h>
#include <bulkhead/health.h>
#include <bulkhead/tables.h>

#include "report.h"

#define UNRESOLVED BH_NO_PARTITION

/** The shortest window, ns: the kernel's entry and exit and some work of the partition. */
#define WINDOW_MIN 20000

/** The errors that a trap tells of, by bit: a guest may handle them itself. */
#define ERRORS_OF_TRAPS                                                                            \
    (1u << BH_ERROR_NUMERIC_ERROR | 1u << BH_ERROR_ILLEGAL_REQUEST |                               \
     1u << BH_ERROR_MEMORY_VIOLATION | 1u << BH_ERROR_TRAP)

/** The most ranges of I/O ports and device memory of a partition: its descriptor has room. */
#define DEVICE_RANGES_MAX 64

/** The most sampling and queuing ports of a partition, for the same reason. */
#define MESSAGE_PORTS_MAX 256

/** The most process stacks of a partition, for the same reason; APEX has 128 processes. */
#define PROCESS_STACKS_MAX 256

/** The most messages that an end of a queuing channel holds. */
#define QUEUE_MAX 4096

/** The names of partitions and so on that a configuration may have. */
#define SCHEDULES_MAX 64
#define EVENTS_MAX    256

struct config_partition {
    struct place place;
    const char *name;
    uint32_t identifier;
    const char *image; /**< as written */
    bool has_period;
    bool has_duration;
    bh_time period;
    bh_time duration;
    bh_time timer_period_min;
    bool ends_module;
    struct place rights_place;
    uint32_t rights;
    size_t region_count;   /**< MemoryRegion that are not Retained; the first one counts */
    struct place memory_place;
    uint64_t memory;       /**< bytes */
    size_t retained_count; /**< Retained ones; the first one counts */
    struct place retained_place;
    uint64_t retained;     /**< bytes */
    struct place stacks_place;
    bool has_stacks;
    uint32_t stack_count;
    uint64_t stack_bytes; /**< of each */
};

struct config_window {
    struct place place;
    const char *partition_name;
    uint32_t partition;
    bh_time offset;
    bh_time duration;
    bool periodic;
};

/** A PartitionChangeAction. */
struct config_change {
    struct place place;
    const char *partition_name;
    uint32_t partition;
    enum bh_action action;
};

struct config_schedule {
    struct place place;
    const char *name;
    bh_time frame;
    bool initial;
    struct config_window *windows; /**< by offset */
    size_t window_count;
    struct config_change *changes;
    size_t change_count;
};

struct config_event {
    struct place place;
    const char *name;
    const char *source_name;
    const char *destination_name;
    uint32_t source;
    uint32_t destination;
};

/** Whom an error goes to first: the partition, if it takes traps; health monitoring; the module. */
enum config_level { LEVEL_USUAL, LEVEL_PROCESS, LEVEL_PARTITION, LEVEL_MODULE };

/** A PartitionHM, or a MultiPartitionHM that several of them share. */
struct config_health_table {
    struct place place;
    const char *name;           /**< a MultiPartitionHM's; NULL: it is a PartitionHM */
    const char *partition_name; /**< a PartitionHM's; NULL: it is a MultiPartitionHM */
    uint32_t partition;
    const char *shared_name;    /**< of the table whose entries this one's override, or NULL */
    const struct config_health_table *shared; /**< NULL: there is none */
    uint32_t restart_limit;
    bh_time restart_period;
};

/** An ErrorAction of a PartitionHM or MultiPartitionHM. */
struct config_action {
    struct place place;
    const struct config_health_table *table;
    const char *error_name;
    uint32_t error;
    uint32_t states; /**< bit s: it holds in enum bh_state s */
    enum config_level level;
    bool has_action;
    enum bh_action action;
};

/** An ErrorAction of the ModuleHM. */
struct config_module_action {
    struct place place;
    const char *error_name;
    uint32_t error;
    uint32_t states; /**< bit s: it holds in enum bh_state s of the module */
    enum bh_module_action action;
};

/*
 * What partitions are granted of the machine. These lists are in the order of the file, so each is
 * sorted by partition.
 */
struct config_device {
    struct place place;
    uint32_t partition;
    const char *name;
    bool has_function;
    uint32_t function; /**< of PCI, as in struct bh_bus_master */
    bool bus_master;
    bool trusted_dma;
};

struct config_ports {
    struct place place;
    const struct config_device *device;
    uint32_t first;
    uint32_t count;
};

struct config_area {
    struct place place;
    const struct config_device *device;
    uint64_t address;
    uint64_t bytes;
};

struct config_line {
    struct place place;
    const struct config_device *device;
    const char *name; /**< of its source */
    uint32_t number;  /**< the board's */
    uint32_t limit;   /**< interrupts in a window */
};

/** A sampling or queuing port; the list is in the order of the file, so sorted by partition. */
struct config_message_port {
    struct place place;
    uint32_t partition;
    const char *name;
    enum bh_port_kind kind;
    enum bh_port_direction direction;
    uint64_t max_size; /**< bytes of a message */
    bool has_refresh;
    bh_time refresh;
    uint32_t capacity; /**< queuing: messages */
};

/** An end of a channel. */
struct config_end {
    struct place place;
    const char *partition_name;
    const char *port_name;
    uint32_t partition;
    uint32_t port; /**< its place among all ports, or UNRESOLVED */
};

struct config_channel {
    struct place place;
    const char *name;
    struct config_end *ends; /**< the source, then the destinations */
    size_t end_count;
};

/** The kernel's part of a switch, around the planned start of the window that is entered. */
struct window_entry {
    bh_time lead;   /**< ns from the beginning of the switch to the planned start */
    bh_time offset; /**< ns from there to the guest's entry */
};

struct config {
    struct place place;
    const char *name;
    const char *board_name; /**< as written */
    bool has_entry_lead;
    bool has_entry_offset;
    struct window_entry entry;
    struct place trace_place;
    uint32_t trace_records;   /**< 0: tracing is off */
    const char **trace_kinds; /**< names as written */
    size_t trace_kind_count;  /**< 0: all kinds */
    struct config_partition *partitions;
    size_t partition_count;
    struct config_device *devices;
    size_t device_count;
    struct config_ports *ports;
    size_t ports_count;
    struct config_area *areas; /**< device memory */
    size_t area_count;
    struct config_line *lines;
    size_t line_count;
    struct config_message_port *message_ports;
    size_t message_port_count;
    struct config_channel *channels;
    size_t channel_count;
    struct config_schedule *schedules;
    size_t schedule_count;
    struct config_event *events;
    size_t event_count;
    struct config_health_table *health_tables;
    size_t health_table_count;
    struct config_action *actions;
    size_t action_count;
    struct config_module_action *module_actions;
    size_t module_action_count;
};

struct board_memory {
    struct place place;
    uint64_t start;
    uint64_t bytes;
};

/** An interrupt line that the board has. */
struct board_line {
    struct place place;
    uint32_t number; /**< IRQ 0 to 15, then I/O APIC pins */
    uint32_t pin;    /**< of the I/O APIC, or where there is none of the pair of 8259s */
    uint32_t flags;  /**< enum bh_line_flag, or-ed */
};

/** I/O ports and device memory that nobody may be granted. */
struct board_reserved {
    struct place place;
    const char *name; /**< what it is */
    uint32_t first;
    uint32_t count; /**< of ports, may be 0 */
    uint64_t address;
    uint64_t bytes; /**< of memory, may be 0 */
};

struct board {
    struct place place;
    const char *name;
    struct board_memory *memories;
    size_t memory_count;
    uint32_t local_apic;
    uint32_t io_apic;
    struct board_line *lines;
    size_t line_count;
    uint32_t console_port;
    uint32_t console_line; /**< UNRESOLVED: it has none */
    uint32_t exit_port; /**< 0: none */
    struct board_reserved *reserved;
    size_t reserved_count;
    enum bh_clock_trust clock_trust;
    struct window_entry entry;
    const char *qemu_machine; /**< NULL: nothing emulates this board */
    const char *qemu_cpu;
    const char *qemu_memory;
};

/** Read a module's configuration, or report why not and answer false. */
bool config_read(const char *file, struct config *config);

/** A PartitionRecoveryAction or Action by the name that the schema admits. */
enum bh_action config_action_number(const char *name);

/** The index of the partition of that name, or UNRESOLVED. */
uint32_t config_partition_index(const struct config *config, const char *name);

/** Read a board file: a name in the share directory, or a path that counts from `beside`. */
bool board_read(const char *name, const struct place *place, struct board *board);

/** The line of that number, or NULL. */
const struct board_line *board_line(const struct board *board, uint32_t number);

#endif
