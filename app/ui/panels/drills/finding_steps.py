"""The dialogs of a finding's life: each asks for what its command needs and stays open on a refusal."""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Mapping
from datetime import date, datetime
from pathlib import Path
from types import MappingProxyType
from typing import Any

from PySide6.QtWidgets import QWidget

from app.catalog.pinyin import search_keys
from app.domain.improvement import commands as wish
from app.domain.improvement.decide import default_due
from app.domain.improvement.model import Finding, Gravity, RootCause
from app.domain.improvement.rules import CLOSE_WITHIN_DAYS, suggested_due, unanswered_plans
from app.domain.planning.model import VersionStatus
from app.kernel.clock import to_local
from app.kernel.hashing import sha256_of
from app.ui.command_dialog import ask_command
from app.ui.kit.dialogs import open_path
from app.ui.kit.form import Form
from app.ui.kit.form_fields import Choice, Field, FieldKind
from app.ui.kit.i18n import translate
from app.ui.panels.drills.findings_presenter import open_actions
from app.ui.services import Services

Step = Callable[[Services, QWidget, Finding], Coroutine[Any, Any, bool]]
LONGEST = 2_000
_SHORT = 60
_YES, _NO = "yes", "no"


def today_of(services: Services) -> date:
    """The Beijing day of the desk's clock."""
    return to_local(services.workspace.desk.clock.now()).date()


async def assign(services: Services, parent: QWidget, one: Finding) -> bool:
    """A measure, who does it, until when; the cause where nobody has judged it yet."""
    say, today = services.wording.say, today_of(services)
    fields = [
        _text(services, "measure", lines=True), _who(services, "organisation"), _who(services, "owner"),
        Field(key="due_on", label=say("finding_field.due_on"), kind=FieldKind.DATE, required=True,
              hint=translate("Drills", "{days} days suggested").format(days=CLOSE_WITHIN_DAYS[one.gravity])),
    ]  # fmt: skip
    if one.cause is None:
        fields.insert(0, _cause(services, required=True))
    form = _form(services, fields)
    form.set_values({"due_on": default_due(one, today)})
    return await ask_command(
        services, parent, translate("Drills", "Assign a measure"), _named(one), form, translate("Drills", "Assign"),
        lambda values: wish.AssignAction(
            finding_id=one.id, measure=values["measure"] or "", organisation=values["organisation"] or "",
            owner=values["owner"] or "", due_on=values["due_on"], cause=RootCause(values["cause"]) if values.get("cause") else None,
        ),
    )


async def postpone(services: Services, parent: QWidget, one: Finding) -> bool:
    """Another last day, with a reason."""
    form = _form(
        services,
        (*_which(services, one),
         Field(key="due_on", label=services.wording.say("finding_field.due_on"), kind=FieldKind.DATE, required=True),
         _text(services, "reason", lines=True)),
    )  # fmt: skip
    return await ask_command(
        services, parent, translate("Drills", "Move the limit"), _named(one), form, translate("Drills", "Move"),
        lambda values: wish.PostponeAction(
            finding_id=one.id, action_id=_chosen(values, one), due_on=values["due_on"], reason=values["reason"] or ""
        ),
    )


async def evidence(services: Services, parent: QWidget, one: Finding) -> bool:
    """What was done, in words."""
    return await _evidence(services, parent, one, "", "")


async def evidence_file(services: Services, parent: QWidget, one: Finding) -> bool:
    """The same with a file: its name and its hash are kept, the file itself stays where it is."""
    path = await open_path(parent, translate("Drills", "File that shows it"), Path.home(), (translate("Drills", "All files (*)"),))
    if path is None:
        return False
    try:
        sha256 = await services.workspace.jobs.run(lambda _progress: sha256_of(path))
    except OSError as problem:
        services.navigator.say(f"{path.name}: {problem.strerror or problem}", "alarm")
        return False
    return await _evidence(services, parent, one, path.name, sha256)


async def _evidence(services: Services, parent: QWidget, one: Finding, name: str, sha256: str) -> bool:
    form = _form(
        services,
        (*_which(services, one), _text(services, "words", lines=True),
         Field(key="finished", label=translate("Drills", "Carried out, to be reviewed"), kind=FieldKind.TOGGLE)),
    )  # fmt: skip
    form.set_values({"finished": True})
    text = _named(one)
    if name:
        text += "\n" + translate("Drills", "File: {name}, SHA-256 {hash}").format(name=name, hash=sha256[:16])
    return await ask_command(
        services, parent, translate("Drills", "Submit evidence"), text, form, translate("Drills", "Submit"),
        lambda values: wish.SubmitEvidence(
            finding_id=one.id, action_id=_chosen(values, one), words=values["words"] or "", finished=values["finished"],
            file_name=name, file_sha256=sha256,
        ),
    )


async def review(services: Services, parent: QWidget, one: Finding) -> bool:
    """Closed, or sent back with a new last day."""
    say = services.wording.say
    results = (Choice(_YES, say("review_result.passed")), Choice(_NO, say("review_result.back")))
    form = _form(
        services,
        (Field(key="passed", label=say("finding_field.result"), kind=FieldKind.CHOICE, choices=results, required=True),
         _who(services, "reviewer"),
         Field(key="words", label=say("finding_field.review_words"), kind=FieldKind.MULTILINE, max_length=LONGEST,
               hint=translate("Drills", "Required when it is sent back")),
         Field(key="due_on", label=translate("Drills", "New limit when sent back"), kind=FieldKind.DATE)),
    )  # fmt: skip
    shift = services.state.shift
    owned = {act.owner for act in one.live_actions}
    form.set_values({
        "passed": _YES, "due_on": suggested_due(one.gravity, today_of(services)),
        "reviewer": shift.leader if shift is not None and shift.leader not in owned else None,
    })  # fmt: skip
    return await ask_command(
        services, parent, translate("Drills", "Review"), _named(one), form, translate("Drills", "Record"),
        lambda values: wish.ReviewFinding(
            finding_id=one.id, passed=values["passed"] == _YES, reviewer=values["reviewer"] or "", words=values["words"] or "",
            due_on=None if values["passed"] == _YES else values["due_on"],
        ),
    )


async def correct(services: Services, parent: QWidget, one: Finding) -> bool:
    """Judge it anew: words, gravity, cause, plans."""
    say, state = services.wording.say, services.state
    gravities = tuple(Choice(each.value, say(f"finding_gravity.{each}")) for each in Gravity)
    fields = [
        _text(services, "description", lines=True),
        Field(key="gravity", label=say("finding_field.gravity"), kind=FieldKind.CHOICE, choices=gravities, required=True),
        _cause(services, required=False),
        Field(key="plans", label=say("finding_field.plans"), kind=FieldKind.PICKS, choices=plan_choices(services)),
        Field(key="reason", label=say("finding_field.reason"), required=bool(one.actions), max_length=LONGEST),
    ]
    form = _form(services, fields)
    form.set_values({
        "description": one.description, "gravity": one.gravity.value, "cause": one.cause.value if one.cause else None,
        "plans": one.plan_ids,
    })  # fmt: skip
    now = state.findings[one.id]
    return await ask_command(
        services, parent, translate("Drills", "Judge the finding"), now.number, form, translate("Drills", "Save"),
        lambda values: wish.CorrectFinding(
            finding_id=one.id, description=values["description"] or "", gravity=Gravity(values["gravity"]),
            cause=RootCause(values["cause"]) if values["cause"] else None, plan_ids=tuple(values["plans"] or ()),
            reason=values["reason"] or "",
        ),
    )


async def answer(services: Services, parent: QWidget, one: Finding) -> bool:
    """One of its plans answers: by a version of this desk, or by a reason."""
    plans = unanswered_plans(one)
    titles = {each.value: each.label for each in plan_choices(services)}
    choices = tuple(Choice(each, titles.get(each, each)) for each in plans)
    settled = tuple(
        f"{each.version}" for each in services.state.plan_versions.values()
        if each.plan_id in plans and each.status in (VersionStatus.IN_FORCE, VersionStatus.SUPERSEDED)
    )
    fields = [
        Field(key="plan", label=translate("Drills", "Plan"), kind=FieldKind.CHOICE, choices=choices, required=True),
        Field(key="reason", label=translate("Drills", "Reason, or how the version answers"), kind=FieldKind.MULTILINE,
              max_length=LONGEST),
    ]  # fmt: skip
    if settled:
        versions = tuple(Choice(each, each) for each in dict.fromkeys(sorted(settled)))
        fields.insert(1, Field(key="version", label=translate("Drills", "By version"), kind=FieldKind.CHOICE, choices=versions))
    form = _form(services, fields)
    form.set_values({"plan": plans[0]})
    return await ask_command(
        services, parent, translate("Drills", "The plan's answer"), _named(one), form, translate("Drills", "Answer"),
        lambda values: wish.AnswerForPlan(
            finding_id=one.id, plan_id=values["plan"], version=values.get("version") or "", reason=values["reason"] or ""
        ),
    )


async def retest(services: Services, parent: QWidget, one: Finding) -> bool:
    """What a later drill saw of it; the drills on record are offered."""
    say = services.wording.say
    drills = sorted(
        (each for each in services.state.held_drills.values() if each.counts), key=lambda each: each.facts.held_on, reverse=True
    )
    choices = tuple(Choice(each.id, f"{each.facts.held_on} {each.facts.title}", search_keys(each.facts.title)) for each in drills)
    results = (Choice(_YES, say("retest_result.passed")), Choice(_NO, say("retest_result.failed")))
    form = _form(
        services,
        (Field(key="drill_id", label=translate("Drills", "Drill"), kind=FieldKind.CHOICE, choices=choices, required=True,
               hint="" if choices else translate("Drills", "Record the drill first (yearly plan)")),
         Field(key="passed", label=say("finding_field.result"), kind=FieldKind.CHOICE, choices=results, required=True),
         _text(services, "words", lines=True)),
    )  # fmt: skip
    known = services.state.held_drills

    def command(values: Mapping[str, Any]) -> wish.RecordRetest:
        facts = known[values["drill_id"]].facts
        return wish.RecordRetest(
            finding_id=one.id, drill_id=facts.drill_id or values["drill_id"], on=facts.held_on, passed=values["passed"] == _YES,
            words=values["words"] or "", scenario_id=facts.scenario_id, journal_hash=facts.journal_hash,
        )

    text = _named(one) + "\n" + translate("Drills", "A weakness that shows again opens a closed finding anew.")
    return await ask_command(services, parent, translate("Drills", "Retest"), text, form, translate("Drills", "Record"), command)


async def withdraw(services: Services, parent: QWidget, one: Finding) -> bool:
    """It was none."""
    form = _form(services, (_text(services, "reason", lines=True),))
    return await ask_command(
        services, parent, translate("Drills", "Withdraw the finding"), _named(one), form, translate("Drills", "Withdraw"),
        lambda values: wish.WithdrawFinding(finding_id=one.id, reason=values["reason"] or ""),
    )


STEPS: Mapping[str, Step] = MappingProxyType({
    "assign": assign, "evidence": evidence, "evidence_file": evidence_file, "postpone": postpone, "review": review,
    "correct": correct, "answer": answer, "retest": retest, "withdraw": withdraw,
})  # fmt: skip
"""Each step by its code."""


def plan_choices(services: Services) -> tuple[Choice, ...]:
    """The plans in force, by title."""
    plans = services.workspace.desk.reference.plans.values()
    named = sorted((services.wording.text(one.title), one.id) for one in plans)
    return tuple(Choice(plan_id, title, search_keys(title)) for title, plan_id in named)


def _form(services: Services, fields: Any) -> Form:
    def now() -> datetime:
        return services.workspace.desk.clock.now()

    return Form(tuple(fields), now=now, compact=True)


def _named(one: Finding) -> str:
    return f"{one.number}  {one.description}"


def _text(services: Services, key: str, *, lines: bool = False) -> Field:
    kind = FieldKind.MULTILINE if lines else FieldKind.TEXT
    return Field(key=key, label=services.wording.say(f"finding_field.{key}"), kind=kind, required=True, max_length=LONGEST)


def _who(services: Services, key: str) -> Field:
    return Field(key=key, label=services.wording.say(f"finding_field.{key}"), required=True, max_length=_SHORT)


def _cause(services: Services, *, required: bool) -> Field:
    say = services.wording.say
    choices = tuple(Choice(one.value, say(f"root_cause.{one}")) for one in RootCause)
    return Field(key="cause", label=say("finding_field.cause"), kind=FieldKind.CHOICE, choices=choices, required=required)


def _which(services: Services, one: Finding) -> tuple[Field, ...]:
    """Which measure, where there is more than one."""
    found = open_actions(one)
    if len(found) < 2:
        return ()
    choices = tuple(Choice(act.id, f"{act.measure} ({act.owner}, {act.due_on})") for act in found)
    label = services.wording.say("finding_field.measure")
    return (Field(key="action", label=label, kind=FieldKind.CHOICE, choices=choices, required=True),)


def _chosen(values: Mapping[str, Any], one: Finding) -> str:
    found = open_actions(one)
    return values.get("action") or (found[0].id if found else "")
