"""The window around the panels: header, rail, strip of deadlines, status, keys, first start.

May import: the kit, panels' base, services, the floors below. Must not: know what a panel shows.
Invariants: places never move; the strip is on every screen and cannot be closed; nothing here holds truth.
"""
