/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/*
 * The named checks: one line and one function each. The list makes the functions' declarations,
 * the order in which they run, the names in messages, and docs/checks.md (`bulkhead check --list`).
 * A rule that can only be seen while a file is read has no function: the reader reports it.
 */
#ifndef HOST_CHECKS_H
#define HOST_CHECKS_H

struct module;

/* CHECK(name, sentence). The printed name has dashes for underscores. */
#define CHECKS_ON_READING(CHECK)                                                                   \
    CHECK(xml_well_formed, "The files are well-formed XML.")                                       \
    CHECK(schema, "The files have the elements and attributes that the schema describes.")         \
    CHECK(bad_time, "A time is an integer with the suffix ns, us, ms or s, or with none for ns.")  \
    CHECK(bad_size, "A size is an integer, decimal or 0x, with the suffix K or M or with none.")   \
    CHECK(bad_number, "A number is an integer, decimal or 0x, of at most 32 bits.")                \
    CHECK(board_missing, "The board file that Board names exists.")

#define CHECKS_ON_CONFIGURATION(CHECK)                                                             \
    CHECK(name_too_long, "A name has at most 31 characters.")                                      \
    CHECK(name_characters, "A name is made of letters, digits, '_', '-' and '.'.")                 \
    CHECK(reserved_name, "No partition is named bulkhead: the console gives that name to the "     \
                         "kernel.")                                                                \
    CHECK(too_many_partitions, "A module has at most 32 partitions.")                              \
    CHECK(duplicate_partition, "Partitions have different names.")                                 \
    CHECK(duplicate_identifier, "Partitions have different identifiers.")                          \
    CHECK(duplicate_schedule, "Schedules have different names.")                                   \
    CHECK(duplicate_event, "Events have different names, also from the queuing ports of their "    \
                           "source.")                                                              \
    CHECK(unknown_partition, "Windows, change actions, channels, events and health tables name "   \
                             "partitions of the module.")                                          \
    CHECK(several_initial_schedules, "At most one schedule is the initial one.")                   \
    CHECK(too_many_schedules, "A module has at most 64 schedules.")                                \
    CHECK(frame_length, "A major frame lasts at least 20 us and at most one hour.")                \
    CHECK(window_too_short, "A window lasts at least 20 us, and longer than the kernel's part of " \
                            "it: lead and offset.")                                                \
    CHECK(window_outside_frame, "A window ends before its major frame does, or with it.")          \
    CHECK(window_overlap, "Windows of one schedule do not overlap.")                               \
    CHECK(gap_too_short, "Time between two windows, or behind the last, is none or at least 20 "   \
                         "us, and no less than the kernel's part of a window.")                    \
    CHECK(window_entry_offset, "The window entry offset is shorter than half of the shortest "     \
                               "window allowed.")                                                  \
    CHECK(window_entry_lead, "The window entry lead is shorter than 100 us.")                      \
    CHECK(partition_never_scheduled, "Every partition has a window in at least one schedule.")     \
    CHECK(partition_period, "A partition gives both Period and Duration or neither, and in every " \
                            "schedule that runs it, each period has windows of Duration in sum.")  \
    CHECK(release_points, "A partition's windows with PeriodicProcessingStart are its Period apart, "\
                          "one in each period of the frame; without a Period it has none.")        \
    CHECK(duplicate_change_action, "A schedule has one PartitionChangeAction for a partition.")    \
    CHECK(change_action_window, "A partition with a PartitionChangeAction has a window in that "   \
                                "schedule: the action is taken there.")                            \
    CHECK(timer_period_min, "TimerPeriodMin is at least 10 us.")                                   \
    CHECK(memory_regions, "A partition has one memory region, and at most one more that is "       \
                          "retained.")                                                             \
    CHECK(memory_size, "A partition's memory is made of whole pages of 4096 bytes, and of at most "\
                       "1 GiB, retained memory and a page before it included.")                    \
    CHECK(process_stack_size, "A process stack is made of whole pages of 4096 bytes, at least one.")\
    CHECK(process_stack_count, "ProcessStacks gives 1 to 256 stacks.")                             \
    CHECK(process_stack_room, "A partition's memory and its process stacks, a page for each of "   \
                              "them included, have at most 1 GiB.")                                \
    CHECK(too_many_sources, "A partition has at most 59 virtual interrupt sources from the "       \
                            "configuration.")                                                      \
    CHECK(duplicate_source, "The virtual interrupt sources of a partition, which its devices' "    \
                            "lines, its incoming events and its queuing ports name, have "         \
                            "different names.")                                                    \
    CHECK(duplicate_device, "A partition's devices have different names.")                         \
    CHECK(too_many_device_ranges, "A partition has at most 64 ranges of I/O ports and device "     \
                                  "memory.")                                                       \
    CHECK(unknown_line, "A device's interrupt line is one that the board has.")                    \
    CHECK(line_granted_twice, "An interrupt line has one owner: a device of a partition, or the "  \
                              "kernel's console.")                                                 \
    CHECK(line_limit, "A line's LimitPerWindow is at least 1.")                                    \
    CHECK(too_many_lines, "A module has at most 24 interrupt lines.")                              \
    CHECK(port_range, "A range of I/O ports has at least one port, and none above 0xffff.")        \
    CHECK(port_granted_twice, "An I/O port has one owner.")                                        \
    CHECK(machine_port, "No partition is granted an I/O port that controls the machine or is the " \
                        "kernel's: interrupt controllers, timer, keyboard controller, CMOS and "   \
                        "NMI, system control, ISA DMA, PCI configuration and reset, SMI, chipset " \
                        "and firmware configuration, the console, and what the board reserves.")   \
    CHECK(device_memory, "Device memory is made of whole pages of 4096 bytes below 4 GiB, and a "  \
                         "partition has at most 768 MiB of it.")                                   \
    CHECK(device_memory_granted_twice, "A page of device memory has one owner.")                   \
    CHECK(machine_memory, "Device memory is not RAM, an interrupt controller, the firmware's, or " \
                          "what the board reserves.")                                              \
    CHECK(bus_master, "A device that masters the bus names its PCI function and has TrustedDMA, "  \
                      "and no other has TrustedDMA.")                                              \
    CHECK(pci_function_granted_twice, "A PCI function belongs to one device.")                     \
    CHECK(too_many_events, "A partition sends on at most 256 event channels, those of its queuing "\
                           "ports included.")                                                      \
    CHECK(duplicate_port, "The sampling and queuing ports of a partition have different names.")   \
    CHECK(duplicate_channel, "Channels have different names.")                                     \
    CHECK(too_many_ports, "A partition has at most 256 sampling and queuing ports.")               \
    CHECK(message_size, "A port's MaxMessageSize is 1 to 65536 bytes.")                            \
    CHECK(queue_length, "A queuing port's MaxNbMessage is 1 to 4096.")                             \
    CHECK(refresh_period, "A sampling port has a RefreshPeriod above 0 if it is a destination, "   \
                          "and none if it is a source.")                                           \
    CHECK(unknown_port, "The ends of a channel are ports of the partitions that it names.")        \
    CHECK(port_connected_twice, "A sampling or queuing port is an end of one channel, once.")      \
    CHECK(port_unconnected, "Every sampling or queuing port is an end of a channel.")              \
    CHECK(port_direction, "The Source of a channel is a port of Direction SOURCE, a Destination "  \
                          "one of DESTINATION.")                                                   \
    CHECK(port_kind, "The ports of a channel are all sampling ports, or all queuing ports.")       \
    CHECK(message_sizes_differ, "The ports of a channel have the same MaxMessageSize.")            \
    CHECK(several_destinations, "A queuing channel has one destination.")                          \
    CHECK(message_copy_time, "A message can be copied within the guest's part of the shortest "    \
                             "window of the port's partition: in 2 us and 4 ns a byte.")           \
    CHECK(channel_memory, "The channels of a partition have at most 512 MiB.")                     \
    CHECK(duplicate_health_table, "A partition has one PartitionHM, and MultiPartitionHM have "    \
                                  "different names.")                                              \
    CHECK(unknown_health_table, "A PartitionHM refers to a MultiPartitionHM that there is.")       \
    CHECK(unknown_error, "A health table names errors that the kernel knows; that of a partition " \
                         "none of the module itself.")                                             \
    CHECK(duplicate_health_action, "A health table has one action for an error in a state.")       \
    CHECK(recovery_action, "An ErrorAction of a partition has a PartitionRecoveryAction, or the "  \
                           "level MODULE, where the module's action counts.")                      \
    CHECK(health_ignore, "A fault is not ignored: its partition would trap for ever.")             \
    CHECK(module_ignore, "An error of the module itself is not ignored: nothing goes on then.")    \
    CHECK(module_state, "An entry of ModuleHM for the module's INITIALIZATION is for an error of " \
                        "the module itself: no partition runs then.")                              \
    CHECK(error_level, "Only an error that a trap tells of has the level PROCESS.")                \
    CHECK(restart_limit, "A PartitionHM has a RestartPeriod above 0 if it has a RestartLimit "     \
                         "above 0, and none without.")                                             \
    CHECK(trace_records, "A trace ring has a power of two of records, at most 1 Mi.")              \
    CHECK(trace_kind, "A trace names kinds of records that the kernel writes.")                    \
    CHECK(read_trace, "A partition with the right ReadTrace is one of a module with a Trace.")     \
    CHECK(read_trace_room, "The trace rings that a partition may read have at most 256 MiB.")      \
    CHECK(board_memory, "The board's memory is made of whole pages below 4 GiB that do not "       \
                        "overlap, and one range holds the address 0x100000.")                      \
    CHECK(board_controller, "Interrupt controllers lie on a page boundary at or above "            \
                            "0xf0000000.")                                                         \
    CHECK(board_line, "The board's interrupt lines have different numbers and different pins: 0 "  \
                      "to 23 of an I/O APIC, or without one 0 to 15 of the pair of 8259s, but for "\
                      "2, the cascade.")

#define CHECKS_ON_IMAGES(CHECK)                                                                    \
    CHECK(image_missing, "The file that Image names exists and can be read.")                      \
    CHECK(image_not_elf, "An image is a statically linked 32-bit x86 ELF executable of 1 to 64 "   \
                         "segments that do not overlap.")                                          \
    CHECK(image_outside_memory, "An image's segments and entry lie in the address range of a "     \
                                "partition's memory.")                                             \
    CHECK(memory_too_small, "A partition's memory holds its image and one page of stack.")

#define CHECKS_ON_LAYOUT(CHECK) CHECK(ram_exhausted, "The module fits the board's memory.")

#define CHECKS(CHECK)                                                                              \
    CHECKS_ON_READING(CHECK)                                                                       \
    CHECKS_ON_CONFIGURATION(CHECK)                                                                 \
    CHECKS_ON_IMAGES(CHECK)                                                                        \
    CHECKS_ON_LAYOUT(CHECK)

#define CHECK_ENUMERATOR(name, sentence) CHECK_##name,
enum check { CHECKS(CHECK_ENUMERATOR) CHECK_COUNT };

/* One function a check: it reports every place that breaks the rule, and changes nothing. */
#define CHECK_DECLARATION(name, sentence) void check_##name(const struct module *module);
CHECKS_ON_CONFIGURATION(CHECK_DECLARATION)
CHECKS_ON_IMAGES(CHECK_DECLARATION)
CHECKS_ON_LAYOUT(CHECK_DECLARATION)

/** Run all checks of a kind. */
void checks_configuration(const struct module *module);
void checks_images(const struct module *module);
void checks_layout(const struct module *module);

/** The rule that a check holds a module against. */
const char *check_sentence(enum check check);

/** Print the list as a page of the manual. */
void checks_list(void);

#endif
