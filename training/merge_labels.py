"""Merges readers' labels into the corpus (docs/corpus/readers.md).

    python training/merge_labels.py corpora LABELS

LABELS holds batches: NAME.key (number, post id) and NAME.lab (number, u, o, h, e, codes). A name that starts with
"t" is of third readers. Labels that agree on both flags become the mean of writer and reader; where a flag is
disputed, the majority of three decides, and the mean of those who agree on it is kept. Disputed posts that no third
reader has read yet are listed in LABELS/disputed.txt.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

RISKS, TONES = ("unprofessional", "out_of_context"), ("human", "engaging")


def read_labels(folder: Path) -> tuple[dict[str, dict], dict[str, dict]]:
    """Second and third readers' labels by post id."""
    second: dict[str, dict] = {}
    third: dict[str, dict] = {}
    for path in sorted(folder.glob("*.lab")):
        ids = dict(line.split("\t") for line in path.with_suffix(".key").read_text().splitlines())
        for line in path.read_text(encoding="utf8").splitlines():
            number, *values = line.strip().split("\t")
            if number not in ids or len(values) < 4:
                sys.exit(f"{path}: cannot read {line!r}")
            codes = [
                c.strip() for c in (values[4] if len(values) > 4 else "-").split(",") if c.strip() not in ("", "-")
            ]
            labels = dict(zip((*RISKS, *TONES), map(float, values[:4]), strict=True)) | {"codes": codes}
            (third if path.name.startswith("t") else second)[ids[number]] = labels
    return second, third


def resolve(record: dict, second: dict, third: dict | None) -> tuple[dict, bool]:
    """The resolved record, and whether a flag is still disputed."""
    first = record.get("first") or {field: record[field] for field in (*RISKS, *TONES)}
    disputed = [task for task in RISKS if (first[task] >= 1) != (second[task] >= 1)]
    readers = [first, second, *([third] if third else [])]
    out = record | {"first": first, "second": second} | ({"third": third} if third else {})
    for field in TONES:
        out[field] = round(sum(r[field] for r in readers) / len(readers), 2)
    for task in RISKS:
        votes = [r[task] for r in readers]
        flags = [v >= 1 for v in votes]
        if task in disputed and not third:
            out[task] = first[task]
            continue
        flag = sum(flags) * 2 > len(flags) or (len(flags) == 2 and all(flags))
        agreeing = [v for v, f in zip(votes, flags, strict=True) if f == flag]
        out[task] = round(sum(agreeing) / len(agreeing), 2)
    if out["unprofessional"] >= 1 or out["out_of_context"] >= 1:
        out["lookalike"] = None
        if not out["codes"]:
            named = [c for r in readers[1:] for c in r["codes"]]
            out["codes"] = [{"code": c, "start": None, "end": None} for c in dict.fromkeys(named)]
    elif out["codes"]:
        out["lookalike"] = out["lookalike"] or out["codes"][0]["code"]
        out["codes"] = []
    return out, bool(disputed) and not third


def keep_pairs_whole(records: list[dict]) -> tuple[int, set[str]]:
    """Dissolve pairs of which both sides came out alike; the second side goes, as the two are nearly one post."""
    sides: dict[str, list[dict]] = {}
    for r in records:
        if r["pair"]:
            sides.setdefault(r["pair"], []).append(r)
    broken = 0
    gone: set[str] = set()
    for pair in sides.values():
        if sum(r["unprofessional"] >= 1 or r["out_of_context"] >= 1 for r in pair) != 1 or len(pair) != 2:
            broken += 1
            gone |= {r["id"] for r in pair[1:]}
            pair[0]["pair"] = None
    return broken, gone


def main() -> int:
    corpus, folder = map(Path, sys.argv[1:3])
    second, third = read_labels(folder)
    waiting: list[str] = []
    everything: list[dict] = []
    files: dict[Path, list[dict]] = {}
    for path in sorted(corpus.glob("*.jsonl")):
        records = [json.loads(line) for line in path.read_text(encoding="utf8").splitlines()]
        files[path] = []
        for record in records:
            if record["id"] in second:
                record, disputed = resolve(record, second[record["id"]], third.get(record["id"]))
                if disputed:
                    waiting.append(record["id"])
            files[path].append(record)
        everything += files[path]
    broken, gone = keep_pairs_whole(everything)
    for path, records in files.items():
        records = [r for r in records if r["id"] not in gone]
        path.write_text("".join(json.dumps(r, ensure_ascii=False) + "\n" for r in records), encoding="utf8")
    (folder / "disputed.txt").write_text("".join(f"{name}\n" for name in waiting))
    print(f"{len(second)} read twice, {len(third)} by a third; {len(waiting)} disputed; {broken} pairs dissolved")
    return 0


if __name__ == "__main__":
    sys.exit(main())
