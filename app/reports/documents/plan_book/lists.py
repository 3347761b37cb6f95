"""The lists behind a plan: who can be called, what is in store, what has to be reported, what it rests on. Pure."""

from __future__ import annotations

from app.catalog.limit_text import limit_text, when_text
from app.domain.reference import covers
from app.domain.reporting.model import Rule
from app.domain.words import ClockStart
from app.reports.documents.plan_book.grids import annex, column
from app.reports.documents.plan_book.model import Annex, Grid, Set
from app.reports.documents.plan_words import PlanWords

_STARTS_UNSAID = (ClockStart.FIXED_TIME, ClockStart.PREVIOUS_REPORT)
"""A repeated duty says by itself from when it counts."""


def contact_list(words: PlanWords) -> Annex | None:
    """The plan's own telephone list, then the contact book's people for the roles that the list does not fill."""
    own = [
        (words.role(one.role) if one.role else "", one.organisation, one.name, one.post, one.phone, _stand_in(words, one.deputy))
        for one in words.plan.contacts
    ]
    filled = {one.role for one in words.plan.contacts}
    book = [
        (words.role(role), one.organisation, one.name, one.post, one.number, _stand_in(words, one.stand_in))
        for role in words.roles_named()
        if role not in filled
        for one in words.phones(role)
    ]
    columns = (
        column(words, "role", 30), column(words, "organisation", 34), column(words, "name", 20), column(words, "post", 24),
        column(words, "phone", 34), column(words, "a_b", 14, Set.CENTRE),
    )  # fmt: skip
    return annex(words, "contacts", (Grid(columns, (*own, *book)),), note=words.book("contacts_note"))


def _stand_in(words: PlanWords, deputy: bool) -> str:
    return words.book("b" if deputy else "a")


def materials(words: PlanWords) -> Annex | None:
    """The plan's own list of materials."""
    rows = tuple(
        (one.name, f"{one.quantity:g} {one.unit}".strip() if one.quantity else "", one.place, one.keeper, one.phone)
        for one in words.plan.materials
    )
    columns = (
        column(words, "material", 42), column(words, "quantity", 24, Set.CENTRE), column(words, "place", 40),
        column(words, "keeper", 20), column(words, "phone", 30),
    )  # fmt: skip
    return annex(words, "materials", (Grid(columns, rows),))


def reporting(words: PlanWords) -> Annex | None:
    """The plan's own reporting rules, and those of the rulebook in force that cover its kinds."""
    book = words.given.reference.rulebooks.get(words.given.rulebook_id)
    general = [one for one in book.rules if _covers(one, words)] if book else []
    columns = (
        column(words, "report", 32), column(words, "to", 26), column(words, "limit", 40), column(words, "when", 34),
        column(words, "basis", 24),
    )  # fmt: skip
    own = Grid(columns, tuple(_rule(one, words) for one in words.plan.reporting), words.book("annex.own_rules") if general else "")
    title = words.book("annex.rulebook", title=words.text(book.title), version=book.version) if book else ""
    return annex(
        words, "reporting", (own, Grid(columns, tuple(_rule(one, words) for one in general), title)), legend=True,
        note=words.book("reporting_note"),
    )  # fmt: skip


def _covers(rule: Rule, words: PlanWords) -> bool:
    """Whether the rule can apply to a kind that the plan is for (its patterns may be wider or narrower than the plan's)."""
    plan = words.plan
    known = [kind for kind in words.given.reference.kinds if covers(plan.kinds, kind)]
    return any(covers(rule.kinds, kind) for kind in (*known, *plan.kinds))


def _rule(rule: Rule, words: PlanWords) -> tuple[str, ...]:
    wording = words.given.wording
    start = "" if rule.clock_start in _STARTS_UNSAID else wording.say(f"clock_start.{rule.clock_start}")
    limit = words.tight(limit_text(rule, wording))
    to = words.roles((rule.to_role, *rule.cc))
    return (
        words.text(rule.title),
        to,
        words.book("limit", start=start, limit=limit) if start else limit,
        when_text(rule, wording),
        words.basis(rule.basis),
    )


def basis_table(words: PlanWords) -> Annex | None:
    """What the plan rests on, and whether somebody compared it with the source."""
    wording = words.given.wording
    rows = tuple(
        (
            wording.cite(one),
            str(one.year) if one.year else "",
            wording.say(f"rule_status.{one.status}"),
            wording.say(f"checked.{one.checked}"),
        )
        for one in words.plan.basis
    )
    columns = (
        column(words, "document", 92), column(words, "year", 16, Set.CENTRE), column(words, "worth", 20, Set.CENTRE),
        column(words, "checked", 28, Set.CENTRE),
    )  # fmt: skip
    return annex(words, "basis", (Grid(columns, rows),), legend=True)
