"""A condition as a plan's prose would put it: what is offered for the words of a level. No Qt."""

from __future__ import annotations

from app.catalog.wording import Wording
from app.domain.conditions import Condition
from app.ui.panels.plans.editor.condition_tree import Group, Node, Row, shown_op, tree_of


def suggested_words(condition: Condition, wording: Wording) -> str:
    """One sentence: 有下列情形之一的：死亡3人以上；有明火。 Bounds read as the law reads them (以上 includes the figure)."""
    tree = tree_of(condition)
    if not tree.parts:
        return wording.say("condition_words.always")
    parts = [_said(part, wording) for part in tree.parts]
    if len(parts) == 1 and tree.join != "none":
        return wording.say("condition_words.sentence", text=parts[0])
    return wording.say(f"condition_words.top_{tree.join}", parts=wording.say("condition_words.break").join(parts))


def _said(node: Node, wording: Wording) -> str:
    if isinstance(node, Row):
        return _row(node, wording)
    return _group(node, wording)


def _group(group: Group, wording: Wording) -> str:
    parts = [_said(part, wording) for part in group.parts]
    if len(parts) == 1 and group.join != "none":
        return parts[0]
    joint = wording.say("condition_words.and" if group.join == "all" else "condition_words.or")
    return wording.say(f"condition_words.{group.join}", parts=joint.join(parts))


def _row(row: Row, wording: Wording) -> str:
    label, op = wording.fact_label(row.fact), shown_op(row)
    if isinstance(row.value, tuple):
        bound = wording.say("condition_words.list").join(wording.fact_value(row.fact, one) for one in row.value)
    else:
        bound = wording.fact_value(row.fact, row.value)
    # a figure and its unit stand together in Chinese prose
    return wording.say(f"condition_words.{op}", label=label, bound=bound.replace(" ", "") if wording.lang == "zh" else bound)
