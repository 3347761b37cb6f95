"""The doors by which reports leave this machine: each off until switched on, each tried with a test that says it is one."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QCheckBox, QFileDialog, QHBoxLayout, QLineEdit, QSpinBox, QWidget

from app.desk.secrets import HTTP_TOKEN, MAIL_PASSWORD
from app.desk.settings import MailSecurity
from app.domain.sending.model import AttemptResult, SendChannel
from app.kernel.errors import Fault
from app.ui.kit.dialogs import open_path, show
from app.ui.kit.drill_mark import marked_title
from app.ui.kit.tasks import alive
from app.ui.kit.theme import Tone, current_theme, set_tone
from app.ui.kit.widgets import Button, Text
from app.ui.panels.settings.card import Card
from app.ui.panels.settings.choices import Choices
from app.ui.panels.settings.look import ValueCombo
from app.ui.services import Services


class OutboxCard(Card):
    """Saves by itself; the outbox looks again at once. Secrets are typed in, never shown."""

    def __init__(self, services: Services, choices: Choices) -> None:
        super().__init__("")
        self.set_title(self.tr("Doors of the outbox"))
        self._services, self._choices = services, choices
        current = choices.current
        self.lines: dict[str, QLineEdit] = {}
        self.said: dict[SendChannel, Text] = {}
        self.tests: dict[SendChannel, Button] = {}
        note = Text(
            self.tr("Kept on this machine only. Tokens and passwords lie in a file of their own that only this user can read."),
            "caption",
        )
        note.setWordWrap(True)
        self.add_wide(note)
        self.file_on = self._switch("outbox_file_on", self.tr("Folder (USB stick, shared drive)"))
        self.add_row(self.tr("Folder"), self._path("outbox_file_dir", folder=True))
        self._test(SendChannel.FILE)
        self.http_on = self._switch("outbox_http_on", self.tr("Superior's interface"))
        self.add_row(self.tr("Address"), self._line("outbox_http_url", "https://"))
        self.token = self._secret(HTTP_TOKEN)
        self.add_row(self.tr("Token"), self.token)
        self.add_row(self.tr("Own certificate authority"), self._path("outbox_http_ca", folder=False))
        self.plain = self._switch("outbox_http_plain", self.tr("Allow an address without encryption (closed office network only)"))
        self._test(SendChannel.HTTP)
        self.mail_on = self._switch("outbox_mail_on", self.tr("E-mail"))
        self.add_row(self.tr("Mail server"), self._line("outbox_mail_host"))
        self.port = QSpinBox()
        self.port.setRange(1, 65_535)
        self.port.setValue(min(max(current.outbox_mail_port, 1), 65_535))
        self.port.setKeyboardTracking(False)
        self.add_row(self.tr("Port"), self.port)
        seals = (
            ("STARTTLS", MailSecurity.STARTTLS), ("TLS", MailSecurity.TLS),
            (self.tr("none (this machine only)"), MailSecurity.PLAIN),
        )
        self.security = ValueCombo(seals, current.outbox_mail_security)
        self.add_row(self.tr("Encryption"), self.security)
        self.add_row(self.tr("User"), self._line("outbox_mail_user"))
        self.password = self._secret(MAIL_PASSWORD)
        self.add_row(self.tr("Password"), self.password)
        self.add_row(self.tr("Sender's address"), self._line("outbox_mail_from"))
        self.add_row(self.tr("Recipient, unless another is given"), self._line("outbox_mail_to"))
        self._test(SendChannel.EMAIL)
        self.port.valueChanged.connect(lambda port: self._keep(outbox_mail_port=port))
        self.security.currentIndexChanged.connect(lambda _place: self._keep(outbox_mail_security=self.security.value))

    async def test(self, channel: SendChannel) -> None:
        """Send a test by this door as it is set up now, and say what became of it."""
        outbox = self._services.workspace.outbox
        if outbox is None or outbox.door(channel) is None:
            self._say(channel, self.tr("Switched off, or not filled in yet."), Tone.WARN)
            return
        self.tests[channel].setEnabled(False)
        self._say(channel, self.tr("Sending a test…"), Tone.MUTED)
        title = self._services.wording.say("outbox.test_title")
        said = await outbox.test(channel, title)
        if not alive(self):
            return
        self.tests[channel].setEnabled(True)
        word = self._services.wording.say(f"attempt_result.{said.result}")
        self._say(channel, f"{word} {said.detail}".strip(), Tone.OK if said.result is AttemptResult.SENT else Tone.ALARM)

    def _switch(self, name: str, label: str) -> QCheckBox:
        box = QCheckBox(label)
        box.setChecked(getattr(self._choices.current, name))
        box.toggled.connect(lambda on: self._keep(**{name: on}))
        self.add_wide(box)
        return box

    def _line(self, name: str, placeholder: str = "") -> QLineEdit:
        line = QLineEdit(getattr(self._choices.current, name))
        line.setPlaceholderText(placeholder)
        line.setMinimumWidth(current_theme().px(280))
        line.editingFinished.connect(lambda: self._on_line(name))
        self.lines[name] = line
        return line

    def _secret(self, name: str) -> QLineEdit:
        line = QLineEdit()
        line.setEchoMode(QLineEdit.EchoMode.Password)
        line.setMinimumWidth(current_theme().px(280))
        line.editingFinished.connect(lambda: self._on_secret(name, line))
        self._show_secret(name, line)
        return line

    def _path(self, name: str, *, folder: bool) -> QWidget:
        both = QWidget()
        row = QHBoxLayout(both)
        row.setContentsMargins(0, 0, 0, 0)
        pick = Button(self.tr("Choose…"), "open", "quiet")
        pick.clicked.connect(lambda: self._services.run(self._pick(name, folder), self))
        row.addWidget(self._line(name), 1)
        row.addWidget(pick)
        return both

    def _test(self, channel: SendChannel) -> None:
        both = QWidget()
        row = QHBoxLayout(both)
        row.setContentsMargins(0, 0, 0, 0)
        button = self.tests[channel] = Button(self.tr("Send a test"), "send", "quiet")
        said = self.said[channel] = Text("", "caption")
        said.setWordWrap(True)
        button.clicked.connect(lambda: self._services.run(self.test(channel), self))
        row.addWidget(button)
        row.addWidget(said, 1)
        self.add_wide(both)

    async def _pick(self, name: str, folder: bool) -> None:
        chosen = await self._folder() if folder else await open_path(
            self, self.tr("Certificate authority"), Path.home(), (self.tr("Certificates") + " (*.pem *.crt *.cer)",)
        )
        if chosen is not None:
            self.lines[name].setText(str(chosen))
            self._on_line(name)

    async def _folder(self) -> Path | None:
        dialog = QFileDialog(self, marked_title(self.tr("Folder for reports"), self), str(Path.home()))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly, True)
        picked: list[str] = []
        dialog.fileSelected.connect(picked.append)
        await show(dialog)
        return Path(picked[0]) if picked else None

    def _on_line(self, name: str) -> None:
        text = self.lines[name].text().strip()
        if text != getattr(self._choices.current, name):
            self._keep(**{name: text})

    def _on_secret(self, name: str, line: QLineEdit) -> None:
        secrets, text = self._services.workspace.secrets, line.text()
        if not text or secrets is None:
            return
        try:
            secrets.set(name, "" if text == "-" else text)
        except Fault as fault:
            self.error.show_text(self._services.explain(fault), Tone.ALARM)
            return
        line.clear()
        self._show_secret(name, line)
        self._wake()

    def _show_secret(self, name: str, line: QLineEdit) -> None:
        secrets = self._services.workspace.secrets
        kept = secrets is not None and secrets.knows(name)
        line.setPlaceholderText(self.tr("kept; type another, or - to forget it") if kept else self.tr("none yet"))

    def _keep(self, **change: Any) -> None:
        if self.try_save(self._services, self._choices, **change):
            self._wake()

    def _wake(self) -> None:
        if self._services.workspace.outbox is not None:
            self._services.workspace.outbox.wake()

    def _say(self, channel: SendChannel, text: str, tone: str) -> None:
        self.said[channel].setText(text)
        set_tone(self.said[channel], tone)
