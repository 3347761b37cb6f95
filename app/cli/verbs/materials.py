"""``materials``: stock and its changes, requests and what became of them."""

from __future__ import annotations

from typing import Any

from app.cli.arguments import moment_of, number_of
from app.cli.output import iso, short, table
from app.cli.session import Session
from app.cli.tree import Tree
from app.desk.describe_forces import amount
from app.desk.workspace import Workspace
from app.domain.record import Command
from app.domain.resource.commands import MoveStock
from app.domain.resource.model import Material, MoveKind
from app.domain.state import State
from app.domain.supply.commands import (
    CloseSupply,
    ConfirmArrival,
    IssueSupply,
    PromiseSupply,
    RefuseSupply,
    RequestSupply,
)
from app.domain.supply.model import SupplyRequest
from app.kernel.errors import Refusal

STEPS = ("promise", "refuse", "issue", "arrive", "close")
"""What ``fulfil`` may record, in the order in which it happens."""

_MOST = 1e9


def add(tree: Tree) -> None:
    """The parsers of this family."""
    say = tree.say
    family = tree.family("materials")
    listing = family.verb("list", list_materials)
    listing.add_argument("--low", action="store_true", help=say("cli.help.low"))
    listing.add_argument("--requests", action="store_true", help=say("cli.help.requests"))
    moving = family.verb("move", move)
    moving.add_argument("material", metavar="M", help=say("cli.help.material"))
    moving.add_argument("move", choices=[one.value for one in MoveKind], help=say("cli.help.move"))
    moving.add_argument("quantity", type=number_of(0, _MOST), metavar="N", help=say("cli.help.quantity"))
    moving.add_argument("--whom", default="", metavar="TEXT", help=say("cli.help.stock_whom"))
    moving.add_argument("--incident", default="", metavar="I", help=say("cli.help.which_incident"))
    moving.add_argument("--note", default="", metavar="TEXT", help=say("cli.help.reason"))
    tree.actor(moving)
    asking = family.verb("request", request)
    asking.add_argument("what", metavar="WHAT", help=say("cli.help.what_needed"))
    asking.add_argument("quantity", type=number_of(0, _MOST), metavar="N", help=say("cli.help.quantity"))
    asking.add_argument("unit", metavar="UNIT", help=say("cli.help.stock_measure"))
    asking.add_argument("--incident", default="", metavar="I", help=say("cli.help.which_incident"))
    asking.add_argument("--place", default="", metavar="TEXT", help=say("cli.help.to_place"))
    asking.add_argument("--by", dest="asked_by", default="", metavar="TEXT", help=say("cli.help.asked_by"))
    asking.add_argument("--due", metavar="T", help=say("cli.help.due"))
    tree.actor(asking)
    step = family.verb("fulfil", fulfil)
    step.add_argument("request", metavar="R", help=say("cli.help.request"))
    step.add_argument("step", choices=STEPS, help=say("cli.help.supply_step"))
    step.add_argument("quantity", nargs="?", type=number_of(0, _MOST), metavar="N", help=say("cli.help.quantity"))
    step.add_argument("--material", default="", metavar="M", help=say("cli.help.material"))
    step.add_argument("--source", default="", metavar="TEXT", help=say("cli.help.supplier"))
    step.add_argument("--expected", metavar="T", help=say("cli.help.due"))
    step.add_argument("--reason", default="", metavar="TEXT", help=say("cli.help.reason"))
    tree.actor(step)


def material_of(text: str, state: State) -> Material:
    """The material with this id or name; ``Refusal("material_unknown")`` where there is none or more than one."""
    plain = text.strip()
    known = state.materials.get(plain)
    named = [one for one in state.materials.values() if plain and plain in (one.name.zh, one.name.en)]
    if known is None and len(named) != 1:
        raise Refusal("material_unknown", {"material": text})
    return known or named[0]


async def list_materials(session: Session) -> int:
    """List the stock, or with ``--requests`` what was asked for."""
    async with session.desk() as workspace:
        state = workspace.desk.state
        if session.arguments.requests:
            rows = [request_row(one, session, state) for one in state.supply_requests.values()]
            lines = table((r["id"], r["status_name"], r["what"], r["text"], r["place"], r["incident"]) for r in rows)
        else:
            stock = [one for one in state.materials.values() if one.is_low or not session.arguments.low]
            rows = [stock_row(one, session) for one in sorted(stock, key=lambda one: (one.kind, one.id))]
            lines = table(
                (r["id"], r["name"], amount(r["quantity"], r["unit"]), r["place"], r["keeper"], r["expires_on"] or "")
                for r in rows
            )
        session.out.answer(rows, lines or [session.wording.say("cli.materials.none")])
    return 0


async def move(session: Session) -> int:
    """Record a change of stock."""
    arguments = session.arguments
    async with session.desk() as workspace:
        stock = material_of(arguments.material, workspace.desk.state)
        command = MoveStock(
            material_id=stock.id, move=MoveKind(arguments.move), quantity=arguments.quantity, whom=arguments.whom,
            incident_id=arguments.incident, note=arguments.note,
        )
        lines = await _said(session, workspace, command)
        session.out.answer(stock_row(workspace.desk.state.materials[stock.id], session), lines)
    return 0


async def request(session: Session) -> int:
    """Ask for materials."""
    arguments = session.arguments
    async with session.desk() as workspace:
        desk = workspace.desk
        command = RequestSupply(
            what=arguments.what, quantity=arguments.quantity, unit=arguments.unit, incident_id=arguments.incident,
            place=arguments.place, asked_by=arguments.asked_by, due_at=moment_of(arguments.due, desk.clock),
        )
        known = set(desk.state.supply_requests)
        lines = await _said(session, workspace, command)
        made = next(one for key, one in desk.state.supply_requests.items() if key not in known)
        session.out.answer(request_row(made, session, desk.state), [*lines, made.id])
    return 0


async def fulfil(session: Session) -> int:
    """Record the next step of a request."""
    arguments = session.arguments
    async with session.desk() as workspace:
        desk = workspace.desk
        lines = await _said(session, workspace, _step(session, desk.state))
        asked = desk.state.supply_requests[arguments.request]
        session.out.answer(request_row(asked, session, desk.state), lines)
    return 0


def _step(session: Session, state: State) -> Command:
    arguments = session.arguments
    request_id, source = arguments.request, arguments.source
    quantity = 0.0 if arguments.quantity is None else arguments.quantity
    stock = material_of(arguments.material, state).id if arguments.material else ""
    match arguments.step:
        case "promise":
            expected = moment_of(arguments.expected, session.clock)
            return PromiseSupply(
                request_id=request_id, quantity=quantity, source=source, material_id=stock, expected_at=expected
            )
        case "refuse":
            return RefuseSupply(request_id=request_id, source=source, reason=arguments.reason)
        case "issue":
            return IssueSupply(request_id=request_id, quantity=quantity, source=source, material_id=stock)
        case "arrive":
            return ConfirmArrival(request_id=request_id, quantity=quantity)
        case _:
            return CloseSupply(request_id=request_id, reason=arguments.reason)


async def _said(session: Session, workspace: Workspace, command: Command) -> list[str]:
    desk = workspace.desk
    records = await desk.execute(command, session.context())
    return [session.describer.record(one, desk.state) for one in records]


def stock_row(stock: Material, session: Session) -> dict[str, Any]:
    """Stock for machines."""
    return {
        "id": stock.id, "name": session.wording.text(stock.name), "kind": stock.kind, "unit": stock.unit,
        "quantity": stock.quantity, "issued": stock.issued, "minimum": stock.minimum, "low": stock.is_low,
        "expires_on": str(stock.expires_on) if stock.expires_on else None,
        "counted_on": str(stock.counted_on) if stock.counted_on else None,
        "place": stock.place, "keeper": stock.keeper, "phone": stock.phone,
    }


def request_row(asked: SupplyRequest, session: Session, state: State) -> dict[str, Any]:
    """A request for machines, with every step."""
    say = session.wording.say
    holder = state.incidents.get(asked.incident_id)
    return {
        "id": asked.id, "what": asked.what, "quantity": asked.quantity, "unit": asked.unit, "place": asked.place,
        "asked_by": asked.asked_by, "asked_at": iso(asked.asked_at), "due_at": iso(asked.due_at),
        "incident": holder.number if holder else "", "status": asked.status.value,
        "status_name": say(f"supply_status.{asked.status}"), "promised": asked.promised, "issued": asked.issued,
        "arrived": asked.arrived, "open": asked.is_open,
        "text": f"{amount(asked.arrived, '')}/{amount(asked.quantity, asked.unit)} {short(asked.due_at)}",
        "steps": [
            {
                "step": one.step.value, "at": iso(one.at), "by": one.by, "quantity": one.quantity, "source": one.source,
                "material": one.material_id, "expected_at": iso(one.expected_at), "reason": one.reason,
            }
            for one in asked.steps
        ],
    }
