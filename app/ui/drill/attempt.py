"""Doing something of a drill from a control that has no place of its own for an error."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from app.kernel.errors import Fault, Refusal
from app.ui.services import Services


async def attempt(services: Services, work: Awaitable[Any], say: Callable[[str, str], None] | None = None) -> bool:
    """Whether it came about; what refuses it is said in the status bar of the desk's window, or by ``say``."""
    try:
        await work
    except (Refusal, Fault) as no:
        (say or services.navigator.say)(services.explain(no), "alarm")
        return False
    return True
