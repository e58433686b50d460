/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/*
 * The board that an RTEMS partition runs on: what applications and RTEMS' own code ask of a bsp.h.
 * The virtualization layer's calls (events, modes, schedules, names) are in bh.h.
 */
#ifndef LIBBSP_I386_BULKHEAD_BSP_H
#define LIBBSP_I386_BULKHEAD_BSP_H

#include <stdint.h>

#include <bspopts.h>
#include <bsp/default-initial-extension.h>

#include <rtems.h>

#ifdef __cplusplus
extern "C" {
#endif

/** Gives up the processor until an interrupt can be delivered. */
void *bsp_idle_thread(uintptr_t ignored);
#define BSP_IDLE_TASK_BODY bsp_idle_thread

/**
 * How many clock ticks that passed out of the partition's windows are caught up in one window; the
 * others wait for the next one. An application sets its own by defining the constant.
 */
extern const uint32_t bsp_clock_catch_up_max;

/** How the partition ends after a fatal error: its exit code is this plus the fatal source. */
#define BSP_FATAL_EXIT_CODE 32

#ifdef __cplusplus
}
#endif

#endif
