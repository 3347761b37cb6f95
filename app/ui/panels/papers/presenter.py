"""What the papers panel shows beside the preview. No Qt."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any

import msgspec

from app.catalog.wording import Wording
from app.desk.describe import Describer
from app.domain.incident.model import Incident
from app.domain.state import State
from app.kernel.clock import to_local

_NOT_IN_NAMES = re.compile(r'[\x00-\x1f<>:"/\\|?*]')
_NAMED = 12
_FIRST = (
    "incident_report", "leader_brief", "first_report", "follow_up_report", "final_report", "correction_report",
    "verification_report",
)  # fmt: skip
"""What is printed most, and the reports in the order of their stages; the rest as the registry has it."""

GROUPS = ("incident", "area", "plan", "map")
"""What the documents of this panel are about, in the order in which they are offered."""


class IncidentChoice(msgspec.Struct, frozen=True):
    """An incident to choose: the open ones first, the latest first."""

    id: str
    text: str


class DocumentChoice(msgspec.Struct, frozen=True):
    """A document to choose; ``about`` is one of ``GROUPS``, ``group`` its words."""

    id: str
    title: str
    about: str
    group: str


def incident_choices(state: State, describer: Describer) -> tuple[IncidentChoice, ...]:
    """Every incident with its number and name."""
    ordered = sorted(state.incidents.values(), key=lambda of: (of.is_open, of.aware_at), reverse=True)
    return tuple(IncidentChoice(of.id, f"{of.number}  {describer.incident_title(of)}") for of in ordered)


def plan_choices(plans: Mapping[str, Any], words: Wording) -> tuple[IncidentChoice, ...]:
    """Every plan with its name, in the order of the library."""
    return tuple(IncidentChoice(plan_id, words.text(plan.title)) for plan_id, plan in plans.items())


def document_choices(documents: Mapping[str, Any], words: Wording) -> tuple[DocumentChoice, ...]:
    """The documents that can be made here, those about one thing together, the usual ones first."""
    made = [
        DocumentChoice(one.id, words.text(one.title), str(one.about), words.say(f"papers.about.{one.about}"))
        for one in documents.values()
        if str(one.about) in GROUPS
    ]
    return tuple(sorted(made, key=lambda one: (GROUPS.index(one.about), _FIRST.index(one.id) if one.id in _FIRST else len(_FIRST))))


def file_name(of: Incident, title: str, suffix: str = "pdf") -> str:
    """``20260718-02-<document>.pdf``, with nothing in it that a file system refuses."""
    return f"{of.number}-{_clean(title)}.{suffix}"


def file_name_of(at: datetime, title: str, suffix: str = "pdf") -> str:
    """The same for a paper about no incident: by its day and minute."""
    return f"{to_local(at):%Y%m%d-%H%M}-{_clean(title)}.{suffix}"


def job_name(title: str, number: str, words: Wording, *, drill: bool) -> str:
    """What the printer's queue shows: the document and the incident's number ("" for none), in a drill marked as one."""
    named = f"{title} {number}".strip()
    return words.say("papers.drill_job", name=named) if drill else named


def missing_words(missing: tuple[str, ...], words: Wording) -> str:
    """Which characters no font has, each with its code; "" for none."""
    if not missing:
        return ""
    named = words.say("list.separator").join(f"{char} (U+{ord(char[0]):04X})" for char in missing[:_NAMED])
    return words.say("paper.missing", characters=named, count=len(missing))


def _clean(title: str) -> str:
    return _NOT_IN_NAMES.sub("_", title).strip(" .") or "document"
