/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* What ports.c asks of far_end.c, by the port "control". */
#ifndef PORTS_H
#define PORTS_H

#include <stdint.h>

#define STATE_BYTES 64
#define ORDER_BYTES 32

enum command {
    WRITE_STATE, /* the numbers from `first` on, to "state" */
    SEND,        /* messages with them, to "orders" */
    SEND_URGENT, /* to "urgent" */
    TAKE,        /* as many messages from "out"; sends on "orders" how many were as expected */
    TELL         /* sends on "orders" what "position" has */
};

struct request {
    uint32_t command, first, count;
};

#endif
