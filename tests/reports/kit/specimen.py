"""Two papers that use every block: what the tests read back and what a person looks at."""

from __future__ import annotations

import io

from PIL import Image, ImageDraw

from app.reports.kit import (
    DENSE,
    OFFICIAL,
    Block,
    Cell,
    Column,
    Drawing,
    Imprint,
    KeyValueGrid,
    Letterhead,
    Pen,
    Picture,
    Prose,
    Rule,
    Signature,
    SignatureLine,
    Space,
    Table,
    attachments,
    mark,
    struck,
)
from app.reports.kit.style import OFFICIAL_LEADING_PT

BODY = (
    "2026年7月18日2时55分，我镇青石村三组村民李镕（男，57岁，身份证后四位0000）家发生房屋火灾，过火面积约120㎡。接报后，镇应急值守"
    "台立即调派微型消防站（2车8人）、村级应急队赶赴现场；3时05分首批力量到场，3时42分明火扑灭。“人员是否全部撤出？”县政府总值班室"
    "多次询问，经《青石村网格台账》逐户核对，被困的2人已全部救出……其中1人轻伤——已送镇卫生院（距现场3.5km）救治，生命体征平稳，体温36.8℃。"
)


def picture() -> bytes:
    """A map-like PNG."""
    image = Image.new("RGB", (1200, 600), "white")
    pen = ImageDraw.Draw(image)
    for n in range(0, 1200, 60):
        pen.line((n, 0, 1200 - n, 600), fill=(90, 90, 90), width=2)
    pen.ellipse((550, 250, 650, 350), outline="black", width=8)
    out = io.BytesIO()
    image.save(out, "PNG")
    return out.getvalue()


def photograph(wide: int = 1200, high: int = 900, orientation: int = 1, camera: str = "SecretCamera") -> bytes:
    """A JPEG whose left half is dark, as the camera held it, with what cameras hide in it."""
    image = Image.new("RGB", (wide, high), (230, 230, 230))
    image.paste((30, 30, 30), (0, 0, wide // 2, high))
    exif = image.getexif()
    exif[0x010F], exif[0x0112] = camera, orientation
    exif.get_ifd(0x8825)[1] = "N"
    out = io.BytesIO()
    image.save(out, "JPEG", exif=exif)
    return out.getvalue()


def draw_code(pen: Pen) -> None:
    """A stand-in for a QR code."""
    pen.box(0, 0, 40, 40, 0.3)
    pen.text(50, 10, "校验码图")


def official() -> list[Block]:
    """An official report upward with every part of the standard."""
    s = OFFICIAL
    return [
        Letterhead("青石镇人民政府", number="青政报〔2026〕7号", signer="王某", urgency=("000001", "特急")),
        Space(2 * OFFICIAL_LEADING_PT),
        Prose(["青石镇人民政府关于", "青石村三组", "房屋火灾", "应急处置工作", "有关情况的", "报告"], s.title),
        Space(OFFICIAL_LEADING_PT),
        Prose("县人民政府总值班室：", s.plain),
        Prose(BODY, s.body),
        Prose("一、基本情况", s.level1),
        Prose("（一）伤亡情况", s.level2),
        Prose(["截至3时40分，死亡", struck("1人"), "0人", mark("更正"), "，受伤1人", mark("核实"), "。"], s.body),
        Prose("1.直接经济损失约12万元。", s.level3),
        Prose("二、下一步工作", s.level1),
        Prose(BODY, s.body),
        Prose(BODY, s.body),
        *attachments(["现场示意图", "青石村三组村民安置情况一览表及其后续救助工作安排的有关说明材料"]),
        Signature("青石镇人民政府", "2026年7月18日"),
        Imprint(
            "县应急管理局、县消防救援大队、县公安局，镇党委、人大主席团。",
            "青石镇党政综合办公室",
            "2026年7月18日印发",
        ),
    ]


def dense(rows: int = 60) -> list[Block]:
    """A dossier: grid of facts, picture, drawing, a long table, lines to sign on."""
    s = DENSE
    columns = [
        Column("时间", 1.3),
        Column("事项", 5),
        Column("经手", 1.2),
        Column("人数", 0.8, align=s.cell_number.align),
    ]
    body = [[f"03:{n % 60:02d}:17", BODY[: 20 + (n * 37) % 150], "李某", str(n)] for n in range(rows)]
    body.insert(3, [Cell("（第二阶段）", span=4, shaded=True)])
    facts = [
        ("事件", "房屋火灾"),
        ("等级", "较大（Ⅲ级）"),
        ("发生时间", "2026-07-18 02:55"),
        ("接报时间", "2026-07-18 02:58"),
        ("地点", "青石村三组(E 120.5,N 26.1)"),
        ("判级依据", ["死亡3人≥3人 → 较大，", "国务院令第493号第三条", mark("法定")]),
        ("现场指挥", "王某"),
    ]
    return [
        Prose("突发事件处置档案", s.title),
        Rule(red=True),
        Prose("一、概况", s.level1),
        KeyValueGrid(facts, s, wide=frozenset({"判级依据"})),
        Prose(BODY, s.body),
        Prose("二、示意图", s.level1),
        Picture(picture(), s.caption, "图1 现场示意图（比例尺 1:5000）", max_height_mm=60),
        Drawing(20, draw_code, s.caption),
        Prose("三、时间轴", s.level1),
        Table(columns, body, s),
        SignatureLine(("交班人", "接班人", "带班领导"), s.plain),
    ]
