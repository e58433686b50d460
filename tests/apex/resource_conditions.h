/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* Semaphores, events and mutexes: a part of conditions.h. */

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
