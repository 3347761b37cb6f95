"""A folder that holds a report whole or not at all; a mailbox whose headers hold what they should and no more."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from email import message_from_bytes
from email.policy import default
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.desk.outbox import Delivery
from app.desk.settings import MailSecurity
from app.domain.sending.model import AttemptResult as R
from app.domain.sending.model import SendChannel
from app.exchange.outbox import file as file_door
from app.exchange.outbox.file import REPORT, SUMS, FileSender, is_whole
from app.exchange.outbox.mail import Mailbox, MailSender, is_address, message
from app.exchange.outbox.packet import DOCUMENT_NAME
from tests.exchange.outbox.test_http import PDF, parcel


def left(folder: Path) -> list[Path]:
    return sorted(folder.iterdir())


def put(folder: Path) -> Delivery:
    return asyncio.run(FileSender(folder).send(parcel(channel=SendChannel.FILE)))


def test_a_report_is_left_with_its_sums_and_not_twice(tmp_path: Path) -> None:
    assert put(tmp_path).result is R.SENT
    assert put(tmp_path).result is R.SENT
    (place,) = left(tmp_path)
    assert {one.name for one in place.iterdir()} == {REPORT, DOCUMENT_NAME, SUMS}
    assert (place / DOCUMENT_NAME).read_bytes() == PDF
    told = msgspec.json.decode((place / REPORT).read_bytes())
    assert told["document"]["sha256"] == hashlib.sha256(PDF).hexdigest()
    assert is_whole(place)


def test_what_was_damaged_is_put_aside_and_written_again(tmp_path: Path) -> None:
    put(tmp_path)
    (place,) = left(tmp_path)
    (place / DOCUMENT_NAME).write_bytes(b"half")
    assert put(tmp_path).result is R.SENT
    assert is_whole(place)
    assert len(left(tmp_path)) == 2


def test_a_stick_that_is_not_there_or_full_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert put(tmp_path / "none").result is R.UNREACHABLE

    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(file_door.os, "fsync", full)
    said = put(tmp_path)
    assert (said.result, said.detail) == (R.UNREACHABLE, "No space left on device")
    assert left(tmp_path) == []


def test_a_key_of_somebody_else_cannot_become_a_path(tmp_path: Path) -> None:
    strange = parcel(channel=SendChannel.FILE, key="../../etc/x")
    inside = tmp_path / "in"
    inside.mkdir()
    assert asyncio.run(FileSender(inside).send(strange)).result is R.SENT
    assert left(tmp_path) == [inside]
    assert len(left(inside)) == 1


class Post:
    """A mail server of a few lines: what it was told, and what it answers to the commands that ``no`` names."""

    def __init__(self, no: dict[str, str] | None = None) -> None:
        self.no = no or {}
        self.port = 0
        self.letters: list[bytes] = []

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One connection."""
        writer.write(b"220 here\r\n")
        while line := await reader.readline():
            word = line.split()[0].decode().upper() if line.split() else ""
            if word in self.no:
                writer.write(f"{self.no[word]}\r\n".encode())
            elif word == "DATA":
                writer.write(b"354 go\r\n")
                self.letters.append(await reader.readuntil(b"\r\n.\r\n"))
                writer.write(b"250 taken\r\n")
            elif word == "QUIT":
                writer.write(b"221 bye\r\n")
                break
            else:
                writer.write(b"250 ok\r\n")
        await writer.drain()
        writer.close()


@asynccontextmanager
async def post(no: dict[str, str] | None = None) -> AsyncIterator[Post]:
    made = Post(no)
    server = await asyncio.start_server(made.serve, "127.0.0.1", 0, limit=2**22)
    made.port = server.sockets[0].getsockname()[1]
    async with server:
        yield made


def mailed(security: MailSecurity = MailSecurity.PLAIN, no: dict[str, str] | None = None, to: str = "duty@county.example",
           host: str = "127.0.0.1") -> tuple[Delivery, list[bytes]]:
    async def run() -> tuple[Delivery, list[bytes]]:
        async with post(no) as server:
            box = Mailbox(host, server.port, security, "", "", "town@town.example", to)
            return await MailSender(box, within_s=3).send(parcel(channel=SendChannel.EMAIL)), server.letters

    return asyncio.run(run())


def test_a_letter_carries_text_fields_and_the_document() -> None:
    said, letters = mailed()
    assert said.result is R.SENT
    letter = message_from_bytes(letters[0][:-5] + b"\r\n", policy=default)
    assert letter["To"] == "duty@county.example"
    assert "青石村火灾" in letter["Subject"]
    assert letter["Message-ID"] == f"<{hashlib.sha256(b'k' * 32).hexdigest()[:32]}@town.example>"
    attached = list(letter.iter_attachments())  # type: ignore[attr-defined]
    assert [one.get_filename() for one in attached] == [DOCUMENT_NAME]
    assert attached[0].get_content() == PDF


@pytest.mark.parametrize(("no", "result"), [
    ({"RCPT": "550 no such desk"}, R.REFUSED), ({"RCPT": "450 later"}, R.SERVER_ERROR), ({"MAIL": "553 not you"}, R.REFUSED),
    ({"DATA": "451 disk"}, R.SERVER_ERROR),
])
def test_what_the_server_says_is_the_result(no: dict[str, str], result: R) -> None:
    said, letters = mailed(no=no)
    assert (said.result, letters) == (result, [])


def test_nothing_goes_in_the_open_where_it_was_to_be_sealed() -> None:
    said, letters = mailed(MailSecurity.STARTTLS)  # the server offers none
    assert (said.result, letters) == (R.REFUSED, [])
    said, letters = mailed(MailSecurity.PLAIN, host="mail.example")
    assert (said.result, letters) == (R.NOT_CONFIGURED, [])


@pytest.mark.parametrize("to", ["", "a@b\r\nRCPT TO:<c@d>", "a@b, c@d", "Name <a@b>", "a b@c", "a@b..c"])
def test_only_one_plain_address_is_written_to(to: str) -> None:
    assert not is_address(to)
    assert mailed(to=to)[0].result is R.NOT_CONFIGURED


@given(title=st.text(max_size=60), desk=st.text(max_size=20), key=st.text(max_size=40))
def test_no_words_of_a_report_become_a_header(title: str, desk: str, key: str) -> None:
    given_ = msgspec.structs.replace(parcel(title=title, key=key), desk=desk)
    letter = message(given_, "a@b.example", "c@d.example")
    assert set(letter.keys()) <= {
        "From", "To", "Subject", "Date", "Message-ID", "X-Idempotency-Key", "Content-Type", "MIME-Version",
        "Content-Transfer-Encoding",
    }
    assert all("\n" not in value and "\r" not in value for value in letter.values())
