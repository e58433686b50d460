/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
#include "bootable.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "image.h"
#include "scratch.h"

static bool is_image(const char *path)
{
    char magic[4] = "";
    FILE *file = fopen(path, "rb");
    bool result = file && fread(magic, sizeof magic, 1, file) == 1 &&
                  memcmp(magic, "\177ELF", sizeof magic) == 0;

    if (file)
        fclose(file);
    return result;
}

/* Build a module into the scratch folder. False if it has faults. */
static bool build(const struct input_file *input, struct bootable *bootable)
{
    static struct module module;

    if (!module_read(input->path, input->folders, &module) || !module_plan(&module))
        return false;
    struct blob image = module_build(&module);
    bootable->image = scratch_file("module.img");
    image_write(bootable->image, &module, &image);
    bootable->board = module.board;
    bootable->module = &module;
    return true;
}

bool bootable_make(const struct input_file *input, const char *board, struct bootable *bootable)
{
    const struct place here = {"--board", 0};

    *bootable = (struct bootable){.image = input->path};
    if (!is_image(input->path) && !build(input, bootable))
        return false;
    bootable->tables = image_tables(bootable->image);
    if (!bootable->module && !board)
        board = bootable->tables->board.name;
    if (board && !board_read(board, &here, &bootable->board))
        exit(EXIT_TROUBLE);
    if (!bootable->board.qemu_machine)
        give_up("nothing emulates board %s; choose another with --board, or boot the image on it",
                bootable->board.name);
    return true;
}
