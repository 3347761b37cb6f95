"""Where things are kept: the journal on SQLite, telemetry, issued documents, the data folder and its backup.

May import: kernel, domain, journal, SQLAlchemy, Alembic, platformdirs. Must not: know the desk, Qt, the network or another
outer room; decide anything about the field.
Invariants: what ``append`` returned is on the disk; a failed write wrote nothing; entries are never updated or deleted
(triggers refuse it); what the world refuses is a ``Fault`` with a code, never a bare database error.
Decisions: SQLAlchemy Core only, no ORM (8 times slower, PERFORMANCE); WAL with ``synchronous=FULL``, so that two processes
(the window and the command line) share one file and a power cut loses nothing that was answered; telemetry has a file of
its own, so that a flood of positions never delays a command; documents are files named by their own hash.
"""
