"""Warnings that come as messages: the Common Alerting Protocol (OASIS CAP 1.2), as the national system and others send it.

``cap.py`` turns bytes into values and does no I/O; ``samples`` are messages as they come. Whether a signature in a message is
genuine is not checked here: where it came from (a file, a folder, an address) is kept and shown instead.
"""
