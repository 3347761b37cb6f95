"""The call log as rows: for the list on the screen, the export and the command line."""

from __future__ import annotations

from typing import Any

from app.catalog.pinyin import matches
from app.desk.describe import Describer
from app.domain.calls.model import LoggedCall
from app.domain.calls.rules import masked
from app.domain.state import State
from app.kernel.clock import to_local


def call_row(call: LoggedCall, state: State, describer: Describer, *, whole_numbers: bool) -> dict[str, Any]:
    """One call; its number with the middle hidden unless ``whole_numbers`` (personal data that leaves the room)."""
    words = call.words
    known = state.incidents.get(call.incident_id)
    return {
        "id": call.id,
        "at": to_local(call.at).isoformat(timespec="seconds"),
        "category": words.category.value,
        "category_name": describer.say(f"call_category.{words.category}"),
        "caller": words.caller,
        "phone": words.phone if whole_numbers else masked(words.phone),
        "organisation": words.organisation,
        "channel": words.channel,
        "channel_name": describer.say(f"caller.{words.channel}"),
        "place": words.place.words,
        "text": words.text,
        "taken_by": call.taken_by,
        "remark": words.remark,
        "incident_id": call.incident_id,
        "incident": known.number if known is not None else "",
        "incident_title": describer.incident_title(known) if known is not None else "",
        "earlier_incidents": [one.number for each in call.earlier_incidents if (one := state.incidents.get(each)) is not None],
        "corrections": [
            {"by": one.by, "at": to_local(one.at).isoformat(timespec="seconds"), "reason": one.reason,
             "before": {name: masked(was) if name == "phone" and not whole_numbers else was for name, was in one.before.items()}}
            for one in call.corrections
        ],
        "struck_reason": call.struck_reason,
    }  # fmt: skip


def rows_of(
    state: State, describer: Describer, *, whole_numbers: bool, incident_id: str = "", find: str = ""
) -> list[dict[str, Any]]:
    """The calls, the latest first; those of one incident and those in which the words stand (or their pinyin initials)."""
    found = [one for one in state.calls.values() if not incident_id or one.incident_id == incident_id]
    if find.strip():
        found = [one for one in found if _is_found(find.strip(), one)]
    found.sort(key=lambda one: (one.at, one.id), reverse=True)
    return [call_row(one, state, describer, whole_numbers=whole_numbers) for one in found]


def _is_found(words: str, call: LoggedCall) -> bool:
    own = call.words
    if words in call.words.text:
        return True
    return any(matches(words, one) for one in (own.caller, own.phone, own.organisation, own.place.words, own.remark) if one)
