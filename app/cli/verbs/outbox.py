"""``reports send``, ``outbox``, ``call``, ``receipt``, ``retry``, ``giveup``, ``suspicions``: what leaves the desk, without a
window. The family ``reports`` is shared with whoever composes them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from app.cli.arguments import moment_of, path_of
from app.cli.output import iso, short, table
from app.cli.session import Session
from app.cli.tree import Tree
from app.cli.verbs.papers import REPORTED, keep, make_paper, paper_fields
from app.desk.workspace import Workspace
from app.domain.incident.model import Incident, PaperFormat
from app.domain.record import Command
from app.domain.reporting.model import Stage
from app.domain.reporting.suspicion import Suspicion, suspicions
from app.domain.sending.commands import (
    ConfirmByPhone,
    GiveUpTransmission,
    QueueTransmission,
    RecordAttempt,
    RecordTransmissionReceipt,
    RetryNow,
)
from app.domain.sending.entries import TransmissionQueued
from app.domain.sending.model import AttemptResult, CallOutcome, Evidence, SendChannel, Transmission
from app.domain.sending.rules import next_attempt_at
from app.kernel.errors import Refusal

MOST_TEXT_BYTES = 200_000


def add(tree: Tree) -> None:
    """The parsers of this family."""
    say = tree.say
    family = tree.family("reports")
    sending = family.verb("send", send)
    sending.add_argument("incident", metavar="I", nargs="?", default="", help=say("cli.help.send_incident"))
    sending.add_argument("--channel", choices=[one.value for one in SendChannel], required=True, help=say("cli.help.send_channel"))
    sending.add_argument("--stage", choices=[one.value for one in Stage], default="first", help=say("cli.help.send_stage"))
    sending.add_argument("--to-role", default="county_duty_room", metavar="R", help=say("cli.help.to_role"))
    sending.add_argument("--recipient", default="", metavar="NAME", help=say("cli.help.recipient"))
    sending.add_argument("--address", default="", metavar="A", help=say("cli.help.address"))
    sending.add_argument("--title", default="", metavar="TEXT", help=say("cli.help.send_title"))
    sending.add_argument("--text", default="", metavar="TEXT", help=say("cli.help.send_text"))
    sending.add_argument("--text-file", type=path_of, metavar="FILE", help=say("cli.help.text_file"))
    sending.add_argument("--document", metavar="NAME", help=say("cli.help.document"))
    sending.add_argument("--queue-only", action="store_true", help=say("cli.help.queue_only"))
    tree.actor(sending)
    listing = family.verb("outbox", list_outbox)
    listing.add_argument("--all", action="store_true", help=say("cli.help.outbox_all"))
    listing.add_argument("--work", action="store_true", help=say("cli.help.outbox_work"))
    tree.actor(listing)
    calling = family.verb("call", call)
    calling.add_argument("--whom", required=True, metavar="NAME", help=say("cli.help.call_whom"))
    calling.add_argument("--number", required=True, metavar="N", help=say("cli.help.call_number"))
    outcomes = [one.value for one in CallOutcome]
    calling.add_argument("--outcome", choices=outcomes, default="confirmed", help=say("cli.help.call_outcome"))
    calling.add_argument("--read-back", action="store_true", help=say("cli.help.read_back"))
    signing = family.verb("receipt", receipt)
    signing.add_argument("--by", required=True, metavar="NAME", help=say("cli.help.receipt_by"))
    signing.add_argument("--evidence", choices=[one.value for one in Evidence], default="signature", help=say("cli.help.evidence"))
    signing.add_argument("--number", default="", metavar="N", help=say("cli.help.receipt_number"))
    handing = family.verb("sent", sent)
    handing.add_argument("--detail", default="", metavar="TEXT", help=say("cli.help.sent_detail"))
    giving = family.verb("giveup", give_up)
    giving.add_argument("--reason", required=True, metavar="TEXT", help=say("cli.help.reason"))
    trying = family.verb("retry", retry)
    for parser in (calling, signing, handing, giving, trying):
        parser.add_argument("transmission", metavar="ID", help=say("cli.help.transmission"))
        tree.actor(parser)
    for parser in (calling, signing, handing):
        parser.add_argument("--at", metavar="T", help=say("cli.help.done_at"))
    family.verb("suspicions", list_suspicions)


async def send(session: Session) -> int:
    """Put a report into the outbox and, by a channel of the machine, send it now; prints where it stands."""
    arguments = session.arguments
    async with session.desk() as workspace:
        desk = workspace.desk
        of = desk.state.incident(arguments.incident) if arguments.incident else None
        role = desk.reference.roles.get(arguments.to_role)
        text = _text(arguments.text, arguments.text_file)
        sha256, size = "", 0
        if arguments.document is not None:
            if of is None:
                raise Refusal("document_needs_incident")
            sha256, size = await _paper(session, workspace, of, arguments.document)
        title = arguments.title or (session.describer.incident_title(of) if of is not None else "")
        records = await desk.execute(
            QueueTransmission(
                channel=SendChannel(arguments.channel), to_role=arguments.to_role,
                recipient=arguments.recipient or (session.wording.text(role.name) if role else ""), title=title,
                address=arguments.address, incident_id=of.id if of is not None else "", stage=Stage(arguments.stage), text=text,
                document_sha256=sha256, document_bytes=size,
            ),
            session.context(),
        )
        queued = next(one.entry.transmission.id for one in records if isinstance(one.entry, TransmissionQueued))
        if not arguments.queue_only and workspace.outbox is not None:
            await workspace.outbox.work()
        return _answer(session, queued)


async def list_outbox(session: Session) -> int:
    """List what is not settled yet (``--all``: everything); ``--work`` sends what is due first."""
    async with session.desk() as workspace:
        if session.arguments.work and workspace.outbox is not None:
            await workspace.outbox.work()
        chosen = [
            one for one in workspace.desk.state.transmissions.values()
            if session.arguments.all or one.is_waiting or (one.receipt is None and one.given_up is None)
        ]
        rows = [_row(one, session) for one in sorted(chosen, key=lambda one: one.queued_at)]
        lines = table(
            (row["id"], row["state_name"], row["report"], row["recipient"], row["channel_name"], row["last"], row["title"])
            for row in rows
        )
        session.out.answer(rows, lines or [session.wording.say("cli.outbox.none")])
    return 0


async def call(session: Session) -> int:
    """Record a call that asked whether it has arrived."""
    given = session.arguments
    return await _do(session, lambda at: ConfirmByPhone(
        transmission_id=given.transmission, whom=given.whom, number=given.number, outcome=CallOutcome(given.outcome),
        read_back=given.read_back, at=at,
    ))


async def receipt(session: Session) -> int:
    """Record who signed for it."""
    given = session.arguments
    return await _do(session, lambda at: RecordTransmissionReceipt(
        transmission_id=given.transmission, receipt_by=given.by, evidence=Evidence(given.evidence), number=given.number, at=at,
    ))


async def sent(session: Session) -> int:
    """Record that a person has sent it (printed, faxed, copied)."""
    given = session.arguments
    return await _do(session, lambda at: RecordAttempt(
        transmission_id=given.transmission, result=AttemptResult.SENT, detail=given.detail, at=at,
    ))


async def give_up(session: Session) -> int:
    """Send it this way no more."""
    given = session.arguments
    return await _do(session, lambda _at: GiveUpTransmission(transmission_id=given.transmission, reason=given.reason))


async def retry(session: Session) -> int:
    """Try it again now."""
    async with session.desk() as workspace:
        given = session.arguments
        await workspace.desk.execute(RetryNow(transmission_id=given.transmission), session.context())
        if workspace.outbox is not None:
            await workspace.outbox.work()
        return _answer(session, given.transmission)


async def list_suspicions(session: Session) -> int:
    """List what looks late or left out. The machine suspects; people judge."""
    async with session.desk() as workspace:
        desk = workspace.desk
        rows = [_suspicion(one, session) for one in suspicions(desk.state, desk.reference, desk.clock.now())]
        lines = table(
            (row["suspected_name"], row["incident"], row["report"], row["to_name"], short(moment_of(row["due_at"], desk.clock)),
             row["cause_name"])
            for row in rows
        )
        session.out.answer(rows, lines or [session.wording.say("cli.suspicions.none")])
    return 0


async def _do(session: Session, make: Any) -> int:
    async with session.desk() as workspace:
        command: Command = make(moment_of(getattr(session.arguments, "at", None), session.clock))
        await workspace.desk.execute(command, session.context())
        return _answer(session, session.arguments.transmission)


async def _paper(session: Session, workspace: Workspace, of: Incident, name: str) -> tuple[str, int]:
    """Make a document, archive it and record that it was issued; its hash and size."""
    papers = session.doors.papers()
    session.documents = papers.titles
    if name not in papers.titles:
        raise Refusal("document_unknown", {"document": name})
    if papers.documents[name].about not in REPORTED:
        raise Refusal("document_other_verb", {"document": name})
    paper = await make_paper(session, workspace, name, await paper_fields(session, workspace, of, name), PaperFormat.PDF)
    command = keep(session, workspace, of, name, paper)
    await workspace.desk.execute(command, session.context())
    return command.sha256, len(paper.data)


def _text(given: str, file: Path | None) -> str:
    if file is None:
        return given
    data = file.read_bytes()[: MOST_TEXT_BYTES + 1]
    if len(data) > MOST_TEXT_BYTES:
        raise Refusal("transmission_too_long", {"most": MOST_TEXT_BYTES})
    return data.decode("utf-8-sig", "replace")


def _answer(session: Session, transmission_id: str) -> int:
    one = session.workspace.desk.state.transmissions[transmission_id]
    row = _row(one, session)
    line = " ".join(part for part in (row["id"], row["state_name"], row["report"], "→", row["recipient"], row["last"]) if part)
    session.out.answer(row, [line])
    return 0


def _row(one: Transmission, session: Session) -> dict[str, Any]:
    say, state = session.wording.say, session.workspace.desk.state
    of = state.incidents.get(one.incident_id)
    last = one.attempts[-1] if one.attempts else None
    return {
        "id": one.id,
        "key": one.key,
        "state": one.state.value,
        "state_name": say(f"send_state.{one.state}"),
        "channel": one.channel.value,
        "channel_name": say(f"send_channel.{one.channel}"),
        "incident": of.number if of is not None else "",
        "stage": one.stage.value,
        "number": one.number,
        "report": session.describer.stage(one.stage, one.number),
        "to_role": one.to_role,
        "recipient": one.recipient,
        "address": one.address,
        "title": one.title,
        "document_sha256": one.document_sha256,
        "queued_at": iso(one.queued_at),
        "queued_by": one.queued_by,
        "attempts": [
            {"begun_at": iso(a.begun_at), "ended_at": iso(a.ended_at), "result": a.result.value, "detail": a.detail}
            for a in one.attempts
        ],
        "last": f"{say(f'attempt_result.{last.result}')} {last.detail}".strip() if last else "",
        "next_attempt_at": iso(next_attempt_at(one)) if one.by_machine else None,
        "sent_at": iso(one.sent_at),
        "calls": [
            {"at": iso(c.at), "whom": c.whom, "number": c.number, "outcome": c.outcome.value, "read_back": c.read_back}
            for c in one.calls
        ],
        "receipt": {
            "by": one.receipt.by, "at": iso(one.receipt.at), "evidence": one.receipt.evidence.value, "number": one.receipt.number,
        } if one.receipt else None,
        "given_up": one.given_up.reason if one.given_up else None,
        "report_id": one.made_id,
        "not_counted": one.not_counted,
    }


def _suspicion(one: Suspicion, session: Session) -> dict[str, Any]:
    say, describer = session.wording.say, session.describer
    of = session.workspace.desk.state.incidents.get(one.incident_id)
    return {
        "suspected": one.suspected.value,
        "suspected_name": say(f"suspected.{one.suspected}"),
        "cause": one.cause.value,
        "cause_name": say(f"suspicion_cause.{one.cause}", minutes=round(one.late_by_s / 60)),
        "incident": of.number if of is not None else "",
        "words": one.words,
        "report": f"{say(f'channel.{one.channel}')} {describer.stage(one.stage, one.number)}",
        "to": one.to_role,
        "to_name": describer.role(one.to_role),
        "due_at": iso(one.due_at),
        "actual_at": iso(one.actual_at),
        "late_by_s": one.late_by_s,
        "rules": [ref.rule_id for ref in one.bases],
        "bases": [describer.rule_basis(ref) for ref in one.bases],
    }
