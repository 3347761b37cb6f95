"""Full-text search over 100,000 incidents: ``python -m tests.bench.bench_search``.

The index is compared with what one would write first: ``LIKE '%…%'`` over the same texts in the same file. The limit of the
desk is 50 ms a search. Never fails on a time: figures are for people.
"""

from __future__ import annotations

import random
import sqlite3
import statistics
import sys
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

from app.desk.searching import grams
from app.desk.searching.model import MOST, Doc, Wanted, hit
from app.storage.search_index import SearchStore

COUNT, ROUNDS = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000, 15
VILLAGES = [f"{a}{b}村" for a in "青白黑红金银铜铁石沙" for b in "石山水河林桥坪湾沟岭"]
KINDS = ("房屋火灾", "森林火灾", "山体滑坡", "道路交通事故", "食物中毒", "群体上访", "河道漫堤", "危化品泄漏", "触电", "溺水")
WORDS = (
    "群众报警称有浓烟", "已通知消防救援站", "现场有两人被困", "伤者已送镇卫生院", "村支书带队疏散群众", "道路中断",
    "正在核实伤亡情况", "网格员到场", "派出所维持秩序", "供电所已断电", "降雨持续", "水位上涨", "明火已扑灭",
    "未发现人员伤亡", "家属情绪稳定", "请求增援",
)
QUERIES = ("浓烟", "被困", "青石村", "火灾", "泄漏 增援", "村", "2019", "张三丰", "铁岭村 溺水", "正在核实伤亡情况")


def docs() -> list[Doc]:
    """Ten years of incidents, from some two hundred characters each."""
    chance = random.Random(7)
    start = datetime(2016, 1, 1, tzinfo=UTC)
    made = []
    for number in range(COUNT):
        village, kind = chance.choice(VILLAGES), chance.choice(KINDS)
        text = f"{village}{chance.randint(1, 9)}组{kind}，" + "，".join(chance.choices(WORDS, k=chance.randint(8, 30)))
        facets = (grams.facet("kind", kind), grams.facet("village", village))
        at = start + timedelta(minutes=50 * number)
        made.append(Doc("incident", str(number), at, f"{at:%Y%m%d}-{number % 99:02} {village}{kind}", text, str(number), facets))
    return made


def main() -> None:
    """Fill an index, then ask it and the slow way the same."""
    made = docs()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "search.sqlite"
        store = SearchStore(path)
        begun = time.perf_counter()
        for place in range(0, COUNT, 500):
            store.put(made[place : place + 500])
        filled_s = time.perf_counter() - begun
        print(f"{COUNT:,} incidents, {sum(len(one.text) for one in made) / COUNT:.0f} characters each: "
              f"made in {filled_s:.1f} s, {path.stat().st_size / 2**20:.0f} MB")
        slow = sqlite3.connect(path)
        rows = [("query", "hits", "p50 ms", "max ms", "LIKE ms", "ratio")]
        for query in (*QUERIES, ""):
            wanted = Wanted(query) if query else Wanted("被困", kind="溺水", village="铁岭村")
            taken = [_taken(store, wanted) for _ in range(ROUNDS)]
            like = statistics.median(_like(slow, query or "被困") for _ in range(3))
            median = statistics.median(taken)
            figures = (f"{median:.2f}", f"{max(taken):.2f}", f"{like:.0f}", f"{like / median:.0f} x")
            rows.append((query or "被困 (溺水, 铁岭村)", f"{len(store.find(wanted, MOST))}", *figures))
        begun = time.perf_counter()
        for one in made[:200]:
            store.put([one])
        for row in rows:
            print("".join(cell.rjust(10) for cell in row[1:]), row[0], sep="  ")
        print(f"one changed incident written again: {(time.perf_counter() - begun) * 5:.2f} ms")
        store.close()


def _taken(store: SearchStore, wanted: Wanted) -> float:
    begun = time.perf_counter()
    for doc in store.find(wanted, MOST + 1):
        hit(doc, wanted.text)
    return (time.perf_counter() - begun) * 1000


def _like(slow: sqlite3.Connection, query: str) -> float:
    asked = " AND ".join("title || text LIKE ?" for _ in query.split())
    begun = time.perf_counter()
    wanted = [f"%{word}%" for word in query.split()]
    slow.execute(f"SELECT * FROM docs WHERE {asked} ORDER BY at DESC LIMIT {MOST}", wanted).fetchall()
    return (time.perf_counter() - begun) * 1000


if __name__ == "__main__":
    main()
