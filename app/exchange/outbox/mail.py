"""A mailbox: one message to one address, the text in it and the PDF on it."""

from __future__ import annotations

import asyncio
import hashlib
import re
import smtplib
import ssl
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

import msgspec

from app.desk.outbox import Delivery, Parcel
from app.desk.settings import MailSecurity
from app.domain.sending.model import AttemptResult
from app.exchange.outbox.packet import DOCUMENT_NAME
from app.kernel.clock import to_local

WITHIN_S = 30.0
_ADDRESS = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9.-]{0,250}[A-Za-z0-9])?")
_HERE = frozenset({"127.0.0.1", "::1", "localhost"})
_LINES = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]+")
R = AttemptResult


class Mailbox(msgspec.Struct, frozen=True):
    """Where mail is handed in, and by whom."""

    host: str
    port: int
    security: MailSecurity
    user: str
    password: str
    from_address: str
    to_address: str


class MailSender:
    """Hands one message in at a time. A plain connection goes to this machine only."""

    simulated = False

    def __init__(self, box: Mailbox, *, within_s: float = WITHIN_S, context: ssl.SSLContext | None = None) -> None:
        self._box = box
        self._within_s = within_s
        self._context = context

    async def send(self, parcel: Parcel) -> Delivery:
        """Hand it in once. The server's "taken" is not the recipient's receipt."""
        to = parcel.transmission.address or self._box.to_address
        if not is_address(to) or not is_address(self._box.from_address) or not self._box.host:
            return Delivery(R.NOT_CONFIGURED, "address")
        if self._box.security is MailSecurity.PLAIN and self._box.host not in _HERE:
            return Delivery(R.NOT_CONFIGURED, "plain")
        letter = message(parcel, self._box.from_address, to)
        return await asyncio.get_running_loop().run_in_executor(None, self._hand_in, letter)

    def _hand_in(self, letter: EmailMessage) -> Delivery:
        try:
            with self._connect() as server:
                if self._box.user:
                    server.login(self._box.user, self._box.password)
                server.send_message(letter)
        except ssl.SSLError as error:
            return Delivery(R.REFUSED, f"TLS: {error.reason}")
        except smtplib.SMTPRecipientsRefused as error:
            code, said = next(iter(error.recipients.values()))
            return Delivery(R.REFUSED if code >= 500 else R.SERVER_ERROR, _said(code, said))
        except smtplib.SMTPResponseException as error:
            return Delivery(R.REFUSED if error.smtp_code >= 500 else R.SERVER_ERROR, _said(error.smtp_code, error.smtp_error))
        except smtplib.SMTPNotSupportedError as error:
            return Delivery(R.REFUSED, _said(0, str(error)))
        except TimeoutError:
            return Delivery(R.TIMED_OUT, f"> {self._within_s:g} s")
        except (smtplib.SMTPException, OSError) as error:
            return Delivery(R.UNREACHABLE, _said(0, str(error) or type(error).__name__))
        return Delivery(R.SENT, self._box.host)

    def _connect(self) -> smtplib.SMTP:
        box = self._box
        context = self._context or ssl.create_default_context()
        if box.security is MailSecurity.TLS:
            return smtplib.SMTP_SSL(box.host, box.port, timeout=self._within_s, context=context)
        server = smtplib.SMTP(box.host, box.port, timeout=self._within_s)
        if box.security is MailSecurity.STARTTLS:
            try:
                server.starttls(context=context)  # raises where the server does not offer it: never sent in the open
            except BaseException:
                server.close()
                raise
        return server


def is_address(text: str) -> bool:
    """Whether it is one plain address, with nothing beside it."""
    return _ADDRESS.fullmatch(text) is not None and ".." not in text


def message(parcel: Parcel, from_address: str, to: str) -> EmailMessage:
    """The message. No header holds a line break, whatever the report's words are; a repetition has the same Message-ID."""
    one = parcel.transmission
    letter = EmailMessage(policy=SMTP)
    letter["From"] = from_address
    letter["To"] = to
    letter["Subject"] = _LINES.sub(" ", f"[{parcel.desk}] {one.title}")[:200]
    letter["Date"] = format_datetime(to_local(parcel.now))
    letter["Message-ID"] = f"<{hashlib.sha256(one.key.encode()).hexdigest()[:32]}@{from_address.rpartition('@')[2]}>"
    letter["X-Idempotency-Key"] = _LINES.sub(" ", one.key)
    fields = "\n".join(f"{block.label}: {block.text}" for block in one.blocks)
    letter.set_content("\n\n".join(part for part in (one.title, one.text, fields) if part) + "\n")
    if parcel.document:
        letter.add_attachment(parcel.document, maintype="application", subtype="pdf", filename=DOCUMENT_NAME)
    return letter


def _said(code: int, words: bytes | str) -> str:
    text = words.decode("utf-8", "replace") if isinstance(words, bytes) else words
    return f"{code or ''} {' '.join(text.split())[:160]}".strip()
