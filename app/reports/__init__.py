"""Paper: what the desk prints, saves and hands to leaders.

Purpose: turn the state of the desk, and plans, into documents (PDF first; plans also as Word files and text).
``kit`` is the page library (type, line breaking, tables, stamps); ``documents/<document>/`` are the papers, each
``content.py`` (state → content, pure) and ``layout.py`` (content → kit blocks).

May import: kernel, domain, catalog, journal, desk. Must not: import another outer room, Qt, or read the
clock (the moment of printing is handed in). ``kit`` must not know a noun of the field either.

Invariants: every character is printed or named as missing; every face is embedded as a subset; outside
text never passes a markup parser; the same input gives the same bytes.

Decision: reportlab rather than a browser engine: five to twenty times faster, pure Python, works on an old
Windows PC; its Chinese line breaking is replaced by our own.
"""
