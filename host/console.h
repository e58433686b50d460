/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/*
 * The kernel's console protocol. Out: lines `[name] text`, of partitions and of the kernel
 * ("bulkhead"), mixed. A line that ends in 0x1f was cut because another partition's window began:
 * its owner's next line goes on with it, and if it was cut within the name, nothing is lost.
 * In: 0x01 and 0x20 + index choose the partition that gets the bytes which follow; 0x01 0x01 is a
 * byte 0x01.
 */
#ifndef HOST_CONSOLE_H
#define HOST_CONSOLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include <bulkhead/tables.h>

#define CONSOLE_ESCAPE    0x01
#define CONSOLE_CONTINUED 0x1f
#define CONSOLE_KERNEL    "bulkhead"

enum console_state { CONSOLE_LINE_START, CONSOLE_SHOWN, CONSOLE_HIDDEN };

struct console {
    FILE *stream;
    const struct bh_tables *tables;
    const char *only; /**< show this partition's lines, without prefix; NULL: show all */
    bool colours;
    bool terminal; /**< the stream is one: what partitions write there must be no more than text */
    unsigned char before;   /**< on a terminal: the byte before, */
    unsigned char continues; /**< and how many its UTF-8 character still wants */
    enum console_state state;
    char prefix[BH_NAME_SIZE + 2]; /**< the line so far, while it may be a prefix */
    size_t prefix_length;
    bool mark;                     /**< CONSOLE_CONTINUED came last: it may be the line's end */
    bool cut;                      /**< the last line shown was cut: its end waits for its owner */
    char owner[BH_NAME_SIZE];      /**< of the last line shown */
    char speaker[BH_NAME_SIZE];    /**< whose line is arriving; empty: nobody's */
    bool midline;                  /**< what was printed last did not end a line */
    bool broken;                   /**< it was ended for something else: the rest begins a new one */
};

/** Take bytes from the serial line and print what is to be shown. */
void console_print(struct console *console, const char *bytes, size_t count);

/** End the line on the screen, so that something else can be printed. */
void console_break(struct console *console);

/** From now on show this partition's lines alone, or all (NULL). */
void console_show_only(struct console *console, const char *only);

/** Print what is held back, at the end. */
void console_finish(struct console *console);

/** Bytes that choose a partition for input. */
void console_choose(char bytes[2], size_t partition);

/** Encode input; `to` has room for twice `count`. Answers the length. */
size_t console_encode(char *to, const char *from, size_t count);

#endif
