"""Drills 演练: scenarios as values, injects that fire by rule, what was expected, and scores with their evidence.

A drill runs on a desk of its own (ARCHITECTURE §2): its entries stand in that desk's journal beside the ordinary ones that the
participants make, and the state's ``drill`` is set nowhere else. Everything here is pure and decided by the journal, the clock
and a seed, so that the same seed gives the same drill.
"""
