"""Model folders: finding, verifying, reading and writing them. Plain arrays and JSON; nothing in them is ever run."""

from __future__ import annotations

import hashlib
import io
import os
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import resources
from pathlib import Path

import msgspec
import numpy as np
from numpy.typing import NDArray

from posttone.errors import ModelError
from posttone.model.manifest import Manifest, decode, encode

__all__ = ["MANIFEST", "StoredModel", "find_model", "open_model", "pinned", "shipped_models", "write_model"]

MANIFEST = "manifest.json"
Arrays = Mapping[str, NDArray[np.generic]]


def _shipped_folder() -> Path:
    """Inside an installed package, or ``models/`` at the top of a checkout."""
    package = Path(str(resources.files("posttone")))
    installed = package / "shipped"
    return installed if installed.is_dir() else package.parents[1] / "models"


def shipped_models() -> tuple[str, ...]:
    """Names of the models that come with this installation, sorted."""
    folder = _shipped_folder()
    return tuple(sorted(path.parent.name for path in folder.glob(f"*/{MANIFEST}")))


def pinned() -> dict[str, str]:
    """SHA-256 of the manifest of each shipped model, as this version of the package knows it."""
    raw = resources.files("posttone.model").joinpath("pinned.json").read_bytes()
    return msgspec.json.decode(raw, type=dict[str, str])


def find_model(name: str | os.PathLike[str]) -> tuple[Path, str | None]:
    """The folder of a model, and the hash that its manifest must have if it is a shipped one.

    Parameters
    ----------
    name : str or path
        ``"fast"``, ``"fast==0.1.0"``, or a folder.

    Raises
    ------
    ModelError
        If there is no such model.
    """
    text = os.fspath(name)
    folder = Path(text)
    if os.sep in text or "/" in text or (folder / MANIFEST).is_file():
        if not (folder / MANIFEST).is_file():
            raise ModelError(
                f"{text}: no {MANIFEST} here. Give a model folder or one of: {_names()}.", kind="not_found"
            )
        return folder, None
    plain = text.partition("==")[0]
    if plain not in shipped_models():
        raise ModelError(f"no model named {plain!r}. Shipped: {_names()}; or give a folder.", kind="not_found")
    pin = pinned().get(plain)
    if pin is None:
        raise ModelError(f"model {plain!r} is not pinned in this version of posttone. Install posttone again.")
    return _shipped_folder() / plain, pin


def _names() -> str:
    return ", ".join(shipped_models()) or "none"


@dataclass(frozen=True)
class StoredModel:
    """A model folder whose manifest has been read.

    Attributes
    ----------
    folder : Path
    manifest : Manifest
    sha256 : str
        Of the manifest file.
    shipped : bool
        Whether the manifest is the one pinned in the package.
    """

    folder: Path
    manifest: Manifest
    sha256: str
    shipped: bool

    def arrays(self, name: str) -> dict[str, NDArray[np.generic]]:
        """Read an array file, after its hash has been checked.

        Raises
        ------
        ModelError
            If the file is missing, changed, or no plain arrays.
        """
        raw = self.read(name)
        try:
            with np.load(io.BytesIO(raw), allow_pickle=False) as file:
                return {key: file[key] for key in file.files}
        except (ValueError, OSError, EOFError, KeyError, zipfile.BadZipFile) as error:
            raise ModelError(f"{self.folder / name}: not a file of plain arrays ({error}).") from None

    def read(self, name: str) -> bytes:
        """The bytes of a file of the model, after its hash has been checked."""
        path = self.folder / name
        expected = self.manifest.files.get(name)
        if expected is None:
            raise ModelError(f"{path}: the manifest does not name this file.")
        try:
            raw = path.read_bytes()
        except OSError as error:
            raise ModelError(f"{path}: cannot be read ({error.strerror}). Install the model again.") from None
        if hashlib.sha256(raw).hexdigest() != expected:
            raise ModelError(f"{path}: the file is not the one that the manifest names. Install the model again.")
        return raw


def open_model(name: str | os.PathLike[str]) -> StoredModel:
    """Find a model and read its manifest.

    Raises
    ------
    ModelError
        If it is missing or damaged, if a shipped model's manifest is not the pinned one, or the version is another.
    """
    folder, pin = find_model(name)
    path = folder / MANIFEST
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise ModelError(f"{path}: cannot be read ({error.strerror}).") from None
    sha256 = hashlib.sha256(raw).hexdigest()
    if pin is not None and sha256 != pin:
        raise ModelError(f"{path}: not the manifest that came with this version. Install posttone again.")
    manifest = decode(raw, str(path))
    wanted = os.fspath(name).partition("==")[2]
    if pin is not None and wanted and wanted != manifest.version:
        raise ModelError(f"model {manifest.name} is at version {manifest.version}, not {wanted}.", kind="not_found")
    return StoredModel(folder, manifest, sha256, pin is not None)


def write_model(folder: Path, manifest: Manifest, files: Mapping[str, Arrays]) -> str:
    """Write a model folder and return the SHA-256 of its manifest; equal models are equal bytes.

    Parameters
    ----------
    folder : Path
        Made if it is missing; files of the same names are replaced.
    manifest : Manifest
        Its ``files`` is filled in here.
    files : mapping of str to mapping of str to ndarray
        Array files by name.
    """
    folder.mkdir(parents=True, exist_ok=True)
    hashes = dict(manifest.files)
    for name, arrays in files.items():
        buffer = io.BytesIO()
        np.savez(buffer, allow_pickle=False, **{key: arrays[key] for key in sorted(arrays)})
        (folder / name).write_bytes(buffer.getvalue())
        hashes[name] = hashlib.sha256(buffer.getvalue()).hexdigest()
    raw = encode(msgspec.structs.replace(manifest, files=hashes))
    (folder / MANIFEST).write_bytes(raw)
    return hashlib.sha256(raw).hexdigest()
