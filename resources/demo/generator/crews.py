"""Who is in the units and what they carry; stock limits; beats and patrols; people in shelters and inside a scene.

Everything that expires counts in days from the moment the demo is opened, as ``day.yaml`` counts in minutes.
"""

# ruff: noqa: E501 - tables and Chinese prose read best one row a line

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence
from typing import Any

from resources.demo.generator.people import People

Record = dict[str, Any]

_MOST_NAMED = 6
"""People of a unit that are known by name in the demo."""

# By kind of unit: posts after the leader's, the certificate that matters, and the equipment as "name count days-to-inspection".
_POSTS: dict[str, tuple[tuple[str, ...], str, tuple[str, ...]]] = {
    "F-POL": (("民警", "辅警"), "", ("执法记录仪 4 200", "警戒带 6 0")),
    "F-TRF": (("民警", "辅警"), "", ("反光锥 20 0", "酒精检测仪 2 120")),
    "F-FIRE": (("驾驶员", "战斗员", "战斗员", "通信员"), "消防员国家职业资格", ("空气呼吸器 6 95", "水带 20 160", "消防车 1 240")),
    "F-MFS": (("队员", "队员"), "消防设施操作员", ("手抬泵 1 150", "灭火器 16 75")),
    "F-MED": (("护士", "驾驶员"), "急救培训证书", ("除颤仪 1 110", "氧气瓶 2 60")),
    "F-ERT": (("队员", "队员", "驾驶员"), "应急救援员", ("冲锋舟 1 80", "救生衣 12 130")),
    "F-MIL": (("班长", "队员"), "", ("铁锹 20 0", "手持电台 4 90")),
    "F-FOR": (("驾驶员", "扑火队员", "扑火队员"), "森林消防员", ("风力灭火机 8 100", "灭火水枪 12 140")),
    "F-VOL": (("队员", "队员"), "红十字救护员", ("急救包 6 65",)),
    "F-PWR": (("检修工", "检修工"), "高压电工作业证", ("绝缘杆 3 85", "发电机 1 45")),
    "F-WTR": (("水工", "驾驶员"), "", ("抽水泵 2 70",)),
    "F-GAS": (("抢修工", "抢修工"), "燃气作业证", ("燃气检测仪 2 55",)),
    "F-TEL": (("技术员", "技术员"), "登高作业证", ("卫星电话 1 180",)),
    "F-RDM": (("养护工", "操作手"), "", ("装载机 1 210",)),
    "F-VRT": (("队员", "队员"), "", ("铜锣 2 0", "手摇报警器 1 0")),
    "F-GRD": (("网格员", "兼职网格员"), "", ("对讲机 3 125",)),
    "F-JPT": (("带队民警", "网格员"), "", ("对讲机 4 115", "执法记录仪 2 190")),
}  # fmt: skip
_EXPIRING = {"u08": 12, "u29": -6}
"""Units in which one certificate runs out within these days (a negative one has run out)."""

_LIMITS: tuple[tuple[str, int, int | None], ...] = (
    ("m01", 5000, None), ("m09", 200, 21), ("m10", 240, 40), ("m13", 4, None), ("m17", 2, 300), ("m28", 10, -3),
    ("m29", 4, None), ("m02", 40, None),
)  # fmt: skip
# id, name, call sign of its patrol, stops (places)
_BEATS: tuple[tuple[str, str, str, tuple[str, ...]], ...] = (
    ("bt1", "镇区夜间巡线", "联巡01", ("青石派出所", "青石镇养老院", "河街社区", "青石农贸市场")),
    ("bt2", "石塘—柿树沿线", "联巡02", ("石塘村", "柿树村")),
)
_AREA = ("bt3", "青石客运站周边", "青石客运站", 0.0022)
# beat, call sign, start and end in minutes from now, share of the way that was walked, minutes that took
_PLANS: tuple[tuple[str, str, int, int, float, int], ...] = (
    ("bt1", "联巡01", -95, 55, 0.62, 92),
    ("bt2", "联巡02", -310, -130, 0.8, 165),
)

_Way = Callable[[Sequence[str]], list[tuple[float, float, str]]]


def make(
    people: People, units: list[Record], positions: dict[str, Record], way: _Way, signs: dict[str, str]
) -> Record:
    """The whole file; ``way`` gives the road through some places as (lat, lon, name of the place or "")."""
    beats = [_route(row, way) for row in _BEATS]
    middle = positions[_AREA[2]]
    beats.append(_area(middle))
    routes = {beat["id"]: beat for beat in beats}
    return {
        "units": [_crew(people, unit) for unit in units],
        "limits": [
            {"id": key, "minimum": least, **({} if days is None else {"expires_days": days})} for key, least, days in _LIMITS
        ],
        "rest": {"unit": "u24", "at_min": -120, "until_min": 300, "reason": "连续巡护一昼夜,轮换休整"},
        "beats": beats,
        "patrols": [
            {
                "beat": beat, "unit": signs[sign], "starts_min": starts, "ends_min": ends,
                "trail": _trail(routes[beat]["points"], starts, share, minutes),
            }
            for beat, sign, starts, ends, share, minutes in _PLANS
        ],
        "findings": [
            {"at_min": -238, "patrol": "bt2", "kind": "hazard", "place": "石塘村口", "text": "路边护坡有新裂缝,已拉警示带", "handed_to": "青石自然资源所"},
            {"at_min": -41, "patrol": "bt1", "kind": "facility", "place": "河街社区", "text": "两盏路灯不亮,涵洞口昏暗", "handed_to": ""},
        ],
        "shelters": [
            {"at_min": -14, "shelter": "s03", "incident": "inc-fire", "count": 15, "from": "青石村三组", "needing": [{"name": people.name(), "need": "mobility"}, {"name": people.name(), "need": "alone"}]},
            {"at_min": -2, "shelter": "s01", "incident": "inc-fire", "count": 0, "from": "", "needing": []},
        ],
        "inside": {"at_min": -9, "incident": "inc-fire", "unit": "u07", "organisation": "青石镇专职消防队", "area": "北侧二层", "out_by_min": 31, "named": 3},
        "supply": {"at_min": -3, "incident": "inc-fire", "what": "棉被", "quantity": 20, "unit": "床", "place": "青石镇文化站", "asked_by": "转移安置组", "due_min": 110, "promised": 20, "material": "m04"},
    }  # fmt: skip


def _crew(people: People, unit: Record) -> Record:
    posts, paper, kit = _POSTS[unit["kind"]]
    size = min(unit["crew"], 1 + len(posts), _MOST_NAMED)
    named = [{"name": unit["leader"], "phone": unit["phone"], "role": "带队"}]
    named += [{"name": people.name(), "phone": people.phone("8811"), "role": posts[at]} for at in range(size - 1)]
    number = int(unit["id"][1:])
    for at, person in enumerate(named):
        if paper and at < 3:
            days = _EXPIRING[unit["id"]] if at == 1 and unit["id"] in _EXPIRING else 120 + (number * 37 + at * 61) % 700
            person["paper"], person["paper_days"] = paper, days
    return {"unit": unit["id"], "people": named, "equipment": [_item(line, unit["id"]) for line in kit]}


def _item(line: str, unit_id: str) -> Record:
    name, count, days = line.split(" ")
    state = "in_repair" if (unit_id, name) == ("u31", "抽水泵") else "ready"
    return {"name": name, "count": int(count), "inspection_days": int(days), "state": state}


def _route(row: tuple[str, str, str, tuple[str, ...]], way: _Way) -> Record:
    key, name, _, stops = row
    points = [{"lat": lat, "lon": lon, "name": spot} for lat, lon, spot in way(stops)]
    return {"id": key, "name": name, "form": "route", "organisation": "青石派出所、综治中心", "points": points}


def _area(middle: Record) -> Record:
    key, name, _, half = _AREA
    corners = (("西南角", -half, -half), ("东南角", -half, half), ("东北角", half, half), ("西北角", half, -half))
    points = [
        {"lat": round(middle["lat"] + north, 6), "lon": round(middle["lon"] + east, 6), "name": spot}
        for spot, north, east in corners
    ]
    return {"id": key, "name": name, "form": "area", "organisation": "青石派出所、综治中心", "points": points}


def _trail(points: list[Record], starts: int, share: float, minutes: int) -> list[Record]:
    """Where the patrol was: its way at an even pace up to a share of it, a position every two minutes or so."""
    gone = points[: max(2, round(len(points) * share))]
    legs = [((b["lat"] - a["lat"]) ** 2 + (b["lon"] - a["lon"]) ** 2) ** 0.5 for a, b in itertools.pairwise(gone)]
    whole, steps = sum(legs), max(2, minutes // 2)
    found = []
    for step in range(steps + 1):
        left, leg = whole * step / steps, 0
        while leg < len(legs) - 1 and left > legs[leg]:
            left -= legs[leg]
            leg += 1
        part = min(1.0, left / legs[leg]) if legs[leg] else 0.0
        a, b = gone[leg], gone[leg + 1]
        lat, lon = a["lat"] + (b["lat"] - a["lat"]) * part, a["lon"] + (b["lon"] - a["lon"]) * part
        found.append({"at_min": round(starts + 1 + minutes * step / steps, 2), "lat": round(lat, 6), "lon": round(lon, 6)})
    return found
