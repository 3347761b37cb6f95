"""Units (crewed, dispatchable) and the contact book."""

# ruff: noqa: E501 - tables and Chinese prose read best one row a line

from __future__ import annotations

from typing import Any

from resources.demo.generator.people import People
from resources.demo.generator.sites import SITES

Record = dict[str, Any]

# kind, name, English name, call sign, organisation, home (a place of the gazetteer), crew, vehicles with their number,
# capabilities
_UNITS: tuple[tuple[str, str, str, str, str, str, int, str, str], ...] = (
    ("F-POL", "派出所处警一组", "Police Response 1", "青警01", "青石派出所", "青石派出所", 4, "警车 1", "cordon evacuation mediation"),
    ("F-POL", "派出所处警二组", "Police Response 2", "青警02", "青石派出所", "青石派出所", 3, "警车 1", "cordon evacuation mediation"),
    ("F-POL", "石塘警务室", "Shitang Police Post", "青警03", "青石派出所", "石塘村", 2, "警车 1", "cordon traffic evacuation mediation"),
    ("F-POL", "油坊警务室", "Youfang Police Post", "青警04", "青石派出所", "油坊村", 2, "警用摩托 1", "cordon traffic mediation"),
    ("F-TRF", "交警青石中队一组", "Traffic Police 1", "交警01", "交警青石中队", "青石客运站", 2, "警车 1", "traffic cordon"),
    ("F-TRF", "交警青石中队二组", "Traffic Police 2", "交警02", "交警青石中队", "青石客运站", 2, "铁骑 2", "traffic cordon"),
    ("F-FIRE", "专职消防队一号车", "Fire Engine 1", "消防01", "青石镇专职消防队", "青石镇专职消防队", 6, "八吨水罐车 1", "firefighting rescue cordon evacuation"),
    ("F-FIRE", "专职消防队二号车", "Fire Engine 2", "消防02", "青石镇专职消防队", "青石镇专职消防队", 5, "五吨水罐车 1", "firefighting rescue pump"),
    ("F-FIRE", "专职消防队抢险车", "Rescue Tender", "消防03", "青石镇专职消防队", "青石镇专职消防队", 5, "抢险救援车 1", "rescue hazmat search boat"),
    ("F-MFS", "青石村微型消防站", "Qingshi Micro Station", "微站01", "青石村", "青石村", 6, "消防摩托 1", "firefighting evacuation"),
    ("F-MFS", "农贸市场微型消防站", "Market Micro Station", "微站02", "青石农贸市场", "青石农贸市场", 6, "手推泵 1", "firefighting evacuation"),
    ("F-MFS", "石塘村微型消防站", "Shitang Micro Station", "微站03", "石塘村", "石塘村", 5, "消防三轮 1", "firefighting evacuation"),
    ("F-MFS", "化工厂企业消防队", "Plant Fire Team", "微站04", "青石精细化工厂", "青石精细化工厂", 8, "泡沫车 1", "firefighting hazmat evacuation"),
    ("F-MED", "卫生院救护一组", "Ambulance 1", "急救01", "青石镇卫生院", "青石镇卫生院", 3, "救护车 1", "medical ambulance"),
    ("F-MED", "卫生院救护二组", "Ambulance 2", "急救02", "青石镇卫生院", "青石镇卫生院", 3, "救护车 1", "medical ambulance"),
    ("F-MED", "卫生院防疫组", "Public Health Team", "急救03", "青石镇卫生院", "青石镇卫生院", 4, "面包车 1", "medical"),
    ("F-MED", "油坊卫生室", "Youfang Clinic", "急救04", "油坊村", "油坊村", 2, "", "medical"),
    ("F-ERT", "镇应急救援队一分队", "Town Rescue Team 1", "救援01", "青石镇应急管理站", "青石镇人民政府", 10, "皮卡 2", "rescue search evacuation"),
    ("F-ERT", "镇应急救援队水上分队", "Town Water Rescue", "救援02", "青石镇应急管理站", "青石水利站", 8, "皮卡 1,冲锋舟 2", "rescue boat search evacuation"),
    ("F-ERT", "镇应急救援队机械分队", "Town Plant Team", "救援03", "青石镇应急管理站", "松岭建材厂", 4, "挖掘机 2,装载机 1", "excavator rescue"),
    ("F-MIL", "青石镇民兵应急排", "Town Militia Platoon", "民兵01", "青石镇武装部", "青石镇人民政府", 30, "卡车 2", "rescue search evacuation"),
    ("F-MIL", "上坪民兵班", "Shangping Militia Squad", "民兵02", "青石镇武装部", "上坪村", 10, "", "search evacuation"),
    ("F-FOR", "半专业森林消防一队", "Forest Fire Team 1", "林火01", "青石林业站", "青石林业站", 15, "运兵车 1", "firefighting search"),
    ("F-FOR", "半专业森林消防二队", "Forest Fire Team 2", "林火02", "青石林业站", "湖口村", 12, "皮卡 2", "firefighting search"),
    ("F-VOL", "青石志愿服务队", "Qingshi Volunteers", "志愿01", "青石镇志愿服务站", "青石镇文化站", 24, "", "evacuation medical"),
    ("F-VOL", "水上救生志愿队", "Water Rescue Volunteers", "志愿02", "青石镇志愿服务站", "大桥村", 12, "皮卡 1,皮划艇 2", "boat search"),
    ("F-VOL", "无人机志愿组", "Drone Volunteers", "志愿03", "青石镇志愿服务站", "青石镇综治中心", 4, "无人机 3", "drone search"),
    ("F-PWR", "供电抢修一班", "Power Repair 1", "供电01", "青石供电所", "青石供电所", 4, "抢修车 1", "cordon"),
    ("F-PWR", "供电发电车组", "Mobile Generator", "供电02", "青石供电所", "青石供电所", 3, "发电车 1", "generator"),
    ("F-WTR", "水利站巡查组", "Water Station Patrol", "水利01", "青石水利站", "青石水利站", 3, "皮卡 1", "pump evacuation"),
    ("F-WTR", "自来水抢修班", "Waterworks Repair", "水利02", "青石自来水厂", "青石自来水厂", 4, "工程车 1", "pump excavator"),
    ("F-GAS", "燃气抢修班", "Gas Repair", "燃气01", "青石液化气供应站", "青石液化气供应站", 4, "抢修车 1", "hazmat cordon"),
    ("F-TEL", "通信保障组", "Telecom Team", "通信01", "青石电信支局", "青石电信支局", 3, "通信车 1", "comms generator"),
    ("F-RDM", "公路养护班", "Road Maintenance", "养护01", "公路养护青石道班", "青石加油站", 6, "养护车 1,装载机 1", "excavator traffic"),
)  # fmt: skip
_VILLAGE_TEAMS = ("青石村", "大桥村", "石塘村", "白沙村", "柳湾村", "湖口村")
_GRID_WORKERS = ("河街社区", "青石村", "大桥村", "下坪村", "松岭村", "枫林村")
# Name, English name, call sign, home, members (call signs), roads of the beat.
_JOINT = (
    ("警格联巡一组", "Joint Patrol 1 (police and grid)", "联巡01", "青石派出所", ("青警02", "网格01"), ("青石大街", "河街", "市场路")),
    ("警格联巡二组", "Joint Patrol 2 (police and grid)", "联巡02", "石塘村", ("青警03", "网格06"), ("青枫线",)),
    ("警格联巡三组", "Joint Patrol 3 (police and grid)", "联巡03", "油坊村", ("青警04", "网格03"), ("青油线",)),
)  # fmt: skip


def _each(vehicles: str) -> list[str]:
    """One name a vehicle: "皮卡 1,冲锋舟 2" is a pick-up and two boats."""
    counted = [item.rsplit(" ", 1) for item in vehicles.split(",") if item]
    return [name for name, count in counted for _ in range(int(count))]


def units(people: People, positions: dict[str, Record], road_ids: dict[str, str]) -> list[Record]:
    """All units; ``positions`` gives lat and lon by place name, ``road_ids`` the id of a road by name."""
    records: list[Record] = []
    ids: dict[str, str] = {}

    def add(
        kind: str,
        name: str,
        name_en: str,
        sign: str,
        organisation: str,
        home: str,
        crew: int,
        vehicles: str,
        able: str,
    ) -> Record:
        ids[sign] = f"u{len(records) + 1:02d}"
        head = {"id": ids[sign], "kind": kind, "name": name, "name_en": name_en, "call_sign": sign}
        leader = {"organisation": organisation, "leader": people.name(), "phone": people.phone("8807")}
        able_list = {"vehicles": _each(vehicles), "capabilities": able.split()}
        # Units of one house stand side by side on the map, not on top of each other: 25 m apart.
        shift = sum(r["organisation"] == organisation for r in records) * 0.000_24
        spot = {"lat": positions[home]["lat"], "lon": round(positions[home]["lon"] + shift, 6)}
        records.append({**head, **leader, "crew": crew, **able_list, **spot})
        return records[-1]

    for row in _UNITS:
        add(*row)
    english = {site.name: site.name_en.split()[0] for site in SITES}
    for i, village in enumerate(_VILLAGE_TEAMS, 1):
        add(
            "F-VRT", f"{village}应急小分队", f"{english[village]} Village Team", f"村队{i:02d}", village, village,
            8, "农用车 1", "evacuation search rescue",
        )  # fmt: skip
    for i, village in enumerate(_GRID_WORKERS, 1):
        add(
            "F-GRD", f"{village}网格员组", f"{english[village]} Grid Workers", f"网格{i:02d}", village, village,
            3, "电动车 2", "evacuation mediation search",
        )  # fmt: skip
    for name, name_en, sign, home, members, roads in _JOINT:
        record = add(
            "F-JPT",
            name,
            name_en,
            sign,
            "青石派出所、综治中心",
            home,
            4,
            "巡逻车 1",
            "cordon mediation evacuation",
        )
        record["members"] = [ids[member] for member in members]
        record["beat"] = [road_ids[road] for road in roads]
    return records


# role, title, organisation, how many (A first, then B), tier
_POSTS: tuple[tuple[str, str, str, int, str], ...] = (
    ("commander", "镇党委书记", "青石镇党委", 1, "township"),
    ("commander", "镇长", "青石镇人民政府", 1, "township"),
    ("deputy_commander", "副镇长(分管应急)", "青石镇人民政府", 1, "township"),
    ("deputy_commander", "武装部长", "青石镇武装部", 1, "township"),
    ("duty_leader", "带班领导", "青石镇人民政府", 2, "township"),
    ("duty_officer", "值班员", "青石镇值班室", 2, "township"),
    ("office", "党政办主任", "青石镇党政办", 2, "township"),
    ("emergency_station", "应急管理站站长", "青石镇应急管理站", 2, "township"),
    ("police", "派出所所长", "青石派出所", 2, "township"),
    ("fire", "专职消防队队长", "青石镇专职消防队", 2, "township"),
    ("medical", "卫生院院长", "青石镇卫生院", 2, "township"),
    ("grid", "网格长", "青石镇综治中心", 2, "township"),
    ("governance_centre", "综治中心主任", "青石镇综治中心", 2, "township"),
    ("volunteer", "志愿服务站站长", "青石镇志愿服务站", 2, "township"),
    ("water", "水利站站长", "青石水利站", 2, "township"),
    ("natural_resources", "自然资源所所长", "青石自然资源所", 2, "township"),
    ("power", "供电所所长", "青石供电所", 2, "township"),
    ("civil_affairs", "社会事务办主任", "青石镇社会事务办", 2, "township"),
    ("publicity", "宣传委员", "青石镇党委", 2, "township"),
    ("justice", "司法所所长", "青石司法所", 2, "township"),
    ("forestry", "林业站站长", "青石林业站", 2, "township"),
    ("market_supervision", "市场监管所所长", "青石市场监管所", 2, "township"),
    ("education", "中心学校校长", "青石中心学校", 2, "township"),
    ("transport", "交警中队中队长", "交警青石中队", 2, "township"),
    ("militia", "民兵应急排排长", "青石镇武装部", 2, "township"),
    ("finance", "财政所所长", "青石财政所", 2, "township"),
    ("county_duty_room", "总值班室值班员", "望洲县人民政府总值班室", 2, "county"),
    ("county_emergency", "值班员", "望洲县应急管理局", 1, "county"),
    ("county_flood", "值班员", "望洲县防汛抗旱指挥部办公室", 1, "county"),
    ("county_forest", "值班员", "望洲县森林防灭火指挥部办公室", 1, "county"),
    ("county_health", "值班员", "望洲县卫生健康局", 1, "county"),
    ("county_police", "指挥中心值班长", "望洲县公安局", 1, "county"),
    ("county_fire", "指挥中心值班员", "望洲县消防救援大队", 1, "county"),
    ("county_transport", "值班员", "望洲县交通运输局", 1, "county"),
    ("county_market", "值班员", "望洲县市场监督管理局", 1, "county"),
    ("county_ecology", "值班员", "望洲县生态环境局", 1, "county"),
    ("county_petition", "值班员", "望洲县信访局", 1, "county"),
)  # fmt: skip


def contacts(people: People, villages: list[Record], duty: dict[str, str]) -> list[Record]:
    """The contact book: township posts (A and B), the county's rooms, the head of each village.

    ``duty`` names the leader and the officer on duty; they come first in their posts.
    """
    records: list[Record] = []

    def add(name: str, role: str, title: str, organisation: str, phone: str, a_b: str, tier: str) -> None:
        head = {"id": f"c{len(records) + 1:03d}", "name": name, "role": role, "title": title}
        records.append({**head, "organisation": organisation, "phone": phone, "a_b": a_b, "tier": tier})

    named = {"duty_leader": duty["leader"], "duty_officer": duty["officer"]}
    for role, title, organisation, count, tier in _POSTS:
        for a_b in "AB"[:count]:
            deputy = a_b == "B" and title.endswith(("长", "主任"))
            name = named.pop(role, "") or people.name()
            shown = title.replace("所长", "副所长").replace("站长", "副站长").replace("主任", "副主任") if deputy else title
            block = "8802" if tier == "county" else "8801"
            add(name, role, shown, organisation, people.phone(block), a_b, tier)
    for village in villages:
        add(
            village["leader"],
            "village",
            "党支部书记、主任",
            village["name"],
            village["phone"],
            "A",
            "village",
        )
    return records
