# SPDX-License-Identifier: BSD-2-Clause
# Copyright (c) 2026 The Bulkhead developers
#
# What is in an image, and that the same sources make the same image. Sourced by run.

helper host_cc -o "$work/image_test" support/image_test.c
helper host_cc -o "$work/make_memory" support/make_memory.c

build() { # build OUT FILE OPTION...
    local out=$1 file=$2
    shift 2
    "$bulkhead" build -I "$work" -o "$out" "$file" "$@"
}

test_that "build makes an image" build "$work/full.img" good/full.xml
test_that "no partition reaches what is another's or the kernel's, and nobody writes the images" \
    "$work/image_test" "$work/full.img" "$work/small.elf" "$work/omagic.elf" "$work/mixed.elf"
test_that "so it is when memory lies in several ranges" \
    eval 'build "$work/ranges.img" good/two-ranges.xml &&
          "$work/image_test" "$work/ranges.img" "$work/small.elf" "$work/small.elf"'

# The tables grow with each partition, over the ends of pages.
any_number() {
    local names=() windows= partitions= i
    for i in {1..32}; do
        names+=("$work/small.elf")
        partitions+="<Partition Name=\"p$i\" Identifier=\"$i\" Image=\"small.elf\"><MemoryRegions>
            <MemoryRegion Name=\"ram\" Type=\"RAM\" Size=\"64K\" AccessRights=\"READ_WRITE\"/></MemoryRegions></Partition>"
        windows+="<PartitionTimeWindow PartitionNameRef=\"p$i\" Offset=\"$((i * 30))us\" Duration=\"30us\"/>"
        echo "<Module Name=\"many\" Board=\"qemu-pc\"><Partitions>$partitions</Partitions><Schedules>
            <Schedule Name=\"all\" MajorFrame=\"10ms\">$windows</Schedule></Schedules></Module>" > "$work/many.xml"
        build "$work/many.img" "$work/many.xml" && "$work/image_test" "$work/many.img" "${names[@]}" ||
            return 1
    done
}
test_that "so it is with any number of partitions" any_number

elsewhere() {
    mkdir -p "$work/else/where" && cp good/full.xml "$work"/*.elf "$work/else/where" &&
        (cd "$work/else/where" && "$bulkhead" build full.xml) &&
        cmp "$work/full.img" "$work/else/where/full.img"
}
test_that "the same sources make the same image in another folder" elsewhere

nameless() {
    ! grep -aq -e "$work" -e "$root" -e "$(date +%Y-)" "$work/full.img"
}
test_that "an image holds no path and no date" nameless

map() {
    build "$work/again.img" good/full.xml --map | diff good/full.map -
}
test_that "build --map prints the memory map" map

tables_refused() {
    "$bulkhead" run "$work/small.elf"
    [ $? -eq 2 ]
}
test_that "run refuses an ELF file that is no image" tables_refused

trace_of() {
    "$work/make_memory" "$work/full.img" >"$work/memory" &&
        "$bulkhead" trace "$@" "$work/full.img" "$work/memory"
}
test_that "trace prints records of all rings by time, with names, and what was lost" \
    eval 'trace_of >"$work/trace" 2>"$work/lost" && diff good/full.trace "$work/trace" &&
          grep -q "three: the oldest 6 records" "$work/lost"'
odd_lines() { # the second owner's lines begin behind one of the first's
    sed '/<Interrupt Line="10"/d' good/full.xml >"$work/odd.xml" && build "$work/odd.img" "$work/odd.xml" &&
        "$work/make_memory" "$work/odd.img" >"$work/odd.memory" &&
        "$bulkhead" trace "$work/odd.img" "$work/odd.memory" >"$work/odd.trace"
}
test_that "an image is read back whatever number of lines its partitions have" odd_lines
test_that "trace shows one partition's records" eval 'is 2 "$(trace_of -p one | wc -l)"'
test_that "an image's tables name the kinds of records that the module writes" \
    eval 'sed "s/Records=\"64\"/& Kinds=\"WINDOW HEALTH\"/" good/full.xml >"$work/kinds.xml" &&
          build "$work/kinds.img" "$work/kinds.xml" &&
          is 258 "$("$work/image_test" --trace-kinds "$work/kinds.img")" &&
          is 2034 "$("$work/image_test" --trace-kinds "$work/full.img")" &&
          sed "/<Trace/d; s/ ReadTrace=.yes.//" good/full.xml >"$work/silent.xml" &&
          build "$work/silent.img" "$work/silent.xml" &&
          is 0 "$("$work/image_test" --trace-kinds "$work/silent.img")"'
test_that "trace shows one kind of records" eval 'is 64 "$(trace_of -k raise | wc -l)"'
