/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* Provokes the conditions of list_conditions.h, and shows who gets which message from a list. */
#include "ARINC653P2.h"
#include "condition_test.h"

#define LIMITS_PARTITION 3
#define CLERKS 3

static PROCESS_ID_TYPE clerk[CLERKS];
static QUEUING_PORT_ID_TYPE orders, a, b, c, port;
static QUEUING_PORT_LIST_ID_TYPE all, two, empty; /* a b c; c a; none */
static MUTEX_ID_TYPE mutex;
static APEX_INTEGER id;
static PORT_ACTION_TYPE action;
static MESSAGE_SIZE_TYPE length;
static APEX_BYTE text[8];

/* Has messages sent, in this order, in the other side's next window. */
static void tell(const char *ports)
{
    APEX_BYTE order[8];
    MESSAGE_SIZE_TYPE count = 0;
    for (; ports[count] != '\0'; count++) {
        order[count] = (APEX_BYTE)ports[count];
    }
    SEND_QUEUING_MESSAGE(orders, order, count, 0, &other);
    TIMED_WAIT(10 * MS, &other);
}

static MESSAGE_RANGE_TYPE messages(QUEUING_PORT_ID_TYPE of)
{
    QUEUING_PORT_STATUS_TYPE status;
    GET_QUEUING_PORT_STATUS(of, &status, &other);
    return status.NB_MESSAGE;
}

static void provoke(enum context context)
{
#include "list_conditions.h"
}

static void handle(void)
{
    ERROR_STATUS_TYPE error;
    GET_ERROR_STATUS(&error, &other);
    provoke(HANDLER);
}

/* What was received, or told: the port's letter. Clerks write theirs behind it. */
static char logged[32];
static int log_end;

static void note(char what)
{
    logged[log_end++ % 31] = what;
}

static bool log_is(const char *expected)
{
    int i = 0;
    while (i < log_end && logged[i] == expected[i]) {
        i++;
    }
    const bool same = i == log_end && expected[i] == '\0';
    logged[log_end % 31] = '\0';
    if (!same) {
        bh_print("# log: %s, expected %s\n", logged, expected);
    }
    log_end = 0;
    return same;
}

static char letter(QUEUING_PORT_ID_TYPE of)
{
    return of == a ? 'a' : of == b ? 'b' : of == c ? 'c' : '-';
}

static void receive(QUEUING_PORT_LIST_ID_TYPE list, RESET_LIST_TYPE reset, int times)
{
    for (int i = 0; i < times; i++) {
        RECEIVE_MESSAGE_FROM_QUEUING_PORT_LIST(list, 0, text, 8, reset, &port, &length, &rc);
        note(letter(port));
        if (rc == NO_ERROR && (length != 2 || text[0] != letter(port))) {
            note('?');
        }
    }
}

static void scene_order(void)
{
    tell("cbaa");
    receive(all, RESET, 5);
    test(log_is("aabc-"), "from its beginning a list is looked through in the order in which ports were added");
    tell("aabbc");
    receive(all, RESET, 1);
    receive(all, CONTINUE, 5);
    test(log_is("abcab-"), "and else behind the port that was told of last");
    tell("ac");
    receive(two, RESET, 3);
    test(log_is("ca-"), "another list with the same ports has an order of its own");
    tell("ab");
    for (int i = 0; i < 3; i++) {
        WAIT_FOR_MESSAGE_FROM_QUEUING_PORT_LIST(all, 0, i == 0 ? RESET : CONTINUE, &port, &rc);
        note(letter(port));
    }
    test(log_is("aba") && messages(a) == 1 && messages(b) == 1,
         "WAIT_FOR_MESSAGE goes round, too, and takes no message");
    receive(all, RESET, 2);
    (void)log_is("ab");
}

static void scene_inactive(void)
{
    SET_PORT_ACTION_IN_QUEUING_PORT_LIST(all, a, INACTIVE, &rc);
    tell("ab");
    receive(all, RESET, 2);
    test(log_is("b-"), "an inactive port is not looked at");
    receive(two, RESET, 1);
    test(log_is("a"), "but in another list it is");
    tell("a");
    receive(all, RESET, 1);
    SET_PORT_ACTION_IN_QUEUING_PORT_LIST(all, a, ACTIVE, &rc);
    receive(all, RESET, 1);
    test(log_is("-a"), "what it holds is there when it is active again");
}

/* Clerks: what each does, once, until its message comes. */
enum duty { FROM_ALL, FROM_TWO, WAIT_ALL, FROM_A };
static enum duty duty[CLERKS];

static void serve(void)
{
    APEX_BYTE message[8];
    QUEUING_PORT_ID_TYPE from = a;
    MESSAGE_SIZE_TYPE bytes;
    PROCESS_INDEX_TYPE self;
    RETURN_CODE_TYPE code;

    GET_MY_INDEX(&self, &code);
    switch (duty[self]) {
    case FROM_A:
        RECEIVE_QUEUING_MESSAGE(a, INFINITE_TIME_VALUE, message, &bytes, &code);
        break;
    case WAIT_ALL:
        WAIT_FOR_MESSAGE_FROM_QUEUING_PORT_LIST(all, INFINITE_TIME_VALUE, RESET, &from, &code);
        break;
    default:
        RECEIVE_MESSAGE_FROM_QUEUING_PORT_LIST(duty[self] == FROM_TWO ? two : all, INFINITE_TIME_VALUE,
                                               message, 8, RESET, &from, &bytes, &code);
        break;
    }
    note(code == NO_ERROR ? letter(from) : '?');
    note((char)('1' + self));
}

static void begin(int index, enum duty what)
{
    duty[index] = what;
    START(clerk[index], &rc);
    TIMED_WAIT(5 * MS, &rc);
}

static void scene_waiting(void)
{
    begin(0, FROM_ALL);
    begin(1, FROM_ALL);
    tell("c");
    test(log_is("c1"), "who waits at a list gets the message of any of its ports, the first one first");
    tell("b");
    test(log_is("b2"), "and then the next");
    begin(0, FROM_TWO);
    tell("ac");
    test(log_is("c1") && messages(a) == 1, "of messages that came together, that of the list's first port");
    receive(all, RESET, 1);
    (void)log_is("a");
    begin(0, WAIT_ALL);
    tell("b");
    test(log_is("b1") && messages(b) == 1, "who waits for a message only leaves it");
    begin(0, WAIT_ALL);
    test(log_is("b1"), "for others, who are told of it at once");
    receive(all, RESET, 1);
    (void)log_is("b");
    begin(0, WAIT_ALL);
    begin(1, WAIT_ALL);
    begin(2, FROM_ALL);
    tell("a");
    test(log_is("a1a2a3") && messages(a) == 0, "one message ends the wait of all who only wait, and of one who receives");
}

static void scene_precedence(void)
{
    begin(0, FROM_ALL);
    begin(1, FROM_A);
    tell("a");
    test(log_is("a2"), "who waits at the port itself comes before who waits at a list");
    begin(1, FROM_TWO);
    tell("a");
    test(log_is("a1"), "and of several lists that which got the port first");
    tell("a");
    test(log_is("a2"), "and then the others");
    begin(0, FROM_TWO);
    begin(1, FROM_A);
    tell("aa");
    test(log_is("a2a1"), "which get what is left, in the same instant");
}

static void scene_change(void)
{
    SET_PORT_ACTION_IN_QUEUING_PORT_LIST(all, b, INACTIVE, &rc);
    begin(0, FROM_ALL);
    tell("b");
    test(log_is("") && messages(b) == 1, "a message of an inactive port ends no wait");
    SET_PORT_ACTION_IN_QUEUING_PORT_LIST(all, b, ACTIVE, &rc);
    TIMED_WAIT(5 * MS, &rc);
    test(log_is("b1"), "but does when the port becomes active");
    begin(0, FROM_ALL);
    SET_PORT_ACTION_IN_QUEUING_PORT_LIST(all, b, INACTIVE, &rc);
    SET_PORT_ACTION_IN_QUEUING_PORT_LIST(all, b, ACTIVE, &rc);
    tell("b");
    test(log_is("b1"), "a port that becomes active while somebody waits is heard");

    begin(0, FROM_ALL);
    STOP(clerk[0], &rc);
    RECEIVE_MESSAGE_FROM_QUEUING_PORT_LIST(all, 1 * MS, text, 8, RESET, &port, &length, &rc);
    tell("c");
    test(log_is("") && rc == TIMED_OUT && messages(c) == 1, "who was stopped or gave up gets nothing");
    receive(all, RESET, 1);
    (void)log_is("c");
}

static void drive(void)
{
    provoke(PROCESS);
    RAISE_APPLICATION_ERROR(APPLICATION_ERROR, text, 1, &other);
    scene_order();
    scene_inactive();
    scene_waiting();
    scene_precedence();
    scene_change();
    SET_PARTITION_MODE(IDLE, &other);
}

int main(void)
{
    PARTITION_ID_TYPE partition;
    GET_MY_PARTITION_ID(&partition, &rc);
    if (partition == LIMITS_PARTITION) {
        provoke(LIMITS);
        SET_PARTITION_MODE(IDLE, &rc);
    }
    for (int i = 0; i < CLERKS; i++) {
        clerk[i] = test_process(numbered(i), serve, 50, -1, -1);
    }
    START(test_process("driver", drive, 100, -1, -1), &rc);
    CREATE_ERROR_HANDLER((SYSTEM_ADDRESS_TYPE)handle, 2048, &rc);
    CREATE_MUTEX(name("it"), 100, FIFO, &mutex, &rc);
    CREATE_QUEUING_PORT(name("orders"), 8, 4, SOURCE, FIFO, &orders, &rc);
    CREATE_QUEUING_PORT(name("a"), 4, 4, DESTINATION, FIFO, &a, &rc);
    CREATE_QUEUING_PORT(name("b"), 4, 4, DESTINATION, FIFO, &b, &rc);
    CREATE_QUEUING_PORT(name("c"), 8, 4, DESTINATION, FIFO, &c, &rc);
    provoke(INIT);
    CREATE_QUEUING_PORT_LIST(name("empty"), 1, &empty, &rc);
    SET_PARTITION_MODE(NORMAL, &rc);
    return 0;
}
