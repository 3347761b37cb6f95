"""The duty log 值班日志: what the officer writes beside the journal, and the equipment of the room with its checks."""
