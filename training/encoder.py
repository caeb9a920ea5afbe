"""Second stage of the encoder: tuned end to end on the corpus.

    python training/encoder.py corpora WORK [--leave-out WRITER,...] [--device cpu] [--epochs 3]

Starts from WORK/tone.pt (training/tone_sets.py). Heads: both risks (soft labels), both tones, and the reason codes
(risky posts only). Both sides of a contrast pair stand in one batch, and the risky side must outscore its twin (a
logistic ranking loss). Dropout as in the starting weights, learning rate 3e-5 with warm-up and decay. Writes
WORK/encoder.pt, and with --leave-out the held-out writers' scores to WORK/held_out.json.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from pathlib import Path

import torch
from common import Encoder, Tokens, log, minilm, save_state
from torch.nn.functional import binary_cross_entropy_with_logits as cross_entropy

from posttone.taxonomy import CODES as CODE_TITLES

BATCH, RATE, SEED = 32, 3e-5, 0
RISKS, TONES = ("unprofessional", "out_of_context"), ("human", "engaging")
CODES = tuple(CODE_TITLES)
WEIGHTS = {"risk": 1.0, "tone": 0.5, "code": 0.5, "pair": 0.3}


def batches(records: list[dict], rng: random.Random) -> list[list[int]]:
    """Shuffled batches in which pairs stand together."""
    units: dict[str, list[int]] = {}
    for i, r in enumerate(records):
        units.setdefault(r["pair"] or f"alone-{i}", []).append(i)
    order = list(units.values())
    rng.shuffle(order)
    out: list[list[int]] = [[]]
    for unit in order:
        if len(out[-1]) + len(unit) > BATCH:
            out.append([])
        out[-1] += unit
    return out


def losses(output: torch.Tensor, posts: list[dict]) -> torch.Tensor:
    """The weighted sum of all losses of a batch; columns are the risks, the tones, the codes."""
    risk = torch.tensor([[min(1.0, p[t] / 1.5) for t in RISKS] for p in posts])
    tone = torch.tensor([[p[t] / 4 for t in TONES] for p in posts])
    loss = WEIGHTS["risk"] * cross_entropy(output[:, :2], risk) + WEIGHTS["tone"] * cross_entropy(output[:, 2:4], tone)
    risky = [i for i, p in enumerate(posts) if max(p[t] for t in RISKS) >= 1]
    if risky:
        named = torch.tensor([[float(any(c["code"] == k for c in posts[i]["codes"])) for k in CODES] for i in risky])
        loss = loss + WEIGHTS["code"] * cross_entropy(output[risky, 4:], named)
    sides = [
        (i, j, t)
        for i, p in enumerate(posts)
        for j, q in enumerate(posts)
        if p["pair"] and p["pair"] == q["pair"]
        for t, name in enumerate(RISKS)
        if p[name] >= 1 > q[name]
    ]
    if sides:
        i, j, t = (torch.tensor(x) for x in zip(*sides, strict=True))
        loss = loss + WEIGHTS["pair"] * torch.nn.functional.softplus(output[j, t] - output[i, t]).mean()
    return loss


def score(model: torch.nn.ModuleDict, tokens: Tokens, texts: list[str], device: str) -> list[list[float]]:
    """Logits of texts, a hundred at a time."""
    model.eval()
    out: list[list[float]] = []
    with torch.no_grad():
        for start in range(0, len(texts), 100):
            ids, mask = (x.to(device) for x in tokens(texts[start : start + 100]))
            out += model["head"](model["encoder"](ids, mask)).float().tolist()
    return out


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("corpus", type=Path)
    parser.add_argument("work", type=Path)
    parser.add_argument("--leave-out", default="")
    parser.add_argument("--device", default="cpu")
    parser.add_argument("--epochs", type=int, default=3)
    args = parser.parse_args()
    torch.manual_seed(SEED)
    rng = random.Random(SEED)
    journal = args.work / "encoder.log"
    everything = [
        json.loads(line) for path in sorted(args.corpus.glob("*.jsonl")) for line in path.open(encoding="utf8")
    ]
    left = set(filter(None, args.leave_out.split(",")))
    records = [r for r in everything if r["writer"] not in left]
    base = minilm(args.work / "minilm")
    tokens, encoder = Tokens(base, 96), Encoder(base)
    tone = torch.load(args.work / "tone.pt", weights_only=True)["model"]
    encoder.load_state_dict({k.removeprefix("encoder."): v for k, v in tone.items() if k.startswith("encoder.")})
    head = torch.nn.Linear(encoder.config.hidden_size, 4 + len(CODES))
    model = torch.nn.ModuleDict({"encoder": encoder, "head": head}).to(args.device)
    encoder.bert.embeddings.word_embeddings.weight.requires_grad_(False)
    plan = [batch for _ in range(args.epochs) for batch in batches(records, rng)]
    optimiser = torch.optim.AdamW([p for p in model.parameters() if p.requires_grad], lr=RATE, weight_decay=0.01)
    rate = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda n: min((n + 1) / 50, max(0.0, 1 - n / len(plan))))
    log(journal, f"{len(records)} posts, {len(plan)} batches, {len(everything) - len(records)} posts left out")
    running = 0.0
    for step, batch in enumerate(plan):
        model.train()
        posts = [records[i] for i in batch]
        ids, mask = (x.to(args.device) for x in tokens([p["text"] for p in posts]))
        with torch.autocast(args.device, torch.bfloat16):
            output = head(encoder(ids, mask)).float()
        loss = losses(output.cpu(), posts)
        optimiser.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimiser.step()
        rate.step()
        running = 0.95 * (running or loss.item()) + 0.05 * loss.item()
        if (step + 1) % 50 == 0:
            log(journal, f"{step + 1} {running:.4f}")
    save_state(args.work / "encoder.pt", {"model": model.state_dict()})
    if left:
        held = [r for r in everything if r["writer"] in left]
        logits = score(model, tokens, [r["text"] for r in held], args.device)
        (args.work / "held_out.json").write_text(json.dumps({r["id"]: s for r, s in zip(held, logits, strict=True)}))
    return 0


if __name__ == "__main__":
    sys.exit(main())
