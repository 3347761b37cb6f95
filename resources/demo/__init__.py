"""The fictional township 青石镇 and the script that makes it.

Purpose: a town that looks lived in, so that a newcomer sees a working duty room at once. ``data/`` is
what the product reads; ``make_demo.py`` and ``generator/`` write it. May import: the standard library
and numpy. Must not: import ``app`` (the files must not depend on the code that reads them), read the
clock, use an unseeded random.
Invariants: the same bytes on every run; WGS-84 with six decimals; open sea; phone numbers begin with
``000-``.
Decision: the product reads the committed files; a test regenerates and compares them.
"""
