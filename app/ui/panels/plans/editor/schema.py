"""Which parts a plan has and which fields each of them: the forms of the editor as data. No Qt.

A field's label is the word ``plan_field.<part>.<key>`` or else ``plan_field.<key>``; a part's name is ``plan_part.<part>``.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from app.ui.panels.plans.editor.asking import Ask, FieldSpec, ListSpec, PartSpec


def two(key: str, *, lines: int = 2, needed: bool = True, wide: bool = True) -> tuple[FieldSpec, FieldSpec]:
    """A text in two languages."""
    ask = Ask.WORDS if lines > 1 else Ask.LINE
    return (
        FieldSpec(key=f"{key}.zh", ask=ask, wide=wide, lines=lines, needed=needed),
        FieldSpec(key=f"{key}.en", ask=ask, wide=wide, lines=lines, english=True),
    )


_BASIS = FieldSpec(key="basis", ask=Ask.BASIS, wide=True)
_LINKS = FieldSpec(key="links", ask=Ask.LINKS, wide=True, special="links")
_LEVELS = FieldSpec(key="levels", ask=Ask.LEVELS, wide=True, needed=True)
_ID = FieldSpec(key="id", needed=True)


def _role(key: str, *, needed: bool = True) -> FieldSpec:
    return FieldSpec(key=key, ask=Ask.ONE, choices="roles", needed=needed)


BASIS_FIELDS = (
    FieldSpec(key="title", wide=True, needed=True),
    FieldSpec(key="title_en", wide=True, english=True),
    FieldSpec(key="article"),
    FieldSpec(key="year", ask=Ask.WHOLE, empty_zero=True),
    FieldSpec(key="status", ask=Ask.ONE, choices="rule_statuses", needed=True),
    FieldSpec(key="checked", ask=Ask.ONE, choices="checked", needed=True),
)

_HEAD = (
    *two("title", lines=1),
    FieldSpec(key="id", needed=True, fixed=True),
    FieldSpec(key="version", needed=True, fixed=True),
    FieldSpec(key="type", ask=Ask.ONE, choices="plan_types", needed=True),
    *two("owner", lines=1, wide=False),
    FieldSpec(key="kinds", ask=Ask.MANY, choices="kind_patterns", wide=True, needed=True),
    FieldSpec(key="issued_on", ask=Ask.DAY),
    FieldSpec(key="issued_no"),
    FieldSpec(key="next_review_on", ask=Ask.DAY),
)

_LEVEL = ListSpec(
    field="levels", columns=("level", "name", "declared_by", "hours", "conditions"),
    fields=(
        FieldSpec(key="level", ask=Ask.ONE, choices="free_levels", needed=True),
        FieldSpec(key="colour", ask=Ask.ONE, choices="colours", needed=True),
        *two("name", lines=1, wide=False),
        _role("declared_by"),
        FieldSpec(key="hours", ask=Ask.NUMBER, measure="hours", special="hours", needed=True),
        FieldSpec(key="when", ask=Ask.WHEN, wide=True),
        *two("conditions"),
        _BASIS,
        _LINKS,
    ),
)

_GROUPS = ListSpec(
    field="groups", columns=("name", "lead", "members", "duties"),
    fields=(
        *two("name", lines=1, wide=False),
        _role("lead"),
        FieldSpec(key="members", ask=Ask.MANY, choices="roles", wide=True),
        *two("duties", lines=3, needed=False),
        _ID,
        _LINKS,
    ),
)

_TASKS = ListSpec(
    field="tasks", columns=("due", "text", "role", "levels", "group", "critical", "status"), timed=True,
    fields=(
        *two("text"),
        _role("role"),
        FieldSpec(key="group", ask=Ask.ONE, choices="groups"),
        FieldSpec(key="due_min", ask=Ask.WHOLE, measure="minutes", needed=True),
        FieldSpec(key="clock_start", ask=Ask.ONE, choices="clock_starts", needed=True),
        _LEVELS,
        FieldSpec(key="critical", ask=Ask.TICK),
        FieldSpec(key="settled_by", ask=Ask.ONE, choices="reports"),
        _BASIS,
        FieldSpec(key="same_as", ask=Ask.ONE, choices="other_tasks"),
        FieldSpec(key="item"),
        _ID,
        _LINKS,
    ),
)

_FORCES = ListSpec(
    field="forces", columns=("kind", "amount", "capability", "levels", "status"),
    fields=(
        FieldSpec(key="kind", ask=Ask.ONE, choices="unit_kinds", needed=True),
        FieldSpec(key="capability"),
        FieldSpec(key="units", ask=Ask.WHOLE, measure="units", empty_zero=True),
        FieldSpec(key="people", ask=Ask.WHOLE, measure="people", empty_zero=True),
        _LEVELS,
        _BASIS,
        _LINKS,
    ),
)

_NOTIFY = ListSpec(
    field="notify", columns=("within", "role", "text", "levels", "status"), timed=True,
    fields=(
        _role("role"),
        FieldSpec(key="within_min", ask=Ask.WHOLE, measure="minutes", needed=True),
        *two("text"),
        _LEVELS,
        _BASIS,
        _LINKS,
    ),
)

_MEASURES = ListSpec(
    field="measures", columns=("text", "levels", "basis", "status"),
    fields=(*two("text"), _LEVELS, _BASIS, _ID, _LINKS),
)

RULE_FIELDS = (
    *two("title", lines=1),
    FieldSpec(key="stage", ask=Ask.ONE, choices="stages", needed=True),
    FieldSpec(key="channel", ask=Ask.ONE, choices="channels", needed=True),
    _role("from_role"),
    _role("to_role"),
    FieldSpec(key="cc", ask=Ask.MANY, choices="roles", wide=True),
    FieldSpec(key="kinds", ask=Ask.MANY, choices="kind_patterns", wide=True, needed=True),
    FieldSpec(key="levels", ask=Ask.MANY, choices="severities", wide=True),
    FieldSpec(key="sens_flags", ask=Ask.MANY, choices="flags", wide=True),
    FieldSpec(key="clock_start", ask=Ask.ONE, choices="clock_starts", needed=True),
    FieldSpec(key="immediately", ask=Ask.TICK),
    FieldSpec(key="limit_min", ask=Ask.WHOLE, measure="minutes", empty_zero=True),
    FieldSpec(key="immediate_min", ask=Ask.WHOLE, measure="minutes", least=1),
    FieldSpec(key="limit_days", ask=Ask.WHOLE, measure="days", empty_zero=True),
    FieldSpec(key="limit_workdays", ask=Ask.WHOLE, measure="days", empty_zero=True),
    FieldSpec(key="elapsed_h", ask=Ask.NUMBER, measure="hours", empty_zero=True),
    FieldSpec(key="repeats", ask=Ask.TICK, special="repeats"),
    FieldSpec(key="repeat.every_min", ask=Ask.WHOLE, measure="minutes", empty_zero=True, special="repeat"),
    FieldSpec(key="repeat.every_days", ask=Ask.WHOLE, measure="days", empty_zero=True, special="repeat"),
    FieldSpec(key="repeat.daily_at", special="repeat"),
    FieldSpec(key="repeat.on_days", ask=Ask.ONE, choices="day_sorts", special="repeat"),
    FieldSpec(key="repeat.until", ask=Ask.ONE, choices="untils", special="repeat"),
    FieldSpec(key="window_days", ask=Ask.WHOLE, measure="days", empty_zero=True),
    FieldSpec(key="phone_first", ask=Ask.TICK),
    FieldSpec(key="skip_level_ok", ask=Ask.TICK),
    FieldSpec(key="needs_signoff", ask=Ask.TICK),
    FieldSpec(key="when", ask=Ask.WHEN, wide=True),
    *two("note", needed=False),
    _BASIS,
    _ID,
)
"""A reporting rule, in a plan or in a rulebook."""

_REPORTING = ListSpec(
    field="reporting", columns=("title", "stage", "to_role", "limit", "when", "status"), fields=(*RULE_FIELDS, _LINKS),
)

_CONTACTS = ListSpec(
    field="contacts", columns=("organisation", "name", "post", "phone", "role", "deputy"),
    fields=(
        FieldSpec(key="organisation", needed=True), FieldSpec(key="name"), FieldSpec(key="post"), FieldSpec(key="phone"),
        _role("role", needed=False), FieldSpec(key="deputy", ask=Ask.TICK), _ID, _LINKS,
    ),
)

_MATERIALS = ListSpec(
    field="materials", columns=("name", "quantity", "place", "keeper", "phone"),
    fields=(
        FieldSpec(key="name", needed=True), FieldSpec(key="quantity", ask=Ask.NUMBER, empty_zero=True), FieldSpec(key="unit"),
        FieldSpec(key="place"), FieldSpec(key="keeper"), FieldSpec(key="phone"), _ID, _LINKS,
    ),
)

_UPKEEP = (
    FieldSpec(key="review.every_months", ask=Ask.WHOLE, measure="months", empty_zero=True, special="upkeep"),
    FieldSpec(key="review.basis", ask=Ask.BASIS, wide=True, special="upkeep"),
    FieldSpec(key="drill.every_months", ask=Ask.WHOLE, measure="months", empty_zero=True, special="upkeep"),
    FieldSpec(key="drill.basis", ask=Ask.BASIS, wide=True, special="upkeep"),
)

_COMMAND = (
    FieldSpec(key="commanders", ask=Ask.MANY, choices="roles", wide=True),
    FieldSpec(key="deputies", ask=Ask.MANY, choices="roles", wide=True),
    _role("office"),
    *two("field_post", needed=False),
    _BASIS,
    _LINKS,
)

_EVACUATE = (
    *two("text", lines=3),
    FieldSpec(key="radius_m", ask=Ask.WHOLE, measure="metres", empty_zero=True),
    _BASIS,
    _LINKS,
)

_CASE = ListSpec(
    field="cases", columns=("name", "kind", "facts", "expected", "outcome"),
    fields=(
        FieldSpec(key="name", wide=True, needed=True),
        FieldSpec(key="kind", ask=Ask.ONE, choices="kinds", needed=True),
        FieldSpec(key="expect.severity", ask=Ask.ONE, choices="expected_severities", special="expected"),
        FieldSpec(key="expect.level", ask=Ask.ONE, choices="expected_levels", special="expected"),
        FieldSpec(key="occurred_min", ask=Ask.WHOLE, measure="minutes", least=None, special="maybe"),
        FieldSpec(key="now_min", ask=Ask.WHOLE, measure="minutes", empty_zero=True),
        FieldSpec(key="expect.tasks", ask=Ask.MANY, choices="tasks", wide=True),
        FieldSpec(key="expect.no_tasks", ask=Ask.MANY, choices="tasks", wide=True),
        FieldSpec(key="expect.forces", ask=Ask.MANY, choices="unit_kinds", wide=True),
        FieldSpec(key="expect.no_forces", ask=Ask.MANY, choices="unit_kinds", wide=True),
    ),
)


def _texts(field: str) -> ListSpec:
    """A list of texts and nothing else."""
    fields = (
        FieldSpec(key="zh", ask=Ask.WORDS, wide=True, needed=True), FieldSpec(key="en", ask=Ask.WORDS, wide=True, english=True),
        _LINKS,
    )
    return ListSpec(field=field, columns=("words",), fields=fields)


PARTS: tuple[PartSpec, ...] = (
    PartSpec(id="head", form=_HEAD),
    PartSpec(
        id="basis",
        list=ListSpec(field="basis", columns=("cite", "status", "checked", "year"), fields=(*BASIS_FIELDS, _LINKS)),
    ),
    PartSpec(id="scope", form=(*two("scope", lines=3), _LINKS), list=_texts("triggers")),
    PartSpec(id="levels", list=_LEVEL),
    PartSpec(id="command", form=_COMMAND, single="command", optional=True),
    PartSpec(id="groups", list=_GROUPS),
    PartSpec(id="tasks", list=_TASKS),
    PartSpec(id="forces", list=_FORCES),
    PartSpec(id="notify", list=_NOTIFY),
    PartSpec(id="evacuate", form=_EVACUATE, single="evacuate"),
    PartSpec(id="measures", list=_MEASURES),
    PartSpec(id="stop", list=ListSpec(field="stop", columns=("text", "basis", "status"), fields=(*two("text"), _BASIS, _LINKS))),
    PartSpec(id="reporting", list=_REPORTING),
    PartSpec(id="action_card", list=_texts("action_card")),
    PartSpec(id="aftermath", list=_texts("aftermath")),
    PartSpec(id="contacts", list=_CONTACTS),
    PartSpec(id="materials", list=_MATERIALS),
    PartSpec(id="upkeep", form=_UPKEEP),
    PartSpec(id="cases", list=_CASE, page="cases"),
    PartSpec(id="text", page="text"),
)
"""Every part, in the order of the outline."""

PART: Mapping[str, PartSpec] = MappingProxyType({part.id: part for part in PARTS})

PART_OF: Mapping[str, str] = MappingProxyType(
    {
        **{part.list.field: part.id for part in PARTS if part.list is not None},
        **dict.fromkeys(
            ("id", "version", "title", "type", "kinds", "owner", "issued_on", "issued_no", "next_review_on"), "head"
        ),
        "scope": "scope", "command": "command", "evacuate": "evacuate", "expected_duration_h": "levels",
        "review": "upkeep", "drill": "upkeep",
    }
)
"""The part in which a field of the plan stands."""
