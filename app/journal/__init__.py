"""The book that nobody can tear a page from: entries sealed in a SHA-256 chain, and the port that stores keep.

May import: kernel, domain, msgspec. Must not: know a database, Qt or the network (stores live in ``app.storage``).
Invariants: ``seq`` is gapless from 1; each seal covers the one before it; bytes are stored as they were hashed; an entry
once written is read for ever (upcasters lift old versions).
Decision: bodies are canonical JSON (sorted keys), not a binary form: an auditor can read them without us, and msgspec
makes it cheap enough (PERFORMANCE: 1.3 s for a million entries).
"""
