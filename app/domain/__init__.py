"""The nouns and rules of the duty room: pure values and pure functions.

May import: kernel, msgspec, immutables. Must not: do I/O, know Qt, read a clock (``now`` comes in as a value), contain
words of a human language (codes only; the words are in ``resources/i18n``).
Invariants: every value is frozen; ``decide`` only proposes entries or refuses; ``apply`` is total over known entries.
Slices: incident (uses plan and reporting values), plan, reporting, unit, duty, resource, responsibility. Decision: the
values of slices look at one another only in the order incident → plan → reporting, so no cycle can form; responsibility
looks at all of them and is called by ``plan.decide`` alone.
"""
