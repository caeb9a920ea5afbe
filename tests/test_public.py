from __future__ import annotations

import subprocess
import sys

import pytest

import posttone


def test_public_names() -> None:
    assert sorted(posttone.__all__) == [
        "Assessment",
        "Post",
        "PosttoneError",
        "Scorer",
        "__version__",
        "load",
    ]
    for name in posttone.__all__:
        assert getattr(posttone, name) is not None


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="nonsense"):
        _ = posttone.nonsense


@pytest.mark.parametrize(
    "command", [["--version"], ["--help"], ["score", "--help"], ["score", "examples/drafts/speeding.txt"]]
)
def test_heavy_libraries_are_not_imported(command: list[str]) -> None:
    code = (
        "import sys; sys.argv = ['posttone', *sys.argv[1:]]\n"
        "from posttone.cli import main\n"
        "try: main()\n"
        "except SystemExit as stop: assert not stop.code, stop.code\n"
        "heavy = {'sklearn', 'spacy', 'scipy', 'pandas', 'joblib'} & set(sys.modules)\n"
        "assert not heavy, heavy\n"
    )
    subprocess.run([sys.executable, "-c", code, *command], check=True, capture_output=True)
