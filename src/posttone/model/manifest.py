"""What a model folder says of itself: manifest.json."""

from __future__ import annotations

from typing import Any

import msgspec

from posttone.errors import ModelError

__all__ = ["FORMAT", "Block", "Calibration", "Limits", "Manifest", "Ordinal", "decode", "encode"]

FORMAT = "posttone-model/1"


class Block(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An n-gram block: its name in the arrays, ``word`` or ``character``, and the widths of character n-grams."""

    name: str
    kind: str
    widths: tuple[int, ...] = ()


class Calibration(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Platt's scaling of a head's raw logit, fitted on held-out folds of a set with this prevalence of flags."""

    slope: float
    intercept: float
    prevalence: float


class Limits(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A task's thresholds, stated at the manifest's prior."""

    review: float
    hold: float


class Ordinal(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Proportional odds of a tone: P(label >= k) = sigmoid(slope * raw - cuts[k - 1]), k = 1 to 4."""

    slope: float
    cuts: tuple[float, ...]


class Manifest(msgspec.Struct, frozen=True, kw_only=True):
    """Everything about a model but its arrays.

    Attributes
    ----------
    files : dict
        SHA-256 of every other file of the folder that is read when scoring.
    heads : tuple of str
        Names of the columns of ``heads.npz``: the risks, then the tones.
    codes : tuple of str
        Names of the columns of ``codes.npz``.
    corpus : dict
        ``sha256``, ``posts``.
    prior : float
        The prevalence for which probabilities and thresholds are stated.
    metrics : dict
        What was measured when it was trained.
    """

    format: str
    name: str
    version: str
    files: dict[str, str]
    blocks: tuple[Block, ...]
    heads: tuple[str, ...]
    codes: tuple[str, ...]
    calibration: dict[str, Calibration]
    thresholds: dict[str, Limits]
    tones: dict[str, Ordinal]
    prior: float
    seed: int
    command: str
    libraries: dict[str, str]
    corpus: dict[str, Any]
    metrics: dict[str, Any]
    text_version: int = 1


def decode(raw: bytes, where: str) -> Manifest:
    """Read a manifest.

    Raises
    ------
    ModelError
        If it is no manifest of a format that this version reads.
    """
    try:
        head = msgspec.json.decode(raw)
        found = head.get("format") if isinstance(head, dict) else None
        if found != FORMAT:
            raise ModelError(
                f"{where}: the format is {found!r}, this posttone reads {FORMAT!r}. Train the model again."
            )
        return msgspec.convert(head, Manifest)
    except msgspec.DecodeError as error:
        raise ModelError(f"{where}: the manifest is damaged ({error}). Copy the model folder again.") from None


def encode(manifest: Manifest) -> bytes:
    """Write a manifest, keys sorted, so that equal models are equal bytes."""
    return msgspec.json.format(msgspec.json.encode(manifest, order="sorted"), indent=1) + b"\n"
