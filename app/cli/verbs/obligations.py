"""``obligations`` and ``rules``: which reports would be owed and when, and the rules that say so."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from app.cli.arguments import facts_of, kind_of, moment_of
from app.cli.output import short, table
from app.cli.rows import basis_row, obligation_line, obligation_row, waiting_row
from app.cli.session import Session
from app.cli.tree import Tree
from app.domain.incident.rules import check_facts, facts_view, grade
from app.domain.reporting.model import Rulebook
from app.domain.reporting.rules import ReportingCase, obligations_for, waiting
from app.domain.words import AlertLevel
from app.kernel.errors import Refusal

DEFAULT_RULEBOOK = "township-default"


def add(tree: Tree) -> None:
    """The parsers of this family."""
    owing = tree.verb("obligations", obligations)
    owing.add_argument("--kind", required=True, metavar="K", help=tree.say("cli.help.kind"))
    tree.facts(owing)
    owing.add_argument("--aware-at", required=True, metavar="T", help=tree.say("cli.help.aware"))
    for name in ("occurred", "judged", "requested", "stabilised", "terminated", "casualties-changed"):
        owing.add_argument(f"--{name}-at", metavar="T", help=tree.say(f"cli.help.at.{name}"))
    owing.add_argument("--at", metavar="T", help=tree.say("cli.help.looked_at"))
    owing.add_argument("--alert", choices=[one.value for one in AlertLevel], help=tree.say("cli.help.alert"))
    owing.add_argument("--rulebook", metavar="R", help=tree.say("cli.help.rulebook"))
    owing.add_argument("--all", action="store_true", help=tree.say("cli.help.waiting"))
    ruling = tree.family("rules").verb("list", list_rules)
    ruling.add_argument("--rulebook", metavar="R", help=tree.say("cli.help.rulebook_only"))


async def obligations(session: Session) -> int:
    """The reports that such an incident owes, the earliest first. Nothing is recorded, so times may lie ahead.

    The situation is looked at as of ``--at`` (the latest of the moments given where it is absent): how long it has gone on
    decides some rules.
    """
    arguments = session.arguments
    book = await _rulebook(arguments.rulebook, session)
    reference, wording, describer = session.reference, session.wording, session.describer
    kind = kind_of(arguments.kind, reference)
    given = check_facts(kind, facts_of(arguments.fact, reference.facts), reference.facts)
    moments: dict[str, Any] = {
        name: moment_of(getattr(arguments, name), session.clock)
        for name in (
            "aware_at",
            "occurred_at",
            "judged_at",
            "requested_at",
            "stabilised_at",
            "terminated_at",
            "casualties_changed_at",
        )
    }
    aware_at, occurred_at = moments.pop("aware_at"), moments["occurred_at"]
    if occurred_at is not None and occurred_at > aware_at:
        raise Refusal("occurred_after_aware", {"occurred_at": occurred_at, "aware_at": aware_at})
    _none_before(aware_at, moments)
    now = moment_of(arguments.at, session.clock) or max(at for at in (aware_at, *moments.values()) if at is not None)
    view = facts_view(
        given,
        severity=grade(kind, facts_view(given), reference.tables).severity,
        alert=AlertLevel(arguments.alert) if arguments.alert else None,
        elapsed_h=max(0.0, (now - (occurred_at or aware_at)).total_seconds() / 3600),
    )
    case = ReportingCase(incident_id="", kind=kind, facts=view, aware_at=aware_at, **moments)
    owed = obligations_for(case, book, now)
    rows = [obligation_row(one, describer, wording, book.id) for one in owed]
    dues: list[datetime | None] = [one.due_at for one in owed]
    if arguments.all:
        later = waiting(case, book)
        rows += [waiting_row(rule, describer, wording, book.id) for rule in later]
        dues += [None] * len(later)
    title = wording.say("cli.owed.title", rulebook=book.title, status=wording.basis(book.basis), aware_at=short(aware_at))
    lines = table(obligation_line(row, due, wording) for row, due in zip(rows, dues, strict=True))
    session.out.answer(rows, [title, *(lines or [wording.say("cli.owed.none")])])
    return 0


def _none_before(aware_at: datetime, moments: dict[str, datetime | None]) -> None:
    for name, at in moments.items():
        if name != "occurred_at" and at is not None and at < aware_at:
            raise Refusal("time_before_awareness", {"at": at, "aware_at": aware_at})


async def _rulebook(name: str | None, session: Session) -> Rulebook:
    """The rulebook named, else the one in force at the desk, else the suggested one."""
    wanted = name or await _desk_rulebook(session) or DEFAULT_RULEBOOK
    book = session.reference.rulebooks.get(wanted)
    if book is None:
        raise Refusal("rulebook_unknown", {"rulebook": wanted})
    return book


async def _desk_rulebook(session: Session) -> str:
    if not session.doors.has_journal(session.data):
        return ""
    async with session.doors.open_workspace(session.data) as workspace:
        profile = workspace.desk.state.profile
        return "" if profile is None else profile.rulebook_id


def list_rules(session: Session) -> int:
    """List the reporting rules of all rulebooks, or of one, each with its source and standing."""
    books = session.reference.rulebooks
    only = session.arguments.rulebook
    if only and only not in books:
        raise Refusal("rulebook_unknown", {"rulebook": only})
    wording = session.wording
    rows: list[dict[str, Any]] = [
        {
            "rulebook": book.id,
            "id": rule.id,
            "title": wording.text(rule.title),
            "stage": rule.stage.value,
            "channel": rule.channel.value,
            "kinds": list(rule.kinds),
            "from": rule.from_role,
            "to": rule.to_role,
            "clock_start": rule.clock_start.value,
            "limit_min": None if rule.immediately or rule.repeat or rule.window_days else rule.limit_min,
            "immediately": rule.immediately,
            "suggested_min": rule.immediate_min if rule.immediately else None,
            "every_min": rule.repeat.every_min or None if rule.repeat else None,
            "daily_at": list(rule.repeat.daily_at) if rule.repeat else [],
            "window_days": rule.window_days or None,
            **basis_row(rule.basis, wording),
        }
        for book in books.values()
        if only in (None, book.id)
        for rule in book.rules
    ]
    lines = table((row["rulebook"], row["id"], row["title"], row["cite"]) for row in rows)
    session.out.answer(rows, lines)
    return 0
