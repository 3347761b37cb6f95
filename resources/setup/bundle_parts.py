"""What goes into the bundle beside the Python modules, and what of Qt stays out (build.spec asks here)."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path

Entry = tuple[str, str]
"""A file of this machine and the folder of the bundle that it goes to."""

# One free face a purpose. Faces that came with the operating system's licence (SimSun, PingFang) may not be copied.
_FONTS = {
    "fonts-noto-cjk": (
        "opentype/noto/NotoSerifCJK-Regular.ttc",
        "opentype/noto/NotoSerifCJK-Bold.ttc",
        "opentype/noto/NotoSansCJK-Regular.ttc",
        "opentype/noto/NotoSansCJK-Bold.ttc",
    ),
    "fonts-lxgw-wenkai": ("truetype/lxgw-wenkai/LXGWWenKai-Regular.ttf",),
    "fonts-wqy-microhei": ("truetype/wqy/wqy-microhei.ttc",),
}

# The embedded map needs Quick, Qml, WebChannel, Positioning and OpenGL; none of these.
_UNUSED_LIBRARIES = re.compile(
    r"Qt6?(3D|Charts|DataVisualization|Graphs|Quick3D|QuickControls2|QuickDialogs2|QuickTemplates2|QuickTimeline"
    r"|QuickParticles|QuickShapes|QuickEffects|QuickTest|QuickVectorImage|VirtualKeyboard|Location|Sensors|SerialBus"
    r"|SerialPort|Bluetooth|Nfc|RemoteObjects|Scxml|StateMachine|SpatialAudio|Designer|Help|Labs|ShaderTools"
    r"|QmlCompiler|Lottie|WebView|HttpServer|CanvasPainter)"
)
_KEPT_LANGUAGE = re.compile(r"(^|[_/])(en|zh)([_.-]|$)")


def tree(folder: Path, target: str, without: tuple[str, ...] = ()) -> Iterator[Entry]:
    """Every file below a folder, each to its place below the target; nothing for a folder that is not there.

    Byte code stays out, and so do the endings and the first-level folders named in ``without``.
    """
    for path in sorted(folder.rglob("*")):
        inner = path.relative_to(folder)
        if not path.is_file() or path.suffix in {".pyc", *without} or inner.parts[0] in without:
            continue
        yield str(path), (Path(target) / inner.parent).as_posix()


def fonts_of_this_machine(target: str) -> list[Entry]:
    """The free Chinese faces of this machine, each with its licence; says which are missing."""
    found: list[Entry] = []
    for package, files in _FONTS.items():
        faces = [path for path in (Path("/usr/share/fonts") / file for file in files) if path.is_file()]
        licence = Path("/usr/share/doc") / package / "copyright"
        if not faces or not licence.is_file():
            sys.stderr.write(f"The bundle goes without {package}: it is not installed here.\n")
            continue
        found += [(str(path), f"{target}/{package}") for path in (*faces, licence)]
    return found


def is_unused_qt(name: str) -> bool:
    """Whether a file of the bundle belongs to a part of Qt that this program never loads."""
    place = name.replace("\\", "/")
    if "PySide6/" not in place and not place.startswith("libQt6"):
        return "share/icons" in place or "share/themes" in place or "libgtk-3" in place
    if "/qml/" in place or "/qmltooling/" in place or "libqgtk3" in place or "devtools" in place or "/metatypes/" in place:
        return True
    if "/translations/" in place:
        return not _KEPT_LANGUAGE.search(place.rsplit("/", 1)[-1])
    return bool(_UNUSED_LIBRARIES.search(place.rsplit("/", 1)[-1]))
