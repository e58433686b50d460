/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/*
 * image_test IMAGE ELF...: what an image's page tables let each partition reach, and what its
 * memory holds once the start-up code has followed the descriptor. Works from the image's bytes
 * as a processor would, and shares no code with what made it. ELF is each partition's program.
 * Prints what is wrong; exit status 1 if anything was.
 * image_test --trace-kinds IMAGE: prints the tables' bits of trace kinds.
 */
#include <elf.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

#include <bulkhead/channel.h>
#include <bulkhead/tables.h>

enum { PRESENT = 1, WRITE = 2, USER = 4, ACCESSED = 32, DIRTY = 64, GLOBAL = 256 };

static uint8_t *image; /* physical memory from BH_KERNEL_BASE */
static uint64_t image_end;
static const struct bh_tables *tables;
static const struct bh_range *ranges;
static const struct bh_partition *partitions;
static bool failed;

static void fail(const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    vprintf(format, arguments);
    va_end(arguments);
    putchar('\n');
    failed = true;
}

static uint8_t *read_file(const char *path, size_t *size)
{
    FILE *file = fopen(path, "rb");
    uint8_t *bytes = malloc(1 << 24);

    if (!file || !bytes) {
        perror(path);
        exit(2);
    }
    *size = fread(bytes, 1, 1 << 24, file);
    fclose(file);
    return bytes;
}

/* Load the image as a Multiboot loader does: the segments, and zero for what the file lacks. */
static void load(const char *path)
{
    size_t size;
    const uint8_t *file = read_file(path, &size);
    const Elf32_Ehdr *header = (const void *)file;
    const Elf32_Phdr *segments = (const void *)(file + header->e_phoff);
    uint64_t next = BH_KERNEL_BASE;

    image = calloc(1, 1 << 24);
    for (int i = 0; i < header->e_phnum; i++) {
        if (segments[i].p_paddr != next)
            fail("segment %d begins at 0x%x, the one before ended at 0x%llx", i,
                 segments[i].p_paddr, (unsigned long long)next);
        next = segments[i].p_paddr + segments[i].p_memsz;
        memcpy(image + (segments[i].p_paddr - BH_KERNEL_BASE), file + segments[i].p_offset,
               segments[i].p_filesz);
    }
    if (header->e_entry < BH_KERNEL_BASE || header->e_entry >= next)
        fail("the entry is outside of the image");
    image_end = next;
}

static const void *at(uint64_t physical)
{
    if (physical < BH_KERNEL_BASE || physical >= image_end) {
        printf("0x%llx is not in the image\n", (unsigned long long)physical);
        exit(1);
    }
    return image + (physical - BH_KERNEL_BASE);
}

/* The tables begin at the first page behind the kernel that has their magic. */
static void find_tables(void)
{
    for (uint64_t page = BH_KERNEL_BASE; page < image_end; page += BH_PAGE_SIZE) {
        const struct bh_tables *candidate = at(page);

        if (candidate->magic != BH_TABLES_MAGIC)
            continue;
        tables = candidate;
        ranges = (const void *)((const uint8_t *)candidate + candidate->ranges.offset);
        partitions = (const void *)((const uint8_t *)candidate + candidate->partitions.offset);
        return;
    }
    printf("there are no tables\n");
    exit(1);
}

static const struct bh_range *range_of(uint64_t physical)
{
    for (uint32_t i = 0; i < tables->ranges.count; i++)
        if (physical >= ranges[i].start && physical < ranges[i].start + ranges[i].bytes)
            return &ranges[i];
    return NULL;
}

static void test_ranges(void)
{
    for (uint32_t i = 0; i < tables->ranges.count; i++) {
        const struct bh_range *range = &ranges[i];

        if (range->start % BH_PAGE_SIZE || range->bytes % BH_PAGE_SIZE || !range->bytes)
            fail("range %u is not made of pages", i);
        for (uint32_t j = 0; j < i; j++)
            if (range->start < ranges[j].start + ranges[j].bytes &&
                ranges[j].start < range->start + range->bytes)
                fail("ranges %u and %u overlap", j, i);
        bool summed = range->kind == BH_RANGE_KERNEL || range->kind == BH_RANGE_PAGE_TABLES ||
                      range->kind == BH_RANGE_DESCRIPTOR || range->kind == BH_RANGE_IMAGE ||
                      range->kind == BH_RANGE_PORTS;
        uint32_t expected =
            summed ? (uint32_t)crc32_z(0, at(range->start), (size_t)range->bytes) : 0;
        if (range->checksum != expected)
            fail("the checksum of range %u is wrong", i);
    }
    struct bh_tables *copy = malloc(tables->bytes);
    memcpy(copy, tables, tables->bytes);
    copy->checksum = 0;
    if (tables->checksum != (uint32_t)crc32_z(0, (const uint8_t *)copy, copy->bytes))
        fail("the tables' checksum is wrong");
    free(copy);
}

/* The page table entry of an address, with the directory's rights taken into account; 0: none. */
static uint32_t walk(uint64_t directory, uint32_t address)
{
    const uint32_t *entries = at(directory);
    uint32_t entry = entries[address >> 22];

    if (!(entry & PRESENT))
        return 0;
    if (!(entry & ACCESSED))
        fail("the directory entry of 0x%x has not been accessed", address);
    const uint32_t *table = at(entry & ~UINT32_C(0xfff));
    uint32_t page = table[address >> 12 & 0x3ff];
    return page & PRESENT ? page & (entry | ~(uint32_t)(WRITE | USER)) : 0;
}

/* Device memory is no memory of the module, uncached, in its area, and one partition's. */
static bool device_page_allowed(uint32_t partition, uint32_t address, uint32_t entry)
{
    static uint32_t owner[1 << 20]; /* by page, from 1; 0: nobody */
    uint32_t page = entry >> 12;

    if (range_of(entry & ~UINT32_C(0xfff)) || address < BH_DEVICE_BASE ||
        address >= BH_DEVICE_LIMIT || (entry & 0x18) != 0x18 || !(entry & WRITE) ||
        entry >> 12 == tables->board.local_apic >> 12 ||
        entry >> 12 == tables->board.io_apic >> 12 || owner[page])
        return false;
    owner[page] = partition + 1;
    return true;
}

/* What a partition may reach, by the kind of range it lies in. */
static bool user_page_allowed(uint32_t partition, uint32_t entry)
{
    uint64_t physical = entry & ~UINT32_C(0xfff);
    const struct bh_range *range = range_of(physical);
    bool write = (entry & WRITE) != 0;

    if (!range)
        return false;
    switch (range->kind) {
    case BH_RANGE_DESCRIPTOR:
    case BH_RANGE_IMAGE:
        return range->partition == partition && !write;
    case BH_RANGE_MEMORY:
        return range->partition == partition && write;
    case BH_RANGE_SHARED:
        return (physical == tables->information && !write) ||
               (physical == partitions[partition].vcpu && write) ||
               (physical == partitions[partition].console && write) ||
               ((partitions[partition].rights & BH_RIGHT_TRACE) != 0 && tables->trace != 0 &&
                physical >= tables->trace && !write);
    case BH_RANGE_STATUS:
        return (partitions[partition].rights & BH_RIGHT_STATUS) != 0 && !write;
    default:
        return false;
    }
}

static bool kernel_page_allowed(uint32_t address, uint32_t entry)
{
    uint64_t physical = entry & ~UINT32_C(0xfff);
    const struct bh_range *range = range_of(physical);
    bool write = (entry & WRITE) != 0;

    if (physical != address || !(entry & GLOBAL))
        return false;
    if (!range) /* a controller: uncached */
        return (physical == tables->board.local_apic || physical == tables->board.io_apic) &&
               (entry & 0x18) == 0x18;
    switch (range->kind) {
    case BH_RANGE_KERNEL:
    case BH_RANGE_TABLES:
        return !write;
    case BH_RANGE_KERNEL_DATA:
    case BH_RANGE_PORTS:
    case BH_RANGE_SHARED:
    case BH_RANGE_STATUS:
        return write;
    default:
        return false;
    }
}

static const struct bh_descriptor *descriptor_of(uint32_t partition)
{
    return at(walk(partitions[partition].directory, BH_DESCRIPTOR) & ~UINT32_C(0xfff));
}

static const void *table_of(const struct bh_descriptor *descriptor, const struct bh_table *table)
{
    return (const uint8_t *)descriptor + table->offset;
}

/* How many pages of device memory the descriptor names, one range behind the other. */
static uint64_t device_pages(uint32_t partition)
{
    const struct bh_descriptor *descriptor = descriptor_of(partition);
    const struct bh_device *devices = table_of(descriptor, &descriptor->devices);
    uint64_t pages = 0;

    for (uint32_t i = 0; i < descriptor->devices.count; i++) {
        if (devices[i].kind != BH_DEVICE_MEMORY)
            continue;
        if (devices[i].start != BH_DEVICE_BASE + pages * BH_PAGE_SIZE)
            fail("partition %u: device %s is at 0x%x", partition, devices[i].name,
                 devices[i].start);
        pages += devices[i].bytes / BH_PAGE_SIZE;
    }
    return pages;
}

/* The ports' bitmap admits what the descriptor names and no other port. */
static void test_ports(uint32_t partition)
{
    const struct bh_descriptor *descriptor = descriptor_of(partition);
    const struct bh_device *devices = table_of(descriptor, &descriptor->devices);
    static bool granted[0x10000];
    uint32_t end = 0;

    memset(granted, 0, sizeof granted);
    for (uint32_t i = 0; i < descriptor->devices.count; i++)
        for (uint32_t p = 0; devices[i].kind == BH_DEVICE_PORTS && p < devices[i].bytes; p++) {
            granted[devices[i].start + p] = true;
            if (devices[i].start + p >= end)
                end = devices[i].start + p + 1;
        }
    if (end == 0) {
        if (partitions[partition].ports != 0 || partitions[partition].ports_bytes != 0)
            fail("partition %u has rights to ports", partition);
        return;
    }
    const uint8_t *rights = at(partitions[partition].ports);
    const struct bh_range *range = range_of(partitions[partition].ports);
    uint32_t bytes = partitions[partition].ports_bytes;

    if (!range || range->kind != BH_RANGE_PORTS || range->partition != partition ||
        range->start != partitions[partition].ports || bytes > range->bytes)
        fail("partition %u: the rights to ports lie elsewhere", partition);
    if (bytes != 104 + (end + 7) / 8 + 1 || rights[bytes - 1] != 0xff)
        fail("partition %u: the rights to ports have %u bytes", partition, bytes);
    for (uint32_t i = 0; i < 104; i++)
        if (rights[i] != 0)
            fail("partition %u: there is no room for the task state segment", partition);
    for (uint32_t p = 0; p < (bytes - 104) * 8 && p < 0x10000; p++)
        if ((rights[104 + p / 8] >> p % 8 & 1) == granted[p])
            fail("partition %u: the right to port 0x%x is wrong", partition, p);
}

/* Kernel and partition know the same lines under the same numbers of sources. */
static void test_lines(uint32_t partition)
{
    const struct bh_descriptor *descriptor = descriptor_of(partition);
    const struct bh_line_name *names = table_of(descriptor, &descriptor->lines);
    const struct bh_source_name *sources = table_of(descriptor, &descriptor->sources);
    const struct bh_table *table = &partitions[partition].lines;
    const struct bh_line *lines = (const void *)((const uint8_t *)tables + table->offset);

    if (table->count != descriptor->lines.count)
        fail("partition %u has %u lines", partition, table->count);
    for (uint32_t i = 0; i < table->count; i++) {
        if (lines[i].partition != partition || lines[i].source != 5 + i ||
            names[i].source != 5 + i || lines[i].flags != names[i].flags ||
            lines[i].limit != names[i].limit || lines[i].limit == 0)
            fail("partition %u: line %u is not what its descriptor says", partition, i);
        if (i >= descriptor->sources.count || sources[i].source != 5 + i ||
            sources[i].kind != BH_SOURCE_KIND_LINE)
            fail("partition %u: line %u has no source", partition, i);
    }
}

static uint32_t slot_bytes(const struct bh_port *port)
{
    return 16 + (port->max_size + 15) / 16 * 16;
}

/* Bytes of the source's area that the port's messages need. */
static uint32_t source_area_bytes(const struct bh_port *port)
{
    return 16 + (port->kind == BH_PORT_QUEUING ? port->slots : 2) * slot_bytes(port);
}

static bool holds(uint32_t start, uint32_t bytes, uint32_t address)
{
    return address >= start && address - start < (bytes + 0xfff) / 0x1000 * 0x1000;
}

/* A page of a channel belongs to a port of the partition, who writes it where it is its own area, and
 * is written by one partition. */
static bool channel_page_allowed(uint32_t partition, uint32_t address, uint32_t entry)
{
    static uint32_t writer[1 << 20]; /* by page, from 1; 0: nobody */
    const struct bh_descriptor *descriptor = descriptor_of(partition);
    const struct bh_port *ports = table_of(descriptor, &descriptor->ports);
    bool reads = false, writes = false;

    for (uint32_t i = 0; i < descriptor->ports.count; i++) {
        bool source = holds(ports[i].source_area, source_area_bytes(&ports[i]), address);
        bool far = ports[i].kind == BH_PORT_QUEUING && holds(ports[i].far_area, 16, address);

        reads |= source || far;
        writes |= ports[i].direction == BH_PORT_SOURCE ? source : far;
    }
    if (entry & WRITE) {
        if (writer[entry >> 12])
            fail("page 0x%x of a channel has two writers", entry);
        writer[entry >> 12] = partition + 1;
    }
    return reads && writes == ((entry & WRITE) != 0) && address >= BH_CHANNEL_BASE &&
           address < BH_CHANNEL_LIMIT;
}

static uint64_t physical_of(uint32_t partition, uint32_t address)
{
    uint32_t entry = walk(partitions[partition].directory, address);
    uint64_t physical = (entry & ~UINT32_C(0xfff)) | (address & 0xfff);
    const struct bh_range *range = range_of(physical);

    if (!(entry & USER) || !range || range->kind != BH_RANGE_CHANNEL)
        fail("partition %u: 0x%x is no channel", partition, address);
    return physical;
}

/* The port of the partition that has this source. */
static const struct bh_port *port_of_source(uint32_t partition, uint32_t source)
{
    const struct bh_descriptor *descriptor = descriptor_of(partition);
    const struct bh_port *ports = table_of(descriptor, &descriptor->ports);

    for (uint32_t i = 0; i < descriptor->ports.count; i++)
        if (ports[i].kind == BH_PORT_QUEUING && ports[i].source == source)
            return &ports[i];
    return NULL;
}

/* Kernel and descriptor agree on whom a queuing port wakes, and that one sees the same memory and
 * wakes it in turn. */
static void test_far_end(uint32_t partition, const struct bh_port *port)
{
    const struct bh_table *table = &partitions[partition].events;
    const struct bh_event *events = (const void *)((const uint8_t *)tables + table->offset);
    const struct bh_event *event = &events[port->event];
    const struct bh_port *far = NULL;

    if (port->event < table->count && event->partition < tables->partitions.count)
        far = port_of_source(event->partition, event->source);
    if (!far) {
        fail("partition %u: port %s wakes nobody", partition, port->name);
        return;
    }
    const struct bh_event *back = (const void *)((const uint8_t *)tables +
                                                 partitions[event->partition].events.offset);

    if (back[far->event].partition != partition || back[far->event].source != port->source)
        fail("partition %u: port %s is woken by another", partition, port->name);
    if (far->direction == port->direction || far->max_size != port->max_size ||
        far->slots != port->slots || far->capacity != port->far_capacity ||
        far->far_capacity != port->capacity)
        fail("partition %u: port %s is not like its other end", partition, port->name);
    if (physical_of(partition, port->source_area) !=
            physical_of(event->partition, far->source_area) ||
        physical_of(partition, port->far_area) != physical_of(event->partition, far->far_area))
        fail("partition %u: port %s and its other end see different memory", partition,
             port->name);
}

static void test_message_ports(uint32_t partition)
{
    const struct bh_descriptor *descriptor = descriptor_of(partition);
    const struct bh_port *ports = table_of(descriptor, &descriptor->ports);

    if (partitions[partition].events.count != descriptor->events.count)
        fail("partition %u has %u event channels", partition, partitions[partition].events.count);
    for (uint32_t i = 0; i < descriptor->ports.count; i++) {
        uint64_t first = physical_of(partition, ports[i].source_area);
        uint32_t bytes = source_area_bytes(&ports[i]);

        for (uint32_t at_byte = 0; at_byte < bytes; at_byte += 0x1000)
            if (physical_of(partition, ports[i].source_area + at_byte) != first + at_byte)
                fail("partition %u: port %s lies in pieces", partition, ports[i].name);
        if (ports[i].kind == BH_PORT_SAMPLING) {
            if (ports[i].event != BH_PORT_NONE || ports[i].source != BH_PORT_NONE)
                fail("partition %u: port %s wakes somebody", partition, ports[i].name);
            continue;
        }
        if (ports[i].slots & (ports[i].slots - 1) ||
            ports[i].slots < ports[i].capacity + ports[i].far_capacity)
            fail("partition %u: port %s has a ring of %u", partition, ports[i].name,
                 ports[i].slots);
        test_far_end(partition, &ports[i]);
    }
}

/* Look at every page of an address space; `partition` may be BH_NO_PARTITION. */
static void test_space(uint64_t directory, uint32_t partition)
{
    uint64_t memory = 0, device = 0;

    for (uint64_t page = 0; page < UINT64_C(1) << 20; page++) {
        uint32_t address = (uint32_t)(page << 12);
        uint32_t entry = walk(directory, address);

        if ((entry & PRESENT) && (entry & (ACCESSED | DIRTY)) != (ACCESSED | DIRTY))
            fail("0x%x: accessed and dirty are not preset", address);
        if (entry != 0 && !(entry & USER) && !kernel_page_allowed(address, entry))
            fail("partition %d: the kernel sees 0x%x as entry 0x%x", (int)partition, address,
                 entry);
        if (!(entry & USER))
            continue;
        if (!(entry & GLOBAL) && partition != BH_NO_PARTITION &&
            device_page_allowed(partition, address, entry)) {
            device++;
            continue;
        }
        const struct bh_range *range = range_of(entry & ~UINT32_C(0xfff));
        if (range && range->kind == BH_RANGE_CHANNEL && !(entry & GLOBAL) &&
            partition != BH_NO_PARTITION && channel_page_allowed(partition, address, entry))
            continue;
        if (entry & GLOBAL || partition == BH_NO_PARTITION ||
            !user_page_allowed(partition, entry)) {
            fail("partition %d may reach 0x%x as entry 0x%x", (int)partition, address, entry);
            continue;
        }
        memory += range_of(entry & ~UINT32_C(0xfff))->kind == BH_RANGE_MEMORY;
    }
    for (uint32_t i = 0; i < tables->ranges.count; i++)
        if (ranges[i].kind == BH_RANGE_MEMORY && ranges[i].partition == partition &&
            memory * BH_PAGE_SIZE != ranges[i].bytes)
            fail("partition %u maps %llu pages of its memory", partition,
                 (unsigned long long)memory);
    if (partition != BH_NO_PARTITION && device != device_pages(partition))
        fail("partition %u maps %llu pages of devices", partition, (unsigned long long)device);
}

/* Memory as a partition sees it. Its RAM is behind the image here, filled with rubbish. */
static uint8_t *see(uint32_t partition, uint32_t address, bool write)
{
    static uint8_t *ram[BH_PARTITIONS_MAX];
    uint32_t entry = walk(partitions[partition].directory, address);
    uint64_t physical = (entry & ~UINT32_C(0xfff)) | (address & 0xfff);
    const struct bh_range *range = entry & USER ? range_of(physical) : NULL;

    if (!range || (write && !(entry & WRITE))) {
        printf("partition %u cannot %s 0x%x\n", partition, write ? "write" : "read", address);
        exit(1);
    }
    if (range->kind != BH_RANGE_MEMORY)
        return image + (physical - BH_KERNEL_BASE);
    if (!ram[partition])
        ram[partition] = memset(malloc((size_t)range->bytes), 0xa5, (size_t)range->bytes);
    return ram[partition] + (physical - range->start);
}

/* What the start-up code does. */
static void start(uint32_t partition, const struct bh_descriptor *descriptor)
{
    const uint8_t *bytes = (const uint8_t *)descriptor;
    const struct bh_memory *memories = (const void *)(bytes + descriptor->memories.offset);
    const struct bh_load *loads = (const void *)(bytes + descriptor->loads.offset);

    for (uint32_t i = 0; i < descriptor->memories.count; i++)
        for (uint32_t b = 0; b < memories[i].bytes; b++)
            *see(partition, memories[i].start + b, true) = 0;
    for (uint32_t i = 0; i < descriptor->loads.count; i++)
        for (uint32_t b = 0; b < loads[i].bytes; b++)
            *see(partition, loads[i].target + b, true) =
                *see(partition, loads[i].origin + b, false);
}

static void test_contents(uint32_t partition, const char *path)
{
    size_t size;
    const uint8_t *file = read_file(path, &size);
    const Elf32_Ehdr *header = (const void *)file;
    const Elf32_Phdr *segments = (const void *)(file + header->e_phoff);
    const struct bh_descriptor *descriptor = (const void *)see(partition, BH_DESCRIPTOR, false);
    uint32_t end = 0;

    if (descriptor->magic != BH_DESCRIPTOR_MAGIC || descriptor->entry != header->e_entry)
        fail("the descriptor of partition %u is wrong", partition);
    start(partition, descriptor);
    for (int i = 0; i < header->e_phnum; i++) {
        if (segments[i].p_type != PT_LOAD)
            continue;
        for (uint32_t b = 0; b < segments[i].p_memsz; b++) {
            uint32_t address = segments[i].p_vaddr + b;
            uint8_t expected = b < segments[i].p_filesz ? file[segments[i].p_offset + b] : 0;

            if (*see(partition, address, (segments[i].p_flags & PF_W) != 0) != expected) {
                fail("partition %u: 0x%x does not hold what its program has", partition, address);
                break;
            }
        }
        end = segments[i].p_vaddr + segments[i].p_memsz;
    }
    if (descriptor->free_start != ((end + 0xfff) & ~UINT32_C(0xfff)))
        fail("partition %u: free memory begins at 0x%x", partition, descriptor->free_start);
    see(partition, descriptor->free_start, true);
    see(partition, descriptor->memory_end - 1, true);
}

int main(int argc, char **argv)
{
    bool kinds = argc == 3 && strcmp(argv[1], "--trace-kinds") == 0;

    if (argc < 2)
        return 2;
    load(argv[kinds ? 2 : 1]);
    find_tables();
    if (kinds) {
        printf("%u\n", tables->trace_kinds);
        return 0;
    }
    if (tables->partitions.count + 2 != (uint32_t)argc) {
        printf("the image has %u partitions\n", tables->partitions.count);
        return 1;
    }
    test_ranges();
    test_space(tables->kernel_directory, BH_NO_PARTITION);
    for (uint32_t i = 0; i < tables->partitions.count; i++) {
        test_space(partitions[i].directory, i);
        test_contents(i, argv[i + 2]);
        test_ports(i);
        test_lines(i);
        test_message_ports(i);
    }
    return failed;
}
