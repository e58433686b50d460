/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* bulkhead build */
#include <argp.h>
#include <stdio.h>

#include "command.h"
#include "image.h"
#include "input_file.h"
#include "iso.h"

struct options {
    struct input_file input;
    const char *output;
    const char *iso;
    bool map;
    bool json;
};

enum { OPTION_JSON = 256 };

static const struct argp_option option_table[] = {
    {"output", 'o', "OUT", 0, "Write the image to OUT (default: FILE's name with .img, here)", 0},
    {"iso", 'i', "OUT", 0, "Make a bootable CD image with GRUB too", 0},
    {"map", 'm', NULL, 0, "Print the memory map", 0},
    {"json", OPTION_JSON, NULL, 0, "Print it as JSON; with --map only", 0},
    {0},
};

static error_t parse(int key, char *argument, struct argp_state *state)
{
    struct options *options = state->input;

    switch (key) {
    case ARGP_KEY_INIT:
        state->child_inputs[0] = &options->input;
        return 0;
    case 'o':
        options->output = argument;
        return 0;
    case 'i':
        options->iso = argument;
        return 0;
    case 'm':
        options->map = true;
        return 0;
    case OPTION_JSON:
        options->json = true;
        return 0;
    case ARGP_KEY_END:
        if (options->json && !options->map)
            argp_error(state, "--json prints the memory map; give --map too");
        return 0;
    default:
        return ARGP_ERR_UNKNOWN;
    }
}

const struct argp command_build_argp = {
    option_table, parse, "FILE.xml",
    "Check a module and make its image, which any Multiboot "
    "loader boots.",
    input_file_argp, NULL, NULL};

int command_build(int argc, char **argv)
{
    struct options options = {0};
    struct module module;

    command_parse(&command_build_argp, argc, argv, &options);
    if (!module_read(options.input.path, options.input.folders, &module) || !module_plan(&module))
        return EXIT_FAULTY;
    const char *output = options.output ? options.output : input_file_beside(&options.input, ".img");
    struct blob image = module_build(&module);
    image_write(output, &module, &image);
    if (options.map && options.json)
        layout_print_json(&module);
    else if (options.map)
        layout_print(&module);
    if (options.iso)
        iso_write(options.iso, output);
    return EXIT_GOOD;
}
