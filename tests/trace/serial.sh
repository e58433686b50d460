# SPDX-License-Identifier: BSD-2-Clause
# Copyright (c) 2026 The Bulkhead developers
#
# The trace over a serial line, by examples/tracer: what comes is what is in the machine's memory, and
# what does not come is counted. Sourced by run.

line=$out/line

# line_run NAME MODULE OPTION...: the module's image, its trace from memory and what it sends.
line_run() {
    local name=$1 module=$2
    shift 2
    rm -f "$line.$name"*
    "$BULKHEAD" build -I "$BUILD/examples/tracer" -o "$line.$name.img" "$module" &&
        "$BULKHEAD" run --icount --headless --timeout 120 -I "$BUILD/examples/tracer" "$@" \
            --trace "$line.$name.memory" --serial2 "$line.$name" "$module" < /dev/null
}

# came NAME DEVICE OPTION...: keeps what comes of that image, and what is said of it.
came() {
    local name=$1 device=$2
    shift 2
    trace --serial "$device" "$@" -o "$line.trace" "$line.$name.img" 2> "$line.said" ||
        { cat "$line.said"; return 1; }
    trace "$line.trace" > "$line.txt" 2> "$out/null"
}

# The mark up to which all came, in ns.
mark() {
    sed -n 's/.* came, up to \([0-9]*\) ns: .*/\1/p' "$line.said"
}

# as_in_memory NAME TIME: the records up to then are those of the memory.
as_in_memory() {
    trace --to "$2" "$line.$1.memory" 2> "$out/null" | diff - "$line.txt"
}

# All that came is in memory, and so much of it.
part_of_memory() { # name, least
    trace "$line.$1.memory" 2> "$out/null" | sort > "$line.all"
    is "" "$(sort "$line.txt" | comm -23 - "$line.all")" && [ "$(grep -c . "$line.txt")" -ge "$2" ]
}

# The same of the other partitions: another size of the rings is another work for the sender.
part_of_memory_but_tracer() {
    sed -i '/ tracer /d' "$line.txt" && part_of_memory small 500
}

verified() {
    trace --verify "$line.trace" > "$out/findings" 2> "$out/null" || { cat "$out/findings"; return 1; }
}

test_that "the module tracer sends its trace over a second line" \
    eval 'line_run whole examples/tracer/module.xml && [ -s "$line.whole" ]'
test_that "what comes is what the memory has, up to the sender's last mark" \
    eval 'came whole "$line.whole" && as_in_memory whole "$(mark)ns" &&
          [ "$(grep -c . "$line.txt")" -gt 1700 ] && is 1 "$(grep -c . "$line.said")" &&
          grep -q ": the sender ended$" "$line.said"'
test_that "and is as planned" \
    eval 'verified && is "0 findings" "$(tail -n 1 "$out/findings")" && ! grep "not shown" "$out/findings" &&
          grep -qE "checked: 30[0-9] windows" "$out/findings"'
test_that "it is a trace file like another" \
    eval 'is "$(grep -c . "$line.txt")" "$(trace -f csv "$line.trace" | tail -n +2 | grep -c .)" &&
          is "$(trace -f perfetto "$line.trace" | grep -c "\"ph\":\"i\"")" \
             "$(grep -cvE " (WINDOW|MODE) " "$line.txt")" &&
          "$BULKHEAD" report -I "$BUILD/examples/tracer" -t "$line.trace" -o "$line.html" examples/tracer/module.xml'
test_that "until a time the memory's records before it come" \
    eval 'came whole "$line.whole" --until 700ms && as_in_memory whole 700ms &&
          grep -q ": the time was reached$" "$line.said" && verified'
test_that "a number of records ends it" \
    eval 'came whole "$line.whole" --records 600 && as_in_memory whole "$(mark)ns" &&
          [ "$(grep -c . "$line.txt")" -ge 600 ] && [ "$(grep -c . "$line.txt")" -lt 1200 ]'
live() {
    local reader
    rm -f "$line.fifo"
    mkfifo "$line.fifo"
    came whole "$line.fifo" &
    reader=$!
    "$BULKHEAD" run --icount --headless --timeout 120 -I "$BUILD/examples/tracer" \
        --serial2 "$line.fifo" examples/tracer/module.xml < /dev/null && wait $reader &&
        as_in_memory whole "$(mark)ns"
}
test_that "while the module runs" live
test_that "from a terminal, whatever its settings were" \
    eval '$here/terminal "$line.whole" "$BULKHEAD" trace --baud 57600 -o "$line.tty" "$line.whole.img" &&
          came whole "$line.whole" && cmp "$line.tty" "$line.trace"'

# The FIFO that is open as 9 has been read.
read_up() {
    python3 -c "import array, fcntl, sys, termios, time
waiting = array.array('i', [1])
for _ in range(600):
    fcntl.ioctl(9, termios.FIONREAD, waiting)
    if waiting[0] == 0:
        sys.exit(0)
    time.sleep(0.1)
sys.exit(1)"
}

interrupted() {
    local reader status
    exec 9<> "$line.fifo"
    "$BULKHEAD" trace --serial "$line.fifo" -o "$line.trace" "$line.whole.img" 2> "$line.said" &
    reader=$!
    head -c 9000 "$line.whole" >&9 && read_up
    kill -TERM $reader
    wait $reader
    status=$?
    exec 9>&-
    trace "$line.trace" > "$line.txt" && is 0 $status && grep -q ": interrupted$" "$line.said" &&
        as_in_memory whole "$(mark)ns" && [ "$(grep -c . "$line.txt")" -gt 400 ]
}
test_that "a signal ends it, and what came is kept" interrupted

# The line takes bytes away and changes others.
damaged() { # what is done to the bytes, in Python
    python3 -c "import sys
d = bytearray(open(sys.argv[1], 'rb').read())
$1
open(sys.argv[2], 'wb').write(d)" "$line.whole" "$line.damaged" && came whole "$line.damaged"
}
test_that "of a damaged line all that is whole comes, and the damage is said" \
    eval 'damaged "for at in range(2000, 16000, 1000): d[at] ^= 0x10" && part_of_memory whole 1550 &&
          grep -qE "the line was damaged at 14 places: [0-9]+ bytes were no frame, 14 frames are missing" "$line.said" &&
          grep -qE "pump: 0 records were before the first that came, 0 gave way before they were sent, [0-9]+ did not arrive" "$line.said"'
test_that "what is missing makes no finding" \
    eval 'verified && grep -qE "^not shown: pump before [0-9]+; [0-9]+ records are missing$" "$out/findings"'
test_that "of all records it is known whether they came" \
    eval 'is "$(trace --to "$(mark)ns" "$line.whole.memory" | grep -c .)" \
             "$(($(sed -n "s/.* \([0-9]*\) records in .*/\1/p" "$line.said") +
                 $(sed -n "s/.*: \([0-9]*\) records were .* sent, \([0-9]*\) did.*/\1+\2+/p" "$line.said" | tr -d "\n") 0))"'
test_that "a line that ends within a frame" \
    eval 'damaged "del d[9000:]" && as_in_memory whole "$(mark)ns" && verified &&
          grep -q "the line ended in the middle of a frame" "$line.said" && ! grep -q damaged "$line.said"'
test_that "a line on which listening begins within a frame" \
    eval 'damaged "del d[:5000]" && part_of_memory whole 1000 && verified && ! grep -q damaged "$line.said" &&
          grep -qE "gauge: [1-9][0-9]* records were before the first that came" "$line.said"'

# A ring that is too small for what happens between two windows of the sender.
sed 's/Records="1024"/Records="4"/' examples/tracer/module.xml > "$out/small.xml"
test_that "records that give way before they are sent are counted, and the others come" \
    eval 'line_run small "$out/small.xml" --until 2s && came small "$line.small" &&
          cp "$line.whole.memory" "$line.small.memory" && part_of_memory_but_tracer &&
          grep -qE "pump: 6 records were before the first that came, [1-9][0-9]+ gave way before they were sent, 0 did not arrive" "$line.said" &&
          grep -q ": the line ended$" "$line.said"'
test_that "and make no finding" verified

# Law 5: a partition that reads and sends costs nobody anything.
sed 's/ EndsModule="yes"//' examples/tracer/module.xml > "$out/with.xml"
sed 's/ReadTrace="yes"/ReadTrace="no"/' "$out/with.xml" > "$out/without.xml"
others() { # name: their records, without what tells of the window's slack
    trace -p pump -p gauge "$line.$1.memory" | awk '{ print $2, $3, $1 }' > "$line.$1.others"
}
undisturbed() {
    line_run with "$out/with.xml" --until 1900ms && line_run without "$out/without.xml" --until 1900ms &&
        [ -s "$line.with" ] && [ ! -s "$line.without" ] && others with && others without || return 1
    paste "$line.with.others" "$line.without.others" |
        awk '{ d = $3 - $6; if (d < 0) d = -d; if ($1 != $4 || $2 != $5 || d > 8) { print; bad = 1 } }
             END { exit bad || NR < 1300 }'
}
test_that "who reads the trace and who does not is the same for the others, to 8 ns" undisturbed

# Wrong usage.
test_that "a trace of another module" \
    complains 2 "tells of another module than $line.small.img" --serial "$line.whole" -o "$line.none" "$line.small.img"
test_that "a line that carries something else" \
    complains 2 "nothing that came from $0 is a trace; does the module send one, at 9600 baud?" \
    --serial "$0" --baud 9600 -o "$line.none" "$line.small.img"
head -c 200 "$line.small" > "$line.early"
test_that "a line that ends too early" \
    complains 2 "did not say yet how far its trace goes" --serial "$line.early" -o "$line.none" "$line.small.img"
test_that "a line without an image" \
    complains 2 "--serial needs the module's IMAGE, and -o with the file to keep the trace in" --serial "$line.whole"
test_that "a line with a filter" \
    complains 2 "--serial keeps all that comes; choose from the file that it makes" \
    --serial "$line.whole" -k RAISE -o "$line.none" "$line.small.img"
test_that "a rate that no line has" complains 2 "--baud takes 9600" --serial "$line.whole" --baud 1 -o "$line.none" x
test_that "a rate without a line" complains 2 "--baud, --records and --until are of --serial" --baud 9600 x
test_that "a device that is not there" \
    complains 2 "cannot read $line.none: No such file" --serial "$line.none" -o "$line.none" "$line.small.img"
