"""What wishes about warning messages come to."""

from __future__ import annotations

from app.domain import checks
from app.domain.duty.entries import WarningLifted, WarningReceived
from app.domain.duty.model import Relay, Warning
from app.domain.record import Entry, Stamp
from app.domain.reference import Reference
from app.domain.state import State
from app.domain.warning.commands import ReceiveWarning, RelayWarning, SignForWarning
from app.domain.warning.entries import WarningRelayed, WarningReplaced, WarningSigned
from app.domain.warning.model import MessageStatus, MessageType, WarningMessage
from app.domain.warning.rules import by_identifier
from app.kernel.errors import Refusal


def receive(command: ReceiveWarning, state: State, _: Reference, stamp: Stamp) -> tuple[Entry, ...]:
    """A new warning, one in the place of others, or the end of some. An exercise or a test never becomes a warning."""
    message = command.message
    if message.status is not MessageStatus.ACTUAL:
        raise Refusal("warning_not_actual", {"status": message.status.value, "identifier": message.identifier})
    known = by_identifier(state, message.identifier)
    if known is not None and known.sent_at == message.sent_at:
        raise Refusal("warning_known", {"identifier": message.identifier})
    meant = [one for one in map(lambda name: by_identifier(state, name), message.references) if one and one.lifted_at is None]
    if message.type is MessageType.CANCEL:
        if not meant:
            raise Refusal("warning_to_cancel_unknown", {"identifier": message.identifier})
        return tuple(WarningLifted(warning_id=one.id) for one in meant)
    made = _warning(message, command, stamp)
    again = [known] if known is not None and known.lifted_at is None and known not in meant else []
    replaced = (WarningReplaced(warning_id=one.id, by_id=made.id) for one in (*meant, *again))
    return (WarningReceived(warning=made), *replaced)


def sign(command: SignForWarning, state: State, _: Reference, stamp: Stamp) -> tuple[Entry, ...]:
    """Somebody signs, once."""
    one = _standing(command.warning_id, state)
    if one.signed_at is not None:
        raise Refusal("warning_signed", {"by": one.signed_by})
    return (WarningSigned(warning_id=one.id, by=checks.words("signed_by", command.by)),)


def relay(command: RelayWarning, state: State, _: Reference, stamp: Stamp) -> tuple[Entry, ...]:
    """It goes on to these, word for word."""
    one = _standing(command.warning_id, state)
    means = checks.words("means", command.means)
    names = tuple(dict.fromkeys(name.strip() for name in command.to if name.strip()))
    if not names:
        raise Refusal("nothing_changed")
    relays = tuple(Relay(name, means, stamp.at, stamp.actor) for name in names)
    return (WarningRelayed(warning_id=one.id, relays=relays),)


def _standing(warning_id: str, state: State) -> Warning:
    one = state.warnings.get(warning_id)
    if one is None or one.lifted_at is not None:
        raise Refusal("warning_unknown", {"warning": warning_id})
    return one


def _warning(message: WarningMessage, command: ReceiveWarning, stamp: Stamp) -> Warning:
    level = message.level or command.level
    if level is None:
        raise Refusal("warning_without_level", {"identifier": message.identifier, "field": "level"})
    return Warning(
        id=stamp.command_id, kind=message.kind, level=level, text=message.text or message.headline,
        issued_by=message.issued_by or message.sender, received_at=stamp.at, identifier=message.identifier,
        sender=message.sender, sent_at=message.sent_at, effective_at=message.effective_at, expires_at=message.expires_at,
        advice=message.advice, areas=message.areas, source_sha256=message.source_sha256, source_name=message.source_name,
    )
