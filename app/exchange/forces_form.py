"""The further sheets of the roster workbook: people and equipment of units, places, materials and beats."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from app.domain.patrol.model import BeatForm
from app.domain.reference import Reference
from app.domain.resource.model import FacilityCategory
from app.domain.unit.model import EquipmentState
from app.exchange.roster_form import CONTACTS, UNITS, Codes, Column, Kind, Sheet, codes_of
from app.kernel.text import Text

_ID = UNITS.columns[0]
_PHONE = next(column for column in CONTACTS.columns if column.key == "phone").title
_UNIT = Column(
    "unit", Text("力量编号", "Unit id"), Kind.ID, required=True,
    help=Text(
        "“力量”表中的编号，或已有力量的编号；没有行的力量保持原样",
        "an id of the sheet of units or of the desk; units without a row stay as they are",
    ),
)
_LAT, _LON, _DATUM = (next(column for column in UNITS.columns if column.key == key) for key in ("lat", "lon", "datum"))
_NAME_EN = Column("name_en", Text("英文名称", "English name"), width=20)
_DAY = Text("填成 2026-07-01", "written 2026-07-01")

CREW = Sheet(
    "人员 Crew", "p",
    (
        _UNIT,
        Column("name", Text("姓名", "Name"), required=True),
        Column("phone", _PHONE, Kind.PHONE, width=18),
        Column("post", Text("岗位", "Post"), width=16, help=Text("如：驾驶员、卫生员", "driver, medic …")),
    ),
)
QUALIFICATIONS = Sheet(
    "资质 Qualifications", "q",
    (
        _UNIT,
        Column("person", Text("姓名", "Person"), required=True, help=Text("“人员”表中的姓名", "a name of the sheet of people")),
        Column("phone", _PHONE, Kind.PHONE, width=18, help=Text("同名时才需要", "only where two have the same name")),
        Column("name", Text("资质", "Qualification"), required=True, width=24),
        Column("number", Text("证书编号", "Number"), width=20),
        Column("expires_on", Text("有效期至", "Valid until"), Kind.DAY, help=_DAY),
    ),
)
EQUIPMENT = Sheet(
    "装备 Equipment", "e",
    (
        _UNIT,
        Column("name", Text("装备名称", "Equipment"), required=True, width=24),
        Column("count", Text("数量", "Count"), Kind.COUNT, width=8),
        Column("state", Text("状态", "State"), Kind.CODE, width=18, help=Text("空按完好", "empty means ready")),
        Column("next_inspection_on", Text("下次检验", "Next inspection"), Kind.DAY, help=_DAY),
        Column("note", Text("备注", "Note"), width=24),
    ),
)
MATERIALS = Sheet(
    "物资 Materials", "m",
    (
        _ID,
        Column("stock_kind", Text("种类", "Kind"), Kind.CODE, required=True, width=22,
               help=Text("从下拉框选，也可自填", "choose from the list or write your own")),
        Column("name", Text("名称", "Name"), required=True, width=22),
        _NAME_EN,
        Column("unit", Text("计量单位", "Unit of measure"), required=True, width=10),
        Column("quantity", Text("在库数量", "In store"), Kind.NUMBER, required=True, width=12),
        Column("minimum", Text("最低储备", "Minimum"), Kind.NUMBER, width=12),
        Column("expires_on", Text("保质期至", "Usable until"), Kind.DAY, help=_DAY),
        Column("counted_on", Text("最后盘点", "Last counted"), Kind.DAY, help=_DAY),
        Column("place", Text("存放点", "Kept at"), width=22),
        Column("keeper", Text("保管人", "Keeper")),
        Column("phone", _PHONE, Kind.PHONE, width=18),
        _LAT, _LON, _DATUM,
    ),
)
FACILITIES = Sheet(
    "场所 Facilities", "f",
    (
        _ID,
        Column("category", Text("大类", "Category"), Kind.CODE, required=True, width=24,
               help=Text("避难场所（安置点）也填在本表", "shelters stand here as well")),
        Column("place_kind", Text("类型", "Kind"), Kind.CODE, width=22,
               help=Text("从下拉框选，也可自填", "choose from the list or write your own")),
        Column("name", Text("名称", "Name"), required=True, width=24),
        _NAME_EN,
        Column("village", Text("所在村", "Village")),
        Column("people", Text("人数", "People"), Kind.COUNT, width=8),
        Column("households", Text("户数", "Households"), Kind.COUNT, width=8),
        Column("capacity", Text("可容纳", "Capacity"), Kind.COUNT, width=8),
        Column("contact", Text("联系人", "Contact")),
        Column("phone", _PHONE, Kind.PHONE, width=18),
        Column("note", Text("备注", "Note"), width=30),
        *(Column(one.key, one.title, one.kind, True, one.help, one.width) for one in (_LAT, _LON, _DATUM)),
        Column("bearing_deg", Text("朝向", "Bearing"), Kind.DEGREES, width=10,
               help=Text("摄像机朝向，正北起顺时针 0—360 度", "where a camera looks, 0-360 clockwise from north")),
        Column("stream", Text("视频地址", "Stream"), width=30,
               help=Text("摄像机或监测设备的地址", "the address of a camera or a sensor")),
    ),
)
BEATS = Sheet(
    "巡区 Beats", "b",
    (
        Column("id", Text("巡区编号", "Beat id"), Kind.ID, required=True,
               help=Text("一行一个点，按行走次序排列；同一巡区编号相同", "a row a point, in order; the same id for one beat")),
        Column("name", Text("巡区名称", "Beat"), width=22, help=Text("写在第一行即可", "in the first row of the beat")),
        Column("form", Text("形式", "Form"), Kind.CODE, width=14, help=Text("写在第一行即可", "in the first row of the beat")),
        Column("organisation", Text("所属单位", "Organisation"), width=20),
        Column("note", Text("备注", "Note"), width=24),
        Column("point_name", Text("巡查点", "Checkpoint"), width=20,
               help=Text("有名字的点是巡查点", "a point with a name is a checkpoint")),
        *(Column(one.key, one.title, one.kind, True, one.help, one.width) for one in (_LAT, _LON, _DATUM)),
    ),
)

SHEETS = (UNITS, CREW, QUALIFICATIONS, EQUIPMENT, CONTACTS, MATERIALS, FACILITIES, BEATS)
"""All sheets, in the order of the workbook."""

_OF_SORT = {
    "units": UNITS, "contacts": CONTACTS, "materials": MATERIALS, "facilities": FACILITIES, "beats": BEATS,
}
_MORE_TITLES = {
    "crew_members": Text("人员资质", "People and certificates"), "equipment": Text("装备", "Equipment"),
    "home": Text("驻地坐标", "Base"), "point": Text("坐标", "Place"), "points": Text("巡查点", "Checkpoints"),
}
_KIND_COLUMNS = {"materials": "stock_kind", "facilities": "place_kind"}


def field_title(sort: str, field: str) -> Text:
    """What a person calls a field of a thing of this sort: its heading in the workbook."""
    key = _KIND_COLUMNS.get(sort, field) if field == "kind" else field
    columns = _OF_SORT[sort].columns if sort in _OF_SORT else ()
    found = next((column.title for column in columns if column.key == key), None)
    return found or _MORE_TITLES.get(field, Text(field, field))


STOCK_KINDS: Mapping[str, Text] = MappingProxyType(
    {
        "comms": Text("通信", "communications"), "firefighting": Text("灭火", "firefighting"),
        "flood_control": Text("防汛", "flood control"), "food": Text("食品饮水", "food and water"),
        "forest_fire": Text("森林防火", "forest fire"), "hazmat": Text("危化防护", "hazmat"),
        "lighting": Text("照明", "lighting"), "medical": Text("医疗", "medical"), "power": Text("供电", "power"),
        "rescue": Text("抢险救援", "rescue"), "shelter": Text("安置", "shelter"), "warning": Text("预警警示", "warning"),
    }
)
"""Kinds of material that have a name; any other word is kept as it was written."""

PLACE_KINDS: Mapping[str, Text] = MappingProxyType(
    {
        "village": Text("村（社区）", "village"), "group": Text("村民小组", "house group"), "town": Text("集镇", "town"),
        "road": Text("道路", "road"), "bridge": Text("桥梁", "bridge"), "bus_station": Text("客运站", "bus station"),
        "camp": Text("营地", "camp site"), "cement_plant": Text("建材厂", "building-material works"),
        "chemical_plant": Text("化工厂", "chemical plant"), "dam": Text("大坝", "dam"),
        "fire_station": Text("消防站", "fire station"), "forestry_station": Text("林业站", "forestry station"),
        "gas_depot": Text("液化气站", "gas depot"), "gas_station": Text("加油站", "petrol station"),
        "governance_centre": Text("综治中心", "governance centre"), "government": Text("政府机关", "government"),
        "hospital": Text("医院（卫生院）", "hospital"), "kindergarten": Text("幼儿园", "kindergarten"),
        "market": Text("市场", "market"), "nursing_home": Text("养老院", "nursing home"),
        "police_station": Text("派出所", "police station"), "power_office": Text("供电所", "power office"),
        "reservoir": Text("水库", "reservoir"), "school": Text("学校", "school"), "substation": Text("变电站", "substation"),
        "telecom_office": Text("通信支局", "telecom office"), "water_station": Text("水利站", "water station"),
        "waterworks": Text("自来水厂", "waterworks"), "shelter": Text("避难场所", "shelter"),
        "landslide": Text("滑坡", "landslide"), "collapse": Text("崩塌", "rockfall"),
        "debris_flow": Text("泥石流", "debris flow"), "ground_collapse": Text("地面塌陷", "ground collapse"),
        "flood_low": Text("易涝低洼区", "flood-prone ground"), "hazmat": Text("危险源", "hazardous site"),
        "hazard_point": Text("隐患点", "hazard point"),
        "clinic": Text("卫生室", "clinic"),
        "camera": Text("视频点", "camera"),
        "sensor": Text("感知设备", "sensor"),
        "rain_gauge": Text("雨量站", "rain gauge"),
        "water_gauge": Text("水位站", "water gauge"),
        "displacement_gauge": Text("位移监测点", "displacement gauge"),
        "smoke_sensor": Text("烟感", "smoke sensor"),
    }
)
"""Kinds of place that have a name; any other word is kept as it was written."""

_CATEGORIES = {
    FacilityCategory.SETTLEMENT: Text("居民点", "settlement"), FacilityCategory.FACILITY: Text("场所", "facility"),
    FacilityCategory.HAZARD: Text("风险点", "hazard point"), FacilityCategory.SHELTER: Text("避难场所", "shelter"),
    FacilityCategory.ROAD: Text("道路", "road"),
}
_STATES = {
    EquipmentState.READY: Text("完好", "ready"), EquipmentState.IN_REPAIR: Text("待修", "in repair"),
    EquipmentState.OUT_OF_USE: Text("报废", "out of use"),
}
_FORMS = {BeatForm.ROUTE: Text("路线", "route"), BeatForm.AREA: Text("片区", "area")}


def all_codes(reference: Reference) -> dict[str, Codes]:
    """The codes of every coded column of every sheet, by its key."""
    return {
        **codes_of(reference),
        "state": Codes({one.value: name for one, name in _STATES.items()}),
        "stock_kind": Codes(STOCK_KINDS),
        "category": Codes({one.value: name for one, name in _CATEGORIES.items()}),
        "place_kind": Codes(PLACE_KINDS),
        "form": Codes({one.value: name for one, name in _FORMS.items()}),
    }
