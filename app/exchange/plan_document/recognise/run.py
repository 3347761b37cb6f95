"""All finders in their order: what is surest and most closely delimited speaks for its words first."""

from __future__ import annotations

from collections.abc import Callable

import msgspec

from app.exchange.plan_document.ids import Ids
from app.exchange.plan_document.plain import tight
from app.exchange.plan_document.recognise.basics import find_basis, find_lists, find_scope, find_stop, find_upkeep
from app.exchange.plan_document.recognise.command import Command, find_command
from app.exchange.plan_document.recognise.context import Context, Part
from app.exchange.plan_document.recognise.groups import find_groups
from app.exchange.plan_document.recognise.levels import LevelBook, find_levels
from app.exchange.plan_document.recognise.lists import find_contacts, find_materials
from app.exchange.plan_document.recognise.moves import find_evacuation
from app.exchange.plan_document.recognise.paragraph_acts import find_acts
from app.exchange.plan_document.recognise.tables import find_acts_in_tables, find_in_tables

_AFTER_LEVELS: tuple[Callable[[Context], None], ...] = (
    find_stop, find_upkeep, find_materials, find_contacts, find_acts, find_lists, find_evacuation,
)  # fmt: skip
PASSES = 14
"""How often the pieces are gone through, for the progress."""


def recognise(ctx: Context) -> None:
    """Find everything that is known how to find."""
    command, levels = Command(), LevelBook(ctx)
    later = find_in_tables(ctx, levels, command)
    find_scope(ctx)
    find_basis(ctx)
    find_command(ctx, command)
    find_groups(ctx)
    _settle_groups(ctx)
    find_levels(ctx, levels)
    find_acts_in_tables(ctx, later)
    for find in _AFTER_LEVELS:
        find(ctx)


def _settle_groups(ctx: Context) -> None:
    """Every group once, each under an id of its own: tasks refer to them."""
    by_name: dict[str, Part] = {}
    for part in ctx.parts.get("groups", ()):
        name = tight(part.value.name.zh)
        known = by_name.get(name)
        if known is None:
            by_name[name] = part
            continue
        better = part if not known.value.lead and part.value.lead else known
        keys = tuple(dict.fromkeys((*known.keys, *part.keys)))
        by_name[name] = msgspec.structs.replace(better, keys=keys)
    ids = Ids()
    if by_name:
        ctx.parts["groups"] = [
            msgspec.structs.replace(part, value=msgspec.structs.replace(part.value, id=ids.new(part.value.id)))
            for part in by_name.values()
        ]
