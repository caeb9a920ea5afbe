"""``python -m posttone``."""

from posttone.cli import main

main()
