"""The doors by which reports leave this desk: a folder, the superior's interface, a mailbox; and a simulated superior.

May import: kernel, domain, catalog, desk, aiohttp, the standard library's mail. Must not: know Qt, the window, a store or
another outer room; change the state; write a secret to a log or into a result.
Invariants: a door is built from settings that a person switched on; it sends to the configured place only, never where a
command or an answer points; certificates are checked; no redirect is followed; an answer is bounded and believed only where
it names the key of what was sent; everything that the world may do is a result, never an exception.
Decisions: ``Idempotency-Key`` (header, file name, Message-ID) is the transmission's key, so a repetition can be told from a
second report; the standard library's mail client in a thread, since a mail takes a second and one is sent at a time.
"""
