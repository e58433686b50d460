/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
#include "console.h"

#include <string.h>

static bool is_name(const char *name, size_t length, const char *other)
{
    return strlen(other) == length && memcmp(other, name, length) == 0;
}

static void put(struct console *console, const char *bytes, size_t count)
{
    fwrite(bytes, 1, count, console->stream);
    if (count)
        console->midline = bytes[count - 1] != '\n';
}

static void put_byte(struct console *console, char byte)
{
    put(console, &byte, 1);
}

/* Whether a byte controls a terminal: below a space, DEL, or the same with bit 7 where that is no part
 * of another character in UTF-8. */
static bool is_control(struct console *console, unsigned char byte)
{
    bool is_part = (byte & 0xc0) == 0x80 && console->continues;
    bool is_late = byte >= 0x80 && byte < 0xa0 && (!is_part || console->before == 0xc2);

    if (is_part)
        console->continues--;
    else
        console->continues = byte < 0xc2 || byte > 0xf4 ? 0 : byte < 0xe0 ? 1 : byte < 0xf0 ? 2 : 3;
    console->before = byte;
    return (byte < 0x20 && byte != '\n' && byte != '\t') || byte == 0x7f || is_late;
}

/* Partitions that share a terminal do not move in it, or they could write over each other's lines and
 * names: their control characters are shown as ^X, and a carriage return, which may end a line, not
 * at all. A partition that is shown alone has the terminal for itself. */
static void put_text(struct console *console, char c)
{
    unsigned char byte = (unsigned char)c;

    if (!console->terminal || console->only || !console->speaker[0] || !is_control(console, byte)) {
        put_byte(console, c);
    } else if (byte != '\r') {
        put_byte(console, '^');
        put_byte(console, (char)((byte ^ 0x40) & 0x7f));
    }
}

/* Partitions in turn have one of six colours, the kernel none but bold. */
static void print_name(struct console *console, const char *name, size_t length)
{
    const struct bh_partition *partitions = (const struct bh_partition *)(const void *)(
        (const char *)(const void *)console->tables + console->tables->partitions.offset);
    unsigned colour = 1;

    for (unsigned i = 0; i < console->tables->partitions.count; i++)
        if (is_name(name, length, partitions[i].name))
            colour = 31 + (i + 1) % 6;
    if (console->colours)
        fprintf(console->stream, "\033[%um[%.*s]\033[0m ", colour, (int)length, name);
    else
        fprintf(console->stream, "[%.*s] ", (int)length, name);
    console->midline = true;
}

/* Somebody else comes between a line that was cut and its rest. */
static void end_cut_line(struct console *console)
{
    if (console->cut)
        put_byte(console, '\n');
    console->cut = false;
}

/* In the full view: a line goes on where it was cut, if nothing came between. Not the kernel's: its
 * next line may be about another partition. */
static void begin_shown_line(struct console *console, const char *name, size_t length)
{
    if (console->cut && is_name(name, length, console->owner) &&
        !is_name(name, length, CONSOLE_KERNEL)) {
        console->cut = false;
        return;
    }
    end_cut_line(console);
    print_name(console, name, length);
    memcpy(console->owner, name, length);
    console->owner[length] = '\0';
}

/* The held bytes are `[name] `: decide what becomes of the line. */
static void begin_line(struct console *console)
{
    const char *name = console->prefix + 1;
    size_t length = console->prefix_length - 3;

    memcpy(console->speaker, name, length);
    console->speaker[length] = '\0';
    console->state = CONSOLE_SHOWN;
    console->broken = false;
    if (!console->only)
        begin_shown_line(console, name, length);
    else if (!is_name(name, length, console->only))
        console->state = CONSOLE_HIDDEN;
    console->prefix_length = 0;
}

/* The held bytes are no prefix: a line of nobody, which only the full view shows. */
static void give_prefix_up(struct console *console)
{
    console->speaker[0] = '\0';
    console->broken = false;
    console->state = console->only ? CONSOLE_HIDDEN : CONSOLE_SHOWN;
    if (!console->only) {
        end_cut_line(console);
        console->owner[0] = '\0';
        put(console, console->prefix, console->prefix_length);
    }
    console->prefix_length = 0;
}

static void hold(struct console *console, char c)
{
    console->prefix[console->prefix_length++] = c;
    size_t length = console->prefix_length;

    if (c == '\n' && length > 1 && console->prefix[length - 2] == CONSOLE_CONTINUED)
        console->prefix_length = 0;
    else if (length > 3 && c == ' ' && console->prefix[length - 2] == ']')
        begin_line(console);
    else if (console->prefix[0] != '[' || c == '\n' || length == sizeof console->prefix)
        give_prefix_up(console);
}

/* A mark is held back until it is known to end its line or not. */
static void show(struct console *console, char c)
{
    if (console->mark && c == '\n') {
        console->mark = false;
        console->cut = !console->only;
        return;
    }
    if (console->broken && c == '\n') {
        console->broken = false;
        return;
    }
    if (console->broken && !console->only && console->speaker[0])
        print_name(console, console->speaker, strlen(console->speaker));
    console->broken = false;
    if (console->mark)
        put_text(console, CONSOLE_CONTINUED);
    console->mark = c == CONSOLE_CONTINUED;
    if (!console->mark)
        put_text(console, c);
}

void console_print(struct console *console, const char *bytes, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (console->state == CONSOLE_LINE_START)
            hold(console, bytes[i]);
        else if (console->state == CONSOLE_SHOWN)
            show(console, bytes[i]);
        if (bytes[i] == '\n')
            console->state = CONSOLE_LINE_START;
    }
    fflush(console->stream);
}

void console_break(struct console *console)
{
    if (console->midline)
        put_byte(console, '\n');
    console->cut = false;
    console->broken = console->state == CONSOLE_SHOWN;
    fflush(console->stream);
}

void console_show_only(struct console *console, const char *only)
{
    bool shown = !only || strcmp(console->speaker, only) == 0;

    console_break(console);
    console->only = only;
    if (console->state == CONSOLE_LINE_START)
        return;
    console->state = shown ? CONSOLE_SHOWN : CONSOLE_HIDDEN;
    console->broken = shown;
    memcpy(console->owner, console->speaker, sizeof console->owner);
}

void console_finish(struct console *console)
{
    if (console->prefix_length)
        give_prefix_up(console);
    end_cut_line(console);
    fflush(console->stream);
}

void console_choose(char bytes[2], size_t partition)
{
    bytes[0] = CONSOLE_ESCAPE;
    bytes[1] = (char)(0x20 + partition);
}

size_t console_encode(char *to, const char *from, size_t count)
{
    size_t length = 0;

    for (size_t i = 0; i < count; i++) {
        if (from[i] == CONSOLE_ESCAPE)
            to[length++] = CONSOLE_ESCAPE;
        to[length++] = from[i];
    }
    return length;
}
