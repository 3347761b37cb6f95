"""Findings as rows, as a chain of lines, and what may be done with each. No Qt."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import msgspec

from app.desk.describe import Describer
from app.desk.describe_improvement import plan_names, source_line
from app.domain.improvement.model import CorrectiveAction, Finding, Gravity, RootCause, Standing
from app.domain.improvement.rules import (
    CLOSE_WITHIN_DAYS,
    due_on,
    is_overdue,
    owners,
    ranked,
    stage,
    standing,
    unanswered_plans,
    waits_for_retest,
)
from app.domain.state import State

TONES = {
    Standing.OVERDUE: "alarm", Standing.TO_ASSIGN: "watch", Standing.IN_PROGRESS: "info", Standing.TO_REVIEW: "warn",
    Standing.CLOSED: "ok", Standing.NOTED: "neutral", Standing.WITHDRAWN: "muted",
}


class Wanted(msgspec.Struct, frozen=True):
    """How the board is narrowed; "" asks for nothing."""

    standing: str = ""
    plan_id: str = ""
    cause: str = ""
    owner: str = ""


class FindingRow(msgspec.Struct, frozen=True):
    """A finding in the table; ``can`` are the steps open to it, the next one first."""

    id: str
    finding: Finding
    standing: str
    tone: str
    stage: str
    gravity: str
    cause: str
    source: str
    plans: str
    measures: str
    who: str
    due_on: date | None
    due: str
    days_over: int
    can: tuple[str, ...]


class ChainLine(msgspec.Struct, frozen=True):
    """A line of a finding's chain; ``past`` lines belong to a round before it was opened again, ``tone`` colours one that waits."""

    text: str
    past: bool = False
    tone: str = "neutral"


class FindingsPresenter:
    """Findings in the words of one language."""

    def __init__(self, describer: Describer) -> None:
        self._words = describer
        self._say = describer.say

    def rows(self, state: State, today: date, wanted: Wanted = Wanted()) -> tuple[FindingRow, ...]:  # noqa: B008 - frozen
        """The rows that are wanted, the overdue first."""
        found = [one for one in state.findings.values() if _fits(one, wanted, today)]
        return tuple(self.row(one, today) for one in ranked(found, today))

    def row(self, one: Finding, today: date) -> FindingRow:
        """A finding as a row."""
        stands, due = standing(one, today), due_on(one)
        over = (today - due).days if due is not None and due < today else 0
        text = ""
        if due is not None:
            text = self._say("finding_due.over", days=over) if over else self._say("finding_due.by", date=due.isoformat())
        live = one.live_actions
        return FindingRow(
            id=one.id, finding=one, standing=self._say(f"finding_standing.{stands}"), tone=TONES[stands],
            stage=self._say(f"finding_standing.{stage(one)}"), gravity=self._say(f"finding_gravity.{one.gravity}"),
            cause=self._say(f"root_cause.{one.cause or 'none'}") if one.is_weakness else "",
            source=source_line(self._words, one.source), plans=plan_names(self._words, one.plan_ids),
            measures=self._joined(act.measure for act in live), who=self._joined(_who(act) for act in live), due_on=due, due=text,
            days_over=over, can=steps(one),
        )

    def _item(self, key: str) -> str:
        """The scored item in words; one that somebody named otherwise as it was named."""
        code = f"drill.item.{key.partition(':')[0]}"
        return self._say(code) if self._words.knows(code) else key or "—"

    def chain(self, one: Finding, today: date) -> tuple[ChainLine, ...]:
        """Everything that became of it, in order: where it comes from, measures, reviews, plans, retests."""
        say = self._say
        lines = [ChainLine(say("finding_chain.raised", source=source_line(self._words, one.source), by=one.raised_by))]
        if one.item or one.objective:
            lines.append(ChainLine(say("finding_chain.item", item=self._item(one.item), objective=one.objective or "—")))
        lines += [ChainLine(say("finding_chain.evidence", line=line)) for line in one.evidence]
        if one.source.journal_hash:
            lines.append(ChainLine(say("finding_chain.hash", hash=one.source.journal_hash[:16])))
        if one.is_open and not one.live_actions:
            lines.append(ChainLine(self._suggested(one.gravity, one.due_on), tone="watch" if is_overdue(one, today) else "info"))
        for act in one.actions:
            lines += self._action(act, today)
        for review in one.reviews:
            result = say("review_result.passed" if review.passed else "review_result.back")
            lines.append(
                ChainLine(say("finding_chain.review", reviewer=review.reviewer, result=result, words=review.words or "—"))
            )
        lines += self._plans(one)
        for test in one.retests:
            result = say("retest_result.passed" if test.passed else "retest_result.failed")
            text = say("finding_chain.retest", date=test.on.isoformat(), result=result, words=test.words)
            lines.append(ChainLine(text, tone="ok" if test.passed else "warn"))
        if waits_for_retest(one):
            lines.append(ChainLine(say("finding_chain.retest_waits"), tone="info"))
        if one.closed_at is not None:
            lines.append(ChainLine(say("finding_chain.closed", at=self._words.clock(one.closed_at)), tone="ok"))
        if one.withdrawn_reason:
            lines.append(ChainLine(say("finding_chain.withdrawn", reason=one.withdrawn_reason), tone="muted"))
        return tuple(lines)

    def filters(self, state: State, today: date) -> dict[str, tuple[tuple[str, str], ...]]:
        """What the board can be narrowed by: code and words, those only that occur (standings and causes in their order)."""
        findings = tuple(state.findings.values())
        stands = {standing(one, today) for one in findings}
        causes = {one.cause for one in findings}
        plans = {plan_id for one in findings for plan_id in one.plan_ids}
        people = sorted({act.owner for one in findings for act in one.live_actions})
        return {
            "standing": tuple((one.value, self._say(f"finding_standing.{one}")) for one in Standing if one in stands),
            "plan": tuple(sorted(((one, self._words.plan_name(one)) for one in plans), key=lambda pair: pair[1])),
            "cause": tuple((one.value, self._say(f"root_cause.{one}")) for one in RootCause if one in causes),
            "owner": tuple((one, one) for one in people),
        }

    def _action(self, act: CorrectiveAction, today: date) -> list[ChainLine]:
        say = self._say
        done = f"  {say('finding_chain.done', at=self._words.clock(act.done_at))}" if act.done_at else ""
        past = say("finding_chain.past") if act.past else ""
        late = act.done_at is None and not act.past and act.due_on < today
        text = say("finding_chain.action", measure=act.measure, who=_who(act), date=act.due_on.isoformat())
        lines = [ChainLine(f"{text}{done}{past}", act.past, "alarm" if late else "neutral")]
        lines += [
            ChainLine(
                say("finding_chain.postponed", before=moved.before.isoformat(), reason=moved.reason or "—", by=moved.by), act.past,
                "muted",
            )
            for moved in act.postponed
        ]
        for one in act.evidence:
            words = one.words
            if one.file_name:
                words += say("entry.evidence_file", name=one.file_name, hash=one.file_sha256[:12])
            text = say("finding_chain.evidence_of", words=words, by=one.by, at=self._words.clock(one.at))
            lines.append(ChainLine(text, act.past))
        return lines

    def _plans(self, one: Finding) -> list[ChainLine]:
        say, lines = self._say, []
        for given in one.answers:
            answer = say("entry.by_reason", reason=given.reason)
            if given.version:
                why = say("entry.with_reason", reason=given.reason) if given.reason else ""
                answer = say("entry.by_version", version=given.version) + why
            past = say("finding_chain.answer_past") if given.past else ""
            text = say("finding_chain.answer", plan=self._words.plan_name(given.plan_id), answer=answer, by=given.by)
            lines.append(ChainLine(text + past, given.past))
        for plan_id in unanswered_plans(one):
            lines.append(ChainLine(say("finding_chain.hangs", plan=self._words.plan_name(plan_id)), tone="watch"))
        return lines

    def _suggested(self, gravity: Gravity, day: date) -> str:
        return self._say(
            "finding_due.suggested", date=day.isoformat(), gravity=self._say(f"finding_gravity.{gravity}"),
            days=CLOSE_WITHIN_DAYS[gravity],
        )

    def _joined(self, texts: Iterable[str]) -> str:
        return self._say("list.separator").join(dict.fromkeys(texts))


def steps(one: Finding) -> tuple[str, ...]:
    """What may be done with a finding now: the step that moves it on first, the rare ones last."""
    now = stage(one)
    if now is Standing.WITHDRAWN:
        return ()
    if now is Standing.NOTED:
        return ("correct", "withdraw")
    if now is Standing.CLOSED:
        return ("retest", "correct")
    first = {
        Standing.TO_ASSIGN: ("assign",), Standing.IN_PROGRESS: ("evidence", "evidence_file", "assign", "postpone"),
        Standing.TO_REVIEW: ("review", "assign"),
    }[now]
    plans = ("answer",) if unanswered_plans(one) else ()
    return (*first, "correct", *plans, "retest", "withdraw")


def waiting(state: State) -> int:
    """Findings that wait for somebody."""
    return sum(one.is_open for one in state.findings.values())


def _who(act: CorrectiveAction) -> str:
    return f"{act.organisation} {act.owner}"


def _fits(one: Finding, wanted: Wanted, today: date) -> bool:
    return (
        (not wanted.standing or standing(one, today).value == wanted.standing)
        and (not wanted.plan_id or wanted.plan_id in one.plan_ids)
        and (not wanted.cause or one.cause == wanted.cause)
        and (not wanted.owner or any(act.owner == wanted.owner for act in one.live_actions))
    )


def open_actions(one: Finding) -> tuple[CorrectiveAction, ...]:
    """The measures that are still to be carried out, the first due first."""
    return tuple(sorted(owners(one), key=lambda act: (act.due_on, act.id)))
