"""突发事件统计: incidents in figures with charts, each beside its table; readable in black and white."""
