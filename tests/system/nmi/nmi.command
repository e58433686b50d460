{"execute": "inject-nmi"}
