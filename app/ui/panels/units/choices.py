"""Units as the choices of a form: found by name, call sign and pinyin, two of one name told apart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from app.catalog.pinyin import keys_at_hand, search_keys
from app.domain.unit.model import Unit
from app.kernel.text import Text
from app.ui.kit.form_fields import Choice
from app.ui.services import Services

_MANY = 500
"""From so many on only those get their pinyin that a list has asked for before: a form opens at once."""


def unit_choices(services: Services, units: Iterable[Unit]) -> tuple[Choice, ...]:
    """A choice for each unit that is still ours, in the order given. Its words name one unit alone: a form reads the words."""
    given = tuple(unit for unit in units if not unit.retired)
    keys = search_keys if len(given) < _MANY else keys_at_hand
    names = [unit.name.of(services.lang) for unit in given]
    often = Counter(names)
    told = Counter(f"{name}\n{unit.organisation}" for unit, name in zip(given, names, strict=True))
    found = []
    for unit, name in zip(given, names, strict=True):
        label = name
        if often[name] > 1:
            apart = unit.organisation if told[f"{name}\n{unit.organisation}"] == 1 and unit.organisation else unit.id
            label = f"{name}（{apart}）"
        found.append(Choice(unit.id, label, f"{unit.call_sign} {unit.id} {keys(name)}"))
    return tuple(found)


def kind_choices(services: Services, names: Mapping[str, Text], used: Iterable[str]) -> tuple[Choice, ...]:
    """The kinds that have a name, and those in use that have none, found by code, name and pinyin."""
    words = {code: name.of(services.lang) for code, name in names.items()}
    words |= {kind: kind for kind in used if kind and kind not in words}
    return tuple(Choice(code, word, f"{code} {search_keys(word)}") for code, word in words.items())


def joint_first(services: Services) -> tuple[Choice, ...]:
    """All units, joint patrols first."""
    ranked = sorted(services.state.units.values(), key=lambda one: (not one.members, one.kind, one.id))
    return unit_choices(services, ranked)


def joint_able(services: Services) -> tuple[Choice, ...]:
    """Units that a joint patrol may be made of: those that are not made of others, police and grid workers first."""
    plain = (unit for unit in services.state.units.values() if not unit.members)
    return unit_choices(services, sorted(plain, key=lambda one: (one.kind not in ("F-POL", "F-GRD"), one.kind, one.name.zh)))
