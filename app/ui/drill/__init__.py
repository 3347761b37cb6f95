"""A drill in the window: the second desk's own main window, its marks, what reaches the participants, the conductor's room.

May import: what ``ui`` may. Must not: know how a second desk is made (``workspace.drills`` says it), or let anything of a drill
touch the live desk but to bring it to the front and to say what happens there.
Invariants: one drill is open at a time; everything that changes it goes one after the other through the ``Driver``, since two of
its steps at once would tell the same inject twice; closing takes the drill's window, its map and its threads with it, and its
journal stays to go on from.
"""
