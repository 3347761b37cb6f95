"""What wishes about the list and about requests to change it come to."""

from __future__ import annotations

from datetime import date

from msgspec.structs import replace

from app.domain import checks
from app.domain.record import Entry, Stamp
from app.domain.reference import Reference, covers
from app.domain.responsibility import rules
from app.domain.responsibility.commands import (
    AdjustDutyItem,
    ConsultDutyRequest,
    DecideDutyRequest,
    FileDutyRequest,
    RegisterDutyItems,
    WithdrawDutyRequest,
)
from app.domain.responsibility.entries import (
    DutyItemAdjusted,
    DutyItemsRegistered,
    DutyRequestClosed,
    DutyRequestConsulted,
    DutyRequestFiled,
)
from app.domain.responsibility.model import (
    DutyClass,
    DutyItem,
    DutyRequest,
    NoticeKind,
    RequestCause,
    RequestKind,
    RequestStatus,
)
from app.domain.state import State
from app.domain.words import Checked, RuleStatus
from app.kernel.clock import to_local
from app.kernel.errors import Refusal

_GRANTED = {RequestKind.ADMISSION: RequestStatus.ADMITTED, RequestKind.ADJUSTMENT: RequestStatus.ADJUSTED}


def register_items(command: RegisterDutyItems, state: State, reference: Reference, stamp: Stamp) -> tuple[Entry, ...]:
    """The list is replaced, whole or not at all; duties whose admission is still asked for stay in it as pending."""
    name = checks.words("list_name", command.name)
    if not command.items:
        raise Refusal("duty_list_empty")
    codes: set[str] = set()
    for item in command.items:
        _sound(item, reference)
        if item.code in codes:
            raise Refusal("duty_code_twice", {"code": item.code})
        codes.add(item.code)
    pending = tuple(
        item for code, item in sorted(state.duties.items())
        if item.duty_class is DutyClass.PENDING and code not in codes and _asked_for(code, state)
    )
    items = (*command.items, *pending)
    source, known = command.source.strip(), state.duty_list
    same = known is not None and (known.name, known.source, known.issued_on) == (name, source, command.issued_on)
    if same and rules.changes(state.duties, items).is_empty:
        raise Refusal("nothing_changed")
    return (DutyItemsRegistered(items=items, name=name, source=source, issued_on=command.issued_on),)


def adjust_item(command: AdjustDutyItem, state: State, reference: Reference, stamp: Stamp) -> tuple[Entry, ...]:
    """One item is changed or added."""
    _sound(command.item, reference)
    if state.duties.get(command.item.code) == command.item:
        raise Refusal("nothing_changed")
    return (DutyItemAdjusted(item=command.item, reason=checks.words("reason", command.reason)),)


def file_request(command: FileDutyRequest, state: State, reference: Reference, stamp: Stamp) -> tuple[Entry, ...]:
    """A request is filed; a duty that is to be admitted stands in the list as pending from now on."""
    proposal = command.proposal
    _sound(proposal, reference)
    known = state.duties.get(proposal.code)
    admission = command.kind is RequestKind.ADMISSION
    if _asked_for(proposal.code, state):
        raise Refusal("duty_request_open", {"code": proposal.code})
    if proposal.duty_class is DutyClass.PENDING:
        raise Refusal("duty_class_pending", {"code": proposal.code})
    settled = known is not None and known.duty_class is not DutyClass.PENDING and known.in_force(_today(stamp))
    if admission and settled:
        raise Refusal("duty_known", {"code": proposal.code})
    if not admission and known is None:
        raise Refusal("duty_unknown", {"code": proposal.code})
    if not admission and known == proposal:
        raise Refusal("nothing_changed")
    incident_id = state.incident(command.incident_id).id if command.incident_id else ""
    if command.cause is RequestCause.INCIDENT and not incident_id:
        raise Refusal("field_empty", {"field": "incident"})
    if command.task_id and command.task_id not in state.assignments:
        raise Refusal("task_unknown", {"task": command.task_id})
    filed = DutyRequestFiled(
        request_id=stamp.command_id, request_kind=command.kind, cause=command.cause, proposal=proposal,
        who=checks.words("who", command.who), words=checks.words("words", command.words),
        due_on=_not_past("due_on", command.due_on, stamp), incident_id=incident_id, task_id=command.task_id,
    )
    if not admission:
        return (filed,)
    waiting = replace(proposal, duty_class=DutyClass.PENDING, valid_from=None, valid_until=None)
    return filed, DutyItemAdjusted(item=waiting, request_id=filed.request_id)


def consult_request(command: ConsultDutyRequest, state: State, _: Reference, stamp: Stamp) -> tuple[Entry, ...]:
    """The township's assessment is recorded; there may be several rounds."""
    request = _open_request(command.request_id, state)
    return (
        DutyRequestConsulted(
            request_id=request.id, opinion=command.opinion, who=checks.words("who", command.who),
            words=checks.words("words", command.words), due_on=_not_past("due_on", command.due_on, stamp),
        ),
    )


def decide_request(command: DecideDutyRequest, state: State, reference: Reference, stamp: Stamp) -> tuple[Entry, ...]:
    """The county's decision is recorded, after the township was heard; a granted one changes the item by its own entry."""
    request = _open_request(command.request_id, state)
    if request.status is not RequestStatus.CONSULTATION:
        raise Refusal("duty_request_unheard", {"code": request.proposal.code})
    who, words = checks.words("who", command.who), checks.words("words", command.words)
    if not command.granted:
        return _ended(request, RequestStatus.REFUSED, who, words, state, stamp)
    item = command.item or request.proposal
    _sound(item, reference)
    if item.code != request.proposal.code:
        raise Refusal("duty_code_other", {"code": item.code, "asked": request.proposal.code})
    if item.duty_class is DutyClass.PENDING:
        raise Refusal("duty_class_pending", {"code": item.code})
    closed = DutyRequestClosed(request_id=request.id, status=_GRANTED[request.kind], who=who, words=words)
    return closed, DutyItemAdjusted(item=item, request_id=request.id)


def withdraw_request(command: WithdrawDutyRequest, state: State, _: Reference, stamp: Stamp) -> tuple[Entry, ...]:
    """An open request is taken back."""
    request = _open_request(command.request_id, state)
    who, words = checks.words("who", command.who), checks.words("words", command.words)
    return _ended(request, RequestStatus.WITHDRAWN, who, words, state, stamp)


def _sound(item: DutyItem, reference: Reference) -> None:
    """The item can stand in a list: it has a code and a name, kinds that exist, a lead where the township does not lead,
    days in order, and claims law only where that was verified."""
    code = checks.words("duty_code", item.code)
    checks.words("duty_name", item.name.zh)
    if code != item.code:
        raise Refusal("duty_code_blank", {"code": item.code})
    if rules.NOTICE_OF[item.duty_class] is not NoticeKind.NONE and not item.lead.name.strip():
        raise Refusal("duty_lead_missing", {"code": item.code})
    for pattern in item.kinds:
        if not any(covers((pattern,), kind) for kind in reference.kinds):
            raise Refusal("kind_unknown", {"incident_kind": pattern})
    if item.valid_from is not None and item.valid_until is not None and item.valid_until <= item.valid_from:
        raise Refusal("duty_days_swapped", {"code": item.code, "from_day": item.valid_from, "until_day": item.valid_until})
    if item.basis.status is RuleStatus.STATUTORY and item.basis.checked is not Checked.VERIFIED:
        raise Refusal("duty_law_unverified", {"code": item.code, "title": item.basis.title})


def _asked_for(code: str, state: State) -> bool:
    return any(one.is_open and one.proposal.code == code for one in state.duty_requests.values())


def _open_request(request_id: str, state: State) -> DutyRequest:
    request = state.duty_requests.get(request_id)
    if request is None:
        raise Refusal("duty_request_unknown", {"request": request_id})
    if not request.is_open:
        raise Refusal("duty_request_closed", {"code": request.proposal.code})
    return request


def _ended(
    request: DutyRequest, status: RequestStatus, who: str, words: str, state: State, stamp: Stamp
) -> tuple[Entry, ...]:
    """The request is closed without being granted; a duty that stood in the list as pending for it leaves the list today."""
    closed = DutyRequestClosed(request_id=request.id, status=status, who=who, words=words)
    item = state.duties.get(request.proposal.code)
    if request.kind is RequestKind.ADJUSTMENT or item is None or item.duty_class is not DutyClass.PENDING:
        return (closed,)
    return closed, DutyItemAdjusted(item=replace(item, valid_until=_today(stamp)), request_id=request.id)


def _not_past(field: str, day: date | None, stamp: Stamp) -> date | None:
    if day is not None and day < _today(stamp):
        raise Refusal("day_past", {"field": field, "day": day})
    return day


def _today(stamp: Stamp) -> date:
    return to_local(stamp.at).date()
