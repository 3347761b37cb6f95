"""What the list of versions and the view of differences show. No Qt."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import msgspec

from app.catalog.condition_text import condition_sentence
from app.catalog.wording import Wording
from app.desk.describe import Describer
from app.desk.rulebook_library import ListedBook, name_of
from app.domain.conditions import Condition
from app.domain.reporting.difference import BookDifference, Change, FieldChange
from app.domain.versions import VersionStatus
from app.kernel.text import Text
from app.ui.panels.plans.editor.findings import field_label
from app.ui.panels.reports.presenter import STATUS_TONES
from app.ui.panels.reports.rulebooks.schema import BOOK, RULES

STEPS: Mapping[VersionStatus, tuple[str, ...]] = {
    VersionStatus.DRAFT: ("review", "discard"), VersionStatus.REVIEWED: ("approve", "return"),
    VersionStatus.APPROVED: ("enforce",),
}
"""What can be done with a version of each standing."""

STANDING_TONES: Mapping[VersionStatus, str] = {
    VersionStatus.DRAFT: "info", VersionStatus.REVIEWED: "watch", VersionStatus.APPROVED: "watch", VersionStatus.IN_FORCE: "ok",
}
_CHANGE_TONES = {Change.ADDED: "ok", Change.REMOVED: "warn", Change.CHANGED: "info"}
_WORDS = {
    "stage": "stage", "channel": "channel", "clock_start": "clock_start", "repeat.until": "until", "repeat.on_days": "day_sort",
    "basis.status": "rule_status", "basis.checked": "checked", "tier": "tier", "levels": "severity",
}
"""The family of words of a field's codes."""

_ROLES = ("from_role", "to_role", "cc")


class BookRow(msgspec.Struct, frozen=True):
    """One version in words; ``here``: the desk goes by it now."""

    key: str
    rulebook_id: str
    version: str
    title: str
    jurisdiction: str
    standing: str
    tone: str
    status: str
    status_tone: str
    rules: int
    changed_at: datetime | None
    approved: str
    steps: str
    can: tuple[str, ...]
    shipped: bool
    editable: bool
    here: str = ""


class ChangeRow(msgspec.Struct, frozen=True):
    """One field that differs; the change of a whole rule has no field."""

    key: str
    change: str
    tone: str
    rule: str
    field: str
    before: str
    after: str


def book_rows(listed: tuple[ListedBook, ...], in_use: str, words: Wording) -> tuple[BookRow, ...]:
    """The versions, those made here before the files, the one in use before those that could be chosen.

    ``in_use`` is the id of the rulebook that the desk's settings name.
    """
    rows = (_book_row(one, in_use, words) for one in listed)
    return tuple(sorted(rows, key=lambda row: (row.shipped, not row.here)))


def _book_row(one: ListedBook, in_use: str, words: Wording) -> BookRow:
    version, book = one.version, one.book
    steps = [
        words.say(
            "rulebook.step", status=words.say(f"version_status.{step.status}"), by=step.by or "—", remark=step.remark, at=step.at
        ).strip()
        for step in version.steps
    ]
    approval = book.approval
    file = one.shipped and version.status is VersionStatus.IN_FORCE
    standing = words.say("rulebook.file" if file else f"version_status.{version.status}")
    running = version.status is VersionStatus.IN_FORCE and version.rulebook_id == in_use
    return BookRow(
        key=name_of(version), rulebook_id=version.rulebook_id, version=version.version, title=words.text(book.title),
        jurisdiction=words.text(book.jurisdiction), standing=standing,
        tone="muted" if one.shipped else STANDING_TONES.get(version.status, "muted"),
        status=words.say(f"rule_status.{book.basis.status}"),
        status_tone=STATUS_TONES[book.basis.status], rules=len(book.rules),
        changed_at=version.steps[-1].at if version.steps else None,
        approved="" if approval is None else f"{approval.by} {approval.document}".strip(),
        steps="\n".join(steps) or words.say("rulebook.from_file"), can=() if one.shipped else STEPS.get(version.status, ()),
        shipped=one.shipped, editable=not one.shipped and version.status is VersionStatus.DRAFT,
        here=words.say("rulebook.in_use") if running else "",
    )


def change_rows(found: BookDifference, words: Wording, describer: Describer) -> tuple[ChangeRow, ...]:
    """Every field that differs, the book's own first; whole rules that came or went in one row each."""
    say = words.say
    rows = [
        ChangeRow(
            f"book:{one.field}", say(f"rule_change.{Change.CHANGED}"), "info", say("plan_part.book"), _label(words, BOOK, one),
            _value(one, one.old, words, describer), _value(one, one.new, words, describer),
        )
        for one in found.fields
    ]
    for rule in found.rules:
        name = f"{rule.rule_id} {words.text(rule.rule.title)}"
        change, tone = say(f"rule_change.{rule.change}"), _CHANGE_TONES[rule.change]
        if not rule.fields:
            rows.append(ChangeRow(f"{rule.rule_id}:", change, tone, name, "", "", ""))
        rows += [
            ChangeRow(
                f"{rule.rule_id}:{one.field}", change, tone, name, _label(words, RULES, one),
                _value(one, one.old, words, describer), _value(one, one.new, words, describer),
            )
            for one in rule.fields
        ]
    return tuple(rows)


def _label(words: Wording, part: Any, one: FieldChange) -> str:
    for field in (one.field, one.field.partition(".")[0]):
        if words.knows(f"plan_field.{part.id}.{field}") or words.knows(f"plan_field.{field}"):
            return field_label(words, part, field)
    return one.field


def _value(one: FieldChange, value: Any, words: Wording, describer: Describer) -> str:
    if value is None or (value in ("", 0, [], {}) and not isinstance(value, bool)):
        return ""
    if isinstance(value, bool):
        return words.say("rulebook.yes" if value else "rulebook.no")
    if one.field == "when":
        return condition_sentence(msgspec.convert(value, Condition), words)
    if isinstance(value, dict) and "zh" in value:
        return words.text(Text(value["zh"], value.get("en", "")))
    if isinstance(value, list | tuple):
        return words.say("list.separator").join(_code(one.field, str(each), words, describer) for each in value)
    return _code(one.field, str(value), words, describer)


def _code(field: str, code: str, words: Wording, describer: Describer) -> str:
    if field in _ROLES:
        return describer.role(code)
    if field == "kinds":
        return describer.kind(code)
    if field == "sens_flags":
        return words.fact_label(code)
    return words.say(f"{_WORDS[field]}.{code}") if field in _WORDS else code
