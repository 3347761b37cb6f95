"""What comes in and goes out: the workbooks and documents of other programs, and (``outbox``) reports to a superior.

May import: kernel, domain, catalog, desk, openpyxl; ``outbox`` also aiohttp. Must not: know Qt, the window or another outer room;
change the state (it gives values, and commands for the desk to decide).
Invariants: a file is read whole or not at all, with every wrong cell named by sheet, cell and mend; a formula is never run
and never taken as a value; nothing is written as a formula; a file appears whole or not at all.
Decisions: a workbook's headings are a file format, so they stand here in both languages and not in the catalogue of words;
a row without an id gets one from its content, so that the same workbook imported twice changes nothing; coordinates must
name their datum, since a silent guess puts a unit half a kilometre off.
"""
