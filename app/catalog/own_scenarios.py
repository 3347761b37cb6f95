"""The scenarios that a desk writes itself: a folder each in the data folder, with drafts that cannot be held yet.

A sound scenario stands in ``scenario.yaml`` and ``briefing.md``. What is not sound yet stands beside it in ``draft.yaml`` and
``draft.md``, which no shelf reads: an unfinished draft neither can be held nor takes the finished scenario off the shelf.
Every file is there whole or not at all; the one that makes the folder a scenario is written last and taken away first.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from pathlib import Path

import msgspec
from msgspec.structs import replace

from app.catalog.scenario_file import scenario_yaml
from app.catalog.scenarios import FILES, read_scenario
from app.catalog.sealed_folder import read_prose
from app.catalog.yaml_source import MAX_BYTES, read_source
from app.domain.exercise.scenario import Scenario
from app.domain.exercise.soundness import SCENARIO_ID, scenario_findings
from app.domain.reference import Reference
from app.domain.soundness import field_name
from app.kernel.errors import BadFile, Fault, Problem, Refusal
from app.kernel.whole_file import write_atomically

DRAFT_FILES = ("draft.yaml", "draft.md")
"""An unfinished scenario and its briefing."""

LONGEST_ID = 60
_COUNTED = re.compile(r"(.*?)(\d{1,9})", re.DOTALL)


class Opened(msgspec.Struct, frozen=True):
    """A scenario as it is opened to be edited.

    ``own``: it lies in the data folder (else it came with the program, and saving puts one of its name into the data folder).
    ``draft``: it is an unfinished one. ``stamp`` tells whether the files are still those that were read.
    """

    scenario: Scenario
    briefing: str
    own: bool
    draft: bool
    stamp: str


class Listed(msgspec.Struct, frozen=True):
    """What lies under one name: a scenario of the desk's own, a draft of one, or both."""

    id: str
    own: bool
    draft: bool


def listed(folder: Path) -> tuple[Listed, ...]:
    """What the data folder has, by name."""
    found = []
    for path in sorted(folder.iterdir()) if folder.is_dir() else ():
        own, draft = (path / FILES[0]).is_file(), (path / DRAFT_FILES[0]).is_file()
        if SCENARIO_ID.fullmatch(path.name) and (own or draft):
            found.append(Listed(path.name, own, draft))
    return tuple(found)


def open_scenario(scenario_id: str, folder: Path, shipped: Path) -> Opened:
    """The draft of this name, else the desk's own scenario, else the program's. ``Refusal("scenario_unknown")``, ``BadFile``."""
    for base, names, own in ((folder, DRAFT_FILES, True), (folder, FILES, True), (shipped, FILES, False)):
        place = base / scenario_id
        if SCENARIO_ID.fullmatch(scenario_id) and (place / names[0]).is_file():
            return _opened(place, names, stamp_of(folder / scenario_id), own=own)
    raise Refusal("scenario_unknown", {"scenario": scenario_id})


def open_folder(place: Path) -> Opened:
    """The scenario in a folder from anywhere: its draft, else the finished one. ``Refusal("scenario_unknown")``, ``BadFile``."""
    names = next((one for one in (DRAFT_FILES, FILES) if (place / one[0]).is_file()), None)
    if names is None:
        raise Refusal("scenario_unknown", {"scenario": place.name})
    return _opened(place, names, stamp_of(place), own=False)


def read_draft(folder: Path, names: tuple[str, str] = DRAFT_FILES) -> Scenario:
    """The value in a file as it stands, sound or not. Raises ``BadFile`` for what is no scenario at all."""
    scenario = read_source(folder / names[0], f"{folder.name}/{names[0]}").convert(Scenario)
    return replace(scenario, id=folder.name, hash="")


def stamp_of(folder: Path) -> str:
    """A word for the files of a folder as they are now (SHA-256 over those that are there)."""
    digest = hashlib.sha256()
    for name in (*FILES, *DRAFT_FILES):
        path = folder / name
        raw = path.read_bytes() if path.is_file() else b""
        digest.update(len(raw).to_bytes(8, "big") + raw)
    return digest.hexdigest()


def save_scenario(scenario: Scenario, briefing: str, folder: Path, reference: Reference, stamp: str = "") -> Scenario:
    """Put a finished scenario on the shelf; the value as it is read back, its version counted up where it replaces another one.

    Raises ``BadFile`` with every problem of an unsound one, ``Refusal("scenario_changed_meanwhile")`` where the files are not
    those of the ``stamp`` any more, ``Fault`` where the disk refuses: then everything is as it was.
    """
    place = _place(scenario.id, folder, stamp)
    scenario = _numbered(scenario, briefing, place)
    unsound = tuple(scenario_problems(scenario, reference))
    if unsound:
        raise BadFile(unsound)
    _put(place, FILES, scenario, briefing)
    _drop(place, DRAFT_FILES)
    return read_scenario(place, reference)


def scenario_problems(scenario: Scenario, reference: Reference) -> Iterator[Problem]:
    """What keeps a value from being held, as problems of the file that it would be; lines are known only to a file."""
    for path, code, facts in scenario_findings(scenario, reference):
        yield Problem(f"{scenario.id}/{FILES[0]}", 0, field_name(path), code, facts)


def keep_draft(scenario: Scenario, briefing: str, folder: Path, stamp: str = "") -> str:
    """Keep a scenario as it stands, to be gone on with; the finished one beside it stays on the shelf. The stamp of the files as
    they are then. Raises as ``save``."""
    place = _place(scenario.id, folder, stamp)
    _put(place, DRAFT_FILES, scenario, briefing)
    return stamp_of(place)


def drop_draft(scenario_id: str, folder: Path) -> None:
    """Give a draft up; what stands on the shelf stays. ``Refusal("scenario_unknown")``."""
    place = _existing(scenario_id, folder)
    _drop(place, DRAFT_FILES)


def delete_scenario(scenario_id: str, folder: Path) -> None:
    """Take a scenario of the desk's own, and its draft, away; one of the program with its name comes back to sight.

    ``Refusal("scenario_not_own")`` for one of the program. Files that are not ours stay where they are.
    """
    _drop(_existing(scenario_id, folder), (*FILES, *DRAFT_FILES))


def rename_scenario(scenario_id: str, new_id: str, folder: Path, shipped: Path) -> None:
    """Give a scenario of the desk's own another name: its folder and its id. Raises as ``save``; ``Refusal("scenario_exists")``."""
    old = _existing(scenario_id, folder)
    new = folder / free_id(new_id, folder, shipped)
    for names in (FILES, DRAFT_FILES):
        if not (old / names[0]).is_file():
            continue
        _put(new, names, replace(read_draft(old, names), id=new_id), _prose(old, names))
    _drop(old, (*FILES, *DRAFT_FILES))


def free_id(scenario_id: str, folder: Path, shipped: Path) -> str:
    """The id itself. ``Refusal``: ``scenario_id_wrong`` for one that is no name of a folder, ``scenario_exists``."""
    if not SCENARIO_ID.fullmatch(scenario_id) or len(scenario_id) > LONGEST_ID:
        raise Refusal("scenario_id_wrong", {"name": scenario_id})
    if any((base / scenario_id / name).exists() for base in (folder, shipped) for name in (FILES[0], DRAFT_FILES[0])):
        raise Refusal("scenario_exists", {"scenario": scenario_id})
    return scenario_id


def counted(version: str) -> str:
    """The next version: its last number counted up (``2026.1`` → ``2026.2``), else a first one put behind it."""
    found = _COUNTED.fullmatch(version)
    return f"{found[1]}{int(found[2]) + 1}" if found else f"{version}.1" if version else "1"


def _opened(place: Path, names: tuple[str, str], stamp: str, *, own: bool) -> Opened:
    return Opened(read_draft(place, names), _prose(place, names), own, names is DRAFT_FILES, stamp)


def _prose(place: Path, names: tuple[str, str]) -> str:
    path = place / names[1]
    return read_prose(path, f"{place.name}/{names[1]}") if path.is_file() else ""


def _numbered(scenario: Scenario, briefing: str, place: Path) -> Scenario:
    """The scenario with the version after the one that it replaces, unless nothing else is new or a person counted."""
    if not (place / FILES[0]).is_file():
        return scenario
    try:
        old = read_draft(place, FILES)
        words = read_prose(place / FILES[1], FILES[1])
    except BadFile:  # written by hand and broken: whatever replaces it is better
        return scenario
    if scenario.version != old.version or (replace(scenario, hash="") == old and words == briefing):
        return scenario
    return replace(scenario, version=counted(old.version))


def _place(scenario_id: str, folder: Path, stamp: str = "") -> Path:
    if not SCENARIO_ID.fullmatch(scenario_id) or len(scenario_id) > LONGEST_ID:
        raise Refusal("scenario_id_wrong", {"name": scenario_id})
    place = folder / scenario_id
    if stamp and stamp_of(place) != stamp:
        raise Refusal("scenario_changed_meanwhile", {"scenario": scenario_id})
    return place


def _existing(scenario_id: str, folder: Path) -> Path:
    if not any(one.id == scenario_id for one in listed(folder)):
        raise Refusal("scenario_not_own", {"scenario": scenario_id})
    return folder / scenario_id


def _put(place: Path, names: tuple[str, str], scenario: Scenario, briefing: str) -> None:
    """Both files, or those that were there before."""
    given = (scenario_yaml(scenario).encode(), briefing.encode())
    for name, data in zip(names, given, strict=True):
        if len(data) > MAX_BYTES:  # the reader would not take it
            raise BadFile((Problem(f"{place.name}/{name}", 0, "", "too_large", {"most": str(MAX_BYTES)}),))
    prose = place / names[1]
    try:
        place.mkdir(parents=True, exist_ok=True)
        before = prose.read_bytes() if prose.is_file() else None
        write_atomically(prose, given[1])
        try:
            write_atomically(place / names[0], given[0])
        except OSError:
            _give_back(prose, before)
            raise
    except OSError as error:
        raise Fault("document_not_written", {"path": str(place), "detail": error.strerror or str(error)}) from error


def _give_back(path: Path, before: bytes | None) -> None:
    if before is None:
        path.unlink(missing_ok=True)
    else:
        write_atomically(path, before)


def _drop(place: Path, names: tuple[str, ...]) -> None:
    """Take files away, and the folder where nothing else is in it."""
    try:
        for name in names:
            (place / name).unlink(missing_ok=True)
        if place.is_dir() and not any(place.iterdir()):
            place.rmdir()
    except OSError as error:
        raise Fault("document_not_written", {"path": str(place), "detail": error.strerror or str(error)}) from error
