"""The form of one item: every field as a person writes it, read with the same rules as a workbook's cells."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from msgspec.structs import replace

from app.domain.basis import Basis
from app.domain.responsibility.model import DutyClass, DutyItem, Organisation
from app.domain.words import Checked, RuleStatus
from app.exchange.cells import BadCell, Raw
from app.exchange.duty_cells import Names, day_of, limit_of, words_of, words_shown
from app.kernel.text import Text
from app.ui.kit.form_fields import Choice, Field, FieldKind
from app.ui.kit.i18n import translate
from app.ui.services import Services

LONGEST_NAME, LONGEST_TEXT = 200, 4000


class ItemFields:
    """The fields of an item, and the item that was typed."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self._names = Names(services.workspace.desk.reference)

    def fields(self, *, new: bool, classes: tuple[DutyClass, ...]) -> tuple[Field, ...]:
        """The questions; a known item keeps its code."""
        say = self._services.wording.say

        def checked(read: Callable[[str], object]) -> Callable[[Any], str]:
            return cell_check(self._services, read)

        code = Field(key="code", label=translate("Duties", "Code"), required=True, max_length=60)
        return (
            *((code,) if new else ()),
            Field(key="name", label=translate("Duties", "Item"), required=True, max_length=LONGEST_NAME, wide=not new),
            Field(key="class", label=translate("Duties", "Class"), kind=FieldKind.CHOICE, required=True,
                  choices=tuple(Choice(one, say(f"duty_class.{one}"), one.value) for one in classes)),
            Field(key="lead", label=translate("Duties", "Lead unit"), max_length=LONGEST_NAME,
                  check=checked(self._names.organisation)),
            Field(key="supporting", label=translate("Duties", "Supporting units"), kind=FieldKind.MULTILINE, lines=3,
                  wide=True, max_length=LONGEST_TEXT, hint=translate("Duties", "One a line; “unit: what it does”"),
                  check=checked(lambda text: self._names.partners(Raw(text)))),
            Field(key="township", label=translate("Duties", "The township does"), kind=FieldKind.MULTILINE, lines=2,
                  wide=True, max_length=LONGEST_TEXT),
            Field(key="limit", label=translate("Duties", "Time limit"), max_length=LONGEST_NAME),
            Field(key="kinds", label=translate("Duties", "Incident kinds"), max_length=LONGEST_TEXT,
                  hint=translate("Duties", "Names or codes between commas"),
                  check=checked(lambda text: self._names.kinds(Raw(text)))),
            Field(key="key_words", label=translate("Duties", "Key words"), max_length=LONGEST_TEXT),
            Field(key="valid_until", label=translate("Duties", "Ends on"), max_length=20, placeholder="2026-12-31",
                  check=checked(lambda text: day_of(Raw(text)))),
        )

    def values(self, item: DutyItem) -> dict[str, Any]:
        """The item as a person would have typed it."""
        return {
            "name": item.name.zh, "class": item.duty_class, "lead": self._shown(item.lead),
            "supporting": self._names.partners_shown(item.supporting) or None, "township": item.township or None,
            "limit": item.limit.words if item.limit else None, "kinds": "、".join(item.kinds) or None,
            "key_words": words_shown(item.words) or None, "valid_until": str(item.valid_until) if item.valid_until else None,
        }

    def item(self, values: Mapping[str, Any], known: DutyItem | None) -> DutyItem:
        """The item that was typed; what the form does not ask for stays as it is known."""
        base = known or self._blank(values.get("code") or "")
        return replace(
            base, name=base.name.written(values.get("name") or ""), duty_class=values.get("class") or base.duty_class,
            lead=self._names.organisation(values.get("lead") or ""), supporting=self._names.partners(Raw(values.get("supporting"))),
            township=values.get("township") or "", limit=limit_of(Raw(values.get("limit"))),
            kinds=self._names.kinds(Raw(values.get("kinds"))), words=words_of(Raw(values.get("key_words"))),
            valid_until=day_of(Raw(values.get("valid_until"))),
        )

    def _blank(self, code: str) -> DutyItem:
        """A new item rests on the list it is asked for, which nobody has compared with any law."""
        edition = self._services.state.duty_list
        title = edition.name if edition else code
        basis = Basis(title, "", RuleStatus.LOCAL, Checked.UNVERIFIED)
        return DutyItem(code=code, name=Text(""), duty_class=DutyClass.BASIC, lead=Organisation(""), basis=basis)

    def _shown(self, unit: Organisation) -> str | None:
        return self._names.shown(unit.name, unit.role) if unit.name else None


def cell_check(services: Services, read: Callable[[str], object]) -> Callable[[Any], str]:
    """What is wrong with a text that is read like a workbook's cell, in words; "" where nothing is."""

    def problem(value: Any) -> str:
        try:
            read(value or "")
        except BadCell as bad:
            return services.wording.say(f"problem.{bad.wrong.code}", **bad.wrong.facts)
        return ""

    return problem
