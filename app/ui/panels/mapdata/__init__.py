"""Map data of this computer: base maps, and layers that were imported."""
