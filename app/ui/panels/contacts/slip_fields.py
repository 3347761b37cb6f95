"""The fields that slips of several kinds have, and how what was typed into them is read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from app.catalog.pinyin import search_keys
from app.desk.describe import Describer
from app.domain.conditions import FactScalar
from app.domain.incident.model import FactType
from app.ui.kit.form_fields import Choice, Field, FieldKind
from app.ui.kit.i18n import translate
from app.ui.services import Services

MOST_WORDS, MOST_LETTERS = 200, 5_000
PAIR = "|"
"""Parts the two ids of a choice."""
SOURCES = ("phone", "radio")

Values = Mapping[str, Any]


def line(key: str, label: str, **more: Any) -> Field:
    """A line of words."""
    return Field(key=key, label=label, **{"max_length": MOST_WORDS, **more})


def body(key: str, label: str, *, required: bool = True, lines: int = 3) -> Field:
    """Several lines of words."""
    return Field(
        key=key, label=label, kind=FieldKind.MULTILINE, required=required, lines=lines, max_length=MOST_LETTERS, wide=True
    )


def choice(key: str, label: str, pairs: Iterable[tuple[Any, str]], **more: Any) -> Field:
    """One of these values, each with its words; found by pinyin too."""
    choices = tuple(Choice(value, name, f"{value} {search_keys(name)}") for value, name in pairs)
    return Field(key=key, label=label, kind=FieldKind.CHOICE, choices=choices, **{"required": True, **more})


def describer_of(services: Services) -> Describer:
    """The words of the desk."""
    return Describer(services.workspace.desk.reference, services.wording)


def incident_field(services: Services, *, required: bool = True) -> Field:
    """Which open incident."""
    tell = describer_of(services)
    known = sorted(services.state.incidents.values(), key=lambda one: one.number, reverse=True)
    pairs = [(one.id, f"{one.number} {tell.incident_title(one)}") for one in known if one.is_open]
    return choice("incident", translate("CatchUp", "Incident"), pairs, required=required, wide=True)


def figure_fields(services: Services) -> tuple[Field, ...]:
    """The figures that are asked of every incident."""
    words = services.wording
    return tuple(
        Field(key=f"fact.{one.name}", label=words.text(one.label), kind=FieldKind.INT, minimum=0, maximum=one.most,
              unit=words.text(one.unit), small=True)
        for one in services.workspace.desk.reference.facts.values()
        if one.common and one.type is FactType.COUNT and not one.derived
    )  # fmt: skip


def facts_of(values: Values) -> dict[str, FactScalar]:
    """The figures that were typed."""
    return {key[5:]: value for key, value in values.items() if key.startswith("fact.") and value is not None}


def said(values: Values, key: str) -> str:
    """The words typed into a field, "" for none."""
    return str(values[key] or "")


def pair_of(values: Values, key: str) -> tuple[str, str]:
    """The two ids that a choice stands for."""
    first, _, second = said(values, key).partition(PAIR)
    return first, second


def source_field(services: Services) -> Field:
    """By which way it was told."""
    return choice("source", translate("CatchUp", "By"), [(one, services.wording.say(f"source.{one}")) for one in SOURCES])
