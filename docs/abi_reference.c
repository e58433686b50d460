/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/*
 * Prints docs/abi.md, the reference of the boundary between kernel and guests, from the headers in
 * include/. Numbers, offsets and addresses come from the compiler. What a field means is a comment
 * in its header and is told again here; a field that is added there and not here makes this
 * program fail, because the fields of each structure must follow one another without a hole.
 */
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <bulkhead/channel.h>
#include <bulkhead/descriptor.h>
#include <bulkhead/health.h>
#include <bulkhead/hypercall.h>
#include <bulkhead/status.h>
#include <bulkhead/trace.h>
#include <bulkhead/vcpu.h>

/* The argument words' registers (bulkhead/layout.h). */
static const char *const word_register[BH_HYPERCALL_WORDS] = {"EDX", "ECX", "EBX", "ESI", "EDI"};

static _Noreturn void give_up(const char *problem, const char *where)
{
    fprintf(stderr, "abi_reference: %s: %s\n", where, problem);
    exit(1);
}

static void print_header(void)
{
    printf("# The interface between kernel and guests\n\n"
           "This page is made by `docs/abi_reference.c` from the headers in `include/`; where it "
           "and a header differ, the header is right and `make check-docs` fails. It describes "
           "version %d of the interface, on i386. A kernel refuses tables of another version; a "
           "guest can ask with `version`.\n\n"
           "Times are nanoseconds of module time unless a field says clock ticks. A time of %#llx "
           "(2^60) or more means never. All fields are little-endian.\n\n",
           BH_ABI_VERSION, (unsigned long long)BH_TIME_LIMIT);
}

/* Hypercalls. */

struct call {
    int number;
    const char *name, *right;
    int words;
    const char *prototype, *arguments, *text;
};

#define CALL_ENTRY(number, name, right, words, prototype, arguments, text)                         \
    {number, #name, #right, words, #prototype, #arguments, text},
static const struct call calls[] = {BH_HYPERCALLS(CALL_ENTRY)};
#define CALLS (sizeof calls / sizeof calls[0])

/* Length of the next of the words, which stand in parentheses and are divided by commas. */
static size_t word_length(const char *words)
{
    size_t length = 0;
    int depth = 0;
    while (depth > 0 || (words[length] != ',' && words[length] != ')')) {
        if (words[length] == '(')
            depth++;
        else if (words[length] == ')')
            depth--;
        length++;
    }
    return length;
}

static void print_word(const char *word, size_t length)
{
    static const struct {
        const char *prefix, *text;
    } halves[] = {{"BH_LOW(", ", low half"}, {"BH_HIGH(", ", high half"}};

    for (size_t i = 0; i < 2; i++) {
        const size_t prefix = strlen(halves[i].prefix);
        if (strncmp(word, halves[i].prefix, prefix) == 0) {
            printf("`%.*s`%s", (int)(length - prefix - 1), word + prefix, halves[i].text);
            return;
        }
    }
    if (strncmp(word, "(bh_word)", 9) == 0) {
        word += 9;
        length -= 9;
    }
    printf("`%.*s`", (int)length, word);
}

static void print_words(const struct call *call)
{
    const char *word = call->arguments + 1;

    if (call->words == 0)
        printf("- words: none\n");
    for (int i = 0; i < call->words; i++) {
        const size_t length = word_length(word);
        printf(i == 0 ? "- words: %s " : "; %s ", word_register[i]);
        print_word(word, length);
        word += length + 1;
        while (*word == ' ')
            word++;
    }
    printf("%s", call->words > 0 ? "\n" : "");
}

static void print_calls(void)
{
    printf("## Hypercalls\n\n"
           "`int 0x%x` with the number in EAX and the words in EDX, ECX, EBX, ESI, EDI, in this "
           "order; a 64-bit argument takes two words, the low half first. The answer is in EAX; "
           "FS, GS, the flags and the other general registers are kept, DS and ES are the flat "
           "data segment afterwards. The low %d bits of the number count. Registers that a call "
           "has no word for are not looked at. No argument is an address that the kernel "
           "follows.\n\n"
           "The C prototypes are those of `guest/vcpu/bh.h`, with `bh_` in front of the name and "
           "a result of type `bh_status`.\n\n"
           "| number | name | words | right |\n| --- | --- | --- | --- |\n",
           BH_HYPERCALL_VECTOR, 31 - __builtin_clz(BH_HYPERCALL_SLOTS));
    for (size_t i = 0; i < CALLS; i++) {
        if (calls[i].number != (int)i)
            give_up("the list has a hole", "hypercalls");
        printf("| %d | [`%s`](#%d-%s) | %d | `%s` |\n", calls[i].number, calls[i].name,
               calls[i].number, calls[i].name, calls[i].words, calls[i].right);
    }
    if (CALLS != BH_HYPERCALL_COUNT)
        give_up("BH_HYPERCALL_COUNT is not the length of the list", "hypercalls");
    printf("| %d-%d | | | answer `BH_UNKNOWN_CALL` |\n\n", BH_HYPERCALL_COUNT,
           BH_HYPERCALL_SLOTS - 1);
    for (size_t i = 0; i < CALLS; i++) {
        printf("### %d `%s`\n\n    bh_status bh_%s%s\n\n", calls[i].number, calls[i].name,
               calls[i].name, calls[i].prototype);
        print_words(&calls[i]);
        printf("- right: `%s`\n\n%s\n\n", calls[i].right, calls[i].text);
    }
}

/* Lists. */

#define STATUS_ROW(name, value, meaning) printf("| %d | `BH_%s` | %s |\n", value, #name, meaning);

static void print_statuses(void)
{
    printf("## Status codes\n\n"
           "A call answers one of these, or, where its text says so, a value of 0 or more.\n\n"
           "| value | name | meaning |\n| --- | --- | --- |\n");
    BH_STATUSES(STATUS_ROW)
    printf("\n");
}

struct item {
    int value;
    const char *name, *text;
};

static void print_items(const char *title, const char *introduction, const struct item *items,
                        size_t count)
{
    printf("## %s\n\n%s\n\n| value | name | meaning |\n| --- | --- | --- |\n", title, introduction);
    for (size_t i = 0; i < count; i++)
        printf("| %d | `%s` | %s |\n", items[i].value, items[i].name, items[i].text);
    printf("\n");
}

#define ITEM(name, text)                                                                           \
    {                                                                                              \
        name, #name, text                                                                          \
    }
#define PRINT_ITEMS(title, introduction, list)                                                     \
    print_items(title, introduction, list, sizeof list / sizeof list[0])

static void print_enumerations(void)
{
    static const struct item rights[] = {
        ITEM(BH_RIGHT_SCHEDULE, "`Rights SetSchedule`: choose the module's schedule"),
        ITEM(BH_RIGHT_SHUTDOWN, "`Rights ShutdownModule`: end the module"),
        ITEM(BH_RIGHT_PARTITIONS,
             "`Rights ControlPartitions`: stop and restart partitions"),
        ITEM(BH_RIGHT_STATUS,
             "`Rights ReadModuleStatus`: read the module's status and health log"),
        ITEM(BH_RIGHT_TRACE,
             "`Rights ReadTrace`: read the trace rings; who has it has `BH_RIGHT_STATUS` too"),
    };
    static const struct item modes[] = {
        ITEM(BH_MODE_IDLE, "stopped"),
        ITEM(BH_MODE_COLD_START, "initializing after a cold start"),
        ITEM(BH_MODE_WARM_START, "initializing after a warm start"),
        ITEM(BH_MODE_NORMAL, "initialized"),
    };
    static const struct item starts[] = {
        ITEM(BH_START_NORMAL, "the module started"),
        ITEM(BH_START_PARTITION_RESTART, "the partition asked for it with `mode_set`"),
        ITEM(BH_START_HM_MODULE_RESTART, "not used by this kernel"),
        ITEM(BH_START_HM_PARTITION_RESTART, "health monitoring restarted the partition"),
    };

    PRINT_ITEMS("Rights",
                "What the configuration may allow a partition beyond its own affairs; "
                "or-ed.",
                rights);
    PRINT_ITEMS("Operating modes", "`mode_set` takes one; `mode_get` answers it in bits 0-7.",
                modes);
    PRINT_ITEMS("Start conditions",
                "In EAX at the first instruction, and in bits 8-15 of what "
                "`mode_get` answers.",
                starts);
}

static void print_sources(void)
{
    printf("## Virtual interrupt sources\n\n"
           "A partition has %d sources, 0 to %d. The lower number is taken first.\n\n"
           "| source | name | occurs when |\n| --- | --- | --- |\n",
           BH_SOURCES, BH_SOURCES - 1);
    printf("| %d | `BH_SOURCE_HEALTH` | reserved for health monitoring; this kernel does not "
           "raise it |\n",
           BH_SOURCE_HEALTH);
    printf("| %d | `BH_SOURCE_WINDOW` | a window of the partition began |\n", BH_SOURCE_WINDOW);
    for (int timer = 0; timer < BH_TIMERS; timer++)
        printf("| %d | `BH_SOURCE_TIMER + %d` | timer %d expired |\n", BH_SOURCE_TIMER + timer,
               timer, timer);
    printf("| %d | `BH_SOURCE_CONSOLE` | input arrived in the console page |\n", BH_SOURCE_CONSOLE);
    printf("| %d-%d | `BH_SOURCE_FIRST + n` | hardware lines of this partition interrupted, then "
           "events whose `Destination` it is were sent, then the other ends of its queuing ports "
           "woke it, each in the configuration's order; the descriptor lists them by name |\n\n",
           BH_SOURCE_FIRST, BH_SOURCES - 1);
    if (BH_SOURCE_TIMER + BH_TIMERS != BH_SOURCE_CONSOLE ||
        BH_SOURCE_CONSOLE + 1 != BH_SOURCE_FIRST)
        give_up("the list has a hole", "sources");
}

#define ERROR_ROW(number, name, text) printf("| %d | `%s` | %s |\n", number, #name, text);

static void print_errors(void)
{
    static const struct item actions[] = {
        ITEM(BH_ACTION_IGNORE, "`IGNORE`: the error is logged, nothing else"),
        ITEM(BH_ACTION_IDLE, "`IDLE`: the partition stops"),
        ITEM(BH_ACTION_COLD_START, "`COLD_RESTART`: the partition starts again, cold"),
        ITEM(BH_ACTION_WARM_START, "`WARM_RESTART`: the partition starts again, warm"),
    };

    printf("## Health errors\n\n| number | name | meaning |\n| --- | --- | --- |\n");
    BH_ERRORS(ERROR_ROW)
    printf("\n");
    PRINT_ITEMS("Health actions",
                "What the configuration attaches to an error of a partition. "
                "Without an entry there, `APPLICATION_ERROR`, `WINDOW_MISSED` and "
                "`INTERRUPT_STORM` are ignored and all others stop the partition.",
                actions);
}

#define TRACE_ROW(number, name, a, b, c, d, text)                                                  \
    printf("| %d | `%s` | %s | %s | %s | %s | %s |\n", number, #name, a, b, c, d, text);

static void print_trace_kinds(void)
{
    printf("## Trace kinds\n\n"
           "A [record](#a-trace-record) has %zu bytes. The numbers 2 and 3 are not used.\n\n"
           "| kind | name | argument 0 | 1 | 2 | 3 | what happened |\n"
           "| --- | --- | --- | --- | --- | --- | --- |\n",
           sizeof(struct bh_trace_record));
    BH_TRACE_KINDS(TRACE_ROW)
    printf("\nA `HYPERCALL` has the call's first two argument words of up to five. A time among them "
           "is two words, so of `wait` it has the set and not the deadline, and of `timer_set` the "
           "timer and the low half of the deadline; the period is in no record.\n\n");
}

/* Structures. */

struct field {
    const char *name;
    size_t offset, bytes;
    const char *writer, *text;
};

#define FIELD(type, name, writer, text)                                                            \
    {                                                                                              \
#name, offsetof(struct type, name), sizeof((struct type *)0)->name, writer, text           \
    }

static void print_structure(const char *title, const char *introduction, const char *name,
                            size_t bytes, const struct field *fields, size_t count)
{
    size_t next = 0;

    printf("## %s\n\n%s\n\n`struct %s`, %zu bytes.\n\n"
           "| offset | bytes | field | written by | meaning |\n"
           "| --- | --- | --- | --- | --- |\n",
           title, introduction, name, bytes);
    for (size_t i = 0; i < count; i++) {
        if (fields[i].offset != next)
            give_up("a field is missing in docs/abi_reference.c", name);
        printf("| 0x%03zx | %zu | `%s` | %s | %s |\n", fields[i].offset, fields[i].bytes,
               fields[i].name, fields[i].writer, fields[i].text);
        next = fields[i].offset + fields[i].bytes;
    }
    if (next != bytes)
        give_up("a field is missing in docs/abi_reference.c", name);
    printf("\n");
}

#define PRINT_STRUCTURE(title, introduction, type, list)                                           \
    print_structure(title, introduction, #type, sizeof(struct type), list,                         \
                    sizeof list / sizeof list[0])

static void print_vcpu(void)
{
    static const struct field page[] = {
        FIELD(bh_vcpu, enabled, "both",
              "nonzero: virtual interrupts may be delivered. The kernel "
              "clears it when it delivers an interrupt or a trap; `resume` sets it"),
        FIELD(bh_vcpu, summary, "both",
              "nonzero while anything may be deliverable. The kernel "
              "sets it with a pending bit; the guest clears it before it scans `pending`"),
        FIELD(bh_vcpu, pending, "both",
              "bit s: source s has an occurrence. The kernel sets, the "
              "guest clears"),
        FIELD(bh_vcpu, mask, "guest", "bit s: source s is not delivered. All ones at a start"),
        FIELD(bh_vcpu, release, "kernel",
              "module time (ns) of the partition's latest release point, the planned start of a window "
              "with PeriodicProcessingStart; from `BH_TIME_LIMIT` on: there was none. A restart keeps "
              "it. Read it twice: a window may begin between its halves"),
        FIELD(bh_vcpu, irq_pc, "kernel", "interrupt: where the interrupted code goes on"),
        FIELD(bh_vcpu, irq_flags, "kernel", "interrupt: its flags"),
        FIELD(bh_vcpu, trap_pc, "kernel",
              "trap: the instruction that trapped, or the one after "
              "it, as the processor says"),
        FIELD(bh_vcpu, trap_flags, "kernel",
              "trap: its flags; bit 9 (`BH_FLAGS_ENABLED`) tells "
              "whether `enabled` was nonzero"),
        FIELD(bh_vcpu, trap_vector, "both",
              "trap: the processor's exception number. The guest "
              "writes `BH_TRAP_NONE` (0xffffffff) when it has taken the trap up; a trap before "
              "that is a health event"),
        FIELD(bh_vcpu, trap_error, "kernel", "trap: the processor's error code, 0 if it has none"),
        FIELD(bh_vcpu, trap_address, "kernel",
              "the faulting address; changed by a page fault "
              "only"),
        FIELD(bh_vcpu, resume_pc, "guest", "`resume`: where to go on"),
        FIELD(bh_vcpu, resume_flags, "guest", "`resume`: with which flags"),
        FIELD(bh_vcpu, resume_sp, "guest", "`resume`: with which stack pointer"),
        FIELD(bh_vcpu, resume_result, "guest", "`resume`: with which value in EAX"),
        FIELD(bh_vcpu, scratch, "guest", "the guest's own, for entry stubs"),
        FIELD(bh_vcpu, source, "both", "`struct bh_source_state` by source"),
    };
    static const struct field source[] = {
        FIELD(bh_source_state, count, "kernel",
              "occurrences, modulo 2^32; the start-up code sets "
              "it to 0 at every start of the partition"),
        FIELD(bh_source_state, reserved, "-", "zero"),
        FIELD(bh_source_state, first, "kernel",
              "clock ticks at which the kernel took up the first occurrence since the pending bit "
              "was last clear; at a window's begin, the window's entry time"),
    };

    PRINT_STRUCTURE("The vCPU page",
                    "At `BH_VCPU`. The kernel changes it only between two "
                    "instructions of the guest, so a change by one instruction is atomic. "
                    "\"Written by\" says who writes it by the protocol; the page is writable for "
                    "the guest as a whole, and the kernel believes nothing in it.",
                    bh_vcpu, page);
    PRINT_STRUCTURE("A source's state", "In the vCPU page.", bh_source_state, source);
}

static void print_pages(void)
{
    static const struct field console[] = {
        FIELD(bh_console, out_head, "guest", "bytes written so far"),
        FIELD(bh_console, out_tail, "kernel", "bytes the kernel has taken"),
        FIELD(bh_console, in_head, "kernel", "bytes the kernel has put"),
        FIELD(bh_console, in_tail, "guest", "bytes read so far; the kernel does not look at it"),
        FIELD(bh_console, out, "guest", "output, at index modulo its size"),
        FIELD(bh_console, in, "kernel",
              "input, at index modulo its size; the newest overwrites "
              "the oldest"),
    };
    static const struct field information[] = {
        FIELD(bh_information, epoch, "kernel", "clock ticks at module time 0"),
        FIELD(bh_information, multiplier, "kernel",
              "ns = ((ticks - epoch) * multiplier) >> "
              "shift"),
        FIELD(bh_information, shift, "kernel", "1 to 31"),
        FIELD(bh_information, frequency, "kernel", "clock ticks per second, as measured at boot"),
        FIELD(bh_information, window_entry_offset, "kernel",
              "ns from a window's planned start to "
              "the guest's entry"),
        FIELD(bh_information, abi, "kernel", "`BH_ABI_VERSION`"),
        FIELD(bh_information, schedule, "kernel", "index of the current schedule"),
        FIELD(bh_information, next_schedule, "kernel", "index of the next frame's schedule"),
        FIELD(bh_information, schedule_since, "kernel",
              "module time (ns) at which the current schedule began; read it before and after "
              "`schedule`"),
        FIELD(bh_information, window_entry_lead, "kernel",
              "ns before a window's planned start at which the kernel begins to switch to it: the "
              "end of the guest's part of the window before"),
        FIELD(bh_information, reserved, "kernel", "0"),
    };

    PRINT_STRUCTURE("The console page",
                    "At `BH_CONSOLE`. Indices run free, modulo 2^32; the "
                    "kernel keeps its own copies and publishes them here.",
                    bh_console, console);
    PRINT_STRUCTURE("The information page",
                    "At `BH_INFORMATION`, the same page in every "
                    "partition, read-only there: what had to be measured, and the schedule. A time t in ns is "
                    "reached at epoch + ceil((t << shift) / multiplier).",
                    bh_information, information);
}

static void print_status(void)
{
    static const struct field page[] = {
        FIELD(bh_status_page, reset, "kernel", "a mark for the kernel that boots after a reset"),
        FIELD(bh_status_page, checksum, "kernel", "of the tables; the logs of another module are cleared"),
        FIELD(bh_status_page, state, "kernel",
              "`enum bh_state` of the module: INITIALIZATION until its first frame, then NORMAL"),
        FIELD(bh_status_page, start, "kernel",
              "`enum bh_start` of the module: NORMAL, or HM_MODULE_RESTART where memory survived a "
              "reset by health monitoring"),
        FIELD(bh_status_page, resets, "kernel", "such resets since the module was switched on"),
        FIELD(bh_status_page, reserved, "-", "zero"),
        FIELD(bh_status_page, partition, "kernel", "`struct bh_partition_status` by index"),
        FIELD(bh_status_page, module, "kernel", "`struct bh_log`: errors of the module's own"),
        FIELD(bh_status_page, partition_log, "kernel", "`struct bh_log` by index"),
    };
    static const struct field partition[] = {
        FIELD(bh_partition_status, mode, "kernel", "`enum bh_mode`"),
        FIELD(bh_partition_status, start, "kernel", "`enum bh_start`, of its latest start or stop"),
        FIELD(bh_partition_status, exit_code, "kernel", "of one that is IDLE"),
        FIELD(bh_partition_status, starts, "kernel", "how often it was started or stopped"),
    };
    static const struct field log[] = {
        FIELD(bh_log, posted, "kernel",
              "entries so far, modulo 2^32; the newest is at (posted - 1) modulo `BH_LOG_ENTRIES` (16). Read it "
              "before and after an entry"),
        FIELD(bh_log, reserved, "-", "zero"),
        FIELD(bh_log, entry, "kernel", "`struct bh_log_entry`"),
    };
    static const struct field entry[] = {
        FIELD(bh_log_entry, time, "kernel", "clock ticks; of an entry before a reset, that boot's"),
        FIELD(bh_log_entry, error, "kernel", "`enum bh_error`"),
        FIELD(bh_log_entry, state, "kernel", "`enum bh_state` of the partition, or of the module"),
        FIELD(bh_log_entry, level, "kernel", "`enum bh_level`: 1 PARTITION, 2 MODULE"),
        FIELD(bh_log_entry, action, "kernel",
              "`enum bh_action`; at level MODULE `enum bh_module_action`"),
        FIELD(bh_log_entry, field, "kernel",
              "trap vector, line, or code of a raised error; a trap's error code, or detail of a "
              "raised error; a page fault's address; PC"),
        FIELD(bh_log_entry, reserved, "-", "zero"),
    };

    PRINT_STRUCTURE("The module status",
                    "At `BH_STATUS`, read-only, in partitions with the right ReadModuleStatus or ReadTrace; others "
                    "have nothing there.",
                    bh_status_page, page);
    PRINT_STRUCTURE("A partition's status", "In the module status.", bh_partition_status, partition);
    PRINT_STRUCTURE("A health log", "In the module status.", bh_log, log);
    PRINT_STRUCTURE("A log entry", "In a health log.", bh_log_entry, entry);
}

static void print_trace(void)
{
    static const struct field ring[] = {
        FIELD(bh_trace_ring, written, "kernel",
              "records so far, modulo 2^32; record n lies in slot n modulo `capacity`"),
        FIELD(bh_trace_ring, capacity, "kernel", "records of the ring, a power of two"),
        FIELD(bh_trace_ring, lost, "-",
              "zero; in a file of what came over a line: records missing behind the last one"),
        FIELD(bh_trace_ring, reserved, "-", "zero"),
    };
    static const struct field record[] = {
        FIELD(bh_trace_record, time, "kernel", "clock ticks"),
        FIELD(bh_trace_record, kind, "kernel", "`enum bh_trace_kind`: [above](#trace-kinds)"),
        FIELD(bh_trace_record, argument, "kernel", "four words, by kind"),
        FIELD(bh_trace_record, lost, "-",
              "zero; in a file of what came over a line: records missing before this one"),
    };

    PRINT_STRUCTURE("A trace ring",
                    "In a module with a trace, at `BH_TRACE_BASE`, read-only, in partitions with the "
                    "right ReadTrace; others have nothing there. The kernel's ring is the first, that "
                    "of partition p is ring p + 1, one behind the other. A ring is its header, then "
                    "`capacity` records.\n\n"
                    "The kernel writes a record and then counts it in `written`, both between two "
                    "instructions of a guest, whoever reads. So a reader copies records, looks at "
                    "`written` again, and keeps those with `written` - n at most `capacity`; the "
                    "others have given way to newer ones (`bh_trace_read()`, "
                    "`guest/vcpu/bh_trace.h`).",
                    bh_trace_ring, ring);
    PRINT_STRUCTURE("A trace record", "In a trace ring.", bh_trace_record, record);
}

static void print_descriptor(void)
{
    static const struct field fields[] = {
        FIELD(bh_descriptor, magic, "host", "0x44574842, \"BHWD\""),
        FIELD(bh_descriptor, abi, "host", "`BH_ABI_VERSION`"),
        FIELD(bh_descriptor, bytes, "host", "of the descriptor with its tables"),
        FIELD(bh_descriptor, identifier, "host", "the partition's `Identifier`"),
        FIELD(bh_descriptor, module, "host", "the module's name"),
        FIELD(bh_descriptor, name, "host", "the partition's name"),
        FIELD(bh_descriptor, entry, "host", "the program's entry point"),
        FIELD(bh_descriptor, memory_start, "host", "lowest address of the partition's memory"),
        FIELD(bh_descriptor, memory_end, "host",
              "first address behind it; ESP at the program's "
              "first instruction"),
        FIELD(bh_descriptor, free_start, "host",
              "first page behind the program; free up to "
              "`memory_end`, but for the stack"),
        FIELD(bh_descriptor, rights, "host", "`enum bh_right`, or-ed"),
        FIELD(bh_descriptor, index, "host", "the partition's place in the module, from 0"),
        FIELD(bh_descriptor, periodic, "host", "nonzero: some schedule has release points for it"),
        FIELD(bh_descriptor, reserved, "-", "zero"),
        FIELD(bh_descriptor, timer_period_min, "host",
              "ns, the shortest period that `timer_set` "
              "accepts"),
        FIELD(bh_descriptor, period, "host", "ns, `Period`; 0 if not given"),
        FIELD(bh_descriptor, duration, "host", "ns, `Duration`; 0 if not given"),
        FIELD(bh_descriptor, first_release, "host",
              "ns from module time 0, the first release point if the module keeps to its first "
              "schedule; `BH_TIME_INFINITE`: it has none"),
        FIELD(bh_descriptor, loads, "host",
              "table of `struct bh_load`: target, origin, bytes, a "
              "reserved word"),
        FIELD(bh_descriptor, memories, "host", "table of `struct bh_memory`: start, bytes, flags "
              "(`BH_MEMORY_RETAINED`: a warm start keeps it)"),
        FIELD(bh_descriptor, sources, "host",
              "table of `struct bh_source_name`: number, kind, "
              "name"),
        FIELD(bh_descriptor, events, "host",
              "table of `struct bh_name`: channels the partition "
              "sends on, in the order of their index"),
        FIELD(bh_descriptor, schedules, "host",
              "table of `struct bh_name`: the module's "
              "schedules, in the order of their index"),
        FIELD(bh_descriptor, lines, "host",
              "table of `struct bh_line_name`: interrupt lines the partition may bind, in the "
              "order of their index"),
        FIELD(bh_descriptor, devices, "host",
              "table of `struct bh_device`: I/O ports and device memory the partition may "
              "access"),
        FIELD(bh_descriptor, ports, "host", "table of `struct bh_port`: ends of channels"),
        FIELD(bh_descriptor, stacks, "host",
              "`struct bh_stacks`: start of the first slot, bytes of a slot, stride from slot to "
              "slot, count (0: none); each slot is one of the memories, and the page below each is "
              "not mapped"),
        FIELD(bh_descriptor, partitions, "host",
              "table of `struct bh_name`, all of the module by index; empty without the right "
              "ControlPartitions, ReadModuleStatus or ReadTrace"),
    };
    static const struct field line[] = {
        FIELD(bh_line_name, number, "host",
              "as the board file numbers it: IRQ 0 to 15, then I/O APIC pins"),
        FIELD(bh_line_name, source, "host", "the virtual interrupt source that it raises"),
        FIELD(bh_line_name, flags, "host",
              "`BH_LINE_LEVEL` (1): level triggered, to be acknowledged by `irq_ack`, else edge; "
              "`BH_LINE_LOW` (2): active low, else high"),
        FIELD(bh_line_name, limit, "host",
              "interrupts in a window before the line is held to be a storm"),
        FIELD(bh_line_name, name, "host", "the device's"),
    };
    static const struct field device[] = {
        FIELD(bh_device, kind, "host", "`BH_DEVICE_PORTS` (1) or `BH_DEVICE_MEMORY` (2)"),
        FIELD(bh_device, start, "host", "first port, or address in the partition's address space"),
        FIELD(bh_device, bytes, "host", "ports, or bytes"),
        FIELD(bh_device, reserved, "-", "zero"),
        FIELD(bh_device, name, "host", "the device's; several ranges may bear one name"),
    };

    PRINT_STRUCTURE("The partition's descriptor",
                    "At `BH_DESCRIPTOR`, read-only. A table is "
                    "named by its count and its offset in bytes from the descriptor's start "
                    "(`struct bh_table`, 4 bytes each).",
                    bh_descriptor, fields);
    PRINT_STRUCTURE("A hardware interrupt line", "In the descriptor's table `lines`.",
                    bh_line_name, line);
    PRINT_STRUCTURE("A device", "In the descriptor's table `devices`.", bh_device, device);
}

static void print_channels(void)
{
    static const struct field port[] = {
        FIELD(bh_port, name, "host", "the port's name"),
        FIELD(bh_port, kind, "host", "`BH_PORT_SAMPLING` (1) or `BH_PORT_QUEUING` (2)"),
        FIELD(bh_port, direction, "host",
              "`BH_PORT_SOURCE` (0) or `BH_PORT_DESTINATION` (1)"),
        FIELD(bh_port, max_size, "host", "bytes of the largest message"),
        FIELD(bh_port, reserved, "-", "zero"),
        FIELD(bh_port, refresh, "host",
              "sampling destination: ns for which a message is valid; else 0"),
        FIELD(bh_port, capacity, "host", "queuing: messages of this port's end"),
        FIELD(bh_port, far_capacity, "host", "queuing: messages of the other end"),
        FIELD(bh_port, slots, "host", "queuing: of the ring, a power of two"),
        FIELD(bh_port, source_area, "host", "address of the source's area"),
        FIELD(bh_port, far_area, "host", "queuing: address of the destination's area"),
        FIELD(bh_port, event, "host",
              "queuing: index, for `event_send`, of what wakes the other end; or ffffffff"),
        FIELD(bh_port, source, "host",
              "queuing: source by which the other end wakes this one; or ffffffff"),
        FIELD(bh_port, reserved_end, "-", "zero"),
    };
    static const struct field slot[] = {
        FIELD(bh_slot, sequence, "source",
              "the message's number; while it is being written the number's complement"),
        FIELD(bh_slot, length, "source", "bytes, 1 to the port's maximum"),
        FIELD(bh_slot, time, "source", "module time (ns) at which it was written"),
    };
    static const struct field sampling[] = {
        FIELD(bh_sampling_area, newest, "source",
              "number of the newest whole message, 0: none yet; after 2^32 - 1 comes 2"),
        FIELD(bh_sampling_area, reserved, "-", "zero"),
    };
    static const struct field source[] = {
        FIELD(bh_queue_source, head, "source", "number of the next message to be written"),
        FIELD(bh_queue_source, waiting, "source",
              "nonzero: the source wants the space event when there is room"),
        FIELD(bh_queue_source, reserved, "-", "zero"),
    };
    static const struct field destination[] = {
        FIELD(bh_queue_destination, tail, "destination", "number of the next message to be read"),
        FIELD(bh_queue_destination, waiting, "destination",
              "nonzero: the destination wants the arrival event at a message"),
        FIELD(bh_queue_destination, reserved, "-", "zero"),
    };

    PRINT_STRUCTURE("A port", "In the descriptor's table `ports`.", bh_port, port);
    PRINT_STRUCTURE("A message",
                    "In a channel's area; its bytes follow, and the next slot begins behind them, "
                    "rounded up to 16 bytes.",
                    bh_slot, slot);
    PRINT_STRUCTURE("A sampling channel's area",
                    "Two slots follow; message n lies in slot n modulo 2.", bh_sampling_area,
                    sampling);
    PRINT_STRUCTURE("A queuing channel's area at its source",
                    "The ring of slots follows; message n lies in slot n modulo their number.",
                    bh_queue_source, source);
    PRINT_STRUCTURE("A queuing channel's area at its destination", "", bh_queue_destination,
                    destination);
}

/* Addresses. */

static void print_area(uint32_t start, uint64_t end, const char *access, const char *text)
{
    printf("| %08x | %08llx | %s | %s |\n", start, (unsigned long long)end - 1, access, text);
}

static void print_layout(void)
{
    printf("## Addresses\n\n"
           "In every partition's address space. What is not listed is not mapped, and the parts "
           "listed are mapped as far as they have contents: `bulkhead build --map` prints which "
           "pages.\n\n"
           "| first | last | guest's access | what |\n| --- | --- | --- | --- |\n");
    print_area(BH_KERNEL_BASE, BH_KERNEL_LIMIT, "none", "the kernel, supervisor only");
    print_area(BH_STATUS, BH_STATUS + BH_STATUS_BYTES, "read",
               "module status, with the right ReadModuleStatus or ReadTrace");
    print_area(BH_DESCRIPTOR, BH_DESCRIPTOR + (uint64_t)BH_DESCRIPTOR_MAX, "read", "descriptor");
    print_area(BH_INFORMATION, BH_INFORMATION + (uint64_t)BH_PAGE_SIZE, "read", "information");
    print_area(BH_CONSOLE, BH_CONSOLE + (uint64_t)BH_PAGE_SIZE, "read, write", "console page");
    print_area(BH_VCPU, BH_VCPU + (uint64_t)BH_PAGE_SIZE, "read, write", "vCPU page");
    print_area(BH_MEMORY_BASE, BH_MEMORY_LIMIT, "read, write",
               "the partition's memory; pages of read-only segments: read");
    print_area(BH_IMAGE_BASE, BH_IMAGE_LIMIT, "read",
               "the partition's image: start-up code, constants, initial contents");
    print_area(BH_TRACE_BASE, BH_TRACE_LIMIT, "read", "trace rings, with the right ReadTrace");
    print_area(BH_DEVICE_BASE, BH_DEVICE_LIMIT, "read, write",
               "device memory that the configuration grants, uncached");
    printf("\nInterrupt controllers of the board, at or above %08x, are mapped supervisor "
           "only.\n\n"
           "| selector | value | what |\n| --- | --- | --- |\n"
           "| `BH_CODE_SELECTOR` | 0x%02x | CS, flat |\n"
           "| `BH_DATA_SELECTOR` | 0x%02x | flat data; DS and ES after every entry of the "
           "kernel |\n"
           "| `BH_TLS_SELECTOR` | 0x%02x | index 0 of `tls_set` |\n"
           "| `BH_LDT_SELECTOR(n)` | 8 n + 7 | index n of `tls_set`, 1 to %d |\n",
           BH_DEVICE_LIMIT, BH_CODE_SELECTOR, BH_DATA_SELECTOR, BH_TLS_SELECTOR, BH_TLS_COUNT - 1);
}

int main(void)
{
    print_header();
    print_calls();
    print_statuses();
    print_enumerations();
    print_sources();
    print_errors();
    print_trace_kinds();
    print_vcpu();
    print_pages();
    print_status();
    print_trace();
    print_descriptor();
    print_channels();
    print_layout();
    return fflush(stdout) == 0 && !ferror(stdout) ? 0 : 1;
}
