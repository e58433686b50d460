# SPDX-License-Identifier: BSD-2-Clause
# Copyright (c) 2026 The Bulkhead developers
#
# How `bulkhead run` serves a machine: the stand-in kernel plays the part of the module. Sourced by
# run.

module=good/emulated.xml
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

echoes() { # echoes EXPECTED TYPED OPTION...
    local expected=$1 typed=$2
    shift 2
    is "$expected" "$(printf "%b" "$typed" | run_module echo --timeout 20 "$@" | tail -n 1)"
}

no_qemu_left() { # the run's children are gone, whatever ended it
    run_module hang &
    local pid=$! child
    for _ in $(seq 100); do
        child=$(pgrep -P "$pid" qemu-system) && break
        sleep 0.1
    done
    [ -n "$child" ] || return 1
    kill -"$1" "$pid"
    wait "$pid"
    sleep 0.2
    ! kill -0 "$child" 2>/dev/null
}

scratch_empty() {
    mkdir -p "$work/scratch" && TMPDIR=$work/scratch run_module share --trace "$work/t" >/dev/null
    is "" "$(ls "$work/scratch")"
}

emulation_tests() {
    standin zero -DEXIT=0 && standin last -DEXIT=127 && standin hang -DHANG &&
        standin reset -DRESET && standin echo -DECHO || failures=$((failures + 1))

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
        echoes "012068690a" "hi\n" -p one
    test_that "input to the second partition names the second" \
        echoes "012168690a" "hi\n" -p two
    test_that "a byte 0x01 of input is escaped" echoes "0120410101420a" "A\001B\n" -p one
    test_that "run leaves no QEMU behind when it is interrupted" no_qemu_left INT
    test_that "run leaves no QEMU behind when it is terminated" no_qemu_left TERM
    test_that "run leaves no QEMU behind when it is killed" no_qemu_left KILL
    test_that "run leaves no temporary files behind" scratch_empty
    test_that "run --trace keeps a trace that bulkhead trace reads" "$bulkhead" trace "$work/t"
    test_that "run takes a finished image and its board" \
        eval '"$bulkhead" build -I "$work" -o "$work/emulated.img" "$module" &&
              { "$bulkhead" run "$work/emulated.img"; [ $? -eq 7 ]; }'
    test_that "run refuses a board that nothing emulates" \
        eval '"$bulkhead" run --board pc "$work/emulated.img"; [ $? -eq 2 ]'
    test_that "QEMU's own failure is exit status 2, not a module's code 0" \
        eval 'printf "\177ELF" >"$work/broken.img"; "$bulkhead" run "$work/broken.img"; [ $? -eq 2 ]'
}

iso_tests() {
    test_that "run --boot iso boots through GRUB" ends_with 7 share --boot iso --timeout 60
    test_that "the same sources make the same CD image" \
        eval '"$bulkhead" build -I "$work" -o "$work/a.img" --iso "$work/a.iso" "$module" &&
              sleep 1.1 &&
              "$bulkhead" build -I "$work" -o "$work/a.img" --iso "$work/b.iso" "$module" &&
              cmp "$work/a.iso" "$work/b.iso"'
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
