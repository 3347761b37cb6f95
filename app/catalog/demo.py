"""The fictional township of ``resources/demo/data`` as domain values, and the script of its day."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec
import yaml

from app.catalog.demo_forces import DemoForces, read_forces
from app.catalog.duties import DutyList, read_duty_list
from app.domain.conditions import FactScalar
from app.domain.duty.model import Contact, DeskProfile, Tier
from app.domain.resource.model import Facility, FacilityCategory, Material
from app.domain.unit.model import Unit
from app.kernel.geo import Point, Region
from app.kernel.text import Text


class DemoStep(msgspec.Struct, frozen=True):
    """One step of the demo day, ``at_min`` minutes from its "now" (negative: before); which fields count depends on ``do``.

    ``task`` is the id of a task in the plan, ``keep`` those that stay open,
    ``within`` the minutes ahead up to which due tasks count as done; ``read_back`` the words
    that were read back on the phone.
    """

    at_min: float
    do: str
    ref: str = ""
    incident: str = ""
    kind: str = ""
    place: str = ""
    occurred_min: float | None = None
    aware_min: float | None = None
    caller: dict[str, str] = {}
    narrative: dict[str, str] = {}
    facts: dict[str, FactScalar] = {}
    flags: tuple[str, ...] = ()
    unit: str = ""
    status: str = ""
    plan: str = ""
    level: str = ""
    task: str = ""
    keep: tuple[str, ...] = ()
    within: float = 0
    note: str = ""
    text: str = ""
    stage: str = ""
    whom: str = ""
    number: str = ""
    read_back: str = ""
    reason: str = ""
    recipient: str = ""
    name: str = ""
    value: FactScalar | None = None
    cause: str = ""
    result: str = ""
    losses: str = ""
    lessons: str = ""
    measures: str = ""


class Patrol(msgspec.Struct, frozen=True):
    """A loop of road-graph nodes that a unit drives when the demo plays."""

    unit: str
    nodes: tuple[int, ...]
    speed_kmh: float


class RoadGraph(msgspec.Struct, frozen=True):
    """Nodes as ``(lat, lon)`` and edges as ``(from, to, length_m)``; roads go both ways."""

    nodes: tuple[tuple[float, float], ...]
    edges: tuple[tuple[int, int, float], ...]


class DemoTownship(msgspec.Struct, frozen=True):
    """Everything that the demo desk begins with; ``duties`` is a sample of a responsibility list, if one was asked for."""

    profile: DeskProfile
    leader: str
    officer: str
    warning: dict[str, str]
    units: tuple[Unit, ...]
    facilities: tuple[Facility, ...]
    materials: tuple[Material, ...]
    contacts: tuple[Contact, ...]
    day: tuple[DemoStep, ...]
    patrols: tuple[Patrol, ...]
    roads: RoadGraph
    duties: DutyList | None = None
    forces: DemoForces | None = None


def read_demo(folder: Path, rulebook_id: str, duties: Path | None = None) -> DemoTownship:
    """The township in this folder, with this rulebook and, where one is named, this responsibility list in force."""
    town = _yaml(folder / "township.yaml")
    region, centre = town["region"], town["centre"]
    profile = DeskProfile(
        name=_text(town["name"]),
        tier=Tier(town["tier"]),
        superior=_text(town["superior"]),
        rulebook_id=rulebook_id,
        county=_text(town["county"]),
        region=Region(region["south"], region["west"], region["north"], region["east"]),
        centre=Point(centre["lat"], centre["lon"]),
        demo=True,
        notice=_text(town["notice"]),
    )
    return DemoTownship(
        profile=profile,
        leader=town["duty"]["leader"],
        officer=town["duty"]["officer"],
        warning={key: _zh(value) for key, value in town["warning"].items()},
        units=tuple(_unit(row) for row in _rows(folder / "units.yaml")),
        facilities=tuple(_facilities(folder)),
        materials=tuple(_material(row) for row in _rows(folder / "resources.yaml")),
        contacts=tuple(_contact(row) for row in _rows(folder / "contacts.yaml")),
        day=tuple(msgspec.convert(row, DemoStep, strict=False) for row in _rows(folder / "day.yaml")),
        patrols=tuple(_patrol(row) for row in _rows(folder / "patrols.yaml")),
        roads=_roads(folder / "roads_graph.json"),
        duties=None if duties is None else read_duty_list(duties),
        forces=read_forces(folder / "forces.yaml"),
    )


def _yaml(path: Path) -> Any:
    return yaml.load(path.read_text(encoding="utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))


def _rows(path: Path) -> list[dict[str, Any]]:
    content = _yaml(path)
    if isinstance(content, list):
        return content
    return next(value for value in content.values() if isinstance(value, list))


def _text(value: Any) -> Text:
    return Text(value["zh"], value.get("en", "")) if isinstance(value, dict) else Text(str(value))


def _zh(value: Any) -> str:
    return str(value.get("zh", "")) if isinstance(value, dict) else str(value)


def _named(row: dict[str, Any]) -> Text:
    return Text(str(row["name"]), str(row.get("name_en", "")))


def _point(row: dict[str, Any]) -> Point:
    return Point(float(row["lat"]), float(row["lon"]))


def _unit(row: dict[str, Any]) -> Unit:
    vehicles = row.get("vehicles", 0)
    return Unit(
        id=row["id"],
        kind=row["kind"],
        name=_named(row),
        organisation=_zh(row.get("organisation", "")),
        call_sign=str(row.get("call_sign", "")),
        leader=str(row.get("leader", "")),
        phone=str(row.get("phone", "")),
        crew=int(row.get("crew", 0)),
        vehicles=vehicles if isinstance(vehicles, int) else len(vehicles),
        capabilities=tuple(row.get("capabilities", ())),
        home=_point(row),
        members=tuple(row.get("members", ())),
    )


def _material(row: dict[str, Any]) -> Material:
    place = row.get("place_name", row.get("place", ""))
    return Material(
        id=row["id"], name=_named(row), kind=str(row["kind"]), unit=_zh(row["unit"]), quantity=float(row["quantity"]),
        place=_zh(place), point=_point(row) if "lat" in row else None, keeper=str(row.get("keeper", "")),
        phone=str(row.get("phone", "")),
    )


def _contact(row: dict[str, Any]) -> Contact:
    return Contact(
        id=row["id"], name=row["name"], role=row["role"], phone=str(row["phone"]), title=_zh(row.get("title", "")),
        organisation=_zh(row.get("organisation", "")), a_b=str(row.get("a_b", "A")), tier=str(row.get("tier", "township")),
    )


def _facilities(folder: Path) -> list[Facility]:
    found = []
    for village in _rows(folder / "villages.yaml"):
        leader = village.get("leader", "")
        name = _named(village)
        found.append(
            Facility(
                id=village["id"], category=FacilityCategory.SETTLEMENT, kind="village", name=name, point=_point(village),
                village=name.zh, people=int(village.get("people", 0)), households=int(village.get("households", 0)),
                contact=leader.get("name", "") if isinstance(leader, dict) else str(leader),
                phone=str(leader.get("phone", "") if isinstance(leader, dict) else village.get("phone", "")),
            )
        )
        found += [
            Facility(
                id=group["id"], category=FacilityCategory.SETTLEMENT, kind="group", name=_named(group), point=_point(group),
                village=name.zh, people=int(group.get("people", 0)), households=int(group.get("households", 0)),
            )
            for group in village.get("groups", ())
        ]
    found += [_site(row, FacilityCategory.FACILITY) for row in _rows(folder / "facilities.yaml")]
    found += [_site(row, FacilityCategory.FACILITY) for row in _rows(folder / "watch_points.yaml")]
    found += [_site(row, FacilityCategory.HAZARD) for row in _rows(folder / "hazard_points.yaml")]
    found += [_site({"kind": "shelter", **row}, FacilityCategory.SHELTER) for row in _rows(folder / "shelters.yaml")]
    known = {place.name.zh for place in found}
    found += [
        _site({"id": f"gaz-{position}", **row}, FacilityCategory.ROAD)
        for position, row in enumerate(_rows(folder / "gazetteer.yaml"))
        if row["name"] not in known
    ]
    return found


def _site(row: dict[str, Any], category: FacilityCategory) -> Facility:
    contact = row.get("contact", row.get("monitor", row.get("manager", "")))
    in_words = isinstance(contact, dict)
    return Facility(
        id=str(row["id"]),
        category=category,
        kind=str(row["kind"]),
        name=_named(row),
        point=_point(row),
        village=str(row.get("village", "")),
        people=int(row.get("people", row.get("threatened_people", 0)) or 0),
        households=int(row.get("households", row.get("threatened_households", 0)) or 0),
        capacity=int(row.get("capacity", 0) or 0),
        contact=str(contact.get("name", "") if in_words else contact),
        phone=str(contact.get("phone", "") if in_words else row.get("phone", row.get("monitor_phone", ""))),
        note=_zh(row.get("note", row.get("signal", ""))),
        bearing_deg=float(row["bearing_deg"]) if "bearing_deg" in row else None,
        stream=str(row.get("stream", "")),
    )


def _patrol(row: dict[str, Any]) -> Patrol:
    return Patrol(str(row["unit"]), tuple(int(node) for node in row["nodes"]), float(row["speed_kmh"]))


def _roads(path: Path) -> RoadGraph:
    raw = msgspec.json.decode(path.read_bytes())
    return RoadGraph(
        tuple((float(lat), float(lon)) for lat, lon in raw["nodes"]),
        tuple((int(edge[0]), int(edge[1]), float(edge[2])) for edge in raw["edges"]),
    )
