/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/*
 * Windows, changes of schedule, restarts and stops, for the model checker Spin: the exit path
 * (kernel/settle.c) with kernel/schedule.c, kernel/partition.c and kernel/health.c, function by
 * function and in their order. docs/assurance/model.md says what is checked, and what is left out.
 * tests/model/run runs it.
 *
 * One process takes one step after another: an instruction of the running guest, a door with the way
 * out behind it, or time. Interrupts are off in the kernel, so a door with its way out is one step. Time
 * may pass before and behind each, and within a switch, the only one that acts on two times.
 *
 * Macros, set by the runner: LARGE (three partitions, one of which has no window in the second
 * schedule), NO_WAITS (no guest asks for one), TIMERS (how many partitions have some), and BREAK_name,
 * each of which is a mistake that has to be found out.
 */
#ifdef LARGE
/* The schedules' windows by partition: 0 1 -, 2; and 1 0 1. */
#define PARTITIONS 3
#define COUNT(s)     ((s) == 0 -> 4 : 3)
#define WINDOW(s, w) ((s) == 0 -> ((w) < 2 -> (w) : ((w) == 2 -> NONE : 2)) : ((w) == 1 -> 0 : 1))
#else
/* 0 1 -, and 1 0. */
#define PARTITIONS 2
#define COUNT(s)     ((s) == 0 -> 3 : 2)
#define WINDOW(s, w) ((s) == 0 -> (w) : 1 - (w))
#endif
#define SCHEDULES 2
#ifndef TIMERS
#define TIMERS PARTITIONS
#endif
#define NONE PARTITIONS /* no partition; as `current`: idle; as `armed`: no virtual timer */

/* enum bh_mode and MODE_KEEP */
#define IDLE   0
#define COLD   1
#define WARM   2
#define NORMAL 3
#define KEEP   4
/* enum bh_action: IDLE, COLD and WARM as above */
#define IGNORE 4

/* struct vcpu */
byte mode[PARTITIONS], next_mode[PARTITIONS] = KEEP;
bit initialized[PARTITIONS], waiting[PARTITIONS];
bit timer_set[PARTITIONS], timer_due[PARTITIONS]; /* its timers as one: due later; by now */
byte schedule_changes[PARTITIONS];

/* struct schedule, and information->next_schedule */
byte index, window, next_window, vcpu = NONE, changes, next_schedule;
#define MODULUS 4 /* of `changes`; nobody misses that many here */

/* settle.c */
#define WORK_MODE  2
#define WORK_TIMER 4
#define WORK_RUN   8
byte work = WORK_TIMER, current = NONE, armed = NONE;

/* The processor's timer, and whether the clock has reached the next switch. */
bit hardware, over;
#define REACHED (hardware && (over || (armed != NONE && timer_due[armed])))

/* What is asserted of. Written by the steps that ask for something, and by the calendar. */
byte asked[PARTITIONS] = KEEP; /* the mode to come */
bit owed[PARTITIONS];          /* an action at a change of schedule */
byte wanted;                   /* the schedule to come */
byte plan, plan_window = COUNT(0) - 1;
byte passes;                   /* through settle() on this way out */
byte who, what;                /* arguments; 0 between steps */

/* A switch takes its time: the window may be over, and what it was given for timers has come. */
inline time_passes()
{
    if
    :: over = 1
    :: skip
    fi;
    if
    :: vcpu != NONE && timer_set[vcpu] && !timer_due[vcpu] -> timer_due[vcpu] = 1
    :: skip
    fi
}

/* ---------------------------------------------------------------- partition.c */

/* The last word counts, but a warm start does not replace a cold one. */
inline asks(p, m)
{
    if
    :: m == WARM && asked[p] == COLD
    :: else -> asked[p] = m
    fi
}

inline partition_request(p, m)
{
    if
#ifndef BREAK_WARM_OVER_COLD
    :: m == WARM && next_mode[p] == COLD
#endif
    :: else ->
        next_mode[p] = m;
        work = work | WORK_MODE
    fi
}

/* `what` is the action. */
inline partition_act(p)
{
#ifndef BREAK_WARM_UNINITIALIZED
    if
    :: what == WARM && !initialized[p] -> what = COLD
    :: else
    fi;
#endif
    if
    :: what != IGNORE ->
        asks(p, what);
        partition_request(p, what)
    :: else
    fi
}

/* In its own window, what was asked for last, and once. */
inline partition_settle(p)
{
    if
    :: next_mode[p] == KEEP
    :: else ->
        assert(p == vcpu && WINDOW(plan, plan_window) == p);
        assert(next_mode[p] == asked[p]);
        assert(next_mode[p] != WARM || initialized[p]); /* what it would keep is there */
        asked[p] = KEEP;
        mode[p] = next_mode[p];
        initialized[p] = initialized[p] && mode[p] != COLD;
#ifndef BREAK_REQUEST_KEPT
        next_mode[p] = KEEP;
#endif
        waiting[p] = 0; /* and virq_reset */
#ifndef BREAK_TIMER_KEPT
        timer_set[p] = 0; /* timer_reset */
        timer_due[p] = 0;
        work = work | WORK_TIMER;
#endif
        work = work | WORK_RUN
    fi
}

/* ---------------------------------------------------------------- health.c */

/* Any error's action by any table; a partition that has restarted too often is stopped, which is an
 * action like others. */
inline health_post(p)
{
    select_action();
    partition_act(p);
    what = 0;
    work = work | WORK_RUN
}

inline select_action()
{
    if
    :: what = IGNORE
    :: what = IDLE
    :: what = COLD
    :: what = WARM
    fi
}

/* ---------------------------------------------------------------- schedule.c */

/* What should be now, by the standard: the next window of the frame, or the first of the schedule that
 * was asked for last. */
inline calendar()
{
    assert(over);
    if
    :: plan_window + 1 < COUNT(plan) -> plan_window++
    :: else ->
        plan_window = 0;
        if
        :: wanted != plan ->
            plan = wanted;
            for (who : 0 .. PARTITIONS - 1) { owed[who] = 1 }
            who = 0
        :: else
        fi
    fi
}

inline schedule_step()
{
    if
#if defined(BREAK_CHANGE_AT_ONCE)
    :: next_schedule != index -> next_window = 0;
#elif defined(BREAK_CHANGE_AGAIN)
    :: next_window == 0 ->
#else
    :: next_window == 0 && next_schedule != index ->
#endif
        changes = (changes + 1) % MODULUS;
        index = next_schedule
    :: else
    fi;
    window = next_window;
    next_window++;
    if
    :: next_window == COUNT(index) -> next_window = 0
    :: else
    fi;
    over = 0; /* next_ticks is the next window's */
    assert(index == plan && window == plan_window)
}

inline schedule_advance()
{
    schedule_step();
    vcpu = WINDOW(index, window)
    /* and virq_raise, which settle_run looks at */
}

/* ---------------------------------------------------------------- settle.c */

inline settle_arm(v)
{
    armed = NONE;
    if
    :: v != NONE && timer_set[v] -> armed = v
    :: else
    fi;
    hardware = 1 /* what is due already interrupts at once */
}

/* virq_settle, virq_wake: whoever waits goes on, or not. `notify.pml` has the rest. */
inline settle_run(v)
{
    current = NONE;
    if
#ifdef BREAK_STOPPED_RUNS
    :: v != NONE ->
#else
    :: v != NONE && mode[v] != IDLE ->
#endif
        if
        :: waiting[v]
        :: waiting[v] = 0; current = v
        :: !waiting[v] -> current = v
        fi
    :: else
    fi
}

inline settle_window()
{
    calendar();
#ifndef BREAK_DISCARD_LATE
    hardware = 0; /* arch_timer_discard */
#endif
    schedule_advance();
    time_passes();
    if
    :: vcpu == NONE ->
        settle_arm(NONE);
        current = NONE
    :: else ->
        if
        :: schedule_changes[vcpu] != changes ->
#ifdef BREAK_CHANGE_SEEN_BY_ALL
            for (who : 0 .. PARTITIONS - 1) { schedule_changes[who] = changes }
            who = 0;
#else
            schedule_changes[vcpu] = changes;
#endif
            assert(owed[vcpu]);
            owed[vcpu] = 0;
            select_action();
            partition_act(vcpu);
            what = 0
        :: else
        fi;
#ifndef BREAK_NO_MODES
        partition_settle(vcpu); /* settle_modes */
#endif
        work = 0;
        if /* timer_expire: what is due by the window's entry */
        :: timer_due[vcpu] -> timer_due[vcpu] = 0; expired(vcpu)
        :: else
        fi;
        settle_arm(vcpu);
#ifdef BREAK_DISCARD_LATE
        if
        :: REACHED -> hardware = 0
        :: else
        fi;
#endif
        settle_run(vcpu);
        if /* schedule_hold */
        :: mode[vcpu] != IDLE -> health_post(vcpu) /* WINDOW_MISSED */
        :: skip
        fi;
#ifdef BREAK_WORK_AFTER_HOLD
        work = 0
#endif
    fi
}

/* It is periodic, or it was due once. */
inline expired(v)
{
    if
    :: skip
    :: timer_set[v] = 0
    fi
}

inline settle_more()
{
    if
    :: (work & WORK_MODE) && vcpu != NONE -> partition_settle(vcpu) /* settle_modes */
    :: else
    fi;
    if
    :: work & WORK_TIMER -> settle_arm(vcpu)
    :: else
    fi
}

inline settle()
{
    passes++;
#ifdef BREAK_WORK_FIRST
    what = work;
    work = 0;
    if
    :: what & WORK_MODE -> what = 0; work = WORK_MODE; settle_more(); work = work & ~WORK_MODE
    :: else -> what = 0
    fi;
#else
    if
    :: work != WORK_RUN -> settle_more()
    :: else
    fi;
    work = 0;
#endif
    settle_run(vcpu)
}

/* The timer's door. The interrupt may also be early, or stale. */
inline settle_timer()
{
    hardware = 0;
    if
    :: armed != NONE && timer_due[armed] -> /* timer_fire */
        timer_due[armed] = 0;
        expired(armed);
        if
        :: over || !timer_set[armed] -> armed = NONE /* the next is not before the bound */
        :: else
        fi;
#ifndef BREAK_FIRED_UNARMED
        hardware = 1;
#endif
        if /* virq_wake */
        :: waiting[vcpu]
        :: waiting[vcpu] = 0; current = vcpu
        :: !waiting[vcpu] -> current = vcpu
        fi
    :: else ->
        if
        :: over -> settle_window()
        :: else ->
            if
            :: vcpu != NONE && timer_due[vcpu] -> timer_due[vcpu] = 0; expired(vcpu)
            :: else
            fi;
#ifndef BREAK_EARLY_UNARMED
            settle_arm(vcpu);
#endif
            settle_run(vcpu)
        fi;
        leave_by_work()
    fi
}

/* ---------------------------------------------------------------- entry.S */

inline leave_by_work()
{
    if
    :: work != 0 -> settle()
    :: else
    fi
}

/* What holds whenever the kernel is left. */
inline leave()
{
    assert(work == 0);
    assert(passes <= 1);
    passes = 0;
    assert(hardware);
    assert(current == NONE || (current == vcpu && mode[current] != IDLE));
    assert(vcpu == NONE || (asked[vcpu] == KEEP && next_mode[vcpu] == KEEP && !owed[vcpu]))
}

/* A guest has executed an instruction: it was its window, and it was to run. */
inline ran()
{
    assert(current == vcpu && WINDOW(plan, plan_window) == current);
    assert(!over);
    assert(mode[current] != IDLE && asked[current] == KEEP && !owed[current])
}

/* hypercall.c. `what` is the mode; a warm start needs what it would keep. */
inline mode_ask(p)
{
    if
    :: what = IDLE
    :: what = COLD
    :: initialized[p] -> what = WARM
    fi;
    asks(p, what);
#ifdef BREAK_STOPPED_DEAF
    if
    :: mode[p] == IDLE && p != vcpu
    :: else -> partition_request(p, what)
    fi;
#else
    partition_request(p, what);
#endif
#ifdef BREAK_ASKERS_WINDOW
    partition_settle(p);
#endif
    what = 0
}

inline anyone()
{
    if
    :: who = 0
    :: who = PARTITIONS - 1
#ifdef LARGE
    :: who = 1
#endif
    fi
}

inline hypercall()
{
    ran();
    if
    :: anyone(); mode_ask(who); who = 0 /* mode_set of its own, partition_set of any */
    :: mode[current] != NORMAL -> /* mode_set(NORMAL) */
        mode[current] = NORMAL;
        initialized[current] = 1
    :: wanted < SCHEDULES - 1 -> wanted++; next_schedule = wanted /* schedule_set */
    :: wanted > 0 -> wanted--; next_schedule = wanted
    :: health_post(current) /* health_raise; or a trap */
#ifndef NO_WAITS
    :: waiting[current] = 1; work = work | WORK_RUN /* wait */
#endif
    :: current < TIMERS -> timer_set[current] = 1; work = work | WORK_TIMER /* timer_set */
    :: current < TIMERS -> timer_set[current] = 0; timer_due[current] = 0 /* timer_cancel */
    fi;
    leave_by_work()
}

/* A line storms, maybe with a straggler from a window that is over. */
inline line_interrupt()
{
    anyone();
    health_post(who);
    if
    :: who == vcpu && mode[who] != IDLE -> waiting[who] = 0; current = who /* virq_wake */
    :: skip
    fi;
    who = 0;
    leave_by_work()
}

init
{
    byte p;
    atomic {
        for (p : 0 .. PARTITIONS - 1) { /* partition_init */
            next_mode[p] = COLD;
            asked[p] = COLD
        }
        p = 0;
        settle_arm(NONE); /* arch_start: settle(), in nobody's window */
        work = 0
    }
    do
    :: atomic { current != NONE && !REACHED -> hypercall(); leave() }
    :: atomic { line_interrupt(); leave() }
    :: atomic { settle_timer(); leave() }
    :: d_step { !over -> over = 1 }
    :: d_step { vcpu != NONE && timer_set[vcpu] && !timer_due[vcpu] -> timer_due[vcpu] = 1 }
    od
}
