"""Where something of this program listens, and by which address that is reached from other machines. Pure."""

from __future__ import annotations

from collections.abc import Callable, Sequence

LOOPBACK = "127.0.0.1"
"""Nobody but this machine."""

EVERYWHERE = "0.0.0.0"
"""All networks of this machine."""

_ANY = ("", EVERYWHERE, "::")


def reached_at(bind: str, port: int, addresses: Callable[[], Sequence[str]]) -> str:
    """The address (``http://…``, no slash at its end) of what listens at ``bind`` and ``port``. Only where that is everywhere
    are this machine's own ``addresses`` asked for, and the likeliest, the first, is taken."""
    if bind in _ANY:
        bind = next(iter(addresses()), LOOPBACK)
    host = f"[{bind}]" if ":" in bind else bind
    return f"http://{host}:{port}"
