"""Reporting: what is due upwards and here, what was reported and how punctually, and by which rules.

May import: the kit, services, desk and the floors below. Must not: import another panel (but for the
fields of the plan editor, which edits the same rules), compute a deadline by itself
(``app.domain.deadlines`` does), or change anything but by a command.

Invariants
- A limit is never shown without its basis and the status of that basis (statutory, local, suggested, sample).
- "Late" is only ever 疑似迟报 (suspected): the machine knows the times, not the reasons.
- Trying the rules touches no journal: ``trial`` is a pure function of what was typed.

Decisions: the left-over time is read from the clock at each painting (one shared tick), rows change only when the desk or
the rank changes; waived duties stand in the ledger, because an answer "not needed, because …" is an answer.
"""
