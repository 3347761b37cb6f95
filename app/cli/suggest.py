"""The nearest known names to one that is not known: typing slips, Chinese names instead of codes."""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches

from app.domain.reference import Reference
from app.domain.state import State
from app.kernel.errors import Refusal
from app.kernel.text import Text

MOST = 4

_FIELDS = {
    "kind_unknown": "incident_kind",
    "fact_unknown": "fact",
    "plan_unknown": "plan",
    "rulebook_unknown": "rulebook",
    "role_unknown": "role",
    "unit_unknown": "unit",
    "unit_kind_unknown": "unit_kind",
    "unit_kind_not_known": "unit_kind",
    "document_unknown": "document",
}


def near_names(refusal: Refusal, reference: Reference, state: State | None, documents: Mapping[str, Text]) -> list[str]:
    """Known names near the unknown one that was refused, the nearest first; none where the refusal is about another thing."""
    field = _FIELDS.get(refusal.code)
    if field is None:
        return []
    typed = str(refusal.facts.get(field, "")).strip()
    return nearest(typed, _known(refusal.code, reference, state, documents))


def nearest(typed: str, known: Mapping[str, Text]) -> list[str]:
    """The codes that are near by their own spelling or by their names in either language."""
    plain = typed.lower()
    if not plain:
        return []
    by_spelling = {code.lower(): code for code in known}
    by_name = {name.lower(): code for code, text in known.items() for name in (text.zh, text.en) if name}
    spelled = [by_spelling[one] for one in get_close_matches(plain, by_spelling, MOST, 0.55)]
    holding = [code for name, code in by_name.items() if plain in name or (len(name) > 1 and name in plain)]
    named = [by_name[one] for one in get_close_matches(plain, by_name, MOST, 0.55)]
    return list(dict.fromkeys((*spelled, *holding, *named)))[:MOST]


def _known(code: str, reference: Reference, state: State | None, documents: Mapping[str, Text]) -> dict[str, Text]:
    if code == "kind_unknown":
        return {kind.code: kind.name for kind in reference.kinds.values()}
    if code == "fact_unknown":
        return {fact.name: fact.label for fact in reference.facts.values() if not fact.derived}
    if code == "plan_unknown":
        return {plan.id: plan.title for plan in reference.plans.values()}
    if code == "rulebook_unknown":
        return {book.id: book.title for book in reference.rulebooks.values()}
    if code == "role_unknown":
        return {role.code: role.name for role in reference.roles.values()}
    if code in ("unit_kind_unknown", "unit_kind_not_known"):
        return {kind.code: kind.name for kind in reference.unit_kinds.values()}
    if code == "document_unknown":
        return dict(documents)
    return {} if state is None else {unit.id: unit.name for unit in state.units.values()}
