/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* The conditions of ports, as in conditions.h. port_peer.c is at the other ends, and does what `tell`
 * tells it. */

/* Sampling ports. */
CONDITION(CREATE_SAMPLING_PORT, INIT, "the configuration has no such port", INVALID_CONFIG, AGREED,
          CREATE_SAMPLING_PORT(name("none"), 16, SOURCE, 1 * MS, &id, &rc))
CONDITION(CREATE_SAMPLING_PORT, INIT, "the size is 0", INVALID_CONFIG, AGREED,
          CREATE_SAMPLING_PORT(name("level"), 0, SOURCE, 1 * MS, &id, &rc))
CONDITION(CREATE_SAMPLING_PORT, INIT, "the configuration has another size", INVALID_CONFIG, AGREED,
          CREATE_SAMPLING_PORT(name("level"), 15, SOURCE, 1 * MS, &id, &rc))
CONDITION(CREATE_SAMPLING_PORT, INIT, "the configuration has the other direction", INVALID_CONFIG, AGREED,
          CREATE_SAMPLING_PORT(name("level"), 16, DESTINATION, 1 * MS, &id, &rc))
CONDITION(CREATE_SAMPLING_PORT, INIT, "no such direction", INVALID_CONFIG, AGREED,
          CREATE_SAMPLING_PORT(name("level"), 16, (PORT_DIRECTION_TYPE)2, 1 * MS, &id, &rc))
CONDITION(CREATE_SAMPLING_PORT, INIT, "the refresh period is 0", INVALID_CONFIG, AGREED,
          CREATE_SAMPLING_PORT(name("level"), 16, SOURCE, 0, &id, &rc))
CONDITION(CREATE_SAMPLING_PORT, INIT, "it is a queuing port", INVALID_CONFIG, AGREED,
          CREATE_SAMPLING_PORT(name("orders"), 16, SOURCE, 1 * MS, &id, &rc))
CONDITION(CREATE_SAMPLING_PORT, INIT, "as configured, a source", NO_ERROR, AGREED,
          CREATE_SAMPLING_PORT(name("level"), 16, SOURCE, 1 * MS, &level, &rc))
CONDITION(CREATE_SAMPLING_PORT, INIT, "as configured, a destination", NO_ERROR, AGREED,
          CREATE_SAMPLING_PORT(name("heights"), 16, DESTINATION, 20 * MS, &heights, &rc))
CONDITION(CREATE_SAMPLING_PORT, INIT, "the refresh period is infinite", NO_ERROR, DISPUTED,
          CREATE_SAMPLING_PORT(name("silent"), 16, DESTINATION, INFINITE_TIME_VALUE, &silent, &rc))
CONDITION(CREATE_SAMPLING_PORT, INIT, "it was created", NO_ACTION, AGREED,
          CREATE_SAMPLING_PORT(name("level"), 16, SOURCE, 1 * MS, &id, &rc))
CONDITION(CREATE_SAMPLING_PORT, PROCESS, "in NORMAL", INVALID_MODE, AGREED,
          CREATE_SAMPLING_PORT(name("spare"), 16, SOURCE, 1 * MS, &id, &rc))
CONDITION(WRITE_SAMPLING_MESSAGE, PROCESS, "no such port", INVALID_PARAM, AGREED, WRITE_SAMPLING_MESSAGE(9, text, 1, &rc))
CONDITION(WRITE_SAMPLING_MESSAGE, PROCESS, "the length is 0", INVALID_PARAM, AGREED, WRITE_SAMPLING_MESSAGE(level, text, 0, &rc))
CONDITION(WRITE_SAMPLING_MESSAGE, PROCESS, "the message is too long", INVALID_CONFIG, AGREED,
          WRITE_SAMPLING_MESSAGE(level, text, 17, &rc))
CONDITION(WRITE_SAMPLING_MESSAGE, PROCESS, "it is a destination", INVALID_MODE, AGREED,
          WRITE_SAMPLING_MESSAGE(heights, text, 1, &rc))
CONDITION(WRITE_SAMPLING_MESSAGE, PROCESS, "a message", NO_ERROR, AGREED, WRITE_SAMPLING_MESSAGE(level, text, 16, &rc))
CONDITION(READ_SAMPLING_MESSAGE, PROCESS, "no such port", INVALID_PARAM, AGREED,
          READ_SAMPLING_MESSAGE(0, text, &length, &validity, &rc))
CONDITION(READ_SAMPLING_MESSAGE, PROCESS, "it is a source", INVALID_MODE, DISPUTED,
          READ_SAMPLING_MESSAGE(level, text, &length, &validity, &rc))
CONDITION(READ_SAMPLING_MESSAGE, PROCESS, "none was written: invalid, length 0", NO_ACTION, AGREED,
          length = 7; validity = VALID; READ_SAMPLING_MESSAGE(heights, text, &length, &validity, &rc);
          holds = length == 0 && validity == INVALID)
CONDITION(READ_SAMPLING_MESSAGE, PROCESS, "a message within the refresh period: valid", NO_ERROR, AGREED,
          tell('w'); READ_SAMPLING_MESSAGE(heights, text, &length, &validity, &rc);
          holds = length == 7 && validity == VALID && text[6] == 'w')
CONDITION(GET_SAMPLING_PORT_STATUS, PROCESS, "of a destination, after a valid message", NO_ERROR, AGREED,
          GET_SAMPLING_PORT_STATUS(heights, &sampling_status, &rc);
          holds = sampling_status.REFRESH_PERIOD == 20 * MS && sampling_status.MAX_MESSAGE_SIZE == 16 &&
                  sampling_status.PORT_DIRECTION == DESTINATION && sampling_status.LAST_MSG_VALIDITY == VALID)
CONDITION(READ_SAMPLING_MESSAGE, PROCESS, "an older message: delivered, invalid", NO_ERROR, AGREED,
          TIMED_WAIT(30 * MS, &other); READ_SAMPLING_MESSAGE(heights, text, &length, &validity, &rc);
          holds = length == 7 && validity == INVALID)
CONDITION(READ_SAMPLING_MESSAGE, HANDLER, "by the error handler", NO_ERROR, AGREED,
          READ_SAMPLING_MESSAGE(heights, text, &length, &validity, &rc))
CONDITION(GET_SAMPLING_PORT_ID, PROCESS, "no such name", INVALID_CONFIG, AGREED, GET_SAMPLING_PORT_ID(name("orders"), &id, &rc))
CONDITION(GET_SAMPLING_PORT_ID, PROCESS, "a port's name", NO_ERROR, AGREED, GET_SAMPLING_PORT_ID(name("heights"), &id, &rc);
          holds = id == heights)
CONDITION(GET_SAMPLING_PORT_STATUS, PROCESS, "no such port", INVALID_PARAM, AGREED,
          GET_SAMPLING_PORT_STATUS(9, &sampling_status, &rc))

/* Queuing ports. */
CONDITION(CREATE_QUEUING_PORT, INIT, "the configuration has no such port", INVALID_CONFIG, AGREED,
          CREATE_QUEUING_PORT(name("none"), 16, 2, SOURCE, FIFO, &id, &rc))
CONDITION(CREATE_QUEUING_PORT, INIT, "the configuration has another size", INVALID_CONFIG, AGREED,
          CREATE_QUEUING_PORT(name("orders"), 17, 2, SOURCE, FIFO, &id, &rc))
CONDITION(CREATE_QUEUING_PORT, INIT, "the configuration has another number of messages", INVALID_CONFIG, AGREED,
          CREATE_QUEUING_PORT(name("orders"), 16, 3, SOURCE, FIFO, &id, &rc))
CONDITION(CREATE_QUEUING_PORT, INIT, "the number of messages is 0", INVALID_CONFIG, AGREED,
          CREATE_QUEUING_PORT(name("orders"), 16, 0, SOURCE, FIFO, &id, &rc))
CONDITION(CREATE_QUEUING_PORT, INIT, "the configuration has the other direction", INVALID_CONFIG, AGREED,
          CREATE_QUEUING_PORT(name("orders"), 16, 2, DESTINATION, FIFO, &id, &rc))
CONDITION(CREATE_QUEUING_PORT, INIT, "no such discipline", INVALID_CONFIG, AGREED,
          CREATE_QUEUING_PORT(name("orders"), 16, 2, SOURCE, (QUEUING_DISCIPLINE_TYPE)2, &id, &rc))
CONDITION(CREATE_QUEUING_PORT, INIT, "as configured, a source", NO_ERROR, AGREED,
          CREATE_QUEUING_PORT(name("orders"), 16, 2, SOURCE, FIFO, &orders, &rc))
CONDITION(CREATE_QUEUING_PORT, INIT, "as configured, a destination", NO_ERROR, AGREED,
          CREATE_QUEUING_PORT(name("answers"), 16, 4, DESTINATION, PRIORITY, &answers, &rc))
CONDITION(CREATE_QUEUING_PORT, INIT, "it was created", NO_ACTION, AGREED,
          CREATE_QUEUING_PORT(name("orders"), 16, 2, SOURCE, FIFO, &id, &rc))
CONDITION(CREATE_QUEUING_PORT, PROCESS, "in NORMAL", INVALID_MODE, AGREED,
          CREATE_QUEUING_PORT(name("spare-queue"), 16, 2, SOURCE, FIFO, &id, &rc))
CONDITION(SEND_QUEUING_MESSAGE, PROCESS, "no such port", INVALID_PARAM, AGREED, SEND_QUEUING_MESSAGE(9, text, 1, 0, &rc))
CONDITION(SEND_QUEUING_MESSAGE, PROCESS, "the time-out cannot be told", INVALID_PARAM, AGREED,
          SEND_QUEUING_MESSAGE(orders, text, 1, INT64_MAX, &rc))
CONDITION(SEND_QUEUING_MESSAGE, PROCESS, "the length is 0", INVALID_PARAM, AGREED, SEND_QUEUING_MESSAGE(orders, text, 0, 0, &rc))
CONDITION(SEND_QUEUING_MESSAGE, PROCESS, "the message is too long", INVALID_CONFIG, AGREED,
          SEND_QUEUING_MESSAGE(orders, text, 17, 0, &rc))
CONDITION(SEND_QUEUING_MESSAGE, PROCESS, "it is a destination", INVALID_MODE, AGREED,
          SEND_QUEUING_MESSAGE(answers, text, 1, 0, &rc))
CONDITION(SEND_QUEUING_MESSAGE, PROCESS, "there is room", NO_ERROR, AGREED, SEND_QUEUING_MESSAGE(orders, text, 1, 0, &rc);
          for (int i = 0; i < 3; i++) { SEND_QUEUING_MESSAGE(orders, text, 1, 0, &other); holds = holds && other == NO_ERROR; })
CONDITION(SEND_QUEUING_MESSAGE, PROCESS, "full, and the time-out is 0", NOT_AVAILABLE, AGREED,
          SEND_QUEUING_MESSAGE(orders, text, 1, 0, &rc))
CONDITION(SEND_QUEUING_MESSAGE, PROCESS, "full, and preemption is locked", INVALID_MODE, AGREED,
          LOCKED(SEND_QUEUING_MESSAGE(orders, text, 1, 1 * MS, &rc)))
CONDITION(SEND_QUEUING_MESSAGE, HANDLER, "full, by the error handler", INVALID_MODE, AGREED,
          SEND_QUEUING_MESSAGE(orders, text, 1, 1 * MS, &rc))
CONDITION(SEND_QUEUING_MESSAGE, PROCESS, "full, and the time-out expires", TIMED_OUT, AGREED,
          SEND_QUEUING_MESSAGE(orders, text, 1, 1 * MS, &rc))
CONDITION(GET_QUEUING_PORT_STATUS, PROCESS, "of a full one", NO_ERROR, AGREED, GET_QUEUING_PORT_STATUS(orders, &queuing_status, &rc);
          holds = queuing_status.NB_MESSAGE == 2 && queuing_status.MAX_NB_MESSAGE == 2 && queuing_status.MAX_MESSAGE_SIZE == 16 &&
                  queuing_status.PORT_DIRECTION == SOURCE && queuing_status.WAITING_PROCESSES == 0)
CONDITION(SEND_QUEUING_MESSAGE, PROCESS, "full, and the other side receives", NO_ERROR, AGREED, tell_soon('d');
          SEND_QUEUING_MESSAGE(orders, text, 1, INFINITE_TIME_VALUE, &rc))
CONDITION(RECEIVE_QUEUING_MESSAGE, PROCESS, "no such port", INVALID_PARAM, AGREED,
          RECEIVE_QUEUING_MESSAGE(9, 0, text, &length, &rc))
CONDITION(RECEIVE_QUEUING_MESSAGE, PROCESS, "the time-out cannot be told", INVALID_PARAM, AGREED,
          RECEIVE_QUEUING_MESSAGE(answers, INT64_MAX, text, &length, &rc))
CONDITION(RECEIVE_QUEUING_MESSAGE, PROCESS, "it is a source", INVALID_MODE, AGREED,
          RECEIVE_QUEUING_MESSAGE(orders, 0, text, &length, &rc))
CONDITION(RECEIVE_QUEUING_MESSAGE, PROCESS, "empty, and the time-out is 0", NOT_AVAILABLE, AGREED, length = 7;
          RECEIVE_QUEUING_MESSAGE(answers, 0, text, &length, &rc); holds = length == 0)
CONDITION(RECEIVE_QUEUING_MESSAGE, PROCESS, "empty, and preemption is locked", INVALID_MODE, AGREED,
          LOCKED(RECEIVE_QUEUING_MESSAGE(answers, 1 * MS, text, &length, &rc)))
CONDITION(RECEIVE_QUEUING_MESSAGE, HANDLER, "empty, by the error handler", INVALID_MODE, AGREED,
          RECEIVE_QUEUING_MESSAGE(answers, 1 * MS, text, &length, &rc))
CONDITION(RECEIVE_QUEUING_MESSAGE, INIT, "empty, by the initialisation process", INVALID_MODE, SINGLE,
          RECEIVE_QUEUING_MESSAGE(answers, 1 * MS, text, &length, &rc))
CONDITION(RECEIVE_QUEUING_MESSAGE, PROCESS, "empty, and the time-out expires", TIMED_OUT, AGREED, length = 7;
          RECEIVE_QUEUING_MESSAGE(answers, 1 * MS, text, &length, &rc); holds = length == 0)
CONDITION(RECEIVE_QUEUING_MESSAGE, PROCESS, "empty, and the other side sends", NO_ERROR, AGREED, tell_soon('s');
          RECEIVE_QUEUING_MESSAGE(answers, INFINITE_TIME_VALUE, text, &length, &rc); holds = length == 5 && text[4] == 's')
CONDITION(RECEIVE_QUEUING_MESSAGE, PROCESS, "there is a message, preemption is locked", NO_ERROR, AGREED, tell('s');
          LOCKED(RECEIVE_QUEUING_MESSAGE(answers, 1 * MS, text, &length, &rc)); holds = length == 5)
CONDITION(CLEAR_QUEUING_PORT, PROCESS, "no such port", INVALID_PARAM, AGREED, CLEAR_QUEUING_PORT(9, &rc))
CONDITION(CLEAR_QUEUING_PORT, PROCESS, "it is a source", INVALID_MODE, AGREED, CLEAR_QUEUING_PORT(orders, &rc))
CONDITION(CLEAR_QUEUING_PORT, PROCESS, "with messages", NO_ERROR, AGREED, tell('s'); tell('s');
          GET_QUEUING_PORT_STATUS(answers, &queuing_status, &other); holds = queuing_status.NB_MESSAGE == 2;
          CLEAR_QUEUING_PORT(answers, &rc); GET_QUEUING_PORT_STATUS(answers, &queuing_status, &other);
          holds = holds && queuing_status.NB_MESSAGE == 0)
CONDITION(CLEAR_QUEUING_PORT, PROCESS, "an empty one", NO_ERROR, DISPUTED, CLEAR_QUEUING_PORT(answers, &rc))
CONDITION(GET_QUEUING_PORT_ID, PROCESS, "no such name", INVALID_CONFIG, AGREED, GET_QUEUING_PORT_ID(name("level"), &id, &rc))
CONDITION(GET_QUEUING_PORT_ID, PROCESS, "a port's name", NO_ERROR, AGREED, GET_QUEUING_PORT_ID(name("answers"), &id, &rc);
          holds = id == answers)
CONDITION(GET_QUEUING_PORT_STATUS, PROCESS, "no such port", INVALID_PARAM, AGREED, GET_QUEUING_PORT_STATUS(9, &queuing_status, &rc))

/* Part 2: sampling port extensions. */
CONDITION(READ_UPDATED_SAMPLING_MESSAGE, PROCESS, "no such port", INVALID_PARAM, SINGLE,
          READ_UPDATED_SAMPLING_MESSAGE(9, text, &length, &updated, &rc))
CONDITION(READ_UPDATED_SAMPLING_MESSAGE, PROCESS, "it is a source", INVALID_MODE, SINGLE,
          READ_UPDATED_SAMPLING_MESSAGE(level, text, &length, &updated, &rc))
CONDITION(READ_UPDATED_SAMPLING_MESSAGE, PROCESS, "none was written: EMPTY_PORT", NO_ACTION, SINGLE,
          READ_UPDATED_SAMPLING_MESSAGE(silent, text, &length, &updated, &rc); holds = updated == EMPTY_PORT && length == 0)
CONDITION(READ_UPDATED_SAMPLING_MESSAGE, PROCESS, "a message that was not read: NEW_MESSAGE", NO_ERROR, SINGLE,
          tell('w'); READ_UPDATED_SAMPLING_MESSAGE(heights, text, &length, &updated, &rc);
          holds = updated == NEW_MESSAGE && length == 7)
CONDITION(READ_UPDATED_SAMPLING_MESSAGE, PROCESS, "one that was: CONSUMED_MESSAGE", NO_ERROR, SINGLE,
          READ_UPDATED_SAMPLING_MESSAGE(heights, text, &length, &updated, &rc);
          holds = updated == CONSUMED_MESSAGE && length == 7)
CONDITION(GET_SAMPLING_PORT_CURRENT_STATUS, PROCESS, "no such port", INVALID_PARAM, SINGLE,
          GET_SAMPLING_PORT_CURRENT_STATUS(9, &current_status, &rc))
CONDITION(GET_SAMPLING_PORT_CURRENT_STATUS, PROCESS, "of an empty port", NO_ERROR, SINGLE,
          GET_SAMPLING_PORT_CURRENT_STATUS(silent, &current_status, &rc);
          holds = current_status.UPDATED == EMPTY_PORT && current_status.MESSAGE_AGE == STALE)
CONDITION(GET_SAMPLING_PORT_CURRENT_STATUS, PROCESS, "of one with a message that was read", NO_ERROR, SINGLE,
          GET_SAMPLING_PORT_CURRENT_STATUS(heights, &current_status, &rc);
          holds = current_status.UPDATED == CONSUMED_MESSAGE && current_status.MESSAGE_AGE == FRESH &&
                  current_status.TIME_STAMP > 0 && current_status.TIME_STAMP < now() &&
                  current_status.REFRESH_PERIOD == 20 * MS && current_status.MAX_MESSAGE_SIZE == 16)
CONDITION(READ_SAMPLING_MESSAGE_CONDITIONAL, PROCESS, "no such port", INVALID_PARAM, SINGLE,
          READ_SAMPLING_MESSAGE_CONDITIONAL(9, 0, text, &length, &stamp, &rc))
CONDITION(READ_SAMPLING_MESSAGE_CONDITIONAL, PROCESS, "it is a source", INVALID_MODE, SINGLE,
          READ_SAMPLING_MESSAGE_CONDITIONAL(level, 0, text, &length, &stamp, &rc))
CONDITION(READ_SAMPLING_MESSAGE_CONDITIONAL, PROCESS, "the message is newer", NO_ERROR, SINGLE,
          READ_SAMPLING_MESSAGE_CONDITIONAL(heights, 0, text, &length, &stamp, &rc); holds = length == 7 && stamp > 0)
CONDITION(READ_SAMPLING_MESSAGE_CONDITIONAL, PROCESS, "the message is not newer", NO_ACTION, SINGLE,
          READ_SAMPLING_MESSAGE_CONDITIONAL(heights, stamp, text, &length, &stamp, &rc); holds = length == 0)

/* Part 2: module schedules and memory blocks. */
CONDITION(GET_MODULE_SCHEDULE_ID, PROCESS, "no such name", INVALID_CONFIG, SINGLE, GET_MODULE_SCHEDULE_ID(name("none"), &id, &rc))
CONDITION(GET_MODULE_SCHEDULE_ID, PROCESS, "a schedule's name", NO_ERROR, SINGLE,
          GET_MODULE_SCHEDULE_ID(name("normal"), &normal, &rc); GET_MODULE_SCHEDULE_ID(name("shifted"), &id, &other);
          holds = normal == 1 && id == 2)
CONDITION(SET_MODULE_SCHEDULE, PROCESS, "no such schedule", INVALID_PARAM, SINGLE, SET_MODULE_SCHEDULE(3, &rc))
CONDITION(SET_MODULE_SCHEDULE, PROCESS, "schedule 0", INVALID_PARAM, SINGLE, SET_MODULE_SCHEDULE(0, &rc))
CONDITION(SET_MODULE_SCHEDULE, PROCESS, "it is the current one", NO_ACTION, DISPUTED, SET_MODULE_SCHEDULE(normal, &rc))
CONDITION(SET_MODULE_SCHEDULE, PROCESS, "another one, from the next major frame on", NO_ERROR, SINGLE,
          SET_MODULE_SCHEDULE(2, &rc); GET_MODULE_SCHEDULE_STATUS(&schedule_status, &other);
          holds = schedule_status.CURRENT_SCHEDULE == 1 && schedule_status.NEXT_SCHEDULE == 2;
          TIMED_WAIT(15 * MS, &other); GET_MODULE_SCHEDULE_STATUS(&schedule_status, &other);
          holds = holds && schedule_status.CURRENT_SCHEDULE == 2)
CONDITION(SET_MODULE_SCHEDULE, PROCESS, "the current one, while another one is to come", NO_ERROR, DISPUTED,
          SET_MODULE_SCHEDULE(1, &other); SET_MODULE_SCHEDULE(2, &rc);
          GET_MODULE_SCHEDULE_STATUS(&schedule_status, &other); holds = schedule_status.NEXT_SCHEDULE == 2)
CONDITION(SET_MODULE_SCHEDULE, LIMITS, "the configuration does not give the right", INVALID_CONFIG, SINGLE,
          SET_MODULE_SCHEDULE(2, &rc))
CONDITION(GET_MODULE_SCHEDULE_STATUS, PROCESS, "back in the first schedule", NO_ERROR, SINGLE, SET_MODULE_SCHEDULE(1, &other);
          TIMED_WAIT(15 * MS, &other); GET_MODULE_SCHEDULE_STATUS(&schedule_status, &rc);
          holds = schedule_status.CURRENT_SCHEDULE == 1 && schedule_status.NEXT_SCHEDULE == 1 &&
                  schedule_status.TIME_OF_LAST_SCHEDULE_SWITCH > 0)
CONDITION(GET_MEMORY_BLOCK_STATUS, PROCESS, "no such name", INVALID_CONFIG, SINGLE,
          GET_MEMORY_BLOCK_STATUS(name("none"), &block_status, &rc))
CONDITION(GET_MEMORY_BLOCK_STATUS, PROCESS, "a device's memory", NO_ERROR, SINGLE,
          GET_MEMORY_BLOCK_STATUS(name("frame-store"), &block_status, &rc);
          holds = block_status.MEMORY_BLOCK_SIZE == 8192 && block_status.MEMORY_BLOCK_MODE == READ_WRITE &&
                  (uintptr_t)block_status.MEMORY_BLOCK_ADDR == 0xc0000000)
