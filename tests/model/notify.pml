/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/*
 * Virtual interrupts, for the model checker Spin: the kernel's half (kernel/virq.[ch],
 * kernel/settle.c) and the guest's (guest/vcpu/i386/entry.S, guest/vcpu/irq.c, guest/vcpu/bh.h) of
 * the protocol on the vCPU page. docs/interrupts.md says what is checked, what is left out, and
 * which step here is which line there. tests/model/run runs it.
 *
 * The guest is a machine with a program counter, because the kernel changes that. Every instruction
 * of the guest that touches a shared word, or at which an interrupt can destroy something, is one
 * step. Whatever the kernel does between two instructions of the guest is one step.
 *
 * Macros, all set by the runner: SOURCES (1 to 3), SPLIT (the first source of the second word of
 * `pending` and `mask`), MODULUS of the counts, TRAPS (how many may be nested), QUIET (the world
 * may fall silent), the variants RTEMS, RESUME and REMOTE, and BREAK_name, each of which breaks one
 * rule of the protocol and has to be found out.
 */
#ifndef SOURCES
#define SOURCES 2
#endif
#ifndef SPLIT
#define SPLIT 1
#endif
#ifndef TRAPS
#define TRAPS 1
#endif

#define ALL       ((1 << SOURCES) - 1)
#define BIT(s)    (1 << (s))
#define WORD(s)   ((s) >= SPLIT)
#define CTZ(bits) (((bits) & 1) -> 0 : (((bits) & 2) -> 1 : 2))

/* Counts are modulo 2^32; here modulo 3, so that at most two occurrences are not yet taken. */
#ifndef MODULUS
#define MODULUS 3
#endif
#define OUTSTANDING (MODULUS - 1)

/* The vCPU page (struct bh_vcpu). */
#define enabled vcpu_enabled /* Spin has a word `enabled` of its own */
bit enabled, summary;
byte pending[2], mask[2] = ALL;
byte irq_pc, irq_flags;
byte trap_pc, trap_flags;
bit trap_taken_up = 1; /* trap_vector == BH_TRAP_NONE */
byte resume_pc, resume_flags, resume_result;
byte count[SOURCES];

/* Kernel memory. */
bit running; /* its window is open: schedule.vcpu is this vCPU */
bit waiting;
byte wait_set;

/* The guest's processor and memory. Of EFLAGS there is ZF, of the registers the one that
 * bh_irq_take has the count in. */
byte pc;
bit zf;
byte reg;
#define STACK (5 + 4 * TRAPS)
byte stack[STACK];
byte sp;
byte flags; /* of the frame that iret takes */
byte taken[SOURCES]; /* irq.c */
byte program_source; /* the argument of the function that the program is in */
byte source;         /* the variable in bh_irq_dispatch */

/* What is asserted of. Written along with the above, read by assertions only. */
byte outstanding[SOURCES];           /* raised and not taken */
bit polling;                         /* the program is in bh_irq_take: the source stays masked */
bit critical = 1;                      /* the program has interrupts disabled */
bit dispatching;                     /* within bh_irq_dispatch */
byte frames;                         /* of interrupts, on the stack */
byte depth;                          /* of what was interrupted and not yet continued: */
#define DEPTH (1 + TRAPS + 1)
byte was_pc[DEPTH], was_reg[DEPTH];
bit was_zf[DEPTH], was_enabled[DEPTH], was_trap[DEPTH];
bit quiet;                           /* no entry to the kernel comes any more but hypercalls */
bit posting;                         /* REMOTE: in the middle of a raise */

/* Values of pc: the instructions at which the guest can be between two steps. */
#define program             0  /* anywhere in the application: it begins what it likes */
#define enable_cmp          1  /* bh_irq_enable: cmpl $0, summary */
#define enable_jne          2
#define unmask_test         3  /* bh_irq_unmask: testl bit, pending */
#define unmask_je           4
#define unmask_summary      5
#define unmask_cmp          6  /* cmpl $0, enabled */
#define unmask_jne          7
#define take_count          8  /* bh_irq_take, called by the program: movl count, reg */
#define take_account        9
#define take_pending        10 /* bh_irq_take_pending: movl $0, enabled */
#define take_pending_call   11
#define take_pending_enable 12
#define take_pending_cmp    13
#define take_pending_jne    14
#define bh_irq_dispatch     15 /* movl $0, summary */
#define next_source_0       16
#define next_source_1       17
#define dispatch_clear      18 /* bh_irq_take, called by bh_irq_dispatch: andl ~bit, pending */
#define dispatch_count      19
#define dispatch_account    20
#define handler             21
#define handler_unmask_test 22 /* bh_irq_unmask, called by a handler */
#define handler_summary     23
#define dispatch_store      24 /* BREAK_LOAD_STORE */
#define bh_irq_entry        30 /* pushl irq_flags */
#define irq_push_pc         31
#define dispatch            32 /* pushl eax */
#define dispatch_call       33
#define irq_pop             34
#define bh_irq_return       40 /* movl $1, enabled */
#define return_cmp          41
#define return_jne          42
#define return_iret         43
#define return_disable      44
#define bh_irq_return_end   45 /* jmp dispatch */
#define resume_store        46 /* RESUME: the frame into the page's slots */
#define resume_call         47
#define bh_trap_entry       50 /* pushl trap_flags */
#define trap_push_pc        51
#define trap_pusha          52
#define trap_take_up        53
#define bh_trap_dispatch    54
#define trap_popa           55
#define trap_test           56
#define trap_jne            57
#define trap_iret           58
#define level_set           60 /* RTEMS, interrupt.S: movl %eax, ENABLED */
#define level_cmp           61
#define level_jne           62
#define bsp_level_pending   63 /* testl %eax, %eax */
#define level_je            64
#define level_disable       65
#define level_pushf         66
#define level_push_pc       67
#define level_ret           68 /* 1: ret */
#define look_again_load     69 /* i386_disable_interrupts: movl ENABLED, %eax */
#define look_again_disable  70

/* ---------------------------------------------------------------- the kernel */

/* hypercall irq_entry_set */
#if defined(BREAK_NO_RANGE)
#define restart_begin 0
#define restart_end   0
#elif defined(BREAK_RANGE_POPS)
#define restart_begin irq_pop
#define restart_end   bh_irq_return_end
#elif defined(BREAK_RANGE_SHORT)
#define restart_begin bh_irq_return
#define restart_end   return_iret
#else
#define restart_begin bh_irq_return
#define restart_end   bh_irq_return_end
#endif

#define DELIVERABLE (enabled && ((pending[0] & ~mask[0]) | (pending[1] & ~mask[1])))

#ifdef BREAK_WAIT_MASKED
#define WAIT_OVER ((((pending[0] & ~mask[0]) | (pending[1] & ~mask[1])) & wait_set) != 0)
#else
#define WAIT_OVER (((pending[0] | pending[1]) & wait_set) != 0)
#endif

inline interrupted(by_trap)
{
    assert(depth < DEPTH);
    was_pc[depth] = pc;
    was_zf[depth] = zf;
    was_reg[depth] = reg;
    was_enabled[depth] = enabled;
    was_trap[depth] = by_trap;
    depth++
}

/* What was interrupted goes on: as it was. */
inline continued()
{
    depth--;
    assert(pc == was_pc[depth]);
    assert(zf == was_zf[depth]);
    assert(reg == was_reg[depth]);
    assert(enabled == was_enabled[depth]);
    frames = frames - !was_trap[depth];
    was_pc[depth] = 0;
    was_zf[depth] = 0;
    was_reg[depth] = 0;
    was_enabled[depth] = 0;
    was_trap[depth] = 0
}

/* virq_deliver. Where `enabled` is cleared relative to the rest does not matter: one step. */
inline virq_deliver()
{
    assert(!critical);
    assert(!dispatching);
    if
    :: pc >= restart_begin && pc < restart_end ->
        enabled = 0;
        pc = restart_begin
    :: else ->
        interrupted(0);
        frames++;
        assert(frames <= 1);
#ifndef BREAK_DELIVER_ENABLED
        enabled = 0;
#endif
        irq_pc = pc;
        irq_flags = zf;
        pc = bh_irq_entry
    fi
}

/* virq_settle, on the way out to this vCPU (settle_run) */
inline virq_settle()
{
    if
    :: waiting && !DELIVERABLE && !WAIT_OVER
    :: else ->
        waiting = 0;
        wait_set = 0;
        if
        :: DELIVERABLE -> virq_deliver()
        :: else
        fi
    fi
}

/* virq_wake: the short way of a source that was just raised; only that source is looked at. What else
 * may be deliverable the guest itself is about to take (bh_irq_unmask). BREAK_WAIT_MASKED is of both. */
#define OPEN(s) (enabled && (mask[WORD(s)] & BIT(s)) == 0)
inline virq_wake(s)
{
    if
    :: !running
#ifdef BREAK_WAIT_MASKED
    :: running && waiting && !OPEN(s)
#else
    :: running && waiting && !OPEN(s) && (wait_set & BIT(s)) == 0
#endif
    :: else ->
        waiting = 0;
        wait_set = 0;
        if
        :: OPEN(s) -> virq_deliver()
        :: else
        fi
    fi
}

/* settle: only the vCPU that has the window is looked at */
inline settle()
{
    if
    :: running -> virq_settle()
    :: else
    fi
}

inline raise_count(s)
{
    count[s] = (count[s] + 1) % MODULUS;
    outstanding[s]++
}

inline raise_pending(s)
{
    pending[WORD(s)] = pending[WORD(s)] | BIT(s)
}

/* virq_raise */
inline virq_raise(s)
{
    raise_count(s);
    raise_pending(s);
    summary = 1
}

/* virq_trap. One that comes before the last was taken up is health monitoring's, and ends what is
 * modelled here. */
inline virq_trap()
{
    interrupted(1);
#ifdef BREAK_SHARED_SLOTS
    irq_pc = pc;
    irq_flags = zf;
#endif
    trap_pc = pc;
    trap_flags = zf | enabled << 1;
    trap_taken_up = 0;
#ifndef BREAK_TRAP_ENABLED
    enabled = 0;
#endif
    pc = bh_trap_entry;
#ifdef BREAK_TRAP_RESTARTED
    if
    :: trap_pc >= restart_begin && trap_pc < restart_end -> trap_pc = restart_begin
    :: else
    fi
#endif
}

/* ---------------------------------------------------------------- the guest */

inline push(word)
{
    assert(sp < STACK);
    stack[sp] = word;
    sp++
}

/* The popped word's place is cleared, so that what lies beyond the stack makes no more states. */
inline pop(word)
{
    assert(sp > 0);
    sp--;
    word = stack[sp];
    stack[sp] = 0
}

inline iret()
{
    pop(pc);
    pop(flags);
    zf = flags & 1;
    flags = 0;
    continued()
}

/* Nothing is taken twice, and nothing that was not raised. Counts and differences are modular. */
inline take(s)
{
    reg = (reg + MODULUS - taken[s]) % MODULUS; /* occurrences */
    taken[s] = (taken[s] + reg) % MODULUS;
    assert(reg <= outstanding[s]);
    outstanding[s] = outstanding[s] - reg
}

/* What holds wherever the application is. */
#define LOST(s) (outstanding[s] != 0 && (pending[WORD(s)] & BIT(s)) == 0)

inline promises()
{
    assert(enabled == !critical);
    assert(sp == 0 && depth == 0 && frames == 0);
    assert(posting || !DELIVERABLE); /* whatever may be delivered has been */
    assert(posting || !LOST(0));
    assert(posting || !LOST(SOURCES - 1));
    assert(posting || !LOST(SOURCES / 2))
}

#define AT(place) running && !waiting && pc == (place)
#define MASKED(s) ((mask[WORD(s)] & BIT(s)) != 0)

/* What the program may begin at any time with a source. */
#ifdef BREAK_POLL_OPEN
#define MAY_POLL(s) true
#else
#define MAY_POLL(s) (critical || MASKED(s))
#endif

#define BEGIN_WITH(s)                                                                              \
    :: d_step { AT(program) && !MASKED(s) -> /* bh_irq_mask: orl bit, mask */                      \
        promises();                                                                                \
        mask[WORD(s)] = mask[WORD(s)] | BIT(s) }                                                   \
    :: d_step { AT(program) && MASKED(s) -> /* bh_irq_unmask: andl ~bit, mask */                   \
        promises();                                                                                \
        mask[WORD(s)] = mask[WORD(s)] & ~BIT(s);                                                   \
        program_source = s;                                                                        \
        pc = AFTER_UNMASK }                                                                        \
    :: d_step { AT(program) && MAY_POLL(s) -> /* bh_irq_take */                                    \
        promises();                                                                                \
        program_source = s;                                                                        \
        polling = 1;                                                                               \
        TAKE_FIRST(s);                                                                             \
        pc = take_count }                                                                          \
    :: d_step { AT(program) -> /* bh_wait for one */                                               \
        promises();                                                                                \
        hypercall_wait(BIT(s)) }

#if defined(BREAK_UNMASK_BLIND)
#define AFTER_UNMASK program
#elif defined(RTEMS)
#define AFTER_UNMASK unmask_summary /* bsp_interrupt_vector_enable */
#else
#define AFTER_UNMASK unmask_test
#endif
#ifdef BREAK_ENABLE_BLIND
#define AFTER_ENABLE program
#else
#define AFTER_ENABLE enable_cmp
#endif

#define CLEAR_PENDING(s) pending[WORD(s)] = pending[WORD(s)] & ~BIT(s)
#ifdef BREAK_COUNT_FIRST
#define TAKE_FIRST(s)  reg = count[s]
#define TAKE_SECOND(s) CLEAR_PENDING(s)
#else
#define TAKE_FIRST(s)  CLEAR_PENDING(s)
#define TAKE_SECOND(s) reg = count[s]
#endif

#ifdef RESUME
#define RETURN resume_store
#else
#define RETURN bh_irq_return
#endif

inline hypercall_wait(set)
{
    waiting = 1;
    wait_set = set;
#ifdef BREAK_WAIT_BLIND
    skip
#else
    virq_settle()
#endif
}

/* Back to the program, its variable forgotten. */
inline back()
{
    program_source = 0;
    pc = program
}

active proctype guest()
{
end:
    do
    /* The program. */
    :: d_step { AT(program) && !critical -> /* bh_irq_disable */
        promises();
        critical = 1;
        enabled = 0 }
    :: d_step { AT(program) && critical -> /* bh_irq_enable: movl $1, enabled */
        promises();
        critical = 0;
#ifdef RTEMS
        reg = 1; /* i386_enable_interrupts */
        pc = level_set }
#else
        enabled = 1;
        pc = AFTER_ENABLE }
#endif
    :: d_step { AT(program) -> promises(); hypercall_wait(0) }
    :: d_step { AT(program) -> promises(); hypercall_wait(ALL) }
    BEGIN_WITH(0)
#if SOURCES > 1
    BEGIN_WITH(1)
#endif
#if SOURCES > 2
    BEGIN_WITH(2)
#endif

    /* bh_irq_enable */
    :: d_step { AT(enable_cmp) -> zf = (summary == 0); pc = enable_jne }
    :: d_step { AT(enable_jne) -> pc = (zf -> program : take_pending); zf = 0 }

    /* bh_irq_unmask */
    :: d_step { AT(unmask_test) ->
        zf = ((pending[WORD(program_source)] & BIT(program_source)) == 0);
        pc = unmask_je }
    :: d_step { AT(unmask_je) ->
        program_source = 0;
        pc = (zf -> program : unmask_summary);
        zf = 0 }
    :: d_step { AT(unmask_summary) ->
#ifndef BREAK_UNMASK_SUMMARY
        summary = 1;
#endif
#ifdef RTEMS
        program_source = 0;
        pc = look_again_load }
#else
        pc = unmask_cmp }
#endif
    :: d_step { AT(unmask_cmp) -> zf = !enabled; pc = unmask_jne }
    :: d_step { AT(unmask_jne) -> pc = (zf -> program : take_pending); zf = 0 }

#ifdef RTEMS
    /* look_again; i386_enable_interrupts: what is pending is taken as if it came at the `ret` */
    :: d_step { AT(look_again_load) -> reg = enabled; pc = look_again_disable }
    :: d_step { AT(look_again_disable) -> enabled = 0; pc = level_set }
    :: d_step { AT(level_set) -> enabled = reg; pc = level_cmp }
    :: d_step { AT(level_cmp) -> zf = (summary == 0); pc = level_jne }
    :: d_step { AT(level_jne) -> pc = (zf -> level_ret : bsp_level_pending) }
    :: d_step { AT(bsp_level_pending) -> zf = (reg == 0); pc = level_je }
    :: d_step { AT(level_je) -> pc = (zf -> level_ret : level_disable) }
    :: d_step { AT(level_disable) -> enabled = 0; pc = level_pushf }
    :: d_step { AT(level_pushf) ->
        push(zf);
        interrupted(0);
        was_pc[depth - 1] = level_ret;
        was_enabled[depth - 1] = 1;
        frames++;
        assert(frames <= 1);
        pc = level_push_pc }
    :: d_step { AT(level_push_pc) -> push(level_ret); pc = dispatch }
    :: d_step { AT(level_ret) -> reg = 0; zf = 0; pc = program }
#endif

    /* bh_irq_take */
    :: d_step { AT(take_count) -> TAKE_SECOND(program_source); pc = take_account }
    :: d_step { AT(take_account) -> take(program_source); reg = 0; polling = 0; back() }

    /* bh_irq_take_pending */
    :: d_step { AT(take_pending) -> enabled = 0; pc = take_pending_call }
    :: d_step { AT(take_pending_call) -> push(take_pending_enable); pc = bh_irq_dispatch }
    :: d_step { AT(take_pending_enable) -> enabled = 1; pc = take_pending_cmp }
    :: d_step { AT(take_pending_cmp) -> zf = (summary == 0); pc = take_pending_jne }
    :: d_step { AT(take_pending_jne) -> pc = (zf -> program : take_pending); zf = 0 }

    /* bh_irq_dispatch */
    :: d_step { AT(bh_irq_dispatch) ->
        assert(!dispatching && !enabled);
        dispatching = 1;
        reg = MODULUS; /* what the compiler likes */
#ifndef BREAK_SUMMARY_LATE
        summary = 0;
#endif
        pc = next_source_0 }
    :: d_step { AT(next_source_0) ->
        source = pending[0] & ~mask[0];
        pc = (source -> dispatch_clear : next_source_1);
        source = (source -> CTZ(source) : 0) }
    :: d_step { AT(next_source_1) ->
        source = pending[1] & ~mask[1];
        if
        :: source ->
            source = CTZ(source);
            pc = dispatch_clear
        :: else ->
#ifdef BREAK_SUMMARY_LATE
            summary = 0;
#endif
            dispatching = 0;
            pop(pc)
        fi }
#ifdef BREAK_LOAD_STORE
    :: d_step { AT(dispatch_clear) ->
        reg = pending[WORD(source)] & ~BIT(source);
        pc = dispatch_store }
    :: d_step { AT(dispatch_store) -> pending[WORD(source)] = reg; pc = dispatch_count }
#else
    :: d_step { AT(dispatch_clear) -> TAKE_FIRST(source); pc = dispatch_count }
#endif
    :: d_step { AT(dispatch_count) -> TAKE_SECOND(source); pc = dispatch_account }
    :: d_step { AT(dispatch_account) ->
        assert(!enabled && !critical);
        assert(!MASKED(source));
        take(source);
        pc = (reg -> handler : next_source_0);
        source = (reg -> source : 0);
        reg = MODULUS }

    /* A handler does nothing, masks its source, or unmasks another (with interrupts disabled), but
     * not the one that the program is just polling. */
    :: d_step { AT(handler) -> source = 0; pc = next_source_0 }
    :: d_step { AT(handler) ->
        mask[WORD(source)] = mask[WORD(source)] | BIT(source);
        source = 0;
        pc = next_source_0 }
    :: d_step { AT(handler) && !(polling && program_source == (source + 1) % SOURCES) ->
        source = (source + 1) % SOURCES;
        mask[WORD(source)] = mask[WORD(source)] & ~BIT(source);
        pc = handler_unmask_test }
    :: d_step { AT(handler_unmask_test) ->
        pc = ((pending[WORD(source)] & BIT(source)) -> handler_summary : next_source_0);
        source = 0 }
    :: d_step { AT(handler_summary) -> summary = 1; pc = next_source_0 }

    /* entry.S: an interrupt */
    :: d_step { AT(bh_irq_entry) -> push(irq_flags); pc = irq_push_pc }
    :: d_step { AT(irq_push_pc) -> push(irq_pc); irq_flags = 0; irq_pc = 0; pc = dispatch }
    :: d_step { AT(dispatch) -> push(reg); pc = dispatch_call }
    :: d_step { AT(dispatch_call) -> push(irq_pop); pc = bh_irq_dispatch }
    :: d_step { AT(irq_pop) -> pop(reg); pc = RETURN }

    /* bh_irq_return: the restartable range */
#ifdef BREAK_RETURN_BLIND
    :: d_step { AT(bh_irq_return) -> enabled = 1; pc = return_iret }
#else
    :: d_step { AT(bh_irq_return) -> enabled = 1; pc = return_cmp }
#endif
    :: d_step { AT(return_cmp) -> zf = (summary == 0); pc = return_jne }
    :: d_step { AT(return_jne) -> pc = (zf -> return_iret : return_disable) }
    :: d_step { AT(return_iret) -> iret() }
    :: d_step { AT(return_disable) ->
#ifndef BREAK_RETURN_ENABLED
        enabled = 0;
#endif
        pc = bh_irq_return_end }
    :: d_step { AT(bh_irq_return_end) -> pc = dispatch }

#ifdef RESUME
    /* Instead of it: the frame into its slots, hypercall resume */
    :: d_step { AT(resume_store) ->
        pop(resume_pc);
        pop(resume_flags);
        resume_result = reg;
        reg = 0;
        pc = resume_call }
    :: d_step { AT(resume_call) -> /* hypercall_resume, settle */
        enabled = 1;
        pc = resume_pc;
        zf = resume_flags & 1;
        reg = resume_result;
        resume_pc = 0;
        resume_flags = 0;
        resume_result = 0;
        continued();
        virq_settle() }
#endif

#if TRAPS > 0
    /* entry.S: a trap */
    :: d_step { AT(bh_trap_entry) ->
        push(trap_flags);
#ifdef BREAK_TAKE_UP_EARLY
        trap_taken_up = 1;
#endif
        pc = trap_push_pc }
    :: d_step { AT(trap_push_pc) -> push(trap_pc); pc = trap_pusha }
    :: d_step { AT(trap_pusha) -> push(reg); pc = trap_take_up }
    :: d_step { AT(trap_take_up) ->
        trap_taken_up = 1;
        trap_pc = 0;
        trap_flags = 0;
        pc = bh_trap_dispatch }
    :: d_step { AT(bh_trap_dispatch) ->
        assert(!enabled);
        assert(stack[sp - 2] == was_pc[depth - 1]); /* the handler sees where it was */
        reg = MODULUS;
        pc = trap_popa }
    :: d_step { AT(trap_popa) -> pop(reg); pc = trap_test }
    :: d_step { AT(trap_test) -> zf = ((stack[sp - 2] & 2) == 0); pc = trap_jne }
#ifdef BREAK_TRAP_IRET
    :: d_step { AT(trap_jne) -> pc = trap_iret }
#else
    :: d_step { AT(trap_jne) -> pc = (zf -> trap_iret : RETURN) }
#endif
    :: d_step { AT(trap_iret) -> iret() }
#endif
    od
}

/* ---------------------------------------------------------------- what happens to it */

/* Occurrences, in the window and out of it; and deadlines of waits. */
#define MAY_RAISE(s) (!quiet && outstanding[s] < OUTSTANDING)

#ifdef REMOTE
/* As if another processor wrote the page: each of the words in a step of its own. The interrupt
 * that makes this processor look comes last. */
#ifdef BREAK_REMOTE_ORDER
#define RAISE(s)                                                                                   \
    :: atomic { MAY_RAISE(s) -> posting = 1; raise_pending(s) }                                    \
        d_step { raise_count(s) }                                                                  \
        d_step { summary = 1; posting = 0; settle() }
#else
#define RAISE(s)                                                                                   \
    :: d_step { MAY_RAISE(s) -> posting = 1; raise_count(s) }                                      \
        d_step { raise_pending(s) }                                                                \
        d_step { summary = 1; posting = 0; settle() }
#endif
#else
#define RAISE(s) :: d_step { MAY_RAISE(s) -> virq_raise(s); virq_wake(s) }
#endif

active proctype environment()
{
end:
    do
    RAISE(0)
#if SOURCES > 1
    RAISE(1)
#endif
#if SOURCES > 2
    RAISE(2)
#endif
    :: d_step { !quiet && running && waiting -> waiting = 0; wait_set = 0; settle() }
#ifdef QUIET
    :: d_step { !quiet && running -> quiet = 1 }
#endif
    od
}

/* schedule_advance: the window ends, and begins again */
active proctype schedule()
{
end:
    do
    :: d_step { running && !quiet -> running = 0 }
    :: d_step { !running -> running = 1; virq_settle() }
    od
}

#if TRAPS > 0
/* A fault at any instruction, which the handler mends: the instruction runs again. */
active proctype faults()
{
end:
    do
    :: d_step { running && !waiting && !quiet && trap_taken_up && depth - frames < TRAPS ->
        virq_trap() }
    od
}
#endif

/* ---------------------------------------------------------------- what holds in the end */

/* If nothing comes from outside any more, and the program is again and again where source s can be
 * delivered, all of its occurrences are taken. */
#define OPEN(s)   (pc == program && running && enabled && !MASKED(s))
#define ALL_TAKEN(s) (outstanding[s] == 0)
ltl taken_0 { (<> quiet && []<> OPEN(0)) -> []<> ALL_TAKEN(0) }
#if SOURCES > 1
ltl taken_1 { (<> quiet && []<> OPEN(1)) -> []<> ALL_TAKEN(1) }
#endif

/* A wait ends for what it waits for, masked or not. */
#define AWAITED(s) (waiting && (wait_set & BIT(s)) && outstanding[s] != 0)
ltl wait_ends { [] ((AWAITED(0) || AWAITED(SOURCES - 1)) -> <> !waiting) }

/* An interrupt or a trap ends: what was interrupted goes on. */
ltl returns { [] (<> quiet -> <> (depth == 0 || waiting)) }
