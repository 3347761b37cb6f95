"""Records: the journal as it is stored, and every incident that ever was.

May import: the kit, services, desk, journal (the sealed line) and the floors below. Must not: import another panel, change
anything, or read the journal on the interface's thread.

Invariants
- What is shown is what is stored: the sentence is made from the entry, the seal is shown beside it and can be checked.
- The newest entries come first and come alone; older ones are fetched when somebody asks, twice as many each time, so that
  reading a whole journal costs at most twice its length.
- A search says how far back it looked.

Decisions: JSON lines are the whole chain (part of a chain proves nothing), the table's own export is what is on screen.
"""
