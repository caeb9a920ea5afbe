"""First stage of the encoder: tuned on public tone sets whose licences allow training.

    python training/tone_sets.py SHARED_DATA WORK [--device cpu]

Sets: sexism-edos (CC0), sarcasm-intended (MIT), davidson (MIT), social-bias (CC-BY 4.0), emotions (Apache-2.0),
toxic-spans (CC0). One pass, batches of 32 from one set at a time in shuffled order, 64 tokens, learning rate 5e-5 with
linear warm-up and decay, a linear head a set on the mean-pooled output; bfloat16 arithmetic, word embeddings left as
they are. Resumes from WORK/tone.pt; some 20 minutes on two cores. (engagement-ratio was tried and taught nothing: its
loss stayed where it began.)
"""

from __future__ import annotations

import argparse
import ast
import csv
import random
import sys
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from common import Encoder, Tokens, log, minilm, save_state

BATCH, RATE, SEED = 32, 5e-5, 0


@dataclass
class ToneSet:
    """Texts and targets: classes (0, 1, ...), several labels (rows of 0 and 1), or numbers."""

    name: str
    kind: str
    texts: list[str]
    targets: np.ndarray
    weight: float = 1.0

    @property
    def width(self) -> int:
        """Outputs of its head."""
        if self.kind == "classes":
            return int(self.targets.max()) + 1
        return self.targets.shape[1] if self.targets.ndim > 1 else 1


def rows(path: Path, delimiter: str = ",", encoding: str = "utf8") -> list[dict[str, str]]:
    csv.field_size_limit(10**8)
    with path.open(encoding=encoding, newline="", errors="replace") as file:
        return list(csv.DictReader(file, delimiter=delimiter))


def sexism(data: Path) -> ToneSet:
    found = rows(data / "sexism-edos/edos_labelled_aggregated.csv")
    names = sorted({r["label_category"] for r in found})
    return ToneSet(
        "sexism",
        "classes",
        [r["text"] for r in found],
        np.array([names.index(r["label_category"]) for r in found]),
    )


def sarcasm(data: Path) -> ToneSet:
    texts, y = [], []
    kinds = ("sarcasm", "irony", "satire", "understatement", "overstatement", "rhetorical_question")
    for r in rows(data / "sarcasm-intended/train.En.csv"):
        texts.append(r["tweet"])
        y.append([float(r["sarcastic"]), *(float(r[k] or 0) for k in kinds)])
        if r["rephrase"]:
            texts.append(r["rephrase"])
            y.append([0.0] * 7)
    return ToneSet("sarcasm", "labels", texts * 2, np.array(y * 2))


def davidson(data: Path) -> ToneSet:
    found = random.Random(SEED).sample(rows(data / "davidson/labeled_data.csv"), 6_000)
    return ToneSet("davidson", "classes", [r["tweet"] for r in found], np.array([int(r["class"]) for r in found]))


def social_bias(data: Path) -> ToneSet:
    texts, y = [], []
    for name in ("dev", "tst"):
        for r in rows(data / f"social-bias/sbf_SBIC.v2.agg.{name}.csv"):
            texts.append(r["post"])
            y.append([float(r[k] or 0) for k in ("offensiveYN", "intentYN", "sexYN", "hasBiasedImplication")])
    return ToneSet("social_bias", "labels", texts, np.array(y))


def emotions(data: Path) -> ToneSet:
    texts, y = [], []
    lines = (data / "emotions/train.tsv").read_text(encoding="utf8").splitlines()
    for line in random.Random(SEED).sample(lines, 12_000):
        text, labels, _ = line.split("\t")
        texts.append(text)
        row = np.zeros(28)
        row[[int(k) for k in labels.split(",")]] = 1
        y.append(row)
    return ToneSet("emotions", "labels", texts, np.array(y))


def toxic_spans(data: Path) -> ToneSet:
    found = rows(data / "toxic-spans/tsd_train.csv")
    share = [min(1.0, 3 * len(ast.literal_eval(r["spans"])) / max(1, len(r["text"]))) for r in found]
    return ToneSet("toxic_spans", "numbers", [r["text"] for r in found], np.array(share))


SETS = (sexism, sarcasm, davidson, social_bias, emotions, toxic_spans)


def loss_of(tone: ToneSet, output: torch.Tensor, target: torch.Tensor) -> torch.Tensor:
    if tone.kind == "classes":
        return torch.nn.functional.cross_entropy(output, target.long())
    return torch.nn.functional.binary_cross_entropy_with_logits(output.reshape(target.shape), target.float())


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("data", type=Path)
    parser.add_argument("work", type=Path)
    parser.add_argument("--device", default="cpu")
    args = parser.parse_args()
    args.work.mkdir(parents=True, exist_ok=True)
    journal = args.work / "tone_sets.log"
    torch.manual_seed(SEED)
    base = minilm(args.work / "minilm")
    tokens, encoder = Tokens(base), Encoder(base)
    tones = [make(args.data) for make in SETS]
    heads = torch.nn.ModuleDict({t.name: torch.nn.Linear(encoder.config.hidden_size, t.width) for t in tones})
    plan = schedule(tones)
    model = torch.nn.ModuleDict({"encoder": encoder, "heads": heads}).to(args.device)
    encoder.bert.embeddings.word_embeddings.weight.requires_grad_(False)
    optimiser = torch.optim.AdamW([p for p in model.parameters() if p.requires_grad], lr=RATE, weight_decay=0.01)
    rate = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda n: min((n + 1) / 100, max(0.0, 1 - n / len(plan))))
    done = resume(args.work / "tone.pt", model, optimiser, rate)
    log(journal, f"{len(plan)} batches of {[(t.name, len(t.texts)) for t in tones]}, from {done}")
    running: dict[str, float] = {}
    model.train()
    for step in range(done, len(plan)):
        which, index = plan[step]
        tone = tones[which]
        ids, mask = (x.to(args.device) for x in tokens([tone.texts[i] for i in index]))
        with torch.autocast(args.device, torch.bfloat16):
            output = heads[tone.name](encoder(ids, mask)).float()
        loss = loss_of(tone, output, torch.tensor(tone.targets[index]).to(args.device))
        optimiser.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimiser.step()
        rate.step()
        running[tone.name] = 0.95 * running.get(tone.name, loss.item()) + 0.05 * loss.item()
        if (step + 1) % 100 == 0:
            log(journal, f"{step + 1} " + " ".join(f"{k} {v:.3f}" for k, v in sorted(running.items())))
        if (step + 1) % 400 == 0 or step + 1 == len(plan):
            state = {
                "model": model.state_dict(),
                "optimiser": optimiser.state_dict(),
                "rate": rate.state_dict(),
                "done": step + 1,
            }
            save_state(args.work / "tone.pt", state)
    return 0


def schedule(tones: list[ToneSet]) -> list[tuple[int, list[int]]]:
    """Batches of every set, shuffled together."""
    rng = random.Random(SEED)
    plan = []
    for which, tone in enumerate(tones):
        order = list(range(len(tone.texts)))
        rng.shuffle(order)
        plan += [(which, order[i : i + BATCH]) for i in range(0, len(order) - BATCH + 1, BATCH)]
    rng.shuffle(plan)
    return plan


def resume(path: Path, model: torch.nn.Module, optimiser: torch.optim.Optimizer, rate: object) -> int:
    """Load a checkpoint of this script, if there is one; only ever our own, in a folder of ours."""
    if not path.exists():
        return 0
    state = torch.load(path, weights_only=True)
    model.load_state_dict(state["model"])
    optimiser.load_state_dict(state["optimiser"])
    rate.load_state_dict(state["rate"])
    return state["done"]


if __name__ == "__main__":
    sys.exit(main())
