"""Whatever happened to the bytes of a file, the answer is a reading or ``BadFile``."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.kernel.errors import BadFile
from tests.map.spatial import files


@pytest.fixture(scope="module")
def whole_files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    folder = tmp_path_factory.mktemp("whole")
    return {name: make(folder / name).read_bytes() for name, make in files.MAKERS.items()}


@pytest.mark.parametrize("name", files.MAKERS)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_broken_bytes_are_never_more_than_a_bad_file(
    name: str, whole_files: dict[str, bytes], tmp_path: Path, data: st.DataObject
) -> None:
    raw = bytearray(whole_files[name])
    for at, value in data.draw(st.lists(st.tuples(st.integers(0, len(raw) - 1), st.integers(0, 255)), max_size=12)):
        raw[at] = value
    keep = data.draw(st.integers(1, len(raw)) | st.just(len(raw)))
    path = tmp_path / name
    path.write_bytes(bytes(raw[:keep]))
    if name == "a.shp":
        path.with_suffix(".dbf").write_bytes(data.draw(st.binary(max_size=300)))
    try:
        reading = files.read(path)
    except BadFile as no:
        assert no.problems
    else:
        assert all(table.features for table in reading.tables)
