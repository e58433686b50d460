/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
#include "checks.h"

#include <stdio.h>

#include "report.h"

#define RUN_CHECK(name, sentence) check_##name(module);

void checks_configuration(const struct module *module)
{
    CHECKS_ON_CONFIGURATION(RUN_CHECK)
}

void checks_images(const struct module *module)
{
    CHECKS_ON_IMAGES(RUN_CHECK)
}

void checks_layout(const struct module *module)
{
    CHECKS_ON_LAYOUT(RUN_CHECK)
}

#define CHECK_SENTENCE(name, sentence) sentence,
static const char *const sentences[] = {CHECKS(CHECK_SENTENCE)};

const char *check_sentence(enum check check)
{
    return sentences[check];
}

void checks_list(void)
{
    puts("# The checks\n\n"
         "`bulkhead check` holds a module against these rules and names the rule that it breaks "
         "in\nbrackets. This page is made by `bulkhead check --list`.\n\n"
         "| check | rule |\n| --- | --- |");
    for (int check = 0; check < CHECK_COUNT; check++)
        printf("| `%s` | %s |\n", check_name((enum check)check), sentences[check]);
}
