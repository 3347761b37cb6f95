"""``rules``: the versions of rulebooks: draft, edit, review, approve, enforce, discard; out as a file and in again."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec

from app.catalog.rulebook_file import book_yaml, read_book_file
from app.cli.arguments import day_of, moment_of, path_of
from app.cli.files import write_file
from app.cli.output import iso, table
from app.cli.session import Session
from app.cli.tree import Tree
from app.desk.rulebook_library import ListedBook, RulebookLibrary, name_of
from app.domain.record import Command
from app.domain.reporting.model import Rulebook
from app.domain.rulemaking import commands as wish
from app.domain.rulemaking.rules import copied, empty
from app.domain.versions import version_key
from app.kernel.clock import to_local
from app.kernel.errors import Problem, Refusal
from app.kernel.text import Text

_EXCEL = ".xlsx"


def add(family: Tree) -> None:
    """The parsers of these verbs, below ``rules``."""
    say = family.say
    family.verb("versions", versions)
    drafting = family.verb("draft", draft)
    drafting.add_argument("rulebook", metavar="ID", help=say("cli.help.rulebook_new"))
    drafting.add_argument("--from", dest="source", default="", metavar="ID[@V]", help=say("cli.help.rulebook_from"))
    drafting.add_argument("--version", default="", metavar="V", help=say("cli.help.new_version"))
    drafting.add_argument("--title", default="", metavar="WORDS", help=say("cli.help.rulebook_title"))
    drafting.add_argument("--jurisdiction", default="", metavar="WORDS", help=say("cli.help.rulebook_jurisdiction"))
    family.actor(drafting)
    editing = _step(family, "edit", edit)
    editing.add_argument("--file", type=path_of, required=True, metavar="FILE", help=say("cli.help.rulebook_file"))
    importing = family.verb("import", import_book)
    importing.add_argument("file", type=path_of, metavar="FILE", help=say("cli.help.rulebook_file"))
    importing.add_argument("--id", default="", metavar="ID", help=say("cli.help.rulebook_new"))
    importing.add_argument("--version", default="", metavar="V", help=say("cli.help.new_version"))
    family.actor(importing)
    exporting = family.verb("export", export)
    exporting.add_argument("rulebook", metavar="ID[@V]", help=say("cli.help.rulebook_version"))
    exporting.add_argument("-o", "--output", type=path_of, metavar="FILE", help=say("cli.help.rulebook_output"))
    reviewing = _step(family, "review", review)
    reviewing.add_argument("--by", required=True, metavar="NAME", help=say("cli.help.reviewed_by"))
    returning = _step(family, "return", send_back)
    returning.add_argument("--reason", required=True, metavar="WORDS", help=say("cli.help.reason"))
    approving = _step(family, "approve", approve)
    approving.add_argument("--by", required=True, metavar="NAME", help=say("cli.help.approved"))
    approving.add_argument("--number", default="", metavar="WORDS", help=say("cli.help.document_no"))
    approving.add_argument("--on", type=day_of, metavar="DATE", help=say("cli.help.approved_on"))
    enforcing = _step(family, "enforce", enforce)
    enforcing.add_argument("--since", default="", metavar="T", help=say("cli.help.in_force_from"))
    enforcing.add_argument("--use", action="store_true", help=say("cli.help.use_rulebook"))
    discarding = _step(family, "discard", discard)
    discarding.add_argument("--reason", required=True, metavar="WORDS", help=say("cli.help.reason"))


def _step(family: Tree, name: str, handler: Callable[[Session], Any]) -> Any:
    parser = family.verb(name, handler)
    parser.add_argument("rulebook", metavar="ID@VERSION", help=family.say("cli.help.rulebook_version"))
    family.actor(parser)
    return parser


async def versions(session: Session) -> int:
    """Every version of every rulebook with its standing: those made at the desk first, then those of the files."""
    async with session.rulebooks() as library:
        wording = session.wording
        rows = [_row(one, session) for one in library.all()]
        lines = table(
            (row["id"], row["version"], row["status_name"], row["title"], str(row["rules"]), row["approved_by"], row["document_no"])
            for row in rows
        )
        session.out.answer(rows, lines or [wording.say("cli.rules.none")])
    return 0


async def draft(session: Session) -> int:
    """Begin a draft: the copy of a rulebook (``--from``, the same id without it), else an empty one."""
    given = session.arguments
    async with session.desk() as workspace:
        library = RulebookLibrary(workspace.desk)
        source_id, _, source_version = (given.source or given.rulebook).partition("@")
        if given.source or library.versions(given.rulebook):
            source = library.find(source_id, source_version).version.book
            version = given.version or _free(library, given.rulebook, session)
            book = copied(source, given.rulebook, version)
            based_on = version_key(source.id, source.version)
        else:
            version, based_on = given.version or _free(library, given.rulebook, session), ""
            profile = workspace.desk.state.profile
            tier = profile.tier.value if profile else ""
            book = empty(given.rulebook, version, Text(given.title), Text(given.jurisdiction), tier)
        book = _named(book, given.title, given.jurisdiction)
        await _told(
            session, wish.DraftRulebook(rulebook_id=given.rulebook, version=version, book=book, based_on=based_on)
        )
    return 0


async def edit(session: Session) -> int:
    """Keep what a file says as the next state of a draft; what keeps it from being approved is listed (exit code 0)."""
    async with session.desk():
        version = _version(session)
        book, problems = _read(session.arguments.file, session)
        kept = msgspec.structs.replace(book, id=version.rulebook_id, version=version.version, based_on=version.based_on)
        command = wish.EditRulebook(
            rulebook_id=version.rulebook_id, version=version.version, revision=version.revision, book=kept
        )
        await _told(session, command, problems)
    return 0


async def import_book(session: Session) -> int:
    """Begin a draft with what a file says, under its own id and version unless others are named."""
    given = session.arguments
    async with session.desk() as workspace:
        book, problems = _read(given.file, session)
        rulebook_id = given.id or book.id
        version = given.version or (
            book.version if given.id in ("", book.id) else _free(RulebookLibrary(workspace.desk), rulebook_id, session)
        )
        kept = msgspec.structs.replace(book, id=rulebook_id, version=version)
        command = wish.DraftRulebook(rulebook_id=rulebook_id, version=version, book=kept, based_on=book.based_on)
        await _told(session, command, problems)
    return 0


async def export(session: Session) -> int:
    """Write a version as a YAML file, or as an Excel workbook where the name ends in ``.xlsx``."""
    async with session.rulebooks() as library:
        rulebook_id, _, version = session.arguments.rulebook.partition("@")
        book = library.find(rulebook_id, version).book
        target = session.arguments.output or Path(f"{book.id}-{book.version}.yaml")
        if target.suffix.lower() == _EXCEL:
            from app.exchange.rulebook_sheet import write_sheet  # noqa: PLC0415 - openpyxl takes a while to load

            write_sheet(target, book)
        else:
            write_file(target, book_yaml(book).encode())
        value = {"id": book.id, "version": book.version, "file": str(target), "rules": len(book.rules)}
        session.out.answer(value, [session.wording.say("cli.plans.written", file=str(target))])
    return 0


async def review(session: Session) -> int:
    """A draft was reviewed; a rulebook with problems is refused."""
    by = session.arguments.by
    return await _on_version(session, lambda one, v: wish.ReviewRulebook(rulebook_id=one, version=v, reviewed_by=by))


async def send_back(session: Session) -> int:
    """A reviewed version is worked on again."""
    reason = session.arguments.reason
    return await _on_version(session, lambda one, v: wish.ReturnRulebook(rulebook_id=one, version=v, reason=reason))


async def approve(session: Session) -> int:
    """A reviewed version was approved."""
    given = session.arguments
    return await _on_version(
        session,
        lambda one, v: wish.ApproveRulebook(
            rulebook_id=one, version=v, approved_by=given.by, document_no=given.number, approved_on=given.on
        ),
    )


async def enforce(session: Session) -> int:
    """An approved version comes into force; with ``--use`` the desk goes by it from now on."""
    given = session.arguments
    return await _on_version(
        session,
        lambda one, v: wish.EnforceRulebook(
            rulebook_id=one, version=v, in_force_from=moment_of(given.since, session.clock) if given.since else None,
            use_here=given.use,
        ),
    )


async def discard(session: Session) -> int:
    """A draft is given up."""
    reason = session.arguments.reason
    return await _on_version(session, lambda one, v: wish.DiscardRulebook(rulebook_id=one, version=v, reason=reason))


def _read(path: Path, session: Session) -> tuple[Rulebook, tuple[Problem, ...]]:
    if path.suffix.lower() != _EXCEL:
        return read_book_file(path, session.reference)
    from app.exchange.rulebook_sheet import read_sheet  # noqa: PLC0415 - openpyxl takes a while to load

    return read_sheet(path, session.reference)


def _named(book: Rulebook, title: str, jurisdiction: str) -> Rulebook:
    changed = {"title": title, "jurisdiction": jurisdiction}
    return msgspec.structs.replace(book, **{name: Text(words) for name, words in changed.items() if words})


def _free(library: RulebookLibrary, rulebook_id: str, session: Session) -> str:
    return library.next_version(rulebook_id, to_local(session.clock.now()).year)


def _version(session: Session) -> Any:
    rulebook_id, _, version = session.arguments.rulebook.partition("@")
    found = session.workspace.desk.state.rulebook_versions.get(version_key(rulebook_id, version))
    if found is None:
        raise Refusal("rulebook_version_unknown", {"rulebook": rulebook_id, "version": version or "-"})
    return found


async def _on_version(session: Session, make: Callable[[str, str], Command]) -> int:
    async with session.desk():
        version = _version(session)
        await _told(session, make(version.rulebook_id, version.version))
    return 0


async def _told(session: Session, command: Command, problems: tuple[Problem, ...] = ()) -> None:
    desk = session.workspace.desk
    records = await desk.execute(command, session.context())
    rulebook_id, version = str(getattr(command, "rulebook_id", "")), str(getattr(command, "version", ""))
    wrong = [session.wording.problem(one) for one in problems]
    value = {
        "rulebook": rulebook_id, "version": version,
        "status": desk.state.rulebook_versions[version_key(rulebook_id, version)].status.value,
        "entries": [
            {"seq": one.seq, "at": iso(one.stamp.at), "entry": type(one.entry).__name__} for one in records
        ],
        "to_mend": wrong,
    }
    session.out.answer(value, [*(session.describer.record(one, desk.state) for one in records), *wrong])


def _row(one: ListedBook, session: Session) -> dict[str, Any]:
    version, book = one.version, one.book
    return {
        "key": name_of(version), "id": version.rulebook_id, "version": version.version, "title": session.wording.text(book.title),
        "status": version.status.value, "status_name": session.wording.say(f"version_status.{version.status}"),
        "shipped": one.shipped, "rules": len(book.rules), "based_on": version.based_on, "hash": version.hash,
        "revision": version.revision, "approved_by": version.approved_by, "document_no": version.document_no,
        "in_force_from": iso(version.in_force_from),
    }
