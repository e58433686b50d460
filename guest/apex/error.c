/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/*
 * Errors. One of a process goes to the error handler process, which is more urgent than everything
 * else in the partition; without one, of one, and before NORMAL it is the partition's. A process
 * that raised an error does not run before the handler has read it, so an entry for each process is
 * room enough, and one message.
 */
#include "runtime.h"

struct apex_process apex_handler;
static SYSTEM_ADDRESS_TYPE handler_entry;
static bool handler_asked; /* GET_ERROR_STATUS, since it was activated */

static struct apex_process *first, **last = &first; /* with errors that were not read */

static APEX_BYTE message[MAX_ERROR_MESSAGE_SIZE];
static ERROR_MESSAGE_SIZE_TYPE message_length;

void apex_partition_error(ERROR_CODE_TYPE code, bh_word detail)
{
    static const uint8_t error[] = {
        [DEADLINE_MISSED] = BH_ERROR_DEADLINE_MISSED,   [APPLICATION_ERROR] = BH_ERROR_APPLICATION_ERROR,
        [NUMERIC_ERROR] = BH_ERROR_NUMERIC_ERROR,       [ILLEGAL_REQUEST] = BH_ERROR_ILLEGAL_REQUEST,
        [STACK_OVERFLOW] = BH_ERROR_STACK_OVERFLOW,     [MEMORY_VIOLATION] = BH_ERROR_MEMORY_VIOLATION,
        [HARDWARE_FAULT] = BH_ERROR_APPLICATION_ERROR,  [POWER_FAIL] = BH_ERROR_APPLICATION_ERROR,
    };
    bh_health_raise(error[code], code, detail);
}

/* The handler. */

static _Noreturn void handler_body(void)
{
    apex_leave();
    ((void (*)(void))handler_entry)();
    STOP_SELF();
    __builtin_unreachable();
}

static void handler_activate(void)
{
    if ((apex_handler.held & HELD_DORMANT) != 0) {
        apex_context_make(&apex_handler, handler_body);
        handler_asked = false;
        apex_free(&apex_handler, HELD_DORMANT);
    }
}

static void forget(struct apex_process *process)
{
    process->errors = 0;
    first = process->error_next;
    if (first == NULL) {
        last = &first;
    }
}

void apex_handler_stopped(void)
{
    if (first == NULL) {
        return;
    }
    if (handler_asked) { /* for the rest */
        handler_activate();
        return;
    }
    apex_partition_error((ERROR_CODE_TYPE)__builtin_ctz(first->errors), first->error_address);
    while (first != NULL) {
        forget(first);
    }
}

static bool handler_takes(const struct apex_process *process)
{
    return handler_entry != NULL && apex_normal() && process != &apex_handler &&
           process != &apex_main;
}

void apex_error(struct apex_process *process, ERROR_CODE_TYPE code, bh_word address)
{
    if (!handler_takes(process)) {
        apex_partition_error(code, address);
        return;
    }
    if (process->errors == 0) {
        process->error_next = NULL;
        *last = process;
        last = &process->error_next;
    }
    process->errors |= 1u << code;
    if (code != DEADLINE_MISSED) { /* one of the two only is at an address */
        process->error_address = address;
    }
    handler_activate();
}

/* What cannot go on by itself. */
static _Noreturn void fault(ERROR_CODE_TYPE code, bh_word address)
{
    apex_error(apex_current, code, address);
    if (apex_current == &apex_handler) {
        apex_process_stop(&apex_handler);
    } else if (apex_current != &apex_main) {
        apex_lock_drop(apex_current);
        apex_hold(apex_current, HELD_FAULTED);
    } else { /* idling, and before NORMAL nothing else can run */
        for (;;) {
            bh_wait(0, BH_TIME_INFINITE);
        }
    }
    apex_abandon();
}

void apex_stack_overflow(void)
{
    apex_current->lost = true;
    fault(STACK_OVERFLOW, 0);
}

/* In the reserve, or not in its stack at all. */
static bool is_off_stack(const struct apex_process *process, bh_word sp)
{
    return sp - process->stack_floor > process->stack_room;
}

/* The page below a slot is its own process' to overflow to; to another it is memory that it does not
 * have. */
static ERROR_CODE_TYPE code_of(const struct bh_trap *trap, bool off_stack)
{
    switch (trap->vector) {
    case 0:
    case 4:
    case 5:
    case 16:
    case 19:
        return NUMERIC_ERROR;
    case 12:
        return off_stack ? STACK_OVERFLOW : MEMORY_VIOLATION;
    case 14:
        return off_stack || apex_stack_beyond(apex_current, trap->address) ? STACK_OVERFLOW
                                                                           : MEMORY_VIOLATION;
    default:
        return ILLEGAL_REQUEST;
    }
}

_Noreturn void apex_trap(const struct bh_trap *trap, bh_word sp);

/* What was interrupted within a service is not to go on there: others change what it was about. Nor
 * is what has no good stack, on which its context would be kept. */
void apex_trap(const struct bh_trap *trap, bh_word sp)
{
    const bool off_stack = is_off_stack(apex_current, sp);
    const ERROR_CODE_TYPE code = code_of(trap, off_stack);
    const bool in_service = (trap->flags & BH_FLAGS_ENABLED) == 0;

    apex_current->lost = in_service || off_stack || code == STACK_OVERFLOW;
    if (!apex_current->lost && apex_current != &apex_main) {
        apex_context_resume(apex_current, trap, sp);
    }
    fault(code, trap->pc);
}

/* Services. */

static RETURN_CODE_TYPE create_error_handler(SYSTEM_ADDRESS_TYPE entry, STACK_SIZE_TYPE stack_size)
{
    if (handler_entry != NULL) {
        return NO_ACTION;
    }
    if (stack_size == 0) {
        return INVALID_CONFIG;
    }
    if (apex_normal()) {
        return INVALID_MODE;
    }
    if (!apex_memory_left(0, stack_size)) {
        return INVALID_CONFIG;
    }
    apex_stack_give(&apex_handler, stack_size);
    apex_handler.priority = APEX_PRIORITY_HANDLER;
    apex_handler.held = HELD_DORMANT;
    apex_handler.attributes.PERIOD = INFINITE_TIME_VALUE;
    apex_handler.attributes.TIME_CAPACITY = INFINITE_TIME_VALUE;
    handler_entry = entry;
    return NO_ERROR;
}

void CREATE_ERROR_HANDLER(SYSTEM_ADDRESS_TYPE ENTRY_POINT, STACK_SIZE_TYPE STACK_SIZE,
                          RETURN_CODE_TYPE *RETURN_CODE)
{
    APEX_SERVICE(create_error_handler(ENTRY_POINT, STACK_SIZE));
}

static RETURN_CODE_TYPE get_error_status(ERROR_STATUS_TYPE *status)
{
    if (apex_current != &apex_handler) {
        return INVALID_CONFIG;
    }
    handler_asked = true;
    struct apex_process *const process = first;
    if (process == NULL) {
        return NO_ACTION;
    }
    const ERROR_CODE_TYPE code = (ERROR_CODE_TYPE)__builtin_ctz(process->errors);
    status->ERROR_CODE = code;
    status->FAILED_PROCESS_ID = process->id;
    status->FAILED_ADDRESS =
        code == DEADLINE_MISSED ? NULL : (SYSTEM_ADDRESS_TYPE)process->error_address;
    status->LENGTH = code == APPLICATION_ERROR ? message_length : 0;
    apex_copy(status->MESSAGE, message, status->LENGTH);
    process->errors &= ~(1u << code);
    if (process->errors == 0) {
        forget(process);
    }
    return NO_ERROR;
}

void GET_ERROR_STATUS(ERROR_STATUS_TYPE *ERROR_STATUS, RETURN_CODE_TYPE *RETURN_CODE)
{
    APEX_SERVICE(get_error_status(ERROR_STATUS));
}

static bool length_valid(ERROR_MESSAGE_SIZE_TYPE length)
{
    return length >= 0 && length <= MAX_ERROR_MESSAGE_SIZE;
}

static RETURN_CODE_TYPE raise(ERROR_CODE_TYPE code, MESSAGE_ADDR_TYPE text,
                              ERROR_MESSAGE_SIZE_TYPE length)
{
    if (!length_valid(length) || code != APPLICATION_ERROR) {
        return INVALID_PARAM;
    }
    apex_copy(message, text, length);
    message_length = length;
    apex_error(apex_current, APPLICATION_ERROR, 0);
    return NO_ERROR;
}

void RAISE_APPLICATION_ERROR(ERROR_CODE_TYPE ERROR_CODE, MESSAGE_ADDR_TYPE MESSAGE_ADDR,
                             ERROR_MESSAGE_SIZE_TYPE LENGTH, RETURN_CODE_TYPE *RETURN_CODE)
{
    APEX_SERVICE(raise(ERROR_CODE, MESSAGE_ADDR, LENGTH));
}

static size_t console_room(void)
{
    const volatile struct bh_console *const console = (const volatile struct bh_console *)BH_CONSOLE;
    return BH_CONSOLE_OUT - (console->out_head - console->out_tail);
}

/* A whole line, or NOT_AVAILABLE while there is no room for it. */
static RETURN_CODE_TYPE report(MESSAGE_ADDR_TYPE text, MESSAGE_SIZE_TYPE length)
{
    if (!length_valid(length)) {
        return INVALID_PARAM;
    }
    if (console_room() <= (size_t)length) {
        return NOT_AVAILABLE;
    }
    bh_console_write((const char *)text, (size_t)length);
    bh_console_write("\n", 1);
    return NO_ERROR;
}

/* The device may be slow: it is waited for between tries, with interrupts enabled. */
void REPORT_APPLICATION_MESSAGE(MESSAGE_ADDR_TYPE MESSAGE_ADDR, MESSAGE_SIZE_TYPE LENGTH,
                                RETURN_CODE_TYPE *RETURN_CODE)
{
    RETURN_CODE_TYPE code;
    for (;;) {
        apex_enter();
        code = report(MESSAGE_ADDR, LENGTH);
        apex_leave();
        if (code != NOT_AVAILABLE) {
            break;
        }
        bh_console_flush();
    }
    *RETURN_CODE = code;
}

/* On one core the handler preempts all processes either way. */
static RETURN_CODE_TYPE configure_error_handler(ERROR_HANDLER_CONCURRENCY_CONTROL_TYPE control,
                                                PROCESSOR_CORE_ID_TYPE core)
{
    if (control != PROCESSES_PAUSE && control != PROCESSES_SCHEDULED) {
        return INVALID_PARAM;
    }
    if (handler_entry == NULL || (core != 0 && core != CORE_AFFINITY_NO_PREFERENCE)) {
        return INVALID_CONFIG;
    }
    return apex_normal() ? INVALID_MODE : NO_ERROR;
}

void CONFIGURE_ERROR_HANDLER(ERROR_HANDLER_CONCURRENCY_CONTROL_TYPE CONCURRENCY_CONTROL,
                             PROCESSOR_CORE_ID_TYPE PROCESSOR_CORE_ID,
                             RETURN_CODE_TYPE *RETURN_CODE)
{
    APEX_SERVICE(configure_error_handler(CONCURRENCY_CONTROL, PROCESSOR_CORE_ID));
}
