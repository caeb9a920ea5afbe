"""The scorer, the store of models, and explanation: no scikit-learn at scoring time."""

from posttone.model.scorer import Scorer, load
from posttone.model.store import shipped_models

__all__ = ["Scorer", "load", "shipped_models"]
