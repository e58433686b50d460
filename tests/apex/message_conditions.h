/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* Buffers and blackboards: a part of conditions.h. */

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
