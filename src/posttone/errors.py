"""One tree of exceptions; each message says what was wrong, where, and what to do.

::

    PosttoneError
    ├── DraftError        a draft file, or one record of it, could not be read
    ├── ModelError        a model folder is missing, damaged or of another format
    ├── CorpusError       labelled posts break the rules of the record format
    ├── SettingsError     an option, a setting or a policy is not valid
    └── MissingExtra      an optional library is needed and is not installed
"""

from __future__ import annotations

__all__ = ["CorpusError", "DraftError", "MissingExtra", "ModelError", "PosttoneError", "SettingsError"]


class PosttoneError(Exception):
    """Base of all errors that posttone raises on purpose.

    Parameters
    ----------
    message : str
        What was wrong, where, and what to do.
    kind : str, optional
        A short stable word for programs, such as ``"not_found"``.

    Examples
    --------
    >>> PosttoneError("no model here", kind="not_found").kind
    'not_found'
    """

    default_kind = "error"

    def __init__(self, message: str, *, kind: str | None = None) -> None:
        super().__init__(message)
        self.kind = kind or self.default_kind

    @property
    def message(self) -> str:
        """The message alone."""
        return str(self.args[0])


class DraftError(PosttoneError):
    """A draft file, or one record of it, could not be read."""

    default_kind = "draft"


class ModelError(PosttoneError):
    """A model folder is missing, damaged or of another format."""

    default_kind = "model"


class CorpusError(PosttoneError):
    """Labelled posts break the rules of the record format."""

    default_kind = "corpus"


class SettingsError(PosttoneError):
    """An option, a setting or a policy is not valid."""

    default_kind = "settings"


class MissingExtra(PosttoneError):  # noqa: N818 - the name says what is missing, like its message
    """An optional library is needed and is not installed.

    Examples
    --------
    >>> print(MissingExtra.of("pyarrow", "parquet", "to read .parquet files").message)
    pyarrow is needed to read .parquet files: pip install 'posttone[parquet]'
    """

    default_kind = "missing_extra"

    @classmethod
    def of(cls, library: str, extra: str, purpose: str) -> MissingExtra:
        """Name the library, what it is needed for, and the install command."""
        return cls(f"{library} is needed {purpose}: pip install 'posttone[{extra}]'")
