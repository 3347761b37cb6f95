"""Papers: documents made, looked at, let out, kept, and proved later.

May import: the kit, services, reports (through ``make`` and ``sheet``), desk and the floors below. Must not:
import another panel, lay out a page, or write anything that was not looked at: print and save take the bytes on show.

Invariants
- What is printed, saved or copied is in the archive and in the journal (``IssueDocument`` with its SHA-256, format and check
  code) as the same bytes, also where it is about no incident. Another format is made from exactly what the paper on show was
  made from.
- Names and numbers stand in full for one paper and for a reason; whoever looks at it sees that it is not masked.
- A character that no font has is named above the preview, never left as a hole.
- When the incident changes after a paper was made, the preview says so; it never changes under somebody's eyes.
- Other parts of the window that have a paper of their own print it through ``print_flow``.

Decisions: dialogs are opened, never executed; pages reach the printer as pictures at 300 dpi, drawn by QtPdf's own thread and
painted by a job in bands, because Qt has no other way from a PDF to a printer that works alike on all systems, and painting a
whole page holds the interpreter for a third of a second.
"""
