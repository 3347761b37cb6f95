"""What versions of plans and of rulebooks have in common: their standing, their steps, their names and their seals. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime
from enum import StrEnum
from typing import TypeVar

import msgspec

from app.domain.record import Stamp
from app.kernel.clock import to_local
from app.kernel.errors import Refusal

VERSION = re.compile(r"[0-9A-Za-z][0-9A-Za-z.\-]{0,19}")
"""The shape of a version's number."""

_T = TypeVar("_T")


class VersionStatus(StrEnum):
    """Where a version stands: draft → reviewed → approved → in force → superseded (or retired).

    It goes forward only, but for a review that sends it back (reviewed → draft). A draft that nobody wants is discarded;
    what it said stays in the journal.
    """

    DRAFT = "draft"
    REVIEWED = "reviewed"
    APPROVED = "approved"
    IN_FORCE = "in_force"
    SUPERSEDED = "superseded"
    RETIRED = "retired"
    DISCARDED = "discarded"


class VersionStep(msgspec.Struct, frozen=True):
    """A step in the life of a version: what it became, when, by whom, with which words."""

    status: VersionStatus
    at: datetime
    by: str
    remark: str = ""


def step_of(status: VersionStatus, stamp: Stamp, remark: str = "", by: str = "") -> VersionStep:
    """The step that an entry with this stamp makes; by its actor unless another is named."""
    return VersionStep(status, stamp.at, by or stamp.actor, remark)


def version_key(subject_id: str, version: str) -> str:
    """The name of a version over all plans, or over all rulebooks."""
    return f"{subject_id}@{version}"


def next_free(versions: Iterable[str]) -> str:
    """A number for the next version that none of these has: ``2026.1`` → ``2026.2``."""
    taken = set(versions)
    year = max((int(head) for one in taken if (head := one.split(".")[0]).isdigit()), default=1)
    numbers = [int(tail) for one in taken if (tail := one.partition(".")[2]).isdigit() and one.startswith(f"{year}.")]
    number = max(numbers, default=0) + 1
    while f"{year}.{number}" in taken:
        number += 1
    return f"{year}.{number}"


def as_read_again(value: _T, kind: type[_T]) -> _T:
    """The same value in the types of its fields: a 0 where 0.0 is meant would seal otherwise than after a restart."""
    return msgspec.convert(msgspec.to_builtins(value), kind)


def past_day(day: date, stamp: Stamp) -> date:
    """The day, if it has come in Beijing; else ``Refusal("date_in_future")``."""
    if day > to_local(stamp.at).date():
        raise Refusal("date_in_future", {"date": day.isoformat()})
    return day
