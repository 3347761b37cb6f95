"""The evaluation report of a drill that was held: the leader's sentence first, then goals, course, scores, findings. Pure.

The parts follow the published contents of AQ/T 9009-2015 and GB/T 46792-2025 and the summary of facts file §6.4 (概况, 目标,
时间线, 评分, 发现, 原因, 整改项); their full text was not at hand, so the paper claims no conformance. Weights and factors are
suggestions.
"""

from __future__ import annotations

from app.desk.drill_closing import judged_weaknesses
from app.desk.drill_findings import proposals
from app.domain.exercise import judging
from app.domain.exercise.model import InjectStatus
from app.domain.improvement.model import FindingNature, Gravity, ProposedFinding
from app.kernel.clock import to_local
from app.kernel.errors import Refusal
from app.reports.documents.drill_evaluation_report import course, found, results
from app.reports.documents.drill_held import Journalled
from app.reports.documents.drill_input import DrillPaperInput
from app.reports.documents.drill_pages import DrillPages, Facts, Line, Piece
from app.reports.documents.drill_words import DrillWords, numbered
from app.reports.documents.phrases import Pair

ID = "drill_evaluation_report"

_CODE_VERSION = "ZHISHOU1"


def content(given: DrillPaperInput) -> DrillPages:
    """The paper; ``Refusal("drill_not_held")`` before the drill."""
    if given.held is None:
        raise Refusal("drill_not_held")
    words = DrillWords(given)
    held = Journalled(given, words)
    day = given.held_on or to_local(given.now).date()
    plans = held.drill.scenario.plans
    found_here = (
        *proposals(held.drill, held.score, given.head_hash, day, plans, given.describer).findings,
        *judged_weaknesses(held.evaluation.lines, held.drill, plans, given.describer),
    )
    weak = tuple(one for one in found_here if one.nature is FindingNature.WEAKNESS)
    strong = tuple(one for one in found_here if one.nature is FindingNature.STRENGTH)
    parts: list[tuple[str, list[Piece]]] = [
        ("overview", _overview(held, words, weak)), ("goals", results.goals(held, words)), ("course", course.pieces(held, words)),
        ("results", results.pieces(held, words)), ("opinions", results.opinions(held, words)),
        ("strengths", found.strengths(strong, held, words)), ("weaknesses", found.weaknesses(weak, words)),
        ("causes", found.causes(weak, words)), ("measures", found.measures(weak, words)), ("survey", results.survey(held, words)),
        ("compared", results.compared(held, words)), ("method", _method(held, words)),
        ("details", results.details(held, words)),
    ]  # fmt: skip
    return DrillPages(
        title=words.paper("drill_report.title", name=words.name),
        under=words.paper("drill_report.under", place=words.place, day=_day(given, words)),
        sections=numbered(words, "drill_report", parts),
        notes=(
            words.paper("drill_paper.suggested"), words.say(f"judging.source.{judging.SHARES_FROM.source}"),
            words.say(f"judging.source.{judging.WEIGHT_FROM.source}"), words.paper("drill_paper.no_conformance"),
        ),
        signatures=tuple(words.paper(f"drill_sign.{one}") for one in ("made_by", "lead_evaluator", "approved_by")),
        code=_code(given, held), code_caption=words.paper("drill_report.code"),
    )


def _day(given: DrillPaperInput, words: DrillWords) -> str:
    """The real day on which it was held, else that on which the paper is printed."""
    day = given.held_on or to_local(given.now).date()
    places = "" if given.lang == "zh" else "02"
    return words.paper("drill_paper.full_day", year=str(day.year), month=f"{day.month:{places}}", day=f"{day.day:{places}}")


def _overview(held: Journalled, words: DrillWords, weak: tuple[ProposedFinding, ...]) -> list[Piece]:
    """What a leader reads first, then the facts of the drill."""
    judged, score = held.evaluation, held.score
    parts = score.parts
    reached = sum(part.in_full for part in parts)
    missed = sum(part.share <= 0 for part in parts)
    marked = len({made.evaluator for line in judged.lines if line.share is not None for made in line.judgements})
    code = "drill_report.combined_alone" if judged.by_rule_alone else "drill_report.combined"
    said = words.paper(
        code, combined=words.number(judged.combined), rule=words.number(score.points),
        judged=words.number(judged.judged or 0), evaluators=marked,
    )
    grave = sum(one.gravity is Gravity.MAJOR for one in weak)
    counted = words.paper(
        "drill_report.counted", parts=len(parts), reached=reached, late=len(parts) - reached - missed, missed=missed,
        weak=len(weak), grave=grave,
    )
    return [Line(counted, said), Line(words.text(held.drill.scenario.summary)), _facts(held, words)]


def _facts(held: Journalled, words: DrillWords) -> Facts:
    drill = held.drill
    players = words.join(dict.fromkeys(words.text(one.group, 20) for one in drill.scenario.participants if one.group.zh))
    fired = sum(drill.life(one.id).status is InjectStatus.FIRED for one in drill.injects)
    ended = words.full_moment(drill.ended_at) if drill.ended_at is not None else words.paper("drill_report.not_ended")
    lasted = ((drill.ended_at or held.seen.now) - held.begun).total_seconds() / 60
    pairs = (
        ("drill_type", words.types), ("plans", words.plans), ("area", words.text(drill.scenario.area, 60)),
        ("ran", words.paper("drill_report.ran", begun=words.full_moment(held.begun), ended=ended, minutes=f"{lasted:.0f}")),
        ("took_part", players or words.none),
        ("evaluators", words.join(words.clip(one, 12) for one in held.evaluation.evaluators) or words.none),
        ("injects", words.paper("drill_report.injects", count=len(drill.injects), fired=fired)),
        ("journal", words.paper(
            "drill_report.journal", entries=len(words.given.records), head=words.given.head_hash[:16] or words.none, drill=drill.id
        )),
    )  # fmt: skip
    labelled = tuple(Pair(words.paper(f"drill_label.{code}"), value) for code, value in pairs)
    return Facts(labelled, tuple(one.label for one in labelled))


def _method(held: Journalled, words: DrillWords) -> list[Piece]:
    weight = held.evaluation.weight
    said = [
        words.paper("drill_report.method.rule"),
        words.paper("drill_report.method.judged", rule=f"{100 * (1 - weight):g}", judged=f"{100 * weight:g}"),
        words.paper("drill_report.method.evidence"), words.paper("drill_report.method.findings"),
        words.paper("drill_report.method.limits"),
    ]
    return [Line(words.item(at, text)) for at, text in enumerate(said, 1)]


def _code(given: DrillPaperInput, held: Journalled) -> str:
    """Which drill, which entry of its journal, its seal, when printed, to be compared with that journal; "" without a seal."""
    if not given.head_hash:
        return ""
    return f"{_CODE_VERSION} {held.drill.id} {given.records[-1].seq} {given.head_hash} {int(given.now.timestamp())}"


