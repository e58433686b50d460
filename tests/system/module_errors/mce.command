{"execute": "human-monitor-command", "arguments": {"command-line": "mce 0 1 0xbe00000000000000 0x7 0 0"}}
