"""``patrols``: planned patrols, and a plan against the trail that was kept of its unit."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from app.cli.output import iso, short, table
from app.cli.session import Session
from app.cli.tree import Tree
from app.domain.patrol.model import PatrolPlan
from app.domain.patrol.trail import PassState, PatrolCheck, check_patrol, patrol_state, walkers
from app.domain.state import State
from app.kernel.errors import Fault, Refusal


def add(tree: Tree) -> None:
    """The parsers of this family."""
    family = tree.family("patrols")
    family.verb("list", list_patrols)
    checking = family.verb("check", check)
    checking.add_argument("patrol", metavar="P", help=tree.say("cli.help.patrol"))


async def list_patrols(session: Session) -> int:
    """List the patrols, the latest first, with what they found."""
    async with session.desk() as workspace:
        state, now = workspace.desk.state, workspace.desk.clock.now()
        plans = sorted(state.patrols.values(), key=lambda one: (one.starts_at, one.id), reverse=True)
        rows = [_row(one, state, session, now) for one in plans]
        lines = table((r["id"], r["state_name"], r["unit_name"], r["beat"], r["window"], r["findings"]) for r in rows)
        session.out.answer(rows, lines or [session.wording.say("cli.patrols.none")])
    return 0


async def check(session: Session) -> int:
    """Compare a patrol with the trail of its unit; exit code 1 where a checkpoint was missed."""
    async with session.desk() as workspace:
        state, now = workspace.desk.state, workspace.desk.clock.now()
        plan = state.patrols.get(session.arguments.patrol)
        if plan is None:
            raise Refusal("patrol_unknown", {"patrol": session.arguments.patrol})
        if workspace.positions is None:
            raise Fault("telemetry_not_read", {"path": str(workspace.data_dir), "why": "-"})
        until = plan.ends_at + timedelta(seconds=1)
        track = workspace.positions.track
        trail = [one for unit_id in walkers(plan, state.units) for one in track(unit_id, plan.starts_at, until)]
        found = check_patrol(plan, trail, now)
        value = _row(plan, state, session, now) | _checked(found, session)
        lines = [session.wording.say("cli.patrols.share", share=round(found.share * 100), positions=found.positions)]
        lines += table(
            (one["state_name"], one["name"], short(given.passed_at), "" if given.nearest_m is None else f"{given.nearest_m:.0f} m")
            for one, given in zip(value["checkpoints"], found.passes, strict=True)
        )
        session.out.answer(value, lines)
    return 1 if found.count(PassState.MISSED) else 0


def _row(plan: PatrolPlan, state: State, session: Session, now: datetime) -> dict[str, Any]:
    code = patrol_state(plan, now)
    return {
        "id": plan.id, "unit": plan.unit_id, "unit_name": session.describer.unit_name(plan.unit_id, state),
        "beat": plan.beat.name, "beat_id": plan.beat.id, "starts_at": iso(plan.starts_at), "ends_at": iso(plan.ends_at),
        "window": f"{short(plan.starts_at)} – {short(plan.ends_at)}", "state": code.value,
        "state_name": session.wording.say(f"patrol_state.{code}"), "radius_m": plan.radius_m,
        "findings": sum(1 for one in state.patrol_findings.values() if one.plan_id == plan.id),
    }


def _checked(found: PatrolCheck, session: Session) -> dict[str, Any]:
    return {
        "share": round(found.share, 4), "walked_m": round(found.walked_m), "positions": found.positions,
        "gaps": found.gaps,
        "checkpoints": [
            {
                "name": one.name, "state": one.state.value, "state_name": session.wording.say(f"patrol_pass.{one.state}"),
                "passed_at": iso(one.passed_at), "nearest_m": None if one.nearest_m is None else round(one.nearest_m),
            }
            for one in found.passes
        ],
    }
