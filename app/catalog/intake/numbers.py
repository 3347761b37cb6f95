"""Numbers as people say and write them: digits, Chinese numerals, both with about, more than and from-to."""

from __future__ import annotations

import re

import msgspec

_DIGITS = {word: value for value, word in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2, "壹": 1, "贰": 2, "叁": 3}
_STEPS = {"十": 10, "百": 100, "千": 1000, "万": 10_000}
_PAIRS = {"俩": 2, "仨": 3}
_ENGLISH = {
    word: value for value, word in enumerate((
        "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen",
        "fourteen", "fifteen",
    ))
}  # fmt: skip
_FIRST = "零〇一二两三四五六七八九十壹贰叁"
_ONE = rf"(?:\d+(?:\.\d+)?(?:万(?!元)|千(?![米瓦])|百)?|[{_FIRST}][{_FIRST}百千万]*|半)"
_VAGUE = {
    "百余": 100, "百多": 100, "千余": 1000, "千多": 1000,
    "几十": 30, "数十": 30, "百把": 100, "百十来": 110,
    "百十": 110,
    "上百": 100, "成百": 100, "几百": 300, "数百": 300, "上千": 1000,
    "几千": 3000, "数千": 3000, "好几": 5, "好些": 5, "数": 5, "几": 5,
}  # fmt: skip
_NUMBER = re.compile(
    rf"(?P<about>近|约|大约|大概|大约有|估计|至少|不少于|超过|超|最多|可能有?|about |at least |over )?"
    rf"(?P<first>{_ONE})(?P<more>余|多|来|几)?(?:(?P<to>至|到|-|~|—|–|或)(?P<second>{_ONE})(?P<more2>余|多)?)?"
    rf"|(?P<vague>{'|'.join(_VAGUE)})(?=[人名个位户辆间头只条处例号口])"
    rf"|(?P<pair>俩|仨)"
    rf"|(?<![A-Za-z])(?P<english>{'|'.join(sorted(_ENGLISH, key=len, reverse=True))})(?![A-Za-z])",
    re.IGNORECASE,
)
_RANGE = re.compile(r"([一二两三四五六七八九])([一二两三四五六七八九])([十百千万]?)$")
MOST_DIGITS = 9
"""A longer run of digits is a number of something else."""


class Number(msgspec.Struct, frozen=True):
    """A number in a text. ``value`` is the upper end of a range, ``low`` the lower; ``exact`` unless it was said to be about."""

    value: float
    start: int
    end: int
    low: float
    exact: bool = True

    @property
    def confidence(self) -> float:
        """How far the figure itself can be trusted."""
        if self.exact:
            return 0.95
        return 0.5 if self.low != self.value else 0.65


def numbers_in(text: str) -> tuple[Number, ...]:
    """Every number of the text, in order."""
    return tuple(one for found in _NUMBER.finditer(text) if (one := _read(found)) is not None)


def number(text: str) -> float | None:
    """The number that the text is, without any word beside it; ``None`` where it is none."""
    found = re.fullmatch(_ONE, text)
    return _value(text)[0] if found and len(text) <= MOST_DIGITS + 3 else None


def whole(value: float) -> int | float:
    """The value as an integer where it is one."""
    return int(value) if value == int(value) else value


def _read(found: re.Match[str]) -> Number | None:
    start, end = found.span()
    if found["vague"]:
        return Number(_VAGUE[found["vague"]], start, end, 2, exact=False)
    if found["pair"]:
        return Number(_PAIRS[found["pair"]], start, end, _PAIRS[found["pair"]])
    if found["english"]:
        value = _ENGLISH[found["english"].lower()]
        return Number(value, start, end, value)
    if len(found["first"]) > MOST_DIGITS or len(found["second"] or "") > MOST_DIGITS:
        return None
    low, first = _value(found["first"])
    high, exact = first, low == first and not (found["about"] or found["more"])
    if found["second"]:
        second = _value(found["second"])[1]
        if second < first:  # 3-1 is no range: the first number stands alone
            end = found.end("first")
        else:
            high, exact = second, False
    return Number(high, start, end, low, exact)


def _value(text: str) -> tuple[float, float]:
    """The lower and the upper value of one number: 十七八 is 17 to 18, 两三 is 2 to 3."""
    if text == "半":
        return 0.5, 0.5
    if text[0].isdigit():
        factor = _STEPS.get(text[-1], 1)
        value = float(text.rstrip("百千万")) * factor
        return value, value
    if text.isascii():
        return float(text), float(text)
    pair = _RANGE.search(text)
    if pair and (_DIGITS[pair[2]] == _DIGITS[pair[1]] + 1 or pair[0] == "三五") and _leads(text[: pair.start()]):
        return _chinese(text[: pair.start()] + pair[1] + pair[3]), _chinese(text[: pair.start()] + pair[2] + pair[3])
    value = _chinese(text)
    return value, value


def _leads(text: str) -> bool:
    """Whether a pair may follow this: nothing, or a number that ends with a step (十|七八, 一百|二三十)."""
    return not text or text[-1] in _STEPS


def _chinese(text: str) -> float:
    if not any(letter in _STEPS for letter in text):  # 二〇二六, 三一五
        return float("".join(str(_DIGITS[letter]) for letter in text))
    total = section = digit = 0
    last = 1
    for letter in text:
        if letter == "万":
            total, section, digit, last = (total + section + digit) * 10_000, 0, 0, 10_000
        elif letter in _STEPS:
            last = _STEPS[letter]
            section += (digit or 1) * last
            digit = 0
        else:
            digit = _DIGITS[letter]
            if digit == 0:
                last = 10  # 一百零五: what follows a nought is no shortened hundred
    if digit and last >= 100:  # 三百五 is 350, 一千二 is 1200
        digit *= last // 10
    return float(total + section + digit)
