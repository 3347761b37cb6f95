"""The doors on the local network: so far one, by which terminals report where units are.

May import: kernel, domain, catalog, desk, aiohttp. Must not: know Qt, the window, a store or another outer room; change the
state other than through the desk; write a token to a log; hold a request up by working on the loop.
Invariants: nothing listens until somebody switched it on, and then on this machine alone unless told otherwise; a report is
answered "taken" only after it is on the disk; what comes in is bytes from strangers until its token is known; a flood, a
forged token or garbage costs its sender, not the desk.
Decisions: a feed is a folder (``feeds/<feed>/protocol.py``: bytes to values, no I/O) found by itself; the token is found by
the terminal's id and compared as a hash in constant time; a right token always opens, even from an address that wrong ones
came from, since many phones share one address of their network; plain HTTP, because an office without internet has no
certificate that a phone would trust: the network between phone and desk (own wireless, VPN) has to be the office's own.
"""
