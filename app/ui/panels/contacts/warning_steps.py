"""What is done about warnings: take in a message, sign for one, pass one on."""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Mapping
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QWidget

from app.catalog.warning_kinds import read_warning_kinds
from app.domain.record import Command
from app.domain.warning.commands import ReceiveWarning, RelayWarning, SignForWarning
from app.domain.warning.model import MOST_BYTES, WarningMessage
from app.domain.words import ORDER, AlertLevel
from app.kernel.errors import BadFile, Fault, Problem, Refusal
from app.network.warnings.cap import CapRead, parse
from app.ui.command_dialog import ask_command
from app.ui.kit.dialogs import open_path, prompt_text
from app.ui.kit.form import Form
from app.ui.kit.form_fields import Choice, Field, FieldKind
from app.ui.kit.i18n import translate
from app.ui.panels.contacts.warnings_presenter import WarningLine
from app.ui.problem_list import show_problems
from app.ui.services import Services

Step = Callable[[Services, QWidget, WarningLine], Coroutine[Any, Any, None]]
"""Something that is done about one warning."""

MEANS = ("phone", "messenger", "broadcast", "fax", "door")


async def choose_file(services: Services, parent: QWidget) -> None:
    """Let a person choose a message and take it in."""
    filters = (translate("Warnings", "CAP messages (*.xml *.cap)"),)
    path = await open_path(parent, translate("Warnings", "Take in a warning message"), Path.home(), filters)
    if path is not None:
        await take_file(services, parent, path)


async def paste(services: Services, parent: QWidget) -> None:
    """Take in a message that was copied as text."""
    text = await prompt_text(
        parent, translate("Warnings", "Paste a warning message"),
        translate("Warnings", "The whole CAP text, from <alert> to </alert>"), multiline=True,
    )
    if text:
        await take_bytes(services, parent, text.encode(), translate("Warnings", "pasted"))


async def take_file(services: Services, parent: QWidget, path: Path) -> bool:
    """Take in the message of this file; what is wrong with it is shown. Whether it was taken."""
    try:
        data = await services.workspace.jobs.run(lambda _progress: _read(path))
    except OSError as error:
        services.navigator.say(f"{path.name}: {error.strerror or error}", "alarm")
        return False
    return await take_bytes(services, parent, data, path.name)


async def take_bytes(services: Services, parent: QWidget, data: bytes, name: str) -> bool:
    """Take in this message; a person is asked for the colour that it does not name. Whether it was taken."""
    folder = services.workspace.files.resources / "catalog"
    try:
        read: CapRead = await services.workspace.jobs.run(lambda _progress: parse(data, name, read_warning_kinds(folder).of))
    except BadFile as bad:
        await show_problems(services, parent, name, bad.problems)
        return False
    try:
        await services.execute(ReceiveWarning(message=read.message))
    except Refusal as no:
        if no.code != "warning_without_level" or not await _ask_level(services, parent, read.message):
            services.navigator.say(services.explain(no), "alarm")
            return False
    except Fault as fault:
        services.navigator.say(services.explain(fault), "alarm")
        return False
    await _tell(services, parent, name, read.problems)
    return True


async def sign(services: Services, parent: QWidget, line: WarningLine) -> None:
    """Ask who signs for it; the officer on duty is offered."""
    shift = services.state.shift
    form = Form((Field(key="by", label=translate("Warnings", "Signed for by"), required=True, max_length=60),), compact=True)
    form.set_values({"by": shift.officer if shift else ""})

    def command(values: Mapping[str, Any]) -> Command:
        return SignForWarning(warning_id=line.id, by=values.get("by") or "")

    title = translate("Warnings", "Sign for the warning")
    await ask_command(services, parent, title, f"{line.kind} {line.level}", form, translate("Warnings", "Sign"), command)


async def relay(services: Services, parent: QWidget, line: WarningLine) -> None:
    """Ask to whom it was passed on, and how. Its words cannot be changed."""
    say = services.wording.say
    means = tuple(Choice(say(f"warning.means.{one}"), say(f"warning.means.{one}")) for one in MEANS)
    form = Form(
        (
            Field(key="to", label=translate("Warnings", "Passed on to"), kind=FieldKind.MULTILINE, required=True,
                  hint=translate("Warnings", "One a line: villages, grids, schools, offices")),
            Field(key="means", label=translate("Warnings", "By what means"), kind=FieldKind.CHOICE, choices=means, required=True),
        ),
        compact=True,
    )

    def command(values: Mapping[str, Any]) -> Command:
        names = tuple((values.get("to") or "").splitlines())
        return RelayWarning(warning_id=line.id, to=names, means=values.get("means") or "")

    title = translate("Warnings", "Pass the warning on, word for word")
    await ask_command(services, parent, title, line.warning.text, form, translate("Warnings", "Record"), command)


async def _ask_level(services: Services, parent: QWidget, message: WarningMessage) -> bool:
    say = services.wording.say
    levels = tuple(Choice(code, say(f"alert.{code}")) for code in reversed(ORDER["alert"]))
    form = Form(
        (Field(key="level", label=translate("Warnings", "Colour, as the original says"), kind=FieldKind.CHOICE, choices=levels,
               required=True),),
        compact=True,
    )

    def command(values: Mapping[str, Any]) -> Command:
        return ReceiveWarning(message=message, level=AlertLevel(values["level"]) if values.get("level") else None)

    title = translate("Warnings", "The message names no colour")
    words = f"{message.headline}\n{message.text}".strip()
    return await ask_command(services, parent, title, words, form, translate("Warnings", "Take in"), command)


async def _tell(services: Services, parent: QWidget, name: str, problems: tuple[Problem, ...]) -> None:
    if problems:
        await show_problems(services, parent, name, problems)
    services.navigator.say(translate("Warnings", "{name} was taken in").format(name=name), "ok")


def _read(path: Path) -> bytes:
    with path.open("rb") as stream:
        return stream.read(MOST_BYTES + 1)
