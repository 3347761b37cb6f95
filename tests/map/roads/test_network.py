"""The road file: what was written is what is read, and a broken file is named, not obeyed."""

from __future__ import annotations

import pickle
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from app.kernel.errors import BadFile
from app.map.roads.network import RoadNetwork, load_network, save_network


def small() -> RoadNetwork:
    return RoadNetwork(
        lat=np.array([30.0, 30.0, 30.01]), lon=np.array([110.0, 110.01, 110.01]),
        tail=np.array([0, 1, 1], np.int32), head=np.array([1, 0, 2], np.int32),
        length_m=np.array([960, 960, 1110], np.float32), kind=np.array([3, 3, 5], np.uint8),
        name=np.array([1, 1, 0], np.int32), names=np.array(["", "县道101"]),
    )


def test_what_was_written_is_read(tmp_path: Path) -> None:
    path = tmp_path / "roads.npz"
    save_network(small(), path)
    read = load_network(path)
    assert (read.nodes, read.arcs, str(read.names[read.name[0]])) == (3, 3, "县道101")
    assert np.array_equal(read.length_m, small().length_m) and read.kind.dtype == np.uint8
    assert [one.name for one in tmp_path.iterdir()] == ["roads.npz"]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("tail", np.array([0, 1, 9], np.int32)),
        ("head", np.array([1, 0], np.int32)),
        ("length_m", np.array([1, np.nan, 2], np.float32)),
        ("kind", np.array([3, 3, 99], np.uint8)),
        ("name", np.array([1, 1, 7], np.int32)),
        ("lon", np.array([110.0, np.inf, 110.01])),
    ],
)
def test_arrays_that_do_not_fit_are_refused(tmp_path: Path, field: str, value: np.ndarray) -> None:
    path = tmp_path / "roads.npz"
    save_network(replace(small(), **{field: value}), path)
    with pytest.raises(BadFile) as bad:
        load_network(path)
    assert bad.value.problems[0].code == "road_file_broken"


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04rubbish", b"x" * 1000, pickle.dumps({"format": 1})])
def test_rubbish_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "roads.npz"
    path.write_bytes(content)
    with pytest.raises(BadFile):
        load_network(path)


def test_a_file_with_objects_in_it_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "roads.npz"
    with path.open("wb") as stream:
        np.savez(stream, format=np.int32(1), lat=np.array([object()], dtype=object))
    with pytest.raises(BadFile):
        load_network(path)


def test_a_later_format_is_said(tmp_path: Path) -> None:
    path = tmp_path / "roads.npz"
    with path.open("wb") as stream:
        np.savez(stream, format=np.int32(99))
    with pytest.raises(BadFile) as bad:
        load_network(path)
    assert bad.value.problems[0].code == "road_file_newer"
