"""How the demo township is drawn, in layers that only look down.

``geometry``, ``people`` and ``output`` know nothing of the town. ``terrain`` makes water and hills;
``sites`` names the villages; ``roads`` lays a network on the terrain; ``settlements`` puts groups and
houses along it and ``grids`` divides the ground between them; ``land`` holds all that. ``places`` adds
facilities, hazard points, shelters and stores; ``forces`` units and contacts; ``day`` the script of the
demo day; ``basemap`` and ``town`` write the files.
May import: standard library, numpy, lower modules of this package.
Decision: all shapes live in a local metre plane; ``geometry.to_lonlat`` is the only way out of it.
"""
