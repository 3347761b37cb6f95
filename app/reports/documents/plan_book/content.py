"""A plan and what is known of its version → the document. Pure.

Invariants: every figure of the tables carries what it is worth (法定, 本地, 建议值, 样例; 未核 where its source was not compared);
nothing of the plan is left out; what the plan does not have makes no empty table.
"""

from __future__ import annotations

from app.domain.planning.model import VersionStatus
from app.reports.documents.phrases import Pair
from app.reports.documents.plan_book.annexes import annexes
from app.reports.documents.plan_book.model import PlanBook
from app.reports.documents.plan_book.prose import body_of
from app.reports.documents.plan_words import PlanWords
from app.reports.documents.spec import PlanPaperInput

_TITLE_MOST = 80


def content(given: PlanPaperInput) -> PlanBook:
    """The document of the plan."""
    words = PlanWords(given)
    plan = given.plan
    title = words.clip(words.text(plan.title), _TITLE_MOST)
    return PlanBook(
        kind=given.wording.say(f"plan_type.{plan.type}"),
        title=title,
        version=words.book("version", version=words.version),
        standing="" if words.in_force else words.book(f"status.{words.status}"),
        caution="" if words.in_force else words.book(f"caution.{words.status}"),
        facts=tuple(_facts(words)),
        organ=words.text(plan.owner),
        date=_cover_date(words),
        contents=words.book("contents"),
        body=body_of(given.content.text, given.wording),
        annexes=annexes(words),
    )


def _facts(words: PlanWords) -> list[Pair]:
    plan, version = words.plan, words.given.version
    number = (version.document_no if version else "") or plan.issued_no
    approved = next((one for one in version.steps if one.status is VersionStatus.APPROVED), None) if version else None
    told = (
        ("version", words.version),
        ("status", words.book(f"status.{words.status}")),
        ("check", words.check_code),
        ("kinds", words.join(words.kind(pattern) for pattern in plan.kinds)),
        ("owner", words.text(plan.owner)),
        ("approved_by", version.approved_by if version else ""),
        ("approved_on", words.day(approved.at) if approved else ""),
        ("document_no", number),
        ("issued_on", words.date(plan.issued_on)),
        ("in_force_on", words.date(version.in_force_on if version else None)),
        ("based_on", version.based_on if version else ""),
        ("next_review_on", words.date(words.given.next_review_on or plan.next_review_on)),
    )
    labels = {"check": words.check_label}
    return [Pair(labels.get(code) or words.book(f"label.{code}"), value) for code, value in told if value]


def _cover_date(words: PlanWords) -> str:
    """The day of issue, else the day from which it is in force, else that of approval; "" where nobody has approved it."""
    version, plan = words.given.version, words.plan
    known = plan.issued_on or (version.in_force_on if version else None)
    if known is not None:
        return words.date(known)
    approved = [one.at for one in version.steps if one.status is VersionStatus.APPROVED] if version else []
    return words.day(approved[-1]) if approved else ""
