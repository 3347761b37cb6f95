"""What an import of map data made, in sentences: the same ones in the window and at the command line."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from app.catalog.wording import Wording


def size_text(size_bytes: int) -> str:
    """A file's size as people read it."""
    return f"{size_bytes / 1_000_000:.1f} MB" if size_bytes >= 100_000 else f"{size_bytes / 1000:.0f} kB"


def result_lines(result: Mapping[str, Any], wording: Wording) -> list[str]:
    """One line for each thing that was made and for each thing that a person should know about it."""
    say, lines = wording.say, list[str]()
    base, roads, places = result.get("base"), result.get("roads"), result.get("places")
    if base is not None:
        features = sum(base["features"].values())
        lines.append(say("osm.result.base", tiles=base["tiles"], features=features, size=size_text(base["bytes"])))
        if base["crowded"]:
            lines.append(say("osm.result.crowded", count=base["crowded"]))
    if roads is not None:
        lines.append(
            say("osm.result.roads", km=roads["length_km"], nodes=roads["nodes"], arcs=roads["arcs"], names=roads["names"],
                size=size_text(roads["bytes"]))
        )  # fmt: skip
        if roads["islands"]:
            lines.append(say("osm.result.islands", islands=roads["islands"], km=roads["island_km"]))
        if roads["blocked"] or roads["restricted"]:
            lines.append(say("osm.result.rules", blocked=roads["blocked"], restricted=roads["restricted"]))
    if places is not None:
        lines.append(say("osm.result.places", names=sum(places["names"].values()), size=size_text(places["bytes"])))
        if places["dropped"]:
            lines.append(say("osm.result.dropped", count=places["dropped"]))
    if result["broken_ways"] or result["broken_areas"]:
        lines.append(say("osm.result.broken", ways=result["broken_ways"], areas=result["broken_areas"]))
    if result["military"]:
        lines.append(say("osm.result.military", count=result["military"]))
    return lines
