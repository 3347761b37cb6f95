"""Invented names and impossible phone numbers, drawn in a fixed order."""

from __future__ import annotations

import random

_SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文"
_GIVEN = ["建国", "志强", "海燕", "春梅", "文斌", "立新", "晓峰", "国栋", "永康", "秀兰", "桂英", "明辉", "振华", "爱民", "小军", "家豪", "雪琴", "卫东", "玉珍", "成林", "德福", "光明", "丽娟", "新民", "长根", "水生", "火旺", "金花", "银凤", "世杰", "思远", "子涵", "俊杰", "婷婷", "宏伟", "红霞", "庆丰", "耀祖", "启明", "少波", "兴旺", "双喜", "来福", "守义", "敬业", "学文", "学武", "大勇", "小芳", "月娥", "云飞", "天佑", "安平", "定邦", "惠民", "润生", "茂林", "松涛", "柏青", "竹君", "兰芝", "菊香", "荷英", "莲香", "桃红", "杏花", "冬生", "夏莲", "秋生", "春生", "立冬", "谷雨", "有田", "有粮", "满仓", "保国"]


class People:
    """Gives each caller a name that nobody else in the town has, and a number that no exchange can connect."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)
        self._used: set[str] = set()
        self._numbers: dict[str, int] = {}

    def name(self, surname: str = "") -> str:
        """A full name that was not given before; ``surname`` fixes the family."""
        while True:
            full = (surname or self._random.choice(_SURNAMES)) + self._random.choice(_GIVEN)
            if full not in self._used:
                self._used.add(full)
                return full

    def phone(self, block: str) -> str:
        """The next number of a four-digit block: ``000-8801-0001``. No real number begins with three noughts."""
        self._numbers[block] = self._numbers.get(block, 0) + 1
        return f"000-{block}-{self._numbers[block]:04d}"
