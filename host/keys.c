/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
#include "keys.h"

#include <stdarg.h>
#include <stdio.h>
#include <unistd.h>

#include "image.h"
#include "monitor.h"
#include "summary.h"
#include "terminal.h"

/* The command's own lines, on standard error: what the module prints stays as it is. */
__attribute__((format(printf, 2, 3))) static void note(struct keys *keys, const char *format, ...)
{
    va_list arguments;

    console_break(keys->console);
    va_start(arguments, format);
    fputs("-- ", stderr);
    vfprintf(stderr, format, arguments);
    fputc('\n', stderr);
    va_end(arguments);
}

static const char *partition_name(const struct keys *keys, size_t partition)
{
    const struct bh_tables *tables = keys->console->tables;
    const struct bh_partition *partitions = tables_at(tables, &tables->partitions);

    return partition == NOT_ATTACHED ? NULL : partitions[partition].name;
}

/* Show a partition alone and give it the keys, or show all; then Ctrl-C interrupts. */
static void attach(struct keys *keys, size_t partition)
{
    console_show_only(keys->console, partition_name(keys, partition));
    input_attach(&keys->input, partition);
    terminal_attach(partition == NOT_ATTACHED);
}

void keys_open(struct keys *keys, struct console *console, const struct keys_machine *machine,
               size_t partition, bool menu)
{
    keys->console = console;
    keys->machine = machine;
    keys->typed = menu;
    keys->open = menu || partition != NOT_ATTACHED;
    keys->menu.tables = console->tables;
    keys->input.partition = NOT_ATTACHED;
    if (keys->open)
        attach(keys, partition);
    if (menu)
        note(keys, "Ctrl-A h: help");
}

bool keys_want(const struct keys *keys)
{
    return keys->open && !input_has(&keys->input);
}

bool keys_prompt(const struct keys *keys)
{
    return keys->menu.state == MENU_NAME;
}

static void pause_machine(struct keys *keys)
{
    int monitor = keys->machine->monitor;

    if (!(keys->paused ? monitor_continue(monitor) : monitor_stop(monitor))) {
        note(keys, "QEMU does not answer");
        return;
    }
    keys->paused = !keys->paused;
    note(keys, keys->paused ? "paused: Ctrl-A p goes on" : "going on");
}

static void print_status(struct keys *keys)
{
    const struct keys_machine *machine = keys->machine;
    const char *name = partition_name(keys, keys->input.partition);
    struct summary summary = summary_make(machine->image, keys->console->tables, machine->ram);

    note(keys, "attached to %s", name ? name : "all");
    summary_print(stderr, &summary, keys->paused ? "paused" : "running");
}

static void say_unknown(struct keys *keys)
{
    if (keys->menu.name[0])
        note(keys, "no partition %s; there are 1 to %u", keys->menu.name,
             keys->console->tables->partitions.count);
    else
        note(keys, "%s", menu_help);
}

/* Do what a key asks for; false to quit. */
static bool act(struct keys *keys, enum menu_action action, char key)
{
    const char *name = partition_name(keys, keys->menu.partition);

    switch (action) {
    case MENU_SEND:
        input_add(&keys->input, key);
        break;
    case MENU_ATTACH:
        attach(keys, keys->menu.partition);
        note(keys, "%s", name ? name : "all");
        break;
    case MENU_ASK:
        console_break(keys->console);
        fputs("-- partition: ", stderr);
        break;
    case MENU_ECHO:
        fputc(key, stderr);
        break;
    case MENU_ERASE:
        fputs("\b \b", stderr);
        break;
    case MENU_UNKNOWN:
        say_unknown(keys);
        break;
    case MENU_PAUSE:
        pause_machine(keys);
        break;
    case MENU_STATUS:
        print_status(keys);
        break;
    case MENU_HELP:
        note(keys, "%s", menu_help);
        break;
    case MENU_NOTHING:
        break;
    case MENU_QUIT:
        return false;
    }
    return true;
}

/* A name that was typed ends its line whatever becomes of it. */
static bool take_key(struct keys *keys, char key)
{
    bool asked = keys_prompt(keys);
    enum menu_action action = menu_key(&keys->menu, key);

    if (asked && !keys_prompt(keys))
        fputc('\n', stderr);
    return act(keys, action, key);
}

bool keys_read(struct keys *keys)
{
    char bytes[INPUT_MAX];
    ssize_t count = read(STDIN_FILENO, bytes, sizeof bytes);

    if (count <= 0)
        keys->open = false;
    for (ssize_t i = 0; i < count; i++) {
        if (!keys->typed)
            input_add(&keys->input, bytes[i]);
        else if (!take_key(keys, bytes[i]))
            return false;
    }
    return true;
}
