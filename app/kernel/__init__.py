"""The ground floor: ids, clock, geography, errors, two-language texts, and how a file is written whole.

May import: the standard library and msgspec. Must not: do I/O (but for ``whole_file``), read the machine's clock
outside ``WallClock``, know a noun of the field. Invariants: times are aware UTC; points carry their datum.
Decision: CGCS2000 and WGS-84 are treated as equal (they differ by decimetres at most; a township cannot tell).
Decision: writing a file whole or not at all is here because rooms of every floor above need it, the catalogue as well as the
interface, and this is the only floor that they share; a copy in each forgot now the durability, now the remains.
"""
