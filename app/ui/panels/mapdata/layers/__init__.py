"""Imported layers: the list of them, taking files in with a look at the map, and writing them out."""
