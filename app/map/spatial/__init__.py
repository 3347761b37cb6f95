"""Vector data from outside: read, looked at, placed on the earth, kept as a layer or turned into records of the desk.

May import: kernel, domain, ``app.map.features``; the library of a format only inside its reader or writer, and only when one
is read or written. Must not: know Qt, read the machine's clock, or write outside the folder it was given. Invariants: a file
from outside is hostile and never raises anything but ``BadFile``; what is kept is in WGS-84 and says what it was before, from
which file (with its hash) and by whom; nothing is dropped or repaired without a line that says which and why. Decisions: a
format is one module in :mod:`app.map.spatial.readers`, found by looking into the folder; the coordinate system is guessed
with reasons, and a person decides.
"""
