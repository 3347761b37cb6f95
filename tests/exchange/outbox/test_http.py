"""The superior's interface: a real server that refuses, breaks, is slow, talks nonsense, sends elsewhere, got it already."""

from __future__ import annotations

import asyncio
import hashlib
import shutil
import ssl
import subprocess
from pathlib import Path

import msgspec
import pytest
from aiohttp import web
from hypothesis import given
from hypothesis import strategies as st

from app.desk.outbox import Delivery, Parcel
from app.domain.sending.model import AttemptResult as R
from app.domain.sending.model import FieldBlock, SendChannel, Transmission
from app.exchange.outbox.http import LARGEST_ANSWER, HttpSender, address_problem, judge
from tests.exchange.outbox.superior import Superior, listening
from tests.world import NOON

PDF = b"%PDF-1.7 " + b"x" * 50_000


def parcel(**more: object) -> Parcel:
    said: dict[str, object] = {
        "id": "t1", "key": "k" * 32, "channel": SendChannel.HTTP, "to_role": "county_duty_room", "recipient": "县政府",
        "title": "青石村火灾", "queued_at": NOON, "queued_by": "officer", "blocks": (FieldBlock("时间", "12:00"),), **more,
    }
    return Parcel(Transmission(**said), PDF, "青石镇", "20260310-01", NOON)  # type: ignore[arg-type]


def sent(mood: str, times: int = 1, token: str = "secret", within_s: float = 5.0) -> tuple[list[Delivery], Superior]:
    async def run() -> tuple[list[Delivery], Superior]:
        async with listening(mood) as superior:
            door = HttpSender(superior.url, token, within_s=within_s)
            return [await door.send(parcel()) for _ in range(times)], superior

    return asyncio.run(run())


def test_a_report_arrives_whole_with_its_key_and_comes_back_with_a_receipt() -> None:
    (said,), superior = sent("accept")
    got = superior.got[0]
    assert (got["key"], got["authorization"]) == ("k" * 32, "Bearer secret")
    assert got["document"] == PDF
    assert got["report"]["document"] == {
        "name": "report.pdf", "sha256": hashlib.sha256(PDF).hexdigest(), "bytes": len(PDF),
    }
    assert (got["report"]["title"], got["report"]["fields"]) == ("青石村火灾", [{"label": "时间", "text": "12:00"}])
    assert (said.result, said.receipt_by, said.receipt_number, said.receipt_at) == (R.SENT, "Wang X: y", "2026-17", NOON)


def test_a_repetition_is_known_by_its_key_and_counts_as_sent() -> None:
    said, superior = sent("accept", times=2)
    assert [one.result for one in said] == [R.SENT, R.SENT]
    assert superior.taken == {"k" * 32: 2}


@pytest.mark.parametrize(("mood", "result"), [
    ("refuse", R.REFUSED), ("broken", R.SERVER_ERROR), ("garbage", R.BAD_ANSWER), ("portal", R.BAD_ANSWER),
    ("wrong_key", R.BAD_ANSWER), ("huge", R.BAD_ANSWER), ("redirect", R.REDIRECTED),
])
def test_only_an_answer_that_names_the_report_is_a_receipt(mood: str, result: R) -> None:
    (said,), superior = sent(mood)
    assert said.result is result
    assert said.receipt_by == ""
    assert superior.elsewhere == 0


@pytest.mark.parametrize("mood", ["slow", "drip"])
def test_who_does_not_answer_in_time_is_left(mood: str) -> None:
    (said,), _ = sent(mood, within_s=0.5)
    assert said.result is R.TIMED_OUT


def test_a_wrong_token_is_refused_and_the_reason_is_one_line() -> None:
    (said,), _ = sent("accept", token="wrong")
    assert (said.result, said.detail) == (R.REFUSED, "HTTP 401 who are you")


def test_nobody_there_is_not_reachable() -> None:
    async def run() -> Delivery:
        async with listening() as superior:
            url = superior.url
        return await HttpSender(url, "secret").send(parcel())

    assert asyncio.run(run()).result is R.UNREACHABLE


def own_certificate(folder: Path) -> tuple[Path, ssl.SSLContext]:
    """A certificate for this machine that only its own file vouches for, and a server's context with it."""
    program = shutil.which("openssl")
    if program is None:
        pytest.skip("no openssl to make a certificate with")
    cert, key = folder / "cert.pem", folder / "key.pem"
    subprocess.run(
        [program, "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=127.0.0.1", "-addext",
         "subjectAltName=IP:127.0.0.1", "-keyout", str(key), "-out", str(cert)],
        check=True, capture_output=True,
    )
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(cert, key)
    return cert, context


def test_a_certificate_nobody_vouches_for_is_refused_and_the_token_stays_here(tmp_path: Path) -> None:
    ca_file, server_context = own_certificate(tmp_path)

    async def run() -> tuple[Delivery, Delivery, int]:
        superior = Superior()
        app = web.Application()
        app.router.add_route("*", "/{tail:.*}", superior.handle)
        runner = web.AppRunner(app, shutdown_timeout=0.1)
        await runner.setup()
        site = web.TCPSite(runner, "127.0.0.1", 0, ssl_context=server_context)
        await site.start()
        assert isinstance(site._server, asyncio.Server)
        url = f"https://127.0.0.1:{site._server.sockets[0].getsockname()[1]}/report"
        stranger = await HttpSender(url, "secret").send(parcel())
        heard = len(superior.got)
        known = await HttpSender(url, "secret", ca_file=ca_file).send(parcel())
        await runner.cleanup()
        return stranger, known, heard

    stranger, known, heard = asyncio.run(run())
    assert (stranger.result, heard, known.result) == (R.REFUSED, 0, R.SENT)


@pytest.mark.parametrize(("url", "plain", "problem"), [
    ("https://county.example/x", False, ""), ("http://127.0.0.1:80/x", False, ""), ("http://[::1]/x", False, ""),
    ("http://county.example/x", False, "http://"), ("http://county.example/x", True, ""), ("ftp://county.example", True, "url"),
    ("https://user:pw@county.example", False, "url"), ("https://", False, "url"), ("https://a:b/", False, "url"),
    ("", False, "url"),
    ("http://127.0.0.1.county.example/", False, "http://"),
])
def test_an_address_is_sealed_or_this_machine_or_allowed(url: str, plain: bool, problem: str) -> None:
    assert address_problem(url, plain_allowed=plain) == problem


@given(status=st.integers(100, 599), body=st.binary(max_size=200) | st.just(b"x" * (LARGEST_ANSWER + 1)))
def test_no_garbage_is_taken_for_a_receipt(status: int, body: bytes) -> None:
    said = judge(status, body, "key")
    assert said.result is not R.SENT
    assert said.receipt_by == ""


ODD = st.none() | st.integers() | st.text()


@given(receipt=ODD | st.dictionaries(st.sampled_from(["by", "at", "number"]), ODD))
def test_a_strange_receipt_does_not_undo_the_acceptance(receipt: object) -> None:
    said = judge(200, msgspec.json.encode({"key": "key", "accepted": True, "receipt": receipt}), "key")
    assert said.result is R.SENT
    assert "\n" not in said.receipt_by + said.receipt_number
