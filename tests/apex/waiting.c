/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* Who waits in a queue, who is served, and with what message. */
#include "worker_test.h"

static SEMAPHORE_ID_TYPE fifo, byprio;
static EVENT_ID_TYPE event;
static BUFFER_ID_TYPE buffer;
static BLACKBOARD_ID_TYPE board;

/* Waiting in queues. */

static void wait_fifo(void)
{
    WAIT_SEMAPHORE(fifo, INFINITE_TIME_VALUE, &rc);
    note(letter());
}

static void wait_priority(void)
{
    WAIT_SEMAPHORE(byprio, INFINITE_TIME_VALUE, &rc);
    note(letter());
}

static void wait_event(void)
{
    WAIT_EVENT(event, INFINITE_TIME_VALUE, &rc);
    note(letter());
}

static void begin_in_order(void (*what)(void))
{
    begin(0, what, 50);
    pause();
    begin(1, what, 52);
    pause();
    begin(2, what, 51);
    pause();
}

static void signal_each(SEMAPHORE_ID_TYPE id)
{
    for (int i = 0; i < 3; i++) {
        SIGNAL_SEMAPHORE(id, &rc);
        pause();
    }
}

static void scene_queues(void)
{
    SEMAPHORE_STATUS_TYPE status;

    begin_in_order(wait_fifo);
    GET_SEMAPHORE_STATUS(fifo, &status, &rc);
    test(status.WAITING_PROCESSES == 3, "GET_SEMAPHORE_STATUS counts those that wait");
    signal_each(fifo);
    test(log_is("abc"), "a FIFO queue serves in the order of waiting");

    begin_in_order(wait_priority);
    signal_each(byprio);
    test(log_is("bca"), "a PRIORITY queue serves the most urgent first");

    begin_in_order(wait_event);
    SET_EVENT(event, &rc);
    pause();
    test(log_is("bca"), "an event wakes all who wait");
    RESET_EVENT(event, &rc);

    begin(0, wait_fifo, 50);
    pause();
    SUSPEND(worker[0], &rc);
    SIGNAL_SEMAPHORE(fifo, &rc);
    pause();
    test(log_is(""), "a suspended process that is served does not run");
    RESUME(worker[0], &rc);
    pause();
    test(log_is("a"), "before it is resumed");

    begin(0, wait_fifo, 50);
    pause();
    SUSPEND(worker[0], &rc);
    RESUME(worker[0], &rc);
    pause();
    test(log_is(""), "one that is resumed goes on waiting");
    SIGNAL_SEMAPHORE(fifo, &rc);
    pause();
    (void)log_is("a");
}

/* Messages. */

static APEX_BYTE received[8];
static MESSAGE_SIZE_TYPE received_length;

static void send_three(void)
{
    APEX_BYTE text[] = {'x', 'y', 'z'};
    for (int i = 0; i < 3; i++) {
        SEND_BUFFER(buffer, &text[i], 1, INFINITE_TIME_VALUE, &rc);
        note((char)text[i]);
    }
}

static void receive_one(void)
{
    RECEIVE_BUFFER(buffer, INFINITE_TIME_VALUE, received, &received_length, &rc);
    note((char)received[0]);
}

static void read_board(void)
{
    APEX_BYTE text[8];
    MESSAGE_SIZE_TYPE length;
    READ_BLACKBOARD(board, INFINITE_TIME_VALUE, text, &length, &rc);
    note(rc == NO_ERROR && length == 2 ? (char)text[1] : '?');
}

static void scene_messages(void)
{
    BUFFER_STATUS_TYPE status;
    APEX_BYTE hello[] = {'h', 'i'};

    begin(0, send_three, 50);
    pause();
    GET_BUFFER_STATUS(buffer, &status, &rc);
    test(log_is("xy") && status.NB_MESSAGE == 2 && status.WAITING_PROCESSES == 1,
         "a sender waits for room in a buffer");
    begin(1, receive_one, 60);
    pause();
    test(log_is("xz"), "and sends when a message is received");
    begin(1, receive_one, 60);
    pause();
    begin(1, receive_one, 60);
    pause();
    test(log_is("yz"), "messages come in the order in which they were sent");
    begin(1, receive_one, 60);
    pause();
    SEND_BUFFER(buffer, hello, 2, 0, &rc);
    pause();
    test(log_is("h") && received_length == 2, "a receiver that waits gets the message");

    begin(0, read_board, 50);
    begin(1, read_board, 51);
    pause();
    test(log_is(""), "readers of an empty blackboard wait");
    DISPLAY_BLACKBOARD(board, hello, 2, &rc);
    CLEAR_BLACKBOARD(board, &rc);
    pause();
    test(log_is("ii"), "and get what was displayed, though it is gone when they run");
}

static void drive(void)
{
    scene_queues();
    scene_messages();
    SET_PARTITION_MODE(IDLE, &rc);
}

int main(void)
{
    static char name_fifo[] = "fifo", name_prio[] = "prio", name[] = "it";
    CREATE_SEMAPHORE(name_fifo, 0, 10, FIFO, &fifo, &rc);
    CREATE_SEMAPHORE(name_prio, 0, 10, PRIORITY, &byprio, &rc);
    CREATE_EVENT(name, &event, &rc);
    CREATE_BUFFER(name, 8, 2, FIFO, &buffer, &rc);
    CREATE_BLACKBOARD(name, 8, &board, &rc);
    create_workers();
    begin_normal(drive);
    return 0;
}
