"""Drills 演练: a second desk with its own clock, a conductor, simulated units and superiors, scripted officers.

May import: kernel, domain, catalog, journal, desk. Must not: know Qt, open a file, a socket or a database (``ports`` say what it
needs; the composition root fills them), or touch the live desk: it reads one frozen state of it, once.
Invariants: everything that happens in a drill is an entry of the drill's own journal, so that a conductor's machine that dies
goes on from there; what is due happens at its own moment whatever the speed of the clock, so that the same seed gives the same
drill at 1× and at 60×; nothing leaves the machine.
Decisions: what happens next is asked of sources (injects, units, the superior, scripted officers) that are pure looks at the
state, and the earliest is done: no timers, no queue to be lost. The rules of injects and of scoring are domain.
"""
