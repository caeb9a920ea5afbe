"""Controls: how far one gets over mixed sources by knowing the source, or by reading no words at all.

Where risky posts nearly all come from one source, a detector of the source scores well and knows nothing of risk
(compare Geirhos et al. 2020 on shortcuts). Both controls are printed beside every figure over all sources.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedKFold, cross_val_predict
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

__all__ = ["source_scores", "wordless_scores"]

_FOLDS = StratifiedKFold(5, shuffle=True, random_state=0)


def source_scores(texts: Sequence[str], source: NDArray[np.bool_]) -> NDArray[np.float64]:
    """How much each text looks like the given source, by TF-IDF and logistic regression on held-out folds.

    Parameters
    ----------
    texts : sequence of str
    source : ndarray of bool, shape (n_texts,)

    Returns
    -------
    ndarray of float64, shape (n_texts,)
    """
    model = make_pipeline(TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True, min_df=2), LogisticRegression(C=10))
    return np.asarray(cross_val_predict(model, list(texts), source, cv=_FOLDS, method="decision_function"))


def wordless_scores(texts: Sequence[str], source: NDArray[np.bool_]) -> NDArray[np.float64]:
    """The same from length, line breaks, handles, hashtags and digits alone: no word is read."""
    counts = [
        [
            np.log1p(len(t)),
            t.count("\n"),
            len(re.findall(r"@\w", t)),
            t.count("#"),
            sum(c.isdigit() for c in t),
        ]
        for t in texts
    ]
    model = make_pipeline(StandardScaler(), LogisticRegression())
    return np.asarray(cross_val_predict(model, np.array(counts, float), source, cv=_FOLDS, method="decision_function"))
