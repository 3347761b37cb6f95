"""Saving, leaving, verdicts, other seats, and what a crash leaves."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QDialog, QPushButton

from app.domain.planning.commands import JudgeExtraction, ReturnPlan, ReviewPlan, SavePlanDraft
from app.domain.planning.model import ExtractedItem, Extraction, Origin, Verdict, VersionStatus
from app.kernel.errors import Fault
from app.kernel.text import Text
from app.storage.recovery import RecoveryFiles
from app.ui.kit.form import Form
from app.ui.panels.plans.editor import keeping
from app.ui.panels.plans.editor.editing import set_value
from app.ui.panels.plans.editor.editor import PlanEditor
from app.ui.panels.plans.editor.findings import Place
from app.ui.panels.plans.editor.opened import Opened
from app.ui.panels.plans.editor.opening import drafts_of, proposed_id
from app.ui.panels.plans.panel import PlansPanel
from app.ui.services import Services
from tests.ui.panels.desk_loop import on_desk
from tests.ui.panels.desk_world import until
from tests.ui.panels.plans.editor.conftest import whole

KEY = "structure-fire@2026.9"


async def opened(services: Services, start: Opened | None = None) -> PlanEditor:
    editor = PlanEditor(services, start or Opened(whole(), based_on="2026.1"))
    editor.resize(1180, 600)
    editor.show()
    await asyncio.sleep(0)
    return editor


def own(editor: PlanEditor, words: str) -> None:
    """Type another owner."""
    editor.session.apply(lambda draft: set_value(draft, ("owner", "zh"), words), Place("head", None, "owner.zh"))


async def answered(label: str) -> None:
    """Press the button with these words in the question that comes up."""
    def found() -> QPushButton | None:
        dialogs = [one for one in QApplication.topLevelWidgets() if isinstance(one, QDialog) and one.isVisible()]
        buttons = [one for dialog in dialogs for one in dialog.findChildren(QPushButton)]
        return next((one for one in buttons if one.text() == label), None)

    await until(lambda: found() is not None)
    found().click()


def of(services: Services, key: str = KEY) -> Any:
    return services.state.plan_versions[key]


def test_a_draft_is_saved_by_a_person_and_only_then(qapp, tmp_path: Path) -> None:
    async def body(services: Services) -> None:
        editor = await opened(services)
        seq = services.state.seq
        own(editor, "镇应急站")
        assert services.state.seq == seq
        kept: list[str] = []
        editor.kept.connect(kept.append)
        assert await editor.save() and kept == [KEY]
        assert of(services).content.plan.owner.zh == "镇应急站" and of(services).based_on == "2026.1"
        assert not editor.session.bench.is_changed and editor.bar.state.text == "saved"
        assert await editor.save() and services.state.seq == seq + 1
        own(editor, "别的单位")
        assert await editor.save() and services.state.seq == seq + 2
        editor.undo()
        assert editor.session.bench.is_changed and editor.session.bench.draft.plan.owner.zh == "镇应急站"
        editor.close()

    on_desk(qapp, tmp_path, body, lang="en")


def test_a_refusal_is_said_and_nothing_is_lost(qapp, tmp_path: Path) -> None:
    async def body(services: Services) -> None:
        editor = await opened(services)
        editor.session.apply(lambda draft: set_value(draft, ("version",), "no good!"), Place("head", None, "version"))
        assert not await editor.save()
        assert editor.banner.isVisible() and "no good!" in editor.banner.text and editor.session.bench.is_changed
        editor.undo()
        own(editor, "镇应急站")
        assert await editor.save() and not editor.banner.isVisible()
        editor.close()

    on_desk(qapp, tmp_path, body, lang="en")


def test_a_field_that_cannot_be_read_is_named_when_it_is_saved(qapp, tmp_path: Path) -> None:
    async def body(services: Services) -> None:
        editor = await opened(services)
        editor.go(Place("tasks", 0, "due_min"))
        editor.page("tasks").detail.form.widget("due_min").setText("soon")
        assert await editor.save()
        said, tone = services.navigator.said[-1]
        assert "Within" in said and tone == "warn"
        editor.close()

    on_desk(qapp, tmp_path, body, lang="en")


@pytest.mark.parametrize(
    ("answer", "leaves", "stored"), [("Save", True, True), ("Discard changes", True, False), ("Stay", False, False)]
)
def test_leaving_asks_where_something_is_unsaved(qapp, tmp_path: Path, answer: str, leaves: bool, stored: bool) -> None:
    async def body(services: Services) -> None:
        editor = await opened(services)
        left: list[int] = []
        editor.left.connect(lambda: left.append(1))
        own(editor, "镇应急站")
        editor.keeper.flush()
        assert RecoveryFiles(services.workspace.data_dir / "recovery").read(KEY) is not None
        await asyncio.gather(editor.leave(), answered(answer))
        assert bool(left) is leaves and (KEY in services.state.plan_versions) is stored
        assert (RecoveryFiles(services.workspace.data_dir / "recovery").read(KEY) is None) is leaves
        editor.close()

    on_desk(qapp, tmp_path, body, lang="en")


def test_leaving_without_changes_asks_nothing_and_leaves_no_trace(qapp, tmp_path: Path) -> None:
    async def body(services: Services) -> None:
        editor = await opened(services)
        seq, left = services.state.seq, []
        editor.left.connect(lambda: left.append(1))
        own(editor, "镇应急站")
        editor.undo()
        await editor.leave()
        assert left and services.state.seq == seq
        assert not list((services.workspace.data_dir / "recovery").glob("*.json"))
        editor.close()

    on_desk(qapp, tmp_path, body, lang="en")


def test_what_is_typed_lies_in_a_recovery_file_until_it_is_saved(qapp, tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr(keeping, "QUIET_MS", 30)
    monkeypatch.setattr(keeping, "MOST_MS", 200)

    async def body(services: Services) -> None:
        files = RecoveryFiles(services.workspace.data_dir / "recovery")
        editor = await opened(services)
        own(editor, "一")
        await until(lambda: files.read(KEY) is not None)
        await until(lambda: editor.keeper.recovered_at is not None)
        own(editor, "一二")
        await until(lambda: files.read(KEY).content.plan.owner.zh == "一二")
        assert files.read(KEY).based_on == "2026.1" and not files.read(KEY).stored
        assert await editor.save()
        assert files.read(KEY) is None and editor.keeper.recovered_at is None
        own(editor, "三")
        editor.close()  # hidden: the window may be going
        assert files.read(KEY).content.plan.owner.zh == "三" and files.read(KEY).stored

    on_desk(qapp, tmp_path, body, lang="en")


def test_a_disk_that_refuses_the_recovery_file_is_said(qapp, tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr(keeping, "QUIET_MS", 30)

    def full(self: RecoveryFiles, unsaved: Any) -> None:
        raise Fault("recovery_not_written", {"why": "no space"})

    monkeypatch.setattr(RecoveryFiles, "write", full)

    async def body(services: Services) -> None:
        editor = await opened(services)
        own(editor, "一")
        await until(lambda: bool(editor.keeper.fault))
        assert "no space" in editor.banner.text and editor.session.bench.draft.plan.owner.zh == "一"
        editor.close()

    on_desk(qapp, tmp_path, body, lang="en")


def _imported(services: Services) -> SavePlanDraft:
    plan = whole().plan
    items = (
        ExtractedItem("i1", f"tasks/{plan.tasks[0].id}", "4.9", "一分钟出动", "limit", 0.9),
        ExtractedItem("i2", "forces/0", "6.1", "消防队", "force", 0.8),
        ExtractedItem("i3", "forces/1", "6.1", "派出所", "force", 0.8),
        ExtractedItem("i4", "scope", "1.3", "适用范围", "scope", 0.8),
    )
    return SavePlanDraft(
        plan_id=plan.id, version=plan.version, content=whole(), origin=Origin.IMPORTED,
        extraction=Extraction("老预案.docx", "0" * 64, items, ()),
    )


def test_a_verdict_is_given_in_place_on_the_draft_as_it_is_typed(qapp, tmp_path: Path) -> None:
    async def body(services: Services) -> None:
        await services.execute(_imported(services))
        editor = await opened(services, Opened.of(of(services)))
        forces = whole().plan.forces
        editor.go(Place("forces", 0))
        page = editor.page("forces")
        page.list.add()  # moves the place of the second one
        own(editor, "镇应急站")
        page.list.select(0)
        page.bar.no.click()
        await until(lambda: of(services).extraction.items[1].verdict is Verdict.REJECTED)
        await until(lambda: not editor.keeper.busy)
        assert of(services).content.plan.owner.zh == "镇应急站"
        assert editor.session.bench.draft.plan.forces[1:] == forces[1:] and not editor.session.bench.is_changed
        page.list.select(1)
        assert page.bar.item is not None and page.bar.item.id == "i3"
        page.bar.yes.click()
        await until(lambda: of(services).extraction.items[2].verdict is Verdict.ACCEPTED)
        await until(lambda: not editor.keeper.busy and page.bar.item is None)
        editor.undo()
        assert editor.session.bench.draft.plan.forces[0] == forces[0]
        assert not page.list.model.row_at(0).waiting, "undo takes back the removal, never the verdict"
        editor.close()

    on_desk(qapp, tmp_path, body, lang="en")


def test_a_part_that_is_taken_out_counts_as_refused_once_it_is_saved(qapp, tmp_path: Path) -> None:
    async def body(services: Services) -> None:
        await services.execute(_imported(services))
        editor = await opened(services, Opened.of(of(services)))
        editor.go(Place("forces", 0))
        editor.page("forces").list.take_out()
        assert await editor.save()
        assert [one.verdict for one in of(services).extraction.items] == [
            Verdict.WAITING, Verdict.REJECTED, Verdict.WAITING, Verdict.WAITING,
        ]
        assert of(services).extraction.items[2].address == "forces/0"
        editor.close()

    on_desk(qapp, tmp_path, body, lang="en")


def test_a_draft_saved_elsewhere_is_taken_over_or_told(qapp, tmp_path: Path) -> None:
    async def body(services: Services) -> None:
        editor = await opened(services)
        own(editor, "一")
        await editor.save()
        other = set_value(editor.session.bench.draft, ("owner", "zh"), "别处")
        command = editor.session.bench.opened.command(other)
        await services.execute(command)
        assert editor.session.bench.draft.plan.owner.zh == "别处" and not editor.session.bench.is_changed
        own(editor, "这里")
        await services.execute(editor.session.bench.opened.command(set_value(other, ("owner", "zh"), "又别处")))
        assert editor.banner.isVisible() and editor.session.bench.draft.plan.owner.zh == "这里"
        editor.banner.acted.emit()
        assert editor.session.bench.draft.plan.owner.zh == "又别处" and not editor.banner.isVisible()
        editor.undo()
        assert editor.session.bench.draft.plan.owner.zh == "这里"
        editor.close()

    on_desk(qapp, tmp_path, body, lang="en")


def test_a_version_that_was_reviewed_elsewhere_is_locked_until_it_comes_back(qapp, tmp_path: Path) -> None:
    async def body(services: Services) -> None:
        editor = await opened(services)
        own(editor, "一")
        await editor.save()
        plan = editor.session.bench.draft.plan
        await services.execute(ReviewPlan(plan_id=plan.id, version=plan.version, reviewed_by="李某"))
        assert editor.session.read_only and editor.banner.isVisible() and editor.bar.state.text == "locked"
        own(editor, "二")
        assert editor.session.bench.draft.plan.owner.zh == "一"
        await services.execute(ReturnPlan(plan_id=plan.id, version=plan.version, reason="补充"))
        own(editor, "二")
        assert editor.session.bench.draft.plan.owner.zh == "二" and not editor.banner.isVisible()
        editor.close()

    on_desk(qapp, tmp_path, body, lang="en")


def test_verdicts_given_elsewhere_are_taken_over(qapp, tmp_path: Path) -> None:
    async def body(services: Services) -> None:
        await services.execute(_imported(services))
        editor = await opened(services, Opened.of(of(services)))
        plan = whole().plan
        await services.execute(JudgeExtraction(plan_id=plan.id, version=plan.version, accepted=("i1",)))
        assert not editor.session.bench.is_changed
        assert {one.part: one.waiting for one in editor.session.bench.outline() if one.waiting} == {"scope": 1, "forces": 2}
        editor.close()

    on_desk(qapp, tmp_path, body, lang="en")


async def panel_of(services: Services) -> PlansPanel:
    panel = PlansPanel(services)
    panel.resize(1180, 600)
    panel.show()
    await asyncio.sleep(0)
    return panel


def test_a_plan_in_force_is_edited_in_the_panel_and_left_again(qapp, tmp_path: Path) -> None:
    async def body(services: Services) -> None:
        panel = await panel_of(services)
        panel.show_plan("forest-fire")
        panel.edit.click()
        await until(lambda: panel.editor is not None)
        editor = panel.editor
        assert editor.session.bench.draft.plan.id == "forest-fire" and editor.session.bench.opened.based_on == "2026.2"
        assert panel.pages.currentWidget() is editor and editor.session.bench.draft.plan.issued_on is None
        own(editor, "镇林业站")
        assert await editor.save()
        (draft,) = drafts_of(services, "forest-fire")
        await editor.leave()
        assert panel.editor is None and panel.pages.currentIndex() == 0
        panel.edit.click()
        await until(lambda: panel.editor is not None)
        assert panel.editor.session.bench.opened.stored and panel.editor.session.bench.draft.content == draft.content
        panel.show_plan("road-traffic")
        await until(lambda: panel.editor is None)
        assert panel.list.current_id == "road-traffic"
        panel.close()

    on_desk(qapp, tmp_path, body, lang="en")


def test_a_new_plan_is_begun_named_and_found_among_the_drafts(qapp, tmp_path: Path) -> None:
    async def begin(services: Services) -> None:
        def form() -> Form | None:
            dialogs = [one for one in QApplication.topLevelWidgets() if isinstance(one, QDialog) and one.isVisible()]
            return next((one.form for one in dialogs if hasattr(one, "form")), None)

        await until(lambda: form() is not None)
        form().widget("title").setText("青石镇校车事故应急预案")
        assert form().value("id") == "qszxcsgyjya"
        form().widget("id").setText("structure-fire")
        assert form().error("id")
        form().widget("id").setText("school-bus")
        await answered("Begin")

    async def body(services: Services) -> None:
        panel = await panel_of(services)
        panel.create.click()
        await begin(services)
        await until(lambda: panel.editor is not None)
        plan = panel.editor.session.bench.draft.plan
        assert (plan.id, plan.version, plan.title.zh) == ("school-bus", "2026.1", "青石镇校车事故应急预案")
        assert "1.1 编制目的" in panel.editor.session.bench.draft.content.text
        assert await panel.editor.save()
        await panel.editor.leave()
        panel.resume.click()
        await answered("Choose")
        await until(lambda: panel.editor is not None)
        assert panel.editor.session.bench.draft.plan.id == "school-bus"
        panel.close()

    on_desk(qapp, tmp_path, body, lang="en")


@pytest.mark.parametrize("answer", ["Go on with it", "Discard it"])
def test_what_a_crash_left_is_offered_again(qapp, tmp_path: Path, answer: str) -> None:
    async def body(services: Services) -> None:
        files = RecoveryFiles(services.workspace.data_dir / "recovery")
        panel = await panel_of(services)
        panel.show_plan("structure-fire")
        panel.edit.click()
        await until(lambda: panel.editor is not None)
        own(panel.editor, "没有保存")
        panel.editor.keeper.flush()
        panel.close_editor()  # as if the program had gone
        panel.edit.click()
        await answered(answer)
        await until(lambda: panel.editor is not None)
        bench = panel.editor.session.bench
        if answer == "Go on with it":
            assert bench.draft.plan.owner.zh == "没有保存" and bench.is_changed
            panel.editor.undo()
            assert not bench.is_changed
        else:
            assert not bench.is_changed and files.all() == ()
        panel.close()

    on_desk(qapp, tmp_path, body, lang="en")


def test_a_new_plan_that_was_never_saved_is_found_after_a_crash(qapp, tmp_path: Path) -> None:
    async def body(services: Services) -> None:
        editor = await opened(services, Opened(whole()))
        editor.session.apply(lambda draft: set_value(draft, ("id",), "another-one"), Place("head", None, "id"))
        editor.session.apply(lambda draft: set_value(draft, ("title",), Text("新预案")), Place("head", None, "title.zh"))
        editor.close()
        panel = await panel_of(services)
        panel.resume.click()
        await answered("Choose")
        await until(lambda: panel.editor is not None)
        bench = panel.editor.session.bench
        assert bench.is_changed and bench.draft.plan.id == "another-one"
        assert await panel.editor.save() and not bench.is_changed
        assert services.state.plan_versions["another-one@2026.9"].status is VersionStatus.DRAFT
        assert RecoveryFiles(services.workspace.data_dir / "recovery").all() == ()
        panel.close()

    on_desk(qapp, tmp_path, body, lang="en")


def test_ids_are_proposed_from_the_initials() -> None:
    assert proposed_id("青石镇溺水预案", set()) == "qsznsya"
    assert proposed_id("青石镇溺水预案", {"qsznsya"}) == "qsznsya-2"
    assert proposed_id("", set()) == "" and proposed_id("！！", set()) == ""
