"""The page: built once, nothing from outside, nothing inline."""

import re
import subprocess
import sys
from collections import Counter

from app.catalog.locations import program_files
from app.map import page


def test_page_loads_nothing_from_outside_and_runs_nothing_inline(tmp_path):
    folder = page.ensure_page(tmp_path)
    html = (folder / "index.html").read_text("utf-8")
    assert re.findall(r"https?://", html) == []
    assert re.findall(r"<script(?![^>]*\bsrc=)", html) == []
    assert page.CONTENT_SECURITY_POLICY in html
    for address in re.findall(r'(?:src|href)="([^"]+)"', html):
        assert address.startswith("/")
    assert not re.search(r"jquery|bootstrap|awesome", html)


def test_stock_folium_would_load_from_outside():
    """The control for the test above: it can fail."""
    import folium

    html = folium.Map(tiles=None).get_root().render()
    assert len(re.findall(r"https?://", html)) >= 5
    assert re.findall(r"<script(?![^>]*\bsrc=)", html)


def test_stock_lists_are_untouched():
    import folium

    page.render()
    assert any("https://" in address for _, address in folium.Map.default_js)


def test_page_is_built_once(tmp_path):
    first = page.ensure_page(tmp_path)
    stamp = (first / "index.html").stat().st_mtime_ns
    assert page.ensure_page(tmp_path) == first
    assert (first / "index.html").stat().st_mtime_ns == stamp
    assert [path.name for path in tmp_path.iterdir()] == [first.name]


def test_page_is_the_same_each_time():
    assert page.render() == page.render()


def test_importing_the_site_does_not_import_folium():
    code = "import sys, app.map.site, app.map.features; sys.exit('folium' in sys.modules or 'PySide6' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_every_script_is_loaded_and_no_two_give_the_same_name():
    web = program_files().resources / "web"
    scripts = {path.stem: path.read_text("utf-8") for path in web.glob("*.js")}
    assert set(scripts) == set(page.OWN_SCRIPTS)
    given = Counter(name for text in scripts.values() for name in re.findall(r"^  z\.(\w+) = ", text, re.MULTILINE))
    assert [name for name, times in given.items() if times > 1] == []
