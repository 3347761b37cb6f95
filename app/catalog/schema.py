"""The JSON Schema of ``plan.yaml``, made from the model, so that editors complete and check a plan while it is written."""

from __future__ import annotations

import json

import msgspec

from app.domain.plan.model import Plan

SCHEMA_FILE = "plan.schema.json"
"""Its name below ``resources/schema``; a test holds it to the model."""


def plan_schema() -> str:
    """The schema as JSON text, ending in a newline; the same for the same model."""
    schema = msgspec.json.schema(Plan)
    whole = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "plan.yaml", **schema}
    return json.dumps(whole, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
