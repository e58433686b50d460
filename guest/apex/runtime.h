/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/*
 * What the files of the APEX runtime share. All of it runs in the partition, in user mode. A service
 * runs on its caller's stack with virtual interrupts disabled, between apex_enter and apex_leave;
 * handlers of interrupts and traps run on the runtime's own stack.
 *
 * A service checks its arguments first, in the standard's order, and then makes a change that cannot
 * fail. Memory that its caller named is touched only while the runtime's own data is consistent, so
 * that a bad pointer is a fault of that process and nothing worse.
 */
#ifndef APEX_RUNTIME_H
#define APEX_RUNTIME_H

#include <apex_machine.h>

#include "apex.h"
#include "bh.h"

/* Above all priorities that a process can have, below them that of idling. */
#define APEX_PRIORITY_IDLE    0
#define APEX_PRIORITY_LOCK    (MAX_PRIORITY_VALUE + 1)
#define APEX_PRIORITY_HANDLER (MAX_PRIORITY_VALUE + 2)

/* A place in a ring of processes. */
struct apex_link {
    struct apex_link *next, *previous;
};

/** Processes that wait for one thing. Not an object's only: also those that START put off until
 * NORMAL are one. */
struct apex_queue {
    struct apex_link ring;
    QUEUING_DISCIPLINE_TYPE discipline;
    WAITING_RANGE_TYPE waiting;
};

/** A time at which something happens to a process. */
struct apex_timer {
    bh_time due; /* ns of module time */
    struct apex_process *process;
    uint32_t place; /* in the heap, from 1; 0: not armed */
};

/* Why a process does not compete for the processor; with none of them it is ready. */
enum apex_held {
    HELD_DORMANT = 1,
    HELD_FAULTED = 2,
    HELD_SUSPENDED = 4,
    HELD_BLOCKED = 8 /* waits for a resource, a time or a release point */
};

struct apex_process {
    bh_word sp;          /* i386/switch.S: the saved context */
    void *fpu;           /* i386/switch.S: saved FPU state */
    bh_word stack_floor; /* i386/switch.S: its own code's lowest stack pointer */
    bh_word stack_room;  /* i386/switch.S: bytes from there to the highest */
    bh_word stack_end;
    uint32_t held; /* enum apex_held, or-ed */
    PRIORITY_TYPE priority;
    struct apex_link link;    /* of those that are ready, or of a queue */
    struct apex_queue *queue; /* in which it waits, or NULL */
    struct apex_timer wake, deadline;
    RETURN_CODE_TYPE result;         /* of the service in which it waits */
    RETURN_CODE_TYPE timeout_result; /* the same, when `wake` is due */
    SYSTEM_TIME_TYPE deadline_time;
    SYSTEM_TIME_TYPE delay;     /* of its start */
    SYSTEM_TIME_TYPE release;   /* periodic: its latest or coming release; -1: not known yet */
    bool awaits_release;
    bool awaits_activation;     /* by the event for which it waits */
    PRIORITY_TYPE retained;     /* its priority, while a mutex gives it another */
    struct apex_mutex *mutex;   /* that it owns */
    struct apex_mutex *awaited; /* for which it waits */
    MESSAGE_ADDR_TYPE message;  /* that it sends or receives */
    MESSAGE_SIZE_TYPE length;
    QUEUING_PORT_ID_TYPE port; /* of a list, with a message for it */
    uint32_t errors; /* bit c: ERROR_CODE_TYPE c was not read by the handler */
    bh_word error_address;
    struct apex_process *error_next;
    bool lost; /* faulted where it cannot go on */
    PROCESS_ID_TYPE id;
    PROCESS_ATTRIBUTE_TYPE attributes;
};

/* processor.c: who runs. */

extern struct apex_process *apex_current; /* runs */
extern struct apex_process *apex_heir;    /* is to run: the first of the highest priority */
extern struct apex_process apex_main;     /* the initialisation process, later the idle one */
extern struct apex_process apex_handler;  /* the error handler process */

void apex_processor_init(void);

/** Takes a process out of the competition, and puts it back as the newest of its priority when the
 * last reason has gone. */
void apex_hold(struct apex_process *process, uint32_t why);
void apex_free(struct apex_process *process, uint32_t why);

/** Changes the priority; as the newest of the new one, or as the oldest. */
void apex_priority_change(struct apex_process *process, PRIORITY_TYPE priority, bool oldest);

/** Makes the running process the newest of its priority. */
void apex_yield(void);

/** Switches to the heir; answers when the caller's process runs again. Interrupts are disabled. */
void apex_dispatch(void);

/** The same without a return: what ran is not to go on here. */
_Noreturn void apex_abandon(void);

/** Enables virtual interrupts, and takes what is pending. */
void apex_take_pending(void);

/** bh_irq_take_pending without its switch of `enabled`: the layer's dispatch of what is pending. */
void bh_irq_dispatch(void);

_Noreturn void apex_stack_overflow(void);

static inline void apex_enter(void)
{
    bh_irq_disable();
    if (apex_sp() - apex_current->stack_floor > apex_current->stack_room) {
        apex_stack_overflow();
    }
}

static inline void apex_leave(void)
{
    if (apex_heir != apex_current) {
        apex_dispatch();
    }
    if (__builtin_expect(bh_enable(bh_vcpu()), 0)) {
        apex_take_pending();
    }
}

/** The body of a service: its checks and its change, of which the return code is told. */
#define APEX_SERVICE(code)                                                                         \
    do {                                                                                           \
        apex_enter();                                                                              \
        const RETURN_CODE_TYPE apex_result = (code);                                               \
        apex_leave();                                                                              \
        *RETURN_CODE = apex_result;                                                                \
    } while (0)

/* wait.c: the one rule of blocking. */

void apex_queue_init(struct apex_queue *queue, QUEUING_DISCIPLINE_TYPE discipline);
void apex_queue_insert(struct apex_queue *queue, struct apex_process *process);
void apex_queue_remove(struct apex_process *process);

static inline struct apex_process *apex_of_link(struct apex_link *link)
{
    return (struct apex_process *)((char *)link - offsetof(struct apex_process, link));
}

/** The next to be served, or NULL. */
static inline struct apex_process *apex_queue_first(const struct apex_queue *queue)
{
    return queue->ring.next != &queue->ring ? apex_of_link(queue->ring.next) : NULL;
}

/** Whether a time can be added to the present one. */
bool apex_time_reachable(SYSTEM_TIME_TYPE time);

/** Whether a time-out is none, infinite, or can be told. */
static inline bool apex_time_out_valid(SYSTEM_TIME_TYPE time_out)
{
    return time_out <= 0 || apex_time_reachable(time_out);
}

/** Whether the caller is a process that may wait: it owns no mutex, preemption lock included, and is
 * neither the error handler nor the initialisation process. */
bool apex_may_wait(void);

/** The rule for a resource that is not available: what the service answers, after a wait if there is
 * one. NULL: there is only the time. */
RETURN_CODE_TYPE apex_block(struct apex_queue *queue, SYSTEM_TIME_TYPE time_out);

/** Holds the caller, without a look at whether it may wait, and answers what ended that. */
RETURN_CODE_TYPE apex_wait(struct apex_queue *queue, uint32_t why, SYSTEM_TIME_TYPE time_out,
                           RETURN_CODE_TYPE timeout_result);

/** Ends a process' wait. */
void apex_serve(struct apex_process *process, RETURN_CODE_TYPE result);

/* timer.c: when the next thing happens. */

void apex_timer_init(void);
void apex_timer_set(struct apex_timer *timer, SYSTEM_TIME_TYPE due);
void apex_timer_cancel(struct apex_timer *timer);

/** Lets happen what is due; before a service looks at what time does. */
void apex_timer_expire(SYSTEM_TIME_TYPE now);

/** a + b, or -1 when that cannot be told. Neither is negative. */
static inline SYSTEM_TIME_TYPE apex_time_sum(SYSTEM_TIME_TYPE a, SYSTEM_TIME_TYPE b)
{
    return a <= INT64_MAX - b ? a + b : -1;
}

static inline SYSTEM_TIME_TYPE apex_now(void)
{
    return (SYSTEM_TIME_TYPE)bh_clock_ns();
}

/* release.c: release points of the partition. */

void apex_release_init(void);

/** The next one after now, or -1: it will be known when it comes. */
SYSTEM_TIME_TYPE apex_release_next(SYSTEM_TIME_TYPE now);

/* process.c: their lives. */

struct apex_process *apex_process_find(PROCESS_ID_TYPE id);
uint32_t apex_process_count(void);
struct apex_process *apex_process_at(uint32_t index);

/** Makes a process begin at its entry point on an empty stack, when it gets the processor. */
void apex_process_prepare(struct apex_process *process);

/** Ends a process' life; a preemption lock that it has goes. */
void apex_process_stop(struct apex_process *process);

/** Sets or clears (infinite, -1) the deadline. */
void apex_deadline_set(struct apex_process *process, SYSTEM_TIME_TYPE time);

/** NORMAL has come: those that were started begin. */
void apex_process_begin_all(void);

/** `wake` is due. */
void apex_process_woken(struct apex_process *process);

/* mutex.c */

struct apex_mutex;

/** Takes the preemption lock from a process that has it. */
void apex_lock_drop(struct apex_process *process);
LOCK_LEVEL_TYPE apex_lock_level(void);

/* partition.c */

extern OPERATING_MODE_TYPE apex_mode;

/** The initialisation process ends without NORMAL: nothing could ever run. */
_Noreturn void apex_end(void);

/** CREATE services are refused. */
static inline bool apex_normal(void)
{
    return apex_mode == NORMAL;
}

/* error.c */

/** Charges an error to a process: to the error handler if it may get it, else to the partition. */
void apex_error(struct apex_process *process, ERROR_CODE_TYPE code, bh_word address);

/** Charges an error to the partition. Comes back if its health table ignores the error. */
void apex_partition_error(ERROR_CODE_TYPE code, bh_word detail);

/** The error handler process has stopped. */
void apex_handler_stopped(void);

/* memory.c: the partition's free memory. */

/** Deeper than any service goes on its caller's stack, below the floor. */
#define APEX_STACK_RESERVE 1024

/** The initialisation process' slot, where the configuration lays out none. */
#define APEX_MAIN_SLOT 16384
#define APEX_MAIN_STACK (APEX_MAIN_SLOT - APEX_STACK_RESERVE - APEX_FPU_BYTES)

/** Zeroed memory for an object, 16-byte aligned, for good; or NULL. */
void *apex_memory(uint64_t bytes);

/** Whether there is room for an object and for a stack, each of that many bytes. */
bool apex_memory_left(uint64_t object, uint64_t stack);

/** Gives a process a stack of so many bytes at least, and room for its FPU state, for good. There is
 * room. */
void apex_stack_give(struct apex_process *process, STACK_SIZE_TYPE bytes);

/** Whether an address is in the page below a process' slot, where a stack that overflows arrives. */
bool apex_stack_beyond(const struct apex_process *process, bh_word address);

/** Faults here and now if the caller may not read, or write, what it named. */
void apex_probe_read(const APEX_BYTE *address, MESSAGE_SIZE_TYPE bytes);
void apex_probe_write(APEX_BYTE *address, MESSAGE_SIZE_TYPE bytes);
void apex_copy(APEX_BYTE *to, const APEX_BYTE *from, MESSAGE_SIZE_TYPE bytes);

/* object.c: objects by name and number. */

struct apex_table {
    void **entries; /* each begins with its name */
    uint32_t limit, count;
};

#define APEX_TABLE(name, number)                                                                   \
    static void *name##_entries[number];                                                           \
    static struct apex_table name = {.entries = name##_entries, .limit = (number)}

/** The object of this number, or NULL. Numbers begin with 1. */
static inline void *apex_object(const struct apex_table *table, APEX_INTEGER id)
{
    return (uint32_t)id - 1 < table->count ? table->entries[(uint32_t)id - 1] : NULL;
}

/** The number of the object of this name, or 0. */
APEX_INTEGER apex_object_find(const struct apex_table *table, const char *name);

bool apex_table_full(const struct apex_table *table);

/** Enters an object, under its name; answers its number. The table is not full. */
APEX_INTEGER apex_object_enter(struct apex_table *table, void *object, const char *name);

/** What GET_xxx_ID does. */
RETURN_CODE_TYPE apex_object_id(const struct apex_table *table, const char *name, APEX_INTEGER *id);

static inline bool apex_discipline_valid(QUEUING_DISCIPLINE_TYPE discipline)
{
    return discipline == FIFO || discipline == PRIORITY;
}

#endif
