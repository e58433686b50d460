/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* Partition, process and time management: a part of conditions.h. */

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
