"""Every widget of the kit on one screen, in Chinese: ``python -m tests.ui.kit.gallery FOLDER`` writes PNGs to
look at.

Not a test. The Chinese stands in for the translation files, so that the shapes are judged with the real
words.
"""

from __future__ import annotations

import asyncio
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

from PySide6.QtCore import Qt, QTranslator
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QGroupBox,
    QHBoxLayout,
    QMainWindow,
    QRadioButton,
    QScrollArea,
    QSpinBox,
    QSplitter,
    QStatusBar,
    QTabWidget,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app.kernel.clock import FixedClock
from app.ui.kit import dialogs
from app.ui.kit.cards import Card, CardList
from app.ui.kit.form import Choice, Field, FieldKind, Form
from app.ui.kit.shortcuts import Actions, ActionSpec
from app.ui.kit.table import Column, RowsView
from app.ui.kit.theme import Theme, Tone
from app.ui.kit.time_text import full
from app.ui.kit.widgets import (
    Badge,
    Banner,
    Button,
    Countdown,
    Elided,
    EmptyState,
    FaultBar,
    FaultNote,
    FlowLayout,
    ProgressStrip,
    SearchBox,
    SectionHeader,
    Text,
)

NOW = datetime(2026, 7, 17, 19, 17, 42, tzinfo=UTC)

WORDS = {
    "Mon": "周一",
    "Tue": "周二",
    "Wed": "周三",
    "Thu": "周四",
    "Fri": "周五",
    "Sat": "周六",
    "Sun": "周日",
    "yesterday {time}": "昨日 {time}",
    "tomorrow {time}": "明日 {time}",
    "{time} left": "还剩 {time}",
    "{time} over": "已超 {time}",
    "{days} d {hours:02}:{minutes:02}": "{days} 天 {hours:02}:{minutes:02}",
    "since {time}": "{time} 起",
    "still works: {what}": "仍可用:{what}",
    "Search, pinyin initials too (Ctrl+F)": "查找,可用拼音首字母 (Ctrl+F)",
    "Cancel": "取消",
    "about {time} left": "约需 {time}",
    "Export": "导出",
    "{count} rows": "共 {count} 条",
    "{count} of {total} rows": "{count} / {total} 条",
    "Required": "必填",
    "A whole number": "请填整数",
    "A time such as 0255 or 02:55": "时间如 0255 或 02:55",
    "type to find": "输入名称、代码或拼音首字母",
    "0255, y 2340, 7-18 0255, -5": "0255、昨 2340、7-18 0255、-5",
    "At least {bound}": "不小于 {bound}",
    "Key {number}": "按键 {number}",
    "Save these rows as xlsx or csv": "把这些行存为 xlsx 或 csv",
    "Keyboard": "键盘",
    "Close": "关闭",
    "Choose": "选定",
    "OK": "确定",
    "Nothing found": "没有找到",
    "Escape in the search box shows all rows": "在查找框按 Esc 显示全部",
}


class DictTranslator(QTranslator):
    """Translates from a dictionary."""

    def translate(
        self, context: str, source: str, disambiguation: str | None = None, n: int = -1
    ) -> str | None:
        return WORDS.get(source)  # None, not "": Qt falls back to the source

    def isEmpty(self) -> bool:
        return False


UNITS = [
    ("u1", "青石派出所巡逻一组", "公安", "on_scene", "已到场", Tone.INFO, "02:58", 0.4),
    ("u2", "镇专职消防队 1 号车", "消防", "working", "处置中", Tone.INFO, "03:01", 0.6),
    ("u3", "中心卫生院救护车", "医疗", "en_route", "途中", Tone.NEUTRAL, "03:12", 4.2),
    ("u4", "青石村微型消防站", "微型站", "working", "处置中", Tone.INFO, "03:05", 0.1),
    ("u5", "镇民兵应急排", "民兵", "dispatched", "未签收", Tone.WATCH, "03:14", 6.8),
    ("u6", "供电所抢修班", "供电", "stale", "位置过期 26 分", Tone.WARN, "02:51", 3.3),
    ("u7", "蓝海志愿救援队", "志愿", "on_standby", "待命", Tone.MUTED, "03:10", 9.7),
    ("u8", "北山护林队", "林业", "offline", "失联", Tone.ALARM, "01:40", 12.5),
    ("u9", "三组网格员", "网格", "on_scene", "已到场", Tone.INFO, "02:56", 0.2),
]


def columns() -> tuple[Column, ...]:
    return (
        Column(key="name", title="力量", text=lambda r: r[1], stretch=True),
        Column(key="kind", title="类别", text=lambda r: r[2], width=72),
        Column(key="status", title="状态", text=lambda r: r[4], tone=lambda r: r[5], badge=True, width=132),
        Column(key="at", title="更新", text=lambda r: r[6], align="right", width=64),
        Column(
            key="km",
            title="距离",
            text=lambda r: f"{r[7]:.1f} km",
            sort=lambda r: r[7],
            align="right",
            width=80,
        ),
    )


def cards() -> list[Card]:
    return [
        Card(
            id="a",
            title="房屋火灾 青石村三组",
            subtitle="02:55 接报 · 首报书面",
            badge="较大",
            tone=Tone.WARN,
            due_at=NOW + timedelta(minutes=6, seconds=12),
        ),
        Card(
            id="b",
            title="道路交通事故 县道 214 线 8 公里处",
            subtitle="昨日 23:40 · 续报二",
            badge="一般",
            tone=Tone.INFO,
            due_at=NOW + timedelta(minutes=41),
        ),
        Card(
            id="c",
            title="水库超汛限水位 云溪水库",
            subtitle="01:20 · 首报电话",
            badge="重大",
            tone=Tone.ALARM,
            due_at=NOW - timedelta(minutes=2, seconds=11),
        ),
        Card(
            id="d",
            title="邻里矛盾纠纷 柳湾村",
            subtitle="07-16 18:05 · 调解中",
            badge="苗头",
            tone=Tone.NEUTRAL,
            right="已调解 2 次",
        ),
        Card(
            id="e",
            title="食物中毒 中心小学",
            subtitle="07-16 12:30 · 已终报",
            badge="办结",
            tone=Tone.MUTED,
            right="更正期 5 天",
        ),
    ]


def intake() -> Form:
    kinds = (
        Choice("A-FIR", "房屋火灾", "A-FIR fwhz"),
        Choice("N-FLD", "洪涝", "N-FLD hl"),
        Choice("A-RDT", "道路交通事故", "jtsg"),
    )
    flags = tuple(
        Choice(code, words)
        for code, words in (
            ("s", "涉学校"),
            ("w", "涉外"),
            ("m", "涉少数民族"),
            ("n", "敏感时段"),
            ("p", "舆情"),
        )
    )
    form = Form(
        (
            Field(
                key="kind",
                label="事件类别",
                kind=FieldKind.CHOICE,
                choices=kinds,
                required=True,
                hint="A-FIR 生产安全 / 火灾",
            ),
            Field(key="place", label="地点", required=True, placeholder="村、组、路名,或在地图上点"),
            Field(key="at", label="发生时间", kind=FieldKind.DATETIME, required=True),
            Field(
                key="dead",
                label="死亡",
                kind=FieldKind.INT,
                unit="人",
                minimum=0,
                hint="≥3 人为较大 国务院令第493号第三条",
            ),
            Field(key="trapped", label="被困", kind=FieldKind.INT, unit="人", minimum=0),
            Field(key="loss", label="直接损失", kind=FieldKind.DECIMAL, unit="万元", minimum=0),
            Field(key="flags", label="敏感要素", kind=FieldKind.FLAGS, choices=flags),
            Field(key="text", label="简要情况", kind=FieldKind.MULTILINE, lines=3),
        ),
        now=lambda: NOW,
    )
    form.set_values(
        {
            "kind": "A-FIR",
            "at": NOW - timedelta(minutes=22),
            "dead": 0,
            "flags": ("n",),
            "text": "三组一民房起火,火势向东侧蔓延,二楼有两名老人被困。",
        }
    )
    form.set_values({"trapped": -1})
    form.set_error("place", "必填")
    return form


class Gallery(QMainWindow):
    """The whole kit in the places of the real window."""

    def __init__(self) -> None:
        super().__init__()
        self.setWindowTitle("青石镇应急指挥值守台")
        self.clock = FixedClock(NOW)
        self.actions_ = Actions(self)
        for spec in (
            ActionSpec(
                id="respond", text="启动响应", key="F5", icon="respond", handler=self.update, group="处置"
            ),
            ActionSpec(
                id="dispatch", text="派出力量", key="F6", icon="dispatch", handler=self.update, group="处置"
            ),
            ActionSpec(id="report", text="报送", key="F7", icon="report", handler=self.update, group="处置"),
            ActionSpec(id="answer", text="应答", key="F9", icon="check", handler=self.update, group="时限"),
            ActionSpec(id="close", text="办结", icon="stop", handler=self.update, enabled=lambda: False),
            ActionSpec(
                id="paper", text="打印单页", key="Ctrl+P", icon="print", handler=self.update, group="文书"
            ),
        ):
            self.actions_.add(spec)
        page = QWidget()
        page.setProperty("role", "page")
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._head())
        split = QSplitter(Qt.Orientation.Horizontal)
        split.addWidget(self._left())
        split.addWidget(self._centre())
        split.addWidget(self._right())
        split.setSizes([300, 580, 480])
        split.setContentsMargins(8, 8, 8, 8)
        column.addWidget(split, 1)
        column.addWidget(self._strip())
        self.setCentralWidget(page)
        bar = QStatusBar()
        bar.addWidget(Text("日志已存 03:17:40   链完好   离线底图   上级接口 断开 02:10 起"))
        self.setStatusBar(bar)

    def _panel(self) -> tuple[QWidget, QVBoxLayout]:
        panel = QWidget()
        panel.setProperty("role", "panel")
        panel.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        column = QVBoxLayout(panel)
        column.setContentsMargins(12, 8, 12, 12)
        column.setSpacing(8)
        return panel, column

    def _head(self) -> QWidget:
        head = QWidget()
        head.setProperty("role", "bar")
        head.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        row = QHBoxLayout(head)
        row.setContentsMargins(12, 8, 12, 8)
        row.setSpacing(16)
        row.addWidget(Text("青石镇应急指挥值守台", "title"))
        row.addWidget(Badge("实战", Tone.OK))
        row.addWidget(Text("带班 王某   值班 李某", "label"))
        row.addWidget(Text(full(NOW), "figure"))
        row.addWidget(Badge("预警 暴雨橙", Tone.WARN))
        row.addWidget(SearchBox("一行接报:类别 地点 伤亡 (F2)"), 1)
        return head

    def _left(self) -> QWidget:
        panel, column = self._panel()
        header = SectionHeader("突发事件", "5 起")
        header.add(Button("接报", "add", "quiet"))
        column.addWidget(header)
        self.cards = CardList(self.clock)
        self.cards.set_cards(cards())
        self.cards.select("a")
        column.addWidget(self.cards, 3)
        flow = FlowLayout(spacing=6)
        for tone, word in zip(Tone, ("一般", "已办", "正常", "关注", "注意", "警戒", "紧急"), strict=True):
            flow.addWidget(Badge(word, tone))
        column.addLayout(flow)
        tree = QTreeWidget()
        tree.setHeaderHidden(True)
        root = QTreeWidgetItem(["青石村"])
        for words in ("一组", "二组", "三组"):
            root.addChild(QTreeWidgetItem([words]))
        tree.addTopLevelItem(root)
        tree.expandAll()
        column.addWidget(tree, 2)
        return panel

    def _centre(self) -> QWidget:
        panel, column = self._panel()
        faults = FaultBar()
        faults.set_faults(
            (
                FaultNote(
                    "up",
                    "上级接口断开",
                    NOW - timedelta(minutes=67),
                    "本地记录、地图、打印",
                    "重试",
                    self.update,
                ),
            ),
            NOW,
        )
        column.addWidget(faults)
        column.addWidget(SectionHeader("力量", "到场 3 · 途中 1 · 未签收 1"))
        table = RowsView(columns(), lambda r: r[0], title="力量")
        table.set_rows(UNITS)
        table.select("u3")
        self.table = table
        column.addWidget(table, 3)
        column.addWidget(Banner("演练导调:第 4 条信息已下发,等待值班员处置", Tone.WATCH, "查看"))
        strip = ProgressStrip()
        strip.show_progress("正在生成信息报告", 0.42, timedelta(seconds=18))
        column.addWidget(strip)
        tabs = QTabWidget()
        tabs.addTab(
            EmptyState("还没有任务", "按 F5 启动响应,预案的任务会列在这里。", "启动响应", "plan"), "任务"
        )
        tabs.addTab(QWidget(), "报送")
        tabs.addTab(QWidget(), "时间轴")
        column.addWidget(tabs, 2)
        return panel

    def _right(self) -> QWidget:
        panel, column = self._panel()
        column.addWidget(
            Elided("房屋火灾 青石村三组 12 号两层砖混民房及相邻柴房(较长的标题会在末尾省略)", "title")
        )
        row = QHBoxLayout()
        row.addWidget(Badge("较大 Ⅲ级", Tone.WARN))
        row.addWidget(Text("死亡 0   被困 2   受伤 1", "figure"))
        row.addWidget(Text("已报,待核", "caption"))
        row.addStretch(1)
        column.addLayout(row)
        area = QScrollArea()
        area.setWidgetResizable(True)
        form = intake()
        form.setProperty("role", "scrolled")
        area.setWidget(form)
        column.addWidget(area, 1)
        box = QGroupBox("控件")
        inner = QHBoxLayout(box)
        spin = QSpinBox()
        spin.setSuffix(" 米")
        spin.setValue(30)
        combo = QComboBox()
        combo.addItems(["默认规则(建议值)", "省级样例"])
        checked, radio = QCheckBox("已核实"), QRadioButton("法定")
        checked.setChecked(True)
        radio.setChecked(True)
        for widget in (spin, combo, checked, radio):
            inner.addWidget(widget)
        column.addWidget(box)
        buttons = FlowLayout(spacing=8)
        buttons.addWidget(self.actions_.button("respond", "primary"))
        for name in ("dispatch", "report", "paper", "close"):
            buttons.addWidget(self.actions_.button(name))
        buttons.addWidget(Button("终止响应", "stop", "danger"))
        column.addLayout(buttons)
        return panel

    def _strip(self) -> QWidget:
        strip = QWidget()
        strip.setProperty("role", "strip")
        strip.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        row = QHBoxLayout(strip)
        row.setContentsMargins(12, 6, 12, 6)
        row.setSpacing(12)
        row.addWidget(Text("时限", "section"))
        for tone, word, text, minutes in (
            (Tone.ALARM, "已超", "水库 首报电话→县总值班室", -2.2),
            (Tone.WARN, "急", "火灾 书面首报→县总值班室", 6.2),
            (Tone.NEUTRAL, "待", "交通事故 续报二", 41),
        ):
            row.addWidget(Badge(word, tone))
            row.addWidget(Text(text))
            row.addWidget(Countdown(self.clock, NOW + timedelta(minutes=minutes)))
            row.addSpacing(12)
        row.addStretch(1)
        row.addWidget(self.actions_.button("answer", "primary"))
        return strip


async def _dialog(window: QWidget, path: Path) -> None:
    asked = asyncio.ensure_future(
        dialogs.confirm(
            window,
            "发送书面首报",
            "将向 县政府总值班室 发送书面首报,共 2 页。\n发出后只能以更正报修改。",
            "发送",
        )
    )
    await asyncio.sleep(0.1)
    window.findChild(dialogs.KitDialog).grab().save(str(path))
    asked.cancel()
    await asyncio.gather(asked, return_exceptions=True)


def main(folder: Path) -> None:
    from app.ui.kit.loop import main_loop

    app = QApplication.instance() or QApplication(sys.argv[:1])
    folder.mkdir(parents=True, exist_ok=True)
    translator = DictTranslator(app)
    app.installTranslator(translator)
    Theme.load(name="light").apply(app)

    async def shoot() -> int:
        for name in ("light", "dark"):
            for scale in (1.0, 1.5):
                Theme.load(name=name, scale=scale).apply(app)
                for width, height in ((1366, 768), (1920, 1080)):
                    if scale > 1 and width < 1900:
                        continue
                    window = Gallery()
                    window.resize(width, height)
                    window.show()
                    window.table.view.setFocus()
                    await asyncio.sleep(0.15)
                    window.grab().save(str(folder / f"gallery-{name}-{width}-{int(scale * 100)}.png"))
                    if width > 1900:
                        await _dialog(window, folder / f"dialog-{name}-{int(scale * 100)}.png")
                    window.close()
                    window.deleteLater()
        return 0

    main_loop(app, shoot)


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "build/gallery"))
