"""Plain functions from cleaned text to numbers, numpy only: the same code trains and scores."""
