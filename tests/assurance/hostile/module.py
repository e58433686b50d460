# SPDX-License-Identifier: BSD-2-Clause
# Copyright (c) 2026 The Bulkhead developers
"""The modules of the campaign: one victim, and a neighbour that is absent, silent or hostile.

Windows follow one another without a gap, the hostile partition's last: it ends where the victim's
begins, and so does the major frame. Seeds and lengths are identifiers of partitions, so that one image
of each program serves all runs.
"""

import re

# The kernel's part of a switch: the board's offset, and as long a lead as `check --analyse` asks for.
ENTRY_OFFSET, ENTRY_LEAD = 370, 5371  # ns, which are instructions
HOSTILE_LINES = 12

FRAME = 600000  # ns; attacks.h has it too
SEED_BASE = 0x40000000  # of identifiers, so that no seed is another partition's
WARDEN_BASE = 0x10000000
ONLY_ENDS = 0x20000000  # hostile.c has it too

RAM = '<MemoryRegions><MemoryRegion Name="ram" Type="RAM" Size="128K" AccessRights="READ_WRITE"/>%s</MemoryRegions>'
RETAINED = '<MemoryRegion Name="kept" Type="RAM" Size="8K" AccessRights="READ_WRITE" Retained="yes"/>'

VICTIM = """
    <Partition Name="victim" Identifier="{windows}" Image="victim.elf" EndsModule="yes" TimerPeriodMin="20us">
      {ram}
      <Devices><Device Name="uart1"><Ports First="0x2f8" Count="8"/><Interrupt Line="3"/></Device></Devices>
    </Partition>"""

OTHERS = """
    <Partition Name="warden" Identifier="{warden_seed}" Image="{warden}.elf">
      {ram}
      <Rights ControlPartitions="yes" ReadModuleStatus="yes"/>
      <Devices><Device Name="hpet"><Memory Address="0xfed00000" Size="4K"/></Device></Devices>
    </Partition>
    <Partition Name="peer" Identifier="2" Image="peer.elf">
      {ram}
      <PartitionPorts>
        <PartitionPort><SamplingPort Name="state" MaxMessageSize="64" Direction="DESTINATION" RefreshPeriod="1ms"/></PartitionPort>
        <PartitionPort><SamplingPort Name="news" MaxMessageSize="64" Direction="SOURCE"/></PartitionPort>
        <PartitionPort><QueuingPort Name="in" MaxMessageSize="64" MaxNbMessage="2" Direction="DESTINATION"/></PartitionPort>
        <PartitionPort><QueuingPort Name="out" MaxMessageSize="64" MaxNbMessage="3" Direction="SOURCE"/></PartitionPort>
      </PartitionPorts>
    </Partition>
    <Partition Name="hostile" Identifier="{seed}" Image="{image}.elf" TimerPeriodMin="10us">
      {ram_retained}
      <Rights ReadModuleStatus="yes"{rights}/>
      <PartitionPorts>
        <PartitionPort><SamplingPort Name="state" MaxMessageSize="64" Direction="SOURCE"/></PartitionPort>
        <PartitionPort><SamplingPort Name="news" MaxMessageSize="64" Direction="DESTINATION" RefreshPeriod="1ms"/></PartitionPort>
        <PartitionPort><QueuingPort Name="out" MaxMessageSize="64" MaxNbMessage="3" Direction="SOURCE"/></PartitionPort>
        <PartitionPort><QueuingPort Name="in" MaxMessageSize="64" MaxNbMessage="2" Direction="DESTINATION"/></PartitionPort>
      </PartitionPorts>
      <Devices>
        <Device Name="wires">
          <Ports First="0x2001" Count="1"/>
          <Ports First="0x2006" Count="1"/>
          <Ports First="0x2008" Count="4"/>
          <Ports First="0x200e" Count="1"/>
          <Interrupt Line="1" LimitPerWindow="1000000"/>
          <Interrupt Line="6" LimitPerWindow="1000000"/>
          <Interrupt Line="8" LimitPerWindow="1000000"/>
          <Interrupt Line="9" LimitPerWindow="50"/>
          <Interrupt Line="10" LimitPerWindow="1000000"/>
          <Interrupt Line="11" LimitPerWindow="50"/>
          <Interrupt Line="14"/>
        </Device>
        <Device Name="vga"><Memory Address="0xb8000" Size="32K"/></Device>
        <Device Name="uart2"><Ports First="0x3e8" Count="8"/><Interrupt Line="5" LimitPerWindow="1000000"/></Device>
        <Device Name="uart3"><Ports First="0x2e8" Count="8"/><Interrupt Line="7" LimitPerWindow="50"/></Device>
        <Device Name="hpet-lines">
          <Interrupt Line="12" LimitPerWindow="1000000"/>
          <Interrupt Line="13" LimitPerWindow="1000000"/>
          <Interrupt Line="15" LimitPerWindow="20"/>
        </Device>
      </Devices>
    </Partition>"""

CHANNELS = """
  <Channels>
    <Channel Name="state"><Source PartitionNameRef="hostile" PortNameRef="state"/>
      <Destination PartitionNameRef="peer" PortNameRef="state"/></Channel>
    <Channel Name="news"><Source PartitionNameRef="peer" PortNameRef="news"/>
      <Destination PartitionNameRef="hostile" PortNameRef="news"/></Channel>
    <Channel Name="poison"><Source PartitionNameRef="hostile" PortNameRef="out"/>
      <Destination PartitionNameRef="peer" PortNameRef="in"/></Channel>
    <Channel Name="bait"><Source PartitionNameRef="peer" PortNameRef="out"/>
      <Destination PartitionNameRef="hostile" PortNameRef="in"/></Channel>
  </Channels>"""

WINDOWS = """
      <PartitionTimeWindow PartitionNameRef="warden" Offset="120us" Duration="40us"/>
      <PartitionTimeWindow PartitionNameRef="peer" Offset="160us" Duration="60us"/>
      <PartitionTimeWindow PartitionNameRef="hostile" Offset="220us" Duration="380us"/>"""

HEALTH = """
  <HealthMonitoring>
    <PartitionHM PartitionNameRef="hostile">
      <ErrorAction ErrorIdentifierRef="NUMERIC_ERROR" PartitionRecoveryAction="WARM_RESTART" ErrorLevel="PROCESS"/>
      <ErrorAction ErrorIdentifierRef="ILLEGAL_REQUEST" PartitionRecoveryAction="WARM_RESTART" ErrorLevel="PROCESS"/>
      <ErrorAction ErrorIdentifierRef="MEMORY_VIOLATION" PartitionRecoveryAction="COLD_RESTART" ErrorLevel="PROCESS"/>
      <ErrorAction ErrorIdentifierRef="TRAP" PartitionRecoveryAction="COLD_RESTART" ErrorLevel="PROCESS"/>
      <ErrorAction ErrorIdentifierRef="STACK_OVERFLOW" PartitionRecoveryAction="COLD_RESTART"/>
      <ErrorAction ErrorIdentifierRef="DEADLINE_MISSED" PartitionRecoveryAction="IDLE"/>
    </PartitionHM>
  </HealthMonitoring>"""

KINDS = {"traced": "", "untraced": ' Kinds="WINDOW RAISE DELIVER MODE HEALTH"'}


def module(neighbour, trace, windows, seed, rights="", warden="warden", lines=True):
    """XML; the neighbour is absent, or the name of its image, or edge: hostile at its windows' ends alone. `trace` names a choice of kinds: with
    hypercalls traced the kernel has another door for them. Without `lines` the neighbour has none, and the lead is the board's."""
    ram = RAM % ""
    absent = neighbour == "absent"
    partitions = VICTIM.format(windows=windows, ram=ram)
    if not absent:
        partitions += OTHERS.format(ram=ram, ram_retained=RAM % RETAINED, image="hostile" if neighbour == "edge" else neighbour,
                                    seed=SEED_BASE + seed + (ONLY_ENDS if neighbour == "edge" else 0), rights=rights,
                                    warden=warden, warden_seed=WARDEN_BASE + seed)
    if not lines:
        before, wires = partitions.split('<Device Name="wires">') if not absent else (partitions, "")
        wires = re.sub('<Interrupt [^>]*>|<Device Name="hpet-lines">[^$]*?</Device>', "", wires)
        partitions = before + ('<Device Name="wires">' if wires else "") + wires
    records = 65536 # of the victim all that there are, of the hostile partition the newest
    entry = f' WindowEntryOffset="{ENTRY_OFFSET}ns" WindowEntryLead="{ENTRY_LEAD}ns"' if lines else ""
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<Module Name="hostile" Board="qemu-pc"{entry}>
  <Trace Records="{records}"{KINDS[trace]}/>
  <Partitions>{partitions}
  </Partitions>
  <Schedules>
    <Schedule Name="normal" MajorFrame="{FRAME}ns">
      <PartitionTimeWindow PartitionNameRef="victim" Offset="0" Duration="120us"/>{"" if absent else WINDOWS}
    </Schedule>
  </Schedules>{"" if absent else CHANNELS}
  <Events>
    <Event Name="tell" Source="victim" Destination="victim"/>{"" if absent else '''
    <Event Name="self" Source="hostile" Destination="hostile"/>
    <Event Name="knock" Source="hostile" Destination="peer"/>'''}
  </Events>{"" if absent else HEALTH}
</Module>
"""
