# SPDX-License-Identifier: BSD-2-Clause
# Copyright (c) 2026 The Bulkhead developers
#
# Help, explanations, manual pages and completion. Sourced by run.

helps() { # name, text
    "$bulkhead" help "$1" >help.out && grep -qF -- "$2" help.out
}

checks=$("$bulkhead" check --list | sed -n 's/^| `\(.*\)` | .*/\1/p')
pages=$("$bulkhead" complete help "")

test_that "help lists commands and topics" \
    eval '"$bulkhead" help >help.out && (for page in $pages; do grep -q "^  $page " help.out || exit 1; done)'
test_that "without a command, help comes on standard error, with 2" \
    refuses 2 "usage: bulkhead COMMAND"
every_page() {
    for page in $pages; do
        "$bulkhead" help "$page" >help.out && head -1 help.out | grep -q "^$page - ." || return 1
    done
}
test_that "each command and topic has a page" every_page
test_that "topics are there: configuration, schedules, ports, health, tracing, exit-codes, icount" \
    eval '(for topic in configuration schedules ports health tracing exit-codes icount; do
        grep -qx "$topic" <<<"$pages" || exit 1; done)'
test_that "help of a command has its options" helps run "--icount-shift=N"
test_that "an option that a command does not have is refused with the nearest" \
    refuses 2 "bulkhead run has no option --trce; did you mean --trace? bulkhead run --help lists them" \
    run --trce=x module.xml
test_that "an option that resembles none is refused without a guess" \
    refuses 2 "bulkhead check has no option --zzzz; bulkhead check --help lists them" check --zzzz
test_that "an option's value may begin as options do" \
    refuses 2 "there is no check --zzzz" check --explain --zzzz
test_that "help of a topic explains it" helps exit-codes "The kernel refused to boot"
test_that "help of a check explains it" helps window-overlap "Windows of one schedule do not overlap."
test_that "help of nothing that there is names the nearest" \
    refuses 2 "there is no command or topic scheduels; did you mean schedules? bulkhead help lists them" \
    help scheduels
test_that "an unknown command names the nearest" \
    refuses 2 "there is no command chekc; did you mean check? bulkhead help lists them" chekc
test_that "an unknown command that is like none names none" \
    refuses 2 "there is no command frobnicate; bulkhead help lists them" frobnicate
test_that "help takes one name" refuses 2 "one COMMAND or TOPIC at a time" help run trace
test_that "topics that help refers to exist" eval '(for topic in $(
    { cat "$root"/host/help/*.md "$root"/host/explain/*.md "$root"/host/templates/*/*; } |
        grep -oE "bulkhead help [a-z-]+" | sed "s/.* //" | sort -u); do
    grep -qx "$topic" <<<"$pages" || { echo "$topic"; exit 1; }; done)'
test_that "pages that topics refer to exist" eval '(for page in $(
    cat "$root"/host/help/*.md "$root"/host/explain/*.md | grep -oE "docs/[a-z-]+\.md" | sort -u); do
    [ -e "$root/$page" ] || { echo "$page"; exit 1; }; done)'
# The XML of topics and explanations has names of the schema, but for "..." in place of some.
test_that "examples of topics and explanations are XML with names of the schema" \
    python3 - "$root" <<'P'
import re, sys, glob, xml.etree.ElementTree as tree
root = sys.argv[1]
schema = set(re.findall(r'name="(\w+)"', open(f"{root}/host/module.xsd").read()))
schema |= set(re.findall(r'name="(\w+)"', open(f"{root}/host/board_read.c").read()))
schema |= set(re.findall(r'"(\w+)"', open(f"{root}/host/board_read.c").read()))
for path in sorted(glob.glob(f"{root}/host/explain/*.md") + glob.glob(f"{root}/host/help/*.md")):
    for block in re.findall(r"(?:^    .*\n)+", open(path).read(), re.M):
        names = set(re.findall(r"<(\w+)", block)) | set(re.findall(r"\s(\w+)=\"", block))
        assert names <= schema or "<" not in block, (path, names - schema)
        if "/explain/" in path and "</Partition>\n    </Partitions>" not in block:
            if not ("xml-well-formed" in block or path.endswith("files.md")):
                tree.fromstring(f"<x>{block}</x>")
P

every_check() {
    for check in $checks; do
        "$bulkhead" check --explain "$check" >explain.out &&
            for part in "Wrong:" "Right:"; do
                [ "$(grep -cx "$part" explain.out)" = 1 ] || { echo "$check"; return 1; }
            done || return 1
        # Rule, reason, and two examples that differ.
        [ "$(sed -n '/^Wrong:/,/^Right:/p' explain.out | grep '^ ')" != \
            "$(sed -n '/^Right:/,$p' explain.out | grep '^ ')" ] || return 1
    done
}
test_that "check --explain has rule, reason, a wrong and a right example of every check" every_check
test_that "explanations are of checks that exist" \
    eval 'is "$(sort <<<"$checks")" "$(sed -n "s/^## //p" "$root"/host/explain/*.md | sort)"'
test_that "check --explain of no check names the nearest" \
    refuses 2 "there is no check windows-overlap; did you mean window-overlap?" \
    check --explain windows-overlap

# On a terminal; script(1) gives it one.
on_terminal() {
    script -qec "$1" /dev/null
}
escape=$(printf '\033')
test_that "headings are in bold on a terminal" \
    eval 'on_terminal "$bulkhead help ports" | grep -qF "${escape}[1m"'
test_that "NO_COLOR takes the colours away" \
    eval '! NO_COLOR=1 on_terminal "$bulkhead help ports" | grep -qF "$escape"'
test_that "what is no terminal gets no colours" \
    eval '! "$bulkhead" help ports | grep -qF "$escape" &&
        ! "$bulkhead" check "$root/tests/config/bad-time.xml" 2>&1 | grep -qF "$escape"'
test_that "faults are coloured on a terminal, and say how to learn more" \
    eval 'on_terminal "$bulkhead check $root/tests/config/bad-time.xml" >faults.out
        grep -qF "${escape}[1;31m[bad-time]" faults.out && grep -q -- "--explain" faults.out'

# Manual pages. (groff comes with man-db; mandoc looks closer.)
man_pages() { ls "$built"/man/man1/*.1 "$built"/man/man7/*.7; }
test_that "there is a manual page of each command and topic" \
    eval 'is "$(wc -w <<<"bulkhead $pages")" "$(man_pages | wc -l)"'
test_that "groff formats the manual pages without a warning" \
    eval 'man_pages | while read -r page; do groff -ww -man -Tutf8 "$page" 2>&1 >/dev/null; done | { ! grep .; }'
test_that "man shows them" \
    eval 'man -l "$built/man/man1/bulkhead-run.1" | grep -q "icount"'
test_that "help --man prints one" \
    eval 'is "$(cat "$built/man/man7/bulkhead-ports.7")" "$("$bulkhead" help --man ports)"'
if command -v mandoc >/dev/null; then
    # They bear no date: the same sources make the same bytes.
    test_that "mandoc finds no fault in the manual pages" \
        eval 'man_pages | xargs mandoc -T lint -W warning | { ! grep -v "missing date"; }'
else
    skip_that "mandoc finds no fault in the manual pages" "mandoc is not there"
fi

# What bash would offer for the words; the last one is being typed.
offers() {
    bash -c '. "$0"; PATH=$1:$PATH; shift
        COMP_WORDS=(bulkhead "$@"); COMP_CWORD=$#; compopt() { :; }
        _bulkhead "$(command -v bulkhead)"; printf "%s\n" "${COMPREPLY[@]}"' \
        "$built/bash-completion/completions/bulkhead" "$built" "$@"
}
test_that "completion offers commands" eval 'is check "$(offers ch)"'
test_that "completion offers a command's options" eval 'is "--explain=" "$(offers check --ex)"'
test_that "completion offers options that several commands share" \
    eval 'is "--include=" "$(offers run --inc)"'
test_that "completion offers checks to --explain" \
    eval 'is window-overlap "$(offers check --explain window-ov)"'
test_that "completion offers checks behind an equal sign" \
    eval 'is window-overlap "$(offers check --explain = window-ov)"'
test_that "completion offers guests" eval 'is "$(printf "apex\nbare\nrtems")" "$(offers new --guest "")"'
test_that "completion offers boards" eval 'is qemu-pc "$(offers run --board q)"'
test_that "completion offers topics" eval 'is schedules "$(offers help sched)"'
test_that "completion leaves files to bash" eval 'is "" "$(offers check pump/mod)"'
