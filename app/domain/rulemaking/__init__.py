"""Keeping rulebooks: drafts, versions, review, approval, and which one the desk goes by.

Basis: 信息报送 limits are set by each jurisdiction's own document (facts file §3.2): the county's file has to be entered, checked
and let into force by somebody with a name and a document number, or nobody can say by what the desk counted.
Imports reporting and duty values; no slice imports it but ``state``, ``decide``, ``apply`` and ``planning.library``.
Invariants: an approved version never changes (a change is a new version); one version of a rulebook is in force at a time; the
rulebook that the desk decides by is the file's, unless a version put in force here replaces it; a rulebook with findings is
never approved; a report that was made keeps the deadline and the bases that it answered, whatever comes into force later.
"""
