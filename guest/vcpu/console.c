/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* The console ring, and printing for guests without a C library. */
#include "bh.h"

#include <stdarg.h>

static volatile struct bh_console *console(void)
{
    return (volatile struct bh_console *)BH_CONSOLE;
}

void bh_console_write(const char *text, size_t bytes)
{
    uint32_t head = console()->out_head;
    for (size_t i = 0; i < bytes; i++) {
        while (head - console()->out_tail >= BH_CONSOLE_OUT) {
            console()->out_head = head;
            bh_console_flush();
        }
        console()->out[head % BH_CONSOLE_OUT] = text[i];
        head++;
    }
    console()->out_head = head;
}

size_t bh_console_read(char *text, size_t bytes)
{
    uint32_t tail = console()->in_tail;
    const uint32_t head = console()->in_head;
    size_t count = 0;

    if (head - tail > BH_CONSOLE_IN) { /* more came than fits: the oldest is gone */
        tail = head - BH_CONSOLE_IN;
    }
    while (count < bytes && tail != head) {
        text[count++] = console()->in[tail++ % BH_CONSOLE_IN];
    }
    console()->in_tail = tail;
    return count;
}

static void print_number(uint64_t number, uint32_t base)
{
    char digits[20];
    size_t at = sizeof digits;
    do {
        digits[--at] = "0123456789abcdef"[number % base];
        number /= base;
    } while (number != 0);
    bh_console_write(digits + at, sizeof digits - at);
}

static void print_string(const char *text)
{
    size_t length = 0;
    while (text[length] != '\0') {
        length++;
    }
    bh_console_write(text, length);
}

static void print_signed(int number)
{
    if (number < 0) {
        bh_console_write("-", 1);
    }
    print_number(number < 0 ? (uint64_t)-(int64_t)number : (uint64_t)number, 10);
}

void bh_print(const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    while (*format != '\0') {
        const char *start = format;
        while (*format != '\0' && *format != '%') {
            format++;
        }
        bh_console_write(start, (size_t)(format - start));
        if (*format == '\0') {
            break;
        }
        char character = format[1];
        format += 2;
        switch (character) {
        case 's':
            print_string(va_arg(arguments, const char *));
            break;
        case 'd':
            print_signed(va_arg(arguments, int));
            break;
        case 'u':
            print_number(va_arg(arguments, unsigned), 10);
            break;
        case 'x':
            print_number(va_arg(arguments, unsigned), 16);
            break;
        case 'l': /* llu */
            print_number(va_arg(arguments, unsigned long long), 10);
            format += 2;
            break;
        case 'c':
            character = (char)va_arg(arguments, int);
            bh_console_write(&character, 1);
            break;
        default:
            bh_console_write(&character, 1);
            break;
        }
    }
    va_end(arguments);
}
