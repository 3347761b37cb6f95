"""The dialogs of a version's life and of what hangs on a plan: each is one command with its words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from PySide6.QtWidgets import QWidget

from app.domain.improvement.commands import AnswerForPlan
from app.domain.improvement.rules import hanging_on
from app.domain.planning import commands as wish
from app.domain.planning.model import Cause
from app.domain.record import Command
from app.kernel.clock import to_local
from app.ui.command_dialog import ask_command
from app.ui.kit.form import Form
from app.ui.kit.form_fields import Choice, Field, FieldKind
from app.ui.kit.i18n import translate
from app.ui.panels.plans.versions_presenter import VersionRow
from app.ui.services import Services

_Make = Callable[[Mapping[str, Any]], Command]


async def take_step(services: Services, parent: QWidget, step: str, row: VersionRow) -> bool:
    """Whether the step (``review``, ``return``, ``approve``, ``issue``, ``retire``, ``discard``) was taken."""
    title, text, label, fields, make = _STEPS[step](services, row)
    form = Form(fields, now=services.workspace.desk.clock.now, compact=True)
    shift = services.state.shift
    if shift is not None and any(field.key == "approved_by" for field in fields):
        form.set_values({"approved_by": shift.leader})
    named = f"{row.plan_id}  {row.version}"
    return await ask_command(services, parent, title, f"{named}\n{text}" if text else named, form, label, make)


async def record_drill(services: Services, parent: QWidget, plan_id: str) -> bool:
    """Whether a drill of the plan was recorded."""
    form = _dated_form(services, translate("Plans", "Held on"), translate("Plans", "Form, scope and outcome"))
    return await ask_command(
        services, parent, translate("Plans", "Record a drill"), translate("Plans", "The next drill is counted from this day."),
        form, translate("Plans", "Record"),
        lambda values: wish.RecordPlanDrill(plan_id=plan_id, held_on=_day(values["on"]), words=values["words"] or ""),
    )


async def record_review(services: Services, parent: QWidget, plan_id: str) -> bool:
    """Whether a review of the plan was recorded; the findings that hang on it are named, since a review has to look at them."""
    text = translate(
        "Plans", "The plan stands until the next review. Where it has to change, raise a finding or make a new version."
    )
    hanging = _hanging(services, plan_id)
    if hanging:
        named = "\n".join(f"· {choice.label}" for choice in hanging)
        text += "\n" + translate("Plans", "Findings that hang on it:") + "\n" + named
    form = _dated_form(services, translate("Plans", "Assessed on"), translate("Plans", "What was found"))
    return await ask_command(
        services, parent, translate("Plans", "Record a review"), text, form, translate("Plans", "Record"),
        lambda values: wish.RecordPlanReview(plan_id=plan_id, reviewed_on=_day(values["on"]), words=values["words"] or ""),
    )


async def raise_finding(services: Services, parent: QWidget, plan_id: str) -> bool:
    """Whether a finding was raised."""
    say = services.wording.say
    causes = tuple(Choice(cause, say(f"finding_cause.{cause}")) for cause in Cause)
    form = Form(
        (
            Field(key="cause", label=translate("Plans", "Why"), kind=FieldKind.CHOICE, choices=causes, required=True),
            Field(key="text", label=translate("Plans", "What is wrong"), kind=FieldKind.MULTILINE, required=True),
            Field(
                key="source", label=translate("Plans", "Where it shows"),
                hint=translate("Plans", "number of the incident, name of the drill or law"),
            ),
        ),
        now=services.workspace.desk.clock.now, compact=True,
    )
    return await ask_command(
        services, parent, translate("Plans", "Raise a finding"),
        translate("Plans", "It hangs on the plan until a new version or a reasoned no answers it (30 days suggested)."), form,
        translate("Plans", "Raise"),
        lambda values: wish.RaiseFinding(
            plan_id=plan_id, cause=values["cause"], text=values["text"] or "", source=values["source"] or ""
        ),
    )


async def answer_finding(services: Services, parent: QWidget, finding_id: str, text: str, versions: tuple[str, ...]) -> bool:
    """Whether a finding was answered: by a version that is or was in force, or by a reason."""
    fields = [Field(key="reason", label=translate("Plans", "Reason for not following it"), kind=FieldKind.MULTILINE)]
    if versions:
        choices = tuple(Choice(one, one) for one in versions)
        label = translate("Plans", "Settled by version")
        fields.insert(0, Field(key="version", label=label, kind=FieldKind.CHOICE, choices=choices))
    form = Form(tuple(fields), now=services.workspace.desk.clock.now, compact=True)
    return await ask_command(
        services, parent, translate("Plans", "Answer a finding"), text, form, translate("Plans", "Answer"),
        lambda values: wish.AnswerFinding(
            finding_id=finding_id, version=values.get("version") or "", reason=values["reason"] or ""
        ),
    )


async def answer_shown(
    services: Services, parent: QWidget, plan_id: str, finding_id: str, text: str, versions: tuple[str, ...]
) -> bool:
    """Whether the plan answered a finding of a drill or an incident: by a version that is or was in force, or by a reason."""
    fields = [Field(key="reason", label=translate("Plans", "Reason for not following it"), kind=FieldKind.MULTILINE)]
    if versions:
        choices = tuple(Choice(one, one) for one in versions)
        label = translate("Plans", "Settled by version")
        fields.insert(0, Field(key="version", label=label, kind=FieldKind.CHOICE, choices=choices))
    form = Form(tuple(fields), now=services.workspace.desk.clock.now, compact=True)
    return await ask_command(
        services, parent, translate("Plans", "Answer a finding"), text, form, translate("Plans", "Answer"),
        lambda values: AnswerForPlan(
            finding_id=finding_id, plan_id=plan_id, version=values.get("version") or "", reason=values["reason"] or ""
        ),
    )


def _hanging(services: Services, plan_id: str) -> tuple[Choice, ...]:
    """What hangs on a plan: findings raised on it, and those that drills and incidents showed."""
    state = services.state
    own = [(one.id, one.text) for one in state.plan_findings.values() if one.is_open and one.plan_id == plan_id]
    shown = [(one.id, f"{one.number} {one.description}") for one in hanging_on(state, plan_id)]
    return tuple(Choice(finding_id, text) for finding_id, text in (*sorted(own), *shown))


def _dated_form(services: Services, day_label: str, words_label: str) -> Form:
    form = Form(
        (
            Field(key="on", label=day_label, required=True, placeholder="2026-07-18", check=_day_problem),
            Field(key="words", label=words_label, kind=FieldKind.MULTILINE, required=True),
        ),
        now=services.workspace.desk.clock.now, compact=True,
    )
    form.set_values({"on": to_local(services.workspace.desk.clock.now()).date().isoformat()})
    return form


def _day(text: str) -> date:
    return date.fromisoformat(text.strip())


def _day_problem(text: str) -> str:
    try:
        _day(text)
    except ValueError:
        return translate("Plans", "A day such as 2026-07-18")
    return ""


_Step = tuple[str, str, str, tuple[Field, ...], _Make]


def _review(_: Services, row: VersionRow) -> _Step:
    fields = (
        Field(key="reviewed_by", label=translate("Plans", "Reviewed by"), required=True),
        Field(key="remark", label=translate("Plans", "Remark")),
    )
    text = translate("Plans", "The plan must be sound, its own cases must hold, and no imported item may wait.")
    return translate("Plans", "Record the review"), text, translate("Plans", "Reviewed"), fields, lambda values: wish.ReviewPlan(
        plan_id=row.plan_id, version=row.version, reviewed_by=values["reviewed_by"] or "", remark=values["remark"] or ""
    )


def _return(_: Services, row: VersionRow) -> _Step:
    fields = (Field(key="reason", label=translate("Plans", "Reason"), kind=FieldKind.MULTILINE, required=True),)
    return translate("Plans", "Send it back"), "", translate("Plans", "Send back"), fields, lambda values: wish.ReturnPlan(
        plan_id=row.plan_id, version=row.version, reason=values["reason"] or ""
    )


def _approve(services: Services, row: VersionRow) -> _Step:
    fields: tuple[Field, ...] = (
        Field(key="approved_by", label=translate("Plans", "Approved by"), required=True),
        Field(key="document_no", label=translate("Plans", "Document number")),
        Field(key="remark", label=translate("Plans", "Remark")),
    )
    hanging = _hanging(services, row.plan_id)
    if hanging:
        fields += (
            Field(key="answers", label=translate("Plans", "Answers these findings"), kind=FieldKind.FLAGS, choices=hanging),
            Field(key="answer_reason", label=translate("Plans", "How it answers them"), kind=FieldKind.MULTILINE),
        )
    text = translate("Plans", "From now on this version never changes; a change is a new version.")
    return translate("Plans", "Record the approval"), text, translate("Plans", "Approved"), fields, lambda values: wish.ApprovePlan(
        plan_id=row.plan_id, version=row.version, approved_by=values["approved_by"] or "",
        document_no=values["document_no"] or "", remark=values["remark"] or "", answers=tuple(values.get("answers") or ()),
        answer_reason=values.get("answer_reason") or "",
    )


def _issue(_: Services, row: VersionRow) -> _Step:
    text = translate(
        "Plans", "Recommendations and checklists go by it from now on; the one before is superseded. Running responses keep theirs."
    )
    return translate("Plans", "Put it in force"), text, translate("Plans", "Put in force"), (), lambda values: wish.PutPlanInForce(
        plan_id=row.plan_id, version=row.version
    )


def _retire(_: Services, row: VersionRow) -> _Step:
    fields = (
        Field(key="approved_by", label=translate("Plans", "Approved by"), required=True),
        Field(key="reason", label=translate("Plans", "Reason"), kind=FieldKind.MULTILINE, required=True),
    )
    text = translate("Plans", "The plan is recommended no more, until a version of it comes into force again.")
    title = translate("Plans", "Take the plan out of force")
    return title, text, translate("Plans", "Retire"), fields, lambda values: wish.RetirePlan(
        plan_id=row.plan_id, approved_by=values["approved_by"] or "", reason=values["reason"] or ""
    )


def _discard(_: Services, row: VersionRow) -> _Step:
    fields = (Field(key="reason", label=translate("Plans", "Reason"), kind=FieldKind.MULTILINE, required=True),)
    text = translate("Plans", "What it said stays in the journal.")
    return translate("Plans", "Give up this draft"), text, translate("Plans", "Discard"), fields, lambda values: wish.DiscardDraft(
        plan_id=row.plan_id, version=row.version, reason=values["reason"] or ""
    )


_STEPS: Mapping[str, Callable[[Services, VersionRow], _Step]] = {
    "review": _review, "return": _return, "approve": _approve, "issue": _issue, "retire": _retire, "discard": _discard,
}
