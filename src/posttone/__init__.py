"""Is this draft safe to lift out of context, is it professional, and is it still human? posttone says so, and why.

>>> import posttone
>>> scorer = posttone.load()
>>> scorer.score("Road closed at Ings Lane while we recover a lorry. Thank you for your patience.").decision
'clear'
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"
__all__ = ["Assessment", "Post", "PosttoneError", "Scorer", "__version__", "load"]

if TYPE_CHECKING:
    from posttone.errors import PosttoneError
    from posttone.model import Scorer, load
    from posttone.post import Assessment, Post

_HOMES = {
    "Assessment": "posttone.post",
    "Post": "posttone.post",
    "PosttoneError": "posttone.errors",
    "Scorer": "posttone.model",
    "load": "posttone.model",
}


def __getattr__(name: str) -> Any:
    """Import a public name when it is first used, so that ``import posttone`` costs nothing."""
    from importlib import import_module

    if name not in _HOMES:
        raise AttributeError(f"module 'posttone' has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return sorted(__all__)
