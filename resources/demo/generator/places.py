"""Fixed places: facilities, bridges, hazard points, shelters and stores of materials."""

# ruff: noqa: E501 - tables and Chinese prose read best one row a line

from __future__ import annotations

import itertools
import math
from typing import Any

from resources.demo.generator import geometry as g
from resources.demo.generator.geometry import TOWN, XY
from resources.demo.generator.land import Land
from resources.demo.generator.people import People
from resources.demo.generator.roads import Piece, cell_of, place
from resources.demo.generator.sites import SITES, Site
from resources.demo.generator.terrain import CELL_M

Record = dict[str, Any]

# kind, name, English name, east and north of the town centre (m), building size (m) or None, people, note
_FACILITIES: tuple[tuple[str, str, str, int, int, tuple[int, int] | None, int, str], ...] = (
    ("government", "青石镇人民政府", "Qingshi Town Government", -120, 62, (64, 30), 86, "值班室在一楼东侧,24 小时有人;后院为应急集结场地"),
    ("hospital", "青石镇卫生院", "Qingshi Health Centre", 120, 84, (58, 30), 64, "床位 45 张,救护车 2 辆;有氧气站和双回路供电"),
    ("police_station", "青石派出所", "Qingshi Police Station", -120, -80, (38, 24), 22, "辖区警务室 3 处"),
    ("fire_station", "青石镇专职消防队", "Qingshi Fire Station", 360, -80, (40, 26), 18, "水罐车 2 辆、抢险车 1 辆"),
    ("school", "青石中心学校", "Qingshi Central School", 360, 240, (84, 34), 1_280, "九年一贯制,住校 420 人;操场为应急避难场所"),
    ("kindergarten", "青石镇中心幼儿园", "Qingshi Kindergarten", -360, -80, (44, 24), 260, ""),
    ("market", "青石农贸市场", "Qingshi Market", 120, -82, (78, 44), 600, "逢五逢十赶集,集日人流约 3000 人"),
    ("nursing_home", "青石镇养老院", "Qingshi Nursing Home", -370, 240, (60, 28), 118, "失能老人 41 人,制氧用户 6 人"),
    ("governance_centre", "青石镇综治中心", "Qingshi Governance Centre", -120, 120, (34, 18), 15, "与调解室、法律服务窗口同址"),
    ("bus_station", "青石客运站", "Qingshi Bus Station", 560, -60, (56, 30), 90, ""),
    ("power_office", "青石供电所", "Qingshi Power Supply Office", -350, 80, (36, 20), 16, "应急发电车 1 辆"),
    ("water_station", "青石水利站", "Qingshi Water Conservancy Station", -130, -240, (32, 18), 9, "河道水位站两处、雨量站六处"),
    ("telecom_office", "青石电信支局", "Qingshi Telecom Office", 130, -240, (30, 18), 8, ""),
    ("substation", "青石 35 千伏变电站", "Qingshi 35 kV Substation", -880, 520, (50, 40), 6, "高压危险,救援须先联系供电所断电"),
    ("waterworks", "青石自来水厂", "Qingshi Waterworks", 1_240, -60, (56, 40), 12, "供水人口 1.3 万;取水口在合流口上游"),
    ("gas_station", "青石加油站", "Qingshi Fuel Station", -1_120, -480, (30, 20), 8, "埋地油罐 4 个,共 120 立方米"),
    ("gas_depot", "青石液化气供应站", "Qingshi LPG Depot", -1_560, -60, (34, 22), 6, "储量 20 吨"),
    ("chemical_plant", "青石精细化工厂", "Qingshi Fine Chemical Plant", -2_320, -300, (110, 70), 146, "储存甲醇 60 吨、液氨 8 吨;常年主导风向东北,下风向为青溪河"),
    ("cement_plant", "松岭建材厂", "Songling Building Materials Plant", -3_300, 1_500, (90, 50), 72, ""),
    ("forestry_station", "青石林业站", "Qingshi Forestry Station", -820, 1_900, (30, 18), 14, "森林防火物资库"),
    ("school", "石塘小学", "Shitang Primary School", 5_640, 980, (60, 26), 310, "村级完小"),
    ("school", "油坊小学", "Youfang Primary School", 480, -3_600, (58, 24), 240, "村级完小"),
    ("dam", "龙坑水库大坝", "Longkeng Dam", 5_315, 3_240, None, 4, "均质土坝,坝高 31 米;下游威胁石塘、下坪、河街、柳湾等村"),
    ("reservoir", "龙坑水库", "Longkeng Reservoir", 6_380, 3_760, None, 0, "小(一)型,总库容 860 万立方米"),
    ("camp", "湖畔营地", "Lakeside Camp", 4_900, 3_960, (30, 18), 40, "露营点,汛期易有人滞留"),
)  # fmt: skip
_NEEDS_LANE = {
    "substation",
    "waterworks",
    "gas_depot",
    "chemical_plant",
    "cement_plant",
    "forestry_station",
    "dam",
    "camp",
}
# A lane ends this far (m, east and north) from the middle of the building it serves.
_BESIDE_LANE = (60, 42)


def facility_points() -> list[tuple[str, str, str, XY, tuple[int, int] | None]]:
    """Kind, names, place (local metres) and building of every facility."""
    points = []
    for kind, name, name_en, dx, dy, size, _, _ in _FACILITIES:
        at = (TOWN[0] + dx, TOWN[1] + dy)
        if kind in _NEEDS_LANE and size is not None:
            end = place(cell_of(at))
            at = (end[0] + _BESIDE_LANE[0], end[1] + _BESIDE_LANE[1])
        points.append((kind, name, name_en, at, size))
    return points


def lanes() -> tuple[tuple[XY, str, str], ...]:
    """Access roads that facilities outside the streets need."""
    return tuple(
        ((TOWN[0] + dx, TOWN[1] + dy), f"{name}进场路", f"{name_en} Access")
        for kind, name, name_en, dx, dy, _, _, _ in _FACILITIES
        if kind in _NEEDS_LANE
    )


def buildings() -> tuple[tuple[str, XY, tuple[float, float]], ...]:
    """The facilities' own buildings."""
    return tuple((kind, at, size) for kind, _, _, at, size in facility_points() if size is not None)


def position(at: XY) -> Record:
    """``lat`` and ``lon`` of a local point."""
    lon, lat = g.to_lonlat(at)
    return {"lat": lat, "lon": lon}


def facilities(people: People) -> list[Record]:
    """All facilities but the bridges."""
    records = []
    rows = zip(_FACILITIES, facility_points(), strict=True)
    for i, ((kind, name, name_en, _, _, _, count, note), (_, _, _, at, _)) in enumerate(rows, 1):
        contact = {"contact": people.name(), "phone": people.phone("8803")}
        base = {"id": f"f{i:02d}", "kind": kind, "name": name, "name_en": name_en}
        records.append({**base, **position(at), "people": count, **contact, "note": note})
    return records


def bridge_crossings(land: Land) -> list[tuple[Piece, float, float, XY, str]]:
    """Where a road crosses a river: the piece, metres along it, the river's half width there, the point, the river."""
    found = []
    for piece in land.pieces:
        run = 0.0
        for a, b in itertools.pairwise(piece.line):
            for river in land.terrain.rivers:
                for k, (c, d) in enumerate(itertools.pairwise(river.line)):
                    t = g.crossing(a, b, c, d)
                    if t is not None:
                        at = (a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t)
                        found.append((piece, run + t * g.distance(a, b), river.half_widths[k], at, river.name))
            run += g.distance(a, b)
    return found


def bridges(land: Land, people: People) -> list[Record]:
    """A facility record for every bridge, named after the nearest village; the one below the town is 青石大桥."""
    records: list[Record] = []
    used: set[str] = set()
    for piece, _, half, at, river in bridge_crossings(land):
        site = min(SITES[1:], key=lambda site: g.distance(site.at, at))
        stem, stem_en = site.name[:2], site.name_en.split()[0]
        main = piece.road.name == "青油线" and river == "青溪河"
        if main:
            stem, stem_en = "青石", "Qingshi"
        grand = piece.road.road_class == "county" and river == "青溪河"
        ends = (
            [("大桥", "Bridge")]
            if grand
            else [("桥", "Bridge"), ("新桥", "New Bridge"), ("老桥", "Old Bridge"), ("便桥", "Footbridge")]
        )
        zh, en = next(pair for pair in ends if stem + pair[0] not in used)
        used.add(stem + zh)
        limit = "全镇过河咽喉,限载 30 吨" if main else f"限载 {20 if grand else 10} 吨"
        contact = {"contact": people.name(), "phone": people.phone("8803")}
        base = {
            "id": f"b{len(records) + 1:02d}",
            "kind": "bridge",
            "name": stem + zh,
            "name_en": f"{stem_en} {en}",
        }
        note = f"{piece.road.name}跨{river},桥长约 {round(2 * half + 50)} 米;{limit}"
        records.append({**base, **position(at), "people": 0, **contact, "note": note})
    return records


_HAZARDS: tuple[tuple[str, str, str, int, str], ...] = (
    ("landslide", "松岭村", "后山滑坡隐患点", 14, "沿通组路向村委会撤离,避开北侧冲沟"),
    ("collapse", "云背村", "岩坎崩塌隐患点", 6, "向村口晒场撤离"),
    ("debris_flow", "上坪村", "石坑泥石流隐患点", 22, "横向往两侧山坡撤,不得顺沟跑"),
    ("landslide", "湖口村", "库岸滑坡隐患点", 11, "向湖口村委会撤离"),
    ("collapse", "枫林村", "路堑崩塌隐患点", 3, "青枫线此段雨天封闭一侧车道"),
    ("landslide", "梅坑村", "屋后切坡隐患点", 9, "向梅坑村文化礼堂撤离"),
    ("landslide", "柿树村", "东岗滑坡隐患点", 12, "向柿树村委会撤离"),
    ("ground_collapse", "油坊村", "老矿区塌陷隐患点", 5, "禁止车辆靠近,绕行青油线"),
    ("flood_low", "大桥村", "沿河低洼区", 38, "向油坊小学撤离"),
    ("flood_low", "柳湾村", "合流口低洼区", 31, "向大桥村高处撤离"),
    ("flood_low", "白沙村", "漫水路段", 8, "水过路面即封路"),
    ("flood_low", "河街社区", "河街涵洞", 26, "积水 0.3 米封闭,向青石中心学校撤离"),
)  # fmt: skip


_HAZARD_EN = {
    "landslide": "Landslide Point",
    "collapse": "Rockfall Point",
    "debris_flow": "Debris Flow Point",
    "ground_collapse": "Subsidence Point",
    "flood_low": "Low Ground",
    "dam": "Dam",
    "hazmat": "Dangerous Goods Site",
}


def _english(name: str) -> str:
    """The first English word of a village's name, or the English name of a facility."""
    for site in SITES:
        if site.name == name:
            return site.name_en.split()[0]
    return next(name_en for _, zh, name_en, _, _ in facility_points() if zh == name)


def hazard_points(land: Land, people: People) -> list[Record]:
    """Natural hazard points on the steepest or lowest ground near a village, then the dam and dangerous goods."""
    records: list[Record] = []
    taken: list[XY] = []

    def add(kind: str, name: str, at: XY, households: int, signal: str, route: str) -> None:
        taken.append(at)
        monitor = {"monitor": people.name(), "phone": people.phone("8804")}
        threatened = {"threatened_households": households, "threatened_people": round(households * 3.4)}
        near = _english(min(SITES, key=lambda site: g.distance(site.at, at)).name)
        base = {"id": f"h{len(records) + 1:02d}", "kind": kind, "name": name, "name_en": f"{near} {_HAZARD_EN[kind]}"}
        records.append({**base, **position(at), **threatened, **monitor, "signal": signal, "route": route})

    for kind, village, name, households, route in _HAZARDS:
        centre = next(site.at for site in SITES if site.name == village)
        at = _lowest(land, centre) if kind == "flood_low" else _steepest(land, centre, taken)
        add(kind, village + name, at, households, "铜锣三长声,高音喇叭,手摇警报", route)
    where = {name: at for _, name, _, at, _ in facility_points()}
    add(
        "dam",
        "龙坑水库大坝",
        where["龙坑水库大坝"],
        420,
        "防空警报连续一分钟,广播",
        "沿河各组向高处撤离,先转移后报告",
    )
    add(
        "hazmat",
        "青石精细化工厂罐区",
        where["青石精细化工厂"],
        64,
        "厂区警报,广播",
        "向上风向撤离,沿望青线往东北",
    )
    add("hazmat", "青石液化气供应站", where["青石液化气供应站"], 22, "站区警报", "半径 300 米内撤离,禁火禁电")
    add("hazmat", "青石加油站", where["青石加油站"], 15, "站区警报", "半径 200 米内撤离")
    return records


def _steepest(land: Land, centre: XY, taken: list[XY]) -> XY:
    height = land.terrain.height
    best, best_slope = centre, -math.inf
    for r in range(2, height.shape[0] - 2):
        for c in range(2, height.shape[1] - 2):
            at = (c * CELL_M, r * CELL_M)
            if not 250 < g.distance(at, centre) < 1_000 or any(g.distance(at, t) < 300 for t in taken):
                continue
            slope = math.hypot(height[r, c + 1] - height[r, c - 1], height[r + 1, c] - height[r - 1, c])
            slope -= 0.07 * g.distance(at, centre)
            if slope > best_slope:
                best, best_slope = at, float(slope)
    return best


def _lowest(land: Land, centre: XY) -> XY:
    """A point on the near bank, 45 m from the water."""
    bank = min(
        ((g.distance(p, centre), p, half) for r in land.terrain.rivers for p, half in zip(r.line, r.half_widths, strict=True)),
    )
    far, p, half = bank
    t = (half + 45) / far
    return p[0] + (centre[0] - p[0]) * t, p[1] + (centre[1] - p[1]) * t


# name, near which place, east and north of it (m), capacity, indoor, facilities
_SHELTERS: tuple[tuple[str, str, int, int, int, bool, str], ...] = (
    ("青石中心学校体育馆", "青石中心学校", 70, 40, 600, True, "water power toilet kitchen bedding medical"),
    ("青石中心学校操场", "青石中心学校", -80, 70, 1_500, False, "water toilet lighting"),
    ("青石镇文化站", "青石镇人民政府", 70, 24, 260, True, "water power toilet bedding"),
    ("镇政府广场", "青石镇人民政府", -50, -40, 800, False, "water lighting broadcast"),
    ("石塘小学避难点", "石塘小学", 40, 30, 320, True, "water power toilet kitchen"),
    ("油坊小学避难点", "油坊小学", 40, 30, 280, True, "water power toilet kitchen"),
    ("青石村文化礼堂", "青石村", 90, 70, 240, True, "water power toilet bedding"),
    ("松岭村委会避难点", "松岭村", 80, 60, 160, True, "water power toilet"),
    ("上坪村文化礼堂", "上坪村", 70, 80, 180, True, "water power toilet bedding"),
    ("湖口村委会避难点", "湖口村", -80, 70, 140, True, "water power toilet"),
    ("白沙村文化礼堂", "白沙村", -70, 80, 200, True, "water power toilet bedding"),
    ("柿树村委会避难点", "柿树村", 80, 60, 140, True, "water power toilet"),
    ("梅坑村文化礼堂", "梅坑村", 70, 70, 160, True, "water power toilet"),
    ("云背村晒场", "云背村", 60, -70, 120, False, "lighting"),
)  # fmt: skip


def middle(site: Site) -> XY:
    """The middle of a village: the road node there."""
    return place(cell_of(site.at))


def _known_points() -> dict[str, XY]:
    return {
        **{site.name: middle(site) for site in SITES},
        **{name: at for _, name, _, at, _ in facility_points()},
    }


def shelters(people: People) -> list[Record]:
    """Shelters with capacity and what they offer."""
    known, records = _known_points(), []
    for i, (name, near, dx, dy, capacity, indoor, offers) in enumerate(_SHELTERS, 1):
        at = (known[near][0] + dx, known[near][1] + dy)
        name_en = f"{_english(near)} {'Shelter' if indoor else 'Open-air Shelter'}"
        names = {"id": f"s{i:02d}", "name": name, "name_en": name_en}
        head = {**names, **position(at), "capacity": capacity, "indoor": indoor}
        records.append({**head, "facilities": offers.split(), "manager": people.name(), "phone": people.phone("8805")})
    return records


# place, then: name, kind, unit, quantity
_STORES: tuple[tuple[str, str], ...] = (
    ("青石镇人民政府", "编织袋 flood_control 条 8000|帐篷 shelter 顶 60|折叠床 shelter 张 120|棉被 shelter 床 240|手摇警报器 warning 台 12|卫星电话 comms 部 2|对讲机 comms 部 40|应急照明灯 lighting 台 16|方便食品 food 箱 150|瓶装水 food 箱 300"),
    ("青石水利站", "土工布 flood_control 平方米 3000|块石 flood_control 立方米 400|抽水泵 flood_control 台 6|救生衣 rescue 件 160|冲锋舟 rescue 艘 2|橡皮艇 rescue 艘 3"),
    ("青石镇专职消防队", "泡沫液 firefighting 吨 3|空气呼吸器 firefighting 具 12|液压破拆工具 rescue 套 2|防化服 hazmat 套 8|有毒气体检测仪 hazmat 台 3"),
    ("青石林业站", "风力灭火机 forest_fire 台 18|二号工具 forest_fire 把 200|灭火水枪 forest_fire 支 40|防火服 forest_fire 套 60"),
    ("青石镇卫生院", "担架 medical 副 16|急救包 medical 个 60|消毒片 medical 箱 20"),
    ("青石供电所", "发电机 power 台 5|电缆 power 米 1200"),
    ("大桥村", "编织袋 flood_control 条 2000|救生圈 rescue 个 30"),
    ("石塘村", "编织袋 flood_control 条 2500|铜锣 warning 面 6"),
    ("松岭村", "二号工具 forest_fire 把 60|铜锣 warning 面 5"),
    ("上坪村", "铁锹 rescue 把 60|铜锣 warning 面 6"),
)  # fmt: skip


def materials(people: People) -> list[Record]:
    """Stocks of materials and who keeps the key."""
    known = _known_points()
    records: list[Record] = []
    for where, goods in _STORES:
        keeper = {"keeper": people.name(), "phone": people.phone("8806")}
        for item in goods.split("|"):
            name, kind, unit, quantity = item.split()
            head = {
                "id": f"m{len(records) + 1:02d}",
                "name": name,
                "kind": kind,
                "unit": unit,
                "quantity": int(quantity),
            }
            store = where if where.startswith("青石") else f"{where}物资点"
            records.append({**head, "place": store, **position(known[where]), **keeper})
    return records
