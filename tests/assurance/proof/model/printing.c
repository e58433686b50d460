/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/*
 * Part of doors.c: printing, character by character. What of a text is left to be printed depends on
 * what was printed before, so the analyser is given each case by itself: each place in each text, with
 * all else that console_next reads being anything.
 */

/* Every text that a line is made of, as health.c and console.c name them. */
static const char *const printed_text[] = {TRAP_TEXT, RAISED_TEXT, LOST_TEXT, "%p: %e; %a\n", "%p: %e, line %0; %a\n"};
static const uint8_t printed_bytes[] = {sizeof TRAP_TEXT, sizeof RAISED_TEXT, sizeof LOST_TEXT, sizeof "%p: %e; %a\n",
                                        sizeof "%p: %e, line %0; %a\n"};

/* What is left of a text is not nothing. */
static void must_be_printing(const struct vcpu *vcpu)
{
    const struct printer *printer = &printers[vcpu->index];
    must(line.stage != PREFIX || *line.prefix != '\0');
    must(printer->text == NULL || *printer->text != '\0');
    must(printer->name == NULL || *printer->name != '\0');
}

/* Any state of all that is not one of the cases. */
static void anything_else(struct vcpu *vcpu)
{
    struct printer *printer = &printers[vcpu->index];
    vcpu->mode = any(BH_MODE_IDLE, BH_MODE_NORMAL);
    vcpu->out_tail = any(0, UINT32_MAX);
    printer->printed = any(0, UINT32_MAX);
    printer->text = printed_text[0];
    printer->name = NULL;
    for (uint32_t i = 0; i < 8; i++) {
        printer->number[i] = (char)any('0', 'f');
    }
    line.prefix = printed_text[0];
    line.owner = vcpu;
    line.health = model_any != 0;
}

/* With `left` of a text, beginning at its byte k. */
static void print_left(struct vcpu *vcpu, uint32_t stage, const char **left, const char *text, uint32_t k)
{
    anything_else(vcpu);
    line.stage = stage;
    *left = text + k;
    if (**left != '\0') {
        console_next(vcpu);
        must_be_printing(vcpu);
    }
}

static void print_texts(struct vcpu *vcpu, uint32_t action)
{
    struct printer *printer = &printers[vcpu->index];
    for (uint32_t i = 0; i < sizeof printed_text / sizeof printed_text[0]; i++) {
        for (uint32_t k = 0; k + 1 < printed_bytes[i]; k++) {
            printer->entry.error = (uint8_t)any(0, BH_PARTITION_ERROR_COUNT - 1);
            printer->entry.level = action < ACTION_MODULE ? BH_LEVEL_PARTITION : BH_LEVEL_MODULE;
            printer->entry.action = (uint8_t)(action < ACTION_MODULE ? action : action - ACTION_MODULE);
            Frama_C_make_unknown((char *)printer->entry.field, sizeof printer->entry.field);
            print_left(vcpu, BODY, &printer->text, printed_text[i], k);
        }
    }
}

static void print_name(struct vcpu *vcpu, const char *name)
{
    for (uint32_t k = 0; name[k] != '\0'; k++) {
        print_left(vcpu, BODY, &printers[vcpu->index].name, name, k);
    }
}

static void print_names(struct vcpu *vcpu)
{
    struct printer *printer = &printers[vcpu->index];
    for (uint32_t k = 0; k < sizeof vcpu->partition->name - 1; k++) {
        print_left(vcpu, BODY, &printer->name, vcpu->partition->name, k);
    }
    for (uint32_t error = 0; error < BH_PARTITION_ERROR_COUNT; error++) {
        print_name(vcpu, health_error_name[error]);
    }
    for (uint32_t action = 0; action < sizeof action_text / sizeof action_text[0]; action++) {
        print_name(vcpu, action_text[action]);
    }
    for (uint32_t k = 0; k < 8; k++) {
        print_left(vcpu, BODY, &printer->name, printer->number, k);
    }
}

void printing(void)
{
    choose();
    interrupted();
    static const char health_prefix[] = "[bulkhead] ";
    for (uint32_t i = 0; i < PARTITIONS; i++) {
        struct vcpu *vcpu = &partitions[i];
        struct printer *printer = &printers[i];
        const char *none;
        module_guests();
        module_logs();
        print_left(vcpu, CLOSED, &none, "-", 0);
        for (uint32_t k = 0; k < sizeof vcpu->partition->prefix - 1; k++) {
            print_left(vcpu, PREFIX, &line.prefix, vcpu->partition->prefix, k);
        }
        for (uint32_t k = 0; health_prefix[k] != '\0'; k++) {
            print_left(vcpu, PREFIX, &line.prefix, health_prefix, k);
        }
        anything_else(vcpu);
        line.stage = BODY;
        printer->text = NULL;
        console_next(vcpu);
        must_be_printing(vcpu);
        for (uint32_t action = 0; action < sizeof action_text / sizeof action_text[0]; action++) {
            print_texts(vcpu, action);
        }
        print_names(vcpu);
    }
}
