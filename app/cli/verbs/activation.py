"""``incident activate``: one decision starts one plan, or several together."""

from __future__ import annotations

import argparse

from app.cli.arguments import level_of, number_of
from app.cli.session import Session
from app.cli.tree import Say
from app.domain.incident.model import Incident
from app.domain.incident.rules import incident_facts
from app.domain.plan.commands import ActivateResponse
from app.domain.plan.model import Recommendation
from app.domain.plan.rules import recommend, run_together
from app.domain.record import Command
from app.domain.state import State
from app.domain.words import ResponseLevel
from app.kernel.errors import Refusal


def options(parser: argparse.ArgumentParser, say: Say) -> None:
    """What ``activate`` takes; the plan and its level may be left out with ``--together``."""
    parser.add_argument("--plan", default="", metavar="P", help=say("cli.help.plan"))
    parser.add_argument("--level", default="", metavar="L", help=say("cli.help.level"))
    beside = parser.add_mutually_exclusive_group()
    beside.add_argument("--also", action="append", default=[], metavar="PLAN[:LEVEL]", help=say("cli.help.also"))
    beside.add_argument("--together", action="store_true", help=say("cli.help.together"))
    parser.add_argument("--item", default="", metavar="TEXT", help=say("cli.help.item"))
    parser.add_argument("--hours", type=number_of(0, 8784), default=0.0, metavar="H", help=say("cli.help.hours"))
    parser.add_argument("--measure", nargs="+", action="extend", default=[], metavar="TEXT", help=say("cli.help.measure"))
    parser.add_argument("--plan-measures", action="store_true", help=say("cli.help.plan_measures"))
    parser.add_argument("--approved-by", default="", metavar="NAME", help=say("cli.help.approved"))


def command(session: Session, state: State, of: Incident) -> Command:
    """The decision that was typed.

    Refusals: ``plan_missing`` (no plan was named and none is recommended), ``also_form``, ``level_form``; where no level was
    named for a plan also ``plan_unknown``, ``plan_does_not_cover``, ``also_level`` (none is reached).
    """
    arguments = session.arguments
    found = _recommended(session, state, of)
    (plan_id, level), *also = _wanted(session, of, found)
    measures = tuple(arguments.measure)
    if arguments.plan_measures:
        measures += _measures(session, ((plan_id, level), *also))
    return ActivateResponse(
        incident_id=of.id,
        plan_id=plan_id,
        level=level,
        item=arguments.item,
        expected_duration_h=arguments.hours,
        measures=tuple(dict.fromkeys(measures)),
        approved_by=arguments.approved_by,
        also=tuple(also),
    )


def _wanted(
    session: Session, of: Incident, found: tuple[Recommendation, ...]
) -> list[tuple[str, ResponseLevel]]:
    arguments = session.arguments
    running = {one.plan_id for one in of.activations if one.is_running}
    together = [
        (one.plan_id, one.level)
        for one in run_together(found, session.reference.plans_for(of.kind))
        if one.level is not None and one.plan_id not in running
    ]
    if arguments.plan:
        first = arguments.plan, _level(arguments.plan, arguments.level, session, of, found)
    elif arguments.together and together:
        first = together[0][0], level_of(arguments.level) if arguments.level else together[0][1]
    else:
        raise Refusal("plan_missing")
    if arguments.together:
        return [first, *(one for one in together if one[0] != first[0])]
    return [first, *(_also(text, session, of, found) for text in arguments.also)]


def _also(text: str, session: Session, of: Incident, found: tuple[Recommendation, ...]) -> tuple[str, ResponseLevel]:
    plan_id, colon, level = (part.strip() for part in text.replace("：", ":", 1).partition(":"))
    if not plan_id or (colon and not level):
        raise Refusal("also_form", {"text": text})
    return plan_id, _level(plan_id, level, session, of, found)


def _level(
    plan_id: str, text: str, session: Session, of: Incident, found: tuple[Recommendation, ...]
) -> ResponseLevel:
    """The level that was typed, else the recommended one."""
    if text:
        return level_of(text)
    if plan_id not in session.reference.plans:
        raise Refusal("plan_unknown", {"plan": plan_id})
    if plan_id not in {one.plan_id for one in found}:
        raise Refusal("plan_does_not_cover", {"plan": plan_id, "incident_kind": of.kind})
    level = next((one.level for one in found if one.plan_id == plan_id), None)
    if level is None:
        raise Refusal("also_level", {"plan": plan_id, "plan_id": plan_id})
    return level


def _recommended(session: Session, state: State, of: Incident) -> tuple[Recommendation, ...]:
    facts = incident_facts(of, state.alert(), session.clock.now())
    reference = session.reference
    return recommend(of.kind, facts, reference.plans_for(of.kind), reference.floors, state.in_force())


def _measures(session: Session, wanted: tuple[tuple[str, ResponseLevel], ...]) -> tuple[str, ...]:
    """The lawful measures of these plans at their levels."""
    plans = session.reference.plans
    return tuple(
        session.wording.text(measure.text)
        for plan_id, level in wanted
        if plan_id in plans
        for measure in plans[plan_id].measures
        if level in measure.levels
    )
