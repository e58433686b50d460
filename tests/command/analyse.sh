# SPDX-License-Identifier: BSD-2-Clause
# Copyright (c) 2026 The Bulkhead developers
#
# bulkhead check --analyse and --json, build --map --json. Sourced by run.

flight=(-I "$built/examples/flight" "$root/examples/flight/module.xml")

gcc -m32 -ffreestanding -nostdlib -static -fno-pie -no-pie -Wl,--build-id=none \
    -Wl,-Ttext-segment=0x40000000 -o small.elf "$root/tests/config/support/program.c" || exit 2

test_that "check says one line of a module without fault" \
    eval 'is "$root/examples/flight/module.xml: module flight for qemu-pc, 6 partitions: no fault" \
        "$("$bulkhead" check "${flight[@]}" 2>&1)"'

# json EXPRESSION COMMAND...: the expression holds of the JSON that the command prints.
json() {
    local expression=$1
    shift
    "$@" >json.out || true
    python3 -c "import json; d = json.load(open('json.out')); assert ($expression), json.dumps(d)[:2000]"
}

test_that "the analysis of 200 schedules agrees with looking at every pair of windows" \
    python3 "$here/analysis.py" "$bulkhead" 200 "$work"
test_that "check --json has each schedule, partition and channel of the flight" \
    json '[s["name"] for s in d["analysis"]["schedules"]] == ["ground", "flight"] and
        len(d["analysis"]["schedules"][1]["partitions"]) == 6 and
        len(d["analysis"]["schedules"][1]["channels"]) == 7 and d["faults"] == []' \
    "$bulkhead" check --json "${flight[@]}"

analysed=$("$bulkhead" check --analyse "${flight[@]}")
says() {
    grep -qF -- "$1" <<<"$analysed" || {
        echo "$analysed"
        return 1
    }
}
test_that "check --analyse tells how much of the processor a partition has" \
    says "  telemetry              1          6ms  30.0 %       5.9955ms      14.0045ms"
test_that "check --analyse holds windows against Period and Duration" \
    says "maintenance: in each Period of 20ms 6ms or more (Duration 2ms), 5.9955ms of it the guest's"
test_that "check --analyse tells how late a window is entered, and why not later" \
    says "windows are entered 370ns after their planned start: the longest switch takes 3.356us of 4.5us"
test_that "check --analyse tells how long a message takes" \
    says "waits 11.0045ms to 13ms, is used within 14.9955ms; window's end to window's end 13ms"
test_that "check --analyse tells how old a sample gets" \
    says "is at most 12.9955ms old when read, RefreshPeriod 100ms"
test_that "check --analyse sums the memory up" says "memory: "
test_that "check --analyze is the same" \
    eval 'is "$analysed" "$("$bulkhead" check --analyze "${flight[@]}")"'

# A module with so many flooded lines that a switch is late, and a sample that is too old.
lines() { # numbers...
    for line; do
        echo "<Device Name='d$line'><Interrupt Line='$line'/></Device>"
    done
}
partition() { # name, identifier, port, lines...
    echo "<Partition Name='$1' Identifier='$2' Image='small.elf'><MemoryRegions><MemoryRegion Name='ram'
        Type='RAM' Size='64K' AccessRights='READ_WRITE'/></MemoryRegions><PartitionPorts><PartitionPort>
        <SamplingPort Name='p' MaxMessageSize='8' $3/></PartitionPort></PartitionPorts>
        <Devices>$(lines "${@:4}")</Devices></Partition>"
}
module() { # one's lines, two's lines, more
    echo "<Module Name='m' Board='qemu-pc' $3><Partitions>$(
        # shellcheck disable=SC2086
        partition one 1 "Direction='SOURCE'" $1
        # shellcheck disable=SC2086
        partition two 2 "Direction='DESTINATION' RefreshPeriod='9ms'" $2
    )</Partitions><Channels><Channel Name='p'><Source PartitionNameRef='one' PortNameRef='p'/>
        <Destination PartitionNameRef='two' PortNameRef='p'/></Channel></Channels><Schedules>
        <Schedule Name='s' MajorFrame='10ms'>
        <PartitionTimeWindow PartitionNameRef='one' Offset='0' Duration='5ms'/>
        <PartitionTimeWindow PartitionNameRef='two' Offset='5ms' Duration='5ms'/></Schedule>
        </Schedules></Module>"
}
module "3 5 7 14" "10 11 12 13" "" >late.xml
module "3 5 7" "10 11 12" "" >early.xml
module "3 5 7 14" "10 11 12 13" "WindowEntryLead='4298ns'" >longer.xml
analysed=$("$bulkhead" check -a late.xml)
# 3356, 4 lines to close at 187 and 4 to open at 141.
test_that "check --analyse says which window's entry a flood of lines makes late" \
    says "windows are entered 370ns after their planned start, that of one at 0"
test_that "it says by how much, and the remedy" \
    says 'up to 168ns later (WINDOW_MISSED) at worst; give the module WindowEntryLead="4298ns"'
test_that "check --analyse bounds what a line's interrupts cost" \
    says "d3 of one, line 3: 101 in a window at most, 16968 instructions, 0.3 % of the shortest (4.9955ms)"
test_that "check --analyse says that a sample can be older than its RefreshPeriod" \
    says "is at most 9.9955ms old when read, RefreshPeriod 9ms: can be INVALID"
test_that "check --json tells the same lateness" \
    json 'd["analysis"]["schedules"][0]["late"] == 168' "$bulkhead" check --json late.xml
test_that "three lines for each of two partitions are in time, as the manual says" \
    json 'd["analysis"]["schedules"][0]["late"] == 0' "$bulkhead" check --json early.xml
test_that "with the lead that it asks for no window is late" \
    json 'd["analysis"]["schedules"][0]["late"] == 0' "$bulkhead" check --json longer.xml

figure_is() { # constant, name in docs/figures.md
    local value
    value=$(sed -n "s/^#define $1 *\([0-9]*\)$/\1/p" "$root/host/figures.h")
    awk -F'|' -v name="$2" -v value="$value" '
        { n = split($2, names, "/"); split($3, values, "/")
          for (i = 1; i <= n; i++) { gsub(/[ *]/, "", names[i]); gsub(/ /, "", values[i])
              if (names[i] == name) found = values[i] } }
        END { if (found != value) { print name " is " found ", not " value; exit 1 } }' \
        "$root/docs/figures.md"
}
test_that "the cost of an interrupt is the measured one" \
    eval 'figure_is FIGURE_IRQ_TO_HANDLER irq_to_handler &&
        figure_is FIGURE_TIMER_HANDLER_RETURN timer_handler_return'
constant() {
    sed -n "s/^#define $1 *\([0-9]*\)$/\1/p" "$root/host/figures.h"
}
test_that "the cost of a switch and of its lines is what the manual says" \
    grep -qF "$(constant FIGURE_SWITCH), $(constant FIGURE_LINE_CLOSED) for each line closed and $(
        constant FIGURE_LINE_OPENED) for each opened (with 8259s alone $(
        constant FIGURE_SWITCH_PIC), $(constant FIGURE_LINE_CLOSED_PIC) and $(constant FIGURE_LINE_OPENED_PIC))" "$root/docs/interrupts.md"
module "3 5 7" "9 12 13" "" | sed "s/Board='qemu-pc'/Board='pic.xml'/" >pic-lines.xml
sed '/<IoApic /d; s/"qemu-pc"/"pic"/' "$root/boards/qemu-pc.xml" >pic.xml
test_that "with 8259s alone a line costs more" \
    json 'd["analysis"]["schedules"][0]["switch_instructions"] == 3466 + 3 * 495 + 3 * 339' \
    "$bulkhead" check --json pic-lines.xml

sed 's/RefreshPeriod=.9ms./RefreshPeriod="0"/; s/Identifier=.2./Identifier="1"/' late.xml >faulty.xml
test_that "check --json lists faults with file, line, check and message, and ends with 1" \
    eval 'json "[f[\"check\"] for f in d[\"faults\"]] == [\"duplicate-identifier\", \"refresh-period\"] and
        d[\"faults\"][0][\"file\"] == \"faulty.xml\" and d[\"faults\"][0][\"line\"] > 0 and
        \"analysis\" not in d" "$bulkhead" check --json faulty.xml &&
        ! "$bulkhead" check --json faulty.xml 2>&1 >/dev/null | grep . &&
        { "$bulkhead" check --json faulty.xml >/dev/null; [ $? = 1 ]; }'
sed "s|<Device Name='d3'>|<Device Name='nic' Pci='00:03.0' BusMaster='yes' TrustedDMA='yes'/>&|" early.xml >dma.xml
test_that "check --json tells warnings" \
    json '"TrustedDMA" in d["warnings"][0]["message"] and d["faults"] == []' \
    "$bulkhead" check --json dma.xml

same_map() {
    "$bulkhead" build -o map.img --map "${flight[@]}" >map.txt &&
        "$bulkhead" build -o map.img --map --json "${flight[@]}" >map.json &&
        python3 - <<'P'
import json
text = open("map.txt").read()
m = json.load(open("map.json"))
spaces = [m["kernel"]] + [p["space"] for p in m["partitions"]]
for s in spaces:
    for x in s:
        assert f'{x["virtual"]:08x}-{x["virtual"] + x["bytes"] - 1:08x}' in text, x
for r in m["physical"] + m["channels"]:
    assert f'{r["start"]:08x}-{r["start"] + r["bytes"] - 1:08x}' in text, r
assert len(text.splitlines()) >= sum(map(len, spaces)) + len(m["physical"])
P
}
test_that "build --map --json has the ranges that build --map prints" same_map
test_that "build --json without --map says what is missing" \
    refuses 2 "give --map too" build --json late.xml
