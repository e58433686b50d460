/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* Waiting: the queues, and the one rule that every service follows that may wait. */
#include "runtime.h"

void apex_queue_init(struct apex_queue *queue, QUEUING_DISCIPLINE_TYPE discipline)
{
    *queue = (struct apex_queue){.ring = {&queue->ring, &queue->ring}, .discipline = discipline};
}

/* Behind all others; in order of priority, behind those that are not less urgent. */
void apex_queue_insert(struct apex_queue *queue, struct apex_process *process)
{
    struct apex_link *before = queue->ring.previous;

    if (queue->discipline == PRIORITY) {
        while (before != &queue->ring && apex_of_link(before)->priority < process->priority) {
            before = before->previous;
        }
    }
    process->link = (struct apex_link){.next = before->next, .previous = before};
    before->next->previous = &process->link;
    before->next = &process->link;
    process->queue = queue;
    queue->waiting++;
}

void apex_queue_remove(struct apex_process *process)
{
    process->link.next->previous = process->link.previous;
    process->link.previous->next = process->link.next;
    process->queue->waiting--;
    process->queue = NULL;
}

bool apex_time_reachable(SYSTEM_TIME_TYPE time)
{
    return apex_time_sum(apex_now(), time) >= 0;
}

bool apex_may_wait(void)
{
    return apex_current->mutex == NULL && apex_current != &apex_handler &&
           apex_current != &apex_main;
}

RETURN_CODE_TYPE apex_wait(struct apex_queue *queue, uint32_t why, SYSTEM_TIME_TYPE time_out,
                           RETURN_CODE_TYPE timeout_result)
{
    struct apex_process *const process = apex_current;

    apex_hold(process, why);
    if (queue != NULL) {
        apex_queue_insert(queue, process);
    }
    if (time_out > 0) {
        process->timeout_result = timeout_result;
        apex_timer_set(&process->wake, apex_time_sum(apex_now(), time_out));
    }
    apex_dispatch();
    return process->result;
}

RETURN_CODE_TYPE apex_block(struct apex_queue *queue, SYSTEM_TIME_TYPE time_out)
{
    if (time_out == 0) {
        return NOT_AVAILABLE;
    }
    if (!apex_may_wait()) {
        return INVALID_MODE;
    }
    return apex_wait(queue, HELD_BLOCKED, time_out, TIMED_OUT);
}

void apex_serve(struct apex_process *process, RETURN_CODE_TYPE result)
{
    if (process->queue != NULL) {
        apex_queue_remove(process);
    }
    apex_timer_cancel(&process->wake);
    process->result = result;
    apex_free(process, HELD_BLOCKED);
}
