"""Scenarios of any shape, sound or not, by a number: what a person may have written, and what nobody would.

Drawn from the model itself, so that a field that comes to it is drawn as well. Random numbers are faster here by a thousand than
strategies of Hypothesis: a scenario has some hundreds of fields.
"""

from __future__ import annotations

import types
from datetime import UTC, datetime, timedelta, timezone
from enum import Enum
from random import Random
from typing import Annotated, Any, Union, get_args, get_origin, get_type_hints

import msgspec
from msgspec.structs import replace

from app.domain.exercise.scenario import Scenario

WORDS = (
    "", " ", "=1+1", "@x", "'", '"', "yes", "null", "1.5e3", "0x1F", "2026-01-01", "a、b；c", "level = II", "第一行\n第二行", "1e3",
    "_x000D_", "\r\n", "\u200b零宽", "- x", "{a: b}", "# y", "||", "|a|", "是", "否", "12", "😀", "\x00\x0b", " 前后 ", "\ufeff",
    "值班员", "\x85\u2028", "a\tb", "~", "\\n", "a" * 200, "0.1", "-5", "true", "on", ": ", "!tag", "&a", "*a", "%x", "\x7f",
)  # fmt: skip
_NUMBERS = (0.0, 1.0, -3.0, 0.1, 2.5, 1e-7, 1e16, 123456.789, 1e300, 45.0, 1e9)
_ZONES = (UTC, timezone(timedelta(hours=8)), timezone(timedelta(hours=-3, minutes=-30)))


def any_scenario(seed: int, scenario_id: str = "any") -> Scenario:
    """A value of the model with this id; the same for the same number."""
    made: Scenario = _of(Scenario, Random(seed))
    return replace(made, id=scenario_id, hash="")


def _of(kind: Any, chance: Random) -> Any:
    if get_origin(kind) is Annotated:
        kind = get_args(kind)[0]
    origin, args = get_origin(kind), get_args(kind)
    if origin in (Union, types.UnionType):
        one = chance.choice(args)
        return None if one is type(None) else _of(one, chance)
    if origin is tuple:
        return tuple(_of(args[0], chance) for _ in range(chance.choice((0, 1, 1, 2))))
    if origin is dict:
        return {_of(args[0], chance): _of(args[1], chance) for _ in range(chance.choice((0, 1, 2)))}
    if isinstance(kind, type) and issubclass(kind, Enum):
        return chance.choice(list(kind))
    if isinstance(kind, type) and issubclass(kind, msgspec.Struct):
        hints = get_type_hints(kind, include_extras=True)
        return kind(**{name: _of(hints[name], chance) for name in kind.__struct_fields__})
    return _scalar(kind, chance)


def _scalar(kind: Any, chance: Random) -> Any:
    if kind is datetime:
        return datetime(2026, 1, 1, tzinfo=chance.choice(_ZONES)) + timedelta(seconds=chance.randrange(10**7), microseconds=7)
    if kind is bool:
        return chance.random() < 0.5
    if kind is int:
        return chance.randrange(-(2**40), 2**40)
    return chance.choice(WORDS if kind is str else _NUMBERS)
