# SPDX-License-Identifier: BSD-2-Clause
# Copyright (c) 2026 The Bulkhead developers
#
# `bulkhead debug`, with gdb's commands on the command line. Sourced by run.

debugged() { # name, options... -- command...: what gdb and the module say, in NAME.said
    local name=$1 options=() commands=() one
    shift
    while [ "$1" != -- ]; do options+=("$1"); shift; done
    shift
    for one; do commands+=(-x "$one"); done
    "$BULKHEAD" debug "${commands[@]}" "${options[@]}" > "$out/$name.said" 2>&1 < /dev/null
}
said() { # name, line as a regular expression...: these lines, in this order
    local file=$out/$1.said line=1 found one
    shift
    for one; do
        found=$(tail -n "+$line" "$file" | grep -nE -m 1 -- "$one" | cut -d: -f1)
        [ -n "$found" ] || { echo "# not said: $one"; return 1; }
        line=$((line + found))
    done
}

if ! command -v gdb > /dev/null; then
    echo "skip - bulkhead debug: gdb is not installed"
    return 0
fi

debugged twin "${module[@]}" -- 'bulkhead partitions' 'bulkhead schedule' \
    'bulkhead break second turn' 'continue' 'print $partition()' 'print number' 'bulkhead schedule' \
    'continue' 'print $partition()' 'bulkhead schedule' 'bulkhead break first turn' 'continue' \
    'print $partition()' 'bulkhead schedule' 'bulkhead pending second' 'bulkhead vcpu second'
said twin 'stands before its first window. Partitions: first, second' \
    '^  first +IDLE +becomes COLD_START' '^window 0 \(first\) is planned for 0.000000000 s'
verdict $? "debug begins before the first window, and says so"
said twin '^-- breakpoint 1, second$' 'turn \(.*=1\)' '^\$1 = "second"' \
    '^\$2 = 1' '^>  +2 +0.010000000 s +second' '^window 2 entered its partition at 0.0300003' \
    '^-- breakpoint 1, second$' '^\$3 = "second"' '^window 2 entered its partition at 0.0500003'
verdict $? "a breakpoint in one partition does not stop another that has the same address"
said twin '^\$3 ' '^-- breakpoint 2, first$' '^\$4 = "first"' \
    '^window 0 entered its partition at 0.0600003' '^second: delivery is disabled' \
    '^ +1 WINDOW +yes +2$'
verdict $? "and one in the other does; what the first has counted meanwhile is told"
said twin '^second: COLD_START, waits, between windows; start NORMAL' '^  waits for WINDOW, CONSOLE until never' \
    '^  page: enabled 0, ' '^ +eip 4'
verdict $? "the vCPU of a partition that does not run is told"
! grep -q 'WINDOW_MISSED\|Python\|warning' "$out/twin.said"
verdict $? "no stop made a window late"

# The same, as the trace of a run says it: the windows' entries, and where the partition was.
"$BULKHEAD" run --icount --until 100ms --trace "$out/entries.trace" "${module[@]}" > /dev/null 2>&1 \
    < /dev/null
# A record tells how long before the entry it is, but for the instructions that write it.
"$BULKHEAD" trace -k window "$out/entries.trace" | awk '
    NR == FNR { sub("slack=", "", $6); entry[NR] = $1 + $6; next }
    /^window .* entered its partition/ { time = $7 * 1e9; found = 0
        for (i in entry) found += entry[i] >= time && entry[i] - time < 50
        bad += found != 1; seen++ }
    END { exit bad || seen != 3 }' - "$out/twin.said"
verdict $? "windows enter when the schedule command says, as in a run without a debugger"

debugged flown "${flight[@]}" -- 'bulkhead break navigation READ_SAMPLING_MESSAGE' 'continue' \
    'bulkhead schedule' 'continue' 'bulkhead schedule' 'backtrace' 'bulkhead threads navigation' \
    'bulkhead threads sensor' 'bulkhead threads telemetry' 'bulkhead in sensor thread apply all backtrace' \
    'bulkhead in telemetry backtrace' 'step' 'print $partition()' 'delete' \
    'bulkhead break bulkhead health_post' 'continue' 'print $partition()'
said flown '^-- breakpoint 1, navigation$' '^window 1 entered its partition at 0.0220003' \
    '^-- breakpoint 1, navigation$' '^window 1 entered its partition at 0.0420003' \
    '^#1 .* read_air_data' '^#2 .* navigate'
verdict $? "a stop leaves an APEX process its deadline: it is there again a period later"
said flown '^  \(main\)' '^\* navigat[a-z]* +RUNNING +priority' '^\* \(main\) +RUNNING' \
    '^  sense +WAITING +priority 20, deadline 0\.[0-9]* s  at 0x4' '^telemetry is neither an APEX'
verdict $? "processes of APEX partitions are told, running or not"
said flown '^-- sensor, a copy as of now$' '"sense"\)' '^#1 .*PERIODIC_WAIT' '^#2 .* sense \(\)' \
    '"\(main\)"\)' '^#[12] .* idle \(\)' '^-- telemetry, a copy' '^#. .* main \(\)'
verdict $? "stacks of partitions that do not run are shown, with their programs' symbols"
said flown '^-- navigation$' '^\$1 = "navigation"' '^-- breakpoint 2, kernel, faulty$' \
    'health_post' '^\$2 = "faulty"'
verdict $? "one steps on in the partition, and stops in the kernel where it serves another"

debugged mistakes "${module[@]}" -- 'bulkhead vcpu third' 'bulkhead break first nowhere' \
    'bulkhead break first'
said mistakes 'there is no partition third; there are first, second' 'nowhere' 'which location'
verdict $? "names and locations that are not there are refused with what is"
"$BULKHEAD" debug -x 'bulkhead partitions' "${module[@]}" > /dev/null 2>&1 < /dev/null
verdict $? "debug ends with gdb's status, 0"
mkdir -p "$out/path" && ln -sf "$(command -v qemu-system-i386)" "$out/path/"
PATH=$out/path "$BULKHEAD" debug "${module[@]}" > "$out/nogdb.said" 2>&1
[ $? = 2 ] && grep -q 'install the package gdb' "$out/nogdb.said"
verdict $? "without gdb the package to install is named"
"$BULKHEAD" build -I "$out" -o "$out/session.img" $here/module.xml &&
    "$BULKHEAD" debug "$out/session.img" 2>&1 | grep -q "name the module's FILE.xml"
verdict $? "a finished image is refused: it does not tell its programs"

typed() { # name, sentence, status, command...: steps of terminal.py on standard input
    local name=$1 sentence=$2 expected=$3 status
    shift 3
    status=$($here/terminal.py "$out/$name.typed" "$@" 2> "$out/$name.error")
    [ "$status" = "$expected" ]
    verdict $? "$sentence"
    [ -s "$out/$name.error" ] && sed 's/^/# /' "$out/$name.error"
}
typed asked "gdb asks a user, Ctrl-C stops the machine, and quitting leaves no QEMU" 0 \
    "$BULKHEAD" debug "${module[@]}" << 'STEPS'
expect (gdb)
pid
type continue\r
expect turn 25
type \x03
expect -- SIGINT
expect (gdb)
type bulkhead in second\r
expect (second)
type print turns\r
expect $1 =
type quit\r
expect (gdb)
type quit\r
end
left
settings
STEPS
typed killed "a debug session that is terminated leaves neither gdb nor QEMU" 143 \
    "$BULKHEAD" debug "${module[@]}" << 'STEPS'
expect (gdb)
pid
signal 15
end
left
never internal-error
STEPS

if [ -z "${RTEMS_KIT:-}" ]; then
    echo "skip - threads and stacks of RTEMS partitions: RTEMS_KIT names no kit"
    return 0
fi
make -s rtems-examples
debugged rtems -I "$BUILD/examples/rtems" examples/rtems/module.xml -- 'bulkhead break slow Init' \
    'continue' 'bulkhead threads slow' 'delete' 'bulkhead break fast on_timer' 'continue' 'continue' \
    'bulkhead threads fast' 'bulkhead threads slow' 'bulkhead in slow thread apply all backtrace'
said rtems '^-- breakpoint 1, slow$' '^  IDLE +READY +internal 0x09010001, priority 255' \
    '^\* UI1 +EXECUTING +classic 0x0a010001, priority 1$' '^-- breakpoint 2, fast$' \
    '^\* IDLE +EXECUTING' '^  UI1 +time +classic' '^\* IDLE +EXECUTING' '^  UI1 +time +classic'
verdict $? "threads of RTEMS partitions are told, running or not"
said rtems '^-- slow, a copy as of now$' '"UI1"\)' 'rtems_task_wake_after' ' Init \(' '"IDLE"\)' \
    '_CPU_Thread_Idle_body'
verdict $? "and the stacks of an RTEMS partition that does not run"
