"""What incident entries make of the state."""

from __future__ import annotations

from collections.abc import Callable

from msgspec.structs import replace

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
    PhotographAttached,
    PhotographCaptioned,
    PhotographWithdrawn,
    SeverityAssessed,
    SeverityOverridden,
)
from app.domain.incident.model import (
    FactValue,
    Grading,
    Incident,
    IncidentStatus,
    IssuedDocument,
    Note,
    Photograph,
    SeverityOverride,
)
from app.domain.record import Stamp
from app.domain.state import State


def changed(state: State, incident_id: str, change: Callable[[Incident], Incident]) -> State:
    """The state with one incident changed."""
    incident = state.incidents[incident_id]
    return replace(state, incidents=state.incidents.set(incident_id, change(incident)))


def opened(state: State, entry: IncidentOpened, stamp: Stamp) -> State:
    """A new incident, not yet graded."""
    incident = Incident(
        id=entry.incident_id,
        number=entry.number,
        kind=entry.kind_code,
        place=entry.place,
        aware_at=entry.aware_at,
        occurred_at=entry.occurred_at,
        caller=entry.caller,
        narrative=entry.narrative,
        opened_at=stamp.at,
        opened_by=stamp.actor,
        grading=Grading(None, (), ()),
    )
    return replace(
        state,
        incidents=state.incidents.set(incident.id, incident),
        numbers=state.numbers.set(entry.day, state.numbers.get(entry.day, 0) + 1),
    )


def facts_recorded(state: State, entry: FactsRecorded, stamp: Stamp) -> State:
    """The figures as they are known now."""

    def change(incident: Incident) -> Incident:
        facts = incident.facts
        for name in entry.removed:
            facts = facts.delete(name)
        for name, value in entry.facts.items():
            facts = facts.set(name, FactValue(value, entry.status, entry.source, stamp.at, stamp.actor))
        moved = stamp.at if entry.casualties else incident.casualties_changed_at
        return replace(incident, facts=facts, casualties_changed_at=moved)

    return changed(state, entry.incident_id, change)


def corrected(state: State, entry: IncidentCorrected, stamp: Stamp) -> State:
    """The intake as it should have been."""
    return changed(
        state,
        entry.incident_id,
        lambda incident: replace(
            incident,
            kind=entry.kind_code,
            place=entry.place,
            aware_at=entry.aware_at,
            occurred_at=entry.occurred_at,
            caller=entry.caller,
            narrative=entry.narrative,
        ),
    )


def _graded(incident: Incident, after: Incident, stamp: Stamp) -> Incident:
    return after if after.severity is incident.severity else replace(after, judged_at=stamp.at)


def assessed(state: State, entry: SeverityAssessed, stamp: Stamp) -> State:
    """The machine's grading."""
    return changed(
        state, entry.incident_id, lambda i: _graded(i, replace(i, grading=entry.grading), stamp)
    )


def overridden(state: State, entry: SeverityOverridden, stamp: Stamp) -> State:
    """The person's grading beside it."""
    own = SeverityOverride(entry.severity, entry.reason, stamp.actor, stamp.at)
    return changed(state, entry.incident_id, lambda i: _graded(i, replace(i, override=own), stamp))


def override_withdrawn(state: State, entry: OverrideWithdrawn, stamp: Stamp) -> State:
    """The machine's grading alone."""
    return changed(state, entry.incident_id, lambda i: _graded(i, replace(i, override=None), stamp))


def note_added(state: State, entry: NoteAdded, stamp: Stamp) -> State:
    """A line more."""
    note = Note(entry.note_id, entry.text, stamp.actor, stamp.at)
    return changed(state, entry.incident_id, lambda i: replace(i, notes=(*i.notes, note)))


def note_struck(state: State, entry: NoteStruck, stamp: Stamp) -> State:
    """A line struck through."""

    def strike(note: Note) -> Note:
        return replace(note, struck_reason=entry.reason) if note.id == entry.note_id else note

    return changed(state, entry.incident_id, lambda i: replace(i, notes=tuple(strike(note) for note in i.notes)))


def stabilised(state: State, entry: IncidentStabilised, stamp: Stamp) -> State:
    """Stable from that moment."""
    return changed(state, entry.incident_id, lambda i: replace(i, stabilised_at=entry.at))


def closed(state: State, entry: IncidentClosed, stamp: Stamp) -> State:
    """Closed; an incident that never had a response counts as ended now."""
    return changed(
        state,
        entry.incident_id,
        lambda i: replace(
            i,
            status=IncidentStatus.CLOSED,
            closure=entry.closure,
            terminated_at=i.terminated_at or stamp.at,
        ),
    )


def document_issued(state: State, entry: DocumentIssued, stamp: Stamp) -> State:
    """A paper more: of its incident, or of the area."""
    paper = IssuedDocument(
        entry.document_id, entry.document, entry.sha256, entry.pages, stamp.actor, stamp.at, entry.format, entry.unmasked,
        entry.reason, entry.code,
    )  # fmt: skip
    if not entry.incident_id:
        return replace(state, documents=(*state.documents, paper))
    return changed(state, entry.incident_id, lambda i: replace(i, documents=(*i.documents, paper)))


def photograph_attached(state: State, entry: PhotographAttached, stamp: Stamp) -> State:
    """A photograph more."""
    one = Photograph(
        id=entry.photograph_id, sha256=entry.sha256, name=entry.name, kind=entry.picture, bytes_count=entry.bytes_count,
        by=stamp.actor, at=stamp.at, caption=entry.caption, taken_at=entry.taken_at,
    )
    return changed(state, entry.incident_id, lambda i: replace(i, photographs=(*i.photographs, one)))


def photograph_captioned(state: State, entry: PhotographCaptioned, _: Stamp) -> State:
    """Other words under it."""
    return _photograph_changed(state, entry.incident_id, entry.photograph_id, lambda one: replace(one, caption=entry.caption))


def photograph_withdrawn(state: State, entry: PhotographWithdrawn, _: Stamp) -> State:
    """One less that counts."""
    reason = entry.reason
    return _photograph_changed(state, entry.incident_id, entry.photograph_id, lambda one: replace(one, withdrawn_reason=reason))


def _photograph_changed(
    state: State, incident_id: str, photograph_id: str, change: Callable[[Photograph], Photograph]
) -> State:
    def among(incident: Incident) -> Incident:
        photographs = tuple(change(one) if one.id == photograph_id else one for one in incident.photographs)
        return replace(incident, photographs=photographs)

    return changed(state, incident_id, among)
