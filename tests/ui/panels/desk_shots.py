"""Pictures of the panels to look at: ``python -m tests.ui.panels.desk_shots FOLDER [panel …]``. Not a test."""

from __future__ import annotations

import asyncio
import sys
import tempfile
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QApplication

from app.ui.kit.i18n import set_language
from app.ui.kit.loop import main_loop
from app.ui.kit.theme import Theme
from tests.ui.panels.desk_world import panel_world

SIZES = ((1180, 600), (1740, 900))
"""What the window of 1366 × 768 and of 1920 × 1080 leaves to a panel."""


async def shoot(app: QApplication, folder: Path, only: list[str]) -> None:
    from tests.ui.panels.desk_scenes import SCENES

    for theme in ("dark", "light"):
        Theme.load(name=theme).apply(app)
        for name, scene in SCENES.items():
            if only and not any(name.startswith(one) for one in only):
                continue
            with tempfile.TemporaryDirectory() as tmp:
                async with panel_world(Path(tmp)) as services:
                    for width, height in SIZES:
                        widget: Any = await scene(services, width, height)
                        await asyncio.sleep(0.1)
                        widget.grab().save(str(folder / f"{name}-{theme}-{width}.png"))
                        widget.close()
                        widget.deleteLater()
                        await asyncio.sleep(0)


def main() -> int:
    app = QApplication(sys.argv[:1])
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    set_language(app, "zh")

    async def run() -> int:
        await shoot(app, folder, sys.argv[2:])
        return 0

    def sink(problem: BaseException, where: str) -> None:
        raise SystemExit(f"{where}: {problem!r}") from problem

    return main_loop(app, run, sink)


if __name__ == "__main__":
    raise SystemExit(main())
