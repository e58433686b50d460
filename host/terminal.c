/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
#include "terminal.h"

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

bool terminal_has_keys(void)
{
    return isatty(STDIN_FILENO) && tcgetpgrp(STDIN_FILENO) == getpgrp();
}

void terminal_attach(bool signals)
{
    static bool exits;
    struct termios raw;

    if (!isatty(STDIN_FILENO) || (!attached && tcgetattr(STDIN_FILENO, &before) != 0))
        return;
    if (!exits)
        atexit(terminal_restore);
    exits = true;
    raw = before;
    /* Output keeps its newline translation, and Enter stays a newline. */
    raw.c_iflag &= ~(tcflag_t)(IXON | ISTRIP);
    raw.c_lflag &= ~(tcflag_t)(ICANON | ECHO | IEXTEN);
    if (!signals)
        raw.c_lflag &= ~(tcflag_t)ISIG;
    raw.c_cc[VSUSP] = _POSIX_VDISABLE; /* a stopped command would stop reading the module's console */
    raw.c_cc[VMIN] = 1;
    raw.c_cc[VTIME] = 0;
    attached = tcsetattr(STDIN_FILENO, TCSADRAIN, &raw) == 0;
}
