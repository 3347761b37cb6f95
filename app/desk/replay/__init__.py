"""Replay (复盘回放): the past of a drill or of a real desk, shown by the same parts that show the present.

May import: the desk and what is below it. Must not: write, send, sound, listen, or touch the folder that is replayed.
Invariants: a state that is shown is the fold of the first entries of the tape, whatever was looked at before; the desk of a
replay refuses every command; an entry appears when it was typed, unless somebody asks for what is known only since (事后所知).
Decisions: states share structure, so one in every ``EVERY`` is kept and the rest are folded again: stepping forwards costs the
new entries, stepping backwards at most ``EVERY`` of them. Moments are the trusted ones of the journal: an entry that was written
while the PC's clock was wrong stands between its neighbours and drags nobody along.
"""
