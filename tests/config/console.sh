# SPDX-License-Identifier: BSD-2-Clause
# Copyright (c) 2026 The Bulkhead developers
#
# How `bulkhead run` takes the serial line apart: bytes as the kernel sends them are fed to it, all
# at once and one by one. Sourced by run.

helper host_cc -I"$root/host" -o "$work/console_test" support/console_test.c \
    "$root/host/console.c"

# shows EXPECTED BYTES [PARTITION]: both with escapes as in printf
shows() {
    local expected=$1 bytes=$2 chunk
    shift 2
    for chunk in 4096 1 2 3; do
        # A dot keeps newlines at the end.
        is "$(printf '%b.' "$expected")" \
            "$(printf '%b' "$bytes" | "$work/console_test" "$chunk" "$@"; echo .)" || return 1
    done
}

cut='[one] fir\037\n[two] second\n[one] st\n'
test_that "a cut line is shown as two prefixed lines when another came between" \
    shows '[one] fir\n[two] second\n[one] st\n' "$cut"
test_that "a partition's text has no break where its line was cut" shows 'first\n' "$cut" one
test_that "another partition's text is not changed by a neighbour's cut line" \
    shows 'second\n' "$cut" two
test_that "a cut line is shown whole when nothing came between" \
    shows '[one] first\n' '[one] fir\037\n[one] st\n'
test_that "a line may be cut more than once" \
    shows 'first\n' '[one] f\037\n[one] ir\037\n[two] 2\n[one] st\n' one
test_that "a line of the kernel may be cut" \
    shows '[bulkhead] ab\n[one] 1\n[bulkhead] c\n' '[bulkhead] ab\037\n[one] 1\n[bulkhead] c\n'
test_that "lines of the kernel are not joined: they may be about different partitions" \
    shows '[bulkhead] one: a\n[bulkhead] two: b\n' '[bulkhead] one: a\037\n[bulkhead] two: b\n'
test_that "a name that was cut is not shown" \
    shows '[one] a\n[two] b\n[one] c\n' '[one] a\037\n[on\037\n[two] b\n[one] c\n'
test_that "a name that was cut is no text of its partition" \
    shows 'ac\n' '[one] a\037\n[on\037\n[two] b\n[one] c\n' one
test_that "a line that was cut at the very end is ended" shows '[one] a\n' '[one] a\037\n'
test_that "an unfinished last line of a partition is shown as it is" shows 'a' '[one] a\037\n' one
test_that "a byte 0x1f within a line is the partition's own" \
    shows 'a\037b\037\037\n' '[one] a\037b\037\037\037\n[one] \n' one
test_that "a partition cannot speak for another" \
    shows '' '[two] [one] no\n' one
test_that "a line without a prefix is shown with all, as of nobody" \
    shows '[one] a\nboot\n[one] b\n' '[one] a\037\nboot\n[one] b\n'
test_that "a line without a prefix is no partition's text" shows 'ab\n' \
    '[one] a\037\nboot\n[one] b\n' one
test_that "a bracket in front of a long line is no prefix" \
    shows '[0123456789012345678901234567890123456789] a\n' \
    '[0123456789012345678901234567890123456789] a\n'

# On a terminal the full view shows text.
on_terminal() {
    TERMINAL=1 shows "$@"
}
test_that "on a terminal a partition cannot go back over its name, or write another's" \
    on_terminal '[one] a[two] b^H^H^@\n' '[one] a\r[two] b\b\b\0000\r\n'
test_that "on a terminal it cannot move, colour or ask the terminal" \
    on_terminal '[one] ^[[2J^[[31mred^[[6n^G^?\n' '[one] \033[2J\033[31mred\033[6n\a\0177\n'
test_that "on a terminal not with a single byte or its UTF-8 either" \
    on_terminal '[one] ^[2J\0302^[2J\0377^[2J\n' '[one] \02332J\0302\02332J\0377\02332J\n'
test_that "on a terminal text, tabs and UTF-8 are shown as they are" \
    on_terminal '[one] a\tb \0303\0234 \0342\0206\0222 \0360\0237\0230\0200 \0302\0265\n' \
    '[one] a\tb \0303\0234 \0342\0206\0222 \0360\0237\0230\0200 \0302\0265\r\n'
test_that "on a terminal a mark within a line is shown as one, and a cut line is whole" \
    on_terminal '[one] a^_b c\n' '[one] a\037b \037\n[one] c\n'
test_that "on a terminal a partition that is shown alone writes what it likes" \
    on_terminal '\033[2J\r\n' '[one] \033[2J\r\n[two] b\r\n' one
test_that "elsewhere bytes are kept as they are" shows '[one] \033[2J\r\n' '[one] \033[2J\r\n'
