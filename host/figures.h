/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/*
 * What the kernel's work costs, in instructions, as docs/figures.md has it from `make bench` and
 * docs/assurance/path.md from the kernel's binary. Under `bulkhead run --icount` an instruction is 1 ns.
 * tests/command holds these numbers against the pages, tests/assurance/path against the binary.
 */
#ifndef HOST_FIGURES_H
#define HOST_FIGURES_H

/** A hardware line's interrupt: from its arrival to its owner's handler, and back from there. */
#define FIGURE_IRQ_TO_HANDLER       144
#define FIGURE_TIMER_HANDLER_RETURN 24
#define FIGURE_INTERRUPT            (FIGURE_IRQ_TO_HANDLER + FIGURE_TIMER_HANDLER_RETURN)

/** Bounds over all paths through the kernel's binary: a switch with the longest path before it, and what
 * each line adds, of the window that ends and of the one that begins; and with 8259s alone. */
#define FIGURE_SWITCH          3356
#define FIGURE_SWITCH_PIC      3466
#define FIGURE_LINE_CLOSED     187
#define FIGURE_LINE_OPENED     141
#define FIGURE_LINE_CLOSED_PIC 495
#define FIGURE_LINE_OPENED_PIC 339

#endif
