# SPDX-License-Identifier: BSD-2-Clause
# Copyright (c) 2026 The Bulkhead developers
#
# How `bulkhead run` serves a machine: the stand-in kernel plays the part of the module. Sourced by
# run.

module=good/emulated.xml
built=$(dirname "$bulkhead")
run_module() { # run_module SHARE OPTION...
    local share=$1
    shift
    BULKHEAD_SHARE=$work/$share "$bulkhead" run -I "$work" "$module" "$@"
}

# ends_with STATUS SHARE OPTION...
ends_with() {
    local expected=$1 status
    shift
    run_module "$@"
    status=$?
    [ "$status" -eq "$expected" ] || { echo "exit status $status"; false; }
}

echoes() { # echoes EXPECTED TYPED SHARE OPTION...
    local expected=$1 typed=$2
    shift 2
    is "$expected" "$(printf "%b" "$typed" | run_module "$@" --timeout 20 | tail -n 1)"
}

# The process group of the QEMU that a run started, once it has started it.
qemu_of() {
    local child
    for _ in $(seq 100); do
        child=$(tr -d ' ' <"/proc/$1/task/$1/children")
        [ -n "$child" ] && echo "$child" && return
        sleep 0.05
    done
    return 1
}

# no_qemu_left SIGNAL OPTION...: a run that gets the signal ends and so does its QEMU. NONE: the
# run ends by itself.
no_qemu_left() {
    local signal=$1 pid qemu
    shift
    (BULKHEAD_SHARE=$work/hang exec "$bulkhead" run -I "$work" "$module" "$@") &
    pid=$!
    qemu=$(qemu_of "$pid") || { kill -KILL "$pid"; return 1; }
    [ "$signal" = NONE ] || kill -"$signal" "$pid"
    wait "$pid"
    for _ in $(seq 100); do
        kill -0 -- "-$qemu" 2>/dev/null || return 0
        sleep 0.05
    done
    kill -KILL -- "-$qemu"
    return 1
}

# A qemu-system-i386 that stays beside the emulator that it starts.
indirectly() {
    local program
    program=$(command -v qemu-system-i386)
    mkdir -p "$work/wrapper" &&
        printf '#!/bin/sh\n%s "$@"\nexit $?\n' "$program" >"$work/wrapper/qemu-system-i386" &&
        chmod +x "$work/wrapper/qemu-system-i386" && PATH=$work/wrapper:$PATH "$@"
}

# The reader of a module that prints for ever does not read.
reader_sleeps() {
    local status
    (BULKHEAD_SHARE=$work/talk timeout 2 "$bulkhead" run -I "$work" "$module"
     echo $? >"$work/status") | sleep 4
    status=$(cat "$work/status")
    is 124 "$status"
}

# The module never ends, but its reader does.
reader_gone() {
    BULKHEAD_SHARE=$work/hang timeout 20 "$bulkhead" run -I "$work" "$module" | head -n 1
    is 141 "${PIPESTATUS[0]}"
}

scratch_empty() {
    mkdir -p "$work/scratch" && TMPDIR=$work/scratch run_module share --trace "$work/t" >/dev/null
    is "" "$(ls "$work/scratch")"
}

emulation_tests() {
    helper standin zero -DEXIT=0
    helper standin last -DEXIT=127
    helper standin hang -DHANG
    helper standin reset -DRESET
    helper standin talk -DTALK
    helper standin echo -DECHO
    helper standin echo-two -DECHO -DSPEAKER='"two"'

    test_that "run ends with the module's exit code 7" ends_with 7 share
    test_that "run ends with the module's exit code 0" ends_with 0 zero
    test_that "run ends with the module's exit code 127" ends_with 127 last
    test_that "run --icount ends with the module's exit code" ends_with 7 share --icount
    test_that "run --timeout ends with 124 what does not end by itself" \
        ends_with 124 hang --timeout 1
    test_that "run says that a machine was reset" ends_with 2 reset
    test_that "run shows all lines with their prefixes" \
        eval 'diff good/emulated.all <(run_module share)'
    test_that "run --partition shows that partition's lines alone, without prefix" \
        eval 'diff good/emulated.one <(run_module share -p one </dev/null)'
    test_that "run --partition refuses an unknown name" ends_with 2 share -p three
    test_that "run reads no input when it is not attached" \
        eval 'echo left | { run_module share >/dev/null; is left "$(cat)"; }'
    test_that "input goes to the partition that is attached" \
        echoes "012068690a" "hi\n" echo -p one
    test_that "input to the second partition names the second" \
        echoes "012168690a" "hi\n" echo-two -p two
    test_that "a byte 0x01 of input is escaped" echoes "0120410101420a" "A\001B\n" echo -p one
    test_that "run leaves no QEMU behind when it is interrupted" no_qemu_left INT
    test_that "run leaves no QEMU behind when it is terminated" no_qemu_left TERM
    test_that "run leaves no QEMU behind when its terminal goes away" no_qemu_left HUP
    test_that "run leaves no QEMU behind when the user types Ctrl-\\" no_qemu_left QUIT
    test_that "run leaves no QEMU behind when it is killed" no_qemu_left KILL
    test_that "run leaves no QEMU behind at its time limit" no_qemu_left NONE --timeout 1
    test_that "run leaves no QEMU behind that a script started" indirectly no_qemu_left TERM
    test_that "run leaves no QEMU behind at its time limit that a script started" \
        indirectly no_qemu_left NONE --timeout 1
    test_that "run ends when nobody reads its output any more" reader_gone
    test_that "run ends on a signal while its output is stuck" reader_sleeps
    test_that "run leaves no temporary files behind" scratch_empty
    test_that "run --trace keeps a trace that bulkhead trace reads" "$bulkhead" trace "$work/t"
    test_that "trace refuses a kind of records that the module does not write" \
        eval '"$bulkhead" trace -k window "$work/t" && { "$bulkhead" trace -k raise "$work/t"
              [ $? -eq 2 ]; }'
    test_that "run --partition joins the lines that the kernel had to cut" \
        eval 'is "$(printf "second [one] \nfourth")" "$(run_module share -p two </dev/null)"'
    test_that "run takes a finished image and its board" \
        eval '"$bulkhead" build -I "$work" -o "$work/emulated.img" "$module" &&
              { "$bulkhead" run "$work/emulated.img"; [ $? -eq 7 ]; }'
    demo_test "the demonstration boots" --icount
    if [ -f "$built/examples/flight/faulty.elf" ]; then
        test_that "the console in the README is the flight's" readme_excerpt
    else
        skip_that "the console in the README is the flight's" "needs $built/examples/flight"
    fi
    test_that "run refuses a board that nothing emulates" \
        eval '"$bulkhead" run --board pc "$work/emulated.img"; [ $? -eq 2 ]'
    test_that "QEMU's own failure is exit status 2, not a module's code 0" \
        eval 'printf "\177ELF" >"$work/broken.img"; "$bulkhead" run "$work/broken.img"
              [ $? -eq 2 ]'
}

# The kernel and the demonstration, where a build left them beside the command.
# A line that a window's end cuts is printed in two; --partition joins it.
demo() { # demo OPTION...: its first line from partition hello
    local folder=$built/examples/demo
    BULKHEAD_SHARE=$built/share timeout 60 "$bulkhead" run -I "$folder" -p hello "$@" \
        "$root/examples/demo/module.xml" </dev/null | sed -n '/^Hello /{p;q}'
}

# The lines of the console that the README shows are the flight's, in the same order.
readme_excerpt() {
    BULKHEAD_SHARE=$built/share timeout 60 "$bulkhead" run --icount -I "$built/examples/flight" \
        "$root/examples/flight/module.xml" </dev/null >"$work/flight.txt"
    sed -n 's/^    \(\[.*\)/\1/p' "$root/README.md" >"$work/excerpt.txt"
    awk 'NR == FNR { shown[++last] = $0; next }
         $0 == shown[found + 1] { found++ }
         END { if (last == 0 || found < last) { print "not there: " shown[found + 1]; exit 1 } }' \
        "$work/excerpt.txt" "$work/flight.txt"
}

# demo_test BEHAVIOUR OPTION...
demo_test() {
    local behaviour=$1
    shift
    if [ -f "$built/share/kernel.elf" ] && [ -f "$built/examples/demo/hello.elf" ] &&
        [ -f "$built/examples/demo/tick.elf" ]; then
        test_that "$behaviour" \
            eval "is 'Hello from partition 1.' \"\$(demo $*)\""
    else
        skip_that "$behaviour" "needs $built/share/kernel.elf and the demo's partitions"
    fi
}

iso_tests() {
    test_that "run --boot iso boots through GRUB" ends_with 7 share --boot iso --timeout 60
    test_that "the same sources make the same CD image" \
        eval '"$bulkhead" build -I "$work" -o "$work/a.img" --iso "$work/a.iso" "$module" &&
              sleep 1.1 &&
              "$bulkhead" build -I "$work" -o "$work/a.img" --iso "$work/b.iso" "$module" &&
              cmp "$work/a.iso" "$work/b.iso"'
    demo_test "the demonstration boots from a CD" --boot iso
}

if command -v qemu-system-i386 >/dev/null; then
    emulation_tests
    if command -v grub-mkrescue >/dev/null && command -v xorriso >/dev/null &&
        command -v mformat >/dev/null && [ -d /usr/lib/grub/i386-pc ]; then
        iso_tests
    else
        skip_that "run --boot iso boots through GRUB" "needs grub-common grub-pc-bin xorriso mtools"
    fi
else
    skip_that "run serves a machine" "needs qemu-system-x86"
fi
