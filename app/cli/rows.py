"""Domain values as JSON rows, and as lines for people. The names of the fields are the public interface."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from app.catalog.wording import Wording
from app.cli.output import iso, short
from app.desk.describe import Describer
from app.domain.basis import Basis
from app.domain.conditions import FactScalar, Hit
from app.domain.deadlines import Deadline
from app.domain.incident.model import Because, Grading, Incident, Place
from app.domain.plan.model import Reason, Recommendation
from app.domain.record import PaperSlip, Record
from app.domain.reference import Reference
from app.domain.reporting.model import Obligation, Rule, RuleRef
from app.domain.state import State
from app.kernel.errors import Problem


def basis_row(basis: Basis, wording: Wording) -> dict[str, Any]:
    """Where a rule comes from: ``source`` and ``article`` as the law is called, ``status``, ``checked``, and a citation."""
    return {
        "source": basis.title,
        "article": basis.article,
        "status": basis.status.value,
        "checked": basis.checked.value,
        "cite": wording.basis(basis),
    }


def record_row(record: Record, describer: Describer, state: State) -> dict[str, Any]:
    """An entry of the journal: which, when it was done and by whom, what kind, in a sentence; the slip of what was caught up."""
    return {
        "seq": record.seq,
        "at": iso(record.acted.at),
        "actor": record.acted.actor,
        **paper_row(record),
        "kind": type(record.entry).__name__,
        "text": describer.record(record, state),
    }


def paper_row(record: Record) -> dict[str, Any]:
    """What a record adds that was caught up from paper (补录): the slip, when it was typed; otherwise nothing."""
    slip = record.entry.paper
    return {} if slip is None else _slip_row(slip, record.stamp.at, record.stamp.actor)


def caught_up_row(act_id: str, state: State) -> dict[str, Any]:
    """The same for what an act made (a report, a call, a note)."""
    known = state.caught_up.get(act_id)
    return {} if known is None else _slip_row(known.slip, known.typed_at, known.typed_by)


def _slip_row(slip: PaperSlip, typed_at: datetime, typed_by: str) -> dict[str, Any]:
    return {
        "caught_up": {
            "slip": slip.number, "row": slip.row, "form": slip.form, "paper_at": iso(slip.at), "typed_at": iso(typed_at),
            "typed_by": typed_by,
        }
    }  # fmt: skip


def because_row(because: Because, kind: str, wording: Wording) -> dict[str, Any]:
    """One reason of a grading."""
    return {
        "metric": because.metric,
        "value": because.value,
        "op": because.op,
        "bound": plain(because.bound),
        "severity": because.severity.value,
        "table": because.table,
        **basis_row(because.basis, wording),
        "includes": list(because.includes),
        "text": wording.because(because, kind),
    }


def grading_row(grading: Grading, kind: str, wording: Wording) -> dict[str, Any]:
    """A grading: the grade or null, its name, every reason, and the tables that were looked at."""
    severity = grading.severity.value if grading.severity else None
    return {
        "severity": severity,
        "severity_name": wording.severity(severity, kind),
        "because": [because_row(one, kind, wording) for one in grading.because],
        "tables": list(grading.tables),
    }


def recommendation_row(found: Recommendation, reference: Reference, wording: Wording) -> dict[str, Any]:
    """A recommended plan and level, with every reason. ``level`` null: the plan covers the kind, no condition is met."""
    plan = reference.plans[found.plan_id]
    entry = plan.level(found.level) if found.level else None
    level = found.level.value if found.level else None
    return {
        "plan": plan.id,
        "plan_id": plan.id,
        "title": wording.text(plan.title),
        "version": plan.version,
        "level": level,
        "response_level": level,
        "level_name": wording.text(entry.name) if entry else wording.say("response.none"),
        "colour": entry.colour.value if entry else None,
        "reasons": [row for reason in found.reasons for row in _reason_rows(reason, wording)],
    }


def _reason_rows(reason: Reason, wording: Wording) -> list[dict[str, Any]]:
    always = {"fact": None, "op": None, "bound": None, "value": None, "text": wording.say("cli.match.always")}
    shared = {**basis_row(reason.basis, wording), "floor": reason.floor}
    return [{**_hit_row(hit, wording), **shared} for hit in reason.hits] or [{**always, **shared}]


def _hit_row(hit: Hit, wording: Wording) -> dict[str, Any]:
    return {"fact": hit.fact, "op": hit.op, "bound": plain(hit.bound), "value": hit.value, "text": wording.hit(hit)}


def reason_lines(row: dict[str, Any]) -> list[str]:
    """The reasons of a recommendation for people."""
    return [f"  · {reason['text']} — {reason['cite']}" for reason in row["reasons"]]


def obligation_row(owed: Obligation, describer: Describer, wording: Wording, rulebook: str = "") -> dict[str, Any]:
    """A duty to report, with the earliest rule in front and all that ask for it in ``bases``."""
    first = owed.bases[0] if owed.bases else None
    return {
        "key": owed.key,
        "stage": owed.stage.value,
        "number": owed.number,
        "channel": owed.channel.value,
        "from": owed.from_role,
        "to": owed.to_role,
        "due_at": iso(owed.due_at),
        "started_at": iso(owed.started_at),
        "clock_start": owed.clock_start.value,
        "rulebook": rulebook,
        **_first_rule(first, wording),
        "projected": owed.projected,
        "skip_level_ok": owed.skip_level_ok,
        "day_certain": owed.day_certain,
        "answered_at": iso(owed.answered_at),
        "waived_reason": owed.waived_reason,
        "text": describer.obligation(owed),
        "bases": [_rule_row(ref, wording) for ref in owed.bases],
    }


def waiting_row(rule: Rule, describer: Describer, wording: Wording, rulebook: str = "") -> dict[str, Any]:
    """A duty whose clock has not started: the fields of ``obligation_row``, ``due_at`` null."""
    ref = {"rule_id": rule.id, "rule": rule.id, **basis_row(rule.basis, wording), "immediately": rule.immediately, "plan": ""}
    return {
        "key": "",
        "stage": rule.stage.value,
        "number": 0,
        "channel": rule.channel.value,
        "from": rule.from_role,
        "to": rule.to_role,
        "due_at": None,
        "started_at": None,
        "clock_start": rule.clock_start.value,
        "rulebook": rulebook,
        **ref,
        "projected": False,
        "skip_level_ok": rule.skip_level_ok,
        "day_certain": True,
        "answered_at": None,
        "waived_reason": "",
        "text": wording.text(rule.title),
        "bases": [{**ref, "due_at": None}],
    }


def _first_rule(ref: RuleRef | None, wording: Wording) -> dict[str, Any]:
    if ref is None:
        blank = dict.fromkeys(("source", "article", "status", "checked", "cite"), "")
        return {"rule_id": "", "rule": "", **blank, "immediately": False, "plan": ""}
    row = _rule_row(ref, wording)
    del row["due_at"]
    return row


def _rule_row(ref: RuleRef, wording: Wording) -> dict[str, Any]:
    return {
        "rule_id": ref.rule_id,
        "rule": ref.rule_id,
        **basis_row(ref.basis, wording),
        "immediately": ref.immediately,
        "plan": ref.plan_id,
        "due_at": iso(ref.due_at),
    }


def obligation_line(row: dict[str, Any], due: datetime | None, wording: Wording) -> list[str]:
    """A duty for people: when, what, on what basis."""
    marks = [wording.say(f"cli.owed.{mark}") for mark in ("immediately", "projected") if row[mark]]
    marks += [] if row["day_certain"] else [wording.say("limit.day_uncertain")]
    when = short(due) if due else wording.say("cli.owed.waiting")
    return [when, row["text"], wording.say(f"clock_start.{row['clock_start']}"), row["cite"], " ".join(marks)]


def deadline_row(one: Deadline, describer: Describer, state: State, now: datetime) -> dict[str, Any]:
    """Something due."""
    return {
        "kind": one.kind.value,
        "text": describer.deadline(one, state),
        "due_at": iso(one.due_at),
        "urgency": one.urgency(now).value,
        "left_s": round((one.due_at - now).total_seconds()),
    }


def place_row(place: Place) -> dict[str, Any]:
    """Where: words, WGS-84 degrees or null, and the gazetteer entry it was chosen from."""
    return {
        "words": place.words,
        "lat": place.point.lat if place.point else None,
        "lon": place.point.lon if place.point else None,
        "crs": place.point.crs.value if place.point else None,
        "gazetteer_id": place.gazetteer_id,
        "village": place.village,
    }


def incident_row(of: Incident, describer: Describer) -> dict[str, Any]:
    """An incident in a list."""
    return {
        "id": of.id,
        "number": of.number,
        "kind": of.kind,
        "kind_name": describer.kind(of.kind),
        "title": describer.incident_title(of),
        "place": place_row(of.place),
        "status": of.status.value,
        "status_name": describer.say(f"incident_status.{of.status}"),
        "severity": of.severity.value if of.severity else None,
        "severity_name": describer.severity(of),
        "aware_at": iso(of.aware_at),
        "occurred_at": iso(of.occurred_at),
    }


def problem_row(one: Problem, wording: Wording) -> dict[str, Any]:
    """What is wrong with a file: where, and what mends it."""
    return {"file": one.file, "line": one.line, "field": one.field, "code": one.code, "message": wording.problem(one)}


def plain(value: FactScalar) -> FactScalar:
    """A whole number without its ``.0``."""
    return int(value) if isinstance(value, float) and value.is_integer() else value
