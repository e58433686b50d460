/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* The module whose kernel is analysed. See module.c. */
#ifndef PROOF_MODULE_H
#define PROOF_MODULE_H

#include <bulkhead/status.h>
#include <bulkhead/tables.h>
#include <bulkhead/trace.h>
#include <bulkhead/vcpu.h>

#define PARTITIONS 3
#define EVENTS     2
#define LINES      3
#define SCHEDULES  2
#define WINDOWS    3
#define RECORDS    8

/** Some value that the analyser knows nothing of. */
extern volatile int model_any;

/** Any value from low to high. */
uint32_t any(uint32_t low, uint32_t high);

/** Makes the tables, and the memory that they name. */
void module_make(void);

/** Makes the boot loader's information. */
void module_loader_make(void);
extern uint32_t module_loader[];

/** What the tables have, and the memory that they name. */
const struct bh_tables *module_tables(void);
const struct bh_schedule *module_schedule(uint32_t index);
const struct bh_window *module_windows(uint32_t index);
const struct bh_partition *module_partition(uint32_t index);
const struct bh_event *module_events(uint32_t index);
const struct bh_line *module_lines(void);
uint32_t module_line_first(uint32_t index);
struct bh_vcpu *module_page(uint32_t index);
struct bh_console *module_console(uint32_t index);
struct bh_information *module_information(void);
struct bh_status_page *module_status_page(void);
volatile uint32_t *module_local_apic(void);
volatile uint32_t *module_io_apic(void);
struct bh_trace_ring *module_ring(uint32_t index);
uintptr_t module_traces(void);

/** Any contents of the status page that the kernel may have left there. */
void module_logs(void);

/** Any contents of the pages that only the kernel writes. */
void module_kernel_memory(void);

/** What the guests do between two entries: any byte of what they may write is anything. */
void module_guests(void);

#endif
