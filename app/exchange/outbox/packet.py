"""A report as JSON for another program: what the file and the interface carry beside the PDF."""

from __future__ import annotations

import hashlib
from typing import Any

import msgspec

from app.desk.outbox import Parcel
from app.kernel.clock import to_local

SCHEMA = "zhishou.report/1"
DOCUMENT_NAME = "report.pdf"


def as_fields(parcel: Parcel) -> dict[str, Any]:
    """The report in plain values; times are ISO 8601 on the Chinese wall clock with their offset."""
    one = parcel.transmission
    document = None
    if parcel.document:
        sha256 = hashlib.sha256(parcel.document).hexdigest()
        document = {"name": DOCUMENT_NAME, "sha256": sha256, "bytes": len(parcel.document)}
    return {
        "schema": SCHEMA,
        "key": one.key,
        "drill": parcel.drill,
        "from": parcel.desk,
        "to_role": one.to_role,
        "recipient": one.recipient,
        "incident": parcel.incident_number,
        "stage": one.stage.value,
        "number": one.number,
        "title": one.title,
        "text": one.text,
        "fields": [{"label": block.label, "text": block.text} for block in one.blocks],
        "queued_at": to_local(one.queued_at).isoformat(),
        "queued_by": one.queued_by,
        "document": document,
    }


def as_json(parcel: Parcel) -> bytes:
    """The same as indented UTF-8; the same parcel gives the same bytes."""
    return msgspec.json.format(msgspec.json.encode(as_fields(parcel)), indent=2)
