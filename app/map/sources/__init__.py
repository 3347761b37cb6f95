"""Where the ground of the map comes from: one file a form of source, one library that knows them all.

May import: kernel, desk values; ``pmtiles``, ``sqlite3``, Pillow, aiohttp (inside the online source only).
Must not: import Qt; let the page reach the network (it asks for ``/tiles/...``, Python answers or fetches).
Invariants: a tile is handed out only when it is what it claims to be (picture or vector tile, of bearable size); nothing is
read from outside a folder that was registered; a source that breaks is named with its mend and the others go on.
Decisions: tiles are answered off the interface's thread; files stay where the person has them (they are large) unless they
lie in ``<data>/maps``, where they are found by themselves; online sources are off until switched on and work from their
cache; GCJ-02 tiles are put where they belong while they are drawn, so that everything else stays in CGCS2000; BD-09 has a
tiling of its own and is refused.
"""
