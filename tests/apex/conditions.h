/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/*
 * Every condition of every service, once. The test program (conditions.c) provokes each and compares
 * the return code; docs/apex-conformance.md is made of the same lines and of what the program said.
 *
 * CONDITION(service, context, condition, code, mark, how)
 *   context    who calls: INIT the initialisation process, PROCESS an aperiodic process in NORMAL,
 *              PERIODIC a periodic one, HANDLER the error handler, LIMITS the initialisation process
 *              of a second partition that uses up what there is, ALONE a process of that in NORMAL,
 *              without an error handler
 *   code       the return code that is expected
 *   mark       AGREED: public sources agree. SINGLE: one source says so. DISPUTED: sources differ,
 *              or say nothing; docs/apex.md gives the choice. UNVERIFIED: only name and
 *              parameters of the service are public; docs/apex.md gives the choice
 *   how        statements that leave the return code in `rc`, and may clear `holds`
 * In a context they run in this order.
 */

/* Partition management. */
CONDITION(GET_PARTITION_STATUS, INIT, "in a start mode", NO_ERROR, AGREED,
          GET_PARTITION_STATUS(&partition, &rc);
          holds = partition.PERIOD == 10 * MS && partition.DURATION == 5 * MS && partition.IDENTIFIER == 3 &&
                  partition.OPERATING_MODE == COLD_START &&
                  partition.START_CONDITION == NORMAL_START && partition.NUM_ASSIGNED_CORES == 1)
CONDITION(GET_PARTITION_STATUS, INIT, "in a start mode: LOCK_LEVEL 0", NO_ERROR, DISPUTED,
          GET_PARTITION_STATUS(&partition, &rc); holds = partition.LOCK_LEVEL == 0)
CONDITION(GET_PARTITION_STATUS, PROCESS, "in NORMAL, preemption locked", NO_ERROR, AGREED,
          LOCKED(GET_PARTITION_STATUS(&partition, &rc));
          holds = partition.LOCK_LEVEL == 1 && partition.OPERATING_MODE == NORMAL)
CONDITION(SET_PARTITION_MODE, INIT, "the mode is none of the four", INVALID_PARAM, AGREED,
          SET_PARTITION_MODE((OPERATING_MODE_TYPE)4, &rc))
CONDITION(SET_PARTITION_MODE, INIT, "WARM_START is asked for in COLD_START", INVALID_MODE, AGREED,
          SET_PARTITION_MODE(WARM_START, &rc))
CONDITION(SET_PARTITION_MODE, PROCESS, "the mode is none of the four", INVALID_PARAM, AGREED,
          SET_PARTITION_MODE((OPERATING_MODE_TYPE)-1, &rc))
CONDITION(SET_PARTITION_MODE, PROCESS, "NORMAL is asked for in NORMAL", NO_ACTION, AGREED,
          SET_PARTITION_MODE(NORMAL, &rc))
CONDITION(GET_MY_PARTITION_ID, INIT, "always", NO_ERROR, UNVERIFIED,
          GET_MY_PARTITION_ID(&partition_id, &rc); holds = partition_id == 3)

/* Process management. */
CONDITION(CREATE_PROCESS, INIT, "there is no memory for the stack", INVALID_CONFIG, AGREED,
          create("big", 10, -1, -1, 0x1000000))
CONDITION(CREATE_PROCESS, INIT, "the name is taken", NO_ACTION, AGREED, create("dormant", 10, -1, -1, 512))
CONDITION(CREATE_PROCESS, INIT, "the name is taken, all 32 characters of it", NO_ACTION, AGREED,
          create("a name of all its 32 characters.", 10, -1, -1, 512);
          create("a name of all its 32 characters.", 10, -1, -1, 512))
CONDITION(CREATE_PROCESS, INIT, "the name differs in case", NO_ERROR, DISPUTED,
          create("DORMANT", 10, -1, -1, 512))
CONDITION(CREATE_PROCESS, INIT, "the stack size is 0", INVALID_PARAM, AGREED, create("x", 10, -1, -1, 0))
CONDITION(CREATE_PROCESS, INIT, "the priority is 0", INVALID_PARAM, AGREED, create("x", 0, -1, -1, 512))
CONDITION(CREATE_PROCESS, INIT, "the priority is 240", INVALID_PARAM, AGREED, create("x", 240, -1, -1, 512))
CONDITION(CREATE_PROCESS, INIT, "the period is 0", INVALID_PARAM, AGREED, create("x", 10, 0, -1, 512))
CONDITION(CREATE_PROCESS, INIT, "the time capacity is 0", INVALID_PARAM, AGREED, create("x", 10, -1, 0, 512))
CONDITION(CREATE_PROCESS, INIT, "the deadline is neither SOFT nor HARD", INVALID_PARAM, SINGLE,
          attributes.DEADLINE = (DEADLINE_TYPE)2; create("x", 10, -1, -1, 512); attributes.DEADLINE = SOFT)
CONDITION(CREATE_PROCESS, INIT, "the period is no multiple of the partition's", INVALID_CONFIG, AGREED,
          create("x", 10, 15 * MS, -1, 512))
CONDITION(CREATE_PROCESS, INIT, "the time capacity is greater than the period", INVALID_PARAM, AGREED,
          create("x", 10, 10 * MS, 11 * MS, 512))
CONDITION(CREATE_PROCESS, INIT, "periodic without a deadline", NO_ERROR, DISPUTED,
          create("no deadline", 10, 20 * MS, -1, 512))
CONDITION(CREATE_PROCESS, PROCESS, "in NORMAL", INVALID_MODE, AGREED, create("late", 10, -1, -1, 512))
CONDITION(CREATE_PROCESS, PROCESS, "in NORMAL, and the name is taken", NO_ACTION, AGREED,
          create("dormant", 10, -1, -1, 512))
CONDITION(SET_PRIORITY, PROCESS, "no such process", INVALID_PARAM, AGREED, SET_PRIORITY(127, 5, &rc))
CONDITION(SET_PRIORITY, PROCESS, "the null process", INVALID_PARAM, AGREED, SET_PRIORITY(NULL_PROCESS_ID, 5, &rc))
CONDITION(SET_PRIORITY, PROCESS, "the priority is 0", INVALID_PARAM, AGREED, SET_PRIORITY(waiter, 0, &rc))
CONDITION(SET_PRIORITY, PROCESS, "the priority is 240", INVALID_PARAM, AGREED, SET_PRIORITY(waiter, 240, &rc))
CONDITION(SET_PRIORITY, PROCESS, "the process is dormant", INVALID_MODE, AGREED, SET_PRIORITY(dormant, 5, &rc))
CONDITION(SET_PRIORITY, PROCESS, "no such process, and the priority is wrong", INVALID_PARAM, AGREED,
          SET_PRIORITY(127, 0, &rc))
CONDITION(SET_PRIORITY, PROCESS, "of one that waits", NO_ERROR, AGREED, SET_PRIORITY(waiter, 120, &rc);
          GET_PROCESS_STATUS(waiter, &status, &other); holds = status.CURRENT_PRIORITY == 120)
CONDITION(SET_PRIORITY, PROCESS, "of one that owns a mutex: behind the release", NO_ERROR, SINGLE,
          OWNING(SET_PRIORITY(me, 99, &rc); GET_PROCESS_STATUS(me, &status, &other);
                 holds = status.CURRENT_PRIORITY == 150);
          GET_PROCESS_STATUS(me, &status, &other); holds = holds && status.CURRENT_PRIORITY == 99;
          SET_PRIORITY(me, 100, &other))
CONDITION(SUSPEND_SELF, INIT, "by the initialisation process", INVALID_MODE, SINGLE, SUSPEND_SELF(0, &rc))
CONDITION(SUSPEND_SELF, PROCESS, "preemption is locked", INVALID_MODE, AGREED, LOCKED(SUSPEND_SELF(0, &rc)))
CONDITION(SUSPEND_SELF, PROCESS, "the caller owns a mutex", INVALID_MODE, AGREED, OWNING(SUSPEND_SELF(0, &rc)))
CONDITION(SUSPEND_SELF, HANDLER, "by the error handler", INVALID_MODE, AGREED, SUSPEND_SELF(0, &rc))
CONDITION(SUSPEND_SELF, PROCESS, "the time-out cannot be told", INVALID_PARAM, AGREED, SUSPEND_SELF(INT64_MAX, &rc))
CONDITION(SUSPEND_SELF, PERIODIC, "the caller is periodic", INVALID_MODE, AGREED, SUSPEND_SELF(0, &rc))
CONDITION(SUSPEND_SELF, PROCESS, "the time-out is 0", NO_ERROR, AGREED, SUSPEND_SELF(0, &rc))
CONDITION(SUSPEND_SELF, PROCESS, "the time-out expires", TIMED_OUT, AGREED, SUSPEND_SELF(100 * US, &rc))
CONDITION(SUSPEND_SELF, PROCESS, "another one resumes it", NO_ERROR, AGREED, START(resumer, &rc);
          SUSPEND_SELF(INFINITE_TIME_VALUE, &rc))
CONDITION(SUSPEND_SELF, PROCESS, "a negative time-out is infinite", NO_ERROR, SINGLE, TIMED_WAIT(100 * US, &other); START(resumer, &rc);
          SUSPEND_SELF(-77, &rc))
CONDITION(SUSPEND, PROCESS, "no such process", INVALID_PARAM, AGREED, SUSPEND(127, &rc))
CONDITION(SUSPEND, PROCESS, "the caller itself", INVALID_PARAM, AGREED, SUSPEND(me, &rc))
CONDITION(SUSPEND, PROCESS, "the process is dormant", INVALID_MODE, AGREED, SUSPEND(dormant, &rc))
CONDITION(SUSPEND, PROCESS, "the process is periodic", INVALID_MODE, AGREED, SUSPEND(periodic, &rc))
CONDITION(SUSPEND, PROCESS, "the process owns a mutex", INVALID_MODE, AGREED, START(owner, &other);
          SUSPEND(owner, &rc); STOP(owner, &other))
CONDITION(SUSPEND, PROCESS, "the process waits for a mutex", INVALID_MODE, AGREED, START(wanter, &other);
          SUSPEND(wanter, &rc); STOP(wanter, &other))
CONDITION(SUSPEND, PROCESS, "the process waits for a resource", NO_ERROR, AGREED, SUSPEND(waiter, &rc))
CONDITION(SUSPEND, PROCESS, "the process is suspended already", NO_ACTION, AGREED, SUSPEND(waiter, &rc))
CONDITION(SUSPEND, INIT, "a started process before NORMAL", NO_ERROR, DISPUTED, SUSPEND(waiter, &rc);
          RESUME(waiter, &other))
CONDITION(RESUME, PROCESS, "no such process", INVALID_PARAM, AGREED, RESUME(127, &rc))
CONDITION(RESUME, PROCESS, "the caller itself", INVALID_PARAM, AGREED, RESUME(me, &rc))
CONDITION(RESUME, PROCESS, "the process is dormant", INVALID_MODE, AGREED, RESUME(dormant, &rc))
CONDITION(RESUME, PROCESS, "the process is periodic", INVALID_MODE, AGREED, RESUME(periodic, &rc))
CONDITION(RESUME, PROCESS, "the process is suspended", NO_ERROR, AGREED, RESUME(waiter, &rc))
CONDITION(RESUME, PROCESS, "the process is not suspended", NO_ACTION, AGREED, RESUME(waiter, &rc))
CONDITION(STOP, PROCESS, "no such process", INVALID_PARAM, AGREED, STOP(127, &rc))
CONDITION(STOP, PROCESS, "the caller itself", INVALID_PARAM, AGREED, STOP(me, &rc))
CONDITION(STOP, PROCESS, "the process is dormant", NO_ACTION, AGREED, STOP(dormant, &rc))
CONDITION(STOP, PROCESS, "the process waits", NO_ERROR, AGREED, STOP(waiter, &rc);
          GET_PROCESS_STATUS(waiter, &status, &other); holds = status.PROCESS_STATE == DORMANT;
          GET_EVENT_STATUS(event_down, &event_status, &other);
          holds = holds && event_status.WAITING_PROCESSES == 1)
CONDITION(START, PROCESS, "no such process", INVALID_PARAM, AGREED, START(127, &rc))
CONDITION(START, PROCESS, "the process is dormant", NO_ERROR, AGREED, START(waiter, &rc);
          GET_PROCESS_STATUS(waiter, &status, &other); holds = status.PROCESS_STATE == WAITING)
CONDITION(START, PROCESS, "the process is not dormant", NO_ACTION, AGREED, START(waiter, &rc))
CONDITION(START, PROCESS, "the caller itself", NO_ACTION, AGREED, START(me, &rc))
CONDITION(START, PROCESS, "the deadline cannot be told", INVALID_CONFIG, SINGLE, START(endless, &rc))
CONDITION(START, INIT, "the deadline cannot be told", INVALID_CONFIG, SINGLE, START(endless, &rc))
CONDITION(START, INIT, "before NORMAL the process waits", NO_ERROR, AGREED, START(early, &rc);
          GET_PROCESS_STATUS(early, &status, &other); holds = status.PROCESS_STATE == WAITING)
CONDITION(START, INIT, "the process is started already", NO_ACTION, AGREED, START(early, &rc))
CONDITION(DELAYED_START, PROCESS, "no such process", INVALID_PARAM, AGREED, DELAYED_START(127, 0, &rc))
CONDITION(DELAYED_START, PROCESS, "the delay cannot be told", INVALID_PARAM, AGREED,
          DELAYED_START(dormant, INT64_MAX, &rc))
CONDITION(DELAYED_START, PROCESS, "the delay is infinite", INVALID_PARAM, AGREED,
          DELAYED_START(dormant, INFINITE_TIME_VALUE, &rc))
CONDITION(DELAYED_START, PROCESS, "periodic, and the delay is the period", INVALID_PARAM, AGREED,
          STOP(periodic, &other); DELAYED_START(periodic, 10 * MS, &rc))
CONDITION(DELAYED_START, PROCESS, "the deadline cannot be told", INVALID_CONFIG, SINGLE,
          DELAYED_START(endless, 1 * MS, &rc))
CONDITION(DELAYED_START, PROCESS, "periodic, and the delay is less than the period", NO_ERROR, AGREED,
          DELAYED_START(periodic, 1 * MS, &rc))
CONDITION(DELAYED_START, PROCESS, "the process is not dormant", NO_ACTION, AGREED,
          DELAYED_START(periodic, 1 * MS, &rc))
CONDITION(LOCK_PREEMPTION, INIT, "before NORMAL", NO_ACTION, AGREED, LOCK_PREEMPTION(&level, &rc))
CONDITION(LOCK_PREEMPTION, HANDLER, "by the error handler", NO_ACTION, AGREED, LOCK_PREEMPTION(&level, &rc))
CONDITION(LOCK_PREEMPTION, PROCESS, "the first time", NO_ERROR, AGREED, LOCK_PREEMPTION(&level, &rc);
          holds = level == 1; UNLOCK_PREEMPTION(&level, &other))
CONDITION(LOCK_PREEMPTION, PROCESS, "at MAX_LOCK_LEVEL", INVALID_CONFIG, AGREED,
          for (int i = 0; i < MAX_LOCK_LEVEL; i++) { LOCK_PREEMPTION(&level, &other); }
          LOCK_PREEMPTION(&level, &rc); holds = level == MAX_LOCK_LEVEL;
          while (level > 0) { UNLOCK_PREEMPTION(&level, &other); })
CONDITION(LOCK_PREEMPTION, PROCESS, "the caller owns a mutex", INVALID_MODE, SINGLE,
          OWNING(LOCK_PREEMPTION(&level, &rc)))
CONDITION(UNLOCK_PREEMPTION, INIT, "before NORMAL", NO_ACTION, AGREED, UNLOCK_PREEMPTION(&level, &rc))
CONDITION(UNLOCK_PREEMPTION, HANDLER, "by the error handler", NO_ACTION, AGREED, UNLOCK_PREEMPTION(&level, &rc))
CONDITION(UNLOCK_PREEMPTION, PROCESS, "it is not locked", NO_ACTION, AGREED, UNLOCK_PREEMPTION(&level, &rc))
CONDITION(UNLOCK_PREEMPTION, PROCESS, "it is locked", NO_ERROR, AGREED, LOCK_PREEMPTION(&level, &other);
          UNLOCK_PREEMPTION(&level, &rc); holds = level == 0)
CONDITION(GET_MY_ID, INIT, "by the initialisation process: MAIN_PROCESS_ID", NO_ERROR, DISPUTED,
          GET_MY_ID(&process, &rc); holds = process == MAIN_PROCESS_ID)
CONDITION(GET_MY_ID, HANDLER, "by the error handler", INVALID_MODE, AGREED, GET_MY_ID(&process, &rc))
CONDITION(GET_MY_ID, PROCESS, "by a process", NO_ERROR, AGREED, GET_MY_ID(&process, &rc); holds = process == me)
CONDITION(GET_PROCESS_ID, PROCESS, "no such name", INVALID_CONFIG, AGREED,
          GET_PROCESS_ID(name("nobody"), &process, &rc))
CONDITION(GET_PROCESS_ID, PROCESS, "a process' name", NO_ERROR, AGREED,
          GET_PROCESS_ID(name("dormant"), &process, &rc); holds = process == dormant)
CONDITION(GET_PROCESS_STATUS, PROCESS, "no such process", INVALID_PARAM, AGREED, GET_PROCESS_STATUS(127, &status, &rc))
CONDITION(GET_PROCESS_STATUS, PROCESS, "of the caller", NO_ERROR, AGREED, GET_PROCESS_STATUS(me, &status, &rc);
          holds = status.PROCESS_STATE == RUNNING && status.CURRENT_PRIORITY == 100 &&
                  status.ATTRIBUTES.BASE_PRIORITY == 100 && status.DEADLINE_TIME == INFINITE_TIME_VALUE &&
                  status.ATTRIBUTES.NAME[0] == 't')
CONDITION(GET_PROCESS_STATUS, HANDLER, "of the process that was preempted: READY", NO_ERROR, AGREED,
          GET_PROCESS_STATUS(me, &status, &rc); holds = status.PROCESS_STATE == READY)
CONDITION(INITIALIZE_PROCESS_CORE_AFFINITY, INIT, "no such process", INVALID_PARAM, SINGLE,
          INITIALIZE_PROCESS_CORE_AFFINITY(127, 0, &rc))
CONDITION(INITIALIZE_PROCESS_CORE_AFFINITY, INIT, "no such core", INVALID_CONFIG, SINGLE,
          INITIALIZE_PROCESS_CORE_AFFINITY(dormant, 1, &rc))
CONDITION(INITIALIZE_PROCESS_CORE_AFFINITY, INIT, "core 0", NO_ERROR, SINGLE,
          INITIALIZE_PROCESS_CORE_AFFINITY(dormant, 0, &rc))
CONDITION(INITIALIZE_PROCESS_CORE_AFFINITY, INIT, "no preference", NO_ERROR, SINGLE,
          INITIALIZE_PROCESS_CORE_AFFINITY(dormant, CORE_AFFINITY_NO_PREFERENCE, &rc))
CONDITION(INITIALIZE_PROCESS_CORE_AFFINITY, PROCESS, "in NORMAL", INVALID_MODE, SINGLE,
          INITIALIZE_PROCESS_CORE_AFFINITY(dormant, 0, &rc))
CONDITION(GET_MY_PROCESSOR_CORE_ID, PROCESS, "always: 0", NO_ERROR, SINGLE,
          core = 7; GET_MY_PROCESSOR_CORE_ID(&core, &rc); holds = core == 0)
CONDITION(GET_MY_INDEX, INIT, "by the initialisation process", INVALID_MODE, SINGLE, GET_MY_INDEX(&process, &rc))
CONDITION(GET_MY_INDEX, HANDLER, "by the error handler", INVALID_MODE, SINGLE, GET_MY_INDEX(&process, &rc))
CONDITION(GET_MY_INDEX, PROCESS, "by a process: in order of creation, from 0", NO_ERROR, SINGLE,
          GET_MY_INDEX(&process, &rc); holds = process == 0)

/* Time management. */
CONDITION(TIMED_WAIT, INIT, "by the initialisation process", INVALID_MODE, SINGLE, TIMED_WAIT(0, &rc))
CONDITION(TIMED_WAIT, HANDLER, "by the error handler", INVALID_MODE, AGREED, TIMED_WAIT(0, &rc))
CONDITION(TIMED_WAIT, PROCESS, "preemption is locked", INVALID_MODE, AGREED, LOCKED(TIMED_WAIT(0, &rc)))
CONDITION(TIMED_WAIT, PROCESS, "the caller owns a mutex", INVALID_MODE, AGREED, OWNING(TIMED_WAIT(0, &rc)))
CONDITION(TIMED_WAIT, PROCESS, "the time cannot be told", INVALID_PARAM, AGREED, TIMED_WAIT(INT64_MAX, &rc))
CONDITION(TIMED_WAIT, PROCESS, "the time is infinite", INVALID_PARAM, AGREED, TIMED_WAIT(INFINITE_TIME_VALUE, &rc))
CONDITION(TIMED_WAIT, PROCESS, "preemption is locked, and the time is infinite", INVALID_MODE, AGREED,
          LOCKED(TIMED_WAIT(INFINITE_TIME_VALUE, &rc)))
CONDITION(TIMED_WAIT, PROCESS, "the time is 0", NO_ERROR, AGREED, TIMED_WAIT(0, &rc))
CONDITION(TIMED_WAIT, PROCESS, "the time passes", NO_ERROR, AGREED, TIMED_WAIT(50 * US, &rc))
CONDITION(PERIODIC_WAIT, INIT, "by the initialisation process", INVALID_MODE, AGREED, PERIODIC_WAIT(&rc))
CONDITION(PERIODIC_WAIT, HANDLER, "by the error handler", INVALID_MODE, AGREED, PERIODIC_WAIT(&rc))
CONDITION(PERIODIC_WAIT, PROCESS, "the caller is aperiodic", INVALID_MODE, AGREED, PERIODIC_WAIT(&rc))
CONDITION(PERIODIC_WAIT, PERIODIC, "preemption is locked", INVALID_MODE, AGREED, LOCKED(PERIODIC_WAIT(&rc)))
CONDITION(PERIODIC_WAIT, PERIODIC, "the caller owns a mutex", INVALID_MODE, AGREED, OWNING(PERIODIC_WAIT(&rc)))
CONDITION(PERIODIC_WAIT, PERIODIC, "the next release comes", NO_ERROR, AGREED, PERIODIC_WAIT(&rc))
CONDITION(PERIODIC_WAIT, PROCESS, "the next release cannot be told, in a periodic process", INVALID_CONFIG, AGREED,
          START(once, &other); TIMED_WAIT(25 * MS, &other); rc = once_answered)
CONDITION(GET_TIME, PROCESS, "time goes on", NO_ERROR, AGREED, GET_TIME(&time, &rc); holds = time > 0 && now() > time)
CONDITION(REPLENISH, PROCESS, "the budget cannot be told", INVALID_PARAM, AGREED, REPLENISH(INT64_MAX, &rc))
CONDITION(REPLENISH, INIT, "before NORMAL", NO_ACTION, AGREED, REPLENISH(1 * MS, &rc))
CONDITION(REPLENISH, HANDLER, "by the error handler", NO_ACTION, AGREED, REPLENISH(1 * MS, &rc))
CONDITION(REPLENISH, PROCESS, "the caller has no deadline", NO_ERROR, DISPUTED, REPLENISH(1 * MS, &rc))
CONDITION(REPLENISH, PERIODIC, "the budget is infinite", INVALID_MODE, AGREED, REPLENISH(INFINITE_TIME_VALUE, &rc))
CONDITION(REPLENISH, PERIODIC, "the deadline would pass the next release point", INVALID_MODE, AGREED,
          REPLENISH(10 * MS, &rc))
CONDITION(REPLENISH, PERIODIC, "the deadline is before the next release point", NO_ERROR, AGREED,
          REPLENISH(4 * MS, &rc))

/* Buffers. */
CONDITION(CREATE_BUFFER, INIT, "there is no memory", INVALID_CONFIG, AGREED,
          CREATE_BUFFER(name("big"), 8192, 512, FIFO, &id, &rc))
CONDITION(CREATE_BUFFER, INIT, "the name is taken", NO_ACTION, AGREED, CREATE_BUFFER(name("empty"), 8, 1, FIFO, &id, &rc))
CONDITION(CREATE_BUFFER, INIT, "the size is 0", INVALID_PARAM, AGREED, CREATE_BUFFER(name("x"), 0, 1, FIFO, &id, &rc))
CONDITION(CREATE_BUFFER, INIT, "the size is more than 8192", INVALID_PARAM, AGREED,
          CREATE_BUFFER(name("x"), 8193, 1, FIFO, &id, &rc))
CONDITION(CREATE_BUFFER, INIT, "the number is 0", INVALID_PARAM, AGREED, CREATE_BUFFER(name("x"), 8, 0, FIFO, &id, &rc))
CONDITION(CREATE_BUFFER, INIT, "the number is more than 512", INVALID_PARAM, AGREED,
          CREATE_BUFFER(name("x"), 8, 513, FIFO, &id, &rc))
CONDITION(CREATE_BUFFER, INIT, "no such discipline", INVALID_PARAM, AGREED,
          CREATE_BUFFER(name("x"), 8, 1, (QUEUING_DISCIPLINE_TYPE)2, &id, &rc))
CONDITION(CREATE_BUFFER, INIT, "of the greatest size", NO_ERROR, AGREED,
          CREATE_BUFFER(name("greatest"), 8192, 1, PRIORITY, &id, &rc))
CONDITION(CREATE_BUFFER, PROCESS, "in NORMAL", INVALID_MODE, AGREED, CREATE_BUFFER(name("x"), 8, 1, FIFO, &id, &rc))
CONDITION(SEND_BUFFER, PROCESS, "no such buffer", INVALID_PARAM, AGREED, SEND_BUFFER(99, text, 1, 0, &rc))
CONDITION(SEND_BUFFER, PROCESS, "buffer 0", INVALID_PARAM, AGREED, SEND_BUFFER(0, text, 1, 0, &rc))
CONDITION(SEND_BUFFER, PROCESS, "the length is 0", INVALID_PARAM, AGREED, SEND_BUFFER(buffer_empty, text, 0, 0, &rc))
CONDITION(SEND_BUFFER, PROCESS, "the length is negative", INVALID_PARAM, AGREED,
          SEND_BUFFER(buffer_empty, text, -1, 0, &rc))
CONDITION(SEND_BUFFER, PROCESS, "the message is too long", INVALID_PARAM, AGREED,
          SEND_BUFFER(buffer_empty, text, 9, 0, &rc))
CONDITION(SEND_BUFFER, PROCESS, "the time-out cannot be told", INVALID_PARAM, AGREED,
          SEND_BUFFER(buffer_empty, text, 1, INT64_MAX, &rc))
CONDITION(SEND_BUFFER, PROCESS, "full, and the time-out is 0", NOT_AVAILABLE, AGREED,
          SEND_BUFFER(buffer_full, text, 1, 0, &rc))
CONDITION(SEND_BUFFER, PROCESS, "full, and preemption is locked", INVALID_MODE, AGREED,
          LOCKED(SEND_BUFFER(buffer_full, text, 1, 1 * MS, &rc)))
CONDITION(SEND_BUFFER, PROCESS, "full, and the caller owns a mutex", INVALID_MODE, SINGLE,
          OWNING(SEND_BUFFER(buffer_full, text, 1, 1 * MS, &rc)))
CONDITION(SEND_BUFFER, HANDLER, "full, by the error handler", INVALID_MODE, AGREED,
          SEND_BUFFER(buffer_full, text, 1, INFINITE_TIME_VALUE, &rc))
CONDITION(SEND_BUFFER, INIT, "full, by the initialisation process", INVALID_MODE, SINGLE,
          SEND_BUFFER(buffer_full, text, 1, INFINITE_TIME_VALUE, &rc))
CONDITION(SEND_BUFFER, PROCESS, "full, and the time-out expires", TIMED_OUT, AGREED,
          SEND_BUFFER(buffer_full, text, 1, 100 * US, &rc))
CONDITION(SEND_BUFFER, PROCESS, "there is room, preemption is locked", NO_ERROR, AGREED,
          LOCKED(SEND_BUFFER(buffer_empty, text, 1, 0, &rc)); RECEIVE_BUFFER(buffer_empty, 0, text, &length, &other))
CONDITION(SEND_BUFFER, HANDLER, "there is room, by the error handler", NO_ERROR, AGREED,
          SEND_BUFFER(buffer_empty, text, 1, INFINITE_TIME_VALUE, &rc);
          RECEIVE_BUFFER(buffer_empty, 0, text, &length, &other))
CONDITION(RECEIVE_BUFFER, PROCESS, "no such buffer", INVALID_PARAM, AGREED, RECEIVE_BUFFER(99, 0, text, &length, &rc))
CONDITION(RECEIVE_BUFFER, PROCESS, "the time-out cannot be told", INVALID_PARAM, AGREED,
          RECEIVE_BUFFER(buffer_full, INT64_MAX, text, &length, &rc))
CONDITION(RECEIVE_BUFFER, PROCESS, "empty, and the time-out is 0", NOT_AVAILABLE, AGREED, length = 7;
          RECEIVE_BUFFER(buffer_empty, 0, text, &length, &rc); holds = length == 0)
CONDITION(RECEIVE_BUFFER, PROCESS, "empty, and preemption is locked", INVALID_MODE, AGREED, length = 7;
          LOCKED(RECEIVE_BUFFER(buffer_empty, 1 * MS, text, &length, &rc)); holds = length == 0)
CONDITION(RECEIVE_BUFFER, PROCESS, "empty, and the caller owns a mutex", INVALID_MODE, SINGLE,
          OWNING(RECEIVE_BUFFER(buffer_empty, 1 * MS, text, &length, &rc)))
CONDITION(RECEIVE_BUFFER, HANDLER, "empty, by the error handler", INVALID_MODE, AGREED,
          RECEIVE_BUFFER(buffer_empty, INFINITE_TIME_VALUE, text, &length, &rc))
CONDITION(RECEIVE_BUFFER, INIT, "empty, by the initialisation process", INVALID_MODE, SINGLE,
          RECEIVE_BUFFER(buffer_empty, INFINITE_TIME_VALUE, text, &length, &rc))
CONDITION(RECEIVE_BUFFER, PROCESS, "empty, and the time-out expires", TIMED_OUT, AGREED, length = 7;
          RECEIVE_BUFFER(buffer_empty, 100 * US, text, &length, &rc); holds = length == 0)
CONDITION(RECEIVE_BUFFER, PROCESS, "there is a message, preemption is locked", NO_ERROR, AGREED,
          LOCKED(RECEIVE_BUFFER(buffer_full, 1 * MS, text, &length, &rc)); holds = length == 3;
          SEND_BUFFER(buffer_full, text, 3, 0, &other))
CONDITION(GET_BUFFER_ID, PROCESS, "no such name", INVALID_CONFIG, AGREED, GET_BUFFER_ID(name("none"), &id, &rc))
CONDITION(GET_BUFFER_ID, PROCESS, "a buffer's name", NO_ERROR, AGREED, GET_BUFFER_ID(name("full"), &id, &rc);
          holds = id == buffer_full)
CONDITION(GET_BUFFER_STATUS, PROCESS, "no such buffer", INVALID_PARAM, AGREED, GET_BUFFER_STATUS(-1, &buffer_status, &rc))
CONDITION(GET_BUFFER_STATUS, PROCESS, "of a full one", NO_ERROR, AGREED, GET_BUFFER_STATUS(buffer_full, &buffer_status, &rc);
          holds = buffer_status.NB_MESSAGE == 1 && buffer_status.MAX_NB_MESSAGE == 1 &&
                  buffer_status.MAX_MESSAGE_SIZE == 8 && buffer_status.WAITING_PROCESSES == 0)

/* Blackboards. */
CONDITION(CREATE_BLACKBOARD, INIT, "the name is taken", NO_ACTION, AGREED, CREATE_BLACKBOARD(name("empty"), 8, &id, &rc))
CONDITION(CREATE_BLACKBOARD, INIT, "the size is 0", INVALID_PARAM, AGREED, CREATE_BLACKBOARD(name("x"), 0, &id, &rc))
CONDITION(CREATE_BLACKBOARD, INIT, "the size is more than 8192", INVALID_PARAM, AGREED,
          CREATE_BLACKBOARD(name("x"), 8193, &id, &rc))
CONDITION(CREATE_BLACKBOARD, INIT, "of the greatest size", NO_ERROR, AGREED,
          CREATE_BLACKBOARD(name("greatest"), 8192, &id, &rc))
CONDITION(CREATE_BLACKBOARD, PROCESS, "in NORMAL", INVALID_MODE, AGREED, CREATE_BLACKBOARD(name("x"), 8, &id, &rc))
CONDITION(DISPLAY_BLACKBOARD, PROCESS, "no such blackboard", INVALID_PARAM, AGREED, DISPLAY_BLACKBOARD(999, text, 1, &rc))
CONDITION(DISPLAY_BLACKBOARD, PROCESS, "the length is 0", INVALID_PARAM, AGREED, DISPLAY_BLACKBOARD(board, text, 0, &rc))
CONDITION(DISPLAY_BLACKBOARD, PROCESS, "the message is too long", INVALID_PARAM, AGREED,
          DISPLAY_BLACKBOARD(board, text, 9, &rc))
CONDITION(READ_BLACKBOARD, PROCESS, "no such blackboard", INVALID_PARAM, AGREED,
          READ_BLACKBOARD(999, 0, text, &length, &rc))
CONDITION(READ_BLACKBOARD, PROCESS, "the time-out cannot be told", INVALID_PARAM, AGREED,
          READ_BLACKBOARD(board, INT64_MAX, text, &length, &rc))
CONDITION(READ_BLACKBOARD, PROCESS, "empty, and the time-out is 0", NOT_AVAILABLE, AGREED, length = 7;
          READ_BLACKBOARD(board, 0, text, &length, &rc); holds = length == 0)
CONDITION(READ_BLACKBOARD, PROCESS, "empty, and preemption is locked", INVALID_MODE, AGREED,
          LOCKED(READ_BLACKBOARD(board, 1 * MS, text, &length, &rc)))
CONDITION(READ_BLACKBOARD, PROCESS, "empty, and the caller owns a mutex", INVALID_MODE, SINGLE,
          OWNING(READ_BLACKBOARD(board, 1 * MS, text, &length, &rc)))
CONDITION(READ_BLACKBOARD, HANDLER, "empty, by the error handler", INVALID_MODE, AGREED,
          READ_BLACKBOARD(board, 1 * MS, text, &length, &rc))
CONDITION(READ_BLACKBOARD, INIT, "empty, by the initialisation process", INVALID_MODE, SINGLE,
          READ_BLACKBOARD(board, 1 * MS, text, &length, &rc))
CONDITION(READ_BLACKBOARD, PROCESS, "empty, and the time-out expires", TIMED_OUT, AGREED, length = 7;
          READ_BLACKBOARD(board, 100 * US, text, &length, &rc); holds = length == 0)
CONDITION(DISPLAY_BLACKBOARD, PROCESS, "a message", NO_ERROR, AGREED, DISPLAY_BLACKBOARD(board, text, 5, &rc))
CONDITION(GET_BLACKBOARD_STATUS, PROCESS, "of one with a message", NO_ERROR, AGREED,
          GET_BLACKBOARD_STATUS(board, &board_status, &rc);
          holds = board_status.EMPTY_INDICATOR == OCCUPIED && board_status.MAX_MESSAGE_SIZE == 8)
CONDITION(READ_BLACKBOARD, PROCESS, "there is a message, preemption is locked", NO_ERROR, AGREED,
          LOCKED(READ_BLACKBOARD(board, 1 * MS, text, &length, &rc)); holds = length == 5)
CONDITION(CLEAR_BLACKBOARD, PROCESS, "no such blackboard", INVALID_PARAM, AGREED, CLEAR_BLACKBOARD(999, &rc))
CONDITION(CLEAR_BLACKBOARD, PROCESS, "with a message", NO_ERROR, AGREED, CLEAR_BLACKBOARD(board, &rc);
          GET_BLACKBOARD_STATUS(board, &board_status, &other); holds = board_status.EMPTY_INDICATOR == EMPTY)
CONDITION(CLEAR_BLACKBOARD, PROCESS, "an empty one", NO_ERROR, AGREED, CLEAR_BLACKBOARD(board, &rc))
CONDITION(GET_BLACKBOARD_ID, PROCESS, "no such name", INVALID_CONFIG, AGREED, GET_BLACKBOARD_ID(name("none"), &id, &rc))
CONDITION(GET_BLACKBOARD_ID, PROCESS, "a blackboard's name", NO_ERROR, AGREED,
          GET_BLACKBOARD_ID(name("empty"), &id, &rc); holds = id == board)
CONDITION(GET_BLACKBOARD_STATUS, PROCESS, "no such blackboard", INVALID_PARAM, AGREED,
          GET_BLACKBOARD_STATUS(999, &board_status, &rc))

/* Semaphores. */
CONDITION(CREATE_SEMAPHORE, INIT, "the name is taken", NO_ACTION, AGREED,
          CREATE_SEMAPHORE(name("zero"), 0, 1, FIFO, &id, &rc))
CONDITION(CREATE_SEMAPHORE, INIT, "the value is negative", INVALID_PARAM, AGREED,
          CREATE_SEMAPHORE(name("x"), -1, 1, FIFO, &id, &rc))
CONDITION(CREATE_SEMAPHORE, INIT, "the maximum is negative", INVALID_PARAM, AGREED,
          CREATE_SEMAPHORE(name("x"), 0, -1, FIFO, &id, &rc))
CONDITION(CREATE_SEMAPHORE, INIT, "the maximum is more than 32767", INVALID_PARAM, AGREED,
          CREATE_SEMAPHORE(name("x"), 0, 32768, FIFO, &id, &rc))
CONDITION(CREATE_SEMAPHORE, INIT, "the value is more than the maximum", INVALID_PARAM, AGREED,
          CREATE_SEMAPHORE(name("x"), 2, 1, FIFO, &id, &rc))
CONDITION(CREATE_SEMAPHORE, INIT, "no such discipline", INVALID_PARAM, AGREED,
          CREATE_SEMAPHORE(name("x"), 0, 1, (QUEUING_DISCIPLINE_TYPE)2, &id, &rc))
CONDITION(CREATE_SEMAPHORE, INIT, "the name is taken, and the value is negative", NO_ACTION, AGREED,
          CREATE_SEMAPHORE(name("zero"), -1, 1, FIFO, &id, &rc))
CONDITION(CREATE_SEMAPHORE, PROCESS, "in NORMAL", INVALID_MODE, AGREED, CREATE_SEMAPHORE(name("x"), 0, 1, FIFO, &id, &rc))
CONDITION(CREATE_SEMAPHORE, PROCESS, "in NORMAL, and the value is negative", INVALID_PARAM, AGREED,
          CREATE_SEMAPHORE(name("x"), -1, 1, FIFO, &id, &rc))
CONDITION(CREATE_SEMAPHORE, INIT, "the greatest maximum", NO_ERROR, AGREED,
          CREATE_SEMAPHORE(name("greatest"), 32767, 32767, PRIORITY, &id, &rc))
CONDITION(WAIT_SEMAPHORE, PROCESS, "no such semaphore", INVALID_PARAM, AGREED, WAIT_SEMAPHORE(99, 0, &rc))
CONDITION(WAIT_SEMAPHORE, PROCESS, "the time-out cannot be told", INVALID_PARAM, AGREED,
          WAIT_SEMAPHORE(one, INT64_MAX, &rc))
CONDITION(WAIT_SEMAPHORE, PROCESS, "0, and the time-out is 0", NOT_AVAILABLE, AGREED, WAIT_SEMAPHORE(zero, 0, &rc))
CONDITION(WAIT_SEMAPHORE, PROCESS, "0, the time-out is 0, and preemption is locked", NOT_AVAILABLE, AGREED,
          LOCKED(WAIT_SEMAPHORE(zero, 0, &rc)))
CONDITION(WAIT_SEMAPHORE, PROCESS, "0, and preemption is locked", INVALID_MODE, AGREED,
          LOCKED(WAIT_SEMAPHORE(zero, INFINITE_TIME_VALUE, &rc)))
CONDITION(WAIT_SEMAPHORE, PROCESS, "0, and the caller owns a mutex", INVALID_MODE, SINGLE,
          OWNING(WAIT_SEMAPHORE(zero, INFINITE_TIME_VALUE, &rc)))
CONDITION(WAIT_SEMAPHORE, HANDLER, "0, by the error handler", INVALID_MODE, AGREED,
          WAIT_SEMAPHORE(zero, INFINITE_TIME_VALUE, &rc))
CONDITION(WAIT_SEMAPHORE, INIT, "0, by the initialisation process", INVALID_MODE, SINGLE,
          WAIT_SEMAPHORE(zero, INFINITE_TIME_VALUE, &rc))
CONDITION(WAIT_SEMAPHORE, PROCESS, "0, and the time-out expires", TIMED_OUT, AGREED, WAIT_SEMAPHORE(zero, 100 * US, &rc);
          GET_SEMAPHORE_STATUS(zero, &semaphore_status, &other); holds = semaphore_status.WAITING_PROCESSES == 0)
CONDITION(WAIT_SEMAPHORE, PROCESS, "1, preemption is locked", NO_ERROR, AGREED, LOCKED(WAIT_SEMAPHORE(one, 1 * MS, &rc)))
CONDITION(SIGNAL_SEMAPHORE, PROCESS, "no such semaphore", INVALID_PARAM, AGREED, SIGNAL_SEMAPHORE(99, &rc))
CONDITION(SIGNAL_SEMAPHORE, PROCESS, "below its maximum", NO_ERROR, AGREED, SIGNAL_SEMAPHORE(one, &rc))
CONDITION(SIGNAL_SEMAPHORE, PROCESS, "at its maximum", NO_ACTION, AGREED, SIGNAL_SEMAPHORE(one, &rc))
CONDITION(WAIT_SEMAPHORE, HANDLER, "1, by the error handler", NO_ERROR, AGREED,
          WAIT_SEMAPHORE(one, INFINITE_TIME_VALUE, &rc); SIGNAL_SEMAPHORE(one, &other))
CONDITION(GET_SEMAPHORE_ID, PROCESS, "no such name", INVALID_CONFIG, AGREED, GET_SEMAPHORE_ID(name("none"), &id, &rc))
CONDITION(GET_SEMAPHORE_ID, PROCESS, "a semaphore's name", NO_ERROR, AGREED, GET_SEMAPHORE_ID(name("one"), &id, &rc);
          holds = id == one)
CONDITION(GET_SEMAPHORE_STATUS, PROCESS, "no such semaphore", INVALID_PARAM, AGREED,
          GET_SEMAPHORE_STATUS(0, &semaphore_status, &rc))
CONDITION(GET_SEMAPHORE_STATUS, PROCESS, "of one", NO_ERROR, AGREED, GET_SEMAPHORE_STATUS(one, &semaphore_status, &rc);
          holds = semaphore_status.CURRENT_VALUE == 1 && semaphore_status.MAXIMUM_VALUE == 1)

/* Events. */
CONDITION(CREATE_EVENT, INIT, "the name is taken", NO_ACTION, AGREED, CREATE_EVENT(name("down"), &id, &rc))
CONDITION(CREATE_EVENT, INIT, "another one: it is down", NO_ERROR, AGREED, CREATE_EVENT(name("new"), &id, &rc);
          GET_EVENT_STATUS(id, &event_status, &other); holds = event_status.EVENT_STATE == DOWN)
CONDITION(CREATE_EVENT, PROCESS, "in NORMAL", INVALID_MODE, AGREED, CREATE_EVENT(name("x"), &id, &rc))
CONDITION(SET_EVENT, PROCESS, "no such event", INVALID_PARAM, AGREED, SET_EVENT(999, &rc))
CONDITION(RESET_EVENT, PROCESS, "no such event", INVALID_PARAM, AGREED, RESET_EVENT(0, &rc))
CONDITION(WAIT_EVENT, PROCESS, "no such event", INVALID_PARAM, AGREED, WAIT_EVENT(999, 0, &rc))
CONDITION(WAIT_EVENT, PROCESS, "the time-out cannot be told", INVALID_PARAM, AGREED, WAIT_EVENT(event_down, INT64_MAX, &rc))
CONDITION(WAIT_EVENT, PROCESS, "down, and the time-out is 0", NOT_AVAILABLE, AGREED, WAIT_EVENT(event_down, 0, &rc))
CONDITION(WAIT_EVENT, PROCESS, "down, and preemption is locked", INVALID_MODE, AGREED,
          LOCKED(WAIT_EVENT(event_down, 1 * MS, &rc)))
CONDITION(WAIT_EVENT, PROCESS, "down, and the caller owns a mutex", INVALID_MODE, SINGLE,
          OWNING(WAIT_EVENT(event_down, 1 * MS, &rc)))
CONDITION(WAIT_EVENT, HANDLER, "down, by the error handler", INVALID_MODE, AGREED, WAIT_EVENT(event_down, 1 * MS, &rc))
CONDITION(WAIT_EVENT, INIT, "down, by the initialisation process", INVALID_MODE, SINGLE,
          WAIT_EVENT(event_down, 1 * MS, &rc))
CONDITION(WAIT_EVENT, PROCESS, "down, and the time-out expires", TIMED_OUT, AGREED, WAIT_EVENT(event_down, 100 * US, &rc))
CONDITION(SET_EVENT, PROCESS, "down", NO_ERROR, AGREED, SET_EVENT(event_up, &rc))
CONDITION(SET_EVENT, PROCESS, "up", NO_ERROR, AGREED, SET_EVENT(event_up, &rc))
CONDITION(WAIT_EVENT, PROCESS, "up, preemption is locked", NO_ERROR, AGREED, LOCKED(WAIT_EVENT(event_up, 1 * MS, &rc)))
CONDITION(GET_EVENT_STATUS, PROCESS, "of one that is up", NO_ERROR, AGREED, GET_EVENT_STATUS(event_up, &event_status, &rc);
          holds = event_status.EVENT_STATE == UP && event_status.WAITING_PROCESSES == 0)
CONDITION(RESET_EVENT, PROCESS, "up", NO_ERROR, AGREED, RESET_EVENT(event_up, &rc))
CONDITION(GET_EVENT_STATUS, PROCESS, "no such event", INVALID_PARAM, AGREED, GET_EVENT_STATUS(999, &event_status, &rc))
CONDITION(GET_EVENT_ID, PROCESS, "no such name", INVALID_CONFIG, AGREED, GET_EVENT_ID(name("none"), &id, &rc))
CONDITION(GET_EVENT_ID, PROCESS, "an event's name", NO_ERROR, AGREED, GET_EVENT_ID(name("down"), &id, &rc);
          holds = id == event_down)
CONDITION(APERIODIC_WAIT_EVENT, PROCESS, "no such event", INVALID_PARAM, UNVERIFIED, APERIODIC_WAIT_EVENT(999, &rc))
CONDITION(APERIODIC_WAIT_EVENT, PROCESS, "preemption is locked", INVALID_MODE, UNVERIFIED,
          LOCKED(APERIODIC_WAIT_EVENT(event_down, &rc)))
CONDITION(APERIODIC_WAIT_EVENT, PROCESS, "the caller owns a mutex", INVALID_MODE, UNVERIFIED,
          OWNING(APERIODIC_WAIT_EVENT(event_down, &rc)))
CONDITION(APERIODIC_WAIT_EVENT, PROCESS, "up, and preemption is locked", INVALID_MODE, UNVERIFIED,
          SET_EVENT(event_up, &other); LOCKED(APERIODIC_WAIT_EVENT(event_up, &rc)))
CONDITION(APERIODIC_WAIT_EVENT, PERIODIC, "the caller is periodic", INVALID_MODE, UNVERIFIED,
          APERIODIC_WAIT_EVENT(event_up, &rc))
CONDITION(APERIODIC_WAIT_EVENT, HANDLER, "by the error handler", INVALID_MODE, UNVERIFIED,
          APERIODIC_WAIT_EVENT(event_up, &rc))
CONDITION(APERIODIC_WAIT_EVENT, INIT, "by the initialisation process", INVALID_MODE, UNVERIFIED,
          APERIODIC_WAIT_EVENT(event_up, &rc))
CONDITION(APERIODIC_WAIT_EVENT, PROCESS, "up", NO_ERROR, UNVERIFIED, APERIODIC_WAIT_EVENT(event_up, &rc);
          RESET_EVENT(event_up, &other))
CONDITION(APERIODIC_WAIT_EVENT, PROCESS, "down, and another one sets it", NO_ERROR, UNVERIFIED, START(setter, &other);
          APERIODIC_WAIT_EVENT(event_up, &rc); RESET_EVENT(event_up, &other))

/* Mutexes. */
CONDITION(CREATE_MUTEX, INIT, "the name is taken", NO_ACTION, AGREED, CREATE_MUTEX(name("free"), 150, FIFO, &id, &rc))
CONDITION(CREATE_MUTEX, INIT, "the priority is 0", INVALID_PARAM, AGREED, CREATE_MUTEX(name("x"), 0, FIFO, &id, &rc))
CONDITION(CREATE_MUTEX, INIT, "the priority is 240", INVALID_PARAM, AGREED, CREATE_MUTEX(name("x"), 240, FIFO, &id, &rc))
CONDITION(CREATE_MUTEX, INIT, "no such discipline", INVALID_PARAM, AGREED,
          CREATE_MUTEX(name("x"), 10, (QUEUING_DISCIPLINE_TYPE)2, &id, &rc))
CONDITION(CREATE_MUTEX, INIT, "of the highest priority: it is available", NO_ERROR, AGREED,
          CREATE_MUTEX(name("highest"), 239, PRIORITY, &id, &rc); GET_MUTEX_STATUS(id, &mutex_status, &other);
          holds = mutex_status.MUTEX_STATE == AVAILABLE && mutex_status.MUTEX_PRIORITY == 239 &&
                  mutex_status.MUTEX_OWNER == NULL_PROCESS_ID && mutex_status.LOCK_COUNT == 0)
CONDITION(CREATE_MUTEX, PROCESS, "in NORMAL", INVALID_MODE, AGREED, CREATE_MUTEX(name("x"), 10, FIFO, &id, &rc))
CONDITION(ACQUIRE_MUTEX, PROCESS, "no such mutex", INVALID_PARAM, AGREED, ACQUIRE_MUTEX(99, 0, &rc))
CONDITION(ACQUIRE_MUTEX, PROCESS, "the preemption lock", INVALID_PARAM, AGREED, ACQUIRE_MUTEX(PREEMPTION_LOCK_MUTEX, 0, &rc))
CONDITION(ACQUIRE_MUTEX, PROCESS, "the time-out cannot be told", INVALID_PARAM, AGREED,
          ACQUIRE_MUTEX(mutex, INT64_MAX, &rc))
CONDITION(ACQUIRE_MUTEX, PROCESS, "the caller owns another one", INVALID_MODE, AGREED,
          OWNING(ACQUIRE_MUTEX(taken, 0, &rc)))
CONDITION(ACQUIRE_MUTEX, PROCESS, "preemption is locked", INVALID_MODE, AGREED, LOCKED(ACQUIRE_MUTEX(mutex, 0, &rc)))
CONDITION(ACQUIRE_MUTEX, PROCESS, "the caller is more urgent", INVALID_MODE, AGREED, ACQUIRE_MUTEX(low, 0, &rc))
CONDITION(ACQUIRE_MUTEX, HANDLER, "by the error handler", INVALID_MODE, AGREED, ACQUIRE_MUTEX(mutex, 0, &rc))
CONDITION(ACQUIRE_MUTEX, INIT, "by the initialisation process", INVALID_MODE, DISPUTED, ACQUIRE_MUTEX(mutex, 0, &rc))
CONDITION(ACQUIRE_MUTEX, PROCESS, "more than MAX_LOCK_LEVEL times", INVALID_CONFIG, AGREED,
          for (int i = 0; i < MAX_LOCK_LEVEL; i++) { ACQUIRE_MUTEX(mutex, 0, &other); holds = holds && other == NO_ERROR; }
          ACQUIRE_MUTEX(mutex, 0, &rc);
          for (int i = 0; i < MAX_LOCK_LEVEL; i++) { RELEASE_MUTEX(mutex, &other); holds = holds && other == NO_ERROR; })
CONDITION(ACQUIRE_MUTEX, PROCESS, "taken, and the time-out is 0", NOT_AVAILABLE, AGREED, ACQUIRE_MUTEX(taken, 0, &rc))
CONDITION(ACQUIRE_MUTEX, PROCESS, "taken, and the time-out expires", TIMED_OUT, AGREED, ACQUIRE_MUTEX(taken, 100 * US, &rc))
CONDITION(ACQUIRE_MUTEX, PROCESS, "available", NO_ERROR, AGREED, ACQUIRE_MUTEX(mutex, 0, &rc);
          GET_MUTEX_STATUS(mutex, &mutex_status, &other);
          holds = mutex_status.MUTEX_OWNER == me && mutex_status.MUTEX_STATE == OWNED &&
                  mutex_status.MUTEX_PRIORITY == 150 && mutex_status.LOCK_COUNT == 1)
CONDITION(GET_PROCESS_MUTEX_STATE, PROCESS, "of the owner of one", NO_ERROR, SINGLE,
          GET_PROCESS_MUTEX_STATE(me, &id, &rc); holds = id == mutex)
CONDITION(RELEASE_MUTEX, PROCESS, "no such mutex", INVALID_PARAM, SINGLE, RELEASE_MUTEX(99, &rc))
CONDITION(RELEASE_MUTEX, PROCESS, "the preemption lock", INVALID_PARAM, SINGLE, RELEASE_MUTEX(PREEMPTION_LOCK_MUTEX, &rc))
CONDITION(RELEASE_MUTEX, PROCESS, "the caller owns it", NO_ERROR, SINGLE, RELEASE_MUTEX(mutex, &rc))
CONDITION(RELEASE_MUTEX, PROCESS, "the caller does not own it", INVALID_MODE, SINGLE, RELEASE_MUTEX(mutex, &rc))
CONDITION(RELEASE_MUTEX, PROCESS, "another one owns it", INVALID_MODE, SINGLE, RELEASE_MUTEX(taken, &rc))
CONDITION(RESET_MUTEX, PROCESS, "no such mutex", INVALID_PARAM, SINGLE, RESET_MUTEX(99, me, &rc))
CONDITION(RESET_MUTEX, PROCESS, "the preemption lock", INVALID_PARAM, SINGLE, RESET_MUTEX(PREEMPTION_LOCK_MUTEX, me, &rc))
CONDITION(RESET_MUTEX, PROCESS, "no such process", INVALID_PARAM, SINGLE, RESET_MUTEX(taken, 127, &rc))
CONDITION(RESET_MUTEX, PROCESS, "the process does not own it", INVALID_MODE, SINGLE, RESET_MUTEX(taken, me, &rc))
CONDITION(RESET_MUTEX, HANDLER, "the process owns it", NO_ERROR, SINGLE, RESET_MUTEX(taken, owner, &rc);
          GET_MUTEX_STATUS(taken, &mutex_status, &other);
          holds = mutex_status.MUTEX_STATE == AVAILABLE && mutex_status.MUTEX_OWNER == NULL_PROCESS_ID)
CONDITION(GET_MUTEX_ID, PROCESS, "no such name", INVALID_CONFIG, AGREED, GET_MUTEX_ID(name("none"), &id, &rc))
CONDITION(GET_MUTEX_ID, PROCESS, "a mutex' name", NO_ERROR, AGREED, GET_MUTEX_ID(name("free"), &id, &rc); holds = id == mutex)
CONDITION(GET_MUTEX_STATUS, PROCESS, "no such mutex", INVALID_PARAM, AGREED, GET_MUTEX_STATUS(99, &mutex_status, &rc))
CONDITION(GET_MUTEX_STATUS, PROCESS, "of the preemption lock", NO_ERROR, DISPUTED,
          LOCKED(GET_MUTEX_STATUS(PREEMPTION_LOCK_MUTEX, &mutex_status, &rc));
          holds = mutex_status.MUTEX_OWNER == me && mutex_status.LOCK_COUNT == 1)
CONDITION(GET_PROCESS_MUTEX_STATE, PROCESS, "no such process", INVALID_PARAM, SINGLE,
          GET_PROCESS_MUTEX_STATE(127, &id, &rc))
CONDITION(GET_PROCESS_MUTEX_STATE, PROCESS, "of one that has none: NO_MUTEX_OWNED", NO_ERROR, SINGLE,
          GET_PROCESS_MUTEX_STATE(me, &id, &rc); holds = id == NO_MUTEX_OWNED)
CONDITION(GET_PROCESS_MUTEX_STATE, PROCESS, "preemption is locked: PREEMPTION_LOCK_MUTEX", NO_ERROR, SINGLE,
          LOCKED(GET_PROCESS_MUTEX_STATE(me, &id, &rc)); holds = id == PREEMPTION_LOCK_MUTEX)

/* Error handling. */
CONDITION(REPORT_APPLICATION_MESSAGE, PROCESS, "the length is negative", INVALID_PARAM, AGREED,
          REPORT_APPLICATION_MESSAGE(text, -1, &rc))
CONDITION(REPORT_APPLICATION_MESSAGE, PROCESS, "the message is too long", INVALID_PARAM, AGREED,
          REPORT_APPLICATION_MESSAGE(text, 129, &rc))
CONDITION(REPORT_APPLICATION_MESSAGE, PROCESS, "the length is 0", NO_ERROR, DISPUTED,
          REPORT_APPLICATION_MESSAGE(text, 0, &rc))
CONDITION(REPORT_APPLICATION_MESSAGE, PROCESS, "a message", NO_ERROR, AGREED, REPORT_APPLICATION_MESSAGE(text, 5, &rc))
CONDITION(CONFIGURE_ERROR_HANDLER, INIT, "there is no handler", INVALID_CONFIG, DISPUTED,
          CONFIGURE_ERROR_HANDLER(PROCESSES_PAUSE, 0, &rc))
CONDITION(RAISE_APPLICATION_ERROR, INIT, "there is no handler: to the partition, which ignores it", NO_ERROR, AGREED,
          RAISE_APPLICATION_ERROR(APPLICATION_ERROR, text, 1, &rc))
CONDITION(CREATE_ERROR_HANDLER, INIT, "the stack size is 0", INVALID_CONFIG, AGREED, CREATE_ERROR_HANDLER(handler_entry(), 0, &rc))
CONDITION(CREATE_ERROR_HANDLER, INIT, "there is no memory for the stack", INVALID_CONFIG, AGREED,
          CREATE_ERROR_HANDLER(handler_entry(), 0x1000000, &rc))
CONDITION(CREATE_ERROR_HANDLER, INIT, "the first one", NO_ERROR, AGREED, CREATE_ERROR_HANDLER(handler_entry(), 2048, &rc))
CONDITION(CREATE_ERROR_HANDLER, INIT, "there is one", NO_ACTION, AGREED, CREATE_ERROR_HANDLER(handler_entry(), 2048, &rc))
CONDITION(CREATE_ERROR_HANDLER, PROCESS, "in NORMAL, and there is one", NO_ACTION, AGREED,
          CREATE_ERROR_HANDLER(handler_entry(), 2048, &rc))
CONDITION(CONFIGURE_ERROR_HANDLER, INIT, "no such control", INVALID_PARAM, SINGLE,
          CONFIGURE_ERROR_HANDLER((ERROR_HANDLER_CONCURRENCY_CONTROL_TYPE)2, 0, &rc))
CONDITION(CONFIGURE_ERROR_HANDLER, INIT, "no such core", INVALID_CONFIG, SINGLE,
          CONFIGURE_ERROR_HANDLER(PROCESSES_PAUSE, 1, &rc))
CONDITION(CONFIGURE_ERROR_HANDLER, INIT, "core 0", NO_ERROR, SINGLE, CONFIGURE_ERROR_HANDLER(PROCESSES_SCHEDULED, 0, &rc))
CONDITION(CONFIGURE_ERROR_HANDLER, PROCESS, "in NORMAL", INVALID_MODE, AGREED,
          CONFIGURE_ERROR_HANDLER(PROCESSES_PAUSE, 0, &rc))
CONDITION(GET_ERROR_STATUS, PROCESS, "by a process", INVALID_CONFIG, AGREED, GET_ERROR_STATUS(&error_status, &rc))
CONDITION(GET_ERROR_STATUS, INIT, "by the initialisation process", INVALID_CONFIG, AGREED, GET_ERROR_STATUS(&error_status, &rc))
CONDITION(GET_ERROR_STATUS, HANDLER, "there is an error", NO_ERROR, AGREED, GET_ERROR_STATUS(&error_status, &rc);
          holds = error_status.ERROR_CODE == APPLICATION_ERROR && error_status.FAILED_PROCESS_ID == me &&
                  error_status.LENGTH == 128)
CONDITION(GET_ERROR_STATUS, HANDLER, "there is none", NO_ACTION, AGREED, GET_ERROR_STATUS(&error_status, &rc))
CONDITION(RAISE_APPLICATION_ERROR, PROCESS, "the length is negative", INVALID_PARAM, AGREED,
          RAISE_APPLICATION_ERROR(APPLICATION_ERROR, text, -1, &rc))
CONDITION(RAISE_APPLICATION_ERROR, PROCESS, "the message is too long", INVALID_PARAM, AGREED,
          RAISE_APPLICATION_ERROR(APPLICATION_ERROR, text, 129, &rc))
CONDITION(RAISE_APPLICATION_ERROR, PROCESS, "another error than APPLICATION_ERROR", INVALID_PARAM, AGREED,
          RAISE_APPLICATION_ERROR(NUMERIC_ERROR, text, 1, &rc))
CONDITION(RAISE_APPLICATION_ERROR, HANDLER, "by the error handler: to the partition, which ignores it", NO_ERROR, AGREED,
          RAISE_APPLICATION_ERROR(APPLICATION_ERROR, text, 1, &rc))
CONDITION(RAISE_APPLICATION_ERROR, PROCESS, "the longest message: to the error handler", NO_ERROR, AGREED,
          RAISE_APPLICATION_ERROR(APPLICATION_ERROR, text, 128, &rc))

/* What there is of each. */
CONDITION(CREATE_PROCESS, LIMITS, "the 129th", INVALID_CONFIG, AGREED,
          EXHAUST(create(numbered(i), 10, -1, -1, 16), SYSTEM_LIMIT_NUMBER_OF_PROCESSES - 1))
CONDITION(CREATE_BUFFER, LIMITS, "the 257th", INVALID_CONFIG, AGREED,
          EXHAUST(CREATE_BUFFER(numbered(i), 1, 1, FIFO, &id, &rc), SYSTEM_LIMIT_NUMBER_OF_BUFFERS))
CONDITION(CREATE_BLACKBOARD, LIMITS, "the 257th", INVALID_CONFIG, AGREED,
          EXHAUST(CREATE_BLACKBOARD(numbered(i), 1, &id, &rc), SYSTEM_LIMIT_NUMBER_OF_BLACKBOARDS))
CONDITION(CREATE_SEMAPHORE, LIMITS, "the 257th", INVALID_CONFIG, AGREED,
          EXHAUST(CREATE_SEMAPHORE(numbered(i), 0, 1, FIFO, &id, &rc), SYSTEM_LIMIT_NUMBER_OF_SEMAPHORES))
CONDITION(CREATE_EVENT, LIMITS, "the 257th", INVALID_CONFIG, AGREED,
          EXHAUST(CREATE_EVENT(numbered(i), &id, &rc), SYSTEM_LIMIT_NUMBER_OF_EVENTS))
CONDITION(CREATE_MUTEX, LIMITS, "the 257th", INVALID_CONFIG, AGREED,
          EXHAUST(CREATE_MUTEX(numbered(i), 1, FIFO, &id, &rc), SYSTEM_LIMIT_NUMBER_OF_MUTEXES))

/* Without an error handler, in NORMAL. */
CONDITION(CREATE_ERROR_HANDLER, ALONE, "in NORMAL", INVALID_MODE, AGREED, CREATE_ERROR_HANDLER(handler_entry(), 2048, &rc))
CONDITION(CONFIGURE_ERROR_HANDLER, ALONE, "in NORMAL, and there is no handler", INVALID_CONFIG, DISPUTED,
          CONFIGURE_ERROR_HANDLER(PROCESSES_PAUSE, 0, &rc))
CONDITION(RAISE_APPLICATION_ERROR, ALONE, "there is no handler: to the partition, which ignores it", NO_ERROR, AGREED,
          RAISE_APPLICATION_ERROR(APPLICATION_ERROR, text, 1, &rc))
