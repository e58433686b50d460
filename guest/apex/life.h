/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/*
 * Between the process and time services and the life of processes.
 */
#ifndef APEX_LIFE_H
#define APEX_LIFE_H

#include "runtime.h"

/** Starts a dormant process: at once, after the delay, or when NORMAL comes. */
void apex_process_start(struct apex_process *process, SYSTEM_TIME_TYPE delay);

/** Sets the deadline that the time capacity gives a process that is released at this time. */
void apex_deadline_after(struct apex_process *process, SYSTEM_TIME_TYPE release);

/** Blocks a process until its release; -1: the first release point, when it comes. */
void apex_await_release(struct apex_process *process, SYSTEM_TIME_TYPE release);

#endif
