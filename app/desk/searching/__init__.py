"""Finding what was ever written down: which texts there are, how Chinese is cut for an index, and keeping an index fresh.

The index itself is a port (``index.SearchIndex``; the storage room keeps one on disk). It holds nothing that the journal does
not: it may be thrown away at any time and is made again. A module in ``sources`` that defines ``SOURCE`` makes another part
of the state searchable.
"""
