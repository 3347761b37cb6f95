"""The ground floor: ids, clock, geography, errors, two-language texts.

May import: the standard library and msgspec. Must not: do I/O, read the machine's clock outside ``WallClock``, know a
noun of the field. Invariants: times are aware UTC; points carry their datum.
Decision: CGCS2000 and WGS-84 are treated as equal (they differ by decimetres at most; a township cannot tell).
"""
