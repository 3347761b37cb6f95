"""``rules``: the reporting rulebooks — list, show, check their files, try them on invented facts, compare two."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import msgspec

from app.catalog.cases import rulebook_case_problems
from app.catalog.limit_text import limit_text, when_text
from app.catalog.rulebooks import read_rulebook, read_rulebooks
from app.cli.arguments import path_of
from app.cli.output import iso, short, table
from app.cli.rows import basis_row, obligation_line, obligation_row, waiting_row
from app.cli.session import Session
from app.cli.tree import Tree
from app.cli.verbs import rulemaking
from app.cli.verbs.obligations import add_moments, case_of
from app.desk.rulebook_library import RulebookLibrary
from app.domain.reporting.difference import FieldChange, differences
from app.domain.reporting.model import Obligation, Rule, Rulebook
from app.domain.reporting.rules import ReportingCase, changes_at, correction_window, obligations_for, waiting
from app.domain.words import AlertLevel
from app.kernel.errors import BadFile, Problem, Refusal

_FILE = "rulebook.yaml"


def add(tree: Tree) -> None:
    """The parsers of this family."""
    family = tree.family("rules")
    listing = family.verb("list", list_books)
    listing.add_argument("--rulebook", metavar="R", help=tree.say("cli.help.rulebook_only"))
    showing = family.verb("show", show)
    showing.add_argument("rulebook", metavar="ID", help=tree.say("cli.help.rulebook_or_path"))
    checking = family.verb("check", check)
    checking.add_argument("path", nargs="?", type=path_of, metavar="PATH", help=tree.say("cli.help.rulebook_path"))
    trying = family.verb("try", try_book)
    trying.add_argument("--rulebook", metavar="ID", required=True, help=tree.say("cli.help.rulebook_or_path"))
    trying.add_argument("--kind", required=True, metavar="K", help=tree.say("cli.help.kind"))
    tree.facts(trying)
    trying.add_argument("--aware", default="now", metavar="T", help=tree.say("cli.help.aware"))
    trying.add_argument("--now", metavar="T", help=tree.say("cli.help.looked_at"))
    add_moments(tree, trying)
    trying.add_argument("--alert", choices=[one.value for one in AlertLevel], help=tree.say("cli.help.alert"))
    comparing = family.verb("diff", diff)
    for name in ("old", "new"):
        comparing.add_argument(name, metavar=name.upper(), help=tree.say("cli.help.rulebook_or_path"))
    rulemaking.add(family)


async def list_books(session: Session) -> int:
    """List the rulebooks, each with its standing, its source and the ids of its rules; broken ones on standard error.

    Where a desk was founded, its own versions in force stand for those of the files.
    """
    async with session.rulebooks():
        return _list(session)


def _list(session: Session) -> int:
    only = session.arguments.rulebook
    if only and only not in session.reference.rulebooks:
        raise Refusal("rulebook_unknown", {"rulebook": only})
    wording = session.wording
    books = [book for book in session.reference.rulebooks.values() if only in (None, book.id)]
    rows = [_book_row(book, session) for book in books]
    lines = table(
        (book.id, wording.text(book.title), wording.say(f"rule_status.{book.basis.status}"), wording.text(book.jurisdiction),
         str(book.basis.year or ""), " ".join(rule.id for rule in book.rules))
        for book in books
    )
    session.out.answer(rows, lines)
    for problem in session.loaded.problems:
        if _FILE in problem.file:
            session.out.remark(wording.problem(problem))
    return 0


async def show(session: Session) -> int:
    """The rules of one rulebook in full, each with its source and standing."""
    async with session.rulebooks() as library:
        return _show(_book(session.arguments.rulebook, session, library), session)


def _show(book: Rulebook, session: Session) -> int:
    wording = session.wording
    rows = [_rule_row(rule, book, session) for rule in book.rules]
    head = f"{wording.text(book.title)} ({book.id}) {book.version}  {wording.basis(book.basis)}"
    notice = [wording.text(book.notice)] if book.notice else []
    lines = table(
        (row["id"], row["title"], row["route"], row["clock"], row["limit"], row["when"], row["cite"]) for row in rows
    )
    session.out.answer(rows, [head, *notice, *lines])
    return 0


def check(session: Session) -> int:
    """Read rulebooks and run their cases; prints every problem with file, line, field and mend; returns 1 where there is one."""
    wording = session.wording
    books, problems = _books_at(session.arguments.path, session)
    cases = 0
    for folder, book in books:
        count, found = rulebook_case_problems(folder, book, session.reference)
        cases += count
        problems += found
    rows = [
        {
            "file": one.file, "line": one.line, "field": one.field, "code": one.code,
            "message": wording.say(f"problem.{one.code}", **one.facts),
        }
        for one in problems
    ]
    counts = {"rulebooks": len(books), "cases": cases, "problems": len(rows)}
    lines = [f"{row['file']}:{row['line']} {row['field']} {row['message']}".replace("  ", " ") for row in rows]
    said = wording.say("cli.rules.problems" if rows else "cli.rules.sound", **counts)
    value = {"ok": not rows, "rulebooks": [book.id for _, book in books], "cases": cases, "problems": rows}
    session.out.answer(value, [*lines, said])
    return 1 if rows else 0


async def try_book(session: Session) -> int:
    """The timeline of what an invented incident would owe by one rulebook, the whole chain of it. Nothing is recorded.

    ``obligations``: what runs, the earliest first, ``due_min`` minutes after awareness; ``waiting``: clocks that have not
    started; ``next_change``: when time alone will change the answer (a fire that burns on), or null.
    """
    async with session.rulebooks() as library:
        return _try(_book(session.arguments.rulebook, session, library), session)


def _try(book: Rulebook, session: Session) -> int:
    arguments, reference, wording = session.arguments, session.reference, session.wording
    case, now = case_of(arguments, arguments.aware, arguments.now, session)
    owed = obligations_for(case, book, now, calendar=reference.calendar)
    later = waiting(case, book, now=now)
    window, ahead = correction_window(case, book), changes_at(case, book, now)
    rows = [_timed_row(one, case, book, session) for one in owed]
    waits = [waiting_row(rule, session.describer, wording, book.id) for rule in later]
    value = {
        "rulebook": book.id, "kind": case.kind, "severity": case.facts.get("severity"), "aware_at": iso(case.aware_at),
        "now": iso(now), "next_change": iso(ahead), "obligations": rows, "waiting": waits,
        "correction_window": None if window is None else {"until": iso(window.until), "days": window.days, "rule": window.rule_id},
    }
    dues: list[datetime | None] = [*(one.due_at for one in owed), *(None for _ in waits)]
    lines = table(_timeline(rows + waits, dues, session))
    title = wording.say("cli.owed.title", rulebook=book.title, status=wording.basis(book.basis), aware_at=short(case.aware_at))
    more = [wording.say("cli.rules.next_change", at=short(ahead))] if ahead else []
    session.out.answer(value, [title, *(lines or [wording.say("cli.owed.none")]), *more])
    return 0


async def diff(session: Session) -> int:
    """What differs between two rulebooks (ids, versions or folders): the book's own fields, and the rules field by field."""
    async with session.rulebooks() as library:
        old, new = (_book(named, session, library) for named in (session.arguments.old, session.arguments.new))
        return _diff(old, new, session)


def _diff(old: Rulebook, new: Rulebook, session: Session) -> int:
    found = differences(old, new)
    say = session.wording.say
    value = {
        "old": {"id": old.id, "version": old.version}, "new": {"id": new.id, "version": new.version},
        "same": found.is_empty, "fields": [_change_row(one) for one in found.fields],
        "rules": [
            {"id": one.rule_id, "change": one.change.value, "title": session.wording.text(one.rule.title),
             "fields": [_change_row(field) for field in one.fields]}
            for one in found.rules
        ],
    }
    lines = [_change_line(one) for one in found.fields]
    for one in found.rules:
        lines.append(f"{say(f'rule_change.{one.change}')} {one.rule_id} {session.wording.text(one.rule.title)}")
        lines += [f"    {_change_line(field)}" for field in one.fields]
    session.out.answer(value, lines or [say("cli.rules.same")])
    return 0


def _book(named: str, session: Session, library: RulebookLibrary) -> Rulebook:
    """The rulebook of this id (the one in force) or ``id@version``, else the one in this folder or file.

    ``Refusal("rulebook_unknown")``, ``BadFile``.
    """
    rulebook_id, _, version = named.partition("@")
    if library.versions(rulebook_id):
        return library.find(rulebook_id, version).book
    path = Path(named)
    folder = path.parent if path.is_file() else path
    if not (folder / _FILE).is_file():
        raise Refusal("rulebook_unknown", {"rulebook": named})
    return read_rulebook(folder.resolve(), session.reference, cases_needed=False)


def _books_at(path: Path | None, session: Session) -> tuple[list[tuple[Path, Rulebook]], tuple[Problem, ...]]:
    """The sound rulebooks there, each with the folder that holds its folder, and the problems of the others.

    Without a path: those of the program and the desk's own.
    """
    reference = session.reference
    if path is None:
        shipped = session.doors.files.resources / "rulebooks"
        own = session.doors.data_dir(session.data) / "rulebooks"
        found: list[tuple[Path, Rulebook]] = []
        problems: tuple[Problem, ...] = ()
        for folder in (shipped, own):
            books, wrong = read_rulebooks(folder, reference, cases_needed=folder is shipped)
            found += [(folder, book) for book in books.values()]
            problems += wrong
        return found, problems
    where = (path.parent if path.is_file() else path).resolve()
    if (where / _FILE).is_file():
        try:
            return [(where.parent, read_rulebook(where, reference, cases_needed=False))], ()
        except BadFile as bad:
            return [], bad.problems
    books, problems = read_rulebooks(where, reference, cases_needed=False)
    if not books and not problems:
        return [], (Problem(str(path / "*" / _FILE) if where.is_dir() else str(path), 0, "", "file_missing"),)
    return [(where, book) for book in books.values()], problems


def _book_row(book: Rulebook, session: Session) -> dict[str, Any]:
    wording = session.wording
    return {
        "id": book.id,
        "title": wording.text(book.title),
        "jurisdiction": wording.text(book.jurisdiction),
        "tier": book.tier,
        "version": book.version,
        **basis_row(book.basis, wording),
        "year": book.basis.year or None,
        "notice": wording.text(book.notice) if book.notice else "",
        "based_on": book.based_on,
        "approval": msgspec.to_builtins(book.approval),
        "rules": [rule.id for rule in book.rules],
    }


def _rule_row(rule: Rule, book: Rulebook, session: Session) -> dict[str, Any]:
    wording, describer, repeat = session.wording, session.describer, rule.repeat
    plain = not (rule.immediately or repeat or rule.window_days or rule.limit_days or rule.limit_workdays)
    return {
        "rulebook": book.id,
        "id": rule.id,
        "title": wording.text(rule.title),
        "jurisdiction": wording.text(rule.jurisdiction or book.jurisdiction),
        "stage": rule.stage.value,
        "channel": rule.channel.value,
        "kinds": list(rule.kinds),
        "levels": [level.value for level in rule.levels],
        "sens_flags": list(rule.sens_flags),
        "condition": msgspec.to_builtins(rule.when),
        "when": when_text(rule, wording),
        "from": rule.from_role,
        "to": rule.to_role,
        "cc": list(rule.cc),
        "route": f"{describer.role(rule.from_role)} → {describer.role(rule.to_role)}",
        "clock_start": rule.clock_start.value,
        "clock": wording.say(f"clock_start.{rule.clock_start}"),
        "elapsed_h": rule.elapsed_h or None,
        "limit": limit_text(rule, wording),
        "limit_min": rule.limit_min if plain else None,
        "limit_days": rule.limit_days or None,
        "limit_workdays": rule.limit_workdays or None,
        "immediately": rule.immediately,
        "suggested_min": rule.immediate_min if rule.immediately else None,
        "every_min": repeat.every_min or None if repeat else None,
        "every_days": repeat.every_days or None if repeat else None,
        "daily_at": list(repeat.daily_at) if repeat else [],
        "on_days": repeat.on_days.value if repeat else None,
        "until": repeat.until.value if repeat else None,
        "window_days": rule.window_days or None,
        "skip_level_ok": rule.skip_level_ok,
        "phone_first": rule.phone_first,
        "needs_signoff": rule.needs_signoff,
        "note": wording.text(rule.note) if rule.note else "",
        "year": rule.basis.year or None,
        **basis_row(rule.basis, wording),
    }


def _timed_row(owed: Obligation, case: ReportingCase, book: Rulebook, session: Session) -> dict[str, Any]:
    row = obligation_row(owed, session.describer, session.wording, book.id)
    return {**row, "due_min": round((owed.due_at - case.aware_at).total_seconds() / 60)}


def _timeline(rows: list[dict[str, Any]], dues: list[datetime | None], session: Session) -> Iterator[list[str]]:
    for row, due in zip(rows, dues, strict=True):
        yield [session.describer.role(row["from"]), *obligation_line(row, due, session.wording)]


def _change_row(one: FieldChange) -> dict[str, Any]:
    return {"field": one.field, "old": one.old, "new": one.new}


def _change_line(one: FieldChange) -> str:
    return f"{one.field}: {one.old} → {one.new}"
