"""``doctor``: looks at the installation and the data folder, and says the mend of what it finds."""

from __future__ import annotations

from app.cli.doors import Need
from app.cli.examination import examine
from app.cli.output import table
from app.cli.session import Session
from app.cli.tree import Tree

MARKS = {"ok": "✓", "lacking": "–", "broken": "✗"}


def add(tree: Tree) -> None:
    """The parsers of this family."""
    examining = tree.verb("doctor", doctor)
    examining.add_argument("--prepare", action="store_true", help=tree.say("cli.help.prepare"))


def doctor(session: Session) -> int:
    """Say what is well, what lacks and what is broken; returns 1 where the program or the desk cannot work.

    With ``--prepare`` the caches are made first, and only the program counts: a damaged journal must not keep the window
    from opening read-only.
    """
    prepare = session.arguments.prepare
    needs = examine(session, prepare=prepare)
    rows = [{**_row(need, session)} for need in needs]
    bad = any(need.state == "broken" and not (prepare and need.about == "desk") for need in needs)
    shown = rows if not prepare else [row for row in rows if row["state"] != "ok"]
    lines = table((MARKS[str(row["state"])], row["title"], row["text"]) for row in shown)
    lines.append(session.wording.say("cli.doctor.bad" if bad else "cli.doctor.well"))
    session.out.answer({"ok": not bad, "checks": rows}, lines)
    return 1 if bad else 0


def _row(need: Need, session: Session) -> dict[str, object]:
    say = session.wording.say
    said = say(f"cli.doctor.{need.name}.{need.code}", **{"detail": need.detail, **need.facts})
    return {
        "name": need.name,
        "title": say(f"cli.doctor.{need.name}"),
        "state": need.state,
        "about": need.about,
        "code": need.code,
        "text": said,
        "detail": need.detail,
    }
