"""What watches by itself: camera points with their stream addresses, and gauges (as many as the water station says it has)."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

from resources.demo.generator import geometry as g

Record = dict[str, Any]
Spots = Mapping[str, Record]

# what it looks at, east and north of it (m), looks towards (degrees from north), name, English name
_CAMERAS: tuple[tuple[str, int, int, int, str, str], ...] = (
    ("青石大桥", 30, -45, 330, "青石大桥南桥头视频点", "Qingshi Bridge South Camera"),
    ("龙坑水库大坝", -60, 30, 110, "龙坑坝顶视频点", "Longkeng Dam Camera"),
    ("青石镇人民政府", -70, -55, 45, "镇政府广场视频点", "Government Square Camera"),
    ("青石中心学校", -40, -60, 20, "中心学校校门视频点", "Central School Gate Camera"),
    ("青石农贸市场", 60, 40, 225, "农贸市场视频点", "Market Camera"),
    ("大桥村沿河低洼区", 40, 40, 200, "大桥村沿河视频点", "Daqiao Riverside Camera"),
)  # fmt: skip

# kind, beside what, east and north of it (m), name, English name
_GAUGES: tuple[tuple[str, str, int, int, str, str], ...] = (
    ("water_gauge", "青石大桥", -60, -20, "青石大桥水位站", "Qingshi Bridge Water Gauge"),
    ("water_gauge", "柳湾村合流口低洼区", 30, -30, "柳湾合流口水位站", "Liuwan Water Gauge"),
    ("rain_gauge", "青石水利站", 60, -40, "青石雨量站", "Qingshi Rain Gauge"),
    ("rain_gauge", "上坪村", 120, 60, "上坪雨量站", "Shangping Rain Gauge"),
    ("rain_gauge", "湖口村", -110, 90, "湖口雨量站", "Hukou Rain Gauge"),
    ("rain_gauge", "松岭村", 90, -100, "松岭雨量站", "Songling Rain Gauge"),
    ("rain_gauge", "云背村", 80, 110, "云背雨量站", "Yunbei Rain Gauge"),
    ("rain_gauge", "竹园村", -90, 60, "竹园雨量站", "Zhuyuan Rain Gauge"),
    ("displacement_gauge", "松岭村后山滑坡隐患点", 20, 15, "松岭后山位移监测点", "Songling Slope Gauge"),
    ("smoke_sensor", "青石镇养老院", 12, -10, "养老院烟感", "Nursing Home Smoke Sensor"),
)  # fmt: skip


def points(spots: Spots) -> list[Record]:
    """All of them; ``spots`` are the places known so far by name, with ``lat`` and ``lon``.

    Stream addresses are in 192.0.2.0/24, which belongs to nobody (RFC 5737).
    """
    records: list[Record] = []
    for at, (near, east, north, bearing_deg, name, name_en) in enumerate(_CAMERAS, 1):
        names = {"id": f"w{at:02d}", "kind": "camera", "name": name, "name_en": name_en}
        stream = f"rtsp://192.0.2.{10 + at}/live"
        records.append({**names, **_beside(spots[near], east, north), "bearing_deg": bearing_deg, "stream": stream})
    for at, (kind, near, east, north, name, name_en) in enumerate(_GAUGES, len(_CAMERAS) + 1):
        records.append({"id": f"w{at:02d}", "kind": kind, "name": name, "name_en": name_en, **_beside(spots[near], east, north)})
    return records


def _beside(spot: Record, east: int, north: int) -> Record:
    lat = spot["lat"] + north / g.METRES_PER_DEGREE
    lon = spot["lon"] + east / (g.METRES_PER_DEGREE * math.cos(math.radians(g.CENTRE_LAT)))
    return {"lat": round(lat, 6), "lon": round(lon, 6)}
