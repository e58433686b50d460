/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/*
 * RTEMS' interrupt manager: handlers of all vectors. Only the number of vectors tells it from the
 * kit's own, which is compiled for the PC's seventeen. The names that start with bsp_interrupt_ are
 * the kit's inner interface, which its interrupt server uses.
 */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include <bsp/irq-generic.h>
#include <bsp/irq-info.h>
#include <rtems/malloc.h>
#include <rtems/printer.h>
#include <rtems/score/processormaskimpl.h>

#include "port.h"

rtems_interrupt_entry *bsp_interrupt_dispatch_table[BSP_INTERRUPT_DISPATCH_TABLE_SIZE];

/* A bit per vector; the one behind the last says that all this is initialized. */
uint8_t bsp_interrupt_handler_unique_table[(BSP_INTERRUPT_DISPATCH_TABLE_SIZE + 8) / 8];

rtems_interrupt_entry **bsp_interrupt_get_dispatch_table_slot(rtems_vector_number index)
{
    return &bsp_interrupt_dispatch_table[index];
}

void bsp_interrupt_initialize(void)
{
    bsp_interrupt_facility_initialize();
    bsp_interrupt_set_handler_unique(BSP_INTERRUPT_DISPATCH_TABLE_SIZE, true);
}

rtems_status_code bsp_interrupt_check_and_lock(rtems_vector_number vector,
                                               rtems_interrupt_handler routine)
{
    if (!bsp_interrupt_is_initialized()) {
        return RTEMS_INCORRECT_STATE;
    }
    if (routine == NULL) {
        return RTEMS_INVALID_ADDRESS;
    }
    if (!bsp_interrupt_is_valid_vector(vector)) {
        return RTEMS_INVALID_ID;
    }
    if (rtems_interrupt_is_in_progress()) {
        return RTEMS_CALLED_FROM_ISR;
    }
    bsp_interrupt_lock();
    return RTEMS_SUCCESSFUL;
}

/* Answers NULL if there is no such entry; then *previous_next is the end of the list. */
rtems_interrupt_entry *bsp_interrupt_entry_find(rtems_vector_number vector,
                                                rtems_interrupt_handler routine, void *argument,
                                                rtems_interrupt_entry ***previous_next)
{
    rtems_interrupt_entry **link = &bsp_interrupt_dispatch_table[vector];
    while (*link != NULL && ((*link)->handler != routine || (*link)->arg != argument)) {
        link = &(*link)->next;
    }
    *previous_next = link;
    return *link;
}

void bsp_interrupt_entry_remove(rtems_vector_number vector, rtems_interrupt_entry *entry,
                                rtems_interrupt_entry **previous_next)
{
    if (bsp_interrupt_dispatch_table[vector] == entry && entry->next == NULL) {
        bsp_interrupt_vector_disable(vector);
        bsp_interrupt_release(vector);
        bsp_interrupt_set_handler_unique(vector, false);
    }
    *previous_next = entry->next;
}

static rtems_status_code install(rtems_vector_number vector, rtems_option options,
                                 rtems_interrupt_entry *entry)
{
    rtems_interrupt_entry **link;

    if (RTEMS_INTERRUPT_IS_REPLACE(options)) {
        return RTEMS_INVALID_NUMBER;
    }
    if (bsp_interrupt_dispatch_table[vector] == NULL) {
        bsp_interrupt_dispatch_table[vector] = entry;
        bsp_interrupt_set_handler_unique(vector, RTEMS_INTERRUPT_IS_UNIQUE(options));
        const rtems_status_code status = bsp_interrupt_vector_enable(vector);
        if (status != RTEMS_SUCCESSFUL) {
            bsp_interrupt_dispatch_table[vector] = NULL;
            bsp_interrupt_set_handler_unique(vector, false);
        }
        return status;
    }
    if (RTEMS_INTERRUPT_IS_UNIQUE(options) || bsp_interrupt_is_handler_unique(vector)) {
        return RTEMS_RESOURCE_IN_USE;
    }
    if (bsp_interrupt_entry_find(vector, entry->handler, entry->arg, &link) != NULL) {
        return RTEMS_TOO_MANY;
    }
    *link = entry;
    return RTEMS_SUCCESSFUL;
}

rtems_status_code rtems_interrupt_entry_install(rtems_vector_number vector, rtems_option options,
                                                rtems_interrupt_entry *entry)
{
    if (entry == NULL) {
        return RTEMS_INVALID_ADDRESS;
    }
    rtems_status_code status = bsp_interrupt_check_and_lock(vector, entry->handler);
    if (status == RTEMS_SUCCESSFUL) {
        status = install(vector, options, entry);
        bsp_interrupt_unlock();
    }
    return status;
}

rtems_status_code rtems_interrupt_entry_remove(rtems_vector_number vector,
                                               rtems_interrupt_entry *entry)
{
    rtems_interrupt_entry **link;

    if (entry == NULL) {
        return RTEMS_INVALID_ADDRESS;
    }
    rtems_status_code status = bsp_interrupt_check_and_lock(vector, entry->handler);
    if (status == RTEMS_SUCCESSFUL) {
        if (bsp_interrupt_entry_find(vector, entry->handler, entry->arg, &link) == entry) {
            bsp_interrupt_entry_remove(vector, entry, link);
        } else {
            status = RTEMS_UNSATISFIED;
        }
        bsp_interrupt_unlock();
    }
    return status;
}

/* Handlers whose entries are allocated here. */

/* The new information of a handler that is installed. */
static rtems_status_code replace(rtems_vector_number vector, const char *info,
                                 rtems_interrupt_handler handler, void *argument)
{
    rtems_interrupt_entry **link;
    rtems_status_code status = bsp_interrupt_check_and_lock(vector, handler);
    if (status != RTEMS_SUCCESSFUL) {
        return status;
    }
    rtems_interrupt_entry *entry = bsp_interrupt_entry_find(vector, handler, argument, &link);
    if (entry != NULL) {
        entry->info = info;
    } else {
        status = RTEMS_UNSATISFIED;
    }
    bsp_interrupt_unlock();
    return status;
}

rtems_status_code rtems_interrupt_handler_install(rtems_vector_number vector, const char *info,
                                                  rtems_option options,
                                                  rtems_interrupt_handler handler, void *argument)
{
    if (RTEMS_INTERRUPT_IS_REPLACE(options)) {
        return replace(vector, info, handler, argument);
    }
    rtems_interrupt_entry *entry = rtems_malloc(sizeof *entry);
    if (entry == NULL) {
        return RTEMS_NO_MEMORY;
    }
    rtems_interrupt_entry_initialize(entry, handler, argument, info);
    const rtems_status_code status = rtems_interrupt_entry_install(vector, options, entry);
    if (status != RTEMS_SUCCESSFUL) {
        free(entry);
    }
    return status;
}

rtems_status_code rtems_interrupt_handler_remove(rtems_vector_number vector,
                                                 rtems_interrupt_handler handler, void *argument)
{
    rtems_interrupt_entry **link;
    rtems_status_code status = bsp_interrupt_check_and_lock(vector, handler);
    if (status != RTEMS_SUCCESSFUL) {
        return status;
    }
    rtems_interrupt_entry *entry = bsp_interrupt_entry_find(vector, handler, argument, &link);
    if (entry != NULL) {
        bsp_interrupt_entry_remove(vector, entry, link);
        free(entry);
    } else {
        status = RTEMS_UNSATISFIED;
    }
    bsp_interrupt_unlock();
    return status;
}

rtems_status_code rtems_interrupt_handler_iterate(rtems_vector_number vector,
                                                  rtems_interrupt_per_handler_routine routine,
                                                  void *argument)
{
    const rtems_interrupt_handler any = (rtems_interrupt_handler)(uintptr_t)routine;
    const rtems_status_code status = bsp_interrupt_check_and_lock(vector, any);
    if (status != RTEMS_SUCCESSFUL) {
        return status;
    }
    const rtems_option options =
        bsp_interrupt_is_handler_unique(vector) ? RTEMS_INTERRUPT_UNIQUE : RTEMS_INTERRUPT_SHARED;
    for (rtems_interrupt_entry *entry = bsp_interrupt_dispatch_table[vector]; entry != NULL;
         entry = entry->next) {
        routine(argument, entry->info, options, entry->handler, entry->arg);
    }
    bsp_interrupt_unlock();
    return RTEMS_SUCCESSFUL;
}

/* The controller's functions, with their arguments checked. */

static rtems_status_code check(const void *answer, rtems_vector_number vector)
{
    if (answer == NULL) {
        return RTEMS_INVALID_ADDRESS;
    }
    return bsp_interrupt_is_valid_vector(vector) ? RTEMS_SUCCESSFUL : RTEMS_INVALID_ID;
}

rtems_status_code rtems_interrupt_get_attributes(rtems_vector_number vector,
                                                 rtems_interrupt_attributes *attributes)
{
    if (attributes != NULL) {
        memset(attributes, 0, sizeof *attributes);
    }
    rtems_status_code status = check(attributes, vector);
    if (status == RTEMS_SUCCESSFUL) {
        status = bsp_interrupt_get_attributes(vector, attributes);
        attributes->can_raise_on = attributes->can_raise;
        attributes->can_get_affinity = true;
        attributes->can_set_affinity = true;
    }
    return status;
}

rtems_status_code rtems_interrupt_vector_is_enabled(rtems_vector_number vector, bool *enabled)
{
    const rtems_status_code status = check(enabled, vector);
    return status == RTEMS_SUCCESSFUL ? bsp_interrupt_vector_is_enabled(vector, enabled) : status;
}

rtems_status_code rtems_interrupt_vector_enable(rtems_vector_number vector)
{
    const rtems_status_code status = check("", vector);
    return status == RTEMS_SUCCESSFUL ? bsp_interrupt_vector_enable(vector) : status;
}

rtems_status_code rtems_interrupt_vector_disable(rtems_vector_number vector)
{
    const rtems_status_code status = check("", vector);
    return status == RTEMS_SUCCESSFUL ? bsp_interrupt_vector_disable(vector) : status;
}

rtems_status_code rtems_interrupt_is_pending(rtems_vector_number vector, bool *pending)
{
    const rtems_status_code status = check(pending, vector);
    return status == RTEMS_SUCCESSFUL ? bsp_interrupt_is_pending(vector, pending) : status;
}

rtems_status_code rtems_interrupt_raise(rtems_vector_number vector)
{
    const rtems_status_code status = check("", vector);
    return status == RTEMS_SUCCESSFUL ? bsp_interrupt_raise(vector) : status;
}

rtems_status_code rtems_interrupt_raise_on(rtems_vector_number vector, uint32_t cpu_index)
{
    const rtems_status_code status = check("", vector);
    if (status == RTEMS_SUCCESSFUL && cpu_index != 0) {
        return RTEMS_NOT_CONFIGURED;
    }
    return status == RTEMS_SUCCESSFUL ? bsp_interrupt_raise(vector) : status;
}

rtems_status_code rtems_interrupt_clear(rtems_vector_number vector)
{
    const rtems_status_code status = check("", vector);
    return status == RTEMS_SUCCESSFUL ? bsp_interrupt_clear(vector) : status;
}

/* The order of sources is fixed, a lower number goes first. */
rtems_status_code rtems_interrupt_get_priority(rtems_vector_number vector, uint32_t *priority)
{
    const rtems_status_code status = check(priority, vector);
    return status == RTEMS_SUCCESSFUL ? RTEMS_UNSATISFIED : status;
}

rtems_status_code rtems_interrupt_set_priority(rtems_vector_number vector, uint32_t priority)
{
    const rtems_status_code status = check("", vector);
    return status == RTEMS_SUCCESSFUL ? RTEMS_UNSATISFIED : status;
}

/* There is one processor. */
rtems_status_code rtems_interrupt_get_affinity(rtems_vector_number vector, size_t affinity_size,
                                               cpu_set_t *affinity)
{
    Processor_mask mask;
    const rtems_status_code status = check(affinity, vector);
    if (status != RTEMS_SUCCESSFUL) {
        return status;
    }
    _Processor_mask_From_index(&mask, 0);
    return _Processor_mask_To_cpu_set_t(&mask, affinity_size, affinity) ==
                   PROCESSOR_MASK_COPY_LOSSLESS
               ? RTEMS_SUCCESSFUL
               : RTEMS_INVALID_SIZE;
}

rtems_status_code rtems_interrupt_set_affinity(rtems_vector_number vector, size_t affinity_size,
                                               const cpu_set_t *affinity)
{
    Processor_mask mask;
    const rtems_status_code status = check(affinity, vector);
    if (status != RTEMS_SUCCESSFUL) {
        return status;
    }
    if (_Processor_mask_From_cpu_set_t(&mask, affinity_size, affinity) >
        PROCESSOR_MASK_COPY_PARTIAL_LOSS) {
        return RTEMS_INVALID_NUMBER;
    }
    return _Processor_mask_Is_set(&mask, 0) ? RTEMS_SUCCESSFUL : RTEMS_INVALID_NUMBER;
}

/* What is installed, as the shell's command irq prints it. */

struct report {
    const rtems_printer *printer;
    rtems_vector_number vector;
};

static void report_handler(void *argument, const char *info, rtems_option options,
                           rtems_interrupt_handler handler, void *handler_argument)
{
    const struct report *report = argument;
    rtems_printf(report->printer, "%6" PRIu32 "  %-6s  %8" PRIxPTR "  %8" PRIxPTR "  %s\n",
                 report->vector, options == RTEMS_INTERRUPT_UNIQUE ? "unique" : "shared",
                 (uintptr_t)handler, (uintptr_t)handler_argument, info);
}

void bsp_interrupt_report_with_plugin(const rtems_printer *printer)
{
    struct report report = {.printer = printer};
    rtems_printf(printer, "vector  option   handler  argument  name\n");
    for (; report.vector < BSP_INTERRUPT_VECTOR_COUNT; report.vector++) {
        rtems_interrupt_handler_iterate(report.vector, report_handler, &report);
    }
}

void bsp_interrupt_report(void)
{
    rtems_printer printer;
    rtems_print_printer_printk(&printer);
    bsp_interrupt_report_with_plugin(&printer);
}
