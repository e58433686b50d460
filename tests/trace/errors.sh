# SPDX-License-Identifier: BSD-2-Clause
# Copyright (c) 2026 The Bulkhead developers
#
# Wrong usage and files that are no traces: status 2 and what to do. Sourced by run.

good=$out/demo.trace
test_that "an unknown format is refused with the list" \
    complains 2 "there is no format xml; give one of text, csv, ctf, perfetto, vcd" -f xml "$good"
test_that "a folder needs a name" \
    complains 2 "a trace in the format ctf is a folder; name it with -o" -f ctf "$good"
mkdir -p "$out/occupied" && touch "$out/occupied/letters"
test_that "a folder that holds something else is left alone" \
    complains 2 "holds letters, which is no part of a trace; name an empty or a new folder with -o" \
    -f ctf -o "$out/occupied" "$good"
test_that "a folder that cannot be made" \
    complains 2 "cannot make the folder $out/none/folder: No such file or directory; name another with -o" \
    -f ctf -o "$out/none/folder" "$good"
test_that "a file in the folder's place" \
    complains 2 "cannot write into $good: Not a directory; name another folder with -o" \
    -f ctf -o "$good" "$good"
test_that "a file that cannot be written" \
    complains 2 "cannot write $out/none/file: No such file or directory; name another place with -o" \
    -f csv -o "$out/none/file" "$good"
test_that "a device that is full" \
    complains 2 "cannot write /dev/full: No space left on device; name another place with -o" \
    -f vcd -o /dev/full "$good"
test_that "a time that is none" \
    complains 2 "--from takes a time such as 20ms or 1500us, not soon" --from soon "$good"
test_that "a span that is empty" \
    complains 2 "--to is not after --from: nothing is left to show" --from 2s --to 2s "$good"
test_that "an unknown partition" \
    complains 2 "the module has no partition pilot; give some of bulkhead, hello, tick, ping" -p pilot "$good"
test_that "an unknown kind" \
    complains 2 "there is no kind of record SLEEP; the module writes WINDOW, HYPERCALL, RAISE" -k SLEEP "$good"
test_that "no file" complains 2 "which FILE?"
test_that "three files" complains 2 "one trace is read at a time" "$good" "$good" "$good"
test_that "--verify with a format" \
    complains 2 "--verify writes findings, of all kinds; leave out --format, -o and --kind" \
    --verify -f csv "$good"
test_that "a file that is not there" complains 2 "cannot read $out/none: No such file" "$out/none"
test_that "a file that is no trace" \
    complains 2 "is no trace file; \`bulkhead run --trace OUT\` keeps one in OUT" "$0"
printf 'BHTRACE1%.s' 1 2 3 4 5 6 7 8 > "$out/older"
test_that "a trace of another version" \
    complains 2 "was kept by another version of bulkhead; keep it again" "$out/older"
head -c 30000 "$good" > "$out/short"
test_that "a trace that was cut short" \
    complains 2 "is cut short or damaged; keep the trace again" "$out/short"

# A module that writes too little for --verify.
sed 's|<Trace Records="4096"/>|<Trace Records="64" Kinds="HEALTH MODE"/>|' examples/demo/module.xml \
    > "$out/meagre.xml"
keep meagre "$out/meagre.xml" examples/demo
test_that "a trace in which nothing can be verified" \
    complains 2 "the trace tells of no windows and no raises; add WINDOW and RAISE to Kinds" \
    --verify "$out/meagre.trace"
test_that "a kind that the module does not write" \
    complains 2 "the module writes no records of kind RAISE; add it to Kinds of its Trace" -k RAISE \
    "$out/meagre.trace"

sed 's|<Trace Records="4096"/>|<Trace Records="32"/>|' examples/demo/module.xml > "$out/tiny.xml"
keep tiny "$out/tiny.xml" examples/demo
test_that "how many records gave way is said on standard error" \
    eval 'trace "$out/tiny.trace" 2>&1 > "$out/null" | grep -q "tick: the oldest [0-9]* records gave way to newer ones"'
test_that "--verify says of what lost records tell nothing" \
    eval 'trace --verify "$out/tiny.trace" > "$out/findings" 2> "$out/null" &&
          grep -q "^not shown: tick before [0-9]*; [0-9]* records gave way" "$out/findings"'
# Whatever is in a file, the command says so or shows it. $here/damage tries every length and many
# more changes, with run-time checks.
test_that "no damage to a trace file ends the command by a signal" \
    eval '$here/damage "$out/tiny.trace" 997 6'
