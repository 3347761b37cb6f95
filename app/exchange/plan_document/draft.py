"""The parts that were found as a draft: a plan with links to its paragraphs, and the record of what it rests on."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import msgspec

from app.domain.basis import Basis
from app.domain.plan.model import Evacuation, Plan, PlanType
from app.domain.plan.soundness import LONGEST_PLAN_ID
from app.domain.planning.model import ExtractedItem, Extraction, PlanContent
from app.domain.words import ResponseLevel
from app.exchange.plan_document.front import Front
from app.exchange.plan_document.ids import Ids, slug
from app.exchange.plan_document.prose import prose
from app.exchange.plan_document.recognise.context import Context, Part
from app.exchange.plan_document.unread import unread_of
from app.kernel.text import Text

VERSION = "draft-1"
LONGEST_WORDS = 1_000
_TOWN = re.compile(r"[^县区市省\W]{1,4}(?:镇|乡|街道)")
_NAMED = ("groups", "tasks", "reporting", "contacts", "materials")
_PLACED = ("notify", "stop", "triggers", "action_card", "aftermath", "basis")
_SINGLE = ("scope", "command", "evacuate", "review", "drill")
INCOMPLETE = 0.2
"""How much less sure a part is that lacks something it should have (a role)."""


def assemble(ctx: Context, type_: PlanType, file_name: str, sha256: str) -> tuple[PlanContent, Extraction]:
    """The draft and its extraction. Every address of an item is one of the plan's; every key is one of the text's."""
    parts = {field: _merged(field, found) for field, found in ctx.parts.items()}
    levels = tuple(part.value.level for part in parts.get("levels", ())) or tuple(ResponseLevel)
    for field in ("tasks", "notify"):
        parts[field] = [_with_levels(part, levels) for part in parts.get(field, ())]
    for field in _NAMED:
        parts[field] = _with_ids(parts.get(field, []))
    addressed = [*_addressed(parts)]
    links = {address: part.keys for address, part in addressed}
    plan = _plan(ctx, parts, type_, links)
    items = tuple(_item(number, address, part, ctx) for number, (address, part) in enumerate(addressed, 1))
    linked = frozenset(key for keys in links.values() for key in keys)
    extraction = Extraction(file_name, sha256, items, unread_of(ctx, linked))
    return PlanContent(plan, prose(ctx.pieces, ctx.front.title_key)), extraction


def plan_id(front: Front, kinds: tuple[str, ...], ctx: Context) -> str:
    """A readable id: the township and what the plan is for (``liu-xi-zhen-flood-typhoon``)."""
    slugs = {row.kind: row.slug for row in ctx.rules.kinds.kinds}
    town = _TOWN.search(front.title)
    subject = "overall" if kinds == ("*",) else "-".join(slugs[kind] for kind in kinds if kind in slugs)
    if town is None and not subject:
        return slug(front.title or "imported plan", LONGEST_PLAN_ID)
    where = slug(town.group(), 24) if town else ""
    return "-".join(word for word in (where, subject[: LONGEST_PLAN_ID - 25].strip("-")) if word) or "imported-plan"


def _plan(ctx: Context, parts: dict[str, list[Part]], type_: PlanType, links: dict[str, tuple[str, ...]]) -> Plan:
    front = ctx.front

    def one(field: str, default: Any) -> Any:
        found = parts.get(field)
        return found[0].value if found else default

    def every(field: str) -> tuple[Any, ...]:
        return tuple(part.value for part in parts.get(field, ()))

    return Plan(
        id=plan_id(front, ctx.kinds, ctx),
        version=VERSION,
        title=Text(front.title),
        type=type_,
        kinds=ctx.kinds,
        owner=Text(front.owner),
        basis=every("basis"),
        scope=one("scope", Text("")),
        triggers=every("triggers"),
        levels=every("levels"),
        groups=every("groups"),
        tasks=every("tasks"),
        forces=(),
        notify=every("notify"),
        evacuate=one("evacuate", Evacuation(Text(""), Basis(front.title or ctx.file))),
        measures=(),
        stop=every("stop"),
        action_card=every("action_card"),
        aftermath=every("aftermath"),
        expected_duration_h={},
        issued_on=front.issued_on,
        issued_no=front.issued_no,
        command=one("command", None),
        reporting=every("reporting"),
        contacts=every("contacts"),
        materials=every("materials"),
        links=links,
        review=one("review", None),
        drill=one("drill", None),
    )


def _addressed(parts: dict[str, list[Part]]) -> list[tuple[str, Part]]:
    """Every part with its address, in the order in which a plan is read."""
    found = [(field, part) for field in _SINGLE for part in parts.get(field, ())[:1]]
    found += [(f"levels/{part.value.level.value}", part) for part in parts.get("levels", ())]
    found += [(f"{field}/{part.value.id}", part) for field in _NAMED for part in parts.get(field, ())]
    found += [(f"{field}/{place}", part) for field in _PLACED for place, part in enumerate(parts.get(field, ()))]
    return found


def _item(number: int, address: str, part: Part, ctx: Context) -> ExtractedItem:
    sure = ctx.rules.confidence[part.rule]
    role = getattr(part.value, "role", getattr(part.value, "lead", "-"))
    sure -= INCOMPLETE if role == "" and part.field in ("tasks", "groups") else 0
    words = part.words if len(part.words) <= LONGEST_WORDS else part.words[: LONGEST_WORDS - 1] + "…"
    return ExtractedItem(f"x{number}", address, part.keys[0], words, part.rule, round(max(sure, 0.05), 2))


_SAME: dict[str, Callable[[Any], Any]] = {
    "tasks": lambda task: (task.role, task.text.zh, task.levels),
    "notify": lambda one: (one.role, one.text.zh, one.levels),
    "reporting": lambda rule: (rule.id, rule.limit_min, rule.repeat, rule.when),
    "stop": lambda one: one.text.zh,
    "aftermath": lambda text: text.zh,
    "basis": lambda basis: (basis.title, basis.article),
}
"""By what two parts of a list are the same part said twice."""


def _merged(field: str, found: list[Part]) -> list[Part]:
    """The parts, each once; one that is said twice is linked to both places."""
    same = _SAME.get(field)
    if same is None:
        return found
    kept: dict[Any, Part] = {}
    for part in found:
        key = repr(same(part.value))
        known = kept.get(key)
        keys = part.keys if known is None else tuple(dict.fromkeys((*known.keys, *part.keys)))
        kept[key] = msgspec.structs.replace(known or part, keys=keys)
    return list(kept.values())


def _with_levels(part: Part, levels: tuple[ResponseLevel, ...]) -> Part:
    """A task for no level in particular is one for all levels of the plan; 二级以上 means those that the plan has."""
    own = tuple(level for level in part.value.levels if level in levels) or part.value.levels or levels
    return msgspec.structs.replace(part, value=msgspec.structs.replace(part.value, levels=own))


def _with_ids(found: list[Part]) -> list[Part]:
    ids = Ids()
    return [
        msgspec.structs.replace(part, value=msgspec.structs.replace(part.value, id=ids.new(part.value.id))) for part in found
    ]


