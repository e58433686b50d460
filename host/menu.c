/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
#include "menu.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "image.h"
#include "input.h"

#define CTRL_A    0x01
#define CTRL_C    0x03
#define BACKSPACE 0x08
#define ESCAPE    0x1b
#define DELETE    0x7f

const char menu_help[] =
    "Ctrl-A and then: 1 to 9 attach to that partition, n to one by its name, a to all; p pause or "
    "go on, s status, q quit, h help, Ctrl-A sends a Ctrl-A";

size_t menu_find(const struct bh_tables *tables, const char *name)
{
    const struct bh_partition *partitions = tables_at(tables, &tables->partitions);

    for (size_t i = 0; i < tables->partitions.count; i++)
        if (strcmp(partitions[i].name, name) == 0)
            return i;
    return NOT_ATTACHED;
}

static enum menu_action attach(struct menu *menu, size_t partition)
{
    menu->partition = partition;
    return MENU_ATTACH;
}

/* Partitions count from 1, in the order of the configuration. */
static enum menu_action attach_number(struct menu *menu, unsigned long number)
{
    if (number == 0 || number > menu->tables->partitions.count)
        return MENU_UNKNOWN;
    return attach(menu, number - 1);
}

static enum menu_action choose(struct menu *menu, char key)
{
    menu->state = MENU_IDLE;
    menu->length = 0;
    menu->name[0] = '\0';
    switch (key) {
    case CTRL_A:
        return MENU_SEND;
    case 'a':
    case '0':
        return attach(menu, NOT_ATTACHED);
    case 'n':
        menu->state = MENU_NAME;
        return MENU_ASK;
    case 'p':
        return MENU_PAUSE;
    case 's':
        return MENU_STATUS;
    case 'h':
    case '?':
        return MENU_HELP;
    case 'q':
    case 'x':
    case 'X':
        return MENU_QUIT;
    }
    if (key < '1' || key > '9')
        return MENU_UNKNOWN;
    menu->name[0] = key;
    menu->name[1] = '\0';
    return attach_number(menu, (unsigned long)(key - '0'));
}

/* A name is complete: a partition's, a partition's number, or "all". */
static enum menu_action choose_name(struct menu *menu)
{
    size_t partition = menu_find(menu->tables, menu->name);
    char *rest;

    menu->state = MENU_IDLE;
    if (partition != NOT_ATTACHED)
        return attach(menu, partition);
    if (strcmp(menu->name, "all") == 0)
        return attach(menu, NOT_ATTACHED);
    unsigned long number = strtoul(menu->name, &rest, 10);
    return *rest ? MENU_UNKNOWN : attach_number(menu, number);
}

static enum menu_action edit_name(struct menu *menu, char key)
{
    if (key == '\n' || key == '\r')
        return choose_name(menu);
    if (key == CTRL_A || key == CTRL_C || key == ESCAPE) {
        menu->state = key == CTRL_A ? MENU_AFTER_ESCAPE : MENU_IDLE;
        return MENU_NOTHING;
    }
    if (key == BACKSPACE || key == DELETE) {
        if (menu->length == 0)
            return MENU_NOTHING;
        menu->name[--menu->length] = '\0';
        return MENU_ERASE;
    }
    if (key < ' ' || menu->length == sizeof menu->name - 1)
        return MENU_NOTHING;
    menu->name[menu->length++] = key;
    menu->name[menu->length] = '\0';
    return MENU_ECHO;
}

enum menu_action menu_key(struct menu *menu, char key)
{
    if (menu->state == MENU_NAME)
        return edit_name(menu, key);
    if (menu->state == MENU_AFTER_ESCAPE)
        return choose(menu, key);
    if (key != CTRL_A)
        return MENU_SEND;
    menu->state = MENU_AFTER_ESCAPE;
    return MENU_NOTHING;
}
