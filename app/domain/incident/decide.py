"""What wishes about incidents come to."""

from __future__ import annotations

from app.domain import checks
from app.domain.calls.decide import logged as logged_call
from app.domain.conditions import FactScalar
from app.domain.incident.commands import (
    AddNote,
    CloseIncident,
    CorrectIncident,
    IssueDocument,
    MarkStabilised,
    OpenIncident,
    OverrideSeverity,
    RecordFacts,
    StrikeNote,
    WithdrawOverride,
)
from app.domain.incident.entries import (
    DocumentIssued,
    FactsRecorded,
    IncidentClosed,
    IncidentCorrected,
    IncidentOpened,
    IncidentStabilised,
    NoteAdded,
    NoteStruck,
    OverrideWithdrawn,
    SeverityAssessed,
    SeverityOverridden,
)
from app.domain.incident.model import Closure, FactValue, Grading, Incident, IncidentStatus, Place
from app.domain.incident.rules import CASUALTIES, check_facts, facts_view, grade
from app.domain.presence.rules import inside
from app.domain.record import Entry, Stamp
from app.domain.reference import Reference
from app.domain.state import State
from app.domain.unit.model import BUSY
from app.domain.words import FactStatus
from app.kernel.clock import to_local
from app.kernel.errors import Refusal
from app.kernel.geo import Point


def open_incident(command: OpenIncident, state: State, reference: Reference, stamp: Stamp) -> tuple[Entry, ...]:
    """A report becomes an incident with its first figures and its first grading."""
    _known_kind(command.kind, reference)
    checks.moments(command.occurred_at, command.aware_at, stamp.at)
    where = checks.point(command.place.point, state.profile, command.confirmed)
    if where is None and not command.place.words.strip():
        raise Refusal("place_missing")
    facts = check_facts(command.kind, command.facts, reference.facts)
    day = to_local(command.aware_at).strftime("%Y%m%d")
    opened = IncidentOpened(
        incident_id=stamp.command_id,
        number=f"{day}-{state.numbers.get(day, 0) + 1:02d}",
        day=day,
        kind_code=command.kind,
        place=_placed(command.place, where),
        aware_at=command.aware_at,
        occurred_at=command.occurred_at,
        caller=command.caller,
        narrative=command.narrative.strip(),
    )
    entries: list[Entry] = [opened]
    if facts:
        source = command.fact_source or command.caller.name or command.caller.channel
        entries.append(
            FactsRecorded(
                incident_id=opened.incident_id, facts=facts, status=FactStatus.REPORTED, source=source,
                casualties=any(name in CASUALTIES for name in facts),
            )
        )
    if command.call is not None:
        entries.append(logged_call(command.call, opened.incident_id, state, stamp))
    grading = grade(command.kind, facts_view(facts), reference.tables)
    entries.append(SeverityAssessed(incident_id=opened.incident_id, grading=grading))
    return tuple(entries)


def record_facts(command: RecordFacts, state: State, reference: Reference, stamp: Stamp) -> tuple[Entry, ...]:
    """Changed figures are recorded with the values they replace; the grading follows."""
    incident = state.incident(command.incident_id)
    facts = check_facts(incident.kind, command.facts, reference.facts)
    changed = {name: value for name, value in facts.items() if not _same(incident.facts.get(name), value, command.status)}
    removed = tuple(name for name in command.removed if name in incident.facts and name not in facts)
    if not changed and not removed:
        raise Refusal("nothing_changed")
    before = {name: incident.facts[name].value for name in (*changed, *removed) if name in incident.facts}
    _reasoned(incident, command, changed, removed)
    recorded = FactsRecorded(
        incident_id=incident.id, facts=changed, removed=removed, status=command.status, source=command.source.strip(),
        before=before, reason=command.reason.strip(),
        casualties=any(name in CASUALTIES and before.get(name) != changed.get(name) for name in (*changed, *removed)),
    )
    now_known = {name: known.value for name, known in incident.facts.items() if name not in removed} | changed
    return (recorded, *_regraded(incident, incident.kind, now_known, reference))


def correct_incident(command: CorrectIncident, state: State, reference: Reference, stamp: Stamp) -> tuple[Entry, ...]:
    """What was taken in wrongly is put right; the old words stay in the journal."""
    incident = checks.still_open(state.incident(command.incident_id))
    reason = checks.words("reason", command.reason)
    kind = command.kind or incident.kind
    _known_kind(kind, reference)
    place = incident.place  # taken in once with its questions answered: not asked about again
    if command.place is not None:
        place = _placed(command.place, checks.point(command.place.point, state.profile, command.confirmed))
        if place.point is None and not place.words:
            raise Refusal("place_missing")
    aware_at = command.aware_at or incident.aware_at
    occurred_at = command.occurred_at or incident.occurred_at
    checks.moments(occurred_at, aware_at, stamp.at)
    corrected = IncidentCorrected(
        incident_id=incident.id,
        reason=reason,
        fields=tuple(
            name
            for name in ("kind", "place", "occurred_at", "aware_at", "caller", "narrative")
            if (new := getattr(command, name)) is not None and new != getattr(incident, name)
        ),
        kind_code=kind,
        place=place,
        aware_at=aware_at,
        occurred_at=occurred_at,
        caller=command.caller or incident.caller,
        narrative=incident.narrative if command.narrative is None else command.narrative.strip(),
    )
    if not corrected.fields:
        raise Refusal("nothing_changed")
    known = {name: fact.value for name, fact in incident.facts.items()}
    return (corrected, *_regraded(incident, kind, known, reference))


def override_severity(command: OverrideSeverity, state: State, _: Reference, stamp: Stamp) -> tuple[Entry, ...]:
    """A person's grading stands beside the machine's."""
    incident = checks.still_open(state.incident(command.incident_id))
    reason = checks.words("reason", command.reason)
    return (SeverityOverridden(incident_id=incident.id, severity=command.severity, reason=reason),)


def withdraw_override(command: WithdrawOverride, state: State, _: Reference, stamp: Stamp) -> tuple[Entry, ...]:
    """The machine's grading counts again."""
    incident = checks.still_open(state.incident(command.incident_id))
    if incident.override is None:
        raise Refusal("nothing_changed")
    return (OverrideWithdrawn(incident_id=incident.id, reason=checks.words("reason", command.reason)),)


def add_note(command: AddNote, state: State, _: Reference, stamp: Stamp) -> tuple[Entry, ...]:
    """A line for the timeline."""
    incident = state.incident(command.incident_id)
    return (NoteAdded(incident_id=incident.id, note_id=stamp.command_id, text=checks.words("text", command.text)),)


def strike_note(command: StrikeNote, state: State, _: Reference, stamp: Stamp) -> tuple[Entry, ...]:
    """A line struck through."""
    incident = state.incident(command.incident_id)
    note = next((note for note in incident.notes if note.id == command.note_id), None)
    if note is None or note.struck_reason:
        raise Refusal("note_unknown", {"note": command.note_id})
    return (NoteStruck(incident_id=incident.id, note_id=note.id, reason=checks.words("reason", command.reason)),)


def mark_stabilised(command: MarkStabilised, state: State, _: Reference, stamp: Stamp) -> tuple[Entry, ...]:
    """The situation is stable from a moment on."""
    incident = checks.still_open(state.incident(command.incident_id))
    if incident.stabilised_at is not None:
        raise Refusal("nothing_changed")
    at = checks.not_in_future("at", command.at, stamp.at)
    if at < incident.aware_at:
        raise Refusal("time_before_awareness", {"at": at, "aware_at": incident.aware_at})
    return (IncidentStabilised(incident_id=incident.id, at=at),)


def close_incident(command: CloseIncident, state: State, _: Reference, stamp: Stamp) -> tuple[Entry, ...]:
    """The incident is closed; refused while a response runs, a unit is out, somebody is inside, or a legal field is empty."""
    incident = checks.still_open(state.incident(command.incident_id))
    if any(activation.is_running for activation in incident.activations):
        raise Refusal("response_running", {"incident": incident.number})
    out = [d.unit_id for d in incident.dispatches.values() if d.ended_at is None and d.status in BUSY]
    if out:
        raise Refusal("units_still_out", {"units": ", ".join(sorted(out))})
    within = inside(state, incident.id)
    if within:
        raise Refusal("people_inside", {"count": len(within), "names": ", ".join(one.name for one in within[:5])})
    closure = Closure(
        cause=checks.words("cause", command.cause),
        outcome=checks.words("outcome", command.outcome),
        losses=checks.words("losses", command.losses),
        lessons=checks.words("lessons", command.lessons),
        measures=checks.words("measures", command.measures),
        approved_by=checks.words("approved_by", command.approved_by),
        by=stamp.actor,
        at=stamp.at,
    )
    return (IncidentClosed(incident_id=incident.id, closure=closure),)


def issue_document(command: IssueDocument, state: State, _: Reference, stamp: Stamp) -> tuple[Entry, ...]:
    """A paper left the desk. ``Refusal("unmasked_reason_missing")`` for names and numbers in full without a reason."""
    reason = command.reason.strip()
    if command.unmasked and not reason:
        raise Refusal("unmasked_reason_missing")
    return (
        DocumentIssued(
            incident_id=state.incident(command.incident_id).id if command.incident_id else "", document_id=stamp.command_id,
            document=command.document, sha256=command.sha256, pages=command.pages, format=command.format,
            unmasked=command.unmasked, reason=reason if command.unmasked else "", code=command.code,
        ),
    )  # fmt: skip


def _known_kind(kind: str, reference: Reference) -> None:
    if kind not in reference.kinds:
        raise Refusal("kind_unknown", {"incident_kind": kind})


def _placed(place: Place, where: Point | None) -> Place:
    return Place(place.words.strip(), where, place.gazetteer_id, place.village, place.grid)


def _same(known: FactValue | None, value: FactScalar, status: FactStatus) -> bool:
    return known is not None and known.value == value and known.status is status


def _reasoned(
    incident: Incident, command: RecordFacts, changed: dict[str, FactScalar], removed: tuple[str, ...]
) -> None:
    touched = [incident.facts[name] for name in (*changed, *removed) if name in incident.facts]
    settled = any(
        known.status is FactStatus.VERIFIED and command.facts.get(name) != known.value
        for name in (*changed, *removed)
        if (known := incident.facts.get(name)) is not None
    )
    needs = settled or bool(removed) or (command.status is FactStatus.CORRECTED and bool(touched))
    if (needs or incident.status is IncidentStatus.CLOSED) and not command.reason.strip():
        raise Refusal("reason_missing")


def _regraded(
    incident: Incident, kind: str, known: dict[str, FactScalar], reference: Reference
) -> tuple[Entry, ...]:
    grading: Grading = grade(kind, facts_view(known), reference.tables)
    if grading == incident.grading:
        return ()
    return (SeverityAssessed(incident_id=incident.id, grading=grading),)
