/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
#include "terminal.h"

#include <stdbool.h>
#include <stdlib.h>
#include <termios.h>
#include <unistd.h>

static struct termios before;
static bool attached;

void terminal_restore(void)
{
    if (attached)
        tcsetattr(STDIN_FILENO, TCSADRAIN, &before);
    attached = false;
}

void terminal_attach(void)
{
    struct termios raw;

    if (!isatty(STDIN_FILENO) || tcgetattr(STDIN_FILENO, &before) != 0)
        return;
    atexit(terminal_restore);
    raw = before;
    /* Output keeps its newline translation, and Enter stays a newline. */
    raw.c_iflag &= ~(tcflag_t)(IXON | ISTRIP);
    raw.c_lflag &= ~(tcflag_t)(ICANON | ECHO | ISIG | IEXTEN);
    raw.c_cc[VMIN] = 1;
    raw.c_cc[VTIME] = 0;
    attached = tcsetattr(STDIN_FILENO, TCSADRAIN, &raw) == 0;
}
