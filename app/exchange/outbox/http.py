"""The superior's interface: one POST with the report as JSON and the PDF beside it.

What is asked of the other side: answer 200, 201, 202 (or 409 for a repetition) with a JSON object that names the ``key`` of the
report and says ``accepted: true``; ``receipt: {by, number, at}`` where somebody or something signed for it. A page of a captive
portal, an empty answer or another key is not a receipt, and the report is sent again.
"""

from __future__ import annotations

import asyncio
import ipaddress
import ssl
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import aiohttp
import msgspec

from app.desk.outbox import Delivery, Parcel
from app.domain.sending.model import AttemptResult
from app.exchange.outbox.packet import DOCUMENT_NAME, as_json
from app.kernel.clock import as_utc

WITHIN_S = 30.0
CONNECT_WITHIN_S = 10.0
LARGEST_ANSWER = 64 * 1024
"""Bytes; a receipt has a few hundred."""

_ACCEPTED = frozenset({200, 201, 202, 409})
_LONGEST = 200
R = AttemptResult


class HttpSender:
    """Posts to one address, with one bearer token."""

    simulated = False

    def __init__(
        self, url: str, token: str, *, ca_file: Path | None = None, plain_allowed: bool = False, within_s: float = WITHIN_S
    ) -> None:
        self._url = url
        self._token = token
        self._ca_file = ca_file
        self._plain_allowed = plain_allowed
        self._within_s = within_s

    async def send(self, parcel: Parcel) -> Delivery:
        """Post it once."""
        wrong = address_problem(self._url, plain_allowed=self._plain_allowed)
        if wrong:
            return Delivery(R.NOT_CONFIGURED, wrong)
        try:
            context = ssl.create_default_context(cafile=str(self._ca_file) if self._ca_file else None)
        except (OSError, ssl.SSLError) as error:
            return Delivery(R.NOT_CONFIGURED, f"CA: {error}")
        timeout = aiohttp.ClientTimeout(total=self._within_s, connect=min(CONNECT_WITHIN_S, self._within_s))
        try:
            async with (
                aiohttp.ClientSession(
                    timeout=timeout, connector=aiohttp.TCPConnector(ssl=context), cookie_jar=aiohttp.DummyCookieJar(),
                    trust_env=False, auto_decompress=False,
                ) as session,
                session.post(
                    self._url, data=_form(parcel), headers=self._headers(parcel.transmission.key), allow_redirects=False
                ) as answer,
            ):
                body = await _bounded(answer.content)
                return judge(answer.status, body, parcel.transmission.key)
        except asyncio.TimeoutError:  # noqa: UP041 - aiohttp's own timeouts are of this class
            return Delivery(R.TIMED_OUT, f"> {self._within_s:g} s")
        except aiohttp.ClientConnectorCertificateError as error:
            return Delivery(R.REFUSED, f"TLS: {error.certificate_error}"[:_LONGEST])
        except aiohttp.InvalidURL:
            return Delivery(R.NOT_CONFIGURED, "url")
        except aiohttp.ClientError as error:
            return Delivery(R.UNREACHABLE, f"{type(error).__name__}: {error}"[:_LONGEST])
        except OSError as error:
            return Delivery(R.UNREACHABLE, error.strerror or type(error).__name__)

    def _headers(self, key: str) -> dict[str, str]:
        headers = {"Idempotency-Key": key, "Accept": "application/json", "User-Agent": "zhishou"}
        return {**headers, "Authorization": f"Bearer {self._token}"} if self._token else headers


def address_problem(url: str, *, plain_allowed: bool) -> str:
    """What is wrong with an address ("" for nothing): it is https, or http to this machine, or http was allowed; no user in it."""
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
        parts.port  # noqa: B018 - raises for a port that is no number
    except ValueError:
        return "url"
    if parts.scheme not in ("http", "https") or not host or parts.username or parts.password:
        return "url"
    if parts.scheme == "http" and not plain_allowed and not _is_here(host):
        return "http://"
    return ""


def judge(status: int, body: bytes, key: str) -> Delivery:
    """What an answer means. ``body`` is at most ``LARGEST_ANSWER`` and one byte long."""
    said = f"HTTP {status}"
    if 300 <= status < 400:
        return Delivery(R.REDIRECTED, said)
    if status >= 500 or status in (408, 429):
        return Delivery(R.SERVER_ERROR, said)
    if status not in _ACCEPTED:
        return Delivery(R.REFUSED, f"{said} {_reason(body)}".strip())
    if len(body) > LARGEST_ANSWER:
        return Delivery(R.BAD_ANSWER, f"{said} > {LARGEST_ANSWER} B")
    answer = _object(body)
    if answer is None or answer.get("key") != key or answer.get("accepted") is not True:
        return Delivery(R.REFUSED if status == 409 else R.BAD_ANSWER, said)
    receipt = answer.get("receipt")
    if not isinstance(receipt, dict):
        return Delivery(R.SENT, said)
    return Delivery(
        R.SENT, said, _line(receipt.get("by")), _line(receipt.get("number")), _moment(receipt.get("at")),
    )


def _form(parcel: Parcel) -> aiohttp.FormData:
    form = aiohttp.FormData()
    form.add_field("report", as_json(parcel), content_type="application/json", filename="report.json")
    if parcel.document:
        form.add_field("document", parcel.document, content_type="application/pdf", filename=DOCUMENT_NAME)
    return form


async def _bounded(content: aiohttp.StreamReader) -> bytes:
    """At most one byte more than is allowed, however much the other side sends."""
    body = b""
    async for chunk in content.iter_chunked(16 * 1024):
        body += chunk
        if len(body) > LARGEST_ANSWER:
            return body[: LARGEST_ANSWER + 1]
    return body


def _object(body: bytes) -> dict[str, Any] | None:
    try:
        answer = msgspec.json.decode(body)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return None
    return answer if isinstance(answer, dict) else None


def _reason(body: bytes) -> str:
    answer = _object(body[:LARGEST_ANSWER]) or {}
    return _line(answer.get("message") or answer.get("error"))


def _line(value: object) -> str:
    """A word of the other side as one bounded line; anything but text is nothing."""
    return " ".join(value.split())[:_LONGEST] if isinstance(value, str) else ""


def _moment(value: object) -> datetime | None:
    if not isinstance(value, str):
        return None
    try:
        at = datetime.fromisoformat(value)
        return as_utc(at) if at.tzinfo is not None else None
    except (ValueError, OverflowError):
        return None


def _is_here(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
