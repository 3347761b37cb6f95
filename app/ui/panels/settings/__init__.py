"""Settings: how this machine looks and sounds, whose duty room it is, where its data are, and how it is.

May import: the kit, services, storage (the backup), desk and the floors below. Must not: import another panel.

Invariants
- What this machine's user chose is in the settings file; what the duty room is, is in the journal (``ChangeProfile``).
- A choice is saved at once and says so when it could not be; nothing here needs an "apply".
- Every choice has a reader: one that changed nothing would be a lie.

Decisions: the language of a running window stays what it was at its start (half-translated windows help nobody), so another
one is saved and named as waiting; looks and text size are put on at once.
"""
