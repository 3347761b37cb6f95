"""``search`` and ``statistics``: what was ever written down, and what it comes to in figures."""

from __future__ import annotations

import argparse
from datetime import date, datetime, timedelta
from typing import Any

from app.cli.arguments import day_of, format_of, path_of
from app.cli.output import iso, short, table
from app.cli.session import Session
from app.cli.tree import Tree
from app.cli.verbs.papers import print_out
from app.desk.desk import Desk
from app.desk.searching.model import Hit, Wanted
from app.desk.searching.sources import sources
from app.domain.incident.model import IncidentClass
from app.domain.statistics import CaseFigures, GroupBy, Line, case_figures, line, lines, within
from app.domain.words import IncidentSeverity
from app.kernel.clock import beginning_of
from app.kernel.errors import Refusal


def add(tree: Tree) -> None:
    """The parsers of this family."""
    say = tree.say
    finding = tree.verb("search", search)
    finding.add_argument("text", nargs="*", metavar="TEXT", help=say("cli.help.search_text"))
    finding.add_argument("--what", default="", choices=[one.name for one in sources()], help=say("cli.help.search_what"))
    finding.add_argument("--kind", default="", metavar="CODE", help=say("cli.help.search_kind"))
    grades = [one.value for one in IncidentSeverity]
    finding.add_argument("--severity", default="", choices=grades, help=say("cli.help.search_grade"))
    finding.add_argument("--village", default="", metavar="NAME", help=say("cli.help.search_village"))
    finding.add_argument("--status", default="", choices=["open", "closed"], help=say("cli.help.search_status"))
    _period(finding, tree)
    counting = tree.verb("statistics", count)
    counting.add_argument("--by", default=GroupBy.MONTH, choices=[one.value for one in GroupBy], help=say("cli.help.group_by"))
    classes = [one.value for one in IncidentClass]
    counting.add_argument("--class", dest="kind", default="", choices=classes, help=say("cli.help.statistics_class"))
    _period(counting, tree)
    counting.add_argument("--print", dest="output", type=path_of, metavar="FILE", help=say("cli.help.statistics_print"))


async def search(session: Session) -> int:
    """The newest texts that fit."""
    arguments = session.arguments
    since, until = _bounds(session)
    wanted = Wanted(
        text=" ".join(arguments.text), source=arguments.what, kind=arguments.kind, severity=arguments.severity,
        village=arguments.village, is_open=arguments.status == "open" if arguments.status else None, since=since, until=until,
    )
    async with session.desk() as workspace:
        index = workspace.search
        if index is None:
            raise Refusal("search_not_kept")
        index.start()
        await index.ready()
        if index.fault is not None:
            raise index.fault
        hits = await index.search(wanted)
        say = session.wording.say
        rows = [_hit(one) for one in hits.hits]
        text = table(
            (short(one.doc.at), say(f"search.source.{one.doc.source}"), one.doc.title, one.excerpt) for one in hits.hits
        )
        told = say("cli.search.more" if hits.more else "cli.search.count", count=len(rows))
        session.out.answer({"hits": rows, "more": hits.more}, [told, *text])
    return 0


async def count(session: Session) -> int:
    """Incidents in figures, group by group, and all together."""
    arguments = session.arguments
    async with session.desk() as workspace:
        if arguments.output is None:
            _tell(session, _chosen(session, workspace.desk), GroupBy(arguments.by))
        else:
            days = "/".join(str(day) if day else "" for day in (arguments.since, arguments.until))
            row, lines_ = await print_out(
                session, workspace, None, "statistics", f"{days}/{arguments.kind}", arguments.output, format_of(arguments.output)
            )
            session.out.answer(row, lines_)
    return 0


def _chosen(session: Session, desk: Desk) -> list[CaseFigures]:
    now, kind = desk.clock.now(), session.arguments.kind
    cases = [case_figures(of, desk.state, desk.reference, now) for of in desk.state.incidents.values()]
    return [one for one in within(cases, *_bounds(session)) if kind in ("", one.kind[:1])]


def _tell(session: Session, chosen: list[CaseFigures], by: GroupBy) -> None:
    groups, whole = lines(chosen, by), line("", chosen)
    say = session.wording.say
    head = [say(f"cli.statistics.{name}") for name in ("group", *_SHOWN)]
    body = [[one.key or "-", *(_figure(one, name) for name in _SHOWN)] for one in groups]
    total = [say("cli.statistics.all"), *(_figure(whole, name) for name in _SHOWN)]
    session.out.answer(
        {"by": by.value, "groups": [_line(one) for one in groups], "all": _line(whole)}, table([head, *body, total]),
    )


_SHOWN = (
    "incidents", "open", "dead", "missing", "injured", "punctuality", "late", "owing", "report_min", "dispatch_min", "arrive_min",
)


def _figure(one: Line, name: str) -> str:
    value = getattr(one, name)
    if value is None:
        return "-"
    if name == "punctuality":
        return f"{value * 100:.0f}%"
    return f"{value:.1f}" if isinstance(value, float) else str(value)


def _line(one: Line) -> dict[str, Any]:
    return {"key": one.key, **{name: getattr(one, name) for name in _SHOWN}}


def _hit(one: Hit) -> dict[str, Any]:
    doc = one.doc
    return {
        "what": doc.source, "id": doc.id, "incident": doc.incident_id, "at": iso(doc.at), "title": doc.title,
        "excerpt": one.excerpt,
    }


def _period(parser: argparse.ArgumentParser, tree: Tree) -> None:
    parser.add_argument("--since", type=day_of, metavar="DAY", help=tree.say("cli.help.since_day"))
    parser.add_argument("--until", type=day_of, metavar="DAY", help=tree.say("cli.help.until_day"))


def _bounds(session: Session) -> tuple[datetime | None, datetime | None]:
    """The Beijing days of ``--since`` and ``--until``, both included."""
    since: date | None = session.arguments.since
    until: date | None = session.arguments.until
    return beginning_of(since) if since else None, beginning_of(until + timedelta(days=1)) if until else None
