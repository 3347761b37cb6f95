"""Any value of the domain by its type."""

from __future__ import annotations

import types
import typing
from collections.abc import Mapping
from datetime import UTC, date, datetime
from enum import Enum
from functools import cache
from typing import Any

import msgspec
from hypothesis import strategies as st
from immutables import Map

from app.domain.conditions import Condition
from app.domain.planning.model import PlanContent
from tests.world import content, sound_plan, text

MOMENTS = st.datetimes(datetime(2000, 1, 1), datetime(2099, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 - zone is given
WORDS = st.text(max_size=12)
SCALARS = st.booleans() | st.integers(-(2**53), 2**53) | st.floats(allow_nan=False, allow_infinity=False) | WORDS
_LEAVES: dict[Any, st.SearchStrategy[Any]] = {
    str: WORDS,
    bool: st.booleans(),
    int: st.integers(-(2**53), 2**53),
    float: st.floats(allow_nan=False, allow_infinity=False),
    bytes: st.binary(max_size=32),
    datetime: MOMENTS,
    date: st.dates(date(2000, 1, 1), date(2099, 1, 1)),
    type(None): st.none(),
    Condition: st.recursive(
        st.builds(Condition, fact=WORDS, ge=st.none() | st.floats(-1e6, 1e6), is_=st.none() | st.booleans() | WORDS),
        lambda inner: st.builds(
            Condition, any=st.lists(inner, max_size=2).map(tuple), none=st.lists(inner, max_size=1).map(tuple)
        ),
        max_leaves=4,
    ),
}


_LEAVES[msgspec.UnsetType] = st.just(msgspec.UNSET)
_LEAVES[PlanContent] = st.builds(
    lambda words, when, keys: content(
        title=text(words), levels=(msgspec.structs.replace(sound_plan().levels[0], when=when),), links={"scope": tuple(keys)}
    ),
    WORDS, _LEAVES[Condition], st.lists(WORDS, max_size=2),
)
"""Any plan would be far too large a value; these differ where it matters to the codec."""


@cache
def values(kind: Any) -> st.SearchStrategy[Any]:
    """Any value of this type: a frozen struct of the domain, an enum, a container of them, a scalar."""
    if kind in _LEAVES:
        return _LEAVES[kind]
    origin, args = typing.get_origin(kind), typing.get_args(kind)
    if origin is typing.Annotated:  # a moment that must be aware, as all of ours are
        return values(args[0])
    if origin in (typing.Union, types.UnionType):
        return st.one_of([values(arg) for arg in args])
    if origin is tuple and args[-1] is not Ellipsis:
        return st.tuples(*(values(arg) for arg in args))
    if origin is tuple:
        return st.lists(values(args[0]), max_size=2).map(tuple)
    if origin in (dict, Map, Mapping):
        filled = st.dictionaries(values(args[0]), values(args[1]), max_size=2)
        return filled.map(Map) if origin is Map else filled
    if isinstance(kind, type) and issubclass(kind, Enum):
        return st.sampled_from(list(kind))
    if isinstance(kind, type) and issubclass(kind, msgspec.Struct):
        return st.builds(kind, **{field.name: values(field.type) for field in msgspec.structs.fields(kind)})
    raise NotImplementedError(kind)
