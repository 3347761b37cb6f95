"""Warnings: what a national warning identifier must look like, and what a warning tells the rules. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType

from app.domain.duty.model import Warning

_IDENTIFIER = re.compile(r"(?P<region>\d{6})(?P<agency>\d{3})(?P<inner>\d{3})(?P<extra>\d{2})_(?P<at>\d{14})_(?P<serial>\d)")


def is_warning_identifier(text: str) -> bool:
    """Whether this is an identifier ``ZZZZZZDDDUUUXX_YYYYMMDDhhmmss_N`` of 31 characters (GB/T 35965.1-2018, annex A).

    Six digits of region (GB/T 2260), three of agency (GB/T 4657), three inner, two spare, the moment of entry in Beijing
    time, and a serial digit. Only the form and the moment are checked: the code tables are not ours to carry.
    """
    found = _IDENTIFIER.fullmatch(text)
    if found is None:
        return False
    try:
        datetime.strptime(found["at"], "%Y%m%d%H%M%S")  # noqa: DTZ007 - only whether it is a moment at all
    except ValueError:
        return False
    return True


_OTHER_CODES: Mapping[str, str] = MappingProxyType({"geological": "geohazard"})
"""Kinds of warning that the fact ``alert_kind`` calls otherwise."""


def warning_facts(warning: Warning) -> dict[str, str]:
    """A warning as the facts that conditions read: its colour and its kind."""
    return {"alert": warning.level.value, "alert_kind": _OTHER_CODES.get(warning.kind, warning.kind)}
