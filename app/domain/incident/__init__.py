"""Incidents: facts, grading, places, life from opened to closed."""
