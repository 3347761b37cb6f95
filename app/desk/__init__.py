"""The desk: one write path, the current state, notices after the commit, telemetry, deadlines, background jobs.

May import: kernel, domain, catalog, journal. Must not: know Qt, a database or a concrete clock.
Invariants: commands never interleave; what was published had been committed; observers cannot undo or delay a commit;
``state`` is always the fold of the journal up to ``state.seq``.
Decision: the journal's blocking calls run on one thread of the desk's own, so the interface never waits for the disk and
writes never overlap.
"""
