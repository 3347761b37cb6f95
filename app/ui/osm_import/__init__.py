"""The dialog that makes a base map, a road graph and a gazetteer of an OpenStreetMap extract.

Not a panel: the panel of map data (and whoever else) opens it with :func:`app.ui.osm_import.dialog.open_osm_import`.
"""
