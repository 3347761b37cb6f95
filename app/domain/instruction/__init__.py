"""Requests of superiors and instructions of leaders: what came in, who answers it, by when, and how it was closed."""
