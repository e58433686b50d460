/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/*
 * The keys of `bulkhead run` at a terminal. All but those behind a Ctrl-A are the attached
 * partition's. Decodes them; what they ask for is done elsewhere.
 */
#ifndef HOST_MENU_H
#define HOST_MENU_H

#include <stdbool.h>
#include <stddef.h>

#include <bulkhead/tables.h>

enum menu_state { MENU_IDLE, MENU_AFTER_ESCAPE, MENU_NAME };

enum menu_action {
    MENU_NOTHING,
    MENU_SEND,    /**< the key is the partition's */
    MENU_ATTACH,  /**< to menu->partition */
    MENU_ASK,     /**< for a partition's name; the keys that follow are that */
    MENU_ECHO,    /**< the key belongs to the name */
    MENU_ERASE,   /**< its last key is taken back */
    MENU_UNKNOWN, /**< there is no partition menu->name, or no such key if that is empty */
    MENU_PAUSE,   /**< pause, or go on */
    MENU_STATUS,
    MENU_HELP,
    MENU_QUIT
};

struct menu {
    const struct bh_tables *tables;
    enum menu_state state;
    size_t partition; /**< index, or NOT_ATTACHED */
    char name[BH_NAME_SIZE];
    size_t length;
};

/** What menu_key's actions have for keys. */
extern const char menu_help[];

/** Take a key. */
enum menu_action menu_key(struct menu *menu, char key);

/** Index of the partition of this name, or NOT_ATTACHED. */
size_t menu_find(const struct bh_tables *tables, const char *name);

#endif
