/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/*
 * What the kernel's work costs, in instructions, as docs/figures.md and docs/interrupts.md have it
 * from `make bench`. Under `bulkhead run --icount` an instruction is 1 ns. tests/command holds these
 * numbers against the pages.
 */
#ifndef HOST_FIGURES_H
#define HOST_FIGURES_H

/** A hardware line's interrupt: from its arrival to its owner's handler, and back from there. */
#define FIGURE_IRQ_TO_HANDLER       144
#define FIGURE_TIMER_HANDLER_RETURN 24
#define FIGURE_INTERRUPT            (FIGURE_IRQ_TO_HANDLER + FIGURE_TIMER_HANDLER_RETURN)

/** A switch with the longest path before it, and what each line adds: to close it at its owner's
 * window's end, more if its interrupt is in flight then, and to open it. */
#define FIGURE_SWITCH          650
#define FIGURE_LINE_CLOSE      18
#define FIGURE_LINE_IN_FLIGHT  53
#define FIGURE_LINE_OPEN_EDGE  54
#define FIGURE_LINE_OPEN_LEVEL 43

#endif
