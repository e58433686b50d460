/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/*
 * The configuration's port behind an APEX name.
 */
#ifndef APEX_PORT_NAME_H
#define APEX_PORT_NAME_H

#include "port.h"
#include "runtime.h"

/** The port with this name, kind, size and direction, or NULL. */
static inline const struct bh_port *apex_port(const char *name, uint32_t kind,
                                              MESSAGE_SIZE_TYPE size, PORT_DIRECTION_TYPE direction)
{
    char whole[MAX_NAME_LENGTH + 1] = ""; /* with a final zero in any case */
    for (int i = 0; i < MAX_NAME_LENGTH && name[i] != '\0'; i++) {
        whole[i] = name[i];
    }
    const struct bh_port *const port = bh_port(whole);
    return port != NULL && port->kind == kind && size > 0 && port->max_size == (uint32_t)size &&
                   port->direction == (uint32_t)direction
               ? port
               : NULL;
}

_Static_assert((int)SOURCE == (int)BH_PORT_SOURCE && (int)DESTINATION == (int)BH_PORT_DESTINATION,
               "directions have the same numbers");

#endif
