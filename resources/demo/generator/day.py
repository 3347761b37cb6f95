"""The script of the demo day: what the duty room did until now, in minutes relative to the moment it is opened."""



from __future__ import annotations

from typing import Any

from resources.demo.generator.people import People

Step = dict[str, Any]
_SUPERIOR = "望洲县人民政府总值班室"


class _Script:
    """Collects steps; ``units`` gives ids by call sign."""

    def __init__(self, units: dict[str, str], people: People, county_phone: str) -> None:
        self.steps: list[Step] = []
        self._units, self._people, self._county_phone = units, people, county_phone

    def add(self, at_min: int, do: str, **fields: Any) -> None:
        self.steps.append({"at_min": at_min, "do": do, **fields})

    def open(
        self,
        ref: str,
        kind: str,
        place: str,
        occurred: int,
        aware: int,
        facts: dict[str, int],
        zh: str,
        flags: tuple[str, ...] = (),
    ) -> None:
        caller = {"name": self._people.name(), "phone": self._people.phone("8809")}
        times = {"occurred_min": occurred, "aware_min": aware}
        self.add(
            aware,
            "open_incident",
            ref=ref,
            kind=kind,
            place=place,
            **times,
            caller=caller,
            narrative={"zh": zh},
            facts=facts,
            flags=list(flags),
        )

    def send(self, incident: str, sign: str, at: int, *moves: tuple[int, str]) -> None:
        """Dispatch a unit, then its further statuses at the given minutes."""
        unit = self._units[sign]
        self.add(at, "dispatch", incident=incident, unit=unit)
        for minute, status in moves:
            self.add(minute, "unit_status", unit=unit, status=status)

    def done(self, incident: str, *tasks: tuple[int, str, str]) -> None:
        """Tasks of the running plan as done: the minute, the task's id in the plan, the remark."""
        for at, task, note in tasks:
            self.add(at, "task_done", incident=incident, task=task, note=note)

    def phoned(self, at: int, incident: str, stage: str, read_back: str, recipient: str = "", whom: str = "") -> None:
        """A report by phone; to the county's duty room where no other role is named."""
        to = {"recipient": recipient} if recipient else {}
        self.add(
            at,
            "report_phoned",
            incident=incident,
            stage=stage,
            whom=whom or f"{_SUPERIOR}值班员",
            number=self._county_phone if not recipient else "000-8802-0090",
            read_back=read_back,
            **to,
        )

    def sent(self, at: int, incident: str, stage: str) -> None:
        self.add(at, "report_sent", incident=incident, stage=stage, recipient=_SUPERIOR)


def make(units: dict[str, str], people: People, county_phone: str) -> list[Step]:
    """All steps in order of time: one incident closed, three open."""
    script = _Script(units, people, county_phone)
    _dispute(script)
    _waterlogging(script)
    _traffic(script)
    _fire(script)
    return sorted(script.steps, key=lambda step: step["at_min"])


def _dispute(s: _Script) -> None:
    ref = "inc-dispute"
    s.open(
        ref, "S-MAS", "大桥村", -1_150, -1_138, {"people_gathered": 12},
        "大桥村村民十二人在村委会门口聚集,因砂场便道占地补偿未兑现与施工方争执,有人扬言次日到县里反映,现场无肢体冲突。",
        ("may_escalate",),
    )  # fmt: skip
    s.send(
        ref,
        "联巡03",
        -1_134,
        (-1_132, "acknowledged"),
        (-1_130, "en_route"),
        (-1_112, "on_scene"),
        (-1_105, "working"),
        (-975, "returning"),
        (-957, "on_standby"),
    )
    s.phoned(-1_131, ref, "first", "已复述:十二人聚集,有人扬言到县反映。", "county_politics_law", "望洲县委政法委值班员")
    s.phoned(-1_128, ref, "first", "已复述:十二人聚集,有人扬言到县反映。", "county_petition", "望洲县信访局值班员")
    s.phoned(-1_126, ref, "first", "已复述:大桥村 12 人聚集,无冲突,警格联巡组正赶往现场。")
    s.add(-1_120, "activate", incident=ref, level="II", plan="mass-incident")
    s.done(
        ref,
        (-1_119, "call-back", "已回拨:十二人,三条诉求,无横幅无器械,有两名老人"),
        (-1_116, "governance-centre-in", "综治中心调出该诉求的前两次登记,承办单位为村委会和砂场"),
        (-1_115, "tell-duty-leader", "带班领导已知,请分管副镇长到场"),
        (-1_110, "first-forces", "联巡组到场了解情况,双方已分开"),
        (-1_104, "keep-timeline", "时间轴开始记录,现场照片两张"),
        (-1_002, "leader-talks", "副镇长与三名代表座谈,诉求、承办单位和答复时间当面告知"),
    )
    s.sent(-1_104, ref, "first")
    s.add(-1_060, "note", incident=ref, text="分管副镇长到场,村民推选代表 3 人到村委会会议室座谈。")
    s.add(
        -1_010,
        "fact",
        incident=ref,
        name="people_gathered",
        value=5,
        status="verified",
        note="网格员现场清点",
        reason="多数村民已回家",
    )
    s.add(-985, "note", incident=ref, text="聚集人员散去,约定明日由司法所组织调解;网格员继续走访,防止反复。")
    s.add(-950, "terminate", incident=ref, reason="人员全部散去,无冲突无伤亡,转入司法所调处,七十二小时内回访")
    s.sent(-905, ref, "final")
    s.add(-131, "note", incident=ref, text="村委会来电:有两户再次到砂场便道理论,情绪激动,未聚集。")
    s.send(ref, "联巡03", -128, (-127, "acknowledged"), (-125, "en_route"), (-109, "on_scene"), (-106, "working"))
    s.add(-96, "note", incident=ref, text="联巡三组到场劝离,其余各户同意调解;两户约定由司法所当面答复。")


def _waterlogging(s: _Script) -> None:
    ref = "inc-waterlogging"
    s.open(
        ref, "N-WLG", "河街社区河街涵洞", -772, -765, {"trapped": 2, "threatened": 88},
        "强降雨致河街涵洞积水约零点六米,一辆小型面包车熄火,车内两人被困,洞口外侧低洼住户家门口进水。",
    )  # fmt: skip
    home = "on_standby"
    s.send(
        ref,
        "水利01",
        -763,
        (-762, "acknowledged"),
        (-760, "en_route"),
        (-755, "on_scene"),
        (-752, "working"),
        (-410, "returning"),
        (-402, home),
    )
    s.send(
        ref,
        "救援02",
        -762,
        (-761, "acknowledged"),
        (-758, "en_route"),
        (-752, "on_scene"),
        (-750, "working"),
        (-420, "returning"),
        (-411, home),
    )
    s.send(
        ref,
        "交警02",
        -760,
        (-759, "acknowledged"),
        (-758, "en_route"),
        (-753, "on_scene"),
        (-751, "working"),
        (-405, "returning"),
        (-398, home),
    )
    s.add(-757, "activate", incident=ref, level="II", plan="flood-typhoon")
    s.done(
        ref,
        (-756, "call-back", "已回拨:积水约零点六米,车内两人被困,水位仍在上涨"),
        (-755, "tell-duty-leader", "带班领导已知,同意启动响应"),
        (-750, "broadcast-warning", "已转发县气象台暴雨预警,广播和短信同时发出"),
        (-747, "call-each-village", "十六个村(社区)全部叫通"),
        (-749, "first-forces", "水上分队八人到场,着救生衣作业"),
        (-745, "keep-timeline", "时间轴开始记录"),
        (-742, "close-low-roads", "涵洞两端封闭,交警现场分流"),
    )
    s.phoned(-754, ref, "first", "已复述:河街涵洞积水,车内 2 人被困,救援队已到场。")
    s.add(-748, "fact", incident=ref, name="trapped", value=0, status="corrected", note="水上分队", reason="两人已救出")
    s.add(-746, "note", incident=ref, text="两名被困人员由水上分队救出,无伤,已送回家中。")
    s.sent(-736, ref, "first")
    s.add(-715, "fact", incident=ref, name="evacuated", value=31, status="verified", note="社区核对名单", reason="转移完成后清点")
    s.add(-540, "note", incident=ref, text="抽水泵三台连续作业,洞内水深降到零点二米。")
    s.add(-425, "note", incident=ref, text="积水排清,涵洞恢复通行,转移群众安检后返家。")
    s.add(-395, "terminate", incident=ref, reason="积水排除,被困人员全部救出,转移群众已返家,无次生险情")
    s.sent(-340, ref, "final")
    s.add(
        -310, "close", incident=ref, cause="短时强降雨超过涵洞排水能力,进水口被杂物堵塞",
        result="救出被困 2 人,转移 9 户 31 人,无伤亡", losses="面包车一辆进水,低洼户 9 户室内进水,无房屋受损",
        measures="封闭涵洞、救出被困人员、转移低洼户、抽排积水、现场分流", lessons="雨前清掏进水口,涵洞加装水位报警和自动拦杆",
    )  # fmt: skip


def _traffic(s: _Script) -> None:
    ref = "inc-traffic"
    s.open(
        ref, "A-RDT", "青石大桥", -147, -142, {"serious": 1, "minor": 2},
        "青石大桥南端一辆小货车与面包车相撞,三人受伤,其中一人伤势较重,桥面单侧受阻,雨天路滑,有少量燃油泄漏。",
    )  # fmt: skip
    home = "on_standby"
    s.send(ref, "交警01", -140, (-139, "acknowledged"), (-138, "en_route"), (-132, "on_scene"), (-130, "working"))
    s.send(
        ref,
        "急救02",
        -140,
        (-139, "acknowledged"),
        (-137, "en_route"),
        (-131, "on_scene"),
        (-129, "working"),
        (-112, "returning"),
        (-88, home),
    )
    s.send(
        ref,
        "消防03",
        -139,
        (-138, "acknowledged"),
        (-136, "en_route"),
        (-129, "on_scene"),
        (-127, "working"),
        (-84, "returning"),
        (-75, home),
    )
    s.phoned(-131, ref, "first", "已复述:青石大桥两车相撞,1 重伤 2 轻伤,桥面半幅通行。")
    s.add(-128, "activate", incident=ref, level="II", plan="road-traffic")
    s.done(
        ref,
        (-127, "call-back", "已回拨:南端两车相撞,三人受伤,无人被困,无危险品"),
        (-126, "no-approach-hazmat", "无危险品标识,少量燃油泄漏,现场禁火"),
        (-126, "call-110-122-120", "110、122、120 均已接警,位置和方向已通报"),
        (-125, "tell-duty-leader", "带班领导已知,同意启动响应"),
        (-120, "triage-scene", "一重两轻,重伤者先行转运"),
        (-118, "close-road", "桥面封闭半幅,交替放行"),
        (-116, "detour", "绕行下坪大桥,广播和微信群已发布"),
    )
    s.sent(-108, ref, "first")
    s.add(-105, "note", incident=ref, text="三名伤员送镇卫生院,重伤者处理后转县人民医院,家属已联系上。")
    s.add(-102, "fact", incident=ref, name="serious", value=1, status="verified", note="镇卫生院", reason="入院诊断")
    s.add(-101, "fact", incident=ref, name="minor", value=2, status="verified", note="镇卫生院", reason="入院诊断")
    s.send(ref, "养护01", -95, (-93, "acknowledged"), (-90, "en_route"), (-72, "on_scene"), (-68, "working"))
    for minute in (-115, -105, -90, -60, -12):
        s.add(minute, "tasks_done", incident=ref, within=12, note="已办结")
    s.sent(-45, ref, "follow_up")
    s.add(
        -42,
        "note",
        incident=ref,
        text="面包车已拖离,小货车等待吊装;桥面仍为半幅通行,大型车辆经下坪大桥绕行。",
    )


def _fire(s: _Script) -> None:
    ref = "inc-fire"
    s.open(
        ref, "A-FIR", "青石村三组", -23, -20, {"trapped": 2, "minor": 1},
        "青石村三组一栋二层砖木民房起火,二楼有老人和小孩两人被困,一名邻居施救时手部烧伤,屋内有液化气瓶,火势向东侧相邻房屋蔓延。",
        ("sens_people",),
    )  # fmt: skip
    s.send(ref, "微站01", -19, (-19, "acknowledged"), (-18, "en_route"), (-15, "on_scene"), (-14, "working"))
    s.send(ref, "消防01", -19, (-18, "acknowledged"), (-17, "en_route"), (-12, "on_scene"), (-11, "working"))
    s.send(ref, "消防02", -18, (-17, "acknowledged"), (-16, "en_route"), (-10, "on_scene"), (-9, "working"))
    s.send(ref, "急救01", -18, (-17, "acknowledged"), (-16, "en_route"), (-11, "on_scene"))
    s.send(ref, "青警01", -17, (-16, "acknowledged"), (-15, "en_route"), (-10, "on_scene"), (-9, "working"))
    s.add(-14, "activate", incident=ref, level="I", plan="structure-fire")
    s.done(
        ref,
        (-13, "mini-station-out", "青石村微型消防站六人出动"),
        (-13, "call-back", "已回拨:二楼老人、小孩各一人,屋内有液化气瓶"),
        (-12, "knock-and-leave", "相邻四户敲门疏散完毕"),
        (-12, "mini-station-arrives", "微型消防站到场控火,等待专职队"),
    )
    s.add(-13, "note", incident=ref, text="微型消防站到场:大门侧火势较大,北侧窗口可架梯,邻屋住户已全部撤出。")
    s.send(ref, "供电01", -13, (-12, "acknowledged"), (-10, "en_route"), (-3, "on_scene"))
    s.phoned(-11, ref, "first", "已复述:青石村三组民房火灾,2 人被困,1 人轻伤,专职消防队到场。")
    s.send(ref, "网格02", -10, (-9, "acknowledged"), (-8, "en_route"), (-5, "on_scene"))
    s.add(-6, "note", incident=ref, text="专职队从北侧窗口架梯内攻,液化气瓶已转移到安全地带。")
    for minute, within in ((-9, 3), (-6, 3), (-4, 6)):
        s.add(minute, "tasks_done", incident=ref, keep=["first-scene-report"], within=within, note="已落实")
    s.add(-4, "fact", incident=ref, name="evacuated", value=15, status="reported", note="网格员", reason="相邻 4 户已撤出")
