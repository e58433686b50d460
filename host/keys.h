/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/*
 * From standard input to a running module: what is typed or piped to the attached partition, and at a
 * terminal the menu behind Ctrl-A.
 */
#ifndef HOST_KEYS_H
#define HOST_KEYS_H

#include <stdbool.h>
#include <stddef.h>

#include "console.h"
#include "input.h"
#include "menu.h"
#include "ram.h"

/** What the menu steers. */
struct keys_machine {
    const char *image;
    struct ram *ram;     /**< RAM_NONE: status tells nothing */
    int monitor;         /**< socket; 0: none */
};

struct keys {
    struct console *console;
    const struct keys_machine *machine;
    bool open;   /**< standard input has not ended, and is of interest */
    bool typed;  /**< it is a terminal: Ctrl-A is the command's own */
    bool paused; /**< by the user */
    struct menu menu;
    struct input input;
};

/** Begin. Without a terminal's menu only an attached partition makes standard input be read. */
void keys_open(struct keys *keys, struct console *console, const struct keys_machine *machine,
               size_t partition, bool menu);

/** Whether there is room for more from standard input. */
bool keys_want(const struct keys *keys);

/** Read standard input once; false if the user asked to quit. */
bool keys_read(struct keys *keys);

/** Whether the user types a name: nothing else is to be printed meanwhile. */
bool keys_prompt(const struct keys *keys);

#endif
