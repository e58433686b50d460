/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/*
 * bulkhead trace --serial: keeps what a partition sends of the trace over a line.
 */
#ifndef HOST_TRACE_SERIAL_H
#define HOST_TRACE_SERIAL_H

#include <argp.h>
#include <stdint.h>

struct trace_serial {
    const char *device; /**< a terminal, FIFO or file, or "-" for standard input; NULL: not asked for */
    uint32_t baud;
    uint64_t least;     /**< records; 0: no matter how many */
    int64_t until;      /**< ns; INT64_MAX: no matter when */
};

/** The options, as a child of the command's; its input is a struct trace_serial. */
extern const struct argp_child trace_serial_argp[];

/** Read until the sender ends, the line does, as much has come as was asked for, or a signal; and keep
 * it in the file `out`. Or give up. */
void trace_serial_keep(const struct trace_serial *options, const char *image, const char *out);

#endif
