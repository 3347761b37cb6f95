"""Reports in note form: 电话首报15分钟、书面首报40分钟; 较大以上每60分钟一次、重大以上每30分钟一次，平稳后每日8时、17时各一次."""

from __future__ import annotations

import re
from collections.abc import Iterator

from app.domain.reporting.model import Stage
from app.exchange.plan_document.chapters import Piece
from app.exchange.plan_document.lexicon import holds
from app.exchange.plan_document.plain import Span, clauses
from app.exchange.plan_document.recognise.acts import NUMBER, Act
from app.exchange.plan_document.recognise.context import Context
from app.exchange.plan_document.recognise.limits import ActBook, Setting


class ShortReports:
    """Finds reports in note form with the words of this context."""

    def __init__(self, ctx: Context, book: ActBook) -> None:
        self._ctx = ctx
        self._book = book
        words = ctx.rules.limits
        what = sorted({word for row in (*words.stages, *words.channels) for word in row.words}, key=lambda one: -len(one))
        units = sorted({word for row in words.units for word in row.words}, key=lambda one: -len(one))
        self._named = re.compile(
            f"(?P<what>(?:{_either(what)}){{1,3}})[为：]?(?P<limit>(?:{NUMBER})个?(?:{_either(units)})(?:{_either(words.within)})?)"
        )
        self._follow = next((row.words for row in words.stages if row.code == Stage.FOLLOW_UP.value), ())
        self._within = words.within[0]

    def take(self, piece: Piece, span: Span, setting: Setting) -> list[tuple[int, int]]:
        """Add the reports of a sentence; the stretches of it that became parts."""
        followed = holds(span.text, self._follow) or holds(piece.words[:24], self._follow)
        taken: list[tuple[int, int]] = []
        condition = ""
        for clause in clauses(span.text):
            if clause.text.rstrip("，；：。").endswith("的"):
                condition = clause.text
            before = len(taken)
            taken += [
                (clause.start + start, clause.start + end)
                for start, end in self._clause(clause.text, condition, followed, setting)
            ]
            if condition and len(taken) > before and clause.text != condition:
                taken.append((span.text.find(condition), span.text.find(condition) + len(condition)))
        return taken

    def _clause(self, text: str, condition: str, followed: bool, setting: Setting) -> Iterator[tuple[int, int]]:
        book, superior = self._book, self._ctx.rules.limits.superior
        targets = [role for role in self._ctx.roles_in(text) if role.value not in self._ctx.rules.limits.inside]
        role = targets[0].value if targets else superior
        hours = book.acts.hours(text)
        if hours and followed:
            act = Act(0, 0, daily_at=hours, condition=condition)
            book.add_report(act, role, Stage.FOLLOW_UP, book.channel_of(text, Stage.FOLLOW_UP), text.strip("，。；"), setting)
            yield 0, len(text)
            return
        at = 0
        for part in re.split("(?<=、)", text):
            start, at = at, at + len(part)
            named = self._named.search(part)
            every = book.acts.every(part) if followed else 0
            if named and not every:
                said = named["limit"] if named["limit"].endswith(self._within) else named["limit"] + self._within
                limit = book.acts.limit(said)
                if limit is None:
                    continue
                stage = book.stage_of(part, False)
                act = Act(0, 0, limit_min=limit, condition=condition)
                book.add_report(act, role, stage, book.channel_of(part, stage), part.strip("，。；、"), setting)
                yield start, at
            elif every:
                act = Act(0, 0, every_min=every, condition=re.split("每", part)[0] + "的")
                channel = book.channel_of(part, Stage.FOLLOW_UP)
                book.add_report(act, role, Stage.FOLLOW_UP, channel, part.strip("，。；、"), setting)
                yield start, at


def _either(words: Iterator[str] | list[str] | tuple[str, ...]) -> str:
    return "|".join(re.escape(word) for word in words)
