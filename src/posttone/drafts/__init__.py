"""Readers of drafts, a file a format; what can't be read keeps its place and says why."""

from posttone.drafts.read import ReadOptions, read_drafts

__all__ = ["ReadOptions", "read_drafts"]
