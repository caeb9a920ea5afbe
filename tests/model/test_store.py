from __future__ import annotations

import pickle
import shutil
from pathlib import Path

import pytest

import posttone
from posttone.errors import ModelError
from posttone.model.store import find_model, open_model, pinned, shipped_models

HERE = Path(__file__).resolve().parents[2]


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    folder = tmp_path / "copied"
    shutil.copytree(HERE / "models" / "fast", folder)
    return folder


def test_every_shipped_model_is_pinned() -> None:
    assert set(pinned()) == set(shipped_models())
    for name in shipped_models():
        assert open_model(name).shipped


def test_a_folder_is_accepted_and_not_shipped(copied: Path) -> None:
    assert not open_model(copied).shipped
    assert posttone.load(copied).score("Road closed.").status == "scored"


def test_a_version_may_be_asked_for() -> None:
    version = open_model("fast").manifest.version
    assert posttone.load(f"fast=={version}").model.version == version
    with pytest.raises(ModelError, match=r"not 99\.0"):
        posttone.load("fast==99.0")


def test_an_unknown_name_lists_those_known() -> None:
    with pytest.raises(ModelError, match=r"Shipped: .*fast"):
        posttone.load("quick")
    with pytest.raises(ModelError, match="Give a model folder"):
        find_model("no/such/folder")


@pytest.mark.parametrize("name", ["heads.npz", "codes.npz"])
@pytest.mark.parametrize("damage", ["truncate", "flip", "missing", "pickle"])
def test_a_damaged_file_is_refused(copied: Path, name: str, damage: str) -> None:
    path = copied / name
    raw = bytearray(path.read_bytes())
    if damage == "truncate":
        path.write_bytes(raw[: len(raw) // 2])
    elif damage == "flip":
        raw[len(raw) // 2] ^= 1
        path.write_bytes(raw)
    elif damage == "missing":
        path.unlink()
    else:
        path.write_bytes(pickle.dumps({"run": "me"}))
    with pytest.raises(ModelError, match=name):
        open_model(copied).read(name)


@pytest.mark.parametrize("text", ["", "{", "[]", '{"format": "other/9"}', '{"format": "posttone-model/1"}'])
def test_a_damaged_manifest_is_refused(copied: Path, text: str) -> None:
    (copied / "manifest.json").write_text(text)
    with pytest.raises(ModelError):
        posttone.load(copied)


class Trap:
    """Runs when unpickled."""

    fired = False

    def __reduce__(self) -> tuple[object, tuple[object, ...]]:
        return _fire, ()


def _fire() -> None:
    Trap.fired = True


def test_pickled_arrays_are_never_run(copied: Path) -> None:
    import hashlib

    import msgspec
    import numpy as np

    np.savez(copied / "heads.npz", intercept=np.array([Trap()], dtype=object), allow_pickle=True)
    manifest = msgspec.json.decode((copied / "manifest.json").read_bytes())
    manifest["files"]["heads.npz"] = hashlib.sha256((copied / "heads.npz").read_bytes()).hexdigest()
    (copied / "manifest.json").write_bytes(msgspec.json.encode(manifest))
    with pytest.raises(ModelError, match="plain arrays"):
        posttone.load(copied)
    assert not Trap.fired
