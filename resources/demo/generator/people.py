"""Invented names and impossible phone numbers, drawn in a fixed order."""

from __future__ import annotations

import random

_SURNAMES = (
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡"
    "贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷"
    "钱汤尹黎易常武乔贺赖龚文"
)
_GIVEN_RUN = (
    "建国志强海燕春梅文斌立新晓峰国栋永康秀兰桂英明辉振华爱民小军家豪雪琴卫东玉珍成林德福光明"
    "丽娟新民长根水生火旺金花银凤世杰思远子涵俊杰婷婷宏伟红霞庆丰耀祖启明少波兴旺双喜来福守义"
    "敬业学文学武大勇小芳月娥云飞天佑安平定邦惠民润生茂林松涛柏青竹君兰芝菊香荷英莲香桃红杏花"
    "冬生夏莲秋生春生立冬谷雨有田有粮满仓保国"
)
_GIVEN = [_GIVEN_RUN[i : i + 2] for i in range(0, len(_GIVEN_RUN), 2)]


class People:
    """Gives each caller a name that nobody else in the town has, and a number that cannot be connected."""

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
        """The next number of a four-digit block: ``000-8801-0001``. No real number begins so."""
        self._numbers[block] = self._numbers.get(block, 0) + 1
        return f"000-{block}-{self._numbers[block]:04d}"
