/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/*
 * What a run came to, read from the machine's memory: now, or after its end.
 */
#ifndef HOST_SUMMARY_H
#define HOST_SUMMARY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <bulkhead/channel.h>
#include <bulkhead/health.h>
#include <bulkhead/tables.h>

#include "ram.h"

/** Numbers of records, as far as the trace keeps them; of kinds that it does not write, none. */
struct summary_partition {
    const char *name;
    uint32_t windows;
    uint32_t late;       /**< windows that entered the partition after their published time */
    uint64_t worst;      /**< ns, the most by which one did */
    uint32_t deliveries; /**< of virtual interrupts */
    uint32_t health[BH_ERRORS_MAX]; /**< events, by enum bh_error */
    uint32_t health_events; /**< of all errors, by the health log: no trace is needed */
    uint32_t lost;       /**< records that gave way to newer ones, of all kinds */
    const struct bh_port *ports;    /**< its descriptor's */
    uint32_t *messages;  /**< by port: sent or received so far, modulo 2^32 */
    uint32_t port_count;
    uint64_t sent, received; /**< by all ports; sampling ports do not count what is read */
};

struct summary {
    const struct bh_tables *tables;
    const char *image;
    bool has_time;
    bh_time time; /**< ns of module time: start of the last window, or the newest record */
    bool traced;
    struct summary_partition *partitions; /**< by index */
};

/** Read it. A machine that runs may be read too: the figures are then of about the same time. */
struct summary summary_make(const char *image, const struct bh_tables *tables, struct ram *ram);

/** Whether the module writes trace records of this kind. */
bool summary_knows(const struct summary *summary, uint32_t kind);

/** Print a table. `end` says how the run ended. */
void summary_print(FILE *stream, const struct summary *summary, const char *end);

/** Print a JSON object; `status` is the command's exit status. */
void summary_print_json(FILE *stream, const struct summary *summary, const char *end, int status);

#endif
