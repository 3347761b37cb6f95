from __future__ import annotations

from pathlib import Path

import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.pens.ttGlyphPen import TTGlyphPen

from app.kernel.errors import Fault
from app.reports.kit import FaceRole, FontLibrary, Meta, PageSetup, Prose, convert_missing, render
from app.reports.kit.convert import converted_path
from app.reports.kit.faces import CHINESE_PROBE
from app.reports.kit.sfnt import normalise, read_faces
from app.reports.kit.style import OFFICIAL


def cff_face(path: Path, full_name: str, characters: str, filler: int = 320_000) -> None:
    """A small CFF font of squares, padded to the size of a Chinese one."""
    names = [".notdef", *(f"u{ord(c):04X}" for c in characters)]
    builder = FontBuilder(1000, isTTF=False)
    builder.setupGlyphOrder(names)
    builder.setupCharacterMap({ord(c): f"u{ord(c):04X}" for c in characters})
    shapes = {}
    for name in names:
        pen = T2CharStringPen(1000, None)
        pen.moveTo((50, 0))
        pen.curveTo((50, 500), (500, 800), (900, 800))
        pen.lineTo((900, 0))
        pen.closePath()
        shapes[name] = pen.getCharString()
    ps_name = full_name.replace(" ", "")
    builder.setupCFF(ps_name, {"FullName": full_name}, shapes, {})
    builder.setupHorizontalMetrics({n: (1000, 50) for n in names})
    builder.setupHorizontalHeader(ascent=880, descent=-120)
    family = full_name.removesuffix(" Bold")
    builder.setupNameTable(
        {
            "familyName": family,
            "styleName": "Bold" if full_name.endswith("Bold") else "Regular",
            "fullName": full_name,
            "psName": ps_name,
            "copyright": "x" * filler if filler < 30_000 else "c",
            "licenseDescription": "SIL OFL 1.1",
        }
    )
    builder.setupOS2(sTypoAscender=880, sTypoDescender=-120)
    builder.setupPost()
    builder.save(path)
    path.write_bytes(path.read_bytes() + b"\0" * filler)


def glyf_face(path: Path, family: str) -> None:
    """A small TrueType font of squares, padded to the size of a Chinese one."""
    names = [".notdef", *(f"u{ord(c):04X}" for c in CHINESE_PROBE)]
    builder = FontBuilder(1000, isTTF=True)
    builder.setupGlyphOrder(names)
    builder.setupCharacterMap({ord(c): f"u{ord(c):04X}" for c in CHINESE_PROBE})
    pen = TTGlyphPen(None)
    for move, at in ((pen.moveTo, (50, 0)), (pen.lineTo, (50, 800)), (pen.lineTo, (900, 800)), (pen.lineTo, (900, 0))):
        move(at)
    pen.closePath()
    square = pen.glyph()
    builder.setupGlyf(dict.fromkeys(names, square))
    builder.setupHorizontalMetrics(dict.fromkeys(names, (1000, 50)))
    builder.setupHorizontalHeader(ascent=880, descent=-120)
    builder.setupNameTable({"familyName": family, "styleName": "Regular", "fullName": family, "psName": f"F{len(family)}"})
    builder.setupOS2(sTypoAscender=880, sTypoDescender=-120)
    builder.setupPost()
    builder.save(path)
    path.write_bytes(path.read_bytes() + b"\0" * 320_000)


@pytest.fixture
def only_cff(tmp_path: Path) -> FontLibrary:
    folder = tmp_path / "faces"
    folder.mkdir()
    cff_face(folder / "serif.otf", "Noto Serif CJK SC", CHINESE_PROBE + "〔〕+U0123456789ABCDEF— ")
    return FontLibrary([folder], tmp_path / "cache", system=False)


def test_roles_are_played_by_this_machine(fonts: FontLibrary) -> None:
    survey = {face.role: face for face in fonts.survey()}
    assert set(survey) == set(FaceRole)
    assert survey[FaceRole.KAITI].family


def test_a_cff_face_serves_only_after_its_conversion(only_cff: FontLibrary) -> None:
    with pytest.raises(Fault) as caught:
        only_cff.survey()
    assert caught.value.code == "no_chinese_font"
    told: list[tuple[str, int, int]] = []
    made = convert_missing(only_cff, lambda family, done, total: told.append((family, done, total)))
    assert len(made) == 1 and made[0].is_file()
    assert "SIL OFL 1.1" in made[0].with_suffix(".LICENSE.txt").read_text(encoding="utf-8")
    assert told[-1][1] == told[-1][2]
    assert convert_missing(only_cff) == []
    result = render([Prose(CHINESE_PROBE + "火", OFFICIAL.body)], PageSetup(), only_cff, Meta(title="t"))
    assert result.faces == ("Noto Serif CJK SC",) and result.missing == ("火",)


def test_an_unfinished_conversion_is_not_used(only_cff: FontLibrary) -> None:
    file = only_cff.files()[0]
    only_cff.cache_dir.mkdir(parents=True)
    (only_cff.cache_dir / "NotoSerifCJKSC.1.part").write_bytes(b"half")
    assert converted_path(file, only_cff.cache_dir) is None


def test_a_cache_that_cannot_be_written_is_a_fault(only_cff: FontLibrary, tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("a file stands where the folder should be")
    with pytest.raises(Fault) as caught:
        convert_missing(only_cff)
    assert caught.value.code == "font_conversion_failed"


@pytest.mark.parametrize("data", [b"", b"\0\1\0\0", b"ttcf" + b"\xff" * 60, b"OTTO\0\xff" + b"\0" * 40])
def test_a_broken_file_is_no_face(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "x.ttf"
    path.write_bytes(data)
    assert read_faces(path) == ()


def test_a_face_that_lies_about_its_outlines_is_passed_over(fonts: FontLibrary, tmp_path: Path) -> None:
    good = next(f for f in fonts.files() if f.glyf and f.names & {"lxgwwenkai"})
    data = bytearray(good.path.read_bytes()[:400_000])
    (tmp_path / "FangSong.ttf").write_bytes(data)
    library = FontLibrary([tmp_path], tmp_path / "cache")
    assert all(library.chain(role).first for role in FaceRole)


def test_names_are_compared_without_blanks_and_case() -> None:
    assert normalise("FangSong_GB2312") == normalise("fangsong gb2312")


def test_only_the_best_face_of_a_role_is_converted(tmp_path: Path) -> None:
    folder = tmp_path / "faces"
    folder.mkdir()
    cff_face(folder / "serif.otf", "Noto Serif CJK SC", CHINESE_PROBE)
    cff_face(folder / "fang.otf", "FandolFang", CHINESE_PROBE)
    library = FontLibrary([folder], tmp_path / "cache", system=False)
    made = {path.name.split("-")[0] for path in convert_missing(library)}
    assert made == {"FandolFang", "NotoSerifCJKSC"}
    survey = {face.role: face for face in FontLibrary([folder], tmp_path / "cache", system=False).survey()}
    assert survey[FaceRole.FANGSONG].family == "FandolFang"
    assert survey[FaceRole.SONGTI].family == "Noto Serif CJK SC"
    assert not any(face.convertible or face.official for face in survey.values())


@pytest.mark.parametrize(("file", "family", "role"), [
    ("simfang.ttf", "FangSong", FaceRole.FANGSONG), ("SIMFANG.TTF", "Damaged", FaceRole.FANGSONG),
    ("仿宋_GB2312.ttf", "FangSong_GB2312", FaceRole.FANGSONG), ("any.ttf", "仿宋_GB2312", FaceRole.FANGSONG),
    ("simkai.ttf", "KaiTi", FaceRole.KAITI), ("simhei.ttf", "SimHei", FaceRole.HEITI),
    ("FZXBSJW.TTF", "方正小标宋简体", FaceRole.XIAOBIAOSONG), ("FZXBSK.ttf", "FZXiaoBiaoSong-B05", FaceRole.XIAOBIAOSONG),
])  # fmt: skip
def test_official_faces_come_first_by_name_and_by_file(tmp_path: Path, file: str, family: str, role: FaceRole) -> None:
    glyf_face(tmp_path / "a-free.ttf", "Noto Serif CJK SC")
    glyf_face(tmp_path / file, family)
    (face,) = [one for one in FontLibrary([tmp_path], tmp_path / "cache", system=False).survey() if one.role is role]
    assert (face.family, face.official) == (family, True)
