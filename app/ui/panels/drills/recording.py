"""Findings come in: by hand, from a file of a drill's evaluation, or as a batch that a drill hands over; a person agrees first."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from msgspec.structs import replace
from PySide6.QtWidgets import QWidget

from app.catalog.pinyin import search_keys
from app.desk.describe import Describer
from app.desk.describe_improvement import source_line
from app.desk.findings_file import read_findings
from app.domain.improvement.commands import RecordFindings
from app.domain.improvement.model import (
    FindingNature,
    FindingSource,
    Gravity,
    ProposedFinding,
    RootCause,
    SourceKind,
)
from app.kernel.clock import to_local
from app.kernel.errors import BadFile
from app.ui.command_dialog import ask_command
from app.ui.kit.dialogs import open_path
from app.ui.kit.form import Form
from app.ui.kit.form_fields import Choice, Field, FieldKind
from app.ui.kit.i18n import translate
from app.ui.panels.drills.finding_steps import LONGEST, plan_choices
from app.ui.problem_list import show_problems
from app.ui.services import Services

MOST_OFFERED = 60
"""Incidents and drills that are offered as a source, the newest first."""


async def record_by_hand(services: Services, parent: QWidget) -> bool:
    """One finding, with where it showed."""
    say = services.wording.say
    sources = _sources(services)
    choices = tuple(Choice(place, label, search_keys(label)) for place, (label, _) in enumerate(sources))
    form = Form(
        (
            Field(key="source", label=say("finding_field.source"), kind=FieldKind.CHOICE, choices=choices, required=True,
                  hint="" if choices else translate("Drills", "Record the drill first (yearly plan)")),
            Field(key="nature", label=say("finding_field.nature"), kind=FieldKind.CHOICE, required=True,
                  choices=tuple(Choice(one.value, say(f"finding_nature.{one}")) for one in FindingNature)),
            Field(key="gravity", label=say("finding_field.gravity"), kind=FieldKind.CHOICE, required=True,
                  choices=tuple(Choice(one.value, say(f"finding_gravity.{one}")) for one in Gravity)),
            Field(key="description", label=say("finding_field.description"), kind=FieldKind.MULTILINE, required=True,
                  max_length=LONGEST),
            Field(key="cause", label=say("finding_field.cause"), kind=FieldKind.CHOICE,
                  choices=tuple(Choice(one.value, say(f"root_cause.{one}")) for one in RootCause)),
            Field(key="plans", label=say("finding_field.plans"), kind=FieldKind.PICKS, choices=plan_choices(services)),
            Field(key="evidence", label=say("finding_field.evidence"), kind=FieldKind.MULTILINE, max_length=LONGEST,
                  hint=translate("Drills", "One line each")),
        ),
        now=services.workspace.desk.clock.now, compact=True,
    )  # fmt: skip
    form.set_values({"nature": FindingNature.WEAKNESS.value, "gravity": Gravity.MINOR.value})

    def command(values: Mapping[str, Any]) -> RecordFindings:
        found = ProposedFinding(
            description=values["description"] or "", nature=FindingNature(values["nature"]), gravity=Gravity(values["gravity"]),
            cause=RootCause(values["cause"]) if values["cause"] else None, plan_ids=tuple(values["plans"] or ()),
            evidence=tuple((values["evidence"] or "").splitlines()),
        )
        return RecordFindings(source=sources[values["source"]][1], findings=(found,))

    return await ask_command(
        services, parent, translate("Drills", "Record a finding"), "", form, translate("Drills", "Record"), command
    )


async def import_file(services: Services, parent: QWidget) -> bool:
    """The batch of a file; what is wrong with it is shown."""
    filters = (services.wording.say("findings_file.filter"),)
    title = translate("Drills", "Take findings over")
    path = await open_path(parent, title, services.workspace.data_dir, filters)
    if path is None:
        return False
    try:
        batch = await services.workspace.jobs.run(lambda _progress: read_findings(path))
    except BadFile as bad:
        await show_problems(services, parent, path.name, bad.problems)
        return False
    except OSError as problem:
        services.navigator.say(f"{path.name}: {problem.strerror or problem}", "alarm")
        return False
    return await accept_batch(services, parent, batch)


async def accept_batch(services: Services, parent: QWidget, batch: RecordFindings) -> bool:
    """Let the coordinator choose which of a drill's findings become the live desk's; whether any did.

    The one door from a drill to here: ``services`` are those of the live desk.
    """
    say = services.wording.say
    choices = tuple(
        Choice(place, f"{say(f'finding_nature.{one.nature}')} {say(f'finding_gravity.{one.gravity}')}  {one.description}")
        for place, one in enumerate(batch.findings)
    )
    form = Form(
        (Field(key="taken", label=translate("Drills", "Findings"), kind=FieldKind.FLAGS, choices=choices, required=True,
               wide=True),),
        now=services.workspace.desk.clock.now, compact=True,
    )  # fmt: skip
    form.set_values({"taken": tuple(range(len(batch.findings)))})
    text = source_line(Describer(services.workspace.desk.reference, services.wording), batch.source)
    return await ask_command(
        services, parent, translate("Drills", "Take findings over"), text, form, translate("Drills", "Take over"),
        lambda values: replace(batch, findings=tuple(batch.findings[place] for place in values["taken"] or ())),
    )


def _sources(services: Services) -> tuple[tuple[str, FindingSource], ...]:
    """The drills on record and the incidents, the newest first, each with its line."""
    state = services.state
    describer = Describer(services.workspace.desk.reference, services.wording)
    found = [
        FindingSource(
            SourceKind.DRILL, one.facts.drill_id or one.id, one.facts.title, one.facts.held_on, one.facts.scenario_id,
            one.facts.journal_hash,
        )
        for one in state.held_drills.values() if one.counts
    ]
    found += [
        FindingSource(SourceKind.INCIDENT, one.id, describer.incident_title(one), to_local(one.aware_at).date())
        for one in state.incidents.values()
    ]
    found.sort(key=lambda one: (one.on, one.title), reverse=True)
    return tuple((source_line(describer, one), one) for one in found[:MOST_OFFERED])
