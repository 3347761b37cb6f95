"""The work plan of a drill, from its scenario: what it does not know is left blank, to be filled in by hand. Pure.

Parts after the fields of facts file §6.4 (名目 [V]): purpose, time and place, who takes part, scenario, organisation, provision,
what to heed, when it ends.
"""

from __future__ import annotations

from datetime import timedelta

from app.domain.exercise.kinds import DrillForm, DrillNotice, SeatKind
from app.kernel.clock import to_local
from app.kernel.text import Text
from app.reports.documents.drill_input import DrillPaperInput
from app.reports.documents.drill_pages import DrillPages, Facts, Grid, Line, Piece
from app.reports.documents.drill_words import DrillWords, numbered
from app.reports.documents.phrases import Pair

ID = "drill_plan"

_SECTIONS = ("purpose", "when", "people", "scenario", "organisation", "provision", "notes", "ending")
_PROVISION = ("people", "material", "money", "safety", "communication")
_NOTES = ("marked", "opening_words", "no_outside", "real_first", "own_pace", "keep_evidence")
_ENDINGS = ("told_all", "conductor")
_BREAKS = ("real", "danger", "silent", "other")
_HAND_MM = 9
_STAGE_MOST = 90


def content(given: DrillPaperInput) -> DrillPages:
    """The paper."""
    words = DrillWords(given)
    made = _Plan(given, words)
    return DrillPages(
        title=words.paper("drill_plan.title", name=words.name),
        under=words.paper("drill_paper.under", place=words.place),
        sections=numbered(words, "drill_plan", ((one, getattr(made, one)()) for one in _SECTIONS)),
        attached=tuple(
            words.say(f"document.{one}") for one in ("drill_script", "drill_evaluation_plan", "drill_evaluation_form")
        ),
        notes=(words.paper("drill_paper.suggested"),),
        signatures=tuple(words.paper(f"drill_sign.{one}") for one in ("made_by", "reviewed_by", "approved_by")),
    )


class _Plan:
    def __init__(self, given: DrillPaperInput, words: DrillWords) -> None:
        self._given, self._words, self._one = given, words, given.scenario

    def purpose(self) -> list[Piece]:
        words, one = self._words, self._one
        said: list[Piece] = [
            Line(words.paper("drill_plan.purpose", plans=words.plans, kinds=words.types)),
            Line(words.paper("drill_plan.purpose_goals", count=len(one.objectives))),
        ]
        said += [
            Line(words.item(place, words.paper(
                "drill_plan.goal", capability=words.text(goal.capability, 30), text=words.text(goal.text).rstrip("。.；;")
            )))
            for place, goal in enumerate(one.objectives, 1)
        ]  # fmt: skip
        return said

    def when(self) -> list[Piece]:
        words, one = self._words, self._one
        blank = words.paper("drill_paper.blank")
        ends_at = one.starts_at + timedelta(minutes=one.length_min)
        held = words.paper("drill_plan.held_blank") if self._given.held_on is None else self._given.held_on.isoformat()
        pairs = (
            ("held_on", held), ("starts_at", words.full_moment(one.starts_at)),
            ("length", words.paper(
                "drill_plan.length", minutes=f"{one.length_min:g}", ends=f"{to_local(ends_at):%H:%M}"
            )),
            ("area", words.text(one.area, 60)), ("room", blank), ("field", blank),
        )  # fmt: skip
        shown = [pair for pair in pairs if pair[0] != "field" or one.form is not DrillForm.TABLETOP]
        labelled = tuple(Pair(words.paper(f"drill_label.{code}"), value) for code, value in shown)
        return [Facts(labelled, tuple(pair.label for pair in labelled))]

    def people(self) -> list[Piece]:
        words = self._words
        rows = [
            (
                self._group(one.group), words.text(one.title, 30), words.say(f"drill.seat.{one.kind}"),
                words.seated(one.role), "",
            )
            for one in self._one.participants
        ]
        heads = words.heads("group", "seat", "kind", "name", "phone")
        return [Grid(heads, tuple(rows), (2.0, 2.3, 1.5, 1.6, 1.9), hand_mm=_HAND_MM, empty=words.none)]

    def _group(self, group: Text) -> str:
        return self._words.text(group, 20) or self._words.none

    def scenario(self) -> list[Piece]:
        words, one = self._words, self._one
        said: list[Piece] = [Line(words.text(one.summary))]
        said += [
            Line(words.paper(
                "drill_plan.warning", headline=words.text(warned.headline).rstrip("。."), by=words.text(warned.issued_by, 30)
            ))
            for warned in one.opening.warnings
        ]  # fmt: skip
        said.append(Line(words.paper("drill_plan.stages", count=len(one.injects))))
        opening = [inject for inject in one.injects if inject.tells is not None and inject.tells.opens]
        said += [
            Line(words.item(place, words.paper(
                "drill_plan.stage", when=words.offset(inject).replace("\n", words.gap or " "),
                text=words.text(inject.text, _STAGE_MOST),
            )))
            for place, inject in enumerate(opening, 1)
        ]  # fmt: skip
        if one.notice is DrillNotice.NO_NOTICE:
            said.append(Line(words.paper("drill_plan.secret")))
        return said

    def organisation(self) -> list[Piece]:
        words = self._words
        seats = {
            kind: words.join(words.text(seat.title, 20) for seat in words.of_kind(kind))
            for kind in (SeatKind.CONDUCTOR, SeatKind.EVALUATOR, SeatKind.ACTOR, SeatKind.OBSERVER)
        }
        groups = words.join(dict.fromkeys(words.text(seat.group, 20) for seat in words.of_kind(SeatKind.PLAYER)))
        who = {
            "leader": "", "conductor": seats[SeatKind.CONDUCTOR], "evaluator": seats[SeatKind.EVALUATOR], "player": groups,
            "actor": seats[SeatKind.ACTOR], "support": "", "observer": seats[SeatKind.OBSERVER],
        }
        rows = tuple(
            (words.paper(f"drill_plan.body.{code}"), words.paper(f"drill_plan.duty.{code}"), found, "")
            for code, found in who.items()
        )
        return [Grid(words.heads("body", "duty", "seats", "in_charge"), rows, (1.6, 4.2, 2.2, 1.6), hand_mm=_HAND_MM)]

    def provision(self) -> list[Piece]:
        words, one = self._words, self._one
        facts = {
            "players": len(words.of_kind(SeatKind.PLAYER)), "conductors": len(words.of_kind(SeatKind.CONDUCTOR)),
            "evaluators": len(words.of_kind(SeatKind.EVALUATOR)), "units": len(one.units),
        }
        inside = one.form is DrillForm.TABLETOP
        rows = tuple(
            (
                words.paper(f"drill_plan.provision.{code}"),
                words.paper(f"drill_plan.need.{'safety_inside' if code == 'safety' and inside else code}", **facts),
                "",
            )
            for code in _PROVISION
        )
        return [
            Line(words.paper("drill_plan.provision_lead")),
            Grid(words.heads("provision", "need", "provided"), rows, (1.2, 4.4, 3.6), hand_mm=14),
        ]

    def notes(self) -> list[Piece]:
        words = self._words
        codes = [*_NOTES, *(["in_the_field"] if self._one.form is not DrillForm.TABLETOP else [])]
        return [Line(words.item(place, words.paper(f"drill_plan.note.{code}"))) for place, code in enumerate(codes, 1)]

    def ending(self) -> list[Piece]:
        words = self._words
        said: list[Piece] = [Line(words.second(1, "drill_plan.ends"), second=True)]
        minutes = f"{self._one.length_min:g}"
        said += [
            Line(words.item(at, words.paper(f"drill_plan.end.{code}", minutes=minutes))) for at, code in enumerate(_ENDINGS, 1)
        ]
        said.append(Line(words.second(2, "drill_plan.breaks_off"), second=True))
        said += [Line(words.item(at, words.paper(f"drill_plan.break.{code}"))) for at, code in enumerate(_BREAKS, 1)]
        return said
