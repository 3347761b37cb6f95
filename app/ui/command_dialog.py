"""A form that becomes a command or another deed: a refusal is shown beside its field (or above the buttons), the dialog stays."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from PySide6.QtWidgets import QWidget

from app.domain.record import Command
from app.kernel.errors import Fault, Refusal
from app.ui.kit.dialogs import Answer, KitDialog, show
from app.ui.kit.form import Form
from app.ui.kit.i18n import translate
from app.ui.services import Services

Act = Callable[[Mapping[str, Any]], Awaitable[Any]]
"""Does something with what was typed; raises ``Refusal`` or ``Fault``."""


class ActDialog(KitDialog):
    """Asks, does something with what was typed, and closes only when it came about."""

    def __init__(
        self, services: Services, parent: QWidget | None, title: str, text: str, form: Form, label: str, act: Act
    ) -> None:
        super().__init__(parent, title, text)
        self._services = services
        self._form = form
        self._act = act
        self._busy = False
        self.content.addWidget(form)
        self.add_answer(Answer("no", translate("Kit", "Cancel")))
        self.add_answer(Answer("yes", label, "primary"), default=True)
        form.submitted.connect(lambda: self.give("yes"))
        form.focus_first()

    def give(self, answer_id: str) -> None:
        """Close on "no"; on "yes" try it first."""
        if answer_id != "yes":
            super().give(answer_id)
        elif not self._busy and self._form.validate():
            self._busy = True
            self._services.run(self._try(), self)

    async def _try(self) -> None:
        self.show_error("")
        try:
            await self._act(self._form.values())
        except (Refusal, Fault) as no:
            self._show(no)
            return
        finally:
            self._busy = False
        super().give("yes")

    def _show(self, no: Refusal | Fault) -> None:
        words = self._services.explain(no)
        field = str(no.facts.get("field", ""))
        if field in self._form.values():
            self._form.set_error(field, words)
        else:
            self.show_error(words)


class CommandDialog(ActDialog):
    """The same for a command of the desk."""

    def __init__(
        self,
        services: Services,
        parent: QWidget | None,
        title: str,
        text: str,
        form: Form,
        label: str,
        make: Callable[[Mapping[str, Any]], Command],
    ) -> None:
        super().__init__(services, parent, title, text, form, label, lambda values: services.execute(make(values)))


async def ask_act(
    services: Services, parent: QWidget | None, title: str, text: str, form: Form, label: str, act: Act
) -> bool:
    """Whether it came about; Escape does nothing."""
    dialog = ActDialog(services, parent, title, text, form, label, act)
    await show(dialog)
    return dialog.answer == "yes"


async def ask_command(
    services: Services,
    parent: QWidget | None,
    title: str,
    text: str,
    form: Form,
    label: str,
    make: Callable[[Mapping[str, Any]], Command],
) -> bool:
    """Whether the command was accepted; Escape executes nothing."""
    dialog = CommandDialog(services, parent, title, text, form, label, make)
    await show(dialog)
    return dialog.answer == "yes"
