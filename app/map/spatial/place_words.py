"""The words of other people's files: what a column is called, what a kind of place is called, which way a camera looks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType

COLUMNS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "code": ("编码", "编号", "代码", "统一编号", "网格编码", "网格编号", "国标编码", "code", "id", "objectid", "fid"),
        "village": ("村", "村居", "所在村", "行政村", "社区", "所属村", "village", "村社区"),
        "people": ("人数", "人口", "威胁人数", "威胁人口", "学生人数", "常住人口", "people", "population"),
        "households": ("户数", "威胁户数", "households"),
        "capacity": ("容量", "可容纳人数", "容纳人数", "capacity"),
        "contact": ("联系人", "负责人", "责任人", "校长", "contact"),
        "phone": ("电话", "联系电话", "手机", "手机号", "phone", "tel"),
        "note": ("备注", "说明", "描述", "note", "description"),
        "kind": ("类型", "类别", "种类", "kind", "type"),
        "bearing_deg": ("方位", "方位角", "朝向", "方向", "安装方向", "bearing", "bearing_deg", "azimuth", "direction", "heading"),
        "stream": (
            "视频地址", "视频流", "视频流地址", "流地址", "取流地址", "播放地址", "监控地址", "网页地址", "stream", "stream_url",
            "rtsp", "url",
        ),
        "worker": ("网格员", "专职网格员", "网格员姓名", "网格长", "姓名", "worker", "grid_worker"),
        "name": ("网格名称", "网格", "名称", "name"),
    }
)  # fmt: skip
"""What a column of each meaning may be called, the likeliest first; compared without case."""

KINDS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "camera": ("视频点", "视频监控", "摄像头", "摄像机", "监控", "监控点", "监控点位", "球机", "枪机"),
        "rain_gauge": ("雨量站", "雨量计", "自动雨量站"),
        "water_gauge": ("水位站", "水位计", "水尺", "水文站"),
        "displacement_gauge": ("位移监测", "位移计", "裂缝计", "位移监测点"),
        "smoke_sensor": ("烟感", "烟雾探测器", "烟感探测器"),
        "sensor": ("传感器", "感知设备", "监测设备", "监测点"),
        "village": ("村", "行政村", "社区"),
        "group": ("村民小组", "组", "自然村"),
        "school": ("学校", "小学", "中学"),
        "kindergarten": ("幼儿园",),
        "hospital": ("医院", "卫生院"),
        "clinic": ("卫生室", "诊所"),
        "nursing_home": ("养老院", "敬老院"),
        "gas_station": ("加油站",),
        "bridge": ("桥梁", "桥"),
        "reservoir": ("水库",),
        "landslide": ("滑坡",),
        "collapse": ("崩塌",),
        "debris_flow": ("泥石流",),
        "ground_collapse": ("地面塌陷",),
        "flood_low": ("内涝点", "易涝点", "低洼易涝"),
        "shelter": ("避难场所", "安置点", "应急避难场所"),
    }
)
"""Kinds of places that have a sign of their own, by what lists call them."""

_KIND_OF = MappingProxyType({word: code for code, words in KINDS.items() for word in words})
_COMPASS = MappingProxyType(
    {
        "北": 0.0, "东北": 45.0, "东": 90.0, "东南": 135.0, "南": 180.0, "西南": 225.0, "西": 270.0, "西北": 315.0,
        "n": 0.0, "ne": 45.0, "e": 90.0, "se": 135.0, "s": 180.0, "sw": 225.0, "w": 270.0, "nw": 315.0,
    }
)  # fmt: skip


def guessed(columns: Iterable[str], fields: Iterable[str], taken: Mapping[str, str] | None = None) -> dict[str, str]:
    """Which column probably is which field; ``taken`` are known already, and no column is two things."""
    plain = {name.strip().lower(): name for name in columns}
    found = dict(taken or {})
    for field in fields:
        if field in found:
            continue
        hit = next((plain[word] for word in COLUMNS[field] if word in plain and plain[word] not in found.values()), "")
        if hit:
            found[field] = hit
    return found


def kind_of(words: str) -> str:
    """The code of a kind that a list names in its own words; what nobody knows stays as it is."""
    return _KIND_OF.get(words.strip(), words.strip())


def bearing_of(words: str) -> float | None:
    """Degrees clockwise from north (0 up to 360) out of ``135``, ``135°`` or ``东南``; ``None`` for what is neither.

    Raises nothing: the caller says where in the file it stands.
    """
    plain = words.strip().lower().rstrip("°度").removeprefix("正").removeprefix("朝").removeprefix("向").removesuffix("方向")
    if plain in _COMPASS:
        return _COMPASS[plain]
    try:
        degrees = float(plain)
    except ValueError:
        return None
    return degrees % 360 if 0 <= degrees <= 360 else None
