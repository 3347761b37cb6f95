"""Blank forms and their numbers → what stands on each slip. Pure; nothing on it but words, boxes and a number."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import msgspec

from app.desk.describe_paper import number_text
from app.domain.paper.model import BlankForm, FormField, SlipRun
from app.kernel.text import Text
from app.reports.documents.phrases import Phrases
from app.reports.documents.spec import PaperInput, Spoken

ID = "blank_form"


@dataclass(frozen=True, kw_only=True)
class FormsInput(PaperInput):
    """What blank forms are made from: the forms by id, and the numbers that were reserved for them."""

    forms: Mapping[str, BlankForm]
    slips: tuple[SlipRun, ...]


class Line(msgspec.Struct, frozen=True):
    """A field to be written in: its label, how many ruled lines it has, whether it takes half the width, boxes to tick."""

    label: str
    lines: int = 1
    half: bool = False
    boxes: str = ""


class Grid(msgspec.Struct, frozen=True):
    """The table of a slip: heads with their shares of the width, and how many numbered rows stand empty."""

    heads: tuple[tuple[str, float], ...]
    rows: int


class Slip(msgspec.Struct, frozen=True):
    """One sheet."""

    form: str
    number: str
    title: str
    purpose: str
    place: str
    fields: tuple[Line, ...]
    grid: Grid | None
    after: tuple[Line, ...]
    signatures: tuple[str, ...]
    caught_up: str
    where: str


class Slips(msgspec.Struct, frozen=True):
    """All sheets of one printing, in the order of their numbers."""

    slips: tuple[Slip, ...]


def content(forms: Mapping[str, BlankForm], runs: Iterable[SlipRun], given: Spoken, place: str) -> Slips:
    """The slips of these printings; a run of an unknown form (an old catalogue's) prints nothing."""
    maker = _Maker(given, place)
    return Slips(
        tuple(
            maker.slip(forms[run.form], number)
            for run in runs if run.form in forms
            for number in range(run.first, run.first + run.count)
        )
    )


class _Maker:
    def __init__(self, given: Spoken, place: str) -> None:
        self._given = given
        self._words = Phrases(given)
        self._place = self._words.clip(place, 30)

    def slip(self, form: BlankForm, number: int) -> Slip:
        """One sheet of this form."""
        words = self._words
        table = form.table
        return Slip(
            form=form.id,
            number=words.paper("slip.number", number=number_text(number)),
            title=self._text(form.title),
            purpose=words.paper("slip.purpose", purpose=self._text(form.purpose)),
            place=self._place,
            fields=tuple(self._line(one) for one in form.fields),
            grid=Grid(tuple((self._text(one.label), one.width) for one in table.columns), table.rows) if table else None,
            after=tuple(self._line(one) for one in form.after),
            signatures=tuple(self._text(one) for one in form.signatures),
            caught_up=words.paper("slip.caught_up"),
            where=words.paper("slip.where", use=self._given.wording.say(f"slip_use.{form.use}")),
        )

    def _line(self, one: FormField) -> Line:
        label = self._text(one.label)
        if one.hint is not None:
            label += self._words.paper("in_brackets", text=self._text(one.hint))
        boxes = "   ".join(self._words.paper("slip.box", text=self._text(choice)) for choice in one.choices)
        return Line(label, one.lines, one.half, boxes)

    def _text(self, text: Text) -> str:
        return self._given.wording.text(text)
