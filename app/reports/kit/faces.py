"""Which face may play which role, official ones first; the tables behind ``FontLibrary``."""

from __future__ import annotations

import enum
import os
import sys
from pathlib import Path

import msgspec


class FaceRole(enum.StrEnum):
    """The parts that type plays in GB/T 9704-2012."""

    FANGSONG = "fangsong"
    """仿宋: body."""
    XIAOBIAOSONG = "xiaobiaosong"
    """小标宋: title and letterhead."""
    HEITI = "heiti"
    """黑体: first-level headings, urgency."""
    KAITI = "kaiti"
    """楷体: second-level headings, the signer's name."""
    SONGTI = "songti"
    """宋体: page numbers, tables."""


class Candidate(msgspec.Struct, frozen=True):
    """A face that may play a role: normalised names, and whether the standard means this very face."""

    names: frozenset[str]
    official: bool = False


def _official(*names: str) -> Candidate:
    return Candidate(frozenset(names), True)


def _free(*names: str) -> Candidate:
    return Candidate(frozenset(names))


_SERIF = _free(
    "notoserifcjkscregular",
    "notoserifcjksc",
    "sourcehanserifscregular",
    "sourcehanserifsc",
    "sourcehanserifcn",
)
_SERIF_BOLD = _free("notoserifcjkscbold", "sourcehanserifscbold", "sourcehanserifcnbold")
_SANS_BOLD = _free("notosanscjkscbold", "sourcehansansscbold", "sourcehansanscnbold")
_SANS = _free("notosanscjksc", "notosanscjkscregular", "sourcehansanssc", "sourcehansanscn")
_WENKAI = _free("lxgwwenkai", "lxgwwenkairegular", "lxgwwenkaigb", "霞鹜文楷")
_WENKAI_BOLD = _free("lxgwwenkaibold")
_MICRO_HEI = _free("wenquanyimicrohei", "文泉驿微米黑")
_ZEN_HEI = _free("wenquanyizenhei", "文泉驿正黑")
_ZHUQUE = _free("zhuquefangsong(technicalpreview)", "zhuquefangsong", "zhuquefangsongregular", "朱雀仿宋")
_FANDOL_FANG = _free("fandolfang", "fandolfangregular", "fandolfangr")
_FANDOL_KAI = _free("fandolkai", "fandolkairegular")
_FANDOL_HEI = _free("fandolhei", "fandolheiregular")
_FANDOL_SONG = _free("fandolsong", "fandolsongregular")
_FANDOL_SONG_BOLD = _free("fandolsongbold")

ROLES: dict[FaceRole, tuple[Candidate, ...]] = {
    FaceRole.FANGSONG: (
        _official("fangsonggb2312", "仿宋gb2312"),
        _official("fangsong", "simfang", "仿宋"),
        _official("fzfangsongz02", "fzfangsongz02s", "fzfsk", "fzfsjw", "方正仿宋gbk", "方正仿宋简体"),
        _official("stfangsong", "stfangso", "华文仿宋"),
        _ZHUQUE,
        _FANDOL_FANG,
        _SERIF,
        _WENKAI,
    ),
    FaceRole.XIAOBIAOSONG: (
        _official("fzxiaobiaosongb05", "fzxiaobiaosongb05s", "fzxbsjw", "fzxbsk", "方正小标宋gbk", "方正小标宋简体"),
        _official("stzhongsong", "stzhongs", "华文中宋"),
        _SERIF_BOLD,
        _FANDOL_SONG_BOLD,
        _MICRO_HEI,
        _ZEN_HEI,
        _WENKAI_BOLD,
    ),
    FaceRole.HEITI: (
        _official("simhei", "黑体"),
        _official("fzheib01", "fzheib01s", "fzhtk", "fzhtjw", "方正黑体gbk", "方正黑体简体"),
        _official("stheiti", "华文黑体"),
        _SANS_BOLD,
        _FANDOL_HEI,
        _SANS,
        _MICRO_HEI,
        _ZEN_HEI,
    ),
    FaceRole.KAITI: (
        _official("kaitigb2312", "楷体gb2312"),
        _official("kaiti", "simkai", "楷体"),
        _official("fzkaiz03", "fzkaiz03s", "fzktk", "fzktjw", "方正楷体gbk", "方正楷体简体"),
        _official("stkaiti", "华文楷体"),
        _WENKAI,
        _FANDOL_KAI,
        _SERIF,
    ),
    FaceRole.SONGTI: (
        _official("simsun", "宋体"),
        _official("fzshusongz01", "fzshusongz01s", "fzssk", "fzssjw", "方正书宋gbk", "方正书宋简体"),
        _official("stsong", "华文宋体"),
        _SERIF,
        _FANDOL_SONG,
        _WENKAI,
        _MICRO_HEI,
    ),
}
"""For each role, the faces in order of preference."""

LAST_RESORT: tuple[Candidate, ...] = (
    _SERIF,
    _WENKAI,
    _free("simsun", "宋体"),
    _free("microsoftyahei", "微软雅黑"),
    _MICRO_HEI,
    _ZEN_HEI,
    _free("simsunextb"),
    _free("babelstonehan"),
    _free("droidsansfallback", "droidsansfallbackfull"),
    _free("arplumingcn", "arpluming"),
    _free("dejavusans"),
)
"""Tried character by character when the face of the role lacks one."""

CHINESE_PROBE = "值守报告"
"""A face without these characters is no Chinese face, whatever its name says."""


def system_font_dirs() -> tuple[Path, ...]:
    """The folders where this operating system keeps fonts (whether they exist or not)."""
    home = Path.home()
    if sys.platform == "win32":
        windows = Path(os.environ.get("WINDIR", "C:/Windows"))
        local = Path(os.environ.get("LOCALAPPDATA", str(home / "AppData/Local")))
        return (windows / "Fonts", local / "Microsoft/Windows/Fonts")
    if sys.platform == "darwin":
        return (home / "Library/Fonts", Path("/Library/Fonts"), Path("/System/Library/Fonts"))
    return (
        home / ".local/share/fonts",
        home / ".fonts",
        Path("/usr/local/share/fonts"),
        Path("/usr/share/fonts"),
        Path("/usr/share/texlive/texmf-dist/fonts/opentype/public/fandol"),
    )
