"""Numbers as Chinese documents write them: 三十, 两, 半, 二〇二三, 12．5, ③, Ⅱ."""

from __future__ import annotations

_DIGITS = "零一二三四五六七八九"
_VALUES = {**{digit: value for value, digit in enumerate(_DIGITS)}, "〇": 0, "○": 0, "两": 2, "俩": 2}
_UNITS = {"十": 10, "百": 100, "千": 1_000}
_LARGE = {"万": 10_000, "亿": 100_000_000}
_ROMAN = ((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"),
          (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))  # fmt: skip


def number(text: str) -> float | None:
    """The value of a written number; ``None`` where it is none. ``半`` is 0.5, ``1.5万`` is 15000."""
    text = text.strip().replace(",", "").replace("，", "")
    if not text:
        return None
    if text == "半":
        return 0.5
    scale = 1
    while text and text[-1] in _LARGE:
        scale *= _LARGE[text[-1]]
        text = text[:-1]
    try:
        return float(text) * scale if text[:1].isdigit() or text[:1] == "." else _han_value(text, scale)
    except ValueError:
        return None


def _han_value(text: str, scale: int) -> float | None:
    if not text:
        return None
    if len(text) > 1 and all(letter in _VALUES for letter in text):  # read out digit by digit: 二〇二三
        return float("".join(str(_VALUES[letter]) for letter in text)) * scale
    total = part = 0.0
    for letter in text:
        if letter in _VALUES:
            part = _VALUES[letter]
        elif letter in _UNITS:
            total += (part or 1) * _UNITS[letter]
            part = 0
        elif letter in _LARGE:
            total, part = (total + part) * _LARGE[letter], 0
        else:
            return None
    return (total + part) * scale


def han(count: int) -> str:
    """A count in Chinese numerals up to 9999 (一, 十二, 一百零三); digits beyond."""
    if not 0 <= count <= 9_999:
        return str(count)
    if count == 0:
        return _DIGITS[0]
    words, gap = "", False
    for unit, name in ((1_000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, count = divmod(count, unit)
        if digit:
            words += (_DIGITS[0] if gap else "") + _DIGITS[digit] + name
        gap = bool(words) and not digit
    return words[1:] if words.startswith("一十") else words


def circled(count: int) -> str:
    """① to ⑳; beyond that in brackets."""
    return chr(0x245F + count) if 1 <= count <= 20 else f"({count})"


def roman(count: int) -> str:
    """A count in Roman capitals; digits beyond 3999."""
    if not 1 <= count <= 3_999:
        return str(count)
    words = ""
    for value, letter in _ROMAN:
        times, count = divmod(count, value)
        words += letter * times
    return words


def letters(count: int) -> str:
    """A, B … Z, AA, BB … as Word counts; digits where that would be silly."""
    if not 1 <= count <= 26 * 5:
        return str(count)
    times, place = divmod(count - 1, 26)
    return chr(ord("A") + place) * (times + 1)
