/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/*
 * The ARINC 653 services of RTEMS partitions, and ports as device files, with a bare partition at
 * the far end (far_end.c), which runs while this one has no window.
 */
#define CONFIGURE_MAXIMUM_FILE_DESCRIPTORS 12
#include "test.h"

#include <apex.h>
#include <bsp/ports.h>

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "ports.h"

#define MS         INT64_C(1000000)
#define FOREVER    INFINITE_TIME_VALUE
#define FRAME      (10 * MS)
#define PRIORITIES 10 /* of tasks, less urgent than the initial task's */

static SAMPLING_PORT_ID_TYPE state, silent, position;
static QUEUING_PORT_ID_TYPE orders, urgent, out, control;
static RETURN_CODE_TYPE code;
static uint32_t words[STATE_BYTES / 4];
static MESSAGE_SIZE_TYPE length;

static void pause_ms(uint32_t ms)
{
    rtems_task_wake_after(RTEMS_MILLISECONDS_TO_TICKS(ms));
}

static void ask(enum command command, uint32_t first, uint32_t count)
{
    struct request request = {command, first, count};
    SEND_QUEUING_MESSAGE(control, (void *)&request, sizeof request, FOREVER, &code);
}

static uint32_t receive(QUEUING_PORT_ID_TYPE port, SYSTEM_TIME_TYPE time_out)
{
    uint32_t message[ORDER_BYTES / 4] = {0};
    RECEIVE_QUEUING_MESSAGE(port, time_out, (void *)message, &length, &code);
    return message[0];
}

static RETURN_CODE_TYPE send(uint32_t number, SYSTEM_TIME_TYPE time_out)
{
    uint32_t message[ORDER_BYTES / 4] = {number};
    SEND_QUEUING_MESSAGE(out, (void *)message, ORDER_BYTES, time_out, &code);
    return code;
}

/* Whether that took as long as it should: the time itself, then at most three of 1 ms and the time
 * until the next window. */
static bool took(SYSTEM_TIME_TYPE since, SYSTEM_TIME_TYPE time)
{
    const SYSTEM_TIME_TYPE passed = (SYSTEM_TIME_TYPE)bh_clock_ns() - since;
    return passed >= time && passed < time + 3 * MS + FRAME - 6 * MS;
}

static void creation(void)
{
    QUEUING_PORT_ID_TYPE id;
    bool good;
    CREATE_SAMPLING_PORT("nothing", STATE_BYTES, DESTINATION, 30 * MS, &state, &code);
    good = code == INVALID_CONFIG;
    CREATE_SAMPLING_PORT("state", STATE_BYTES + 1, DESTINATION, 30 * MS, &state, &code);
    good &= code == INVALID_CONFIG;
    CREATE_SAMPLING_PORT("state", STATE_BYTES, SOURCE, 30 * MS, &state, &code);
    good &= code == INVALID_CONFIG;
    CREATE_SAMPLING_PORT("orders", ORDER_BYTES, DESTINATION, 30 * MS, &state, &code);
    good &= code == INVALID_CONFIG;
    CREATE_QUEUING_PORT("orders", ORDER_BYTES, 3, DESTINATION, FIFO, &orders, &code);
    good &= code == INVALID_CONFIG;
    GET_QUEUING_PORT_ID("orders", &id, &code);
    check(good && code == INVALID_CONFIG, "a port that is not as it is configured is not created");

    CREATE_SAMPLING_PORT("state", STATE_BYTES, DESTINATION, 30 * MS, &state, &code);
    good = code == NO_ERROR;
    CREATE_SAMPLING_PORT("silent", STATE_BYTES, DESTINATION, FOREVER, &silent, &code);
    good &= code == NO_ERROR;
    CREATE_SAMPLING_PORT("position", STATE_BYTES, SOURCE, FOREVER, &position, &code);
    good &= code == NO_ERROR;
    CREATE_QUEUING_PORT("orders", ORDER_BYTES, 2, DESTINATION, FIFO, &orders, &code);
    good &= code == NO_ERROR;
    CREATE_QUEUING_PORT("urgent", ORDER_BYTES, 2, DESTINATION, PRIORITY, &urgent, &code);
    good &= code == NO_ERROR;
    CREATE_QUEUING_PORT("out", ORDER_BYTES, 2, SOURCE, FIFO, &out, &code);
    good &= code == NO_ERROR;
    CREATE_QUEUING_PORT("control", sizeof(struct request), 4, SOURCE, FIFO, &control, &code);
    good &= code == NO_ERROR;
    check(good, "ports of all kinds are created, in NORMAL");
    CREATE_QUEUING_PORT("orders", ORDER_BYTES, 2, DESTINATION, FIFO, &id, &code);
    good = code == NO_ACTION;
    GET_QUEUING_PORT_ID("orders", &id, &code);
    check(good && code == NO_ERROR && id == orders, "once, and found by name");
}

static void sampling(void)
{
    SAMPLING_PORT_STATUS_TYPE status;
    VALIDITY_TYPE validity = VALID;
    READ_SAMPLING_MESSAGE(silent, (void *)words, &length, &validity, &code);
    check(code == NO_ACTION && validity == INVALID && length == 0,
          "a port whose writer never wrote has no message");
    ask(WRITE_STATE, 1, 3);
    pause_ms(10);
    READ_SAMPLING_MESSAGE(state, (void *)words, &length, &validity, &code);
    check(code == NO_ERROR && validity == VALID && length == STATE_BYTES && words[0] == 3,
          "a sampling port has the newest message");
    pause_ms(40);
    READ_SAMPLING_MESSAGE(state, (void *)words, &length, &validity, &code);
    check(code == NO_ERROR && validity == INVALID && words[0] == 3,
          "after its refresh period it is there and invalid");
    GET_SAMPLING_PORT_STATUS(state, &status, &code);
    check(code == NO_ERROR && status.LAST_MSG_VALIDITY == INVALID &&
              status.REFRESH_PERIOD == 30 * MS && status.PORT_DIRECTION == DESTINATION,
          "and the status says so");
    words[0] = 77;
    WRITE_SAMPLING_MESSAGE(position, (void *)words, STATE_BYTES, &code);
    ask(TELL, 0, 0);
    check(receive(orders, FOREVER) == 77, "what is written is read at the far end");
    WRITE_SAMPLING_MESSAGE(position, (void *)words, 0, &code);
    bool good = code == INVALID_PARAM;
    WRITE_SAMPLING_MESSAGE(position, (void *)words, STATE_BYTES + 1, &code);
    good &= code == INVALID_CONFIG;
    WRITE_SAMPLING_MESSAGE(state, (void *)words, STATE_BYTES, &code);
    good &= code == INVALID_MODE;
    READ_SAMPLING_MESSAGE(position, (void *)words, &length, &validity, &code);
    good &= code == INVALID_MODE;
    READ_SAMPLING_MESSAGE(orders, (void *)words, &length, &validity, &code);
    check(good && code == INVALID_PARAM, "lengths, directions and kinds are checked");
}

static void queuing(void)
{
    QUEUING_PORT_STATUS_TYPE status;
    uint32_t good = 0;
    ask(SEND, 10, 4);
    for (uint32_t i = 0; i < 4; i++) {
        good += receive(orders, FOREVER) == 10 + i && code == NO_ERROR && length == ORDER_BYTES;
    }
    check(good == 4, "a queuing port has all messages, in order");
    receive(orders, 0);
    check(code == NOT_AVAILABLE && length == 0, "then it is empty");
    const SYSTEM_TIME_TYPE begin = (SYSTEM_TIME_TYPE)bh_clock_ns();
    receive(orders, 25 * MS);
    check(code == TIMED_OUT && took(begin, 25 * MS), "a task waits as long as it said (%d us)",
          (int)(((SYSTEM_TIME_TYPE)bh_clock_ns() - begin) / 1000));
    ask(SEND, 20, 5);
    pause_ms(20);
    GET_QUEUING_PORT_STATUS(orders, &status, &code);
    check(status.NB_MESSAGE == 2 && status.MAX_NB_MESSAGE == 2 && status.WAITING_PROCESSES == 0,
          "the status counts this end's messages");
    CLEAR_QUEUING_PORT(orders, &code);
    receive(orders, 0);
    check(code == NOT_AVAILABLE, "clearing leaves none");
}

static void full(void)
{
    bool good = true;
    for (uint32_t i = 0; i < 4; i++) {
        good &= send(30 + i, 0) == NO_ERROR;
    }
    check(good && send(0, 0) == NOT_AVAILABLE, "a queue is full with both ends' messages");
    const SYSTEM_TIME_TYPE begin = (SYSTEM_TIME_TYPE)bh_clock_ns();
    check(send(0, 15 * MS) == TIMED_OUT && took(begin, 15 * MS),
          "a task waits for room as long as it said");
    ask(TAKE, 30, 5);
    check(send(34, FOREVER) == NO_ERROR, "and goes on when the far end takes a message");
    check(receive(orders, FOREVER) == 5, "which gets all of them, in order");
}

/* Tasks that wait at a port. */

struct taker {
    QUEUING_PORT_ID_TYPE port;
    SYSTEM_TIME_TYPE time_out;
    uint32_t got;
    RETURN_CODE_TYPE code;
    rtems_id id;
};

static rtems_task take(rtems_task_argument argument)
{
    struct taker *const taker = (struct taker *)argument;
    uint32_t message[ORDER_BYTES / 4] = {0};
    MESSAGE_SIZE_TYPE bytes;
    RECEIVE_QUEUING_MESSAGE(taker->port, taker->time_out, (void *)message, &bytes, &taker->code);
    taker->got = message[0];
    rtems_task_suspend(RTEMS_SELF);
}

static void start(struct taker *taker, rtems_task_priority priority)
{
    taker->got = 0;
    rtems_task_create(rtems_build_name('T', 'A', 'K', 'E'), priority, 8192, RTEMS_DEFAULT_MODES,
                      RTEMS_DEFAULT_ATTRIBUTES, &taker->id);
    rtems_task_start(taker->id, take, (rtems_task_argument)taker);
    pause_ms(2);
}

static WAITING_RANGE_TYPE waiting(QUEUING_PORT_ID_TYPE port)
{
    QUEUING_PORT_STATUS_TYPE status = {0};
    GET_QUEUING_PORT_STATUS(port, &status, &code);
    return status.WAITING_PROCESSES;
}

/* Three tasks wait, of which the second is the most urgent. */
static void three(QUEUING_PORT_ID_TYPE port, enum command command, uint32_t first, uint32_t second,
                  uint32_t third, const char *order)
{
    struct taker takers[3] = {{port, FOREVER}, {port, FOREVER}, {port, FOREVER}};
    start(&takers[0], PRIORITIES + 1);
    start(&takers[1], PRIORITIES);
    start(&takers[2], PRIORITIES + 1);
    const bool wait = waiting(port) == 3;
    ask(command, 1, 3);
    pause_ms(40);
    check(wait && waiting(port) == 0 && takers[0].got == first && takers[1].got == second &&
              takers[2].got == third,
          "of three tasks that wait messages go %s (%u %u %u)", order, (unsigned)takers[0].got,
          (unsigned)takers[1].got, (unsigned)takers[2].got);
    for (int i = 0; i < 3; i++) {
        rtems_task_delete(takers[i].id);
    }
}

/* Against a task that waits and has not run yet since its message came. */
static RETURN_CODE_TYPE overtake(QUEUING_PORT_ID_TYPE port, enum command command)
{
    QUEUING_PORT_STATUS_TYPE status;
    struct taker taker = {port, FOREVER};
    start(&taker, PRIORITIES);
    ask(command, 1, 1);
    do {
        GET_QUEUING_PORT_STATUS(port, &status, &code);
    } while (status.NB_MESSAGE == 0);
    receive(port, 0);
    const RETURN_CODE_TYPE result = code;
    pause_ms(5);
    check((taker.got == 1) == (result == NOT_AVAILABLE), "one task gets the message");
    rtems_task_delete(taker.id);
    return result;
}

static void deleted(void)
{
    struct taker gone = {orders, FOREVER}, next = {orders, FOREVER}, late = {orders, 20 * MS};
    start(&gone, PRIORITIES);
    start(&next, PRIORITIES);
    rtems_task_delete(gone.id);
    const bool left = waiting(orders) == 1;
    ask(SEND, 5, 1);
    pause_ms(30);
    check(left && gone.got == 0 && next.got == 5, "a task that is deleted waits no more");
    rtems_task_restart(next.id, (rtems_task_argument)&next);
    pause_ms(2);
    const bool again = waiting(orders) == 1;
    rtems_task_restart(next.id, (rtems_task_argument)&next);
    pause_ms(2);
    check(again && waiting(orders) == 1, "one that is restarted waits once");
    start(&late, PRIORITIES);
    pause_ms(40);
    check(late.code == TIMED_OUT && waiting(orders) == 1, "time-outs end in any order");
    rtems_task_delete(next.id);
    rtems_task_delete(late.id);
}

/* Several tasks take what comes as fast as it can, while windows end anywhere. */

#define FLOW 2000

static volatile uint32_t flowed, disordered;

static rtems_task take_many(rtems_task_argument port)
{
    uint32_t message[ORDER_BYTES / 4], last = 0;
    for (;;) {
        MESSAGE_SIZE_TYPE bytes;
        RETURN_CODE_TYPE result;
        RECEIVE_QUEUING_MESSAGE((QUEUING_PORT_ID_TYPE)port, FOREVER, (void *)message, &bytes,
                                &result);
        disordered += result != NO_ERROR || bytes != ORDER_BYTES || message[0] <= last;
        last = message[0];
        flowed++;
    }
}

static void flow(QUEUING_PORT_ID_TYPE port, enum command command, const char *order)
{
    rtems_id ids[3];
    flowed = disordered = 0;
    for (int i = 0; i < 3; i++) {
        rtems_task_create(rtems_build_name('F', 'L', 'O', 'W'), PRIORITIES + (uint32_t)i / 2, 8192,
                          RTEMS_TIMESLICE, RTEMS_DEFAULT_ATTRIBUTES, &ids[i]);
        rtems_task_start(ids[i], take_many, (rtems_task_argument)port);
    }
    ask(command, 1, FLOW);
    for (int i = 0; flowed < FLOW && i < 600; i++) {
        pause_ms(10);
    }
    pause_ms(20);
    for (int i = 0; i < 3; i++) {
        rtems_task_delete(ids[i]);
    }
    check(flowed == FLOW && disordered == 0 && waiting(port) == 0,
          "three tasks take %d messages as they come, %s (%u, %u out of order)", FLOW, order,
          (unsigned)flowed, (unsigned)disordered);
}

/* Device files. */

static bool fails(ssize_t result, int error)
{
    return result == -1 && errno == error;
}

static void opening(void)
{
    check(bsp_ports_install() == RTEMS_SUCCESSFUL, "ports become device files");
    bool good = fails(open("/dev/ports/nothing", O_RDONLY), ENOENT);
    good &= fails(open("/dev/ports/state", O_WRONLY), EACCES);
    good &= fails(open("/dev/ports/state", O_RDWR), EACCES);
    good &= fails(open("/dev/ports/out", O_RDONLY), EACCES);
    check(good, "which open in the port's direction");
}

static void sampling_file(void)
{
    struct bsp_port_status status;
    const int in = open("/dev/ports/state", O_RDONLY), none = open("/dev/ports/silent", O_RDONLY),
              to = open("/dev/ports/position", O_WRONLY);
    struct bsp_port_sample sample = {words, sizeof words};
    check(fails(read(none, words, sizeof words), ENODATA), "read: ENODATA where nothing was written");
    check(fails(read(in, words, STATE_BYTES - 1), EMSGSIZE), "read: EMSGSIZE into a short buffer");
    check(ioctl(in, BSP_PORT_SAMPLE, &sample) == 0 && !sample.sample.valid && words[0] == 3 &&
              ioctl(in, BSP_PORT_STATUS, &status) == 0 && status.refresh == 30 * MS &&
              status.newest.number == sample.sample.number,
          "ioctl tells an old message's number, time and that it is invalid");
    ask(WRITE_STATE, 8, 1);
    pause_ms(10);
    check(read(in, words, sizeof words) == STATE_BYTES && words[0] == 8 &&
              read(in, words, sizeof words) == STATE_BYTES &&
              ioctl(in, BSP_PORT_STATUS, &status) == 0 && status.newest.valid,
          "read: the newest message, again and again");
    words[0] = 99;
    check(fails(write(to, words, STATE_BYTES + 1), EMSGSIZE) &&
              write(to, words, STATE_BYTES) == STATE_BYTES,
          "write: a message, EMSGSIZE if it is too long");
    ask(TELL, 0, 0);
    check(receive(orders, FOREVER) == 99, "it arrives");
    check(fails(write(in, words, STATE_BYTES), EBADF) && fails(ioctl(in, 0, NULL), ENOTTY),
          "and what a file cannot do is refused");
    close(in);
    close(none);
    close(to);
}

static void queuing_file(void)
{
    struct bsp_port_status status;
    uint32_t message[ORDER_BYTES / 4];
    const bh_time little = 5 * MS, much = BH_TIME_INFINITE, look = 0;
    const int in = open("/dev/ports/orders", O_RDONLY | O_NONBLOCK);
    const int to = open("/dev/ports/out", O_WRONLY);
    check(fails(read(in, message, sizeof message), EAGAIN), "read: EAGAIN with O_NONBLOCK");
    check(fails(ioctl(in, BSP_PORT_WAIT, &little), ETIMEDOUT) &&
              fails(ioctl(in, BSP_PORT_WAIT, &look), ETIMEDOUT),
          "ioctl waits for a message until its time-out");
    ask(SEND, 40, 2);
    check(ioctl(in, BSP_PORT_WAIT, &much) == 0 && ioctl(in, BSP_PORT_STATUS, &status) == 0 &&
              status.messages == 2 && status.kind == BH_PORT_QUEUING && status.max_size == ORDER_BYTES,
          "or until one is there, and does not take it");
    check(fails(read(in, message, ORDER_BYTES - 1), EMSGSIZE) &&
              read(in, message, sizeof message) == ORDER_BYTES && message[0] == 40,
          "read: a whole message, EMSGSIZE into a short buffer");
    check(ioctl(in, BSP_PORT_CLEAR) == 0 && fails(read(in, message, sizeof message), EAGAIN),
          "ioctl clears");
    fcntl(in, F_SETFL, 0);
    ask(SEND, 50, 1);
    check(read(in, message, sizeof message) == ORDER_BYTES && message[0] == 50,
          "read waits without O_NONBLOCK");
    fcntl(to, F_SETFL, O_NONBLOCK);
    bool good = fails(write(to, words, ORDER_BYTES + 1), EMSGSIZE);
    for (message[0] = 60; message[0] < 64; message[0]++) {
        good &= write(to, message, ORDER_BYTES) == ORDER_BYTES;
    }
    good &= fails(write(to, message, ORDER_BYTES), EAGAIN);
    check(good && fails(ioctl(to, BSP_PORT_WAIT, &little), ETIMEDOUT),
          "write: EAGAIN when the queue is full");
    fcntl(to, F_SETFL, 0);
    ask(TAKE, 60, 5);
    check(write(to, message, ORDER_BYTES) == ORDER_BYTES && receive(orders, FOREVER) == 5,
          "write waits without O_NONBLOCK");
    close(in);
    close(to);
}

/* The other services. */

static START_CONDITION_TYPE partition(void)
{
    PARTITION_STATUS_TYPE status;
    PARTITION_ID_TYPE id;
    SYSTEM_TIME_TYPE time;
    GET_PARTITION_STATUS(&status, &code);
    GET_MY_PARTITION_ID(&id, &code);
    check(status.OPERATING_MODE == NORMAL && status.IDENTIFIER == 1 && id == 1,
          "a partition is in NORMAL and knows its identifier");
    SET_PARTITION_MODE(NORMAL, &code);
    const bool good = code == NO_ACTION;
    SET_PARTITION_MODE(NORMAL + 1, &code);
    check(good && code == INVALID_PARAM, "setting its mode is checked");
    const bh_time before = bh_clock_ns();
    GET_TIME(&time, &code);
    check(time >= (SYSTEM_TIME_TYPE)before && time <= (SYSTEM_TIME_TYPE)bh_clock_ns(),
          "its time is the module's");
    return status.START_CONDITION;
}

static void health(void)
{
    char text[] = "ok - a message is reported";
    RAISE_APPLICATION_ERROR(DEADLINE_MISSED, NULL, 0, &code);
    bool good = code == INVALID_PARAM;
    REPORT_APPLICATION_MESSAGE((void *)text, MAX_ERROR_MESSAGE_SIZE + 1, &code);
    good &= code == INVALID_PARAM;
    REPORT_APPLICATION_MESSAGE((void *)text, sizeof text - 1, &code);
    check(good && code == NO_ERROR, "errors and messages are checked");
    RAISE_APPLICATION_ERROR(APPLICATION_ERROR, (void *)text, sizeof text - 1, &code);
}

static rtems_task Init(rtems_task_argument argument)
{
    if (partition() == PARTITION_RESTART) {
        creation();
        ask(SEND, 90, 1);
        check(receive(orders, FOREVER) == 90, "ports go on after a restart");
        exit(failed);
    }
    creation();
    sampling();
    queuing();
    full();
    three(orders, SEND, 1, 2, 3, "to the first who came");
    three(urgent, SEND_URGENT, 2, 1, 3, "to the most urgent one");
    check(overtake(orders, SEND) == NOT_AVAILABLE, "the one that waits, with FIFO");
    check(overtake(urgent, SEND_URGENT) == NO_ERROR, "the more urgent newcomer, with PRIORITY");
    flow(orders, SEND, "by turns");
    flow(urgent, SEND_URGENT, "the most urgent first");
    deleted();
    opening();
    sampling_file();
    queuing_file();
    health();
    fflush(stdout);
    if (failed == 0) {
        SET_PARTITION_MODE(WARM_START, &code);
    }
    exit(failed);
}
