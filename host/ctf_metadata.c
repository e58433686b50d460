/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
#include "ctf_metadata.h"

#include <ctype.h>
#include <inttypes.h>

#include "trace_kinds.h"
#include "trace_names.h"

/* Names in the metadata begin with _, which readers drop, so that none is a word of the language. */
static const char head[] =
    "/* CTF 1.8 */\n"
    "\n"
    "typealias integer { size = 8; align = 8; signed = false; } := uint8_t;\n"
    "typealias integer { size = 32; align = 8; signed = false; } := uint32_t;\n"
    "typealias integer { size = 32; align = 8; signed = true; } := int32_t;\n"
    "typealias integer { size = 32; align = 8; signed = false; base = hexadecimal; } := hex32_t;\n"
    "typealias integer { size = 64; align = 8; signed = false; } := uint64_t;\n"
    "typealias integer { size = 64; align = 8; signed = false; map = clock.monotonic.value; } "
    ":= time_t;\n"
    "\n";

static const char stream[] =
    "stream {\n"
    "    id = 0;\n"
    "    packet.context := struct {\n"
    "        time_t timestamp_begin;\n"
    "        time_t timestamp_end;\n"
    "        uint64_t content_size;\n"
    "        uint64_t packet_size;\n"
    "        uint64_t packet_seq_num;\n"
    "        uint64_t events_discarded;\n"
    "        uint32_t cpu_id;\n"
    "    };\n"
    "    event.header := struct { uint32_t id; time_t timestamp; };\n"
    "};\n"
    "\n";

static void write_uuid(FILE *out, const uint8_t uuid[16])
{
    for (unsigned i = 0; i < 16; i++)
        fprintf(out, "%s%02x", i == 4 || i == 6 || i == 8 || i == 10 ? "-" : "", uuid[i]);
}

static void write_trace(FILE *out, const struct trace *trace, const uint8_t uuid[16])
{
    fputs("trace {\n    major = 1;\n    minor = 8;\n    uuid = \"", out);
    write_uuid(out, uuid);
    fputs("\";\n    byte_order = le;\n"
          "    packet.header := struct { uint32_t magic; uint8_t uuid[16]; uint32_t stream_id; };\n"
          "};\n\n", out);
    fprintf(out,
            "env {\n    hostname = \"%s\";\n    domain = \"kernel\";\n    sysname = "
            "\"Bulkhead\";\n    tracer_name = \"bulkhead\";\n    tracer_major = %d;\n"
            "    tracer_minor = 0;\n    tracer_patchlevel = 0;\n    trace_name = \"%s\";\n"
            "};\n\n",
            trace->tables->module, BH_ABI_VERSION, trace->tables->module);
    fputs("clock {\n    name = \"monotonic\";\n    description = \"Module time\";\n"
          "    freq = 1000000000;\n    offset = 0;\n};\n\n", out);
}

static void write_event(FILE *out, const char *name, unsigned id, const char *fields)
{
    fprintf(out, "event {\n    name = \"%s\";\n    id = %u;\n    stream_id = 0;\n"
                 "    fields := struct {\n%s", name, id, fields);
}

static void end_event(FILE *out)
{
    fputs("    };\n};\n\n", out);
}

static const char *type_of(uint32_t kind, unsigned argument)
{
    static const char *const types[] = {
        [TRACE_DECIMAL] = "uint32_t", [TRACE_SIGNED] = "int32_t", [TRACE_HEXADECIMAL] = "hex32_t"};

    return types[trace_argument_notation(kind, argument)];
}

static void write_kind(FILE *out, uint32_t kind)
{
    char name[64];
    int length = snprintf(name, sizeof name, "bulkhead_%s", trace_kind_name(kind));

    for (int i = 0; i < length; i++)
        name[i] = (char)tolower((unsigned char)name[i]);
    write_event(out, name, CTF_KIND + kind, "        string _partition;\n");
    for (unsigned i = 0; i < 4; i++) {
        const char *argument = trace_kind_argument(kind, i);

        if (!*argument)
            continue;
        fprintf(out, "        %s _%s;\n", type_of(kind, i), argument);
        if (trace_argument_has_names(kind, i))
            fprintf(out, "        string _%s_name;\n", argument);
    }
    end_event(out);
}

void ctf_write_metadata(FILE *out, const struct trace *trace, const uint8_t uuid[16])
{
    fputs(head, out);
    write_trace(out, trace, uuid);
    fputs(stream, out);
    write_event(out, "sched_switch", CTF_SWITCH,
                "        string _prev_comm;\n        int32_t _prev_tid;\n"
                "        int32_t _prev_prio;\n        int32_t _prev_state;\n"
                "        string _next_comm;\n        int32_t _next_tid;\n"
                "        int32_t _next_prio;\n");
    end_event(out);
    write_event(out, "irq_handler_entry", CTF_IRQ_ENTRY,
                "        int32_t _irq;\n        string _name;\n");
    end_event(out);
    write_event(out, "irq_handler_exit", CTF_IRQ_EXIT,
                "        int32_t _irq;\n        int32_t _ret;\n");
    end_event(out);
    write_event(out, "bulkhead_unknown", CTF_UNKNOWN,
                "        string _partition;\n        uint32_t _kind;\n        hex32_t _value1;\n"
                "        hex32_t _value2;\n        hex32_t _value3;\n        hex32_t _value4;\n");
    end_event(out);
    for (uint32_t kind = 0; kind < 32; kind++)
        if (trace_kind_name(kind))
            write_kind(out, kind);
}
