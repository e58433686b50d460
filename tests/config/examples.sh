# SPDX-License-Identifier: BSD-2-Clause
# Copyright (c) 2026 The Bulkhead developers
#
# Each check has a module that breaks it: NAME.xml, or NAME.VARIANT.xml, with the messages in a
# file .expect. Sourced by run. `BLESS=1 tests/config/run examples` writes the .expect files anew.

# Messages, with the temporary folder's name replaced.
messages() {
    local status
    "$bulkhead" check -I "$work" "$1" 2>&1 >/dev/null | sed "s|$work|WORK|g"
    status=${PIPESTATUS[0]}
    [ "$status" -eq 1 ] || echo "exit status $status"
}

example_fails() {
    is "$(cat "$1.expect")" "$(messages "$1.xml")"
}

list=$("$bulkhead" check --list)
rule_of() {
    sed -n "s/^| \`$1\` | \(.*\) |\$/\1/p" <<<"$list"
}

has_example() {
    [ -f "$1.xml" ] && grep -q "\[$1\]\$" "$1.expect"
}

if [ -n "${BLESS:-}" ]; then
    for file in *.xml; do
        messages "$file" >"${file%.xml}.expect"
    done
fi
for name in $(sed -n 's/^| `\(.*\)` | .*/\1/p' <<<"$list"); do
    test_that "an example breaks the rule $name: $(rule_of "$name")" has_example "$name"
    for example in "$name".xml "$name".*.xml; do
        [ -f "$example" ] || continue
        test_that "check refuses $example with file, line, fault and remedy" \
            example_fails "${example%.xml}"
    done
done
test_that "check reports all faults of a module at once" example_fails several
test_that "check passes a module that uses all there is" \
    "$bulkhead" check -I "$work" good/full.xml
test_that "check passes a module whose memory lies in several ranges" \
    "$bulkhead" check -I "$work" good/two-ranges.xml
test_that "check passes a module whose board has no I/O APIC" \
    "$bulkhead" check -I "$work" good/pic.xml
hole="good/full.xml:42: warning: partition three: TrustedDMA: device nic can read and write all"
test_that "check names a device that masters the bus as a hole, and nothing else" \
    eval 'is "$hole memory, no isolation is promised" \
          "$("$bulkhead" check -I "$work" good/full.xml 2>&1 >/dev/null)"'
test_that "the manual lists the checks as the command does" \
    diff "$root/docs/checks.md" <(echo "$list")
test_that "a board of the share directory is without fault" \
    "$bulkhead" check -I "$work" <(sed 's/qemu-pc/pc/' window-overlap.xml | sed 's/4999us/5ms/')

test_that "what --explain shows as wrong breaks that rule, and what it shows as right does not" \
    env BULKHEAD="$bulkhead" python3 explained.py "$work"

usage_fails() {
    "$bulkhead" "$@"
    [ $? -eq 2 ]
}
test_that "a missing file is no fault of a module but exit status 2" usage_fails check none.xml
test_that "an unknown command is exit status 2" usage_fails chekc good/full.xml
test_that "an unknown option is exit status 2" usage_fails check --frobnicate good/full.xml
test_that "no argument is exit status 2" usage_fails

# The N-th example of docs/configuration.md.
manual_example() {
    awk -v wanted="$1" '/^```xml$/ { inside = ++count == wanted; next }
                        /^```$/ { inside = 0 } inside' "$root/docs/configuration.md"
}
manual_is_right() {
    cp "$work/small.elf" "$work/control.elf" && cp "$work/small.elf" "$work/display.elf" &&
        manual_example 2 >"$work/my-pc.xml" &&
        manual_example 1 | sed 's/qemu-pc/my-pc.xml/' >"$work/manual.xml" &&
        "$bulkhead" check "$work/manual.xml"
}
test_that "the manual's examples are without fault" manual_is_right

# What the schema says that holds where an attribute is not given is what the command takes.
defaults_are_true() {
    local schema=$root/host/module.xsd
    sed 's|Board="qemu-pc"|Board="explicit.xml"|' good/full.xml | python3 defaults.py "$schema" \
        >"$work/explicit-module.xml" 2>"$work/added" &&
        python3 defaults.py "$schema" <"$root/boards/qemu-pc.xml" >"$work/explicit.xml" 2>>"$work/added" &&
        is "$(grep -c ' default="' "$schema")" "$(sort -u "$work/added" | wc -l)" &&
        "$bulkhead" build -I "$work" -o "$work/short.img" good/full.xml &&
        "$bulkhead" build -I "$work" -o "$work/long.img" "$work/explicit-module.xml" &&
        cmp "$work/short.img" "$work/long.img"
}
test_that "the schema's defaults are what the command takes: written out they make the same image" defaults_are_true
