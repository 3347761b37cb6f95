"""The villages: where they stand, what they are called, and the roads that were planned between them."""

from __future__ import annotations

from dataclasses import dataclass

from resources.demo.generator.geometry import TOWN, XY, distance

TOWN_CODE = "999901001"


@dataclass(frozen=True)
class Site:
    """A village (or the town's community) before people live in it; ``number`` is for its grid codes."""

    id: str
    number: int
    name: str
    name_en: str
    at: XY
    groups: int


SITES: tuple[Site, ...] = tuple(
    Site(f"v{i:02d}", i, name, name_en, at, groups)
    for i, (name, name_en, at, groups) in enumerate(
        [
            ("河街社区", "Hejie Community", TOWN, 4),
            ("青石村", "Qingshi Village", (6_000, 6_800), 6),
            ("柳湾村", "Liuwan Village", (9_040, 4_480), 5),
            ("大桥村", "Daqiao Village", (7_120, 4_080), 5),
            ("上坪村", "Shangping Village", (10_480, 8_800), 4),
            ("下坪村", "Xiaping Village", (9_200, 7_440), 5),
            ("石塘村", "Shitang Village", (12_400, 6_800), 5),
            ("松岭村", "Songling Village", (3_120, 7_760), 4),
            ("白沙村", "Baisha Village", (2_160, 4_240), 5),
            ("竹园村", "Zhuyuan Village", (3_280, 1_440), 4),
            ("枫林村", "Fenglin Village", (14_160, 7_280), 4),
            ("湖口村", "Hukou Village", (11_280, 10_240), 4),
            ("柿树村", "Shishu Village", (13_360, 4_560), 4),
            ("梅坑村", "Meikeng Village", (11_200, 2_000), 4),
            ("油坊村", "Youfang Village", (7_520, 2_240), 5),
            ("云背村", "Yunbei Village", (6_080, 9_280), 3),
        ],
        1,
    )
)
"""The community of the town first, then fifteen villages."""


@dataclass(frozen=True)
class Route:
    """A road to be laid: through the given points, in order."""

    name: str
    name_en: str
    road_class: str
    through: tuple[XY, ...]


def _site(name: str) -> XY:
    return next(site.at for site in SITES if site.name == name)


def streets() -> list[Route]:
    """The streets of the town: four along the river, five across."""
    x, y = TOWN
    along = [
        ("河街", "Hejie", -320),
        ("中兴街", "Zhongxing", -160),
        ("青石大街", "Qingshi Main", 0),
        ("学府街", "Xuefu", 160),
    ]
    across = [
        ("西环", "Xihuan", -480),
        ("粮站", "Liangzhan", -240),
        ("人民", "Renmin", 0),
        ("市场", "Shichang", 240),
        ("东环", "Donghuan", 480),
    ]
    return [
        *(Route(n, f"{e} Street", "town", ((x - 480, y + d), (x + 480, y + d))) for n, e, d in along),
        *(Route(f"{n}路", f"{e} Road", "town", ((x + d, y - 320), (x + d, y + 160))) for n, e, d in across),
    ]


def county_roads() -> list[Route]:
    """The two county roads; they meet in the town and the southern one crosses the main river at 青石大桥."""
    return [
        Route("望青线", "Wang-Qing Road", "county", ((0, 5_440), TOWN)),
        Route("青枫线", "Qing-Feng Road", "county", (TOWN, (16_000, 7_040))),
        Route("青油线", "Qing-You Road", "county", (TOWN, _site("大桥村"), _site("油坊村"), (7_440, 0))),
    ]


def village_pairs() -> list[tuple[Site, Site, str]]:
    """Pairs of villages to join and the class of the road: a minimum spanning tree, then useful extras.

    An extra road joins those two (under 4.8 km apart) that are farthest by road for their distance.
    """
    tree: list[tuple[Site, Site]] = []
    joined = {SITES[0].id}
    while len(joined) < len(SITES):
        a, b = min(
            ((a, b) for a in SITES if a.id in joined for b in SITES if b.id not in joined),
            key=lambda pair: (_gap(*pair), pair[0].id, pair[1].id),
        )
        tree.append((a, b))
        joined.add(b.id)
    extras: list[tuple[Site, Site]] = []
    every = [(a, b) for i, a in enumerate(SITES) for b in SITES[i + 1 :] if _gap(a, b) < 4_800]
    while len(extras) < 5:
        roads = [*tree, *extras]
        extras.append(max(every, key=lambda pair: (_way(roads, *pair) / _gap(*pair), pair[0].id, pair[1].id)))
    return [(a, b, "town") for a, b in tree] + [(a, b, "village") for a, b in extras]


def _gap(a: Site, b: Site) -> float:
    return distance(a.at, b.at)


def _way(pairs: list[tuple[Site, Site]], start: Site, goal: Site) -> float:
    best = {start.id: 0.0}
    for _ in SITES:
        for a, b in pairs:
            for p, q in ((a, b), (b, a)):
                if p.id in best:
                    best[q.id] = min(best.get(q.id, 1e9), best[p.id] + _gap(a, b))
    return best.get(goal.id, 1e9)
