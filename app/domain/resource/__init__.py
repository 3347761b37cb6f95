"""Facilities, hazard points, shelters and materials: what stands on the map and does not move."""
