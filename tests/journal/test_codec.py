"""Entries to bytes and back, the chain, the upcasters, snapshots."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from app.domain.apply import ENTRY_TYPES
from app.domain.incident.entries import FactsRecorded, NoteAdded
from app.domain.record import Context, Entry, Record, Stamp
from app.domain.state import State
from app.domain.words import FactStatus
from app.journal import codec
from app.journal.codec import GENESIS, Damage, check, digest, seal, unseal
from app.journal.port import MemoryJournal, verify
from app.journal.snapshot import decode_state, encode_state, form, state_digest
from app.kernel.errors import Fault
from tests.any_value import MOMENTS, WORDS, values
from tests.world import NOON, stamp_at

CONTEXTS = st.builds(Context, WORDS, WORDS, WORDS, WORDS)
STAMPS = st.builds(Stamp, MOMENTS, WORDS, CONTEXTS)


@pytest.mark.parametrize("kind", ENTRY_TYPES, ids=lambda kind: kind.__name__)
@settings(max_examples=15)
@given(data=st.data(), stamp=STAMPS, seq=st.integers(1, 2**40))
def test_any_entry_comes_back_equal(kind: type[Entry], data: st.DataObject, stamp: Stamp, seq: int) -> None:
    entry = data.draw(values(kind))
    line = seal(seq, stamp, entry, GENESIS)
    assert unseal(line) == Record(seq, stamp, entry)
    assert check(line, seq, GENESIS) is None
    assert seal(seq, stamp, unseal(line).entry, GENESIS) == line


@settings(max_examples=12)  # a second each: the replay machine takes every state of its nights through the codec as well
@given(values(State))
def test_any_state_comes_back_equal(state: State) -> None:
    again = decode_state(encode_state(state))
    assert again == state
    assert encode_state(again) == encode_state(state)
    assert state_digest(again) == state_digest(state)


def chain(count: int = 6) -> MemoryJournal:
    journal = MemoryJournal()
    for number in range(count):
        journal.append(stamp_at(), (NoteAdded(incident_id="i", note_id=str(number), text="words"),), number)
    return journal


@pytest.mark.parametrize("field", ["at", "actor", "seat", "origin", "cause", "command_id", "kind", "version", "body"])
def test_a_change_anywhere_in_a_line_is_found(field: str) -> None:
    lines = list(chain().read())
    changed = {"version": 2, "body": b"{}"}.get(field, "other")
    lines[3] = replace(lines[3], **{field: changed})
    assert verify(iter(lines)) == (3, Damage(4, "hash"))


def test_a_line_resealed_after_a_change_breaks_the_link_of_the_next() -> None:
    lines = list(chain().read())
    forged = replace(lines[3], actor="somebody else")
    lines[3] = replace(forged, hash=digest(forged))
    assert verify(iter(lines)) == (4, Damage(5, "link"))


def test_a_missing_a_doubled_and_a_swapped_line_are_found() -> None:
    lines = list(chain().read())
    assert verify(iter(lines[:2] + lines[3:])) == (2, Damage(3, "gap"))
    assert verify(iter([*lines[:2], lines[1], *lines[2:]])) == (2, Damage(3, "gap"))
    assert verify(iter([lines[1], lines[0]])) == (0, Damage(1, "gap"))
    assert verify(iter(lines)) == (6, None)


def test_a_line_that_nobody_can_read_is_a_fault_that_names_it() -> None:
    line = next(chain().read())
    for broken in (replace(line, body=b'{"kind":"Unheard"}'), replace(line, body=b"\xff{"), replace(line, at="yesterday")):
        with pytest.raises(Fault) as fault:
            unseal(broken)
        assert (fault.value.code, fault.value.facts["seq"]) == ("journal_unreadable", 1)
        sealed = replace(broken, hash=digest(broken))
        assert check(sealed, 1, GENESIS) == Damage(1, "unreadable")


@pytest.mark.parametrize("value", [float("nan"), float("inf"), -float("inf")])
def test_what_could_not_be_read_again_is_not_written(value: float) -> None:
    journal = MemoryJournal()
    entry = FactsRecorded(incident_id="i", facts={"loss": value}, status=FactStatus.REPORTED, source="")
    with pytest.raises(ValueError, match="FactsRecorded"):
        journal.append(stamp_at(), (entry,), 0)
    assert journal.head() == (0, GENESIS)


def test_an_old_line_is_lifted_step_by_step() -> None:
    """Version 1 called the text ``words``, version 2 had no note id."""
    old = codec.Sealed(
        seq=1, at=NOON.isoformat(), actor="a", seat="", origin="panel", cause="", command_id="c", kind="NoteAdded",
        version=1, body=b'{"incident_id":"i","kind":"NoteAdded","words":"hello"}', prev_hash=GENESIS, hash=b"",
    )
    line = replace(old, hash=digest(old))
    versions = {"NoteAdded": 3}
    upcasters: dict[tuple[str, int], codec.Upcaster] = {
        ("NoteAdded", 1): lambda body: {**{k: v for k, v in body.items() if k != "words"}, "text": body["words"]},
        ("NoteAdded", 2): lambda body: {**body, "note_id": "n0"},
    }
    assert unseal(line, versions, upcasters).entry == NoteAdded(incident_id="i", note_id="n0", text="hello")
    new = NoteAdded(incident_id="i", note_id="n", text="t")
    sealed = seal(2, stamp_at(), new, line.hash, versions)
    assert sealed.version == 3
    assert unseal(sealed, versions, {}).entry == new
    with pytest.raises(Fault, match="newer than this program"):
        unseal(sealed)


def test_every_version_has_its_upcasters() -> None:
    for kind, newest in codec.VERSIONS.items():
        assert {version for name, version in codec.UPCASTERS if name == kind} == set(range(1, newest))
    names = {kind.__name__ for kind in ENTRY_TYPES}
    assert {name for name, _ in codec.UPCASTERS} <= names
    assert len(names) == len(ENTRY_TYPES)


def test_the_form_is_the_same_in_every_run() -> None:
    assert form() == form()
    assert len(form()) == 16
