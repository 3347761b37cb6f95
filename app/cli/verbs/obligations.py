"""``obligations``: which reports such an incident would owe, and when."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from datetime import datetime
from typing import Any

from app.cli.arguments import facts_of, kind_of, moment_of
from app.cli.output import short, table
from app.cli.rows import obligation_line, obligation_row, waiting_row
from app.cli.session import Session
from app.cli.tree import Tree
from app.domain.incident.rules import check_facts, facts_view, grade
from app.domain.reporting.model import Rulebook
from app.domain.reporting.rules import ReportingCase, obligations_for, waiting
from app.domain.words import AlertLevel
from app.kernel.errors import Refusal

DEFAULT_RULEBOOK = "township-default"
MOMENTS = ("occurred", "judged", "requested", "stabilised", "terminated", "casualties-changed", "warning-received", "alert-lifted")
"""The moments of an incident that may be named, beside its awareness."""

_MAY_BE_BEFORE = ("occurred_at", "warning_received_at")


def add(tree: Tree) -> None:
    """The parsers of this family."""
    owing = tree.verb("obligations", obligations)
    owing.add_argument("--kind", required=True, metavar="K", help=tree.say("cli.help.kind"))
    tree.facts(owing)
    owing.add_argument("--aware-at", required=True, metavar="T", help=tree.say("cli.help.aware"))
    add_moments(tree, owing)
    owing.add_argument("--at", metavar="T", help=tree.say("cli.help.looked_at"))
    owing.add_argument("--alert", choices=[one.value for one in AlertLevel], help=tree.say("cli.help.alert"))
    owing.add_argument("--rulebook", metavar="R", help=tree.say("cli.help.rulebook"))
    owing.add_argument("--all", action="store_true", help=tree.say("cli.help.waiting"))


async def obligations(session: Session) -> int:
    """The reports that such an incident owes, the earliest first. Nothing is recorded, so times may lie ahead.

    The situation is looked at as of ``--at`` (the latest of the moments given where it is absent): how long it has gone on
    decides some rules.
    """
    arguments = session.arguments
    book = await _rulebook(arguments.rulebook, session)
    wording, describer = session.wording, session.describer
    case, now = case_of(arguments, arguments.aware_at, arguments.at, session)
    owed = obligations_for(case, book, now, calendar=session.reference.calendar)
    rows = [obligation_row(one, describer, wording, book.id) for one in owed]
    dues: list[datetime | None] = [one.due_at for one in owed]
    if arguments.all:
        later = waiting(case, book, now=now)
        rows += [waiting_row(rule, describer, wording, book.id) for rule in later]
        dues += [None] * len(later)
    title = wording.say("cli.owed.title", rulebook=book.title, status=wording.basis(book.basis), aware_at=short(case.aware_at))
    lines = table(obligation_line(row, due, wording) for row, due in zip(rows, dues, strict=True))
    session.out.answer(rows, [title, *(lines or [wording.say("cli.owed.none")])])
    return 0


def add_moments(tree: Tree, parser: ArgumentParser) -> None:
    """The options that name the moments of an invented incident, beside that of awareness."""
    for name in MOMENTS:
        parser.add_argument(f"--{name}-at", metavar="T", help=tree.say(f"cli.help.at.{name}"))


def case_of(arguments: Namespace, aware: str, looked_at: str | None, session: Session) -> tuple[ReportingCase, datetime]:
    """The invented incident as the rules see it, and as of when: the moment named, else the latest of its moments.

    Raises ``Refusal`` for facts out of their bounds and for moments that make no sense.
    """
    reference = session.reference
    kind = kind_of(arguments.kind, reference)
    given = check_facts(kind, facts_of(arguments.fact, reference.facts), reference.facts)
    aware_at = moment_of(aware, session.clock) or session.clock.now()
    moments: dict[str, Any] = {
        f"{name.replace('-', '_')}_at": moment_of(getattr(arguments, f"{name.replace('-', '_')}_at"), session.clock)
        for name in MOMENTS
    }
    occurred_at = moments["occurred_at"]
    if occurred_at is not None and occurred_at > aware_at:
        raise Refusal("occurred_after_aware", {"occurred_at": occurred_at, "aware_at": aware_at})
    _none_before(aware_at, moments)
    now = moment_of(looked_at, session.clock) or max(at for at in (aware_at, *moments.values()) if at is not None)
    elapsed_h = max(0.0, (now - (occurred_at or aware_at)).total_seconds() / 3600)
    view = facts_view(
        given,
        severity=grade(kind, facts_view(given, elapsed_h=elapsed_h), reference.tables).severity,
        alert=AlertLevel(arguments.alert) if arguments.alert else None,
        elapsed_h=elapsed_h,
    )
    return ReportingCase(incident_id="", kind=kind, facts=view, aware_at=aware_at, **moments), now


def _none_before(aware_at: datetime, moments: dict[str, datetime | None]) -> None:
    for name, at in moments.items():
        if name not in _MAY_BE_BEFORE and at is not None and at < aware_at:
            raise Refusal("time_before_awareness", {"at": at, "aware_at": aware_at})


async def _rulebook(name: str | None, session: Session) -> Rulebook:
    """The rulebook named, else the one in force at the desk, else the suggested one; as the desk has it in force."""
    async with session.rulebooks() as library:
        profile = session.state.profile if session.state is not None else None
        wanted = name or (profile.rulebook_id if profile is not None else "") or DEFAULT_RULEBOOK
        return library.in_force(wanted)
