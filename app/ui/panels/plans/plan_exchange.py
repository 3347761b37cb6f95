"""Plans come in from Word and text files and go out as Word, PDF, text and action cards."""

from __future__ import annotations

import asyncio
from pathlib import Path

import msgspec
from PySide6.QtWidgets import QWidget

from app.desk.jobs import Cancelled, Progress
from app.desk.plan_paper import plan_paper_fields
from app.domain.planning.commands import SavePlanDraft
from app.domain.planning.model import Origin, PlanVersion
from app.kernel.errors import BadFile, Fault, Refusal
from app.ui.kit.dialogs import Option, choose, open_path, save_path, tell
from app.ui.kit.i18n import translate
from app.ui.kit.working import working
from app.ui.panels.papers.issuing import let_out
from app.ui.panels.papers.make import paper_of
from app.ui.services import Services

_WORD = "Word (*.docx)"
_TEXT = "TXT, MD (*.txt *.md)"
FORMATS = (("docx", "Word (*.docx)"), ("pdf", "PDF (*.pdf)"), ("txt", "TXT (*.txt)"))


async def import_document(services: Services, parent: QWidget) -> str:
    """Let a person choose a document and keep what was read as a draft; returns its plan id, "" where nothing was kept."""
    path = await open_path(parent, translate("Plans", "Import a plan"), Path.home(), (_WORD, _TEXT))
    return await import_file(services, parent, path) if path is not None else ""


async def import_file(services: Services, parent: QWidget, path: Path) -> str:
    """Read this document as a draft, with progress and a way to stop; returns its plan id, "" where nothing was kept."""
    from app.catalog.recognition import read_recognition  # noqa: PLC0415 - read when the first document comes
    from app.exchange.plan_document.importing import import_plan  # noqa: PLC0415 - python-docx takes a while to load

    workspace = services.workspace
    reference = workspace.desk.reference

    def read(progress: Progress) -> object:
        rules = read_recognition(workspace.files.resources / "recognition", reference)
        return import_plan(path, reference, rules, progress)

    title = translate("Plans", "Reading {file}").format(file=path.name)
    try:
        imported = await working(services.workspace.jobs, parent, title, read)
    except (Cancelled, asyncio.CancelledError):
        services.navigator.say(translate("Plans", "Stopped; nothing was kept"))
        return ""
    except BadFile as bad:
        said = "\n".join(services.wording.problem(one) for one in bad.problems)
        await tell(parent, translate("Plans", "This file cannot be imported"), said)
        return ""
    content = imported.content
    plan_id, version = content.plan.id, workspace.plans.next_version(content.plan.id)
    content = msgspec.structs.replace(content, plan=msgspec.structs.replace(content.plan, version=version))
    command = SavePlanDraft(
        plan_id=plan_id, version=version, content=content, origin=Origin.IMPORTED, extraction=imported.extraction
    )
    if not await services.attempt(command):
        return ""
    if imported.remarks:
        said = "\n".join(services.wording.problem(one) for one in imported.remarks)
        await tell(parent, translate("Plans", "Imported as a draft"), said)
    return plan_id


async def export_plan(services: Services, parent: QWidget, version: PlanVersion) -> Path | None:
    """Let a person choose the paper, its format and its place; returns the file that was written."""
    from app.reports.documents import EVERY_ROLE, PaperFormat, PlanPaperInput  # noqa: PLC0415 - heavy
    from app.reports.documents.action_card.content import card_roles  # noqa: PLC0415
    from app.reports.documents.plan_words import PlanWords  # noqa: PLC0415

    workspace, wording = services.workspace, services.wording
    desk = workspace.desk
    fields = plan_paper_fields(
        version, workspace.plans, services.state, desk.reference, wording, lang=services.lang, now=desk.clock.now(),
        actor=workspace.context().actor,
    )
    roles = card_roles(PlanWords(PlanPaperInput(**fields)))
    options = [Option(("plan_book", ""), translate("Plans", "The whole plan"))]
    options += [
        Option(("action_card", ""), translate("Plans", "Action card of the plan")),
        Option(("action_card", EVERY_ROLE), translate("Plans", "Action cards of all roles")),
    ]
    for role in roles:
        named = wording.text(desk.reference.roles[role].name)
        options.append(Option(("action_card", role), translate("Plans", "Action card: {role}").format(role=named), role))
    title = translate("Plans", "Export {plan}").format(plan=wording.text(version.content.plan.title))
    chosen = await choose(parent, title, options)
    if chosen is None:
        return None
    document, role = chosen
    named = wording.text(version.content.plan.title) or version.plan_id
    suggested = Path.home() / f"{_file_name(named)}-{version.version}.{'docx' if document == 'plan_book' else 'pdf'}"
    kinds = [label for _, label in FORMATS]
    target = await save_path(parent, translate("Plans", "Export"), suggested, kinds)
    if target is None:
        return None
    suffix = target.suffix.lower().lstrip(".")
    wanted = suffix if suffix in {code for code, _ in FORMATS} else "docx"

    make = paper_of(document, {**fields, "role": role}, PaperFormat(wanted))
    try:
        paper = await working(services.workspace.jobs, parent, translate("Plans", "Writing {file}").format(file=target.name), make)
        await let_out(services, document, paper, target)
    except (Cancelled, asyncio.CancelledError):
        services.navigator.say(translate("Plans", "Stopped; nothing was written"))
        return None
    except (Refusal, Fault) as no:
        services.navigator.say(services.explain(no), "alarm")
        return None
    if paper.missing:
        lacking = " ".join(f"{one} (U+{ord(one[0]):04X})" for one in sorted(set(paper.missing)))
        said = translate("Plans", "Written, but no font has: {characters}").format(characters=lacking)
        services.navigator.say(said, "warn")
    else:
        services.navigator.say(translate("Plans", "Written: {file}").format(file=str(target)))
    return target


def _file_name(title: str) -> str:
    """The title without what no file system takes."""
    return "".join("_" if one in '\\/:*?"<>|' or ord(one) < 32 else one for one in title)[:80]
