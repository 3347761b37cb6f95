"""``grade``, ``kinds``, ``facts``: what the threshold tables say, and the names that they use."""

from __future__ import annotations

from typing import Any

from app.cli.arguments import facts_of, kind_of
from app.cli.output import table
from app.cli.rows import grading_row
from app.cli.session import Session
from app.cli.tree import Tree
from app.domain.incident.rules import check_facts, facts_view
from app.domain.incident.rules import grade as grade_facts


def add(tree: Tree) -> None:
    """The parsers of this family."""
    grading = tree.verb("grade", grade)
    grading.add_argument("--kind", required=True, metavar="K", help=tree.say("cli.help.kind"))
    tree.facts(grading)
    tree.verb("kinds", kinds)
    tree.verb("facts", facts)


def grade(session: Session) -> int:
    """Grade facts by the tables; prints the grade or null with every reason."""
    reference, wording = session.reference, session.wording
    kind = kind_of(session.arguments.kind, reference)
    given = check_facts(kind, facts_of(session.arguments.fact, reference.facts), reference.facts)
    row = {"kind": kind, "facts": given, **grading_row(grade_facts(kind, facts_view(given), reference.tables), kind, wording)}
    session.out.answer(row, [row["severity_name"], *(f"  · {one['text']}" for one in row["because"])])
    return 0


def kinds(session: Session) -> int:
    """List the kinds of incident."""
    wording = session.wording
    rows = [
        {
            "code": one.code,
            "name": wording.text(one.name),
            "zh": one.name.zh,
            "en": one.name.en,
            "class": one.incident_class.value,
            "class_name": wording.say(f"incident_class.{one.incident_class}"),
            "lead": wording.text(one.lead),
            "facts": list(one.facts),
            "severity_names": {grade: wording.text(name) for grade, name in one.severity_names.items()},
        }
        for one in session.reference.kinds.values()
    ]
    session.out.answer(rows, table((row["code"], row["name"], row["class_name"], row["lead"]) for row in rows))
    return 0


def facts(session: Session) -> int:
    """List the facts; ``kinds`` names the kinds that ask for one, ``*`` all."""
    wording, reference = session.wording, session.reference
    rows: list[dict[str, Any]] = [
        {
            "name": one.name,
            "label": wording.text(one.label),
            "zh": one.label.zh,
            "en": one.label.en,
            "unit": wording.text(one.unit),
            "unit_zh": one.unit.zh,
            "unit_en": one.unit.en,
            "type": one.type.value,
            "group": one.group,
            "least": one.least if one.type.value in ("count", "number") else None,
            "most": one.most,
            "kinds": ["*"] if one.common else [k.code for k in reference.kinds.values() if one.name in k.facts],
            "choices": {code: wording.text(words) for code, words in one.choices.items()},
            "common": one.common,
            "derived": one.derived,
            "help": wording.text(one.help),
        }
        for one in reference.facts.values()
    ]
    lines = table(
        (row["name"], row["label"], row["unit"], wording.say(f"fact_type.{row['type']}"), "/".join(row["choices"]))
        for row in rows
        if not row["derived"]
    )
    session.out.answer(rows, lines)
    return 0
