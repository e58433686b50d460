/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/*
 * What QEMU itself has to say on standard error: passed on line by line.
 */
#ifndef HOST_COMPLAINTS_H
#define HOST_COMPLAINTS_H

#include <stdbool.h>
#include <stddef.h>

struct complaints {
    bool debugged; /**< leave out what it always says then */
    bool hushed;   /**< pass nothing on: it was told to end */
    bool errors;   /**< it reported one */
    char line[1024];
    size_t length;
};

/** Read once. False at the end. */
bool complaints_read(struct complaints *complaints, int from);

#endif
