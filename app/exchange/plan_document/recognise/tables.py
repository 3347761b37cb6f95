"""Tables: levels, reports, groups, endings, materials, telephone lists. What stands in no known column stays unread."""

from __future__ import annotations

import re
from collections.abc import Callable

from app.catalog.recognition_rules import TableSort
from app.domain.plan.model import PlanMaterial, StopCondition
from app.domain.reporting.model import Stage
from app.exchange.plan_document.chapters import Piece
from app.exchange.plan_document.plain import Span, plain, sentences
from app.exchange.plan_document.recognise.acts import Act
from app.exchange.plan_document.recognise.command import DEPUTY, HEAD, Command
from app.exchange.plan_document.recognise.context import Context, codes, trimmed
from app.exchange.plan_document.recognise.grids import Grid
from app.exchange.plan_document.recognise.groups import Described, add_group
from app.exchange.plan_document.recognise.levels import LevelBook
from app.exchange.plan_document.recognise.limits import ActBook, Setting
from app.exchange.plan_document.recognise.lists import Line, add_contact, add_material, phone_in, split_name
from app.kernel.text import Text

_QUANTITY = re.compile(r"^[约共]?([0-9]{1,9}(?:\.[0-9]{1,4})?)\s{0,4}([\u4e00-\u9fffA-Za-z]{0,4})")


def find_in_tables(ctx: Context, levels: LevelBook, command: Command) -> list[tuple[Piece, Grid]]:
    """The parts of every table but the acts, which need the groups first; gives the grids whose acts are still to be read."""
    later = []
    for _, piece in ctx.tables():
        for grid in ctx.grids.of(piece.block):
            if grid.sort is TableSort.LEVELS:
                _levels(ctx, piece, grid, levels)
            elif grid.sort is TableSort.CONTACTS:
                _contacts(ctx, piece, grid, command)
            elif grid.sort in _PLAIN:
                _PLAIN[grid.sort](ctx, piece, grid)
            if grid.sort in (TableSort.LEVELS, TableSort.REPORTS, TableSort.TASKS):
                later.append((piece, grid))
    return later


def find_acts_in_tables(ctx: Context, grids: list[tuple[Piece, Grid]]) -> None:
    """The reports and the measures of tables."""
    book = ActBook(ctx)
    for piece, grid in grids:
        if grid.sort is TableSort.REPORTS:
            _reports(ctx, piece, grid, book)
        elif grid.sort is TableSort.TASKS:
            _tasks(ctx, piece, grid, book)
        else:
            _measures(ctx, piece, grid, book)


def _levels(ctx: Context, piece: Piece, grid: Grid, book: LevelBook) -> None:
    for row in grid.rows():
        named = plain(_said(ctx, grid, row, "level"))
        level = ctx.levels.of_cell(named)
        if level is None:
            continue
        draft = book.of(level, "level.table")
        draft.name = draft.name or trimmed(_said(ctx, grid, row, "level"))
        draft.colour_words += named
        conditions = _said(ctx, grid, row, "when")
        for span in sentences(plain(conditions)):
            book.condition(draft, conditions[span.start : span.end], span.text, piece.key)
        draft.declared_by = draft.declared_by or ctx.role_of(plain(_said(ctx, grid, row, "declared_by")))
        book.note(draft, piece.key, _row(grid, row))
        ctx.claim_row(piece, row)


def _measures(ctx: Context, piece: Piece, grid: Grid, book: ActBook) -> None:
    for row in grid.rows():
        level = ctx.levels.of_cell(plain(_said(ctx, grid, row, "level")))
        cell = _said(ctx, grid, row, "measures")
        if level is None or not cell:
            continue
        setting = Setting(piece, (piece.key,), (level,), measures=True, activated=True, listed=True, words=_row(grid, row))
        book.start()
        for span in sentences(plain(cell)):
            book.take(Span(0, len(span.text), span.text), cell[span.start : span.end], setting)
        ctx.claim_row(piece, row)


def _reports(ctx: Context, piece: Piece, grid: Grid, book: ActBook) -> None:
    for row in grid.rows():
        limit_words = plain(_said(ctx, grid, row, "limit"))
        targets = codes(ctx.roles_in(plain(_said(ctx, grid, row, "to"))))
        said = plain(_said(ctx, grid, row, "stage"))
        act = Act(0, 0, targets=targets, limit_min=book.acts.limit(limit_words), condition="")
        act.every_min = book.acts.every(limit_words) if act.limit_min is None else 0
        act.daily_at = book.acts.hours(limit_words)
        act.at_once = any(word in limit_words for word in ctx.rules.limits.now)
        if not targets or not (act.limit_min or act.every_min or act.daily_at or act.at_once):
            continue
        stage: Stage = book.stage_of(said, bool(act.every_min))
        channel = book.channel_of(plain(_said(ctx, grid, row, "channel")), stage)
        words = _row(grid, row)
        setting = Setting(piece, (piece.key,), (), measures=False, activated=False, listed=True, words=words)
        for role in targets:
            book.add_report(act, role, stage, channel, words, setting)
        ctx.claim_row(piece, row)


def _tasks(ctx: Context, piece: Piece, grid: Grid, book: ActBook) -> None:
    for row in grid.rows():
        words = trimmed(_said(ctx, grid, row, "task"))
        roles = codes(ctx.roles_in(plain(_said(ctx, grid, row, "who"))))
        if not words or not (roles or _said(ctx, grid, row, "who")):
            continue
        time = plain(_said(ctx, grid, row, "time")).removeprefix("T+")
        level = ctx.levels.of_cell(plain(_said(ctx, grid, row, "level")))
        setting = Setting(piece, (piece.key,), (level,) if level else (), True, bool(level), True, _row(grid, row))
        book.add_task(words, roles or ("",), book.acts.limit(time) or book.acts.limit(f"{time}内"), setting)
        ctx.claim_row(piece, row)


def _units(ctx: Context, piece: Piece, grid: Grid) -> None:
    for row in grid.rows():
        name, duties = trimmed(_said(ctx, grid, row, "unit")), trimmed(_said(ctx, grid, row, "duties"))
        roles = codes(ctx.roles_in(plain(name)))
        if name and duties:
            said = Described(roles[0] if roles else "", roles[1:], duties, () if roles else (name,))
            add_group(ctx, name, said, [piece.key], _row(grid, row), "group.table")
            ctx.claim_row(piece, row)


def _groups(ctx: Context, piece: Piece, grid: Grid) -> None:
    for row in grid.rows():
        name = trimmed(_said(ctx, grid, row, "group"))
        lead = codes(ctx.roles_in(plain(_said(ctx, grid, row, "lead"))))
        members = (*lead[1:], *codes(ctx.roles_in(plain(_said(ctx, grid, row, "members")))))
        duties = trimmed(_said(ctx, grid, row, "duties"))
        if not name or not (lead or duties):
            continue
        unknown = (_said(ctx, grid, row, "lead"),) if not lead and _said(ctx, grid, row, "lead") else ()
        said = Described(lead[0] if lead else "", tuple(dict.fromkeys(members)), duties, unknown)
        add_group(ctx, name, said, [piece.key], _row(grid, row), "group.table")
        ctx.claim_row(piece, row)


def _stop(ctx: Context, piece: Piece, grid: Grid) -> None:
    for row in grid.rows():
        words = trimmed(_said(ctx, grid, row, "stop"))
        if words:
            ctx.add("stop", StopCondition(Text(words), ctx.basis(piece)), [piece.key], words, "stop.table")
            ctx.claim_row(piece, row)


def _materials(ctx: Context, piece: Piece, grid: Grid) -> None:
    for row in grid.rows():
        name = trimmed(_said(ctx, grid, row, "name"))
        amount = _QUANTITY.match(plain(_said(ctx, grid, row, "quantity")).replace(",", ""))
        if not name:
            continue
        quantity = float(amount.group(1)) if amount else 0.0
        unit = _said(ctx, grid, row, "unit") or (amount.group(2) if amount else "")
        keeper = _said(ctx, grid, row, "keeper")
        phone = _said(ctx, grid, row, "phone")
        inside = phone_in(ctx, keeper)
        if inside and not phone:
            phone, keeper = inside, trimmed(keeper.replace(inside, ""))
        line = PlanMaterial("", name, quantity, unit, _said(ctx, grid, row, "place"), keeper, phone)
        add_material(ctx, line, piece.key, _row(grid, row), "material.table")
        ctx.claim_row(piece, row)


def _contacts(ctx: Context, piece: Piece, grid: Grid, command: Command) -> None:
    for row in grid.rows():
        duty = _said(ctx, grid, row, "duty")
        post = _said(ctx, grid, row, "post")
        organisation = _said(ctx, grid, row, "organisation")
        name = _said(ctx, grid, row, "name")
        words = _row(grid, row)
        found = False
        if name and not post:
            name, post = split_name(ctx, name)
        for deputy, who, phone in (
            (False, name, _said(ctx, grid, row, "phone")),
            (True, _said(ctx, grid, row, "deputy_name"), _said(ctx, grid, row, "deputy_phone")),
        ):
            if phone and (who or organisation):
                line = Line(organisation, trimmed(who), post if not deputy else "", phone, duty if not deputy else "", deputy)
                add_contact(ctx, line, [piece.key], words, "contact.table")
                found = True
        if _commands(ctx, duty, post, organisation, command):
            command.note(piece.key, words)
            command.rule = "command.table"
        if found:
            ctx.claim_row(piece, row)


def _commands(ctx: Context, duty: str, post: str, organisation: str, command: Command) -> bool:
    """Whether the row of a list says who commands (指挥长, 副指挥长, 办公室主任)."""
    words = ctx.rules.groups
    title = plain(duty)
    roles = codes(ctx.roles_in(plain(f"{post} {organisation}")))
    if title in words.office_head and roles:
        command.office = command.office or roles[0]
        return True
    sort = DEPUTY if title in words.deputies else HEAD if title in words.commanders and title != "组长" else ""
    if not sort or not roles:
        return False
    command.add(sort, roles[:1])
    return True


def _said(ctx: Context, grid: Grid, row: int, column: str) -> str:
    return grid.cell(row, column, ctx.grids.empty)


def _row(grid: Grid, row: int) -> str:
    cells = dict.fromkeys(cell.replace("\n", " ") for cell in grid.block.rows[row] if cell)
    return " | ".join(cells)


_PLAIN: dict[TableSort, Callable[[Context, Piece, Grid], None]] = {
    TableSort.GROUPS: _groups,
    TableSort.UNITS: _units,
    TableSort.STOP: _stop,
    TableSort.MATERIALS: _materials,
}
"""Tables that need nothing but themselves."""
