"""Whose duty room this is, and the rulebook in force: entries of the journal, so changed by a command."""

from __future__ import annotations

from app.domain.duty.commands import ChangeProfile
from app.domain.duty.model import Tier
from app.domain.state import State
from app.kernel.errors import Fault, Refusal
from app.ui.kit.form import Form
from app.ui.kit.form_fields import Choice, Field, FieldKind
from app.ui.kit.theme import Tone, set_tone
from app.ui.kit.widgets import Button, Text
from app.ui.panels.settings import presenter
from app.ui.panels.settings.card import Card
from app.ui.services import Services

_FIELD_OF_REFUSAL = {"rulebook_unknown": "rulebook"}


class ProfileCard(Card):
    """Shows the profile until a person types; then it waits for save or undo."""

    def __init__(self, services: Services) -> None:
        super().__init__("")
        self.set_title(self.tr("Duty room"), self.tr("kept in the journal"))
        self._services = services
        self._dirty = False
        self.form = Form(self._fields(), compact=True)
        self.notice = Text("", "caption")
        self.notice.setWordWrap(True)
        self.save_button = Button(self.tr("Save to the journal"), "save", "primary")
        self.undo_button = Button(self.tr("Undo"), "undo", "quiet")
        self.add_wide(self.form)
        self.add_wide(self.notice)
        buttons = self.head
        buttons.add(self.undo_button)
        buttons.add(self.save_button)
        self.form.changed.connect(self._on_change)
        self.form.submitted.connect(self._save)
        self.save_button.clicked.connect(self._save)
        self.undo_button.clicked.connect(self._undo)
        self._show_dirty(dirty=False)

    def show_state(self, state: State) -> None:
        """Show the profile of this state, unless somebody is typing."""
        if state.profile is not None and not self._dirty:
            self.form.set_values(presenter.profile_values(state.profile))
            self._show_rulebook()

    async def save(self) -> bool:
        """Change the profile by what is typed; whether the desk took it."""
        profile = self._services.state.profile
        if profile is None or not self.form.validate():
            return False
        try:
            await self._services.execute(ChangeProfile(profile=presenter.changed_profile(profile, self.form.values())))
        except (Refusal, Fault) as no:
            self._say(no)
            return False
        self.error.hide()
        self._show_dirty(dirty=False)
        self._services.navigator.say(self.tr("The duty room's profile was entered in the journal"), Tone.OK)
        return True

    def _say(self, no: Refusal | Fault) -> None:
        field = str(no.facts.get("field", "")) or _FIELD_OF_REFUSAL.get(no.code, "")
        if field in self.form.values():
            self.form.set_error(field, self._services.explain(no))
        else:
            self.error.show_text(self._services.explain(no), Tone.ALARM)

    def _save(self) -> None:
        self._services.run(self.save(), self)

    def _undo(self) -> None:
        self._show_dirty(dirty=False)
        self.error.hide()
        self.show_state(self._services.state)

    def _on_change(self, key: str) -> None:
        profile = self._services.state.profile
        typed = self.form.values()
        whole = bool(typed["tier"] and typed["rulebook"])
        self._show_dirty(dirty=profile is not None and (not whole or presenter.changed_profile(profile, typed) != profile))
        if key == "rulebook":
            self._show_rulebook()

    def _show_dirty(self, *, dirty: bool) -> None:
        self._dirty = dirty
        self.save_button.setEnabled(dirty)
        self.undo_button.setEnabled(dirty)

    def _show_rulebook(self) -> None:
        book = self._services.workspace.desk.reference.rulebooks.get(self.form.values()["rulebook"] or "")
        words = self._services.wording
        if book is None:
            self.notice.setText(self.tr("Without a rulebook no reporting deadline is computed."))
            set_tone(self.notice, Tone.ALARM)
            return
        status = words.say(f"rule_status.{book.basis.status}")
        text = self.tr("{status}: {count} rules. {notice}").format(
            status=status, count=len(book.rules), notice=words.text(book.notice)
        )
        self.notice.setText(text.strip())
        set_tone(self.notice, Tone.MUTED)

    def _fields(self) -> tuple[Field, ...]:
        services, words = self._services, self._services.wording
        books = tuple(
            Choice(book_id, label, book_id)
            for book_id, label in presenter.rulebook_choices(services.workspace.desk.reference, words)
        )
        tiers = tuple(Choice(tier, words.say(f"tier.{tier}"), tier.value) for tier in Tier)
        return (
            Field(key="name", label=self.tr("Name"), required=True),
            Field(key="name_en", label=self.tr("Name in English")),
            Field(key="superior", label=self.tr("Superior"), required=True),
            Field(key="superior_en", label=self.tr("Superior in English")),
            Field(key="tier", label=self.tr("Tier"), kind=FieldKind.CHOICE, choices=tiers, required=True),
            Field(key="rulebook", label=self.tr("Rulebook in force"), kind=FieldKind.CHOICE, choices=books, required=True),
        )
