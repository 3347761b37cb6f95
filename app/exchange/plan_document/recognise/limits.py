"""Acts as parts of the plan: reports to a superior, somebody who has to be told, tasks with or without a limit.

A minute that the document does not name (立即, or nothing at all) is our suggestion, and its basis says so.
"""

from __future__ import annotations

import msgspec

from app.catalog.recognition_rules import Topic
from app.catalog.recognition_words import LimitWords
from app.domain.conditions import Condition
from app.domain.plan.model import Group, Notify, PlanTask
from app.domain.reporting.model import Channel, Repeat, Rule, Stage
from app.domain.words import ClockStart, ResponseLevel
from app.exchange.plan_document.chapters import Piece
from app.exchange.plan_document.lexicon import Lexicon, holds
from app.exchange.plan_document.plain import Span
from app.exchange.plan_document.recognise.acts import Act, Acts, Kind, inherit
from app.exchange.plan_document.recognise.conditions import Conditions
from app.exchange.plan_document.recognise.context import Context
from app.kernel.text import Text

_ALSO = ("同时", "并")
MOST_SUBJECTS = 4


class Setting(msgspec.Struct, frozen=True):
    """Where an act stands: its keys, its levels, whether measures are told here, whether the moment is the activation."""

    piece: Piece
    keys: tuple[str, ...]
    levels: tuple[ResponseLevel, ...]
    measures: bool
    activated: bool
    listed: bool
    words: str


class ActBook:
    """Turns acts into parts."""

    def __init__(self, ctx: Context) -> None:
        self.ctx = ctx
        self.acts = Acts(ctx)
        self._words: LimitWords = ctx.rules.limits
        self._conditions = Conditions(ctx.rules.facts, ctx.reference, ctx.kinds)
        found = [part.value for part in ctx.parts.get("groups", ())]
        self._groups: dict[str, Group] = {group.name.zh: group for group in found if group.lead and group.name.zh.endswith("组")}
        self._leads: Lexicon[str] = Lexicon((name, group.lead) for name, group in self._groups.items())
        self._before: Act | None = None
        self._subjects: tuple[str, ...] = ()
        self.only_reports = False

    def start(self) -> None:
        """A new paragraph: nothing is carried over."""
        self._before = None
        self._subjects = ()

    def take(self, span: Span, text: str, setting: Setting) -> list[tuple[int, int]]:
        """Add the parts of a sentence; the stretches of it that became parts. ``text``: the sentence in the document's words."""
        acts = self.acts.of(span, self._leads)
        also = holds(span.text[:12], _ALSO) or holds(span.text, _ALSO[:1])
        inherit(acts, self._before if also else None, self._words)
        self._before = next((act for act in acts if act.kind is Kind.REPORT and act.targets), self._before)
        taken = []
        for act in acts:
            act.subjects = act.subjects or self._subjects
            words = text[act.start : act.end].strip("，；。：、 \n")
            if act.has_act and self._one(act, words, span.text[act.start : act.end], setting):
                taken.append((act.start, act.end))
            elif taken and act.kind is Kind.REPORT and not act.targets:
                taken.append((act.start, act.end))  # …发现险情立即报告: goes with the act before it
        # behind a semicolon the same people go on: 各村每10天报告一次旱情；出现饮水困难的，应在24小时内报告
        self._subjects = acts[-1].subjects if text.rstrip().endswith(("；", ";")) else ()
        return taken

    def _one(self, act: Act, words: str, text: str, setting: Setting) -> bool:
        if act.kind is Kind.REPORT and self._report(act, words, text, setting):
            return True
        if self.only_reports:
            return False
        by_desk = not act.subjects or set(act.subjects) <= set(self._words.reporters)
        if act.kind is Kind.NOTIFY and act.targets and by_desk and (setting.measures or act.limit_min or act.at_once):
            self._notify(act, words, setting)
            return True
        return self._task(act, words, text, setting)

    # --- reports ----------------------------------------------------------------------------------------------------

    def _report(self, act: Act, words: str, text: str, setting: Setting) -> bool:
        """Whether the act is a report of the township to somebody above it."""
        if act.subjects and not set(act.subjects) <= set(self._words.reporters):
            return False
        targets = tuple(role for role in act.targets if role not in self._words.inside)
        if act.targets and not targets:
            return False
        repeated = bool(act.every_min or act.daily_at)
        if not targets and not repeated and not (act.limit_min and holds(act.core or text, self._words.upwards)):
            return False
        if not repeated and act.limit_min is None and not act.at_once:
            return False
        core = act.core or text
        stage = self._stage(core, repeated)
        for role in targets or (self._words.superior,):
            self.add_report(act, role, stage, self._channel(core, stage), words, setting)
        return True

    def add_report(self, act: Act, role: str, stage: Stage, channel: Channel, words: str, setting: Setting) -> None:
        """A reporting rule of the plan's own."""
        repeat = Repeat(act.every_min, act.daily_at) if act.every_min or act.daily_at else None
        limit = 0 if repeat else act.limit_min or 0
        value = Rule(
            id="-".join((stage.value, channel.value, role)).replace("_", "-"),
            stage=stage,
            channel=channel,
            kinds=self.ctx.kinds or ("*",),
            from_role=self._words.reporter,
            to_role=role,
            clock_start=self._report_clock(act, words, stage),
            basis=self.ctx.basis(setting.piece),
            title=Text(words),
            when=self._when(act),
            limit_min=limit,
            immediately=not limit and repeat is None,
            immediate_min=self._words.immediate_min,
            repeat=repeat,
        )
        rule = "report.repeat" if repeat else "report.limit" if limit else "report.at_once"
        self.ctx.add("reporting", value, setting.keys, setting.words, "report.table" if setting.piece.block.is_table else rule)

    def _stage(self, text: str, repeated: bool) -> Stage:
        for row in self._words.stages:
            if holds(text, row.words):
                return Stage(row.code)
        return Stage.FOLLOW_UP if repeated else Stage.FIRST

    def stage_of(self, text: str, repeated: bool) -> Stage:
        """The stage that the words name: first where they name none, follow-up where it comes again."""
        return self._stage(text, repeated)

    def _channel(self, text: str, stage: Stage) -> Channel:
        for row in self._words.channels:
            if holds(text, row.words):
                return Channel(row.code)
        return Channel.PHONE if stage is Stage.FIRST else Channel.WRITTEN

    def channel_of(self, text: str, stage: Stage) -> Channel:
        """The channel that the words name, else the usual one of the stage."""
        return self._channel(text, stage)

    def _report_clock(self, act: Act, words: str, stage: Stage) -> ClockStart:
        if act.every_min:
            return ClockStart.PREVIOUS_REPORT
        if act.daily_at:
            return ClockStart.FIXED_TIME
        said = self._clock(act.condition + words)
        return said or (ClockStart.TERMINATED if stage is Stage.FINAL else ClockStart.AWARE)

    def _clock(self, text: str) -> ClockStart | None:
        return next((ClockStart(row.code) for row in self._words.clocks if holds(text, row.words)), None)

    def _when(self, act: Act) -> Condition:
        """The condition of a report, where its words are understood to the last; else none, which asks for more reports."""
        text = act.condition.strip("，。； ")
        leaves = self._conditions.leaves(text) if text else []
        rest = text
        for leaf in reversed(leaves):
            rest = rest[: leaf.start] + rest[leaf.end :]
        for word in self._words.fillers:
            rest = rest.replace(word, "")
        found = self._conditions.read(text) if leaves and not rest.strip() else None
        return found or Condition()

    # --- notices and tasks ------------------------------------------------------------------------------------------

    def _notify(self, act: Act, words: str, setting: Setting) -> None:
        said = act.limit_min is not None
        for role in act.targets:
            value = Notify(
                role, setting.levels, act.limit_min or self._words.immediate_min, Text(words),
                self.ctx.basis(setting.piece, ours=not said),
            )
            self.ctx.add("notify", value, setting.keys, setting.words, "notify.limit" if said else "notify.at_once")

    def _task(self, act: Act, words: str, text: str, setting: Setting) -> bool:
        inside = act.kind is Kind.REPORT and bool(act.targets)
        limit = act.limit_min if not act.borrowed or inside else None
        if limit is None and not self._may_be_undated(act, text, setting, inside=inside):
            return False
        subjects = act.subjects or ((self._words.reporter,) if inside or setting.piece.topic is Topic.REPORTING else ("",))
        self.add_task(words, subjects, limit, setting, at_once=act.at_once, condition=act.condition)
        return True

    def add_task(
        self, words: str, roles: tuple[str, ...], limit: int | None, setting: Setting, *, at_once: bool = False, condition: str = ""
    ) -> None:
        """A task for each of these roles; without a limit its minutes are our suggestion."""
        minutes = limit or (self._words.immediate_min if at_once else self._words.undated_min)
        rule = "task.limit" if limit else "task.at_once" if at_once else "task.undated"
        if setting.piece.block.is_table and limit:
            rule = "task.table"
        clock = self._clock(condition + words) or (ClockStart.ACTIVATED if setting.activated else ClockStart.AWARE)
        group = next((one for name, one in self._groups.items() if words.startswith(name)), None)
        for role in roles[:MOST_SUBJECTS]:
            value = PlanTask(
                id=f"{(role or 'everybody').replace('_', '-')}-{f'{minutes}min' if limit else 'task'}",
                text=Text(words),
                role=role,
                levels=setting.levels,
                due_min=minutes,
                basis=self.ctx.basis(setting.piece, ours=limit is None),
                clock_start=clock,
                group=group.id if group else "",
            )
            self.ctx.add("tasks", value, setting.keys, setting.words, rule)

    def _may_be_undated(self, act: Act, text: str, setting: Setting, *, inside: bool) -> bool:
        if act.borrowed and act.kind is Kind.NOTIFY and not act.subjects:
            return False
        if len(text) < 6 or holds(text, self._words.explains):
            return False
        if setting.measures:
            return bool(act.subjects) or (setting.listed and act.kind is Kind.ACT)
        topic = setting.piece.topic
        if topic is Topic.REPORTING:
            return inside and act.at_once
        if topic not in (None, Topic.WARNING) or not act.subjects or not holds(text, self._words.asks):
            return False
        return act.at_once or act.kind is Kind.ACT
