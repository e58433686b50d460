/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/*
 * Hardware interrupt lines. Each has one owner, which binds it by hypercall. A bound line is open in
 * its owner's windows only, and there until it has interrupted more often than the configuration
 * allows; a level line is closed from an interrupt to its owner's acknowledge.
 */
#ifndef KERNEL_LINE_H
#define KERNEL_LINE_H

#include "vcpu.h"

/** All lines are closed and bound to nobody. */
void line_init(const struct bh_tables *tables);

/** The doors: a hypercall of the owner, with one of its lines. */
void line_bind(struct vcpu *vcpu, uint32_t line);
void line_unbind(struct vcpu *vcpu, uint32_t line);
void line_acknowledge(struct vcpu *vcpu, uint32_t line);

/** The door of an interrupt on a controller's pin; it is closed already if it is a level line. */
void line_interrupt(uint32_t pin);

/** The same while a window is being left: recorded only, and never a storm's, for all is closed. Answers
 * the owner. */
struct vcpu *line_record(uint32_t pin);

/** The vCPU's window ends: its lines are closed. */
void line_window_end(struct vcpu *vcpu);

/** The vCPU's window begins at tick `now`: its lines are open again. */
void line_window_begin(struct vcpu *vcpu, uint64_t now);

/** The vCPU restarts: none of its lines is bound. */
void line_reset(struct vcpu *vcpu);

#endif
