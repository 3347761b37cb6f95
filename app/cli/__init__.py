"""The command line: the same desk without a screen, for scripts, for other systems and for a terminal over a thin line.

May import: everything below it (rooms, desk, catalog, journal, domain, kernel). Must not: know Qt, the window (a stranger on
the same floor) or a concrete store: what it needs of them comes through ``doors.Doors``, filled by the composition root.
Invariants: every change goes through ``desk.execute``; with ``--json`` standard output holds one JSON value and nothing else;
what was refused or failed is said on standard error; no traceback for bad input.
Exit codes: 0 done, 1 a fault or something found wrong, 2 a refusal or wrong words.
Decision: the names of verbs, options and JSON fields are a public interface: fields are added, never renamed or removed.
Decision: JSON carries codes and figures for machines and, beside them, words in the chosen language (``text``, ``…_name``).
"""
