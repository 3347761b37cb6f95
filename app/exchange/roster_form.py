"""The form of the roster workbook: its sheets, their columns, and the words that may stand in a cell for a code."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from enum import StrEnum
from types import MappingProxyType

import msgspec

from app.domain.reference import Reference
from app.kernel.geo import Crs
from app.kernel.text import Text

LONGEST = 200
"""Characters in one cell; a longer text is a paste into the wrong place."""

MOST_ROWS = 20_000
HEAD_ROWS = 2
"""A sheet begins with its Chinese headings and the same in English."""


class Kind(StrEnum):
    """How a cell is read."""

    TEXT = "text"
    ID = "id"
    PHONE = "phone"
    COUNT = "count"
    DEGREES = "degrees"
    CODE = "code"
    LIST = "list"
    NUMBER = "number"
    DAY = "day"


class Column(msgspec.Struct, frozen=True):
    """A column: the field it fills, its headings, how it is read, whether it must be filled, and what to write there."""

    key: str
    title: Text
    kind: Kind = Kind.TEXT
    required: bool = False
    help: Text = Text("", "")
    width: int = 14


class Sheet(msgspec.Struct, frozen=True):
    """A sheet of the workbook. ``prefix`` begins the ids that the reader makes."""

    name: str
    prefix: str
    columns: tuple[Column, ...]


_ID = Column(
    "id", Text("编号", "Id"), Kind.ID,
    help=Text("可留空，由程序按内容编号；修改已有条目请保留原编号", "may stay empty; keep it when you change an entry that exists"),
)
_PHONE = Text("电话", "Phone")

UNITS = Sheet(
    "力量 Units", "u",
    (
        _ID,
        Column("kind", Text("类别", "Kind"), Kind.CODE, required=True, width=26,
               help=Text("从下拉框选；代码见本表", "choose from the list; the codes are on this sheet")),
        Column("name", Text("名称", "Name"), required=True, width=22),
        Column("name_en", Text("英文名称", "English name"), width=22),
        Column("organisation", Text("所属单位", "Organisation"), width=20),
        Column("call_sign", Text("呼号", "Call sign")),
        Column("leader", Text("带队人", "Leader")),
        Column("phone", _PHONE, Kind.PHONE, width=18),
        Column("crew", Text("人数", "Crew"), Kind.COUNT, width=8),
        Column("vehicles", Text("车辆数", "Vehicles"), Kind.COUNT, width=8),
        Column("capabilities", Text("能力", "Capabilities"), Kind.LIST, width=26,
               help=Text("多项用顿号或逗号分开；代码或名称均可", "several are separated by commas; code or name")),
        Column("members", Text("联合成员", "Members"), Kind.LIST, width=18,
               help=Text("联合巡防所含力量的编号，用逗号分开", "ids of the units that a joint patrol is made of")),
        Column("lat", Text("纬度", "Latitude"), Kind.DEGREES, width=12,
               help=Text("驻地纬度（十进制度，北纬约 3—54）", "latitude of the base in decimal degrees")),
        Column("lon", Text("经度", "Longitude"), Kind.DEGREES, width=12,
               help=Text("驻地经度（十进制度，东经约 73—136）", "longitude of the base in decimal degrees")),
        Column("datum", Text("坐标系", "Datum"), Kind.CODE, width=20,
               help=Text("填了经纬度就必须填；手机地图取的点是 GCJ-02", "needed with coordinates; phone maps give GCJ-02")),
        Column("shift", Text("班次", "Shift"), width=24,
               help=Text("如：白班 08:00-20:00；写了时间的会标出当班、不当班", "day shift 08:00-20:00; hours tell who is on duty")),
    ),
)

CONTACTS = Sheet(
    "联系人 Contacts", "c",
    (
        _ID,
        Column("name", Text("姓名", "Name"), required=True),
        Column("role", Text("职责", "Role"), Kind.CODE, required=True, width=30,
               help=Text("从下拉框选；代码见本表", "choose from the list; the codes are on this sheet")),
        Column("phone", _PHONE, Kind.PHONE, required=True, width=18),
        Column("title", Text("职务", "Title"), width=20),
        Column("organisation", Text("单位", "Organisation"), width=24),
        Column("a_b", Text("AB 角", "A/B"), Kind.CODE, width=8,
               help=Text("A 为主，B 为替补；空按 A", "A is the first, B the stand-in; empty means A")),
        Column("tier", Text("层级", "Tier"), Kind.CODE, width=18, help=Text("空按职责的层级", "empty: the tier of the role")),
    ),
)

CODES_SHEET = "说明 Codes"

CAPABILITIES: Mapping[str, Text] = MappingProxyType(
    {
        "ambulance": Text("救护车", "ambulance"),
        "boat": Text("冲锋舟（船艇）", "boat"),
        "comms": Text("应急通信", "communications"),
        "cordon": Text("警戒封控", "cordon"),
        "drone": Text("无人机", "drone"),
        "evacuation": Text("转移疏散", "evacuation"),
        "excavator": Text("挖掘机", "excavator"),
        "firefighting": Text("灭火", "firefighting"),
        "generator": Text("发电机", "generator"),
        "hazmat": Text("危化处置", "hazmat"),
        "lighting": Text("照明", "lighting"),
        "mediation": Text("调解劝导", "mediation"),
        "medical": Text("医疗急救", "medical"),
        "pump": Text("排水泵", "pump"),
        "rescue": Text("抢险救援", "rescue"),
        "search": Text("搜寻", "search"),
        "traffic": Text("交通管制", "traffic control"),
    }
)
"""Capabilities that have a name; any other word is kept as it was written."""

LEGAL_DATUM = "CGCS2000/WGS-84"
DATUMS: Mapping[str, Crs] = MappingProxyType(
    {
        LEGAL_DATUM: Crs.WGS84, "cgcs2000": Crs.CGCS2000, "国家2000": Crs.CGCS2000, "2000": Crs.CGCS2000,
        "wgs-84": Crs.WGS84, "wgs84": Crs.WGS84, "gps": Crs.WGS84, "北斗": Crs.CGCS2000,
        "GCJ-02": Crs.GCJ02, "gcj02": Crs.GCJ02, "火星坐标": Crs.GCJ02,
        "BD-09": Crs.BD09, "bd09": Crs.BD09, "百度坐标": Crs.BD09,
    }
)
_TIER_NAMES = {
    "village": Text("村（社区）", "village"), "township": Text("乡镇（街道）", "township"),
    "county": Text("县（市、区）", "county"), "city": Text("市", "city"), "province": Text("省", "province"),
    "national": Text("国家", "national"),
}


class Codes:
    """The codes of one field and every word that may stand for one: the code, its names, or both with a blank between."""

    def __init__(self, names: Mapping[str, Text]) -> None:
        self.names = names
        self._found: dict[str, str] = {}
        for code, name in names.items():
            for word in (name.en, name.zh, code):
                if word:
                    self._found[plain(word)] = code

    def find(self, written: str) -> str | None:
        """The code that was meant, if any."""
        wanted = plain(written)
        return self._found.get(wanted) or self._found.get(wanted.split(" ")[0])

    def show(self, code: str, lang: str) -> str:
        """The code with its name: what stands in the drop-down list."""
        known = self.names.get(code)
        return f"{code} {known.of(lang)}" if known and known.of(lang) != code else code

    def shown(self, lang: str) -> list[str]:
        """All of them as they stand in the list."""
        return [self.show(code, lang) for code in self.names]


def codes_of(reference: Reference) -> dict[str, Codes]:
    """The codes of every coded column, by its key."""
    return {
        "kind": Codes({code: kind.name for code, kind in reference.unit_kinds.items()}),
        "role": Codes({code: role.name for code, role in reference.roles.items()}),
        "tier": Codes(_TIER_NAMES),
        "a_b": Codes({"A": Text("A", "A"), "B": Text("B", "B")}),
        "datum": Codes({name: Text(name, name) for name in (LEGAL_DATUM, Crs.GCJ02.value)}),
        "capabilities": Codes(CAPABILITIES),
    }


def plain(text: str) -> str:
    """For comparing: half-width, lower case, single blanks."""
    return " ".join(unicodedata.normalize("NFKC", text).lower().split())


def datum_of(written: str) -> Crs | None:
    """The datum that was meant, if we know it."""
    wanted = plain(written).replace(" ", "")
    return next((crs for name, crs in DATUMS.items() if plain(name).replace(" ", "") == wanted), None)


def column_of(sheet: Sheet, headings: Iterable[str]) -> Column | None:
    """The column with one of these headings (Chinese, English or the field's own name), if it is ours."""
    wanted = {plain(heading).lstrip("* ") for heading in headings if heading} - {""}
    return next(
        (c for c in sheet.columns if wanted & {plain(c.title.zh), plain(c.title.en), c.key}), None
    )
