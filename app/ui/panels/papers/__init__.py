"""Papers: an incident's documents, made, looked at, printed and kept.

May import: the kit, services, reports (through ``make``), storage (writing a file), desk and the floors below. Must not:
import another panel, lay out a page, or write anything that was not looked at: print and save take the bytes on show.

Invariants
- What is printed or saved is in the archive and in the journal (``IssueDocument`` with its SHA-256) as the same bytes; a map
  of the whole area, made while no incident is chosen, has no incident to stand under and is only saved or printed.
- A character that no font has is named above the preview, never left as a hole.
- When the incident changes after a paper was made, the preview says so; it never changes under somebody's eyes.

Decisions: the print dialog is opened, never executed; pages reach the printer as pictures at 300 dpi, because Qt has no
other way from a PDF to a printer that works alike on all systems.
"""
