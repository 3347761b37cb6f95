"""Drawings 标绘: what the desk draws on the map (cordons, evacuation areas, closed roads), as facts of the journal."""
