/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/*
 * The console: partitions write into rings in their console pages, and the kernel moves the bytes
 * to one serial line without ever waiting for it, in the partition's own windows or in spare
 * time. Every line begins with its partition's name. A line that is unfinished when another
 * partition's window begins is ended by the bytes 1f 0a and goes on in the partition's next line.
 *
 * Input goes to one partition: 01 followed by 20 (hexadecimal) + index chooses it, 01 01 is a 01.
 */
#ifndef KERNEL_CONSOLE_H
#define KERNEL_CONSOLE_H

#include "vcpu.h"

/** Takes over the device; partitions must be known. */
void console_init(void);

/** Moves a few characters of this partition's output. Answers whether more wait. */
bool console_drain(struct vcpu *vcpu);

/** Bytes that wait in the partition's ring. */
uint32_t console_waiting(struct vcpu *vcpu);

/** Ends a line that another partition left unfinished; a window of `vcpu` begins. */
void console_window(const struct vcpu *vcpu);

/** Takes one character of input, if there is one, to the partition that it is for. Answers whether
 * there was one. */
bool console_input(void);

/** Kernel text while the module boots or ends; waits for the device. */
void console_write(const char *text);
void console_write_number(uint32_t number);
void console_write_hex(uint32_t number);

/** Moves all that waits in any ring; for the end of the module. */
void console_flush_all(void);

#endif
