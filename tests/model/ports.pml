/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/*
 * Ports, for the model checker Spin: the protocols of guest/vcpu/sampling.c and guest/vcpu/queuing.c.
 * docs/ports.md says what is checked, and what is left out. tests/model/run runs it.
 *
 * A side is a process. Each access to the channel is a step; what a side does in its own memory goes
 * with the step before. A side is stopped and started again between any two steps (`unless`), as
 * often as its RESTARTS allow. A message is two words, both its identity: if they differ it is torn.
 *
 * Macros, set by the runner: SAMPLING or not; how many MESSAGES, SOURCE_RESTARTS and
 * DESTINATION_RESTARTS; the queue's capacities; and BREAK_name, each of which breaks a rule of the
 * protocol and has to be found out.
 */
#ifndef MESSAGES
#define MESSAGES 4
#endif
#ifndef SOURCE_RESTARTS
#define SOURCE_RESTARTS 2
#endif
#ifndef DESTINATION_RESTARTS
#define DESTINATION_RESTARTS 2
#endif

#define COMPLEMENT(number) ((number) + 128)

byte begun;               /* identity of the newest message that the source began */
bit stop_source, stop_destination;

#ifdef SAMPLING
/* ---------------------------------------------------------------- sampling.c */

#define LAST 7 /* for 2^32 - 1 */

byte newest = 5, sequence[2], first[2], second[2];
byte completed;           /* identity of the newest message that was published */
bit moved;                /* the writer did something since the reader's try began */

#ifdef BREAK_WRAP_TO_1
#define AFTER_LAST 1
#else
#define AFTER_LAST 2
#endif

active proctype source()
{
    byte number;
    do
    :: { /* a start */
#ifdef BREAK_RESTART_NUMBERS
        number = 5;
#endif
        do
        :: begun < MESSAGES ->
            d_step {
#ifndef BREAK_RESTART_NUMBERS
                number = newest;
#endif
                if
                :: number == LAST -> number = AFTER_LAST
                :: else -> number++
                fi;
                begun++;
                moved = 1;
#ifndef BREAK_NO_COMPLEMENT
                sequence[number % 2] = COMPLEMENT(number)
#endif
            }
            d_step { first[number % 2] = begun; moved = 1 }
            d_step { second[number % 2] = begun; moved = 1 }
#ifdef BREAK_NEWEST_FIRST
            d_step { newest = number; completed = begun; moved = 1 }
            d_step { sequence[number % 2] = number; moved = 1 }
#else
            d_step { sequence[number % 2] = number; moved = 1 }
            d_step { newest = number; completed = begun; moved = 1 }
#endif
        :: else -> break
        od;
        false
    } unless { stop_source -> stop_source = 0 }
    od
}

active proctype destination()
{
    byte number, one, two, least;
end:
    do
    :: { /* a start: nothing of before is left, in the channel neither */
        do
        :: d_step { moved = 0; least = completed; number = newest }
            if
            :: sequence[number % 2] == number ->
                one = first[number % 2];
                two = second[number % 2];
#ifndef BREAK_NO_CHECK_BEHIND
                if
                :: d_step { sequence[number % 2] == number ->
#else
                if
                :: d_step {
#endif
                    assert(one == two);   /* whole */
                    assert(one >= least) } /* and as new as any when it was begun */
                :: else -> assert(moved)
                fi
            :: d_step { sequence[number % 2] != number ->
                assert(moved || least == 0) } /* only a writer that writes makes a try fail */
            fi;
            d_step { number = 0; one = 0; two = 0; least = 0 }
        od
    } unless { d_step { stop_destination -> stop_destination = 0; number = 0; one = 0; two = 0; least = 0 } }
    od
}

#else
/* ---------------------------------------------------------------- queuing.c */

#ifndef SOURCE_CAPACITY
#define SOURCE_CAPACITY 1
#endif
#ifndef DESTINATION_CAPACITY
#define DESTINATION_CAPACITY 1
#endif
#define ROOM (SOURCE_CAPACITY + DESTINATION_CAPACITY)
#ifndef SLOTS
#define SLOTS 2
#endif

byte head, tail;
bit source_waiting, destination_waiting; /* in the areas */
bit source_pending, destination_pending; /* the virtual interrupt sources */
byte sequence[SLOTS], first[SLOTS], second[SLOTS];

bit published[MESSAGES + 1]; /* by identity: the source published it in its present life */
bit done;                    /* the source has sent all messages */

#define SLOT(number) ((number) % SLOTS)

inline wake_destination()
{
    if
    :: destination_waiting -> destination_pending = 1
    :: else
    fi
}

inline wake_source()
{
    if
    :: source_waiting -> source_pending = 1
    :: else
    fi
}

active proctype source()
{
    byte number, bound, kept, now, i;
    do
    :: { /* resume */
        source_waiting = 0;
        d_step { now = tail; kept = now }
        bound = head;
        assert(bound >= now && bound - now <= ROOM);
        do
#ifdef BREAK_KEEP_MARKED
        :: d_step { kept != bound && kept - now < DESTINATION_CAPACITY -> kept++ }
#else
        :: d_step { kept != bound && kept - now < DESTINATION_CAPACITY &&
            sequence[SLOT(kept)] == kept -> kept++ }
#endif
        :: else -> break
        od;
        number = kept;
#ifndef BREAK_NO_MARK
        do
        :: number != bound -> d_step { sequence[SLOT(number)] = COMPLEMENT(number); number++ }
        :: else -> break
        od;
#endif
#ifndef BREAK_NO_SECOND_LOOK
        now = tail;
        if
        :: now >= kept && now < bound ->
#ifndef BREAK_NOT_GIVEN_BACK
            sequence[SLOT(now)] = now;
#endif
            kept = now + 1
        :: now == bound -> kept = bound
        :: else
        fi;
#endif
        atomic { number = kept; kept = 0; bound = 0; now = 0; head = number }
#ifndef BREAK_NO_WAKE_AT_START
        wake_destination();
#endif
        /* bh_queue_send_wait */
        do
        :: begun < MESSAGES ->
            do
            :: number - tail >= ROOM ->
                source_pending = 0;
                source_waiting = 1;
#ifndef BREAK_NO_LOOK_AGAIN
                if
                :: number - tail < ROOM
                :: else -> source_pending
                fi;
#else
                source_pending;
#endif
                source_waiting = 0
            :: else -> break
            od;
            atomic { begun++; sequence[SLOT(number)] = COMPLEMENT(number) }
#ifdef BREAK_HEAD_FIRST
            head = number + 1;
#endif
            first[SLOT(number)] = begun;
            second[SLOT(number)] = begun;
            sequence[SLOT(number)] = number;
#ifdef BREAK_WAKE_FIRST
            wake_destination();
#endif
            d_step { number++; head = number; published[begun] = 1 }
#ifndef BREAK_WAKE_FIRST
            wake_destination()
#endif
        :: else -> break
        od;
        atomic { done = 1; number = 0 }
        false
    } unless { d_step { stop_source -> stop_source = 0; done = 0; number = 0; bound = 0; kept = 0; now = 0;
        i = 0;
        do
        :: i <= MESSAGES -> published[i] = 0; i++
        :: else -> break
        od;
        i = 0 } }
    od
}

/* Whether the next message is there, in `there`. */
inline arrived()
{
#ifdef BREAK_HEAD_BEFORE_SLOT
    limit = head;
    d_step { there = (sequence[SLOT(number)] == number && limit > number && limit - number <= ROOM);
        limit = 0 }
#else
    there = (sequence[SLOT(number)] == number);
    there = (there && head > number && head - number <= ROOM)
#endif
}

active proctype destination()
{
    byte number, one, two, last, i;
    bit there, again;
#ifdef BREAK_HEAD_BEFORE_SLOT
    byte limit;
#endif
    do
    :: { /* begin */
        destination_waiting = 0;
        d_step { number = tail; again = 1 }
#ifdef BREAK_DROP_AT_ONCE
        number = head;
        tail = number;
#else
        do
        :: arrived();
            if
            :: there -> d_step { there = 0; number++; tail = number }
            :: else -> break
            fi
        od;
#endif
#ifndef BREAK_NO_WAKE_AT_DROP
        wake_source();
#endif
        do
        :: arrived();
            if
            :: there ->
#ifdef BREAK_TAIL_FIRST
                tail = number + 1;
                wake_source();
#endif
                one = first[SLOT(number)];
                two = second[SLOT(number)];
                if
                :: d_step { sequence[SLOT(number)] == number ->
                    assert(one == two); /* whole */
                    assert(one > last || (again && one == last)); /* once, and in order */
                    i = last + 1;
                    do /* none is missing that the source's present life sent before this one */
                    :: i < one -> assert(again || !(published[i] && published[one])); i++
                    :: else -> break
                    od;
                    i = 0; again = 0; last = one; one = 0; two = 0; there = 0 }
                    d_step { number++; tail = number }
                    wake_source()
                :: else -> d_step { one = 0; two = 0; there = 0 } /* withdrawn */
                fi
            :: else ->
                destination_pending = 0;
                destination_waiting = 1;
                arrived();
                if
                :: there -> there = 0
                :: else -> destination_pending
                fi;
                destination_waiting = 0
            fi
        od
    } unless { d_step { stop_destination -> stop_destination = 0; number = 0; one = 0; two = 0; there = 0;
        i = 0 } }
    od
}

/* When nobody can go on everything has been sent and taken: no wake-up was lost. */
active proctype rest()
{
    timeout -> assert(done && head == tail);
end:
    false
}
#endif

/* ---------------------------------------------------------------- restarts */

active proctype restarts()
{
    byte source_left = SOURCE_RESTARTS, destination_left = DESTINATION_RESTARTS;
end:
    do
    :: d_step { source_left > 0 && !stop_source -> source_left--; stop_source = 1 }
    :: d_step { destination_left > 0 && !stop_destination -> destination_left--; stop_destination = 1 }
    od
}
