"""OpenStreetMap extracts (``.osm.pbf``) turned once into a local base map, a road graph and a gazetteer.

May import: kernel, catalog, desk (progress), ``app.map.roads``, numpy, scipy, shapely, osmium, mapbox_vector_tile. Must not:
know Qt or the page, write outside the data folder it was given, or leave anything half-written.
Invariants: what comes out is made in a work folder and gets its name only when all of it is finished; the time taken is
linear in the extract's size; memory follows what lies inside the chosen rectangle (and, for files of more than about 100 MB,
not the extract: node positions then lie on the disk).
Decisions: the file is cut into its own blocks and read some at a time, so that progress is in bytes, a wish to stop is heard
between two portions, and a truncated file is found before any work is done. The window lets a child process do the work
(:mod:`app.map.osm.child`): a parser in C++ that meets a hostile file must not take the desk down with it, and the memory is
given back. Military sites are left out of the map and the gazetteer: maps in China must not show them.
"""
