"""The forms of the rulebook editor as data: the book's own particulars, and its rules by the fields of a plan's. No Qt.

A field's label is the word ``plan_field.<part>.<key>`` or else ``plan_field.<key>``.
"""

from __future__ import annotations

from app.ui.panels.plans.editor.asking import Ask, FieldSpec, ListSpec, PartSpec
from app.ui.panels.plans.editor.schema import RULE_FIELDS, two

BOOK = PartSpec(
    id="book",
    form=(
        *two("title", lines=1),
        FieldSpec(key="id", fixed=True),
        FieldSpec(key="version", fixed=True),
        *two("jurisdiction", lines=1, wide=False),
        FieldSpec(key="tier", ask=Ask.ONE, choices="tiers", needed=True),
        FieldSpec(key="basis", ask=Ask.BASIS, wide=True),
        *two("notice", needed=False),
    ),
)

RULES = PartSpec(
    id="rules",
    list=ListSpec(
        field="rules", columns=("id", "title", "stage", "who", "limit", "start", "when", "status"),
        fields=(*RULE_FIELDS, *two("jurisdiction", lines=1, needed=False, wide=False)),
    ),
)

PARTS = (BOOK, RULES)
