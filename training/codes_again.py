"""Agreement on the reason codes before and after examples were added to docs/annotation.md, on the same risky posts.

    python training/codes_again.py corpora docs/corpus/codes_again.csv

The file holds what a reader who had the examples named (id, codes). Writers and second readers had them not.
"""

from __future__ import annotations

import csv
import sys
from pathlib import Path

from sklearn.metrics import cohen_kappa_score

from posttone.learn.records import read_records

CODES = (
    "abuse prejudice personal_data sarcasm dark_humour hyperbole fragment double_meaning tone_clash absolutism "
    "implied_endorsement"
).split()


def main() -> int:
    posts = {r.id: r for r in read_records(Path(sys.argv[1]))}
    lines = Path(sys.argv[2]).read_text(encoding="utf8").splitlines()
    rows = [row for row in csv.DictReader(lines) if row["id"] in posts]
    print(f"{len(rows)} posts\n")
    print("| code | writer and second reader | writer and new reader | second and new reader |\n|---|---|---|---|")
    for code in CODES:
        first = [any(span.code == code for span in posts[row["id"]].codes) for row in rows]
        second = [code in (posts[row["id"]].second or {}).get("codes", ()) for row in rows]
        again = [code in row["codes"].split() for row in rows]
        pairs = ((first, second), (first, again), (second, again))
        print(f"| {code} | " + " | ".join(f"{cohen_kappa_score(a, b):.2f}" for a, b in pairs) + " |")
    return 0


if __name__ == "__main__":
    sys.exit(main())
