"""The evaluation plan of a drill: what is looked at, what it is worth and whose word that is, by whom, how, when. Pure.

It follows the published contents of AQ/T 9009-2015 and GB/T 46792-2025 (facts file §6.3: preparing, carrying out, summing up) and
says that this is no conformance; points, weights and factors are suggestions and say so.
"""

from __future__ import annotations

from app.domain.exercise import judging
from app.domain.exercise.kinds import Grade, ItemKind, JudgingForm, Rating, SeatKind
from app.domain.exercise.score import USUAL_POINTS
from app.domain.words import RuleStatus
from app.reports.documents.drill_input import DrillPaperInput
from app.reports.documents.drill_pages import DrillPages, Grid, Line, Piece
from app.reports.documents.drill_words import DrillWords, numbered

ID = "drill_evaluation_plan"

_SECTIONS = ("purpose", "goals", "items", "expected", "people", "judging", "method", "forms", "schedule")
_REPORTS = frozenset({ItemKind.PHONE_REPORT, ItemKind.WRITTEN_REPORT, ItemKind.FOLLOW_UPS})
"""Their limits are those of the reporting rules in force."""
_STEPS = ("prepare", "place", "observe", "score", "comment", "survey", "write", "mend")
_SCHEDULE = ("prepare", "train", "place", "observe", "comment", "survey", "write", "mend")
_FORMS = ("drill_evaluation_form", "drill_script", "drill_evaluation_report")
_LEAST_EVALUATORS = 3
_HAND_MM = 9


def content(given: DrillPaperInput) -> DrillPages:
    """The paper."""
    words = DrillWords(given)
    made = _Plan(given, words)
    return DrillPages(
        title=words.paper("drill_eplan.title", name=words.name),
        under=words.paper("drill_paper.under", place=words.place),
        sections=numbered(words, "drill_eplan", ((one, getattr(made, one)()) for one in _SECTIONS)),
        notes=(
            words.paper("drill_paper.suggested"), words.say(f"judging.source.{judging.SHARES_FROM.source}"),
            words.say("judging.source.aspects"), words.paper("drill_paper.no_conformance"),
        ),
        signatures=tuple(words.paper(f"drill_sign.{one}") for one in ("made_by", "reviewed_by", "approved_by")),
    )


class _Plan:
    def __init__(self, given: DrillPaperInput, words: DrillWords) -> None:
        self._given, self._words, self._one = given, words, given.scenario

    def purpose(self) -> list[Piece]:
        words = self._words
        return [
            Line(words.paper("drill_eplan.purpose", name=words.name)),
            Line(words.paper("drill_eplan.rests_on", plans=words.plans)),
        ]

    def goals(self) -> list[Piece]:
        words = self._words
        rows = tuple(
            (words.goal(one.id), words.text(one.capability, 30), words.text(one.text, 90), words.number(self._points_of(one.id)))
            for one in self._one.objectives
        )
        return [Grid(words.heads("goal", "capability", "objective", "points"), rows, (1.1, 2.2, 5.4, 1), empty=words.none)]

    def _points_of(self, objective: str) -> float:
        own = sum(one.weight for inject in self._one.injects for one in inject.expect if one.objective == objective)
        kinds = next((one.items for one in self._one.objectives if one.id == objective), ())
        return own + sum(self._points(kind) for kind in kinds if kind is not ItemKind.EXPECTED)

    def _points(self, kind: ItemKind) -> float:
        return self._one.weights.get(kind, USUAL_POINTS[kind])

    def items(self) -> list[Piece]:
        words = self._words
        suggested = words.say(f"rule_status.{RuleStatus.SUGGESTED}")
        goal_of = {kind: one.id for one in self._one.objectives for kind in one.items}
        rows = tuple(
            (
                words.say(f"drill.item.{kind}"), words.paper(f"drill_item.{kind}"), self._limit(kind),
                words.number(self._points(kind)), suggested, words.goal(goal_of.get(kind, "")),
            )
            for kind in USUAL_POINTS if self._points(kind) > 0
        )
        heads = words.heads("item", "looked_at", "limit", "points", "points_status", "goal")
        return [Line(words.paper("drill_eplan.items_lead")), Grid(heads, rows, (1.9, 3.5, 2.1, 0.9, 1.2, 1.1))]

    def _limit(self, kind: ItemKind) -> str:
        words, limits = self._words, self._one.limits
        minutes = {
            ItemKind.DISPATCH: limits.dispatch_min, ItemKind.ARRIVAL: limits.arrival_min, ItemKind.CALL_DOWN: limits.call_down_min,
        }
        if kind in minutes:
            return words.paper("drill_eplan.limit_suggested", minutes=f"{minutes[kind]:g}")
        if kind in _REPORTS:
            return words.paper("drill_eplan.limit_rules")
        if kind is ItemKind.EVACUATION:
            goals = words.join(f"{one.within_min:g}" for one in self._one.evacuations)
            return words.paper("drill_eplan.limit_suggested", minutes=goals) if goals else words.none
        code = {ItemKind.TASKS: "limit_plan", ItemKind.INSTRUCTIONS: "limit_asked", ItemKind.WARNINGS: "limit_sample"}.get(kind)
        return words.paper(f"drill_eplan.{code}") if code else words.none

    def expected(self) -> list[Piece]:
        words = self._words
        rows = tuple(
            (inject.id, words.text(one.text, 90), f"{one.within_min:g}", words.number(one.weight), words.role(one.role),
             words.goal(one.objective))
            for inject in self._one.injects for one in inject.expect
        )  # fmt: skip
        if not rows:
            return []
        heads = words.heads("inject_id", "expected_action", "limit_min", "points", "acts", "goal")
        return [Line(words.paper("drill_eplan.expected_lead", count=len(rows))), Grid(heads, rows, (0.9, 5, 1.1, 0.9, 1.7, 1.1))]

    def people(self) -> list[Piece]:
        words = self._words
        seats = words.of_kind(SeatKind.EVALUATOR)
        rows = [(words.text(one.title, 24), words.seated(one.role), "", "") for one in seats]
        rows += [("", "", "", "")] * max(0, _LEAST_EVALUATORS - len(rows))
        return [
            Line(words.paper("drill_eplan.people_lead")),
            Grid(words.heads("evaluator_seat", "name", "judges", "post"), tuple(rows), (1.8, 1.5, 3, 2.4), hand_mm=_HAND_MM),
        ]

    def judging(self) -> list[Piece]:
        words, weight = self._words, self._one.judging.weight
        about = words.join(
            dict.fromkeys(words.say(f"judging.kind.{one.kind}") for one in judging.subjects(self._one))
        )
        aspects = words.join(words.say(f"aspect.{one.code}") for one in judging.aspects(self._one.form))
        said: list[Piece] = [
            Line(words.paper("drill_eplan.judged", about=about)), Line(words.paper("drill_eplan.aspects", aspects=aspects)),
        ]
        marks: dict[JudgingForm, tuple[Grade | Rating, ...]] = {JudgingForm.GRADES: tuple(Grade), JudgingForm.PSMU: tuple(Rating)}
        rows = tuple(
            (words.say(f"judging.form.{form}"), words.say(f"drill.{'grade' if form is JudgingForm.GRADES else 'rating'}.{mark}"),
             f"{judging.SHARES[mark]:g}")
            for form, of_form in marks.items() if form in self._one.judging.forms for mark in of_form
        )  # fmt: skip
        if rows:
            heads = words.heads("mark_form", "mark", "worth")
            said += [Line(words.paper("drill_eplan.worth")), Grid(heads, rows, (2.4, 4, 2))]
        said.append(Line(words.paper("drill_eplan.combined", rule=f"{100 * (1 - weight):g}", judged=f"{100 * weight:g}")))
        return said

    def method(self) -> list[Piece]:
        words = self._words
        return [Line(words.item(at, words.paper(f"drill_eplan.step.{code}"))) for at, code in enumerate(_STEPS, 1)]

    def forms(self) -> list[Piece]:
        words = self._words
        named = [words.say(f"document.{one}") for one in _FORMS]
        named.insert(1, words.paper("drill_form.survey_title"))
        return [Line(words.item(at, words.paper("drill_eplan.form", title=one))) for at, one in enumerate(named, 1)]

    def schedule(self) -> list[Piece]:
        words = self._words
        rows = tuple(
            (words.paper(f"drill_eplan.phase.{code}"), words.paper(f"drill_eplan.by.{code}"), "", "") for code in _SCHEDULE
        )
        return [Grid(words.heads("phase", "by_when", "date", "in_charge"), rows, (2.6, 3.2, 2, 1.6), hand_mm=_HAND_MM)]
