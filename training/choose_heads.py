"""Hyperparameters of the linear heads, by folds that leave whole writers out: the nearest thing to a new source.

    python training/choose_heads.py [CORPUS]

Prints a row a setting: AUC of each risk within contrast pairs left whole, Spearman of each tone. Nothing of the real
posts is read here.
"""

from __future__ import annotations

import dataclasses
import sys
from pathlib import Path

import numpy as np
from sklearn.model_selection import GroupKFold

from posttone.learn.heads import HeadSettings, feature_union, fit_heads, targets
from posttone.learn.metrics import auc, spearman
from posttone.learn.records import read_records
from posttone.taxonomy import RISKS, TONES

BASE = HeadSettings()
TRIALS = [
    BASE,
    *(dataclasses.replace(BASE, C=c) for c in (0.3, 1.0, 10.0)),
    *(dataclasses.replace(BASE, style_weight=w) for w in (0.03, 0.07, 0.3)),
    *(dataclasses.replace(BASE, ridge=r) for r in (0.5, 5.0, 15.0)),
    *(dataclasses.replace(BASE, min_df_word=a, min_df_character=b) for a, b in ((3, 6), (2, 3))),
]


def main() -> int:
    records = read_records(Path(sys.argv[1] if len(sys.argv) > 1 else "corpora"))
    texts = np.array([r.text for r in records], object)
    wanted = {k: v for k, v in targets(records).items() if k in (*RISKS, *TONES)}
    writers = [r.writer for r in records]
    print("| settings | " + " | ".join(wanted) + " |\n|---|" + "---|" * len(wanted))
    for how in TRIALS:
        scores = np.zeros((len(records), len(wanted)))
        for train, test in GroupKFold(4).split(texts, groups=writers):
            union = feature_union(how)
            weights, intercept = fit_heads(
                union.fit_transform(texts[train]), {k: y[train] for k, y in wanted.items()}, how
            )
            scores[test] = union.transform(texts[test]) @ weights + intercept
        figures = [
            auc(y > 0, scores[:, i]) if name in RISKS else spearman(y, scores[:, i])
            for i, (name, y) in enumerate(wanted.items())
        ]
        changed = {k: v for k, v in dataclasses.asdict(how).items() if v != getattr(BASE, k)} or "base"
        print(f"| {changed} | " + " | ".join(f"{f:.4f}" for f in figures) + " |", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
